/** What each single failure does now and did before: who falls further, and how much wider it reaches. */
import { select } from '../../assemble/select.ts';
import type { Sweeper } from '../../engine/sweep/request.ts';
import type { Estate } from '../../model/estate.ts';
import type { Rank } from '../../model/state.ts';
import { UserError } from '../../model/user-error.ts';
import { type Exposure, exposureOf } from '../audit/exposure.ts';
import { NONE, type Side, type View } from './view.ts';

/** One of those asked about, and a failure that now does more to it. Positions in `to`. */
export interface Fall {
  readonly app: number;
  readonly failure: number;
  readonly before: Rank;
  readonly after: Rank;
  /** There was no such thing to fail before. */
  readonly isNew: boolean;
}

/** Whether a fall takes somebody down: who was down before only falls deeper. */
export const takesDown = ({ before, after }: Fall, downFrom: Rank): boolean =>
  before < downFrom && after >= downFrom;

/** What a failure does to those asked about, before and now. */
export interface Reach {
  /** Position in `to`. */
  readonly failure: number;
  readonly isNew: boolean;
  /** How many of them are at degraded, partial, outage; only those that were there before and are now. */
  readonly before: ByRank;
  readonly after: ByRank;
  /** USD an hour of all that is partial or out, and that both sides have. */
  readonly costBefore: number;
  readonly costAfter: number;
}

type ByRank = readonly [degraded: number, partial: number, outage: number];

/** All single failures of one side, solved. */
export interface Swept {
  readonly exposure: Exposure;
  /** Positions asked about. */
  readonly subjects: ReadonlySet<number>;
  /** Index among the failures, by position. */
  readonly indexOf: ReadonlyMap<number, number>;
  /** USD an hour of a failure, by its index. */
  readonly costOf: (failure: number) => number;
}

/** Solves each failure of a side; `subjects` are positions, `partners` those of the other side by position. */
export const sweptSide = async (
  { estate, network }: Side,
  other: Side,
  partners: Int32Array,
  failures: readonly number[],
  subjects: readonly number[],
  sweeper: Sweeper | undefined,
): Promise<Swept> => {
  // What only one side has costs nothing there that could be compared; of two prices the higher one counts on both, as
  // an outage gets no cheaper by a lower number.
  const prices = new Map(
    estate.nodes.flatMap(({ costPerHour = 0 }, position): readonly (readonly [number, number])[] => {
      const partner = partners[position]!;
      const price =
        partner === NONE ? 0 : Math.max(costPerHour, other.estate.nodes[partner]!.costPerHour ?? 0);
      return price > 0 ? [[position, price]] : [];
    }),
  );
  const watched = [...new Set([...subjects, ...prices.keys()])].toSorted((a, b) => a - b);
  const exposure = await exposureOf(network, failures, watched, sweeper);
  return {
    exposure,
    subjects: new Set(subjects),
    indexOf: new Map(failures.map((position, i) => [position, i])),
    costOf: (failure) =>
      exposure
        .hitsOf(failure)
        .reduce((sum, { app, rank }) => sum + (rank < 2 ? 0 : (prices.get(watched[app]!) ?? 0)), 0),
  };
};

/**
 * What fails, one at a time, on both sides: what the selections match, or else every node; and of each the partner, or it
 * could not be compared.
 *
 * @throws UserError if a selection matches nothing on either side.
 */
export const failuresOf = (view: View, among: readonly string[] | undefined) => {
  const [from, to] = [matching(view.from.estate, among), matching(view.to.estate, among)];
  if (from instanceof UserError && to instanceof UserError) throw to;
  const own = (found: readonly number[] | UserError): readonly number[] =>
    found instanceof UserError ? [] : found;
  const withPartners = (found: readonly number[], others: readonly number[], partners: Int32Array) =>
    [...new Set([...found, ...others.map((at) => partners[at]!).filter((at) => at !== NONE)])].toSorted(
      (a, b) => a - b,
    );
  return {
    from: withPartners(own(from), own(to), view.before),
    to: withPartners(own(to), own(from), view.after),
  };
};

const matching = (estate: Estate, among: readonly string[] | undefined): readonly number[] | UserError => {
  if (among === undefined) return [...estate.nodes.keys()];
  try {
    return select(estate, among);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
};

/** By failure, then by who falls. Who is new cannot have fallen before, and its own failure is no other's. */
export const fallsIn = (view: View, from: Swept, to: Swept): readonly Fall[] =>
  to.exposure.failures.flatMap((failure, index) => {
    const before = ranksBefore(view, from, failure);
    return to.exposure.hitsOf(index).flatMap(({ app: at, rank: after }): readonly Fall[] => {
      const app = to.exposure.apps[at]!;
      const partner = view.before[app]!;
      if (!to.subjects.has(app) || app === failure || partner === NONE || !from.subjects.has(partner))
        return [];
      const rank = before.get(partner) ?? 0;
      return after > rank
        ? [{ app, failure, before: rank, after, isNew: view.before[failure] === NONE }]
        : [];
    });
  });

/** Of the same failure in `from`: the ranks by position; none if there was no such thing. */
const ranksBefore = (view: View, from: Swept, failure: number): ReadonlyMap<number, Rank> => {
  const index = from.indexOf.get(view.before[failure]!);
  return index === undefined
    ? new Map()
    : new Map(from.exposure.hitsOf(index).map(({ app, rank }) => [from.exposure.apps[app]!, rank]));
};

/** How far failures reach that take somebody further than before; the widest first, then by position. */
export const widerReaches = (view: View, from: Swept, to: Swept, falls: readonly Fall[]): readonly Reach[] =>
  [...new Set(falls.map(({ failure }) => failure))]
    .map((failure) => reachOf(view, from, to, failure))
    .toSorted((a, b) => weight(b) - weight(a) || a.failure - b.failure);

const reachOf = (view: View, from: Swept, to: Swept, failure: number): Reach => {
  const index = to.indexOf.get(failure)!;
  const earlier = from.indexOf.get(view.before[failure]!);
  return {
    failure,
    isNew: view.before[failure] === NONE,
    before: earlier === undefined ? [0, 0, 0] : countsOf(from, earlier, (app) => view.after[app] !== NONE),
    after: countsOf(to, index, (app) => view.before[app] !== NONE),
    costBefore: earlier === undefined ? 0 : from.costOf(earlier),
    costAfter: to.costOf(index),
  };
};

const countsOf = (swept: Swept, failure: number, isBoth: (app: number) => boolean): ByRank => {
  const counts: [number, number, number] = [0, 0, 0];
  const { apps, failures, hitsOf } = swept.exposure;
  for (const { app, rank } of hitsOf(failure)) {
    const position = apps[app]!;
    if (swept.subjects.has(position) && position !== failures[failure] && isBoth(position))
      counts[rank - 1]!++;
  }
  return counts;
};

const weight = ({ before, after }: Reach): number =>
  after.reduce((sum, count, i) => sum + (count - before[i]!) * 4 ** i, 0);

/** The failure that costs most an hour. */
export const worstCost = ({
  exposure,
  costOf,
}: Swept): { readonly failure: number; readonly cost: number } | undefined => {
  let worst: { failure: number; cost: number } | undefined;
  exposure.failures.forEach((failure, i) => {
    const cost = costOf(i);
    if (cost > (worst?.cost ?? 0)) worst = { failure, cost };
  });
  return worst;
};
