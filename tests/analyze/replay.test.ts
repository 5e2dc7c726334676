/** Proves what replay tells of a scenario over time, on small estates with answers worked out by hand. */
import { describe, expect, it } from 'vitest';
import type { RawScenario } from '../support/raw.ts';
import type { Needs } from '../engine/estates.ts';
import { textOf } from './ask.ts';
import { askReplay, estateOver, fatesIn, holdsIn, replayData, textIn } from './ask-timed.ts';

/** The database is out for ten minutes; the API bears two of them, and takes three more to come back. */
const SHOP: Needs = {
  shop: { kind: 'app', costPerHour: 6000, dependsOn: [{ node: 'api', impact: 'partial' }] },
  api: [{ node: 'db', after: '2m', recovery: '3m' }],
  aside: ['db'],
  fine: { kind: 'app' },
  db: { kind: 'database' },
};

const once = (...faults: readonly object[]): Readonly<Record<string, RawScenario>> => ({ s: { faults } });

const until = (fail: string, minutes: number): object => ({ fail, until: `${minutes}m` });

describe('a timeline as data', () => {
  const estate = estateOver(SHOP, once(until('db', 10)));

  it('has every node that was ever affected, by onset, then by id', () => {
    const outage = { degraded: 0, partial: 0, outage: 600 };
    expect(replayData(askReplay(estate)).nodes).toEqual([
      {
        id: 'aside',
        kind: 'service',
        onset: 0,
        recovered: 600,
        intervals: [{ from: 0, until: 600, state: 'outage' }],
        seconds: outage,
        because: [{ node: 'db', state: 'outage' }],
      },
      {
        id: 'db',
        kind: 'database',
        onset: 0,
        recovered: 600,
        intervals: [{ from: 0, until: 600, state: 'outage' }],
        seconds: outage,
        because: [],
      },
      {
        id: 'api',
        kind: 'service',
        onset: 120,
        recovered: 780,
        intervals: [{ from: 120, until: 780, state: 'outage' }],
        seconds: { degraded: 0, partial: 0, outage: 660 },
        because: [{ node: 'db', state: 'outage' }],
      },
      {
        id: 'shop',
        kind: 'app',
        onset: 120,
        recovered: 780,
        intervals: [{ from: 120, until: 780, state: 'partial' }],
        seconds: { degraded: 0, partial: 660, outage: 0 },
        // Eleven minutes of 6,000 USD an hour.
        cost: { outage: 0, partialAtMost: 1100 },
        because: [{ node: 'api', state: 'outage' }],
      },
    ]);
  });

  it('tells the question and what is counted of all', () => {
    const { nodes: _, ...rest } = replayData(askReplay(estate));
    expect(rest).toEqual({
      scenario: 's',
      faults: [{ node: 'db', state: 'outage', from: 0, until: 600 }],
      horizon: 600 + 30 * 86_400,
      settled: true,
      end: 780,
      summary: {
        nodes: 5,
        affected: 4,
        apps: { operational: 1, degraded: 0, partial: 1, outage: 0 },
        cost: { outage: 0, partialAtMost: 1100 },
      },
    });
  });

  it('joins what changes state on the way', () => {
    const faults = [
      { fail: 'db', state: 'degraded', from: '1m', until: '9m' },
      { fail: 'db', from: '3m', until: '5m' },
    ];
    expect(fatesIn(askReplay(estateOver({ web: ['db'], db: [] }, once(...faults))))).toEqual({
      db: 'degraded 1–3, outage 3–5, degraded 5–9',
      web: 'degraded 1–3, outage 3–5, degraded 5–9',
    });
  });

  it('says of what fails itself no other reason, be it in a circle', () => {
    const estateInCircle = estateOver({ a: ['b'], b: ['a'] }, once(until('a', 5)));
    expect(replayData(askReplay(estateInCircle)).nodes.map(({ id, because }) => [id, because])).toEqual([
      ['a', []],
      ['b', [{ node: 'a', state: 'outage' }]],
    ]);
  });
});

describe('grace', () => {
  const needs: Needs = { api: [{ node: 'db', after: '2m', recovery: '3m' }], db: [] };

  it('bridges what is shorter', () => {
    expect(fatesIn(askReplay(estateOver(needs, once(until('db', 2)))))).toEqual({ db: 'outage 0–2' });
  });

  it('begins anew with each break', () => {
    const faults = [0, 3].map((from) => ({ fail: 'db', from: `${from}m`, until: `${from + 2}m` }));
    expect(fatesIn(askReplay(estateOver(needs, once(...faults))))).toEqual({ db: 'outage 0–2, outage 3–5' });
  });
});

describe('failover', () => {
  const needs: Needs = {
    pair: [{ anyOf: ['first', 'second'], failover: { time: '2m', requires: ['dns'], during: 'partial' } }],
    first: [],
    second: [],
    dns: [],
  };
  const firstIsOut = until('first', 60);
  const dnsIsOut = (from: number): object => ({ fail: 'dns', from: `${from}m`, until: '20m' });

  it('keeps a switch that was made', () => {
    const report = askReplay(estateOver(needs, once(firstIsOut, dnsIsOut(10))));
    expect(fatesIn(report)).toMatchObject({ pair: 'partial 0–2' });
  });

  it('has no switch where what it needs breaks on the way', () => {
    const report = askReplay(estateOver(needs, once(firstIsOut, dnsIsOut(1))));
    expect(fatesIn(report)).toMatchObject({ pair: 'partial 0–1, outage 1–20' });
  });

  it('drops the switch when the first is back', () => {
    const again = { fail: 'first', from: '70m', until: '80m' };
    const report = askReplay(estateOver(needs, once(firstIsOut, again)));
    expect(fatesIn(report)).toMatchObject({ pair: 'partial 0–2, partial 70–72' });
  });
});

describe('what is needed to start', () => {
  const needs: Needs = { web: ['base', { node: 'registry', needed: 'start' }], base: [], registry: [] };

  it('delays the return', () => {
    const report = askReplay(estateOver(needs, once(until('base', 60), until('registry', 120))));
    expect(fatesIn(report)).toEqual({ base: 'outage 0–60', registry: 'outage 0–120', web: 'outage 0–120' });
  });

  it('is not missed by what runs', () => {
    const report = askReplay(estateOver(needs, once(until('registry', 120))));
    expect(fatesIn(report)).toEqual({ registry: 'outage 0–120' });
  });
});

describe('what does not come back', () => {
  const LOOP: Needs = {
    news: { kind: 'app', costPerHour: 60, dependsOn: ['b'] },
    a: [{ node: 'b', recovery: '10m', why: 'a session' }],
    b: [{ anyOf: [{ node: 'a', recovery: '5m' }] }, 'net'],
    net: [],
  };

  it('is held by a circle, which is named', () => {
    const report = askReplay(estateOver(LOOP, once(until('net', 60))));
    expect(holdsIn(report)).toEqual({ a: ['a', 'b'], b: ['a', 'b'], news: ['a', 'b'] });
    expect(fatesIn(report)).toMatchObject({ net: 'outage 0–60', news: 'outage 0–' });
    expect(replayData(report).summary).toMatchObject({ cost: { outage: null, partialAtMost: 0 } });
    const lines = textOf(report).split('\n');
    expect(lines).toContain('the last change comes after 60 minutes; not all of it recovers');
    expect(lines).toContain('no limit to what outages cost');
    expect(lines.slice(lines.indexOf('What does not come back') + 1)).toEqual([
      '└─ these hold each other down',
      '   ├─ a needs b (recovery: 10m) · a session',
      '   ├─ b needs a (recovery: 5m)',
      '   └─ down because of it: 1',
      '      └─ news',
      '',
    ]);
  });

  it('is held by a fault without end', () => {
    const report = askReplay(estateOver({ app: ['db'], db: [] }, once({ fail: 'db' })));
    expect(holdsIn(report)).toEqual({ app: ['db'], db: ['db'] });
    expect(textOf(report)).toContain(
      '└─ the fault of db has no end\n   └─ down because of it: 1\n      └─ app\n',
    );
  });

  it('is not said of what was not looked at long enough', () => {
    const report = askReplay(estateOver(LOOP, once(until('net', 60))), 's', { horizon: '30m' });
    expect(replayData(report)).toMatchObject({ settled: false, end: 1800, horizon: 1800 });
    expect(holdsIn(report)).toEqual({ a: undefined, b: undefined, net: undefined, news: undefined });
    const shown = textOf(report);
    expect(shown).toContain('not over after 30m, where we stopped looking (--horizon looks on)\n');
    expect(shown).toContain('what it costs is not known before it is over\n');
    expect(shown).toContain('not yet');
    expect(shown).not.toContain('no end');
    expect(shown).not.toContain('What does not come back');
  });

  it('counts at most twelve by name', () => {
    const many = Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`n${i + 10}`, ['db']]));
    const shown = textOf(askReplay(estateOver({ ...many, db: [] }, once({ fail: 'db' }))));
    expect(shown).toContain('down because of it: 15\n');
    expect(shown).toContain('      └─ … and 3 more\n');
  });
});

describe('circles of starts', () => {
  const VAULT: Needs = {
    shop: { kind: 'app', dependsOn: ['auth'] },
    auth: ['net', { node: 'vault', needed: 'start' }],
    vault: ['net', { allOf: [{ node: 'auth', needed: 'start' }] }],
    net: [],
  };

  it('start as one here, and it is said that in turn they would not', () => {
    const report = askReplay(estateOver(VAULT, once(until('net', 60))));
    expect(fatesIn(report)).toMatchObject({ auth: 'outage 0–60', vault: 'outage 0–60', shop: 'outage 0–60' });
    expect(textOf(report)).toContain(
      '3 of them do not come back where what is needed to start must be there before; see faultline recovery s\n',
    );
  });

  it('are told apart from what does not come back anyway', () => {
    const faults = [until('net', 60), { fail: 'shop' }];
    expect(textOf(askReplay(estateOver(VAULT, { s: { faults } })))).toContain(
      '2 of them do not come back where',
    );
  });

  it('are not spoken of where the scenario does not lead there', () => {
    expect(textOf(askReplay(estateOver(VAULT, once(until('shop', 60)))))).not.toContain('recovery s');
    const { vault: _, ...rest } = VAULT;
    const open = estateOver({ ...rest, vault: ['net'] }, once(until('net', 60)));
    expect(textOf(askReplay(open))).not.toContain('recovery s');
  });
});

describe('--only and --limit', () => {
  const estate = estateOver(SHOP, once(until('db', 10)));

  it('leave what is counted alone', () => {
    const whole = replayData(askReplay(estate));
    const part = replayData(askReplay(estate, 's', { only: ['kind:app'] }));
    expect(part.nodes).toEqual(whole.nodes.filter(({ kind }) => kind === 'app'));
    expect({ ...part, nodes: [] }).toEqual({ ...whole, nodes: [] });
  });

  it('say how many bars are left out, of each section', () => {
    const report = askReplay(estate, 's', { limit: '1' });
    const shown = textOf(report).split('\n');
    expect(shown.filter((line) => /^(aside|api|db|shop)\b/.test(line))).toHaveLength(3);
    expect(shown).toContain('… and 1 more (--limit 0 shows all)');
    expect(replayData(report).nodes).toHaveLength(4);
    expect(textOf(askReplay(estate, 's', { limit: '0' }))).not.toContain('more (');
  });

  it('show no bars where nothing that is asked for falls', () => {
    const shown = textOf(askReplay(estate, 's', { only: ['fine'] }));
    expect(shown).toContain('4 of 5 nodes ever affected\n');
    expect(shown).not.toContain('█ outage');
  });
});

describe('the scenario', () => {
  const faults = [until('db', 10)];

  it('may be left out if there is only one', () => {
    const estate = estateOver(SHOP, { s: { faults } });
    expect(askReplay(estate).data()).toEqual(askReplay(estate, 's').data());
  });

  it('must be named if there are several', () => {
    const estate = estateOver(SHOP, { s: { faults }, t: { faults } });
    expect(() => askReplay(estate)).toThrow('there are several scenarios: name one');
    expect(askReplay(estate, 't').data()).toMatchObject({ scenario: 't' });
  });

  it('must be there', () => {
    expect(() => askReplay(estateOver(SHOP, {}))).toThrow('the document has no scenario');
    expect(() => askReplay(estateOver(SHOP, { cut: { faults } }), 'cat')).toThrow(
      'there is no scenario "cat"',
    );
  });
});

describe('the day', () => {
  const needs: Needs = { old: [{ node: 'db', validUntil: '2020-01-01' }], db: [] };
  const faults = [until('db', 10)];

  it.each([
    ['the scenario’s', { faults, date: '2019-06-01' }, {}, ['db', 'old'], '2019-06-01'],
    ['--date', { faults, date: '2019-06-01' }, { date: '2021-01-01' }, ['db'], '2021-01-01'],
  ])('is %s', (_, scenario, options, affected, date) => {
    const report = askReplay(estateOver(needs, { s: scenario }), 's', options);
    expect(Object.keys(fatesIn(report))).toEqual(affected);
    expect(replayData(report).date).toBe(date);
    expect(textOf(report)).toContain(`ever affected, on ${date}\n`);
  });

  it('is today otherwise, and not told: the same question gives the same answer every day', () => {
    const estate = estateOver(SHOP, { s: { faults } });
    const [today, tomorrow] = ['2024-06-15', '2024-06-16'].map((day) => askReplay(estate, 's', {}, day));
    expect(textOf(today!)).toBe(textOf(tomorrow!));
    expect(today!.data()).toEqual(tomorrow!.data());
    expect(
      Object.keys(fatesIn(askReplay(estateOver(needs, { s: { faults } }), 's', {}, '2019-12-31'))),
    ).toEqual(['db', 'old']);
  });
});

it('reads like this', () => {
  const scenario: RawScenario = {
    title: 'The database is gone',
    start: '2024-12-31T23:55:00Z',
    date: '2024-12-31',
    faults: [until('db', 10)],
    observed: {
      shop: { state: 'outage', accept: ['partial', 'outage'], onset: '4m', recovered: '12m' },
      fine: { state: 'degraded', source: 'their page' },
      api: { state: 'operational' },
    },
  };
  const needs = { ...SHOP, fine: { kind: 'app', dependsOn: ['cache'] }, cache: [] };
  expect(textIn(askReplay(estateOver(needs, { s: scenario })), 90)).toBe(
    [
      'The database is gone',
      '',
      'It begins on 2024-12-31 at 23:55 UTC.',
      '1 of 2 apps affected at the worst: 1 partial',
      '4 of 6 nodes ever affected',
      'all is well again after 13 minutes (01-01 00:08 UTC)',
      'up to 1,100 USD for what was partly out',
      '',
      '        0                5 min            10 min      From  Until (min)                UTC',
      'What is injected',
      `db      ${'█'.repeat(34)}··········     0           10  23:55–01-01 00:05`,
      'What falls with it',
      `aside   ${'█'.repeat(34)}··········     0           10  23:55–01-01 00:05`,
      `api     ······${'█'.repeat(38)}     2           13  23:57–01-01 00:08`,
      'Apps',
      `shop    ······${'▒'.repeat(38)}     2           13  23:57–01-01 00:08`,
      '█ outage   ▒ partial   ░ degraded   · operational',
      '',
      'Predicted against observed',
      '1 hit, 0 rightly spared, 1 missed, 1 false alarm',
      '0 of 3 in exactly the state observed; onset off by 2 minutes (median), recovery by 1',
      'minute',
      '',
      'Verdict      Node  Predicted      Observed       Source',
      'false alarm  api   O outage       ✓ operational',
      'missed       fine  ✓ operational  D degraded     their page',
      '',
    ].join('\n'),
  );
});

it('tells what does not count only where there is some', () => {
  const observed = {
    db: { state: 'outage' },
    api: { state: 'degraded', accept: ['operational', 'degraded'] },
  };
  const estate = estateOver(SHOP, { s: { faults: [until('db', 10)], observed } });
  expect(textOf(askReplay(estate))).toContain(
    '0 missed, 0 false alarms (left open by the sources: 1; injected: 1)\n0 of 0 in exactly',
  );
});

it('tells apart what nothing could have been predicted of', () => {
  const observed = { shop: { state: 'outage' }, a: { state: 'outage' }, b: { state: 'degraded' } };
  const estate = estateOver(
    { ...SHOP, a: { kind: 'app' }, b: { kind: 'app' } },
    { s: { faults: [until('aside', 10)], observed } },
  );
  const shown = textOf(askReplay(estate));
  expect(shown).toContain('2 of the missed have no dependency here that could tell: a, b\n');
  expect(shown.match(/^missed/gm)).toHaveLength(1);
  expect(shown).toMatch(/^missed {3}shop/m);
  expect(textOf(askReplay(estate, 's', { limit: '1' }))).toContain(
    'could tell: a … and 1 more (--limit 0 shows all)\n',
  );
});
