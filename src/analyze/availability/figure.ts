/** The probability that a node is in a state or worse: by decision diagram, or by sampling where that is out of reach. */
import { conesOf } from '../../engine/cut-sets/cone.ts';
import { type TreeOfNode, treeOf } from '../../engine/cut-sets/fault-tree-of.ts';
import { importanceOf, probabilityOf } from '../../engine/fault-tree/probability.ts';
import { type Interval, wilson } from '../../engine/monte-carlo/interval.ts';
import { sampleOf } from '../../engine/monte-carlo/sample.ts';
import type { Inputs, Network } from '../../engine/network.ts';
import type { Rank } from '../../model/state.ts';
import { type Chances, canFail } from './chances.ts';

/** How much a node's failing by itself means to what was asked about. */
export interface ImportanceOfNode {
  readonly position: number;
  readonly birnbaum: number;
  readonly fussellVesely: number;
  readonly riskAchievement: number;
  readonly riskReduction: number;
}

export interface Figure {
  /** The node asked about, and the state that it is in, or a worse one. */
  readonly position: number;
  readonly rank: Rank;
  readonly unavailability: number;
  /** Nodes whose own failures play a part. */
  readonly events: number;
  /** Left out: exact. */
  readonly sampled?: { readonly samples: number; readonly interval: Interval };
  /** Most important first; left out: not asked for, or sampled. */
  readonly importance?: readonly ImportanceOfNode[];
}

export interface Effort {
  readonly method?: 'exact' | 'monte-carlo';
  /** Nodes that a decision diagram may have. */
  readonly nodes: number;
  readonly samples: number;
  readonly seed: number;
  readonly withImportance: boolean;
  readonly progress?: (what: string, done: number, of: number) => void;
}

/** The fault tree of a node's being in a state or worse, with the probability of each of its events. */
export interface Risk extends TreeOfNode {
  readonly probability: Float64Array;
}

/** Whether two risks are the same function of the same events: of what is only required hard, those of all states are. */
export const isSameRisk = (one: Risk, other: Risk): boolean =>
  one.tree.top === other.tree.top &&
  one.tree.gates.length === other.tree.gates.length &&
  isSameList(one.events, other.events) &&
  one.tree.gates.every((gate, at) => {
    const { operator, atLeast, inputs } = other.tree.gates[at]!;
    return gate.operator === operator && gate.atLeast === atLeast && isSameList(gate.inputs, inputs);
  });

const isSameList = (one: ArrayLike<number>, other: ArrayLike<number>): boolean => {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
};

/** Finds the risks of a network's nodes. */
export type RiskFinder = (position: number, rank: Rank) => Risk;

/** A finder of risks; what it allocates per node it allocates once. */
export const risksOf = (network: Network, inputs: Inputs, chances: Chances): RiskFinder => {
  const coneOf = conesOf(network, inputs);
  return (position, rank) => {
    const risk = treeOf(coneOf(position, rank, (node) => canFail(chances, node)));
    const probability = Float64Array.from(risk.events, (node) => chances.unavailability[node]!);
    return { ...risk, probability };
  };
};

/** Works out one figure; undefined if it must be exact and is out of reach. `what` is told of long work. */
export const figureOf = (
  { tree, events, probability }: Risk,
  { position, rank }: { readonly position: number; readonly rank: Rank },
  effort: Effort,
  what: string,
): Figure | undefined => {
  const own = { position, rank, events: events.length };
  if (effort.method !== 'monte-carlo') {
    const limits = { nodes: effort.nodes };
    if (effort.withImportance) {
      const found = importanceOf(tree, probability, limits);
      if (found !== undefined) {
        const importance = found.events
          .map(({ event, ...measures }) => ({ position: events[event]!, ...measures }))
          .toSorted((a, b) => b.fussellVesely - a.fussellVesely || a.position - b.position);
        return { ...own, unavailability: found.probability, importance };
      }
    } else {
      const found = probabilityOf(tree, probability, limits);
      if (found !== undefined) return { ...own, unavailability: found.probability };
    }
    if (effort.method === 'exact') return undefined;
  }
  const { hits, samples } = sampleOf(tree, probability, effort, (done, of) =>
    effort.progress?.(what, done, of),
  );
  return { ...own, unavailability: hits / samples, sampled: { samples, interval: wilson(hits, samples) } };
};
