/** Solves the scenarios that are small one by one, and says which are not. */
import { Alone, type Budget } from './alone.ts';
import type { Findings, Telling } from './findings.ts';
import type { SweepRequest } from './request.ts';

/**
 * Finds what becomes of each scenario unless it outgrows the budget; returns the numbers of those that do.
 *
 * Best given from the last place in the order to the first: what takes down another that has outgrown the budget is then
 * known to do so too. `done` is told how many were looked at, every now and then.
 */
export const solveSmall = (
  request: SweepRequest,
  numbers: Uint32Array,
  budget: Budget,
  findings: Findings,
  done: (looked: number) => void,
): Uint32Array => {
  const { start, positions, ranks } = request.scenarios;
  const alone = new Alone(request.network);
  const record = recorder(request, findings, request.network.nodeCount);
  const large: number[] = [];
  for (let i = 0; i < numbers.length; i++) {
    const scenario = numbers[i]!;
    for (let at = start[scenario]!; at < start[scenario + 1]!; at++) alone.inject(positions[at]!, ranks[at]!);
    if (alone.run(budget)) record(scenario, alone);
    else {
      large.push(scenario);
      const first = start[scenario]!;
      if (start[scenario + 1] === first + 1) alone.giveUp(positions[first]!, ranks[first]!);
    }
    alone.clear();
    if ((i + 1) % NOW_AND_THEN === 0) done(i + 1 - large.length);
  }
  return Uint32Array.from(large);
};

const NOW_AND_THEN = 1024;

/** Writes down what became of a scenario. */
const recorder = (
  { classes, classCount, costs, watched }: Telling,
  findings: Findings,
  nodeCount: number,
): ((scenario: number, alone: Alone) => void) => {
  const { counts, costs: sums, hits } = findings;
  const watchNumbers = watched === undefined ? undefined : numbersOf(watched, nodeCount);
  let [scenario, first, hitCount] = [0, 0, 0];
  let hit = new Uint32Array(16);

  const tell = (node: number, rank: number): void => {
    const group = classes[node]!;
    if (group < classCount) counts[first + 3 * group + rank - 1]!++;
    if (rank >= 2 && costs !== undefined) sums[scenario]! += costs[node]!;
    if (watchNumbers === undefined || watchNumbers[node] === 0) return;
    if (hitCount === hit.length) hit = doubled(hit);
    // Sorting these numbers sorts by node; none is larger than 2²⁸.
    hit[hitCount++] = 4 * (watchNumbers[node]! - 1) + rank;
  };
  return (number, alone) => {
    scenario = number;
    first = 3 * classCount * number;
    hitCount = 0;
    alone.forEach(tell);
    if (hitCount === 0) return;
    let at = hits.add(number, hitCount);
    for (const each of hit.subarray(0, hitCount).toSorted()) {
      hits.nodes[at] = each >>> 2;
      hits.ranks[at++] = each & 3;
    }
  };
};

/** By position: 1 and up in the order of the watched nodes; 0 for all others. */
const numbersOf = (watched: Uint32Array, nodeCount: number): Uint32Array => {
  const numbers = new Uint32Array(nodeCount);
  watched.forEach((node, i) => (numbers[node] = i + 1));
  return numbers;
};

const doubled = (array: Uint32Array): Uint32Array<ArrayBuffer> => {
  const larger = new Uint32Array(2 * array.length);
  larger.set(array);
  return larger;
};
