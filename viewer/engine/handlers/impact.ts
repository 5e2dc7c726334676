/** What fails, and how badly, as numbers by position: the answer that every click waits for. */
import { totalsOf } from '../../../src/analyze/totals.ts';
import { NEVER, type Outcome } from '../../../src/engine/propagate.ts';
import type { Faulted, ImpactAnswer } from '../../model/messages.ts';
import { type Desk, sheetOf } from '../desk.ts';

/** @throws UserError if a selection matches nothing or the scenario does not exist. */
export const impact = (desk: Desk, { side, ...of }: Faulted): ImpactAnswer => {
  const { now } = desk.surroundings;
  const started = now();
  const sheet = sheetOf(desk, side);
  const { outcome, faults } = sheet.solved(of);
  return {
    // A copy: what is sent is gone, and the outcome is asked again for reasons.
    ranks: outcome.ranks.slice(),
    waves: lastWaves(outcome),
    waveCount: outcome.roundEnds.length,
    faults: Uint32Array.from(faults, ({ position }) => position),
    totals: totalsOf(sheet.estate, outcome),
    took: now() - started,
  };
};

/** By position, the round in which each node got to where it ended. */
const lastWaves = ({ ranks, changes, roundEnds }: Outcome): Uint32Array => {
  const waves = new Uint32Array(ranks.length).fill(NEVER);
  let at = 0;
  // Changes stand in the order of rounds, and states only get worse: the last of a node is its end.
  roundEnds.forEach((end, round) => {
    for (; at < end; at++) waves[changes[at]! >>> 4] = round;
  });
  return waves;
};
