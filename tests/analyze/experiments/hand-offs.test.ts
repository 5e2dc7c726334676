/** Proves what each tool is handed for each sort of thing, by its type, its name or its place. */
import { describe, expect, it } from 'vitest';
import type { Estate } from '../../../src/model/estate.ts';
import { runHere } from '../../cli/run.ts';
import { estateWith } from '../../engine/estates.ts';
import { type ExperimentData, type ResultData, askExperiments, dataOf, flawsOf } from './ask-experiments.ts';
import { FIS_ACTIONS } from './tools.ts';

/** An app that stands on one thing in a region of AWS, and the experiment that fails it. */
const failing = async (node: object, id = 'thing', also: object = {}): Promise<ExperimentData> => {
  const estate = estateWith({
    shop: { kind: 'app', dependsOn: [id] },
    [id]: { kind: 'service', in: 'aws/eu-west-1', ...node },
    'aws/eu-west-1': { kind: 'region' },
    ...also,
  });
  const { experiments } = dataOf(
    await askExperiments(estate, ['shop'], { only: 'cut-sets', top: '0', among: [id] }),
  );
  return experiments[0]!;
};

const did = (one: ExperimentData, tool: string): string => {
  const [first] = one.tools.find((each) => each.tool === tool)!.nodes;
  return first!.action ?? `cannot: ${first!.cannot!}`;
};

const TYPED = [
  [
    'aws_lambda_function',
    'aws:lambda:invocation-error',
    'cannot: there is no fault for lambda',
    'lambda eu-west-1',
  ],
  [
    'AWS::Serverless::Function',
    'aws:lambda:invocation-error',
    'cannot: there is no fault for lambda',
    'lambda eu-west-1',
  ],
  [
    'aws:lambda/function:Function',
    'aws:lambda:invocation-error',
    'cannot: there is no fault for lambda',
    'lambda eu-west-1',
  ],
  ['aws_rds_cluster', 'aws:rds:failover-db-cluster', 'cannot: there is no fault for rds', 'rds eu-west-1'],
  [
    'AWS::RDS::DBCluster',
    'aws:rds:failover-db-cluster',
    'cannot: there is no fault for rds',
    'rds eu-west-1',
  ],
  ['AWS::RDS::DBInstance', 'aws:rds:reboot-db-instances', 'rds-instance-stop', 'rds eu-west-1'],
  ['aws_db_instance', 'aws:rds:reboot-db-instances', 'rds-instance-stop', 'rds eu-west-1'],
  ['aws_ecs_service', 'aws:ecs:stop-task', 'cannot: there is no fault for ecs', 'ecs eu-west-1'],
  ['aws_instance', 'aws:ec2:stop-instances', 'ec2-stop-by-tag', 'ec2 eu-west-1'],
  [
    'AWS::AutoScaling::AutoScalingGroup',
    'aws:ec2:stop-instances + aws:ec2:asg-insufficient-instance-capacity-error',
    'ec2-stop-by-tag',
    'autoscaling eu-west-1',
  ],
  [
    'aws_eks_node_group',
    'aws:eks:terminate-nodegroup-instances',
    'cannot: there is no fault for eks',
    'eks eu-west-1',
  ],
  [
    'aws_dynamodb_table',
    'aws:network:disrupt-connectivity',
    'cannot: there is no fault for dynamodb',
    'dynamodb eu-west-1',
  ],
  [
    'AWS::DynamoDB::GlobalTable',
    'aws:network:disrupt-connectivity + aws:dynamodb:global-table-pause-replication',
    'cannot: there is no fault for dynamodb',
    'dynamodb eu-west-1',
  ],
  ['AWS::S3::Bucket', 'aws:network:disrupt-connectivity', 'cannot: there is no fault for s3', 's3 eu-west-1'],
  [
    'aws_s3_bucket_replication_configuration',
    'aws:s3:bucket-pause-replication',
    'cannot: there is no fault for s3',
    's3 eu-west-1',
  ],
  [
    'aws_kinesis_stream',
    'aws:kinesis:stream-provisioned-throughput-exception',
    'cannot: there is no fault for kinesis',
    'kinesis eu-west-1',
  ],
  ['aws_sqs_queue', 'aws:network:disrupt-vpc-endpoint', 'cannot: there is no fault for sqs', 'sqs eu-west-1'],
  [
    'AWS::Cognito::UserPool',
    'cannot: there is no action for cognito-idp',
    'cannot: there is no fault for cognito-idp',
    'cognito-idp eu-west-1',
  ],
  [
    'aws_elasticache_replication_group',
    'cannot: power is cut zone by zone, and no zone is known of it',
    'cannot: there is no fault for elasticache',
    'elasticache eu-west-1',
  ],
] as const;

describe('a thing of a type', () => {
  it.each(TYPED)('%s', async (type, fis, litmus, localstack) => {
    const one = await failing({ tags: [type] });
    expect([did(one, 'fis'), did(one, 'litmus'), did(one, 'localstack')]).toEqual([fis, litmus, localstack]);
  });
});

describe('a thing of which nothing is known', () => {
  const CELLAR = { cellar: { kind: 'resource' } };
  it.each([
    ['cache', 'aws_elasticache_replication_group'],
    ['function', 'aws_lambda_function'],
    ['queue', 'aws_sqs_queue'],
    ['service', 'aws_ecs_service'],
    ['storage', 'aws_s3_bucket'],
  ])('of kind %s is told a type that fits, and that type helps', async (kind, type) => {
    const unknown = did(await failing({ kind, in: 'cellar' }, 'thing', CELLAR), 'localstack');
    expect(unknown).toBe(
      `cannot: "kind: ${kind}" does not say what runs it; its type among the tags would (tags: [${type}])`,
    );
    expect(
      did(await failing({ kind, in: 'cellar', tags: [type] }, 'thing', CELLAR), 'localstack'),
    ).not.toContain('does not say');
  });
});

describe('a thing by its place or name', () => {
  it.each([
    ['aws/eu-west-1/s3', { kind: 'storage' }, 'aws:network:disrupt-connectivity', 's3 eu-west-1'],
    ['aws/eu-west-1/sqs', { kind: 'queue' }, 'aws:network:disrupt-vpc-endpoint', 'sqs eu-west-1'],
    [
      'aws/eu-west-1/ec2/control-plane',
      { kind: 'control-plane' },
      'aws:fis:inject-api-unavailable-error',
      'ec2 RunInstances eu-west-1 + ec2 StartInstances eu-west-1',
    ],
    [
      'aws/eu-west-1/route53/control-plane',
      { kind: 'control-plane' },
      'cannot: errors are injected into calls of EC2 only, and this is the control plane of route53',
      'route53 ChangeResourceRecordSets eu-west-1',
    ],
    [
      'queue',
      { kind: 'queue', name: 'arn:aws:sqs:eu-central-1:111122223333:orders' },
      'aws:network:disrupt-vpc-endpoint',
      'sqs eu-central-1',
    ],
    [
      'db',
      { kind: 'external', name: 'shop-prod.c9akciq32.eu-west-1.rds.amazonaws.com' },
      'aws:rds:reboot-db-instances',
      'rds eu-west-1',
    ],
    [
      'vendor',
      { kind: 'external', name: 'api.vendor.example' },
      'cannot: it is not in an AWS account of yours',
      'cannot: it stands in for AWS only',
    ],
  ] as const)('%s', async (id, node, fis, localstack) => {
    const one = await failing(node, id);
    expect([did(one, 'fis'), did(one, 'localstack')]).toEqual([fis, localstack]);
  });

  it('a zone loses what a zone without power loses, and only there', async () => {
    const one = await failing({ kind: 'zone' }, 'aws/eu-west-1/eu-west-1b');
    const template = JSON.parse(one.tools[0]!.files![0]!.text) as {
      readonly targets: Readonly<Record<string, object>>;
      readonly experimentOptions: object;
    };
    expect(Object.keys(template.targets)).toEqual([
      '1-network-disrupt-connectivity',
      '2-ec2-stop-instances',
      '3-ec2-asg-insufficient-instance-capacity-error',
      '4-ebs-pause-volume-io',
      '5-rds-failover-db-cluster',
      '6-elasticache-replicationgroup-interrupt-az-power',
    ]);
    expect(template.targets['1-network-disrupt-connectivity']).toMatchObject({
      parameters: { availabilityZoneIdentifier: 'eu-west-1b' },
    });
    expect(template.experimentOptions).toMatchObject({ emptyTargetResolutionMode: 'skip' });
    expect(did(one, 'localstack')).toBe('cannot: it has no zones, only services and regions');
  });

  it('every action of AWS FIS that is used is one that it has', async () => {
    const used = new Set<string>();
    for (const [type] of TYPED)
      for (const action of did(await failing({ tags: [type] }), 'fis').split(' + ')) used.add(action);
    expect(
      [...used].filter((action) => !action.startsWith('cannot') && FIS_ACTIONS[action] === undefined),
    ).toEqual([]);
  });

  it('what only the kind says is told as a guess', async () => {
    const one = await failing({ kind: 'compute' });
    expect(one.tools[0]!.nodes).toEqual([
      { node: 'thing', action: 'aws:ec2:stop-instances', differs: 'taken for ec2 by its kind, compute' },
    ]);
  });

  it('half of a cut set is no experiment', async () => {
    const estate = estateWith({
      shop: { kind: 'app', dependsOn: [{ anyOf: ['a', 'b'] }] },
      a: { kind: 'database', tags: ['aws_db_instance'], in: 'aws/eu-west-1' },
      b: { kind: 'service' },
      'aws/eu-west-1': { kind: 'region' },
    });
    const { experiments } = dataOf(
      await askExperiments(estate, ['shop'], { only: 'cut-sets', among: ['a', 'b'] }),
    );
    expect(experiments[0]!.tools[0]).toEqual({
      tool: 'fis',
      possible: false,
      nodes: [
        expect.objectContaining({ node: 'a', action: 'aws:rds:reboot-db-instances' }) as object,
        expect.objectContaining({
          node: 'b',
          cannot: expect.stringContaining('"kind: service"') as string,
        }) as object,
      ],
    });
  });
});

const MANIFEST = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
  namespace: shop
spec:
  selector:
    matchLabels:
      app: checkout # ours
      "tier": 'web'
  template: {}
---
kind: Service
metadata: { name: cards }
`.split('\n');

const inCluster = (needs: object = {}): Estate =>
  estateWith({
    shop: { kind: 'app', dependsOn: ['shop/checkout'] },
    'shop/checkout': {
      kind: 'service',
      tags: ['apps/Deployment'],
      source: 'k8s/checkout.yaml:2',
      dependsOn: [{ node: 'cards', impact: 'degraded' }],
      ...needs,
    },
    cards: { kind: 'external', name: 'gateway.cards.example' },
  });

describe('a workload of Kubernetes', () => {
  const linesOf = (file: string) => (file === 'k8s/checkout.yaml' ? MANIFEST : undefined);

  it('is found by the namespace and the labels of its manifest', async () => {
    const report = await askExperiments(
      inCluster(),
      ['shop'],
      { only: 'cut-sets', among: ['shop/checkout'] },
      { linesOf },
    );
    const [one] = dataOf(report).experiments as [ExperimentData];
    expect(one.tools[1]!.files![0]!.text).toContain('applabel: "app=checkout,tier=web"');
    expect(one.tools[1]!.stop).toEqual([
      `kubectl patch chaosengine ${one.id} -n shop --type merge -p '{"spec":{"engineState":"stop"}}'`,
    ]);
    expect(JSON.parse(one.tools[0]!.files![0]!.text)).toMatchObject({
      targets: {
        '1-eks-pod-network-packet-loss': {
          parameters: {
            namespace: 'shop',
            selectorType: 'deploymentName',
            selectorValue: 'checkout',
          },
        },
      },
    });
  });

  it('has its labels filled in by hand where the manifest is not there', async () => {
    const report = await askExperiments(inCluster(), ['shop'], {
      only: 'cut-sets',
      among: ['shop/checkout'],
    });
    const [one] = dataOf(report).experiments as [ExperimentData];
    expect(one.tools[1]!.files![0]!.text).toContain('applabel: "FILL_IN=the-labels-of-its-pods"');
    expect(one.tools[1]!.fillIn).toContain('applabel: the labels of its pods');
  });

  it('loses one connection only, to prove that this one is soft', async () => {
    const report = await askExperiments(inCluster(), ['shop'], { only: 'soft-edges' }, { linesOf });
    const [one] = dataOf(report).experiments as [ExperimentData];
    expect(one.softEdge).toMatchObject({ from: 'shop/checkout', to: 'cards' });
    const { text } = one.tools[1]!.files![0]!;
    expect(text).toMatch(/name: "DESTINATION_HOSTS"\n +value: "gateway\.cards\.example"/);
    // The prediction is the steady state: the shop is degraded, and goes on.
    expect(text).toMatch(/name: "1-shop-goes-on"\n +type: "httpProbe"\n +mode: "Continuous"/);
  });

  it('cuts a vendor off from all that need it', async () => {
    const report = await askExperiments(
      inCluster({ dependsOn: ['cards'] }),
      ['shop'],
      { only: 'cut-sets', among: ['cards'] },
      { linesOf },
    );
    const [one] = dataOf(report).experiments as [ExperimentData];
    expect(one.tools[1]!.nodes[0]).toMatchObject({ node: 'cards', action: 'pod-network-loss' });
  });

  it.each([
    ['labels of several lines', ['  selector:', '    matchLabels:', '      app: |', '        checkout']],
    ['a label that is none', ['  selector:', '    matchLabels:', '      app: "$(reboot)"']],
    ['an alias', ['  selector:', '    matchLabels: *labels']],
  ])('is not found by %s', async (_, spec) => {
    const lines = ['metadata:', '  name: checkout', '  namespace: shop', 'spec:', ...spec];
    const report = await askExperiments(
      inCluster(),
      ['shop'],
      { only: 'cut-sets', among: ['shop/checkout'] },
      { linesOf: () => lines },
    );
    expect(dataOf(report).experiments[0]!.tools[1]!.files![0]!.text).toContain('FILL_IN');
  });
});

describe('a scanned cluster', () => {
  it('is handed to LitmusChaos with its own namespaces and labels', async () => {
    const { code, stdout } = await runHere([
      'experiments',
      'apps/storefront',
      '--scan=tests/fixtures/scan/webshop/k8s',
      '--for=litmus',
      '--top=0',
      '--order=1',
      '--format=json',
    ]);
    expect(code).toBe(0);
    const { experiments } = JSON.parse(stdout) as ResultData;
    const files = experiments.flatMap(({ tools }) => tools.flatMap((tool) => tool.files ?? []));
    expect(files.flatMap(flawsOf)).toEqual([]);
    const targets = experiments
      .filter(({ kind }) => kind === 'cut-set')
      .flatMap(({ fail, tools }) => (tools[0]!.files ?? []).map(({ text }) => [fail[0], ...wordsIn(text)]));
    expect(targets).toEqual([
      ['aws/eu-west-1/s3', 'shop', 'app=catalog', 'deployment', 'pod-dns-error'],
      // A database of somebody else's: what needs it is cut off from it.
      ['external/db.webshop.example', 'shop', 'app=catalog', 'deployment', 'pod-network-loss'],
      ['shop/baskets', 'shop', 'app=baskets', 'statefulset', 'pod-network-loss'],
      ['shop/catalog', 'shop', 'app=catalog', 'deployment', 'pod-network-loss'],
    ]);
  });
});

/** The namespace, the labels and the kind of the pods, and the fault. */
const wordsIn = (text: string): readonly (string | undefined)[] => [
  /appns: "(.*)"/.exec(text)?.[1],
  /applabel: "(.*)"/.exec(text)?.[1],
  /appkind: "(.*)"/.exec(text)?.[1],
  /experiments:\n +- name: "(.*)"/.exec(text)?.[1],
];
