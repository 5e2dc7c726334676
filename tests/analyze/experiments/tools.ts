/**
 * What chaos tools take, written as JSON Schemas from their public references: CreateExperimentTemplateRequest of AWS FIS
 * (botocore, fis/2020-12-01), the ChaosEngine resource of LitmusChaos (chaosengine_crd.yaml), the rules of LocalStack's
 * Chaos API. And, of AWS FIS, each action with what it takes (the AWS FIS actions reference).
 */
import { Ajv, type ValidateFunction } from 'ajv';

const compiled = (schema: object): ValidateFunction =>
  new Ajv({ strict: true, allErrors: true }).compile(schema);

const word = (most: number) => ({ type: 'string', pattern: '^\\S+$', maxLength: most });
const text = (most: number, least = 1) => ({ type: 'string', minLength: least, maxLength: most });
const mapOf = (key: object, value: object) => ({
  type: 'object',
  propertyNames: key,
  additionalProperties: value,
});

const fisTemplate = compiled({
  type: 'object',
  required: ['clientToken', 'description', 'stopConditions', 'actions', 'roleArn'],
  additionalProperties: false,
  properties: {
    clientToken: { ...word(1024), minLength: 1 },
    description: text(512),
    stopConditions: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['source'],
        additionalProperties: false,
        properties: { source: { enum: ['aws:cloudwatch:alarm', 'none'] }, value: text(2048, 20) },
      },
    },
    targets: mapOf(word(64), {
      type: 'object',
      required: ['resourceType', 'selectionMode'],
      additionalProperties: false,
      properties: {
        resourceType: word(128),
        resourceArns: { type: 'array', maxItems: 5, items: { ...word(2048), minLength: 20 } },
        resourceTags: mapOf(text(128), { type: 'string', maxLength: 256 }),
        filters: {
          type: 'array',
          items: {
            type: 'object',
            required: ['path', 'values'],
            additionalProperties: false,
            properties: { path: word(256), values: { type: 'array', items: word(128) } },
          },
        },
        selectionMode: { type: 'string', pattern: '^(?:ALL|COUNT\\(\\d+\\)|PERCENT\\(\\d+\\))$' },
        parameters: mapOf(word(64), {
          type: 'string',
          minLength: 1,
          maxLength: 1024,
          pattern: '^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+$',
        }),
      },
    }),
    actions: mapOf(word(64), {
      type: 'object',
      required: ['actionId'],
      additionalProperties: false,
      properties: {
        actionId: { type: 'string', pattern: '^aws:[a-z0-9]+:[a-z-]+$', maxLength: 128 },
        description: text(512),
        parameters: mapOf(word(64), word(1024)),
        targets: mapOf(word(64), word(64)),
        startAfter: { type: 'array', items: word(64) },
      },
    }),
    roleArn: { ...word(2048), minLength: 20 },
    tags: mapOf(text(128), { type: 'string', maxLength: 256 }),
    logConfiguration: { type: 'object' },
    experimentOptions: {
      type: 'object',
      additionalProperties: false,
      properties: {
        accountTargeting: { enum: ['single-account', 'multi-account'] },
        emptyTargetResolutionMode: { enum: ['fail', 'skip'] },
      },
    },
  },
});

/** Each action: the word for its target, that target's type, what it must be given, and what else it takes. */
export const FIS_ACTIONS: Readonly<
  Record<
    string,
    readonly [word: string, type: string, required: readonly string[], optional: readonly string[]]
  >
> = {
  'aws:dynamodb:global-table-pause-replication': ['Tables', 'aws:dynamodb:global-table', ['duration'], []],
  'aws:ebs:pause-volume-io': ['Volumes', 'aws:ec2:ebs-volume', ['duration'], []],
  'aws:ec2:asg-insufficient-instance-capacity-error': [
    'AutoScalingGroups',
    'aws:ec2:autoscaling-group',
    ['availabilityZoneIdentifiers', 'duration'],
    ['percentage'],
  ],
  'aws:ec2:stop-instances': [
    'Instances',
    'aws:ec2:instance',
    [],
    ['startInstancesAfterDuration', 'completeIfInstancesTerminated'],
  ],
  'aws:ecs:stop-task': ['Tasks', 'aws:ecs:task', [], []],
  'aws:eks:pod-network-packet-loss': [
    'Pods',
    'aws:eks:pod',
    ['duration', 'kubernetesServiceAccount'],
    ['lossPercent', 'interface', 'sources', 'flowsPercent'],
  ],
  'aws:eks:terminate-nodegroup-instances': [
    'Nodegroups',
    'aws:eks:nodegroup',
    ['instanceTerminationPercentage'],
    [],
  ],
  'aws:elasticache:replicationgroup-interrupt-az-power': [
    'ReplicationGroups',
    'aws:elasticache:replicationgroup',
    ['duration'],
    [],
  ],
  'aws:fis:inject-api-unavailable-error': [
    'Roles',
    'aws:iam:role',
    ['duration', 'operations', 'percentage', 'service'],
    [],
  ],
  'aws:kinesis:stream-provisioned-throughput-exception': [
    'KinesisStreams',
    'aws:kinesis:stream',
    ['duration', 'percentage'],
    [],
  ],
  'aws:lambda:invocation-error': [
    'Functions',
    'aws:lambda:function',
    ['duration', 'preventExecution'],
    ['invocationPercentage'],
  ],
  'aws:network:disrupt-connectivity': [
    'Subnets',
    'aws:ec2:subnet',
    ['duration', 'scope'],
    ['prefixListIdentifier'],
  ],
  'aws:network:disrupt-vpc-endpoint': ['VPCEndpoints', 'aws:ec2:vpc-endpoint', ['duration'], []],
  'aws:network:route-table-disrupt-cross-region-connectivity': [
    'Subnets',
    'aws:ec2:subnet',
    ['duration', 'region'],
    [],
  ],
  'aws:rds:failover-db-cluster': ['Clusters', 'aws:rds:cluster', [], []],
  'aws:rds:reboot-db-instances': ['DBInstances', 'aws:rds:db', [], ['forceFailover']],
  'aws:s3:bucket-pause-replication': [
    'Buckets',
    'aws:s3:bucket',
    ['duration', 'region'],
    ['destinationBuckets', 'prefixes'],
  ],
};

interface Template {
  readonly actions: Readonly<
    Record<
      string,
      {
        readonly actionId: string;
        readonly parameters?: Readonly<Record<string, string>>;
        readonly targets: Readonly<Record<string, string>>;
      }
    >
  >;
  readonly targets: Readonly<
    Record<
      string,
      {
        readonly resourceType: string;
        readonly resourceTags?: object;
        readonly resourceArns?: readonly string[];
        readonly parameters?: object;
      }
    >
  >;
}

/** What is wrong with a template: its shape, its actions, or what they aim at. */
export const flawsOfTemplate = (template: unknown): readonly string[] => {
  if (!fisTemplate(template))
    return (fisTemplate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  const { actions, targets } = template as Template;
  const used = new Set(Object.values(actions).flatMap((action) => Object.values(action.targets)));
  return [
    ...Object.entries(actions).flatMap(([name, action]): readonly string[] => {
      const known = FIS_ACTIONS[action.actionId];
      if (known === undefined) return [`${name}: there is no ${action.actionId}`];
      const [targetWord, type, required, optional] = known;
      const given = Object.keys(action.parameters ?? {});
      const duration = action.parameters?.['duration'];
      return [
        ...required.filter((key) => !given.includes(key)).map((key) => `${name}: without ${key}`),
        ...given
          .filter((key) => !required.includes(key) && !optional.includes(key))
          .map((key) => `${name}: ${key}?`),
        ...(Object.keys(action.targets).join() === targetWord
          ? []
          : [`${name}: aims at ${Object.keys(action.targets).join()}`]),
        ...Object.values(action.targets)
          .filter((target) => targets[target]?.resourceType !== type)
          .map((target) => `${name}: ${target} is no ${type}`),
        ...(duration === undefined ||
        (/^PT(?:[1-9]\d{0,2})M$/.test(duration) && Number(duration.slice(2, -1)) <= 720)
          ? []
          : [`${name}: ${duration}`]),
      ];
    }),
    ...Object.keys(targets)
      .filter((target) => !used.has(target))
      .map((target) => `${target} is used by nothing`),
    // Pods are found by parameters; all else by tags or by names, never by both.
    ...Object.entries(targets)
      .filter(([, { resourceType, resourceTags, resourceArns }]) =>
        resourceType === 'aws:eks:pod'
          ? resourceTags !== undefined
          : (resourceTags === undefined) === (resourceArns === undefined),
      )
      .map(([target]) => `${target}: tags or names`),
  ];
};

const name = { type: 'string', pattern: '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$' };

export const chaosEngine = compiled({
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  additionalProperties: false,
  properties: {
    apiVersion: { const: 'litmuschaos.io/v1alpha1' },
    kind: { const: 'ChaosEngine' },
    metadata: {
      type: 'object',
      required: ['name', 'namespace'],
      additionalProperties: false,
      properties: {
        name,
        namespace: name,
        labels: {
          type: 'object',
          additionalProperties: {
            type: 'string',
            pattern: '^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$',
          },
        },
      },
    },
    spec: {
      type: 'object',
      required: ['engineState', 'chaosServiceAccount', 'experiments'],
      additionalProperties: false,
      properties: {
        engineState: { type: 'string', pattern: '^(active|stop)$' },
        jobCleanUpPolicy: { type: 'string', pattern: '^(delete|retain)$' },
        chaosServiceAccount: { type: 'string' },
        appinfo: {
          type: 'object',
          required: ['appns', 'applabel', 'appkind'],
          additionalProperties: false,
          properties: {
            appns: { type: 'string' },
            applabel: { type: 'string', pattern: '^[^=\\s,]+=[^=\\s,]+(,[^=\\s,]+=[^=\\s,]+)*$' },
            appkind: {
              type: 'string',
              pattern: '^(^$|deployment|statefulset|daemonset|deploymentconfig|rollout)$',
            },
          },
        },
        experiments: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['name', 'spec'],
            additionalProperties: false,
            properties: {
              name: { enum: ['pod-network-loss', 'pod-dns-error', 'ec2-stop-by-tag', 'rds-instance-stop'] },
              spec: {
                type: 'object',
                additionalProperties: false,
                properties: {
                  probe: {
                    type: 'array',
                    items: {
                      type: 'object',
                      required: ['name', 'type', 'mode', 'runProperties'],
                      additionalProperties: false,
                      properties: {
                        name: { type: 'string' },
                        type: {
                          type: 'string',
                          pattern: '^(k8sProbe|httpProbe|cmdProbe|promProbe|sloProbe)$',
                        },
                        mode: { enum: ['SOT', 'EOT', 'Edge', 'Continuous', 'OnChaos'] },
                        'httpProbe/inputs': {
                          type: 'object',
                          required: ['url', 'method'],
                          additionalProperties: false,
                          properties: {
                            url: {
                              type: 'string',
                              pattern: "^http://fill-in\\.invalid/\\?app=[\\w.~%!*'()@-]+$",
                            },
                            method: {
                              type: 'object',
                              required: ['get'],
                              additionalProperties: false,
                              properties: {
                                get: {
                                  type: 'object',
                                  required: ['criteria', 'responseCode'],
                                  additionalProperties: false,
                                  properties: { criteria: text(9), responseCode: text(9) },
                                },
                              },
                            },
                          },
                        },
                        runProperties: {
                          type: 'object',
                          required: ['probeTimeout', 'interval'],
                          additionalProperties: false,
                          properties: {
                            probeTimeout: { type: 'string' },
                            interval: { type: 'string' },
                            attempt: { type: 'integer' },
                            probePollingInterval: { type: 'string' },
                          },
                        },
                      },
                    },
                  },
                  components: {
                    type: 'object',
                    required: ['env'],
                    additionalProperties: false,
                    properties: {
                      env: {
                        type: 'array',
                        items: {
                          type: 'object',
                          required: ['name', 'value'],
                          additionalProperties: false,
                          properties: {
                            name: { type: 'string', pattern: '^[A-Z0-9_]+$' },
                            value: { type: 'string' },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
});

export const localstackRules = compiled({
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    additionalProperties: false,
    properties: {
      region: { type: 'string', pattern: '^[a-z]{2}(-[a-z]+)+-\\d$' },
      service: { type: 'string', pattern: '^[a-z0-9-]+$' },
      operation: { type: 'string', pattern: '^[A-Z][A-Za-z]+$' },
      probability: { type: 'number', minimum: 0, maximum: 1 },
      error: {
        type: 'object',
        additionalProperties: false,
        properties: { statusCode: { type: 'integer' }, code: { type: 'string' } },
      },
    },
  },
});

export const localstackEffects = compiled({
  type: 'object',
  required: ['latency'],
  additionalProperties: false,
  properties: { latency: { type: 'integer', minimum: 0 } },
});
