/** Observed, and declared by nobody: needs that only traces know, and services that only traces know. */
import { groupBy } from '../../model/group-by.ts';
import { nearestKeys } from '../../model/nearest.ts';
import { byCodePoint } from '../../model/order.ts';
import { type Known, isObserved } from './known.ts';
import type { Need } from './needs.ts';

export interface Undeclared {
  readonly need: Need;
  /** The ends of which no other source says anything. */
  readonly strangers: readonly string[];
}

/** Most calls first. */
export const undeclaredOf = (
  needs: readonly Need[],
  known: Known,
  isElsewhere: (need: Need) => boolean,
): readonly Undeclared[] =>
  needs
    .filter(({ seen, stated }) => seen.length > 0 && stated.length === 0)
    .filter((need) => !isElsewhere(need))
    .map((need) => ({ need, strangers: [need.from, need.to].filter((id) => isStranger(id, known)) }))
    .toSorted((a, b) => callsOf(b.need) - callsOf(a.need));

const callsOf = ({ counts }: Need): number => counts?.calls ?? 0;

/** A service that runs, and that nothing but traces knows. */
export interface Stranger {
  readonly id: string;
  readonly callsIn: number;
  readonly callsOut: number;
  /** One that other sources describe and no trace shows, with a name like it: perhaps the same. */
  readonly perhaps?: string;
}

/** Most calls first. */
export const strangersOf = (needs: readonly Need[], known: Known): readonly Stranger[] => {
  const incoming = groupBy(needs, ({ to }) => to);
  const outgoing = groupBy(needs, ({ from }) => from);
  const likest = namesakes(known.ids.filter((id) => known.isWorkload(id) && !known.isTraced(id)));
  return known.ids
    .filter((id) => isStranger(id, known))
    .map((id) => {
      const perhaps = likest(id);
      return {
        id,
        callsIn: sumOf(incoming.get(id) ?? []),
        callsOut: sumOf(outgoing.get(id) ?? []),
        ...(perhaps === undefined ? {} : { perhaps }),
      };
    })
    .toSorted((a, b) => b.callsIn + b.callsOut - a.callsIn - a.callsOut || byCodePoint(a.id, b.id));
};

const isStranger = (id: string, known: Known): boolean => {
  const all = known.sightingsOf(id);
  return all.length > 0 && all.every(isObserved);
};

const sumOf = (needs: readonly Need[]): number => needs.reduce((sum, need) => sum + callsOf(need), 0);

/** The one with nearly the same name, else the only one that shares a word: `fraud-check` of `fraud-detection`. */
const namesakes = (ids: readonly string[]): ((id: string) => string | undefined) => {
  const byName = new Map(ids.map((id) => [wordsOf(id).join(''), id]));
  const longWords = (id: string): readonly string[] => wordsOf(id).filter((word) => word.length >= SHORTEST);
  const byWord = groupBy(
    ids.flatMap((id) => longWords(id).map((word) => ({ word, id }))),
    ({ word }) => word,
  );
  return (id) => {
    const [near] = nearestKeys(wordsOf(id).join(''), byName);
    if (near !== undefined) return byName.get(near);
    const alike = new Set(longWords(id).flatMap((word) => (byWord.get(word) ?? []).map((one) => one.id)));
    return alike.size === 1 ? [...alike][0] : undefined;
  };
};

/** Shorter words (`api`, `db`) are in many names. */
const SHORTEST = 4;

/** What people call it: the words of the last part, without the one that only some sources write. */
const wordsOf = (id: string): readonly string[] =>
  id
    .slice(id.lastIndexOf('/') + 1)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/(?<=[a-z0-9])(?:service|svc)$/, ''))
    .filter((word) => !/^(?:|service|svc)$/.test(word));
