/** Laws of estates without names: what fails there is what fails here, by other names, and no two things become one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { impact } from '../../src/analyze/impact.ts';
import { anonymised } from '../../src/assemble/anonymise.ts';
import { newIds } from '../../src/assemble/anonymise/ids.ts';
import { estateData } from '../../src/document/page-data.ts';
import { compile } from '../../src/engine/compile.ts';
import { propagate, wavesOf } from '../../src/engine/propagate.ts';
import type { Estate } from '../../src/model/estate.ts';
import { requirementsOf } from '../../src/model/node.ts';
import { byText } from '../../src/model/order.ts';
import { rankOf } from '../../src/model/state.ts';
import { targetsOf } from '../../src/model/requirement.ts';
import { DAY, documents, systems } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holds } from '../support/law.ts';
import type { RawDocument } from '../support/raw.ts';

const estateIn = (raw: RawDocument): Estate => {
  const {
    use: _,
    include: __,
    ...document
  } = raw as RawDocument & { readonly use?: unknown; readonly include?: unknown };
  return estateOf(document);
};

/** Nodes of a scenario's impact with their states, by id. */
const fallen = (estate: Estate, scenario: string, renamed: (id: string) => string): unknown => {
  const question = { estate, args: [], options: { scenario }, today: DAY };
  const { affected } = impact.run(question).data() as {
    readonly affected: readonly { readonly id: string; readonly state: string; readonly wave: number }[];
  };
  return affected
    .map(({ id, state, wave }) => ({ id: renamed(id), state, wave }))
    .toSorted(byText(({ id }) => id));
};

describe('an estate without names', () => {
  it('falls as the one with names does, node by node and wave by wave', () => {
    holds(
      300,
      fc.property(systems(), ({ document, faults }) => {
        const named = estateOf(document);
        const ids = newIds([named]);
        const [nameless] = anonymised([named]);
        const outcomeOf = (estate: Estate, renamed: (id: string) => string) => {
          const injected = faults.map(({ node, state }) => ({
            position: estate.positions.get(renamed(node))!,
            rank: rankOf(state),
          }));
          const outcome = propagate(compile(estate, DAY), injected);
          const waves = wavesOf(outcome);
          return new Map(
            estate.nodes.map(({ id }, position) => [
              id,
              [outcome.ranks[position], ...([1, 2, 3] as const).map((rank) => waves(position, rank))],
            ]),
          );
        };
        const after = outcomeOf(nameless!, (id) => ids.get(id)!);
        for (const [id, fate] of outcomeOf(named, (same) => same))
          expect(after.get(ids.get(id)!)).toEqual(fate);
      }),
    );
  });

  it('has as many nodes, each on what it was on, and answers to its scenarios as before', () => {
    holds(
      100,
      fc.property(documents(), (raw) => {
        const named = estateIn(raw);
        const ids = newIds([named]);
        const [nameless] = anonymised([named]);
        const renamed = (id: string): string => ids.get(id)!;
        const needs = (estate: Estate, by: (id: string) => string) =>
          new Map(estate.nodes.map((node) => [by(node.id), requirementsOf(node).flatMap(targetsOf).map(by)]));
        expect(nameless!.positions.size).toBe(named.positions.size);
        expect(new Set(ids.values()).size).toBe(ids.size);
        expect(needs(nameless!, (same) => same)).toEqual(needs(named, renamed));
        const scenarios = [...nameless!.scenarios.keys()];
        const before = [...named.scenarios.keys()];
        expect(scenarios).toHaveLength(before.length);
        for (const [i, scenario] of before.entries())
          expect(fallen(nameless!, `scenario-${i + 1}`, (same) => same)).toEqual(
            fallen(named, scenario, renamed),
          );
      }),
    );
  });

  it('is the same whenever it is made', () => {
    holds(
      50,
      fc.property(documents(), (raw) => {
        const estate = estateIn(raw);
        const told = (one: Estate) => JSON.stringify(estateData(one));
        expect(told(anonymised([estate])[0]!)).toBe(told(anonymised([estate])[0]!));
      }),
    );
  });
});
