/**
 * The law: the engine says what the semantics say.
 *
 * On random documents, decoded, assembled, compiled and propagated, every node ends in the state, and reaches every
 * level in the round, that a naive reading of the raw document gives. And the documents are worth trying: all
 * states, long chains of causes, cycles that carry a failure.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, systems } from '../support/documents.ts';
import { solveByEngine } from '../support/engine.ts';
import { holds, sampled } from '../support/law.ts';
import { solveNaively } from '../support/naive.ts';
import { ALL_STATES } from '../support/raw.ts';

describe('propagation', () => {
  it('gives the states and the waves of the naive semantics', () => {
    holds(
      20_000,
      fc.property(systems(), ({ document, faults }) => {
        expect(solveByEngine({ document, faults }, DAY).fates).toEqual(
          solveNaively(document, faults, DAY).fates,
        );
      }),
    );
  });

  it('lists as affected exactly the nodes that are not operational, by position', () => {
    holds(
      3_000,
      fc.property(systems(), (system) => {
        const { estate, outcome, fates } = solveByEngine(system, DAY);
        const wrong = estate.nodes.flatMap(({ id }, at) => (fates[id]!.state === 'operational' ? [] : [at]));
        expect([...outcome.affected]).toEqual(wrong);
      }),
    );
  });

  it('is tried on systems in which much happens', () => {
    const solved = sampled(systems(), 2_000).map(({ document, faults }) =>
      solveNaively(document, faults, DAY),
    );
    const fates = solved.flatMap((solution) => Object.values(solution.fates));
    for (const state of ALL_STATES) {
      const share = fates.filter((fate) => fate.state === state).length / fates.length;
      expect(share, `nodes in ${state}`).toBeGreaterThan(0.1);
    }
    const long = solved.filter(({ rounds }) => rounds.length > 3).length / solved.length;
    expect(long, 'systems that take more than two rounds').toBeGreaterThan(0.2);
    const worsened = fates.filter(
      ({ reached }) => reached.degraded < reached.outage && reached.outage < Infinity,
    );
    expect(worsened.length / fates.length, 'nodes that fall step by step').toBeGreaterThan(0.03);
  });
});
