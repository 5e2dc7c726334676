/** Facts as things: each resource once, with its id, what the catalog knows of its type, and how to find it. */
import type { Address, Facts, GroupFact, Properties, ResourceFact } from '../../model/fact.ts';
import type { Kind } from '../../model/kind.ts';
import type { TypeRow } from './catalog.ts';
import { isAt } from './properties.ts';
import { type Provider, providerOf, rowOf } from './catalog/index.ts';

/** A resource, or a group that a source declares. */
export interface Thing {
  readonly key: string;
  readonly id: string;
  readonly fact: ResourceFact;
  /** What the catalog knows of its type; nothing, if the type is unknown. */
  readonly row?: TypeRow;
  readonly provider?: Provider;
  readonly kind: Kind;
  readonly role: 'part' | 'setting' | 'link';
  /** A source that says what is to be describes it, and not only a catalog, code or a trace. */
  readonly isDeclared: boolean;
  /** For groups: the members, and how they share the work. */
  readonly group?: GroupFact;
}

/** All things of one scan. */
export interface Things {
  /** By key, in the order found. */
  readonly all: ReadonlyMap<string, Thing>;
  find(address: Address): Thing | undefined;
}

/** Joins scope and local in a way that no two addresses share. */
export const keyOf = ({ scope, local }: Address): string => `${scope}\0${local}`;

/** Every resource and group of the facts; what several sources say of one address is united, the first winning. */
export const thingsOf = (facts: readonly Facts[]): Things => {
  const united = new Map<string, ResourceFact>();
  const groups = new Map<string, GroupFact>();
  const declared = new Set<string>();
  for (const { resources, groups: more = [], tells = 'declared' } of facts) {
    for (const fact of resources) {
      const key = keyOf(fact.address);
      if (tells === 'declared') declared.add(key);
      const known = united.get(key);
      united.set(key, known === undefined ? told(fact) : unitedFacts(known, told(fact)));
    }
    for (const group of more) groups.set(keyOf(group.address), group);
  }
  for (const [key, group] of groups) if (!united.has(key)) united.set(key, factOfGroup(group));
  const ids = idsOf(united);
  const all = new Map<string, Thing>();
  for (const [key, fact] of united) {
    const group = groups.get(key);
    all.set(key, {
      ...thingOf(key, ids.get(key)!, fact, group),
      isDeclared: declared.has(key) || group !== undefined,
    });
  }
  return { all, find: (address) => all.get(keyOf(address)) };
};

/** A name or an owner without letters says nothing, and no document may hold one. */
const told = ({ name = '', owner = '', app = '', tags = [], ...fact }: ResourceFact): ResourceFact => ({
  ...fact,
  ...(name === '' ? {} : { name }),
  ...(owner === '' ? {} : { owner }),
  ...(app === '' ? {} : { app }),
  tags: tags.filter((tag) => tag !== ''),
});

const thingOf = (
  key: string,
  id: string,
  fact: ResourceFact,
  group: GroupFact | undefined,
): Omit<Thing, 'isDeclared'> => {
  const row = asItIs(rowOf(fact.type), fact);
  const provider = providerOf(fact.type) ?? providerOfModule(fact);
  return {
    key,
    id,
    fact,
    kind: fact.kind ?? row?.kind ?? 'resource',
    role: group === undefined ? (row?.role ?? 'part') : 'part',
    ...(row === undefined ? {} : { row }),
    ...(provider === undefined ? {} : { provider }),
    ...(group === undefined ? {} : { group }),
  };
};

/** What a module of somebody else's makes is unknown, but not where: regions of AWS have names of their own form. */
const providerOfModule = ({ type, region }: ResourceFact): Provider | undefined =>
  type === MODULE_TYPE && region !== undefined && /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region)
    ? 'aws'
    : undefined;

/** A call of a module whose source is not among the files. */
export const MODULE_TYPE = 'terraform/module';

/** The row with what the properties of this one decide. */
const asItIs = (row: TypeRow | undefined, { properties }: ResourceFact): TypeRow | undefined => {
  const found = row?.variants?.find(({ property, is }) => isAt(properties, property, is));
  if (row === undefined || found === undefined) return row;
  const { property: _, is: __, ...instead } = found;
  return { ...row, ...instead };
};

const factOfGroup = ({ address, kind, where, name, names }: GroupFact): ResourceFact => ({
  address,
  type: GROUP_TYPE,
  where,
  kind,
  ...(name === undefined ? {} : { name }),
  ...(names === undefined ? {} : { names }),
});

/** The type of what is no resource of any source, but a group of some. */
export const GROUP_TYPE = 'group';

const unitedFacts = (first: ResourceFact, second: ResourceFact): ResourceFact => ({
  ...second,
  ...first,
  names: [...(first.names ?? []), ...(second.names ?? [])],
  tags: [...new Set([...(first.tags ?? []), ...(second.tags ?? [])])],
  properties: { ...second.properties, ...first.properties },
});

/** What stands in no id becomes a dash; two addresses that would then be one get a number. */
const idsOf = (facts: ReadonlyMap<string, ResourceFact>): ReadonlyMap<string, string> => {
  const taken = new Set<string>();
  const ids = new Map<string, string>();
  for (const [key, { address }] of facts) {
    const plain = idOf(address);
    let id = plain;
    for (let n = 2; taken.has(id); n++) id = `${plain}-${n}`;
    taken.add(id);
    ids.set(key, id);
  }
  return ids;
};

/** The id that an address becomes. */
const idOf = ({ scope, local }: Address): string => [...scopeSegments(scope), segmentOf(local)].join('/');

/** A scope as segments of an id. */
export const scopeSegments = (scope: string): readonly string[] =>
  scope
    .split('/')
    .filter((segment) => segment !== '')
    .map(segmentOf);

/** A text as a segment of an id. */
export const segmentOf = (text: string): string => {
  const segment = text.replaceAll(/[^A-Za-z0-9._@-]+/g, '-');
  return segment === '' ? '-' : segment;
};

/** The properties of every instance; those of the thing itself, if nothing is known of single ones. */
export const instancesOf = ({ fact }: Thing): readonly Properties[] =>
  fact.instances !== undefined && fact.instances.length > 0 ? fact.instances : [fact.properties ?? {}];

/** Whether its source says that there is none of it: a count of 0, a condition that is false. */
export const isSwitchedOff = ({ fact }: Thing): boolean => fact.count === 0;

/** How much hangs on it, 1 the most, if its source says so in a tag: `tier:1`. */
export const tierOf = ({ fact }: Thing): number | undefined => {
  const levels = (fact.tags ?? []).flatMap((tag) => /^tier:(\d{1,2})$/.exec(tag)?.[1] ?? []).map(Number);
  return levels.length === 0 ? undefined : Math.min(...levels);
};
