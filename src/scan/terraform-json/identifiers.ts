/**
 * Values that name another resource: `subnet_id = "subnet-0a1b…"` is a reference to the subnet with that id. Only what
 * is one of a kind counts: ARNs, ids with a prefix of their provider, paths, UUIDs.
 */
import type { Described, Referring } from './described.ts';
import { eachText } from './leaves.ts';

/** Attributes in which a resource says what it is itself called. */
const OWN = [
  'id',
  'arn',
  'self_link',
  'invoke_arn',
  'qualified_arn',
  'stream_arn',
  'execution_arn',
  'url',
] as const;

const UNIQUE = new RegExp(
  [
    '^arn:[a-z-]+:', // Amazon's names
    '^[a-z]{1,20}-[0-9a-f]{8}(?:[0-9a-f]{9})?$', // Amazon's ids: sg-0a1b2c3d
    '^/subscriptions/.', // Azure's ids
    '^projects/[^/]+/.', // Google's ids
    '^https://[^/]+/.', // links to self, queues
    '^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$', // UUIDs: OpenStack and others
  ].join('|'),
  'i',
);

/** What providers report back about others that refer to the resource: the reference goes the other way. */
const BACK =
  /^(?:default_\w+_id|main_route_table_id|load_balancer_arns|owner_id|primary_network_interface_id|creation_token)$/;

/** What else names a resource, but not among all: it tells by which property a dependency that is noted comes about. */
const NAMES = [
  'name',
  'bucket',
  'function_name',
  'cluster_name',
  'dns_name',
  'endpoint',
  'address',
  'key_name',
] as const;

const isOwn = (attribute: string): boolean => (OWN as readonly string[]).includes(attribute);

export interface Identities {
  /** By text, whose it is: only what is one of a kind. */
  readonly owners: ReadonlyMap<string, string>;
  /** By text, all that bear it as an identifier or a name. */
  readonly bearers: ReadonlyMap<string, readonly Described[]>;
}

export const identitiesIn = (resources: readonly Described[]): Identities => {
  const bearers = new Map<string, Described[]>();
  for (const resource of resources) {
    for (const { values } of resource.instances) {
      for (const attribute of [...OWN, ...NAMES]) {
        const text = Object.hasOwn(values, attribute) ? values[attribute] : undefined;
        // Single letters and switches are anybody's.
        if (typeof text !== 'string' || text.length < 2 || /^(?:true|false|default)$/.test(text)) continue;
        // `function_name` may also hold the ARN of a function that is somebody else.
        if (UNIQUE.test(text) && !isOwn(attribute)) continue;
        const all = bearers.get(text);
        if (all === undefined) bearers.set(text, [resource]);
        else if (!all.includes(resource)) all.push(resource);
      }
    }
  }
  const owners = new Map<string, string>();
  for (const [text, all] of bearers) {
    const owner = UNIQUE.test(text) ? ownerAmong(all) : undefined;
    if (owner !== undefined) owners.set(text, owner.local);
  }
  return { owners, bearers };
};

/**
 * A policy of a topic has the topic's ARN as its id, too; a data source the ARN of what it reads. The thing itself is
 * made here, and its type is what the others' types begin with.
 */
const ownerAmong = (bearers: readonly Described[]): Described | undefined => {
  if (bearers.length < 2) return bearers[0];
  const made = bearers.filter(({ mode }) => mode === 'managed');
  const among = made.length > 0 ? made : bearers;
  const shortest = among.reduce((first, next) => (next.type.length < first.type.length ? next : first));
  return among.every((one) => one === shortest || one.type.startsWith(`${shortest.type}_`))
    ? shortest
    : undefined;
};

/** References by value of one resource: the attributes that configuration sets, or all of them if that is not known. */
export const referencesByValue = (
  resource: Described,
  { owners, bearers }: Identities,
): readonly Referring[] => {
  const noted = new Set([...resource.dependencies, ...resource.references.map(({ to }) => to)]);
  const found = new Map<string, ByValue>();
  for (const { values, path } of resource.instances) {
    eachText(values, ({ property, text }) => {
      const all = bearers.get(text);
      if (all === undefined || BACK.test(property)) return;
      const [attribute = property] = property.split('.', 1);
      if (resource.configured?.has(attribute) === false) return;
      const stated = ownerAmong(all.filter(({ local }) => noted.has(local)));
      const to = stated?.local ?? owners.get(text);
      if (to === undefined || to === resource.local) return;
      const key = `${to} ${property}`;
      const type = stated?.type ?? '';
      if (!found.has(key)) found.set(key, { to, property, path, type, isName: !UNIQUE.test(text) });
    });
  }
  return withoutNamesakes([...found.values()]).map(({ to, property, path }) => ({
    to,
    property,
    path,
    confidence: 'documented',
  }));
};

interface ByValue extends Pick<Referring, 'to' | 'property' | 'path'> {
  /** Of the target. */
  readonly type: string;
  /** Not one of a kind: others may be called the same. */
  readonly isName: boolean;
}

/**
 * A function, its role and its table are often all called `orders`: then `function_name` holds the name of the role,
 * too. Of several properties with the name of one thing, those count that are called like its type.
 */
const withoutNamesakes = (found: readonly ByValue[]): readonly ByValue[] => {
  const fits = ({ type, property }: ByValue): boolean => {
    const words = type.split('_');
    return property.split(/[._]/).some((word) => words.includes(word));
  };
  const fitting = new Set(found.filter((one) => !one.isName || fits(one)).map(({ to }) => to));
  return found.filter((one) => !one.isName || !fitting.has(one.to) || fits(one));
};
