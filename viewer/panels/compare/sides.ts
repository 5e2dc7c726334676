/** Both sides under the same faults: what became of each app, and the sums. */
import type { Rank, State } from '../../../src/model/state.ts';
import type { ImpactAnswer, NodeFacts, SideFacts } from '../../model/messages.ts';
import type { Arrow, Side } from '../../model/state.ts';
import { nodeOf, positionsOf } from '../../parts/positions.ts';
import { counted, grouped } from '../../parts/words.ts';

/** A side and what the faults do to it. */
export interface SideAnswer {
  readonly facts: SideFacts;
  readonly impact: ImpactAnswer;
}

export type Verdict = 'worse' | 'better' | 'same' | 'added' | 'removed';

/** What became of a node; a side that does not have it says nothing. */
export interface Pair {
  /** Of the later side, if that has it. */
  readonly id: string;
  readonly name?: string;
  /** The side on which `id` is found: the later one, unless it is gone. */
  readonly side: Side;
  readonly before?: Rank;
  readonly after?: Rank;
  readonly verdict: Verdict;
}

export interface Pairs {
  /** What they are: apps, or all nodes where neither side has apps. */
  readonly what: 'app' | 'node';
  /** Those that are affected on either side: changed ones first, worse ones before better ones. */
  readonly affected: readonly Pair[];
  /** How many there are besides. */
  readonly unharmed: number;
}

/** @param renamed ids before and after */
export const pairsOf = (before: SideAnswer, after: SideAnswer, renamed: readonly Arrow[] = []): Pairs => {
  const hasApps = [before, after].some(({ facts }) => facts.nodes.some(isApp));
  const newNames = new Map(renamed.map(({ from, to }) => [from, to]));
  const oldNames = new Map(renamed.map(({ from, to }) => [to, from]));
  const isMeant = (node: NodeFacts): boolean => !hasApps || isApp(node);
  const pairs: Pair[] = [];
  after.facts.nodes.forEach((node, position) => {
    if (!isMeant(node)) return;
    const was = rankIn(before, oldNames.get(node.id) ?? node.id);
    pairs.push(pairOf(node, 'after', was, rankAt(after, position)));
  });
  before.facts.nodes.forEach((node, position) => {
    if (!isMeant(node) || nodeOf(after.facts, newNames.get(node.id) ?? node.id) !== undefined) return;
    pairs.push(pairOf(node, 'before', rankAt(before, position), undefined));
  });
  const affected = pairs.filter((pair) => (pair.before ?? 0) > 0 || (pair.after ?? 0) > 0);
  return {
    what: hasApps ? 'app' : 'node',
    affected: affected.toSorted(
      (a, b) => ORDER[a.verdict] - ORDER[b.verdict] || worstOf(b) - worstOf(a) || (a.id < b.id ? -1 : 1),
    ),
    unharmed: pairs.length - affected.length,
  };
};

const isApp = ({ kind }: NodeFacts): boolean => kind === 'app';

const rankAt = ({ impact }: SideAnswer, position: number): Rank => (impact.ranks[position] ?? 0) as Rank;

const rankIn = (side: SideAnswer, id: string): Rank | undefined => {
  const position = positionsOf(side.facts).get(id);
  return position === undefined ? undefined : rankAt(side, position);
};

const pairOf = (
  { id, name }: NodeFacts,
  side: Side,
  before: Rank | undefined,
  after: Rank | undefined,
): Pair => ({
  id,
  ...(name === undefined ? {} : { name }),
  side,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
  verdict: verdictOf(before, after),
});

const verdictOf = (before: Rank | undefined, after: Rank | undefined): Verdict => {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  return after > before ? 'worse' : after < before ? 'better' : 'same';
};

const ORDER: Readonly<Record<Verdict, number>> = { worse: 0, better: 1, added: 2, removed: 2, same: 3 };

const worstOf = ({ before = 0, after = 0 }: Pair): number => Math.max(before, after);

/** `2 apps better, none worse`. */
export const verdictWords = ({ affected, what }: Pairs): string => {
  const count = (verdict: Verdict): number => affected.filter((pair) => pair.verdict === verdict).length;
  const [better, worse] = [count('better'), count('worse')];
  if (better + worse === 0) return `No ${what} is better or worse`;
  const less = (number: number): string => (number === 0 ? 'none' : grouped(number));
  return worse > better
    ? `${counted(worse, what)} worse, ${less(better)} better`
    : `${counted(better, what)} better, ${less(worse)} worse`;
};

/** A sum on both sides; more is worse. */
export interface Sum {
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

const DOWN: readonly State[] = ['outage', 'partial', 'degraded'];

/** Sums of both sides; apps in a state only where there are some. */
export const sumsOf = (before: ImpactAnswer, after: ImpactAnswer): readonly Sum[] => {
  const [was, is] = [before.totals, after.totals];
  const cost = [was.costPerHour, is.costPerHour];
  return [
    { label: 'Nodes affected', before: was.affected, after: is.affected },
    ...DOWN.map((state) => ({
      label: `Apps ${state === 'outage' ? 'in outage' : state}`,
      before: was.apps[state],
      after: is.apps[state],
    })).filter((sum) => sum.before > 0 || sum.after > 0),
    ...(cost.every((one) => one === undefined)
      ? []
      : [{ label: 'USD an hour', before: cost[0] ?? 0, after: cost[1] ?? 0 }]),
  ];
};
