/**
 * Names meet: which thing a host, an ARN or a bare name means.
 *
 * A host that is known in one project or namespace only is looked for there first. Of ARNs, an empty region or account
 * matches any. A name that several things bear means the one in the same scope, or none: a guess would be an edge
 * that nobody wrote.
 */
import type { Name } from '../../model/fact.ts';
import type { Kind } from '../../model/kind.ts';
import { instancesOf, type Thing, type Things } from './things.ts';
import { textsAt } from './properties.ts';

export interface NameIndex {
  readonly host: (host: string, from: Thing) => Thing | undefined;
  readonly arn: (arn: string, from: Thing) => Thing | undefined;
  /** `kinds`: what it may be; of any kind if there are none. */
  readonly name: (name: string, kinds: readonly Kind[], from: Thing) => Thing | undefined;
  /** What is made elsewhere in the scan, and only read here: the thing with an ARN of this foreign one. */
  readonly twinOf: (foreign: Thing) => Thing | undefined;
}

/** All names of all things. `regionOf`: the region that a thing is in, if that is known. */
export const nameIndex = (things: Things, regionOf: (thing: Thing) => string | undefined): NameIndex => {
  const hosts = new Map<string, Thing[]>();
  const arns = new Map<string, Thing[]>();
  const names = new Map<string, Thing[]>();
  const rooms = { host: hosts, arn: arns, name: names } as const;
  for (const thing of things.all.values()) {
    for (const { form, text, within } of namesOf(thing, regionOf(thing))) {
      add(rooms[form], slotOf(form, text, within), thing);
    }
  }
  const withArn = (text: string): readonly Thing[] => {
    const parts = arnParts(text);
    if (parts === undefined) return [];
    return (arns.get(arnSlot(parts)) ?? []).filter((thing) =>
      namesOf(thing, regionOf(thing)).some((name) => name.form === 'arn' && fits(arnParts(name.text), parts)),
    );
  };
  return {
    host: (host, from) =>
      chosen(hosts.get(slotOf('host', host, from.fact.address.scope)), from, true) ??
      chosen(hosts.get(slotOf('host', host)), from, true),
    arn: (text, from) => chosen(withArn(text), from, true),
    name: (name, kinds, from) =>
      chosen(
        (names.get(name) ?? []).filter(({ kind }) => kinds.length === 0 || kinds.includes(kind)),
        from,
        false,
      ),
    twinOf: (foreign) => {
      const arnsOfIt = namesOf(foreign, regionOf(foreign)).filter(({ form }) => form === 'arn');
      const made = arnsOfIt
        .flatMap(({ text }) => withArn(text))
        .filter(({ fact }) => fact.isForeign !== true);
      return chosen([...new Set(made)], foreign, true);
    },
  };
};

const add = (room: Map<string, Thing[]>, slot: string, thing: Thing): void => {
  const there = room.get(slot);
  if (there === undefined) room.set(slot, [thing]);
  else if (!there.includes(thing)) there.push(thing);
};

const slotOf = (form: Name['form'], text: string, within?: string): string => {
  if (form === 'arn')
    return arnSlot(arnParts(text) ?? { service: '', region: '', account: '', resource: text });
  if (form === 'name') return text;
  return within === undefined ? text.toLowerCase() : `${within}\0${text.toLowerCase()}`;
};

interface ArnParts {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

const arnParts = (arn: string): ArnParts | undefined => {
  const [prefix, , service, region, account, ...resource] = arn.split(':');
  return prefix !== 'arn' || service === undefined || resource.length === 0
    ? undefined
    : { service, region: anyIfStar(region!), account: anyIfStar(account!), resource: resource.join(':') };
};

const anyIfStar = (part: string): string => (part === '*' ? '' : part);

const arnSlot = ({ service, resource }: ArnParts): string => `${service}\0${resource}`;

const fits = (one: ArnParts | undefined, other: ArnParts): boolean =>
  one !== undefined && matches(one.region, other.region) && matches(one.account, other.account);

const matches = (a: string, b: string): boolean => a === '' || b === '' || a === b;

/** The one in the asker's own scope, else the only one. `owned`: what is made here comes before what is read. */
const chosen = (found: readonly Thing[] | undefined, from: Thing, owned: boolean): Thing | undefined => {
  if (found === undefined || found.length === 0) return undefined;
  // A name that a group answers to is the group's: its members only give the answers.
  const groups = found.filter(({ group }) => group !== undefined);
  if (groups.length === 1) return groups[0];
  const near = found.filter(({ fact }) => fact.address.scope === from.fact.address.scope);
  for (const candidates of near.length > 0 ? [near, found] : [found]) {
    if (candidates.length === 1) return candidates[0];
    const made = candidates.filter(({ fact }) => fact.isForeign !== true);
    if (owned && made.length === 1) return made[0];
    // A catalog that lists the host of an API does not take it from the one that answers there.
    const declared = made.filter(({ isDeclared }) => isDeclared);
    if (owned && declared.length === 1) return declared[0];
  }
  return undefined;
};

/** What the source says that it answers to, and what follows from its type and properties. */
const namesOf = (thing: Thing, region: string | undefined): readonly Name[] => {
  const known = NAMES.get(thing);
  if (known !== undefined) return known;
  const names = [...(thing.fact.names ?? []), ...rowNames(thing, region)];
  NAMES.set(thing, names);
  return names;
};

/** Kept beside the things: names are asked for several times. */
const NAMES = new WeakMap<Thing, readonly Name[]>();

const rowNames = (thing: Thing, region: string | undefined): readonly Name[] =>
  (thing.row?.names ?? []).flatMap(({ form, property, as }) => {
    for (const path of property) {
      const texts = new Set(instancesOf(thing).flatMap((properties) => textsAt(properties, path)));
      if (texts.size > 0) return [...texts].map((text) => ({ form, text: named(form, as, text, region) }));
    }
    return [];
  });

/** What a property gives as a host may be a whole URL: only its host answers. */
const named = (
  form: Name['form'],
  pattern: string | undefined,
  text: string,
  region: string | undefined,
): string => {
  const name =
    pattern === undefined ? text : pattern.replaceAll('{region}', region ?? '').replaceAll('{}', text);
  return form === 'host' ? name.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[/:].*$/, '') : name;
};
