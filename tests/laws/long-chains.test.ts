/**
 * The law: no chain is too long, and no ring.
 *
 * A million nodes in a row, or in a circle, with groups between them or without: the last wave is right, the proof
 * can be followed to the end, and nothing recurses.
 */
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import { type Claim, citedBy, explainer } from '../../src/engine/explain.ts';
import { type Outcome, propagate, wavesOf } from '../../src/engine/propagate.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Node } from '../../src/model/node.ts';
import type { Requirement } from '../../src/model/requirement.ts';
import { DAY } from '../support/documents.ts';

const MILLION = 1_000_000;

const idOf = (position: number): string => `n${String(position).padStart(7, '0')}`;

const on = (position: number): Requirement => ({ form: 'node', node: idOf(position) });

/** An estate of a million nodes, each with the needs that `needs` gives it. */
const estateOf = (needs: (position: number) => readonly Requirement[]): Estate => {
  const nodes = Array.from({ length: MILLION }, (_, position): Node => ({
    id: idOf(position),
    kind: 'service',
    tags: [],
    dependsOn: needs(position),
    origins: [],
  }));
  return { nodes, positions: new Map(nodes.map(({ id }, position) => [id, position])), scenarios: new Map() };
};

const outageOf = (estate: Estate, position: number): Outcome =>
  propagate(compile(estate, DAY), [{ position, rank: 3 }]);

const waveOfOutage = (outcome: Outcome, position: number): number => wavesOf(outcome)(position, 3);

describe('a million nodes', () => {
  it('in a row fall one after the other, and the proof leads back to the fault', () => {
    const row = estateOf((position) => (position === 0 ? [] : [on(position - 1)]));
    const outcome = outageOf(row, 0);
    expect(outcome.affected.length).toBe(MILLION);
    expect(waveOfOutage(outcome, MILLION - 1)).toBe(MILLION - 1);

    const explain = explainer(row, DAY, outcome);
    const citedFor = (claim: Claim): Claim | undefined => explain.because(claim).flatMap(citedBy)[0];
    let steps = 0;
    let claim: Claim = { position: MILLION - 1, rank: 3 };
    for (let cited = citedFor(claim); cited !== undefined; cited = citedFor(claim)) {
      claim = cited;
      steps++;
    }
    expect(claim).toMatchObject({ position: 0, rank: 3 });
    expect(steps).toBe(MILLION - 1);
  });

  it('in a ring fall once around', () => {
    const ring = estateOf((position) => [on((position + MILLION - 1) % MILLION)]);
    const outcome = outageOf(ring, 1);
    expect(outcome.affected.length).toBe(MILLION);
    expect(waveOfOutage(outcome, 0)).toBe(MILLION - 1);
    expect(waveOfOutage(outcome, 1)).toBe(0);
  });

  it('in a row, each with two to rest on, fall once both are down', () => {
    const row = estateOf((position) =>
      position < 2 ? [] : [{ form: 'anyOf', of: [on(position - 1), on(position - 2)] }],
    );
    const network = compile(row, DAY);
    const first = { position: 0, rank: 3 } as const;
    expect(propagate(network, [first]).affected.length).toBe(1);
    const both = propagate(network, [first, { position: 1, rank: 3 }]);
    expect(both.affected.length).toBe(MILLION);
    expect(waveOfOutage(both, MILLION - 1)).toBe(MILLION - 2);
  });
});
