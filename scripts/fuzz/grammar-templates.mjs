// CloudFormation, Serverless, Compose, Kubernetes and Backstage: documents of YAML or JSON with small languages in them.
import { jsonText, treeOf, yamlText } from './trees.mjs';
import { hostileNumber, hostileWord, leaf, name } from './leaves.mjs';

const written = (draw, value) => (draw.oneIn(2) ? yamlText(treeOf(value)) : jsonText(treeOf(value)));
const yaml = (value) => yamlText(treeOf(value));
const mapOf = (draw, most, make) => Object.fromEntries(draw.some(most, () => [name(draw), make()]));

// —— CloudFormation —————————————————————————————————————————————————————————————————————————————————————————————————

const CFN_TYPES = [
  'AWS::S3::Bucket',
  'AWS::Lambda::Function',
  'AWS::SQS::Queue',
  'AWS::IAM::Role',
  'AWS::EC2::Subnet',
  'AWS::CloudFormation::Stack',
  'AWS::Serverless::Function',
  'AWS::Serverless::Api',
  'AWS::Serverless::StateMachine',
  'AWS::Serverless::SimpleTable',
  'AWS::Serverless::Connector',
  'AWS::RDS::DBInstance',
  'AWS::Events::Rule',
  'AWS::StepFunctions::StateMachine',
  'Custom::X',
  'AWS::CloudFormation::CustomResource',
  'AWS::ECS::TaskDefinition',
  'AWS::ApiGateway::RestApi',
  'x',
];

const intrinsic = (draw, depth) => {
  if (depth <= 0) return draw.oneIn(2) ? { Ref: name(draw) } : leaf(draw);
  const inner = () => intrinsic(draw, depth - 1 - draw.below(2));
  return draw.pick([
    () => ({
      Ref: draw.oneIn(3) ? inner() : draw.pick(['AWS::Region', 'AWS::AccountId', 'AWS::NoValue', name(draw)]),
    }),
    () => ({ 'Fn::GetAtt': draw.pick([[name(draw), 'Arn'], `${name(draw)}.Arn`, inner(), []]) }),
    () => ({
      'Fn::Sub': draw.pick([
        `arn:\${AWS::Partition}:\${${name(draw)}}.\${${name(draw)}.Arn}\${!x}`,
        [`\${a}-\${b}`, mapOf(draw, 2, inner)],
        inner(),
      ]),
    }),
    () => ({ 'Fn::Join': draw.pick([[',', draw.some(4, inner)], ['', inner()], inner()]) }),
    () => ({ 'Fn::If': [name(draw), inner(), inner()] }),
    () => ({
      'Fn::Select': [
        draw.pick([0, '1', -1, inner()]),
        draw.pick([draw.some(3, inner), { 'Fn::GetAZs': '' }, { 'Fn::Split': [',', inner()] }]),
      ],
    }),
    () => ({
      'Fn::FindInMap': [name(draw), inner(), inner(), ...(draw.oneIn(4) ? [{ DefaultValue: inner() }] : [])],
    }),
    () => ({ 'Fn::ImportValue': inner() }),
    () => ({
      [draw.pick([
        'Fn::Base64',
        'Fn::Cidr',
        'Fn::Length',
        'Fn::ToJsonString',
        'Fn::Transform',
        'Fn::GetAZs',
        'Fn::Not',
        'Fn::And',
        'Fn::Or',
        'Fn::Equals',
        'Condition',
        'Fn::X',
      ])]: draw.oneIn(2) ? inner() : draw.some(3, inner),
    }),
    () => draw.some(3, inner),
    () => mapOf(draw, 3, inner),
  ])();
};

const cfnResources = (draw) =>
  Object.fromEntries(
    draw.some(5, () =>
      draw.oneIn(8)
        ? [
            `Fn::ForEach::${name(draw)}`,
            [
              'X',
              draw.oneIn(3) ? intrinsic(draw, 1) : ['1', '2', name(draw)],
              { 'R${X}': { Type: draw.pick(CFN_TYPES), Properties: intrinsic(draw, 2) } },
            ],
          ]
        : [
            name(draw),
            {
              Type: draw.odd(20) ? leaf(draw) : draw.pick(CFN_TYPES),
              ...(draw.oneIn(4) ? { Condition: name(draw) } : {}),
              ...(draw.oneIn(4) ? { DependsOn: draw.oneIn(2) ? name(draw) : [name(draw), leaf(draw)] } : {}),
              Properties: {
                ...mapOf(draw, 2, () => intrinsic(draw, 3)),
                ...Object.fromEntries(
                  draw.some(4, () => [
                    draw.pick([
                      'TemplateURL',
                      'Parameters',
                      'Policies',
                      'Events',
                      'Environment',
                      'Role',
                      'BucketName',
                      'DefinitionString',
                      'DefinitionUri',
                      'Tags',
                      'Targets',
                      'Handler',
                      'VpcConfig',
                      'RedrivePolicy',
                      'DefinitionBody',
                      'FunctionName',
                      'PolicyDocument',
                      'Source',
                      'Destination',
                    ]),
                    draw.pick([
                      () => intrinsic(draw, 3),
                      () => './nested.json',
                      () => ({
                        [name(draw)]: {
                          Type: draw.pick(['SQS', 'Api', 'S3', 'Schedule', 'EventBridgeRule']),
                          Properties: intrinsic(draw, 2),
                        },
                      }),
                    ])(),
                  ]),
                ),
              },
            },
          ],
    ),
  );

const cfnTemplate = (draw) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  ...(draw.oneIn(3)
    ? { Transform: draw.pick(['AWS::Serverless-2016-10-31', ['AWS::LanguageExtensions'], leaf(draw)]) }
    : {}),
  Parameters: mapOf(draw, 3, () => ({
    Type: draw.pick(['String', 'CommaDelimitedList', 'AWS::SSM::Parameter::Value<String>', 'List<Number>']),
    Default: leaf(draw),
  })),
  Conditions: mapOf(draw, 3, () => intrinsic(draw, 3)),
  Mappings: mapOf(draw, 2, () => mapOf(draw, 2, () => mapOf(draw, 2, () => leaf(draw)))),
  ...(draw.oneIn(4) ? { Globals: { Function: mapOf(draw, 2, () => intrinsic(draw, 2)) } } : {}),
  Resources: cfnResources(draw),
  Outputs: mapOf(draw, 2, () => ({ Value: intrinsic(draw, 2), Export: { Name: intrinsic(draw, 2) } })),
});

export const cloudformationFolder = (draw) => ({
  'template.json': jsonText(treeOf(cfnTemplate(draw))),
  ...(draw.oneIn(3) ? { 'nested.json': jsonText(treeOf(cfnTemplate(draw))) } : {}),
  ...(draw.oneIn(4) ? { 'other.yaml': yaml(cfnTemplate(draw)) } : {}),
});

// —— Serverless —————————————————————————————————————————————————————————————————————————————————————————————————————

const variable = (draw, depth) => {
  const inner = depth > 0 && draw.oneIn(2) ? variable(draw, depth - 1) : name(draw);
  return `\${${draw.pick(['self:custom.', 'self:', 'opt:', 'env:', 'param:', 'sls:', 'file(./more.yml):', 'file(serverless.yml):', 'file(./more.json)', 'aws:', 'cf:', 'ssm:', 'git:', 'strToBool(', ''])}${inner}${draw.pick(['', '', `, ${depth > 0 ? variable(draw, depth - 1) : "'x'"}`, ', null', ", ''", ')'])}}`;
};
const slsLeaf = (draw) => (draw.oneIn(2) ? variable(draw, 2) : draw.odd(2) ? leaf(draw) : intrinsic(draw, 1));
const EVENTS = [
  'http',
  'httpApi',
  'sqs',
  'sns',
  's3',
  'stream',
  'schedule',
  'eventBridge',
  'websocket',
  'alb',
  'kafka',
  'iot',
  'cognitoUserPool',
  'msk',
  'activemq',
  'cloudFront',
  'x',
];

const service = (draw) => ({
  service: draw.oneIn(4) ? slsLeaf(draw) : 'shop',
  provider: {
    name: draw.pick(['aws', 'aws', 'google', slsLeaf(draw)]),
    region: slsLeaf(draw),
    stage: slsLeaf(draw),
    environment: mapOf(draw, 3, () => slsLeaf(draw)),
    iam: {
      role: {
        statements: draw.some(2, () => ({ Effect: 'Allow', Action: slsLeaf(draw), Resource: slsLeaf(draw) })),
      },
    },
    vpc: slsLeaf(draw),
  },
  custom: mapOf(draw, 5, () => slsLeaf(draw)),
  functions: draw.oneIn(5)
    ? draw.some(3, () => mapOf(draw, 2, () => slsLeaf(draw)))
    : mapOf(draw, 4, () =>
        draw.oneIn(9)
          ? slsLeaf(draw)
          : {
              handler: slsLeaf(draw),
              environment: mapOf(draw, 2, () => slsLeaf(draw)),
              events: draw.some(3, () => ({
                [draw.pick(EVENTS)]: draw.oneIn(2) ? slsLeaf(draw) : mapOf(draw, 3, () => slsLeaf(draw)),
              })),
              layers: [slsLeaf(draw)],
              destinations: { onFailure: slsLeaf(draw) },
            },
      ),
  resources: draw.oneIn(3) ? slsLeaf(draw) : { Resources: cfnResources(draw) },
  ...(draw.oneIn(4)
    ? { stepFunctions: { stateMachines: mapOf(draw, 2, () => ({ definition: intrinsic(draw, 2) })) } }
    : {}),
  ...(draw.oneIn(5)
    ? {
        pipes: mapOf(draw, 2, () => slsLeaf(draw)),
        plugins: slsLeaf(draw),
        params: { default: mapOf(draw, 2, () => slsLeaf(draw)) },
      }
    : {}),
});

export const serverlessFolder = (draw) => ({
  'serverless.yml': yaml(service(draw)),
  'more.yml': yaml(draw.oneIn(3) ? service(draw) : mapOf(draw, 4, () => slsLeaf(draw))),
  ...(draw.oneIn(3) ? { 'more.json': jsonText(treeOf(mapOf(draw, 3, () => slsLeaf(draw)))) } : {}),
});

// —— Compose ————————————————————————————————————————————————————————————————————————————————————————————————————————

const composeText = (draw) =>
  draw.pick([
    () => leaf(draw),
    () => `\${${name(draw)}}`,
    () =>
      `\${A${draw.pick([':-', '-', ':?', '?', ':+', '+'])}${draw.oneIn(2) ? '${B:-x}' : hostileWord(draw)}}`,
    () => `$${name(draw)}$$`,
    () => 'postgres://u:p@db:5432/x',
    () => `${name(draw)}:6379`,
    () => `http://${name(draw)}:80`,
  ])();
const listOrMap = (draw) =>
  draw.oneIn(2)
    ? mapOf(draw, 4, () => composeText(draw))
    : draw.some(4, () => (draw.oneIn(3) ? composeText(draw) : `${name(draw)}=${composeText(draw)}`));

const composeService = (draw) => ({
  image: composeText(draw),
  ...(draw.oneIn(2) ? { environment: listOrMap(draw) } : {}),
  ...(draw.oneIn(2)
    ? {
        depends_on: draw.oneIn(2)
          ? draw.some(3, () => name(draw))
          : mapOf(draw, 3, () => ({
              condition: draw.pick(['service_started', 'service_healthy', leaf(draw)]),
              required: leaf(draw),
            })),
      }
    : {}),
  ...(draw.oneIn(4)
    ? {
        extends: draw.pick([
          name(draw),
          { service: name(draw) },
          { file: draw.pick(['compose.yaml', 'base.yaml', '../x.yaml']), service: name(draw) },
        ]),
      }
    : {}),
  ...Object.fromEntries(
    draw.some(5, () => [
      draw.pick([
        'links',
        'volumes',
        'networks',
        'ports',
        'env_file',
        'deploy',
        'healthcheck',
        'command',
        'configs',
        'secrets',
        'volumes_from',
        'network_mode',
        'profiles',
        'labels',
        'build',
        'restart',
        'scale',
        'external_links',
        'pid',
        'x-y',
      ]),
      draw.pick([
        () => listOrMap(draw),
        () => composeText(draw),
        () => ({ replicas: hostileNumber(draw), placement: { constraints: [composeText(draw)] } }),
        () => draw.some(3, () => `${name(draw)}:/x`),
        () => [{ path: '.env', required: false }],
      ])(),
    ]),
  ),
});

const composeFile = (draw) => ({
  ...(draw.oneIn(3) ? { name: composeText(draw) } : {}),
  ...(draw.oneIn(4)
    ? {
        include: draw.some(3, () =>
          draw.pick([
            'base.yaml',
            'compose.yaml',
            { path: ['base.yaml'], env_file: '.env' },
            composeText(draw),
          ]),
        ),
      }
    : {}),
  services: mapOf(draw, 5, () => (draw.odd(20) ? leaf(draw) : composeService(draw))),
  ...(draw.oneIn(3)
    ? {
        volumes: mapOf(draw, 2, () => leaf(draw)),
        networks: mapOf(draw, 2, () => ({ external: leaf(draw), name: composeText(draw) })),
        configs: mapOf(draw, 2, () => ({ file: './app.conf', content: composeText(draw) })),
        secrets: mapOf(draw, 1, () => composeText(draw)),
      }
    : {}),
});

export const composeFolder = (draw) => ({
  'compose.yaml': yaml(composeFile(draw)),
  ...(draw.oneIn(3)
    ? { 'base.yaml': yaml(composeFile(draw)), 'compose.override.yaml': yaml(composeFile(draw)) }
    : {}),
  ...(draw.oneIn(2)
    ? {
        '.env': draw
          .some(
            5,
            () =>
              `${draw.pick(['export ', '', ''])}${name(draw)}=${draw.pick(['"', "'", ''])}${composeText(draw)}${draw.pick(['"', ''])}`,
          )
          .join('\n'),
        'app.conf': String(composeText(draw)),
      }
    : {}),
});

// —— Kubernetes —————————————————————————————————————————————————————————————————————————————————————————————————————

const KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Pod',
  'Service',
  'Ingress',
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
  'HorizontalPodAutoscaler',
  'NetworkPolicy',
  'ServiceAccount',
  'PodDisruptionBudget',
  'Gateway',
  'HTTPRoute',
  'VirtualService',
  'DestinationRule',
  'ServiceEntry',
  'List',
  'Rollout',
  'ExternalSecret',
  'HelmRelease',
  'Kustomization',
  'Application',
  'Bucket',
  'RDSInstance',
  'Namespace',
  'Certificate',
  'ScaledObject',
  'AuthorizationPolicy',
];
const labels = (draw) => mapOf(draw, 2, () => (draw.odd(3) ? leaf(draw) : name(draw)));

const podSpec = (draw) => ({
  containers: draw.some(3, () => ({
    name: name(draw),
    image: leaf(draw),
    env: draw.some(4, () =>
      draw.pick([
        { name: name(draw), value: composeText(draw) },
        { name: 'A', valueFrom: { secretKeyRef: { name: name(draw), key: leaf(draw) } } },
        { name: 'X', value: `$(${name(draw)})` },
      ]),
    ),
    envFrom: draw.some(2, () => ({ configMapRef: { name: name(draw) } })),
    args: draw.some(2, () => composeText(draw)),
    ports: [{ containerPort: hostileNumber(draw), name: name(draw) }],
    volumeMounts: [{ name: name(draw), mountPath: leaf(draw) }],
  })),
  ...(draw.oneIn(2)
    ? {
        volumes: draw.some(3, () => ({
          name: name(draw),
          [draw.pick(['configMap', 'secret', 'persistentVolumeClaim', 'projected', 'csi', 'emptyDir'])]: {
            name: name(draw),
            claimName: name(draw),
            sources: [leaf(draw)],
          },
        })),
      }
    : {}),
  ...(draw.oneIn(3)
    ? {
        nodeSelector: labels(draw),
        affinity: leaf(draw),
        topologySpreadConstraints: [
          {
            topologyKey: leaf(draw),
            labelSelector: { matchLabels: labels(draw) },
            whenUnsatisfiable: leaf(draw),
            maxSkew: hostileNumber(draw),
          },
        ],
        serviceAccountName: name(draw),
        initContainers: leaf(draw),
      }
    : {}),
});

const object = (draw) => {
  const kind = draw.pick(KINDS);
  return {
    apiVersion: draw.pick([
      'v1',
      'apps/v1',
      'networking.k8s.io/v1',
      'gateway.networking.k8s.io/v1',
      'batch/v1',
      'kustomize.config.k8s.io/v1beta1',
      'argoproj.io/v1alpha1',
      's3.aws.upbound.io/v1beta1',
      'networking.istio.io/v1',
      leaf(draw),
    ]),
    kind,
    metadata: draw.odd(20)
      ? leaf(draw)
      : {
          name: name(draw),
          ...(draw.oneIn(3) ? { namespace: name(draw) } : {}),
          labels: labels(draw),
          annotations: labels(draw),
        },
    ...(kind === 'List' ? { items: draw.some(3, () => (draw.odd(4) ? leaf(draw) : object(draw))) } : {}),
    ...(draw.oneIn(3)
      ? {
          data: mapOf(draw, 3, () => composeText(draw)),
          stringData: mapOf(draw, 2, () => composeText(draw)),
          binaryData: mapOf(draw, 1, () => leaf(draw)),
        }
      : {}),
    spec: draw.odd(15)
      ? leaf(draw)
      : {
          replicas: hostileNumber(draw),
          selector: draw.oneIn(2)
            ? labels(draw)
            : {
                matchLabels: labels(draw),
                matchExpressions: [
                  {
                    key: name(draw),
                    operator: draw.pick(['In', 'NotIn', 'Exists', leaf(draw)]),
                    values: [leaf(draw)],
                  },
                ],
              },
          template: { metadata: { labels: labels(draw) }, spec: podSpec(draw) },
          jobTemplate: { spec: { template: { spec: podSpec(draw) } } },
          ...podSpec(draw),
          ports: draw.some(2, () => ({
            port: hostileNumber(draw),
            targetPort: leaf(draw),
            name: name(draw),
          })),
          type: draw.pick(['ClusterIP', 'ExternalName', 'LoadBalancer', leaf(draw)]),
          externalName: leaf(draw),
          rules: draw.some(2, () => ({
            host: leaf(draw),
            http: {
              paths: draw.some(2, () => ({
                path: leaf(draw),
                backend: { service: { name: name(draw), port: { number: hostileNumber(draw) } } },
              })),
            },
            backendRefs: [{ name: name(draw), port: hostileNumber(draw) }],
            matches: leaf(draw),
          })),
          scaleTargetRef: { kind: draw.pick(KINDS), name: name(draw) },
          hosts: draw.some(2, () => leaf(draw)),
          http: [
            {
              route: [{ destination: { host: name(draw), subset: leaf(draw) }, weight: hostileNumber(draw) }],
            },
          ],
          parentRefs: [{ name: name(draw) }],
          forProvider: mapOf(draw, 3, () => leaf(draw)),
          podSelector: { matchLabels: labels(draw) },
          egress: draw.some(2, () => ({
            to: [{ ipBlock: { cidr: leaf(draw) } }, { podSelector: leaf(draw) }],
          })),
          minAvailable: leaf(draw),
          chart: leaf(draw),
          values: leaf(draw),
        },
  };
};

const manifests = (draw) => [object(draw), ...draw.some(4, () => object(draw))].map(yaml).join('---\n');
const templated = (draw, text) => {
  const lines = text.split('\n');
  for (let i = draw.below(4); i >= 0; i--)
    lines.splice(
      draw.below(lines.length),
      0,
      draw.pick([
        '{{- if .Values.a }}',
        '{{- end }}',
        '{{ include "x" . | nindent 4 }}',
        '  name: {{ .Release.Name }}-{{ .Values.b }}',
        '{{- range .Values.list }}',
        '{{/* open',
        '}}',
        '{{',
        '  image: "{{ .Values.c }}:{{ .Values.d | default "x" }}"',
      ]),
    );
  return lines.join('\n');
};

export const kubernetesFolder = (draw) => ({
  'app.yaml': manifests(draw),
  ...(draw.oneIn(3)
    ? {
        'kustomization.yaml': yaml({
          resources: draw.some(4, () =>
            draw.pick(['app.yaml', '.', '..', 'base', './base', 'app.yaml', 'https://x/y', leaf(draw)]),
          ),
          patches: draw.some(2, () =>
            draw.pick([
              { path: 'patch.yaml' },
              {
                target: { kind: draw.pick(KINDS), name: leaf(draw) },
                patch:
                  '[{"op":"replace","path":"/spec/replicas","value":3},{"op":"move","path":"/a~1b/-","from":"/"}]',
              },
              leaf(draw),
            ]),
          ),
          namePrefix: leaf(draw),
          namespace: name(draw),
          images: [{ name: leaf(draw), newTag: leaf(draw) }],
          configMapGenerator: [
            {
              name: name(draw),
              literals: [`a=${leaf(draw)}`],
              files: ['app.yaml', leaf(draw)],
              envs: ['.env'],
            },
          ],
          replicas: [{ name: name(draw), count: hostileNumber(draw) }],
          components: draw.some(1, () => 'base'),
          labels: [{ pairs: labels(draw) }],
          ...mapOf(draw, 1, () => leaf(draw)),
        }),
        'patch.yaml': yaml(object(draw)),
      }
    : {}),
  ...(draw.oneIn(3)
    ? {
        'base/kustomization.yaml': yaml({ resources: ['../app.yaml', draw.pick(['..', 'x.yaml', '.'])] }),
        'base/x.yaml': manifests(draw),
      }
    : {}),
  ...(draw.oneIn(4)
    ? {
        'chart/Chart.yaml': yaml({
          apiVersion: 'v2',
          name: leaf(draw),
          version: leaf(draw),
          dependencies: [{ name: name(draw), repository: leaf(draw) }],
        }),
        'chart/values.yaml': yaml(mapOf(draw, 4, () => leaf(draw))),
        'chart/templates/app.yaml': templated(draw, manifests(draw)),
      }
    : {}),
});

// —— Backstage ——————————————————————————————————————————————————————————————————————————————————————————————————————

const ref = (draw) =>
  draw.pick([
    () => name(draw),
    () => `component:${name(draw)}`,
    () => `resource:default/${name(draw)}`,
    () => `${name(draw)}/${name(draw)}`,
    () => leaf(draw),
    () => `a:b/c:d/e`,
  ])();

const entity = (draw) => ({
  apiVersion: draw.pick(['backstage.io/v1alpha1', 'backstage.io/v1alpha1', leaf(draw)]),
  kind: draw.pick([
    'Component',
    'Component',
    'API',
    'Resource',
    'System',
    'Domain',
    'Location',
    'Group',
    'Template',
    'User',
    leaf(draw),
  ]),
  metadata: draw.odd(20)
    ? leaf(draw)
    : {
        name: name(draw),
        namespace: draw.oneIn(3) ? name(draw) : 'default',
        title: leaf(draw),
        description: leaf(draw),
        tags: draw.some(3, () => leaf(draw)),
        labels: labels(draw),
        annotations: {
          'backstage.io/kubernetes-id': leaf(draw),
          'backstage.io/kubernetes-label-selector': leaf(draw),
          'amazonaws.com/arn': leaf(draw),
          ...labels(draw),
        },
        links: leaf(draw),
      },
  spec: draw.odd(15)
    ? leaf(draw)
    : {
        type: draw.pick(['service', 'website', 'database', leaf(draw)]),
        lifecycle: leaf(draw),
        owner: ref(draw),
        system: ref(draw),
        subcomponentOf: ref(draw),
        dependsOn: draw.odd(9) ? leaf(draw) : draw.some(4, () => ref(draw)),
        dependencyOf: draw.some(2, () => ref(draw)),
        providesApis: draw.some(2, () => ref(draw)),
        consumesApis: draw.some(2, () => ref(draw)),
        target: './more.yaml',
        targets: draw.some(3, () =>
          draw.pick(['./more.yaml', './catalog-info.yaml', './*/catalog-info.yaml', '**', leaf(draw)]),
        ),
        definition: draw.pick([
          leaf(draw),
          { $text: './more.yaml' },
          'openapi: 3.0.0\nservers: [{url: http://x}]',
        ]),
        domain: ref(draw),
        children: draw.some(1, () => ref(draw)),
      },
});

export const backstageFolder = (draw) => ({
  'catalog-info.yaml': [entity(draw), ...draw.some(5, () => entity(draw))].map(yaml).join('---\n'),
  ...(draw.oneIn(3) ? { 'more.yaml': yaml(entity(draw)), 'x/catalog-info.yaml': yaml(entity(draw)) } : {}),
  ...(draw.oneIn(8) ? { 'catalog.json': written(draw, entity(draw)) } : {}),
});
