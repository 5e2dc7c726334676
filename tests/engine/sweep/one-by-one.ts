/** A sweep as slow and simple as can be: `propagate` once for each scenario, and everything counted afterwards. */
import { type InjectedFault, propagate } from '../../../src/engine/propagate.ts';
import type { Scenarios, SweepOutcome, SweepRequest } from '../../../src/engine/sweep/request.ts';
import type { Rank } from '../../../src/model/state.ts';

export const oneByOne = (request: SweepRequest): SweepOutcome => {
  const { network, scenarios, classes, classCount, costs, watched = [] } = request;
  const each = Array.from({ length: scenarios.start.length - 1 }, (_, s) => {
    const { ranks } = propagate(network, faultsOf(scenarios, s));
    const counted = [...ranks].map((rank, node) => ({
      rank,
      group: classes[node]!,
      cost: costs?.[node] ?? 0,
    }));
    return {
      counts: Array.from({ length: classCount }, (__, group) =>
        [1, 2, 3].map((rank) => counted.filter((node) => node.group === group && node.rank === rank).length),
      ).flat(),
      cost: counted.reduce((sum, { rank, cost }) => sum + (rank >= 2 ? cost : 0), 0),
      hits: [...watched].flatMap((node, index) => (ranks[node] === 0 ? [] : [{ index, rank: ranks[node]! }])),
    };
  });
  let end = 0;
  return {
    counts: Uint32Array.from(each.flatMap(({ counts }) => counts)),
    costs: Float64Array.from(each, ({ cost }) => cost),
    hits: {
      start: Float64Array.from([0, ...each.map(({ hits }) => (end += hits.length))]),
      nodes: Uint32Array.from(each.flatMap(({ hits }) => hits.map(({ index }) => index))),
      ranks: Uint8Array.from(each.flatMap(({ hits }) => hits.map(({ rank }) => rank))),
    },
  };
};

const faultsOf = ({ start, positions, ranks }: Scenarios, scenario: number): readonly InjectedFault[] =>
  Array.from(positions.subarray(start[scenario], start[scenario + 1]), (position, i) => ({
    position,
    rank: ranks[start[scenario]! + i]! as Rank,
  }));
