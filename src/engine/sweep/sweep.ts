/** Many scenarios on one network, each told as counts: what `propagate` would find for each, one after the other. */
import { type InjectedFault, propagate } from '../propagate.ts';
import type { Rank } from '../../model/state.ts';
import type { SweepOutcome, SweepRequest } from './request.ts';
import { scenarioCount } from './scenarios.ts';

/** Solves all scenarios of a request on this thread; `progress` is told how many are done. */
export const sweep = (request: SweepRequest, progress?: (done: number, of: number) => void): SweepOutcome => {
  const { network, scenarios, classes, classCount, costs, watched } = request;
  const count = scenarioCount(scenarios);
  const counts = new Uint32Array(3 * count * classCount);
  const sums = new Float64Array(count);
  const start = new Float64Array(count + 1);
  const hitNodes: number[] = [];
  const hitRanks: number[] = [];
  for (let scenario = 0; scenario < count; scenario++) {
    const faults: InjectedFault[] = [];
    for (let at = scenarios.start[scenario]!; at < scenarios.start[scenario + 1]!; at++)
      faults.push({ position: scenarios.positions[at]!, rank: scenarios.ranks[at]! as Rank });
    const outcome = propagate(network, faults);
    for (const node of outcome.affected) {
      const rank = outcome.ranks[node]!;
      if (classes[node] !== 255) counts[3 * (scenario * classCount + classes[node]!) + rank - 1]!++;
      if (rank >= 2 && costs !== undefined) sums[scenario]! += costs[node]!;
    }
    watched?.forEach((node, index) => {
      if (outcome.ranks[node] === 0) return;
      hitNodes.push(index);
      hitRanks.push(outcome.ranks[node]!);
    });
    start[scenario + 1] = hitNodes.length;
    progress?.(scenario + 1, count);
  }
  return {
    counts,
    costs: sums,
    hits: { start, nodes: Uint32Array.from(hitNodes), ranks: Uint8Array.from(hitRanks) },
  };
};
