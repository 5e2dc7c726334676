/** Proves how a failure's way to a node is told. */
import { describe, expect, it } from 'vitest';
import { flowsTo, plainText } from '../../../src/analyze/audit/flow.ts';
import { explainer } from '../../../src/engine/explain.ts';
import type { State } from '../../../src/model/state.ts';
import { DAY, type Needs, estateWith, outcomeOf } from '../../engine/estates.ts';

const told = (needs: Needs, faults: Readonly<Record<string, State>>): readonly string[] => {
  const estate = estateWith(needs);
  const outcome = outcomeOf(estate, faults);
  const solved = { explainer: explainer(estate, DAY, outcome) };
  return flowsTo(estate, solved, { position: estate.positions.get('app')!, rank: 3 }).map((flow) =>
    flow.map(({ node, message }) => `${node} ${message}`).join(' → '),
  );
};

describe('the way of a failure', () => {
  it('begins with what fails and ends with what is asked about', () => {
    expect(told({ app: ['mid'], mid: { in: 'zone' }, zone: [] }, { zone: 'outage' })).toEqual([
      'zone fails → mid runs in zone (outage) → app needs mid (outage)',
    ]);
  });

  it('is told for each member of a group that fell', () => {
    const needs: Needs = { app: [{ anyOf: ['a', 'b'], why: 'either' }], a: ['db'], b: ['db'], db: [] };
    expect(told(needs, { db: 'outage' })).toEqual([
      'db fails → a needs db (outage) → app needs any of 2 (outage): a, b · either',
      'db fails → b needs db (outage) → app needs any of 2 (outage): a, b · either',
    ]);
  });

  it('leads through what a switch needs', () => {
    const switched = { anyOf: ['a', 'b'], failover: { time: '5m', requires: ['dns'] } };
    expect(told({ app: [switched], a: [], b: [], dns: ['a'] }, { a: 'outage' })).toEqual([
      'a fails → app needs any of 2 (outage): a, b',
      'a fails → dns needs a (outage) → app needs any of 2 (outage): a, b',
    ]);
  });

  it('is told a few times only, however many members fell', () => {
    const many = Array.from({ length: 50 }, (_, i) => `m${i}`);
    const needs = { app: [{ anyOf: many }], ...Object.fromEntries(many.map((id) => [id, ['db']])), db: [] };
    expect(told(needs, { db: 'outage' })).toHaveLength(6);
  });

  it('is told of a chain of any length', () => {
    const chain = Array.from({ length: 30_000 }, (_, i) => [`n${i}`, [`n${i + 1}`]] as const);
    const needs = { app: ['n0'], ...Object.fromEntries(chain), n30000: [] };
    expect(told(needs, { n30000: 'outage' })[0]!.split(' → ')).toHaveLength(30_002);
  });
});

it('a line without its meaning is its words', () => {
  expect(plainText(['a ', { text: 'b', tone: 'id' }, ' is ', { state: 'partial' }])).toBe('a b is partial');
});
