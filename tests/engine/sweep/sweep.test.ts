import { describe, expect, it } from 'vitest';
import { edgeOf } from '../../../src/engine/edge.ts';
import { gateCounters } from '../../../src/engine/gate-counters.ts';
import type { Network } from '../../../src/engine/network.ts';
import { UNLIMITED } from '../../../src/engine/sweep/alone.ts';
import { joined } from '../../../src/engine/sweep/outcome.ts';
import { scenariosOf, singleFailures, sliceOf } from '../../../src/engine/sweep/scenarios.ts';
import { type Effort, sweep, sweepWith } from '../../../src/engine/sweep/sweep.ts';
import { diceOf, networkOf, requestOf } from './networks.ts';
import { oneByOne } from './one-by-one.ts';

const HARD = 0b11_10_01;
const IN_LANES: Effort = { budget: { nodes: 0, waiting: 0 }, fewest: 0 };
const ALONE: Effort = { budget: UNLIMITED, fewest: 0 };

/** Each node requires the one before it; the first requires the last. */
const ringOf = (nodes: number): Network => ({
  nodeCount: nodes,
  gateCount: 0,
  outputStart: Uint32Array.from({ length: 2 * nodes + 1 }, (_, bucket) => (bucket + 1) >> 1),
  outputs: Uint32Array.from({ length: nodes }, (_, node) => edgeOf((node + 1) % nodes, HARD)),
  gateOutputs: new Uint32Array(0),
  counters: gateCounters([]),
});

/** All nodes but the last are members of one gate, and the last requires it. */
const groupOf = (members: number, needed: readonly [number, number, number]): Network => ({
  nodeCount: members + 1,
  gateCount: 1,
  outputStart: Uint32Array.from({ length: 2 * members + 3 }, (_, bucket) => Math.min(bucket >> 1, members)),
  outputs: new Uint32Array(members).fill(edgeOf(members + 1, HARD)),
  gateOutputs: Uint32Array.of(edgeOf(members, HARD)),
  counters: gateCounters(needed),
});

const inOneClass = (network: Network) => ({
  network,
  classes: new Uint8Array(network.nodeCount),
  classCount: 1,
});

describe('scenarios', () => {
  it('are one for each position, or one for each list of faults', () => {
    expect(singleFailures([4, 2], 3)).toEqual(
      scenariosOf([[{ position: 4, rank: 3 }], [{ position: 2, rank: 3 }]]),
    );
  });

  it('keep their faults in a slice', () => {
    const [a, b, c] = [1, 2, 3].map((position) => ({ position, rank: 1 as const }));
    const all = scenariosOf([[a!], [], [b!, c!], [a!, c!]]);
    expect(sliceOf(all, 1, 3)).toEqual(scenariosOf([[], [b!, c!]]));
    expect(sliceOf(all, 2, 2)).toEqual(scenariosOf([]));
  });
});

describe('sweep', () => {
  it('solves as many scenarios as there are lanes, one fewer and one more', () => {
    const dice = diceOf(6);
    const network = networkOf(dice, { nodes: 60, gates: 30, edges: 200, back: 5 });
    for (const count of [0, 1, 255, 256, 257, 513]) {
      const request = requestOf(dice, network, count);
      expect(sweepWith(IN_LANES, request), `${count} scenarios`).toEqual(oneByOne(request));
    }
  });

  it.each([
    ['in lanes', IN_LANES],
    ['alone', ALONE],
  ])('goes round a ring of 100,000 %s', (_, effort) => {
    const nodes = 100_000;
    const scenarios = singleFailures([0, 50_000, nodes - 1], 2);
    const { counts } = sweepWith(effort, { ...inOneClass(ringOf(nodes)), scenarios });
    expect([...counts]).toEqual([0, nodes, 0, 0, nodes, 0, 0, nodes, 0]);
  });

  it.each([
    ['in lanes', IN_LANES],
    ['alone', ALONE],
  ])('counts the members of a group of 3,000 %s', (_, effort) => {
    const faults = Array.from({ length: 3000 }, (__, position) => ({ position, rank: 3 as const }));
    const scenarios = scenariosOf(
      [1499, 1500, 2998, 2999, 3000, 1499].map((count) => faults.slice(0, count)),
    );
    const { hits } = sweepWith(effort, {
      ...inOneClass(groupOf(3000, [1500, 2999, 3000])),
      scenarios,
      watched: Uint32Array.of(3000),
    });
    expect([...hits.ranks]).toEqual([1, 1, 2, 3]);
    expect([...hits.start]).toEqual([0, 0, 1, 2, 3, 4, 4]);
  });

  it('tells how many scenarios are done, and at last that all are', () => {
    const dice = diceOf(1);
    const request = requestOf(dice, networkOf(dice, { nodes: 30, gates: 5, edges: 90, back: 0 }), 600);
    const told: number[] = [];
    sweepWith(IN_LANES, request, (done, of) => {
      expect(of).toBe(600);
      told.push(done);
    });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(600);
  });

  it('says nothing of costs and hits that nobody asked for', () => {
    const { costs, hits } = sweep({ ...inOneClass(ringOf(3)), scenarios: singleFailures([0], 3) });
    expect([...costs]).toEqual([0]);
    expect(hits).toEqual({
      start: new Float64Array(2),
      nodes: new Uint32Array(0),
      ranks: new Uint8Array(0),
    });
  });

  it('joined of no slices is nothing', () => {
    expect(joined([]).costs.length).toBe(0);
  });
});
