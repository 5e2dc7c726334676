/** The exact probability of a fault tree's top, and what each event adds to it: by its diagrams, module by module. */
import { Bdd } from './bdd.ts';
import { decomposed } from './decompose.ts';
import { type Forest, nodesOf } from './forest.ts';
import { withinLimit } from './limit.ts';
import { chained, isChain, solved } from './solve.ts';
import type { FaultTree } from './tree.ts';

interface ProbabilityLimits {
  /** Nodes that a diagram may have. */
  readonly nodes?: number;
}

/**
 * How much an event matters. Q is the probability of the top, Q1 and Q0 what it is if the event is certain and if it is
 * impossible. (Definitions as in: W. E. Vesely et al., "Measures of risk importance and their applications",
 * NUREG/CR-3385, 1983.)
 */
export interface Importance {
  readonly event: number;
  /** Q1 − Q0: how much the top's probability moves with the event's. (SCRAM: MIF.) */
  readonly birnbaum: number;
  /** (Q − Q0) / Q: the share of the top's probability that the event has a part in. (SCRAM: CIF.) */
  readonly fussellVesely: number;
  /** Q1 / Q: how many times more probable the top is once the event has happened. (SCRAM: RAW.) */
  readonly riskAchievement: number;
  /** Q / Q0: how many times less probable the top is if the event never happens; Infinity if it needs it. (SCRAM: RRW.) */
  readonly riskReduction: number;
}

/**
 * The probability of the top, exact up to the rounding of doubles, if events are independent.
 *
 * @param p by event its probability
 * @returns undefined if a diagram reached its limit
 */
export const probabilityOf = (
  tree: FaultTree,
  p: Float64Array,
  limits: ProbabilityLimits = {},
): { readonly probability: number } | undefined =>
  withinLimit(() => ({ probability: probabilityIn(functionsOf(tree, limits), p) }));

/** The probability of the top of a tree whose functions are known. */
export const probabilityIn = (forest: Forest, p: Float64Array): number =>
  valuesOf(forest, nodesOf(forest), p)[forest.root]!;

/**
 * The importance of every event, by number: a pass up the diagrams and a pass down, whatever the number of events.
 *
 * @param p by event its probability
 * @returns undefined if a diagram reached its limit
 */
export const importanceOf = (
  tree: FaultTree,
  p: Float64Array,
  limits: ProbabilityLimits = {},
): { readonly probability: number; readonly events: readonly Importance[] } | undefined =>
  withinLimit(() => {
    const forest = functionsOf(tree, limits);
    const nodes = nodesOf(forest);
    const values = valuesOf(forest, nodes, p);
    const probability = values[forest.root]!;
    const derivatives = derivativesOf(forest, nodes, values, p);
    const events = Array.from(derivatives, (value, event) =>
      importance(event, value, p[event]!, probability),
    );
    return { probability, events };
  });

const importance = (event: number, birnbaum: number, p: number, q: number): Importance => {
  const without = Math.max(0, q - p * birnbaum);
  const withIt = Math.min(1, q + (1 - p) * birnbaum);
  // A top that is impossible is so with and without the event, unless the event alone made it so.
  const ratio = (a: number, b: number): number => (a === b ? 1 : a / b);
  return {
    event,
    birnbaum,
    fussellVesely: q === 0 ? 0 : (p * birnbaum) / q,
    riskAchievement: ratio(withIt, q),
    riskReduction: ratio(q, without),
  };
};

const functionsOf = (tree: FaultTree, { nodes }: ProbabilityLimits): Forest => {
  const bdd = new Bdd(nodes);
  const leaves: number[] = [];
  const roots: number[] = [];
  for (const module of decomposed(tree)) {
    const firstLevel = leaves.length;
    const { root, events } = isChain(module.tree)
      ? chained(bdd.table, module.tree, firstLevel)
      : solved(bdd, module.tree, firstLevel, Number.POSITIVE_INFINITY);
    for (const event of events) {
      const leaf = module.leaves[event]!;
      leaves.push(leaf < 0 ? -1 - roots[-1 - leaf]! : leaf);
    }
    roots.push(root);
  }
  return { table: bdd.table, root: roots.at(-1)!, leaves };
};

/** By node the probability that its function holds. */
const valuesOf = ({ table, root, leaves }: Forest, nodes: Int32Array, p: Float64Array): Float64Array => {
  const { data } = table;
  const values = new Float64Array(Math.max(2, root + 1));
  values[1] = 1;
  for (const node of nodes) {
    const leaf = leaves[data[4 * node]!]!;
    const chance = leaf < 0 ? values[-1 - leaf]! : p[leaf]!;
    values[node] = (1 - chance) * values[data[4 * node + 1]!]! + chance * values[data[4 * node + 2]!]!;
  }
  return values;
};

/** By event the derivative of the top's probability: how much each node moves the top, from the top down. */
const derivativesOf = (
  { table, root, leaves }: Forest,
  nodes: Int32Array,
  values: Float64Array,
  p: Float64Array,
): Float64Array => {
  const { data } = table;
  const derivatives = new Float64Array(p.length);
  const weights = new Float64Array(Math.max(2, root + 1));
  weights[root] = 1;
  for (let at = nodes.length - 1; at >= 0; at--) {
    const node = nodes[at]!;
    const weight = weights[node]!;
    const leaf = leaves[data[4 * node]!]!;
    const low = data[4 * node + 1]!;
    const high = data[4 * node + 2]!;
    const chance = leaf < 0 ? values[-1 - leaf]! : p[leaf]!;
    weights[low]! += (1 - chance) * weight;
    weights[high]! += chance * weight;
    const derivative = weight * (values[high]! - values[low]!);
    if (leaf < 0) weights[-1 - leaf]! += derivative;
    else derivatives[leaf]! += derivative;
  }
  return derivatives;
};
