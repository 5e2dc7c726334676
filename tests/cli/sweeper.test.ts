/** Threads run the program as it is built: that is what these ask. */
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { sweeperOn as SweeperOn } from '../../src/cli/sweeper.ts';
import type { SweepOutcome } from '../../src/engine/sweep/request.ts';
import { sweep } from '../../src/engine/sweep/sweep.ts';
import { singleFailures } from '../../src/engine/sweep/scenarios.ts';
import { diceOf, networkOf, requestOf } from '../engine/sweep/networks.ts';
import { MAIN } from './run.ts';

const built = pathToFileURL(path.join(path.dirname(MAIN), 'sweeper.js')).href;
const { sweeperOn } = (await import(built)) as { readonly sweeperOn: typeof SweeperOn };

const dice = diceOf(3);
const network = networkOf(dice, { nodes: 6000, gates: 1000, edges: 30_000, back: 1 });
const request = {
  ...requestOf(dice, network, 1),
  scenarios: singleFailures([...new Uint32Array(network.nodeCount).keys()], 3),
};

/** Comparing millions of numbers one by one takes minutes. */
const bytesOf = ({ counts, costs, hits }: SweepOutcome): readonly Buffer[] =>
  [counts, costs, hits.start, hits.nodes, hits.ranks].map((array) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength),
  );

describe('a sweep on several threads', () => {
  it('finds what one on a single thread does, byte for byte', async () => {
    const expected = sweep(request);
    expect(expected.hits.nodes.length).toBeGreaterThan(100_000);
    for (const threads of [1, 2, 3]) {
      const found = await sweeperOn(threads, 0)(request);
      bytesOf(found).forEach((bytes, i) => expect(bytes.equals(bytesOf(expected)[i]!)).toBe(true));
    }
  });

  it('tells how many scenarios are done, and at last that all are', async () => {
    const told: number[] = [];
    await sweeperOn(2, 0)(request, (done) => told.push(done));
    expect(told.at(-1)).toBe(network.nodeCount);
  });

  it('is not made where there is little to do', async () => {
    const few = { ...request, scenarios: singleFailures([0, 1, 2], 3) };
    expect(await sweeperOn(2)(few)).toEqual(sweep(few));
  });
});
