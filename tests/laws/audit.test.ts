/** The laws of what audits share: requirements have the values that propagation gave them, and fates are shared indeed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowsTo } from '../../src/analyze/audit/flow.ts';
import { redundantGroups, sparesAt } from '../../src/analyze/audit/groups.ts';
import { exposureOf } from '../../src/analyze/audit/exposure.ts';
import { sharedFates } from '../../src/analyze/audit/shared-fate.ts';
import { inputOf, valueOf } from '../../src/analyze/audit/value.ts';
import { compile } from '../../src/engine/compile.ts';
import { explainer } from '../../src/engine/explain.ts';
import { propagate } from '../../src/engine/propagate.ts';
import type { Estate } from '../../src/model/estate.ts';
import { requirementsOf } from '../../src/model/node.ts';
import { type Rank, rankOf } from '../../src/model/state.ts';
import { DAY, systems } from '../support/documents.ts';
import { solveByEngine } from '../support/engine.ts';
import { holds, holdsInTime } from '../support/law.ts';

const alone = (estate: Estate, position: number) => propagate(compile(estate, DAY), [{ position, rank: 3 }]);

describe('the value of a requirement', () => {
  it('is what makes its owner’s state: the worst of its faults and of all that it requires', () => {
    holds(
      3_000,
      fc.property(systems(), (system) => {
        const { estate, outcome } = solveByEngine(system, DAY);
        const forced = (id: string): readonly number[] =>
          system.faults.filter(({ node }) => node === id).map(({ state }) => rankOf(state));
        const rankById = (id: string): Rank => outcome.ranks[estate.positions.get(id)!] as Rank;
        estate.nodes.forEach((node, position) => {
          const values = requirementsOf(node).map((requirement) => valueOf(requirement, DAY, rankById));
          expect(outcome.ranks[position]).toBe(Math.max(0, ...forced(node.id), ...values));
        });
      }),
    );
  });
});

describe('exposure', () => {
  it('is what one impact after the other gives', async () => {
    await holdsInTime(
      300,
      fc.asyncProperty(systems(), async ({ document, faults }) => {
        const { estate } = solveByEngine({ document, faults }, DAY);
        const all = estate.nodes.map((_, position) => position);
        const exposure = await exposureOf(compile(estate, DAY), all, all);
        for (const failure of all) {
          const { ranks } = alone(estate, failure);
          expect(all.map((app) => exposure.rankOf(failure, app))).toEqual([...ranks]);
          const hit = exposure.hitsOf(failure).map(({ app, rank }) => [app, rank]);
          expect(hit).toEqual([...ranks].map((rank, app) => [app, rank]).filter(([, rank]) => rank! > 0));
          for (const app of all) expect(exposure.failuresOf(app, 2).includes(failure)).toBe(ranks[app]! >= 2);
        }
      }),
    );
  });
});

describe('a shared fate', () => {
  it('is one failure that takes a group which can lose any single member', async () => {
    await holdsInTime(
      600,
      fc.asyncProperty(systems(), async ({ document, faults }) => {
        const { estate } = solveByEngine({ document, faults }, DAY);
        const all = estate.nodes.map((_, position) => position);
        const known = redundantGroups(estate, DAY).map(({ requirement }) => requirement);
        for (const fate of await sharedFates(estate, compile(estate, DAY), DAY, all)) {
          expect(known).toContain(fate.requirement);
          const { failover: _, ...group } = fate.requirement;
          for (const failure of [fate.shared, ...fate.wider]) {
            const { ranks } = alone(estate, failure);
            const value = inputOf(group, DAY, (id) => ranks[estate.positions.get(id)!] as Rank);
            expect(value).toBeGreaterThanOrEqual(failure === fate.shared ? fate.rank : 2);
          }
          expect(sparesAt(fate.requirement, DAY, fate.rank)).toBe(true);
          expect(fate.members.length).toBeGreaterThan(1);
          for (const { way } of fate.members) {
            expect(way[0]).toBe(fate.shared);
            expect(way).not.toHaveLength(0);
          }
        }
      }),
    );
  });
});

describe('the ways of a failure', () => {
  it('begin with what fails, end with the node, and every step needs the one before', () => {
    holds(
      1_500,
      fc.property(systems(), (system) => {
        const { estate, outcome } = solveByEngine(system, DAY);
        const solved = { explainer: explainer(estate, DAY, outcome) };
        const failing = new Set(system.faults.map(({ node }) => node));
        for (const position of outcome.affected) {
          const flows = flowsTo(estate, solved, { position, rank: outcome.ranks[position] as Rank });
          expect(flows.length).toBeGreaterThan(0);
          for (const flow of flows) {
            expect(failing.has(flow[0]!.node)).toBe(true);
            expect(flow[0]!.message).toBe('fails');
            expect(flow.at(-1)!.node).toBe(estate.nodes[position]!.id);
          }
        }
      }),
    );
  });
});
