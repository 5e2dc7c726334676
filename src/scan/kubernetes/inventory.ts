/**
 * All objects of a scan: each once, however often it is described; which Services select which workloads; and the
 * address that each has in the graph.
 */
import type { Address, Finding, Plain } from '../../model/fact.ts';
import { byCodePoint } from '../../model/order.ts';
import type { Step } from '../../model/place.ts';
import { at } from '../tree.ts';
import type { Item } from './item.ts';
import { type Labels, type Selector, labelsOf, plainSelector } from './selector.ts';

/** One object of the cluster. */
export interface Thing {
  readonly type: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Its descriptions, at least one; what the first says counts over the others. */
  readonly items: readonly [Item, ...Item[]];
}

/** A workload's pods, as one of its descriptions has them. */
export interface Pod {
  readonly item: Item;
  readonly labels: Labels;
  readonly spec: Plain;
  /** The way to `spec`. */
  readonly path: readonly Step[];
}

/** Where the template of a workload's pods stands, by type; of a Pod it is the object itself. */
const TEMPLATES: ReadonlyMap<string, readonly Step[]> = new Map([
  ['apps/Deployment', ['spec', 'template']],
  ['apps/StatefulSet', ['spec', 'template']],
  ['apps/DaemonSet', ['spec', 'template']],
  ['apps/ReplicaSet', ['spec', 'template']],
  ['v1/ReplicationController', ['spec', 'template']],
  ['batch/Job', ['spec', 'template']],
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['v1/Pod', []],
  ['argoproj.io/Rollout', ['spec', 'template']],
  ['serving.knative.dev/Service', ['spec', 'template']],
  ['apps.openshift.io/DeploymentConfig', ['spec', 'template']],
]);

export const isWorkload = (thing: Thing): boolean => TEMPLATES.has(thing.type);

/** The pods of a workload, one for each description that tells of them. */
export const podsOf = (thing: Thing): readonly Pod[] => {
  const template = TEMPLATES.get(thing.type);
  if (template === undefined) return [];
  return thing.items.flatMap((item) => {
    const pod = at(item.value, ...template);
    const spec = at(pod, 'spec');
    return spec === undefined
      ? []
      : [{ item, labels: labelsOf(at(pod, 'metadata', 'labels')), spec, path: [...template, 'spec'] }];
  });
};

export interface Inventory {
  readonly things: readonly Thing[];
  readonly workloads: readonly Thing[];
  /** By type, namespace and name. */
  find(type: string, namespace: string, name: string): Thing | undefined;
  /** Workloads of a namespace whose pods have the labels; of all namespaces, if none is given. */
  selected(selector: Selector, namespace?: string): readonly Thing[];
  /** Those that a Service selects; none if it has no selector. */
  behind(service: Thing): readonly Thing[];
  /** The workload that a Service is one with: it selects that alone, and is called the same. */
  sameAs(service: Thing): Thing | undefined;
  /** The Services that a workload is one with. */
  facesOf(workload: Thing): readonly Thing[];
  addressOf(thing: Thing): Address;
  readonly findings: readonly Finding[];
}

export const SERVICE = 'v1/Service';

/**
 * Ways to run the same pods. A repository may hold a system in several makes, with a Deployment in one and a
 * StatefulSet in the other; no cluster runs both under one name.
 */
const ONE_OF = new Set([
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'v1/ReplicationController',
  'argoproj.io/Rollout',
  'apps.openshift.io/DeploymentConfig',
]);

const keyOf = (type: string, namespace: string, name: string): string => `${type}\0${namespace}\0${name}`;

const variantKey = ({ namespace, name }: Item): string => keyOf('one of', namespace, name);

export const inventoryOf = (items: readonly Item[]): Inventory => {
  const { byKey, findings } = united(items);
  const things = [...new Set(byKey.values())];
  const workloads = things.filter(isWorkload);
  const selected = selection(workloads);
  const behind = memoized((service: Thing): readonly Thing[] => {
    const selector = plainSelector(at(service.items[0].value, 'spec', 'selector'));
    return selector === undefined ? [] : selected(selector, service.namespace);
  });
  const sameAs = (service: Thing): Thing | undefined => {
    const [only, ...others] = behind(service);
    return only !== undefined && others.length === 0 && only.name === service.name ? only : undefined;
  };
  const faces = new Map<Thing, Thing[]>();
  for (const thing of things) {
    const workload = thing.type === SERVICE ? sameAs(thing) : undefined;
    if (workload !== undefined) faces.set(workload, [...(faces.get(workload) ?? []), thing]);
  }
  const locals = localsOf(things.filter((thing) => thing.type !== SERVICE || sameAs(thing) === undefined));
  return {
    things,
    workloads,
    find: (type, namespace, name) => byKey.get(keyOf(type, namespace, name)),
    selected,
    behind,
    sameAs,
    facesOf: (workload) => faces.get(workload) ?? [],
    addressOf: (thing) => {
      const node = (thing.type === SERVICE ? sameAs(thing) : undefined) ?? thing;
      return { scope: node.namespace, local: locals.get(node) ?? node.name };
    },
    findings,
  };
};

const memoized = <K, V>(make: (key: K) => V): ((key: K) => V) => {
  const made = new Map<K, V>();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key)!;
  };
};

/** Pairs of files told one by one; more are a habit of the repository, and told at once. */
const MOST_PAIRS = 20;

const united = (items: readonly Item[]) => {
  const byKey = new Map<string, Thing & { items: [Item, ...Item[]] }>();
  const pairs = new Map<string, { first: string; again: Item; count: number }>();
  for (const item of items) {
    const key = keyOf(item.type, item.namespace, item.name);
    const known = byKey.get(key) ?? elsewhere(item, byKey.get(variantKey(item)));
    if (known === undefined) {
      const { type, kind, namespace, name } = item;
      const thing: Thing & { items: [Item, ...Item[]] } = { type, kind, namespace, name, items: [item] };
      byKey.set(key, thing);
      if (ONE_OF.has(type)) byKey.set(variantKey(item), thing);
      continue;
    }
    known.items.push(item);
    byKey.set(key, known);
    const first = known.items[0].where([]).file;
    const pair = `${first}\0${item.where([]).file}`;
    const told = pairs.get(pair);
    if (told === undefined) pairs.set(pair, { first, again: item, count: 1 });
    else told.count++;
  }
  return { byKey: byKey as ReadonlyMap<string, Thing>, findings: twice([...pairs.values()]) };
};

/** The same workload in another make: told by another file, in one file both are meant. */
const elsewhere = <T extends Thing>(item: Item, other: T | undefined): T | undefined =>
  other === undefined ||
  !ONE_OF.has(item.type) ||
  other.items.some((one) => one.where([]).file === item.where([]).file)
    ? undefined
    : other;

const twice = (pairs: readonly { first: string; again: Item; count: number }[]): readonly Finding[] => {
  const told = pairs.slice(0, MOST_PAIRS).map(({ first, again, count }): Finding => {
    const what = `${again.kind} ${again.name}${count === 1 ? '' : ` and ${count - 1} more`}`;
    const place = again.where([]);
    const message = `${what}: described ${first === place.file ? 'more than once' : `in ${first} too`}, taken as one`;
    return { kind: 'described-twice', message, ...place };
  });
  const rest = pairs.slice(MOST_PAIRS);
  if (rest.length === 0) return told;
  const count = rest.reduce((sum, pair) => sum + pair.count, 0);
  const message = `${count} more objects in ${rest.length} more pairs of files are described more than once`;
  return [...told, { kind: 'described-twice', message, file: rest[0]!.again.where([]).file }];
};

type Selected = (selector: Selector, namespace?: string) => readonly Thing[];

/** Looks at the workloads with the rarest of the labels only: there may be thousands. */
const selection = (workloads: readonly Thing[]): Selected => {
  const byLabel = new Map<string, Set<Thing>>();
  const pods = new Map(workloads.map((workload) => [workload, podsOf(workload)]));
  for (const [workload, templates] of pods) {
    for (const { labels } of templates) {
      for (const [key, value] of labels) {
        const slot = `${key}\0${value}`;
        const there = byLabel.get(slot);
        if (there === undefined) byLabel.set(slot, new Set([workload]));
        else there.add(workload);
      }
    }
  }
  return (selector, namespace) => {
    let candidates: Iterable<Thing> = workloads;
    let fewest = Infinity;
    for (const [key, value] of selector.equal) {
      const found = byLabel.get(`${key}\0${value}`);
      if (found === undefined) return [];
      if (found.size < fewest) {
        candidates = found;
        fewest = found.size;
      }
    }
    return [...candidates].filter(
      (workload) =>
        (namespace === undefined || workload.namespace === namespace) &&
        pods.get(workload)!.some(({ labels }) => selector.matches(labels)),
    );
  };
};

/** Of objects with one name in one namespace, the foremost has it for itself. */
const localsOf = (things: readonly Thing[]): ReadonlyMap<Thing, string> => {
  const byName = new Map<string, Thing[]>();
  for (const thing of things) {
    const key = `${thing.namespace}\0${thing.name}`;
    const there = byName.get(key);
    if (there === undefined) byName.set(key, [thing]);
    else there.push(thing);
  }
  const locals = new Map<Thing, string>();
  for (const same of byName.values()) {
    const taken = new Set<string>();
    for (const thing of same.toSorted(foremost)) {
      const lesser = `${thing.name}.${thing.kind.toLowerCase()}`;
      const local =
        [thing.name, lesser].find((one) => !taken.has(one)) ?? `${lesser}.${thing.type.split('/', 1)[0]!}`;
      taken.add(local);
      locals.set(thing, local);
    }
  }
  return locals;
};

const foremost = (a: Thing, b: Thing): number => rankOf(a) - rankOf(b) || byCodePoint(a.type, b.type);

const rankOf = (thing: Thing): number => {
  if (isWorkload(thing)) return 0;
  if (thing.type === SERVICE) return 1;
  return /^(?:Gateway|Ingress|Route)$/.test(thing.kind) ? 2 : 3;
};
