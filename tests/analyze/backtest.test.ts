/** Proves that a back-test counts only what somebody knew, and tells the rest apart. */
import { describe, expect, it } from 'vitest';
import { type TestedIncident, backtest } from '../../src/analyze/backtest.ts';
import { backtestReport } from '../../src/analyze/backtest-report.ts';
import type { Estate } from '../../src/model/estate.ts';
import { estateOf } from '../assemble/estates.ts';
import { partOf, textOf } from './ask.ts';

const TODAY = '2000-01-01';

/** What is known whatever happens: one dependency by measurement, one from the post-mortem itself. */
const PLATFORM = `nodes:
  db: { kind: database }
  cache: { kind: cache }
  foreseen: { kind: app, dependsOn: [{ node: db, confidence: observed, source: traces }] }
  cited: { kind: app, dependsOn: [{ node: db, source: "https://example.com/post-mortem#impact" }] }
`;

/** The database is out for an hour. */
const OUTAGE = `nodes:
  taught: { kind: app, dependsOn: [{ node: db, confidence: documented }] }
  owned: { kind: app, dependsOn: [{ node: db, after: 10m }] }
  guessed: { kind: app, dependsOn: [{ node: db, confidence: inferred }] }
  assumed: { kind: app, dependsOn: [{ node: db, confidence: assumed }] }
  bare: { kind: app }
  quiet: { kind: app }
  expired: { kind: app, dependsOn: [{ node: db, confidence: documented, validUntil: 2019-01-01 }] }
  partly: { kind: app, dependsOn: [{ node: cache, confidence: documented }, { node: db, confidence: inferred }] }
  unharmed: { kind: app, dependsOn: [{ node: cache, confidence: documented }] }
  alarmed: { kind: app, dependsOn: [{ allOf: [db, { anyOf: [cache] }], confidence: documented }] }
  vague: { kind: app, dependsOn: [{ node: db, confidence: documented }] }
  disputed: { kind: app, dependsOn: [{ node: db, confidence: documented }] }
  either: { kind: app, dependsOn: [db] }
scenarios:
  db-out:
    date: 2019-06-01
    source: "https://example.com/post-mortem, and the press"
    faults: [{ fail: db, until: 1h }]
    observed:
      foreseen: { state: outage, confidence: official, onset: 0s, recovered: 1h }
      cited: { state: outage, confidence: official }
      taught: { state: partial, accept: [partial, outage], confidence: vendor, onset: 1m, recovered: 50m }
      owned: { state: outage, confidence: vendor, onset: 12m, recovered: 1h }
      guessed: { state: outage, confidence: reported }
      assumed: { state: operational, confidence: reported }
      bare: { state: outage, confidence: reported }
      quiet: { state: operational, confidence: reported }
      expired: { state: outage, confidence: reported }
      partly: { state: degraded, confidence: reported, why: nobody knows }
      unharmed: { state: operational, confidence: vendor }
      alarmed: { state: operational }
      vague: { state: outage, confidence: inferred }
      disputed: { state: outage, confidence: contested }
      either: { state: outage, accept: [operational, outage], confidence: contested }
      db: { state: outage, confidence: official }
`;

const estate = await estateOf(OUTAGE, PLATFORM);
const tested = (one: Estate = estate): TestedIncident =>
  backtest([{ name: 'outage', estate: one }], TODAY).incidents[0]!;

const told = (id: string) => tested().subjects.find((subject) => subject.id === id)!;

describe('a subject', () => {
  it.each([
    ['cited', 'hit', undefined],
    ['foreseen', 'hit', undefined],
    ['owned', 'hit', undefined],
    ['taught', 'hit', undefined],
    ['alarmed', 'false alarm', undefined],
    ['unharmed', 'spared', undefined],
    // What was only concluded does not help, where something else is known…
    ['partly', 'missed', undefined],
    // …and where nothing else is, there was nothing to predict from: the verdict is the best guess, and does not count.
    ['guessed', 'hit', 'dependency'],
    ['assumed', 'false alarm', 'dependency'],
    ['bare', 'missed', 'dependency'],
    ['quiet', 'spared', 'dependency'],
    ['expired', 'missed', 'dependency'],
    // What was seen is itself a conclusion, or contested.
    ['vague', 'hit', 'observation'],
    ['disputed', 'hit', 'observation'],
    ['either', 'open', undefined],
    ['db', 'injected', undefined],
  ])('%s: %s, apart: %s', (id, verdict, apart) => {
    expect(told(id)).toMatchObject({ verdict, isForeseen: id === 'foreseen' });
    expect(told(id).apart).toBe(apart);
  });

  it('is foreseen if it is hit without what this outage taught', async () => {
    const both = `nodes:
  cited: { kind: app, dependsOn: [{ allOf: [db], source: traces }] }
`;
    const more = await estateOf(OUTAGE, PLATFORM.replaceAll('cited: {', 'other: {'), both);
    expect(tested(more).subjects.find(({ id }) => id === 'cited')).toMatchObject({ isForeseen: true });
    // Its own document is as good as its own source.
    const alone = await estateOf(`${PLATFORM}${OUTAGE.replace('nodes:\n', '')}`);
    expect(tested(alone).subjects.some(({ isForeseen }) => isForeseen)).toBe(false);
  });

  it('stands on what is known, groups included, in the state predicted of that', () => {
    expect(told('alarmed').standsOn).toEqual([
      { node: 'db', state: 'outage' },
      { node: 'cache', state: 'operational' },
    ]);
    expect(told('partly').standsOn).toEqual([{ node: 'cache', state: 'operational' }]);
    expect(told('expired').standsOn).toEqual([]);
  });
});

describe('a tally', () => {
  it('tells those apart that stood although something that they stand on fell', async () => {
    const spared = await estateOf(`nodes:
  db: { kind: database }
  copy: { kind: database }
  doubled: { kind: app, dependsOn: [{ anyOf: [db, copy], confidence: documented }] }
  elsewhere: { kind: app, dependsOn: [{ node: copy, confidence: documented }] }
scenarios:
  db-out:
    faults: [{ fail: db, until: 1h }]
    observed: { doubled: { state: operational }, elsewhere: { state: operational } }
`);
    expect(tested(spared).tally).toMatchObject({ spared: 2, withstood: 1 });
  });

  it('leaves out a group of which a part is only concluded', async () => {
    const grouped = await estateOf(`nodes:
  db: { kind: database }
  app:
    kind: app
    dependsOn:
      - { allOf: [{ node: db, confidence: inferred }], confidence: documented }
scenarios:
  db-out: { faults: [{ fail: db, until: 1h }], observed: { app: { state: outage } } }
`);
    expect(tested(grouped).subjects).toMatchObject([{ id: 'app', apart: 'dependency' }]);
  });

  it('counts what counts, and says how much does not', () => {
    expect(tested().tally).toEqual({
      scored: 7,
      hit: 4,
      missed: 1,
      falseAlarm: 1,
      spared: 1,
      withstood: 0,
      // Three hits in outage, and the one that was spared.
      exact: 4,
      accepted: 5,
      foreseen: 1,
      // Foreseen before owned, and taught before owned; foreseen and taught are predicted at once.
      order: { right: 2, wrong: 0, tied: 1 },
      // Off by 0, 1 and 2 minutes, and by 0, 10 and 0.
      onsetError: 1,
      recoveryError: 0,
      apart: 7,
      open: 1,
      injected: 1,
    });
  });

  it('is kept by how well the observation is attested', () => {
    const { byGrade } = backtest([{ name: 'outage', estate }], TODAY);
    const counts = Object.fromEntries(
      [...byGrade].map(([grade, { hit, missed, falseAlarm, spared, apart }]) => [
        grade,
        [hit, missed, falseAlarm, spared, apart],
      ]),
    );
    expect(counts).toEqual({
      official: [2, 0, 0, 0, 0],
      vendor: [2, 0, 0, 1, 0],
      reported: [0, 1, 0, 0, 5],
      contested: [0, 0, 0, 0, 1],
      inferred: [0, 0, 0, 0, 1],
      none: [0, 0, 1, 0, 0],
    });
  });

  it('of several asks who fell first within each, and for the median of all', async () => {
    const scenario = (onset: string): string =>
      `nodes:\n  a: { kind: app, dependsOn: [{ node: b, after: 4m }] }\n  b: { kind: app, dependsOn: [c] }\n  c: {kind: zone}\n` +
      `scenarios:\n  s: { faults: [{ fail: c, until: 1h }], observed: { a: { state: outage, onset: ${onset} }, b: { state: outage, onset: 2m } } }\n`;
    const incidents = [
      { name: 'one', estate: await estateOf(scenario('3m')) },
      { name: 'two', estate: await estateOf(scenario('1m')) },
    ];
    const { total } = backtest(incidents, TODAY);
    expect(total).toMatchObject({ scored: 4, hit: 4, order: { right: 1, wrong: 1, tied: 0 } });
    // Off by 1 and 2, and by 3 and 2 minutes.
    expect(total.onsetError).toBe(2);
    expect(total).not.toHaveProperty('recoveryError');
  });
});

describe('what is tested', () => {
  const plain = (id: string, rest = ''): string => `  ${id}: { faults: [{ fail: a, until: 1h }]${rest} }\n`;
  const document = (scenarios: string): string =>
    `nodes:\n  a: { kind: app }\n  b: { kind: app, dependsOn: [{ node: a, validFrom: 2010-01-01 }] }\nscenarios:\n${scenarios}`;
  const seen = ', observed: { b: { state: outage } }';

  it('is every scenario that says what was observed', async () => {
    const several = await estateOf(document(plain('s', seen) + plain('t') + plain('u', seen)));
    const result = backtest([{ name: 'x', estate: several }], '2024-06-15');
    expect(result.incidents.map(({ scenario }) => scenario.id)).toEqual(['s', 'u']);
    // One document, two scenarios: their names must tell them apart.
    const rows = textOf(backtestReport(result));
    expect(rows).toMatch(/^x s +1 /m);
    expect(rows).toMatch(/^x u +1 /m);
  });

  it('plays on the scenario’s day, or the one that is handed in', async () => {
    const dated = await estateOf(document(plain('s', `, date: 2009-12-31${seen}`) + plain('u', seen)));
    const { incidents } = backtest([{ name: 'x', estate: dated }], '2010-01-01');
    expect(incidents.map(({ day, subjects }) => [day, subjects[0]!.verdict])).toEqual([
      ['2009-12-31', 'missed'],
      ['2010-01-01', 'hit'],
    ]);
  });
});

describe('the report', () => {
  const report = backtestReport(backtest([{ name: 'outage', estate }], TODAY));

  it('says how much is right, and of what', () => {
    const shown = textOf(report);
    expect(shown).toMatch(/^5 of 7 right in 1 incident\n/);
    for (const line of [
      '4 hit, 1 missed, 1 false alarm, 1 rightly spared (0 although something that they stand on fell); 28.6 % of the scored stayed up\n',
      '4 in exactly the state observed, 5 in one that the sources accept; 1 of the hits even without',
      'who fell first: 2 pairs right, 0 wrong, 1 predicted at once; median error of onset 1 min, of recovery 0 min\n',
      ', 1 left open by the sources, 1 injected\n',
    ]) {
      expect(shown).toContain(line);
    }
  });

  it('tells what was wrong one by one, with what the document says of it, or what it stands on', () => {
    expect(partOf(report, 'Missed and false, one by one')).toEqual([
      '└─ outage',
      '   ├─ alarmed: false alarm, predicted outage, observed operational',
      '   │  └─ stands on db (outage), cache (operational)',
      '   └─ partly: missed, predicted operational, observed degraded',
      '      └─ nobody knows',
    ]);
  });

  it('tells times, and how late they are', () => {
    expect(partOf(report, 'Times, in minutes from the first fault')).toEqual([
      'Incident  Node      Fell  predicted  off  Back  predicted  off',
      'outage    foreseen     0          0    0    60         60    0',
      'outage    owned       12         10   -2    60         60    0',
      'outage    taught       1          0   -1    50         60  +10',
    ]);
    expect(
      partOf(report, 'Who fell first, and by how many minutes onset and return are off (median)'),
    ).toEqual([
      'Incident  Pairs right  wrong  at once  Onset off  Back off',
      'outage              2      0        1          1         0',
    ]);
  });

  it('names what is told apart, by what was suspected', () => {
    expect(textOf(report)).toContain(
      [
        'Told apart: nothing but the outage says what they stand on',
        '└─ outage',
        '   ├─ suspected to fall, and fell (1): guessed',
        '   ├─ nothing known, and fell (2): bare, expired',
        '   ├─ suspected to fall, and unharmed (1): assumed',
        '   └─ nothing known, and unharmed (1): quiet',
        '',
      ].join('\n'),
    );
  });

  it('says nothing of what there is none of', async () => {
    const flawless = await estateOf(
      `nodes:\n  a: { kind: app, dependsOn: [b] }\n  b: { kind: zone }\nscenarios:\n  s: { faults: [{ fail: b }], observed: { a: { state: outage, recovered: 1h } } }\n`,
    );
    const result = backtestReport(backtest([{ name: 'x', estate: flawless }], TODAY));
    const shown = textOf(result);
    expect(shown).toContain('median error of onset unknown, of recovery unknown\n');
    expect(shown).not.toContain('one by one');
    expect(shown).not.toContain('Told apart:');
    expect(partOf(result, 'Times, in minutes from the first fault')[1]).toBe(
      'x         a        –          –    –    60      never    –',
    );
    expect(result.data()).toMatchObject({
      byGrade: { none: { hit: 1, onsetErrorMinutes: null, recoveryErrorMinutes: null } },
      incidents: [{ incident: 'x', scenario: 's', date: TODAY, subjects: [{ id: 'a', verdict: 'hit' }] }],
    });
  });
});
