/** Proves what a proof names: the requirements that count, the fewest members, the switch that was lost, and no more. */
import { describe, expect, it } from 'vitest';
import { type Cause, type Explainer, citedBy, explainer } from '../../src/engine/explain.ts';
import { NEVER } from '../../src/engine/propagate.ts';
import type { Estate } from '../../src/model/estate.ts';
import { type Rank, type State, rankOf, stateOf } from '../../src/model/state.ts';
import { DAY, type Needs, estateWith, outcomeOf } from './estates.ts';

const asked = (
  needs: Needs,
  faults: Readonly<Record<string, State>>,
  day = DAY,
): { estate: Estate; explain: Explainer } => {
  const estate = estateWith(needs);
  return { estate, explain: explainer(estate, day, outcomeOf(estate, faults, day)) };
};

/** A cause in a line: `db=outage`, `anyOf(a=outage b=outage)`, `switch(dns=partial)`. */
const told = (estate: Estate, cause: Cause): string => {
  const inner = (causes: readonly Cause[]): string => causes.map((one) => told(estate, one)).join(' ');
  switch (cause.type) {
    case 'node':
      return `${estate.nodes[cause.position]!.id}=${stateOf(cause.rank)}`;
    case 'group':
      return `${cause.requirement.form}(${inner(cause.members)})`;
    case 'switch':
      return `switch(${inner(cause.requires)})`;
  }
};

const whyApp = (
  needs: Needs,
  faults: Readonly<Record<string, State>>,
  rank: Rank = 3,
  day = DAY,
): readonly string[] => {
  const { estate, explain } = asked(needs, faults, day);
  return explain
    .because({ position: estate.positions.get('app')!, rank })
    .map((cause) => told(estate, cause));
};

const leaves = (...ids: readonly string[]): Needs => Object.fromEntries(ids.map((id) => [id, []]));

describe('because', () => {
  it('names every requirement that was as bad in time, and no other', () => {
    const needs: Needs = {
      app: ['a', { node: 'b', impact: 'partial' }, 'c', 'late'],
      late: ['a'],
      ...leaves('a', 'b', 'c'),
    };
    expect(whyApp(needs, { a: 'outage', b: 'outage' })).toEqual(['a=outage']);
    expect(whyApp(needs, { a: 'outage', b: 'outage', c: 'outage' })).toEqual(['a=outage', 'c=outage']);
  });

  it('is empty for a fault, even one that has reasons enough', () => {
    expect(whyApp({ app: ['a'], a: [] }, { app: 'outage', a: 'outage' })).toEqual([]);
  });

  it('speaks of the state asked about: a fault may be the reason for the better one only', () => {
    const needs: Needs = { app: ['a'], a: [] };
    expect(whyApp(needs, { app: 'degraded', a: 'outage' }, 1)).toEqual([]);
    expect(whyApp(needs, { app: 'degraded', a: 'outage' }, 3)).toEqual(['a=outage']);
  });

  it('says nothing of what was never reached', () => {
    expect(whyApp({ app: [{ node: 'a', impact: 'degraded' }], a: [] }, { a: 'outage' }, 3)).toEqual([]);
  });

  it('names the fewest members of a group, first to fail first, then by id', () => {
    const needs: Needs = {
      app: [{ atLeast: 2, of: ['slow', 'd', 'c', 'b'] }],
      slow: ['b'],
      ...leaves('b', 'c', 'd'),
    };
    expect(whyApp(needs, { b: 'outage', c: 'outage', d: 'outage' })).toEqual([
      'atLeast(b=outage c=outage d=outage)',
    ]);
    expect(
      whyApp({ ...needs, app: [{ allOf: ['slow', 'd', 'c', 'b'] }] }, { b: 'outage', d: 'outage' }),
    ).toEqual(['allOf(b=outage)']);
  });

  it('looks for no more than the state asked about in a group', () => {
    const needs: Needs = {
      app: [{ atLeast: { operational: 2, partial: 1 }, of: ['a', 'b'] }],
      ...leaves('a', 'b'),
    };
    expect(whyApp(needs, { a: 'outage' }, 2)).toEqual(['atLeast(a=outage)']);
    expect(whyApp(needs, { a: 'outage', b: 'outage' }, 3)).toEqual(['atLeast(a=outage b=outage)']);
  });

  it('names the lost switch where that was sooner than the member’s own failure', () => {
    const needs: Needs = {
      app: [{ anyOf: ['first', 'second'], failover: { time: '1m', requires: ['dns', 'control'] } }],
      second: ['first'],
      ...leaves('first', 'dns', 'control'),
    };
    expect(whyApp(needs, { first: 'outage', dns: 'partial', control: 'outage' })).toEqual([
      'anyOf(first=outage switch(control=outage))',
    ]);
    expect(whyApp(needs, { first: 'outage' })).toEqual(['anyOf(first=outage second=outage)']);
  });

  it.each([
    ['dated otherwise', { node: 'a', validUntil: '2020-01-01' } as const],
    ['needed to start only', { node: 'a', needed: 'start' } as const],
  ])('passes over what is %s', (_, requirement) => {
    expect(whyApp({ app: [requirement, 'b'], ...leaves('a', 'b') }, { a: 'outage', b: 'outage' })).toEqual([
      'b=outage',
    ]);
  });

  it('passes over members that do not count on the day', () => {
    const needs: Needs = {
      app: [{ anyOf: [{ node: 'a', validUntil: '2020-01-01' }, 'b'] }],
      ...leaves('a', 'b'),
    };
    expect(whyApp(needs, { a: 'outage', b: 'outage' })).toEqual(['anyOf(b=outage)']);
    expect(whyApp(needs, { a: 'outage', b: 'outage' }, 3, '2019-01-01')).toEqual([
      'anyOf(a=outage b=outage)',
    ]);
  });

  it('around a circle goes back to the fault and ends there', () => {
    const { estate, explain } = asked(
      { app: ['b'], b: ['c', 'fault'], c: ['app'], fault: [] },
      { fault: 'outage' },
    );
    const seen: string[] = [];
    let open = [{ position: estate.positions.get('c')!, rank: 3 as Rank }];
    while (open.length > 0) {
      seen.push(...open.map(({ position }) => estate.nodes[position]!.id));
      open = open.flatMap((claim) => explain.because(claim).flatMap(citedBy));
    }
    expect(seen).toEqual(['c', 'app', 'b', 'fault']);
  });

  it('cites a node in the state that it had when it did harm, though it got worse after', () => {
    const needs: Needs = {
      app: [{ node: 'mid', impact: { degraded: 'outage', partial: 'outage' } }],
      mid: [{ node: 'a', impact: 'degraded' }, 'late'],
      late: ['a'],
      a: [],
    };
    expect(whyApp(needs, { a: 'outage' })).toEqual(['mid=degraded']);
  });
});

describe('waveOf', () => {
  const { estate, explain } = asked({ app: ['a'], a: [], b: [] }, { a: 'partial' });
  it.each<[string, State, number]>([
    ['a', 'degraded', 0],
    ['app', 'partial', 1],
    ['app', 'outage', NEVER],
    ['b', 'degraded', NEVER],
    ['b', 'operational', 0],
  ])('%s in %s: %d', (id, state, wave) => {
    expect(explain.waveOf({ position: estate.positions.get(id)!, rank: rankOf(state) })).toBe(wave);
  });
});

describe('valueOf', () => {
  const { explain } = asked({ app: [], a: [], b: [] }, { a: 'outage', b: 'degraded' });
  const a = { form: 'node', node: 'a' } as const;
  const b = { form: 'node', node: 'b' } as const;
  it.each([
    ['a node', a, 'outage'],
    ['a node, capped', { ...a, impact: [0, 1, 1, 1] as const }, 'degraded'],
    ['any of', { form: 'anyOf', of: [a, b] } as const, 'degraded'],
    ['all of', { form: 'allOf', of: [a, b] } as const, 'outage'],
    ['so many of', { form: 'atLeast', atLeast: [2, 1, 1], of: [a, b] } as const, 'degraded'],
    ['what is needed to start', { ...a, needed: 'start' } as const, 'operational'],
    ['what does not count yet', { ...a, validFrom: '2030-01-01' }, 'operational'],
  ] as const)('of %s', (_, requirement, state) => {
    expect(stateOf(explain.valueOf(requirement))).toBe(state);
  });
});
