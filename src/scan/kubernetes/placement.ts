/** How many there are of a workload, where they run, and how many may be away at once. */
import type { Plain } from '../../model/fact.ts';
import { byCodePoint } from '../../model/order.ts';
import { at, itemsOf, textOf } from '../tree.ts';
import { type Inventory, type Pod, type Thing, podsOf } from './inventory.ts';
import { fullSelector } from './selector.ts';

const ZONE = new Set(['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone']);
const REGION = new Set(['topology.kubernetes.io/region', 'failure-domain.beta.kubernetes.io/region']);
const HOST = 'kubernetes.io/hostname';

interface Place {
  readonly count?: number;
  readonly minAvailable?: number;
  readonly zones?: readonly string[];
  readonly region?: string;
  /** `spread:zone`, `spread:host`: its pods are kept apart. */
  readonly tags?: readonly string[];
}

/** What autoscalers and disruption budgets say of workloads. */
export interface Bounds {
  /** The fewest replicas that an autoscaler keeps, by workload. */
  readonly fewest: ReadonlyMap<Thing, number>;
  readonly budgets: ReadonlyMap<Thing, Plain>;
}

const BY_KIND = new Map([
  ['Deployment', 'apps/Deployment'],
  ['StatefulSet', 'apps/StatefulSet'],
  ['ReplicaSet', 'apps/ReplicaSet'],
  ['Rollout', 'argoproj.io/Rollout'],
  ['DeploymentConfig', 'apps.openshift.io/DeploymentConfig'],
]);

/** The workload that an autoscaler names. */
export const scaled = (inventory: Inventory, scaler: Thing): Thing | undefined => {
  const target = at(scaler.items[0].value, 'spec', 'scaleTargetRef');
  const type = BY_KIND.get(textOf(at(target, 'kind')) ?? 'Deployment');
  return type === undefined
    ? undefined
    : inventory.find(type, scaler.namespace, textOf(at(target, 'name')) ?? '');
};

export const boundsOf = (inventory: Inventory): Bounds => {
  const fewest = new Map<Thing, number>();
  const budgets = new Map<Thing, Plain>();
  for (const thing of inventory.things) {
    const spec = at(thing.items[0].value, 'spec');
    if (thing.type === 'autoscaling/HorizontalPodAutoscaler' || thing.type === 'keda.sh/ScaledObject') {
      const workload = scaled(inventory, thing);
      const least = at(spec, thing.kind === 'ScaledObject' ? 'minReplicaCount' : 'minReplicas') ?? 1;
      // Scaled to none, it is asleep until asked for, not switched off.
      if (workload !== undefined && typeof least === 'number') fewest.set(workload, Math.max(1, least));
    } else if (thing.type === 'policy/PodDisruptionBudget') {
      const selector = fullSelector(at(spec, 'selector'));
      if (selector === undefined || spec === undefined) continue;
      for (const workload of inventory.selected(selector, thing.namespace)) budgets.set(workload, spec);
    }
  }
  return { fewest, budgets };
};

export const placeOf = (workload: Thing, bounds: Bounds): Place => {
  const count = countOf(workload, bounds);
  const minAvailable = leastAvailable(bounds.budgets.get(workload), count);
  const pods = podsOf(workload);
  const zones = unique(pods.flatMap((pod) => valuesOf(pod, ZONE)));
  const regions = unique(pods.flatMap((pod) => valuesOf(pod, REGION)));
  const tags = unique(pods.flatMap(spreadOf));
  return {
    ...(count === undefined ? {} : { count }),
    ...(minAvailable === undefined ? {} : { minAvailable }),
    ...(zones.length === 0 ? {} : { zones }),
    ...(regions.length === 1 ? { region: regions[0]! } : {}),
    ...(tags.length === 0 ? {} : { tags }),
  };
};

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted(byCodePoint);

/** Left out, `replicas` is 1. A node agent runs once per node, and nobody here knows how many those are. */
const countOf = (workload: Thing, bounds: Bounds): number | undefined => {
  const least = bounds.fewest.get(workload);
  if (least !== undefined) return least;
  const spec = at(workload.items[0].value, 'spec');
  switch (workload.kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'ReplicaSet':
    case 'ReplicationController':
    case 'Rollout':
    case 'DeploymentConfig': {
      const replicas = at(spec, 'replicas') ?? 1;
      return typeof replicas === 'number' ? replicas : undefined;
    }
    case 'CronJob':
      return at(spec, 'suspend') === true ? 0 : undefined;
    default:
      return undefined;
  }
};

const leastAvailable = (budget: Plain | undefined, count: number | undefined): number | undefined => {
  if (count === undefined || count === 0) return undefined;
  const least = amount(at(budget, 'minAvailable'), count);
  const away = amount(at(budget, 'maxUnavailable'), count);
  const needed = least ?? (away === undefined ? undefined : count - away);
  return needed === undefined || needed <= 0 ? undefined : Math.min(needed, count);
};

/** A number, or a percentage of the count; Kubernetes rounds both up. */
const amount = (value: Plain | undefined, count: number): number | undefined => {
  const text = textOf(value) ?? '';
  const percent = /^(\d{1,3})%$/.exec(text);
  if (percent !== null) return Math.ceil((Number(percent[1]) * count) / 100);
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
};

/** What a node must be labelled with for the pod to run there. */
const valuesOf = ({ spec }: Pod, keys: ReadonlySet<string>): readonly string[] => {
  const plain = [...keys].flatMap((key) => textOf(at(spec, 'nodeSelector', key)) ?? []);
  const required = at(spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  return [...plain, ...itemsOf(at(required, 'nodeSelectorTerms')).flatMap((term) => termValues(term, keys))];
};

const termValues = (term: Plain, keys: ReadonlySet<string>): readonly string[] =>
  [...itemsOf(at(term, 'matchExpressions')), ...itemsOf(at(term, 'matchLabelExpressions'))].flatMap(
    (expression) =>
      keys.has(textOf(at(expression, 'key')) ?? '') && (at(expression, 'operator') ?? 'In') === 'In'
        ? itemsOf(at(expression, 'values')).flatMap((value) => textOf(value) ?? [])
        : [],
  );

/** The zones that a volume, or a class of volumes, is bound to. */
export const volumeZones = (thing: Thing): readonly string[] => {
  const { value } = thing.items[0];
  return unique(
    [
      ...itemsOf(at(value, 'allowedTopologies')),
      ...itemsOf(at(value, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms')),
    ].flatMap((term) => termValues(term, ZONE)),
  );
};

const spreadOf = ({ spec }: Pod): readonly string[] => {
  const anti = at(spec, 'affinity', 'podAntiAffinity');
  return [
    ...itemsOf(at(spec, 'topologySpreadConstraints')),
    ...itemsOf(at(anti, 'requiredDuringSchedulingIgnoredDuringExecution')),
    ...itemsOf(at(anti, 'preferredDuringSchedulingIgnoredDuringExecution')).map(
      (preferred) => at(preferred, 'podAffinityTerm') ?? null,
    ),
  ].flatMap((constraint) => {
    const key = textOf(at(constraint, 'topologyKey')) ?? '';
    return ZONE.has(key) ? ['spread:zone'] : key === HOST ? ['spread:host'] : [];
  });
};
