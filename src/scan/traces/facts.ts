/** From what was seen to facts. */
import type { Address, Finding, ReferenceFact, ResourceFact, Target, Where } from '../../model/fact.ts';
import { byCodePoint } from '../../model/order.ts';
import type { End } from './peers.ts';
import type { Peer } from './span.ts';
import type { Counted } from './reader.ts';
import type { Seen } from './seen.ts';
import type { Services } from './services.ts';

export interface TraceFacts {
  readonly resources: readonly ResourceFact[];
  readonly references: readonly ReferenceFact[];
}

/** Everything that was seen, as references. `whereOf`: where a row stands. */
export const factsOfSeen = (
  seen: readonly Seen[],
  services: Services,
  whereOf: (row: number) => Where,
): TraceFacts => {
  const things = new Map<string, ResourceFact>();
  const references = seen.map(({ from, to, class: edgeClass, property, row, counts }): ReferenceFact => {
    const where = whereOf(row);
    if (to.by === 'thing') {
      const thing = thingOf(to.thing, where);
      const key = `${thing.address.scope}\0${thing.address.local}`;
      if (!things.has(key)) things.set(key, thing);
    }
    return {
      from: services.addressOf(from),
      to: targetOf(to, services),
      property,
      where,
      confidence: 'observed',
      class: edgeClass,
      why: wordsOf(counts),
      observed: counts,
    };
  });
  return { resources: [...things.values()], references };
};

/**
 * What somebody else has counted. Which of the errors reached the caller is not told: none is taken to have stayed
 * away from it.
 */
export const factsOfCounted = (
  counted: readonly Counted[],
  services: Services,
  file: string,
): readonly ReferenceFact[] => {
  const pairs = new Map<string, Counted>();
  for (const one of counted) {
    if (one.parent === one.child || one.calls === 0) continue;
    const key = `${one.parent} ${one.child}`;
    const known = pairs.get(key);
    const sum = { calls: one.calls + (known?.calls ?? 0), errors: one.errors + (known?.errors ?? 0) };
    pairs.set(key, { ...(known ?? one), ...sum });
  }
  return [...pairs.values()].map(({ parent, child, calls, errors, line }) => ({
    from: services.addressOf(parent),
    to: { by: 'address', address: services.addressOf(child) },
    property: 'callCount',
    where: { file, line },
    confidence: 'observed',
    class: 'call',
    why: `counted ${times(calls)}${errors === 0 ? '' : `, ${many(errors, 'error')}`}`,
    // What became of their callers nobody counted: such errors prove nothing.
    observed: { calls, errors: 0, propagated: 0 },
  }));
};

const targetOf = (to: End, services: Services): Target =>
  to.by === 'service'
    ? { by: 'address', address: services.addressOf(to.service) }
    : to.by === 'text'
      ? to.target
      : { by: 'address', address: addressOfThing(to.thing) };

/** `kafka/orders`: what is told to be called, but not where it is. */
const addressOfThing = ({ system, name }: NonNullable<Peer['thing']>): Address => ({
  scope: system,
  local: name,
});

const thingOf = (thing: NonNullable<Peer['thing']>, where: Where): ResourceFact => ({
  address: addressOfThing(thing),
  type: `trace/${thing.kind}`,
  kind: thing.kind,
  where,
  view: { names: [...new Set([thing.name, thing.system])], kinds: [thing.kind] },
});

const wordsOf = ({ calls, errors, propagated }: Seen['counts']): string =>
  errors === 0
    ? `seen ${times(calls)}, no errors`
    : `seen ${times(calls)}, ${many(errors, 'error')}, of which ${propagated} made the caller fail`;

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

export const many = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** The same facts in the same order, whatever order the files came in. */
export const sorted = (references: readonly ReferenceFact[]): readonly ReferenceFact[] =>
  references
    .map((fact) => [JSON.stringify([fact.from, fact.to, fact.class, fact.where]), fact] as const)
    .toSorted(([a], [b]) => byCodePoint(a, b))
    .map(([, fact]) => fact);

/** Services that were seen in more than one region stay where nobody says. */
export const regionFindings = (services: Services): readonly Finding[] =>
  services.wanderers().map(({ name, regions, where }) => ({
    kind: 'assumed',
    message: `"${name}" was seen in ${regions.join(', ')}: no region is taken for it`,
    ...where,
  }));
