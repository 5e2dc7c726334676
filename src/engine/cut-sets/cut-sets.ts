/**
 * The minimal cut sets of a cone up to an order: the smallest sets of outages that bring the top about.
 *
 * First what does it alone: those events are in no larger set, and without them most of the cone is gone. What is left
 * goes through its core (see `core.ts`) and a diagram (see `families.ts`).
 */
import { withinLimit } from '../fault-tree/limit.ts';
import { ANY_SIZE, Zbdd } from '../fault-tree/zbdd.ts';
import { type Cone, withoutEvents } from './cone.ts';
import { type Core, coreOf } from './core.ts';
import { byCloseness, byNeighbours, rearranged } from './arrange.ts';
import { topFamily } from './families.ts';
import { type ModuleFamily, familyValue } from './listing.ts';
import { SMALLEST, type Weighed, firstOf, firstUpTo, sizesUpTo, valueOf } from './modules.ts';
import { type ReducedCore, reduced } from './reduce.ts';
import { singleClasses } from './singles.ts';

export interface CutSetLimits {
  /** The largest sets that are wanted; left out: all. */
  readonly order?: number;
  /** Nodes that a diagram may have. */
  readonly nodes?: number;
}

export interface CutSets {
  /** All sets of at most so many events are known; Infinity: all there are. Less than asked for if a limit was reached. */
  readonly order: number;
  /** Whether that is all that was asked for. */
  readonly isComplete: boolean;
  /** How many there are of each size, up to that order; the index is the size. */
  readonly counts: readonly bigint[];
  /** The first so many, by weight, then by position; without weights by size. Positions, ascending. */
  readonly first: (most: number, weightOf?: (position: number) => number) => readonly (readonly number[])[];
}

/** Nodes of a diagram, unless said otherwise: about a second's and a hundred megabytes' worth. */
export const MOST_NODES = 2_000_000;

/** The minimal cut sets of a cone. */
export const cutSetsOf = (
  cone: Cone,
  { order = Infinity, nodes = MOST_NODES }: CutSetLimits = {},
): CutSets => {
  const { singles, rest, isKnown } = parted(cone);
  const { family, reached } = isKnown ? solved(rest, order, nodes) : { reached: 0 };
  let counts: readonly bigint[] | undefined;
  return {
    order: reached,
    isComplete: reached === order,
    get counts() {
      return (counts ??= countsOf(singles.length, family, order));
    },
    first: (most, weightOf) => {
      const positionOf = (event: number): number => rest.cone.events[event]!;
      const weigh = weightOf ?? (() => 1);
      // Light sets that turn out too large would displace others: where that can be, all are made.
      const kept = weightOf === undefined || order === Infinity ? most : Infinity;
      const sets =
        family === undefined
          ? []
          : familyValue(
              firstUpTo(kept, order, (event) => weigh(positionOf(event))),
              family,
            );
      const all = [
        ...singles.map((position): Weighed => ({ weight: weigh(position), events: [position] })),
        ...sets.map(({ weight, events }) => ({ weight, events: events.map(positionOf) })),
      ];
      return firstOf(all, most).map(({ events }) => events);
    },
  };
};

const countsOf = (singles: number, family: ModuleFamily | undefined, order: number): readonly bigint[] => {
  const [, , ...larger] = family === undefined ? [] : familyValue(sizesUpTo(order), family);
  return [0n, BigInt(singles), ...larger];
};

/** A cone without single failures that bring its top about, and its core if anything is left. */
interface Rest {
  readonly cone: Cone;
  readonly core?: Core;
}

interface Parted {
  /** Positions of the single failures. */
  readonly singles: readonly number[];
  readonly rest: Rest;
  /** Whether these are all; if not, of the rest nothing is known. */
  readonly isKnown: boolean;
}

const parted = (cone: Cone): Parted => {
  const singles: number[] = [];
  const remove = (from: Cone, found: ReadonlySet<number>): Cone => {
    for (const event of found) singles.push(from.events[event]!);
    return withoutEvents(from, (event) => found.has(event));
  };
  const plain = remove(cone, eventsByAlternatives(cone));
  if (plain.count === 0) return { singles, rest: { cone: plain }, isKnown: true };
  const found = withinLimit(() => {
    const core = coreOf(plain);
    return { core, shared: singleClasses(core).flatMap((number) => core.classes[number]!) };
  });
  if (found === undefined) return { singles, rest: { cone: plain }, isKnown: false };
  const { core, shared } = found;
  if (shared.length === 0) return { singles, rest: { cone: plain, core }, isKnown: true };
  const left = remove(plain, new Set(shared));
  return {
    singles,
    rest: left.count === 0 ? { cone: left } : { cone: left, core: coreOf(left) },
    isKnown: true,
  };
};

/** Events that make the top hold by "any of" alone. */
const eventsByAlternatives = ({ count, needed, start, inputs, eventOf }: Cone): ReadonlySet<number> => {
  const found = new Set<number>();
  const seen = new Uint8Array(count);
  const open = count === 0 ? [] : [0];
  for (let variable = open.pop(); variable !== undefined; variable = open.pop()) {
    if (seen[variable] === 1) continue;
    seen[variable] = 1;
    if (eventOf[variable]! >= 0) found.add(eventOf[variable]!);
    if (needed[variable] === 1) open.push(...inputs.subarray(start[variable], start[variable + 1]));
  }
  return found;
};

interface Solution {
  /** Left out: there are no sets of two and more. */
  readonly family?: ModuleFamily;
  /** The largest sets of which all are known. */
  readonly reached: number;
}

/** Nodes within which the arrangement that costs nothing must do. */
const FIRST_TRY = 20_000;

/** The family of sets of two and more, of the largest order up to the one asked for whose diagram stays within its limit. */
const solved = ({ core }: Rest, order: number, nodes: number): Solution => {
  if (core === undefined) return { reached: order };
  const small = reduced(core);
  const quick = rearranged(small, byNeighbours(small));
  let close: ReducedCore | undefined;
  const familyOf = (most: number): ModuleFamily | undefined =>
    within(quick, most, Math.min(nodes, FIRST_TRY)) ??
    within((close ??= rearranged(small, byCloseness(small))), most, nodes);
  const whole = familyOf(order);
  if (whole !== undefined) return { family: whole, reached: order };
  let best: Solution = { reached: 1 };
  // Smaller orders are cheap at first, and each costs more than the one before: together no more than one that failed.
  for (let most = 2, spent = 0; most < order && spent < nodes; most++) {
    const family = familyOf(most);
    if (family === undefined) break;
    spent += family.zbdd.table.size;
    best = { family, reached: most };
  }
  return best;
};

const within = (core: ReducedCore, order: number, nodes: number): ModuleFamily | undefined => {
  const zbdd = new Zbdd(nodes);
  const root = withinLimit(() => topFamily(withoutLarge(core, order), zbdd, Math.min(order, ANY_SIZE)));
  return root === undefined ? undefined : { zbdd, root, modules: core.modules };
};

/** Modules of which every set is too large say nothing of those that are not. */
const withoutLarge = (core: ReducedCore, order: number): ReducedCore => {
  const isLarge = core.modules.map((module) => valueOf(SMALLEST, module) > order);
  if (!isLarge.includes(true)) return core;
  return {
    ...core,
    alternatives: core.alternatives.map((any) => ({
      ...any,
      classes: any.classes.filter((module) => !isLarge[module]!),
    })),
  };
};
