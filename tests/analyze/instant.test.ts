/** Proves what replay tells of one instant: what is not operational then, since when, and for what. */
import { describe, expect, it } from 'vitest';
import type { Needs } from '../engine/estates.ts';
import { partOf, textOf } from './ask.ts';
import { askReplay, estateOver } from './ask-timed.ts';

/** Base is out for an hour and limps for another; the registry, which web needs to start, is out for two. */
const NEEDS: Needs = {
  shop: { kind: 'app', dependsOn: ['web'] },
  blog: { kind: 'app', dependsOn: [{ node: 'base', impact: 'degraded', recovery: '10m' }] },
  wiki: { kind: 'app' },
  web: ['base', { node: 'registry', needed: 'start' }],
  base: [],
  registry: [],
};

const estate = estateOver(NEEDS, {
  s: {
    title: 'Base drops',
    start: '2024-06-15T23:30:00Z',
    date: '2024-06-15',
    faults: [
      { fail: 'base', until: '1h' },
      { fail: 'base', state: 'degraded', from: '1h', until: '2h' },
      { fail: 'registry', until: '2h' },
    ],
  },
});

interface InstantData {
  readonly summary: object;
  readonly affected: readonly { readonly id: string }[];
}

const at = (time: string, options = {}): InstantData =>
  askReplay(estate, 's', { at: time, ...options }).data() as InstantData;

describe('an instant as data', () => {
  it('has what is not operational then, worst first, then by id', () => {
    expect(at('90m')).toEqual({
      scenario: 's',
      date: '2024-06-15',
      start: '2024-06-15T23:30:00Z',
      at: 5400,
      summary: {
        nodes: 6,
        affected: 5,
        apps: { operational: 1, degraded: 1, partial: 0, outage: 1 },
      },
      affected: [
        { id: 'registry', kind: 'service', state: 'outage', since: 0, because: [] },
        { id: 'shop', kind: 'app', state: 'outage', since: 0, because: [{ node: 'web', state: 'outage' }] },
        {
          id: 'web',
          kind: 'service',
          state: 'outage',
          since: 0,
          because: [{ node: 'registry', state: 'outage' }],
        },
        { id: 'base', kind: 'service', state: 'degraded', since: 3600, because: [] },
        {
          id: 'blog',
          kind: 'app',
          state: 'degraded',
          since: 0,
          because: [{ node: 'base', state: 'degraded' }],
        },
      ],
    });
  });

  it.each([
    ['0s', ['base', 'registry', 'shop', 'web', 'blog']],
    ['119m', ['registry', 'shop', 'web', 'base', 'blog']],
    // What ends at an instant has ended; what is felt for ten minutes more has not.
    ['2h', ['blog']],
    ['129m', ['blog']],
    ['130m', []],
    ['100d', []],
  ])('at %s', (time, ids) => {
    expect(at(time).affected.map(({ id }) => id)).toEqual(ids);
  });

  it('has a fault of its own as a reason only while it lasts, and as far as it goes', () => {
    const faults = [
      { fail: 'a', state: 'partial', until: '5m' },
      { fail: 'b', state: 'partial', until: '10m' },
      { fail: 'b', from: '2m', until: '3m' },
    ];
    const both = estateOver({ a: ['b'], b: [] }, { s: { faults } });
    const because = (time: string): unknown =>
      (askReplay(both, 's', { at: time }).data() as InstantData).affected.find(({ id }) => id === 'a');
    expect(because('1m')).toMatchObject({ state: 'partial', because: [] });
    expect(because('2m')).toMatchObject({ state: 'outage', because: [{ node: 'b', state: 'outage' }] });
    expect(because('5m')).toMatchObject({ state: 'partial', because: [{ node: 'b', state: 'partial' }] });
  });

  it('shows with --only a part, and counts the whole', () => {
    const part = at('90m', { only: ['kind:app'] });
    expect(part.affected.map(({ id }) => id)).toEqual(['shop', 'blog']);
    expect(part.summary).toEqual(at('90m').summary);
  });
});

describe('an instant in words', () => {
  const shown = (time: string, options = {}): string =>
    textOf(askReplay(estate, 's', { at: time, ...options }));

  it('tells what each is in its state for', () => {
    expect(shown('90m')).toBe(
      [
        'Base drops, after 90 minutes (06-16 01:00 UTC)',
        '',
        '2 of 3 apps affected',
        '5 of 6 nodes affected',
        '',
        'State       Node      Since (min)  For',
        'O outage    registry            0  fails',
        'O outage    shop                0  web',
        'O outage    web                 0  registry (to start)',
        'D degraded  base               60  fails',
        'D degraded  blog                0  base',
        '',
      ].join('\n'),
    );
  });

  it('tells what is back but still felt', () => {
    expect(partOf(askReplay(estate, 's', { at: '125m' }), 'State       Node  Since (min)  For')).toEqual([
      'D degraded  blog            0  base (back, but not felt yet)',
    ]);
  });

  it('counts minutes one by one', () => {
    expect(shown('1m')).toMatch(/^Base drops, after 1 minute \(23:31 UTC\)\n/);
    expect(shown('90s')).toMatch(/^Base drops, after 1\.5 minutes \(/);
  });

  it('shows no table of nothing', () => {
    expect(shown('3h')).toBe(
      'Base drops, after 180 minutes (06-16 02:30 UTC)\n\n0 of 3 apps affected\n0 of 6 nodes affected\n',
    );
  });

  it('says how many rows are left out', () => {
    expect(shown('90m', { limit: '2' })).toContain('… and 3 more (--limit 0 shows all)\n');
    expect(shown('90m', { limit: '2', only: ['kind:app'] })).not.toContain('more (');
    expect(shown('90m', { limit: '0' })).not.toContain('more (');
  });
});

describe('an instant that was not looked at', () => {
  it('is an error: nobody knows', () => {
    expect(() => at('2h', { horizon: '90m' })).toThrow(
      '--at 2h is later than we looked, which is until 1h30m',
    );
    expect(at('90m', { horizon: '90m' }).affected).toHaveLength(5);
  });

  it('is none where nothing would change any more', () => {
    const endless = estateOver({ a: [] }, { s: { faults: [{ fail: 'a' }] } });
    const report = askReplay(endless, 's', { at: '100d', horizon: '1h' });
    expect(report.data()).toMatchObject({ affected: [{ id: 'a', since: 0 }] });
  });
});
