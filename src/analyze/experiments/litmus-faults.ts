/**
 * Faults of LitmusChaos and their settings, as in the charts at https://github.com/litmuschaos/chaos-charts
 * (faults/kubernetes and faults/aws): what one does to a thing, or to one connection of a workload.
 */
import type { Pods, PodsOf } from './pods.ts';
import { type Thing, notSaid } from './things.ts';

/** A fault with its settings, before it is an engine. */
export interface Fault {
  readonly name: string;
  /** Of the charts: `kubernetes` or `aws`. */
  readonly chart: 'kubernetes' | 'aws';
  readonly env: Readonly<Record<string, string>>;
  readonly pods?: Pods;
  readonly appkind?: string;
  readonly differs?: string;
  readonly fillIn: readonly string[];
}

const CONTAINERS = { CONTAINER_RUNTIME: 'containerd', SOCKET_PATH: '/run/containerd/containerd.sock' };

const KINDS: Readonly<Record<string, string>> = {
  'apps/Deployment': 'deployment',
  'apps/StatefulSet': 'statefulset',
  'apps/DaemonSet': 'daemonset',
  'argoproj.io/Rollout': 'rollout',
};

const NO_LABELS = 'applabel: the labels of its pods';

const onPods = (thing: Thing, pods: Pods, fault: Pick<Fault, 'name' | 'env' | 'differs'>): Fault => ({
  ...fault,
  chart: 'kubernetes',
  pods,
  appkind: KINDS[thing.type!]!,
  fillIn: pods.labels === undefined ? [NO_LABELS] : [],
});

/** Services that are found by `SERVICE.REGION.amazonaws.com`, or by a name that ends so. */
const REGIONAL: ReadonlySet<string> = new Set([
  'cognito-idp',
  'dynamodb',
  'events',
  'kinesis',
  'kms',
  'lambda',
  'logs',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'sts',
]);

/** One connection alone: the dependent's pods lose the way to what is blocked. */
export const cutOf = (owner: Thing, target: Thing, podsOf: PodsOf, duration: string): Fault | undefined => {
  const pods = podsOf(owner);
  if (pods === undefined) return undefined;
  const other = podsOf(target);
  const host =
    other === undefined
      ? target.sort === 'external'
        ? target.name
        : undefined
      : `${other.name}.${other.namespace}.svc.cluster.local`;
  if (host !== undefined) {
    return onPods(owner, pods, {
      name: 'pod-network-loss',
      env: {
        TOTAL_CHAOS_DURATION: duration,
        NETWORK_PACKET_LOSS_PERCENTAGE: '100',
        PODS_AFFECTED_PERC: '100',
        DESTINATION_HOSTS: host,
        ...CONTAINERS,
      },
      differs: `only the way from ${owner.node.id} to ${host} is cut`,
    });
  }
  const { service, region, part } = target;
  if (service === undefined || region === undefined || part !== undefined || !REGIONAL.has(service))
    return undefined;
  return onPods(owner, pods, {
    name: 'pod-dns-error',
    env: {
      TOTAL_CHAOS_DURATION: duration,
      TARGET_HOSTNAMES: JSON.stringify([`${service}.${region}.amazonaws.com`]),
      MATCH_SCHEME: 'substring',
      PODS_AFFECTED_PERC: '100',
      ...CONTAINERS,
    },
    differs: `only ${owner.node.id} cannot find ${service}.${region}.amazonaws.com; connections that stand go on`,
  });
};

/** What fails a thing itself, or why nothing does. */
export const faultOf = (thing: Thing, podsOf: PodsOf, duration: string): Fault | string => {
  const { node, region, name } = thing;
  const inAws = { TOTAL_CHAOS_DURATION: duration, CHAOS_INTERVAL: duration, REGION: region ?? 'FILL_IN' };
  const missing = region === undefined ? ['REGION'] : [];
  switch (thing.sort) {
    case 'kubernetes-workload': {
      const pods = podsOf(thing);
      if (pods === undefined) return 'pods are found by namespace and labels, and neither is known';
      return onPods(thing, pods, {
        name: 'pod-network-loss',
        env: {
          TOTAL_CHAOS_DURATION: duration,
          NETWORK_PACKET_LOSS_PERCENTAGE: '100',
          PODS_AFFECTED_PERC: '100',
          ...CONTAINERS,
        },
        differs: 'its pods lose the network and go on running',
      });
    }
    case 'ec2-instance':
    case 'auto-scaling-group':
    case 'zone':
      return {
        name: 'ec2-stop-by-tag',
        chart: 'aws',
        env: {
          ...inAws,
          EC2_INSTANCE_TAG: `faultline/node:${node.id}`,
          MANAGED_NODEGROUP: thing.sort === 'auto-scaling-group' ? 'enable' : 'disable',
          INSTANCE_AFFECTED_PERC: '100',
        },
        ...(thing.sort === 'zone'
          ? { differs: 'only the tagged instances stop; what AWS runs in the zone goes on' }
          : {}),
        fillIn: [
          `tag ${thing.sort === 'zone' ? 'its instances' : 'the instances'}: faultline/node = ${node.id}`,
          ...missing,
        ],
      };
    case 'rds-instance':
      return {
        name: 'rds-instance-stop',
        chart: 'aws',
        env: { ...inAws, RDS_INSTANCE_IDENTIFIER: name ?? 'FILL_IN', INSTANCE_AFFECTED_PERC: '100' },
        fillIn: [...(name === undefined ? [`RDS_INSTANCE_IDENTIFIER of ${node.id}`] : []), ...missing],
      };
    case 'external':
      return 'no scanned workload needs it whose connection could be cut';
    case 'region':
      return 'there is no fault for a region';
    case 'other':
      return notSaid(thing);
    case 'aws-service':
    case 'lambda-function':
    case 'rds-cluster':
    case 'ecs-service':
    case 'eks-nodegroup':
    case 'elasticache-group':
    case 'dynamodb-table':
    case 'dynamodb-global-table':
    case 's3-bucket':
    case 's3-replication':
    case 'kinesis-stream':
    case 'aws-resource':
      return `there is no fault for ${thing.service ?? thing.sort}`;
  }
};
