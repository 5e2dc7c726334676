/**
 * What a sweep counts: apps by tier, all other nodes, and what they cost.
 *
 * Costs are whole numbers of a unit that is small enough to be exact and large enough that no sum of them is rounded:
 * sums then do not depend on the order in which they are made, nor on how the work was divided.
 */
import type { Estate } from '../../model/estate.ts';
import { UserError } from '../../model/user-error.ts';

/** What is counted, as it is told. Classes are the apps of each tier, the apps without one, and all that is no app. */
export interface Counted {
  /** Tiers that apps have, most important first. */
  readonly tiers: readonly number[];
  /** Nodes of each class. */
  readonly totals: readonly number[];
  /** Units of cost in a USD; left out where no node has a cost. */
  readonly perUsd?: number;
}

/** The same with the class and the cost of each node, by position. */
export interface Census extends Counted {
  readonly classes: Uint8Array;
  readonly costs?: Float64Array;
}

/** An amount of units in USD. */
export const usdOf = ({ perUsd = 1 }: Counted, amount: number): number =>
  // A fraction of a unit is not exact, a multiple is.
  perUsd >= 1 ? amount / perUsd : amount * Math.round(1 / perUsd);

/** The class of nodes that are not counted. */
export const UNCOUNTED = 255;

/** Tiers that are told apart; there are 255 classes. */
const MOST_TIERS = 250;

/** Hundredths of a cent. */
const FINEST = 10_000;

export const classCountOf = ({ tiers }: Pick<Counted, 'tiers'>): number => tiers.length + 2;

/** The class of apps without a tier, after those of the tiers; that of all other nodes is the next. */
export const untieredOf = ({ tiers }: Pick<Counted, 'tiers'>): number => tiers.length;

/** How many classes are of apps: they are the first. */
export const appClassesOf = ({ tiers }: Pick<Counted, 'tiers'>): number => tiers.length + 1;

/**
 * Counts an estate.
 *
 * @param isCounted Whether a position is counted at all.
 * @param lowest The least important tier of which apps are counted as apps; left out: all, and those without one.
 * @throws UserError if no app has such a tier, or there are too many tiers.
 */
export const censusOf = (
  estate: Estate,
  isCounted: (position: number) => boolean,
  lowest: number | undefined,
): Census => {
  const isApp = (position: number): boolean => {
    const { kind, tier } = estate.nodes[position]!;
    return kind === 'app' && (lowest === undefined || (tier !== undefined && tier <= lowest));
  };
  const counted = [...estate.nodes.keys()].filter(isCounted);
  const found = counted.filter(isApp).map((position) => estate.nodes[position]!.tier);
  const tiers = [...new Set(found)].filter((tier) => tier !== undefined).toSorted((a, b) => a - b);
  if (lowest !== undefined && tiers.length === 0) throw new UserError(noSuchTier(estate, lowest));
  if (tiers.length > MOST_TIERS)
    throw new UserError({
      message: `the apps are of ${tiers.length} tiers; a sweep tells ${MOST_TIERS} apart`,
      hint: `count fewer with --tier ${tiers[MOST_TIERS - 1]}`,
    });
  const classOf = new Map(tiers.map((tier, at) => [tier, at]));
  const classes = new Uint8Array(estate.nodes.length).fill(UNCOUNTED);
  const totals = Array.from({ length: tiers.length + 2 }, () => 0);
  for (const position of counted) {
    const { tier } = estate.nodes[position]!;
    const untiered = untieredOf({ tiers });
    const own = !isApp(position) ? untiered + 1 : tier === undefined ? untiered : classOf.get(tier)!;
    classes[position] = own;
    totals[own]!++;
  }
  return { tiers, totals, classes, ...costsOf(estate, counted) };
};

const noSuchTier = (estate: Estate, lowest: number) => {
  const [first] = estate.nodes
    .flatMap(({ kind, tier }) => (kind === 'app' && tier !== undefined ? [tier] : []))
    .toSorted((a, b) => a - b);
  return {
    message: `--tier ${lowest}: no app that is counted is of that tier or a more important one`,
    hint: first === undefined ? 'no app has a tier: write "tier: 1"' : `the most important tier is ${first}`,
  };
};

/** Costs in the finest unit of which all of them together are still exact; none if nothing has a cost. */
const costsOf = (
  estate: Estate,
  counted: readonly number[],
): { readonly perUsd?: number; readonly costs?: Float64Array } => {
  const priced = counted.filter((position) => estate.nodes[position]!.costPerHour !== undefined);
  if (priced.length === 0) return {};
  const costOf = (position: number): number => estate.nodes[position]!.costPerHour!;
  const sum = priced.reduce((all, position) => all + costOf(position), 0);
  let perUsd = FINEST;
  // Each is rounded by half a unit at the most, which must not bring their sum beyond what is exact.
  while (sum * perUsd + priced.length > Number.MAX_SAFE_INTEGER) perUsd /= 10;
  const costs = new Float64Array(estate.nodes.length);
  for (const position of priced) costs[position] = Math.round(costOf(position) * perUsd);
  return { perUsd, costs };
};
