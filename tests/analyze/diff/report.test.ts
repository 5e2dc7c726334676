/** What the report of a comparison says, word for word, where a change makes some things worse, some better. */
import { describe, expect, it } from 'vitest';
import { LOSSES } from '../../../src/analyze/diff/fail-on.ts';
import { diffReport } from '../../../src/analyze/diff/report.ts';
import type { Report } from '../../../src/model/report.ts';
import { type Needs, estateWith } from '../../engine/estates.ts';
import { textOf } from '../ask.ts';
import { compareEstates } from './changes.ts';

const BASE: Needs = {
  shop: {
    kind: 'app',
    tier: 1,
    costPerHour: 100,
    dependsOn: [{ anyOf: ['db-1', 'db-2'] }, { node: 'cache', impact: 'degraded' }],
  },
  desk: { kind: 'app', tier: 2, costPerHour: 50, dependsOn: ['db-2'] },
  old: { kind: 'app', dependsOn: ['db-1'] },
  'db-1': { kind: 'database' },
  'db-2': { kind: 'database' },
  cache: [],
  gone: ['cache'],
};

/** Shop stands on one database and on the cache; desk on either database; old is called fresh. */
const HEAD: Needs = {
  shop: { kind: 'app', tier: 3, costPerHour: 2_000, dependsOn: ['db-1', 'cache'] },
  desk: { kind: 'app', costPerHour: 20, dependsOn: [{ anyOf: ['db-2', 'db-1'] }] },
  fresh: { kind: 'app', dependsOn: ['db-1'] },
  'db-1': { kind: 'database' },
  'db-2': { kind: 'database' },
  cache: [],
};

const reported = async (base: Needs, head: Needs, limit = 10): Promise<Report> =>
  diffReport(await compareEstates(estateWith(base), estateWith(head)), {
    base: 'before',
    head: 'after',
    failOn: LOSSES,
    limit,
  });

/** The text from a heading to the next empty line. */
const partOf = (report: Report, heading: string): readonly string[] => {
  const lines = textOf(report).split('\n');
  const from = lines.indexOf(heading);
  expect(lines).toContain(heading);
  return lines.slice(from + 1, lines.indexOf('', from));
};

describe('the report of a change', () => {
  it('says first what is worst, and what was played', async () => {
    expect(
      textOf(await reported(BASE, HEAD))
        .split('\n')
        .slice(0, 6),
    ).toEqual([
      'This change makes shop depend on cache alone (and 1 more single point)',
      '',
      'after against before: 6 failures played one at a time on either side',
      'It fails: 3 reasons',
      '2 pairs of app and single failure: down (partial or worse) now, and not before',
      '',
    ]);
  });

  it('says what gets worse, with what it was', async () => {
    expect(partOf(await reported(BASE, HEAD), 'What gets worse')).toEqual([
      '├─ new-single-point: cache alone now takes shop down (degraded before, now outage): shop needs cache: its outage counts as outage, not as degraded',
      '│  ├─ law.json:1',
      '│  └─ it was "cache", at most degraded (law.json:1)',
      '├─ new-single-point: db-1 alone now takes shop down (operational before, now outage): shop: "any of db-1, db-2" became "db-1"',
      '│  ├─ law.json:1',
      '│  └─ it was "any of db-1, db-2" (law.json:1)',
      '└─ lost-redundancy: shop has less to spare: "any of db-1, db-2" became "db-1", without db-2',
      '   ├─ law.json:1',
      '   └─ it was "any of db-1, db-2" (law.json:1)',
    ]);
  });

  it('says who matters less than before, and at what cost both sides are compared', async () => {
    expect(partOf(await reported(BASE, HEAD), 'What is asked has changed')).toEqual([
      '├─ tier: desk was tier 2, and now has none',
      '│  └─ law.json:1',
      '├─ cost: costPerHour of desk was 50, and now is 20: what its outage costs is compared at 50 on both sides',
      '│  └─ law.json:1',
      '└─ tier: shop was tier 1, and now is 3',
      '   └─ law.json:1',
    ]);
    // Who matters more now is nobody's loss.
    expect(partOf(await reported(HEAD, BASE), 'What is asked has changed')).toEqual([
      '└─ cost: costPerHour of shop was 2,000, and now is 100: what its outage costs is compared at 2,000 on both sides',
      '   └─ law.json:1',
    ]);
  });

  it('counts a cost that is no longer said', async () => {
    const { costPerHour: _, ...desk } = HEAD['desk'] as { costPerHour: number };
    expect(partOf(await reported(BASE, { ...HEAD, desk }), 'What is asked has changed')).toContain(
      '├─ cost: costPerHour of desk was 50, and now nothing is said: what its outage costs is compared at 50 on both sides',
    );
  });

  it('says how far failures reach, with costs where these differ', async () => {
    const there = await reported(BASE, HEAD);
    expect(partOf(there, 'What single failures reach further: 2')).toEqual([
      'Failure  Apps before  Apps now  USD an hour',
      'db-1     1 out        2 out       0 → 2,000',
      'cache    1 degraded   1 out       0 → 2,000',
    ]);
    expect(partOf(there, 'What single failures no longer reach: 1')).toEqual([
      'Failure  Apps before  Apps now  USD an hour',
      'db-2     1 out        none           50 → 0',
    ]);
    const back = await reported(HEAD, BASE);
    expect(partOf(back, 'What single failures reach further: 1')).toEqual([
      'Failure  Apps before  Apps now  USD an hour',
      'db-2     none         1 out          0 → 50',
    ]);
    expect(partOf(back, 'What single failures no longer reach: 2')).toEqual([
      'Failure  Apps before  Apps now    USD an hour',
      'db-1     2 out        1 out         2,000 → 0',
      'cache    1 out        1 degraded    2,000 → 0',
    ]);
  });

  it('says what improved, and how much has changed', async () => {
    const report = await reported(BASE, HEAD);
    expect(partOf(report, 'What improved: 2')).toEqual([
      'Node  What',
      'desk  desk no longer falls to db-2 alone (outage before, now operational)',
      'desk  desk has more to spare: "db-2" became "any of db-2, db-1"',
    ]);
    expect(partOf(report, 'How much has changed')).toEqual([
      'nodes: 0 added, 1 removed, 1 renamed',
      'requirements: 0 added, 1 removed, 3 changed',
      'renamed: old → fresh',
    ]);
  });

  it('shows no more rows than asked for, and how many there are', async () => {
    const all = textOf(await reported(BASE, HEAD, 1)).split('\n');
    expect(all.filter((line) => line.startsWith('… and '))).toEqual([
      '… and 2 more (--limit 0 shows all)',
      '… and 2 more (--limit 0 shows all)',
      '… and 1 more (--limit 0 shows all)',
      '… and 1 more (--limit 0 shows all)',
    ]);
    expect(all.filter((line) => /^[├└]─ /.test(line))).toHaveLength(2);
    const two = { ...BASE, older: { kind: 'app', dependsOn: ['db-2'] } } as Needs;
    const named = { ...HEAD, fresher: { kind: 'app', dependsOn: ['db-2'] } } as Needs;
    const shown = async (limit: number) =>
      textOf(await reported(two, named, limit))
        .split('\n')
        .find((line) => line.startsWith('renamed:'));
    expect(await shown(2)).toBe('renamed: old → fresh, older → fresher');
    expect(await shown(1)).toBe('renamed: old → fresh, and 1 more');
  });

  it('fails for each loss that there is, and names whom it is about once', async () => {
    expect((await reported(BASE, HEAD)).failures!()).toEqual([
      'new-spof: 2 findings: shop',
      'wider-blast: 2 failures reach further: db-1, cache',
      'lost-redundancy: 1 finding: shop',
    ]);
    expect((await reported(HEAD, BASE)).failures!()).toEqual([
      'new-spof: 1 finding: desk',
      'wider-blast: 1 failure reaches further: db-2',
      'lost-redundancy: 1 finding: desk',
    ]);
    expect((await reported(BASE, BASE)).failures!()).toEqual([]);
  });

  it('is a row for each finding, and a case for each app of a rule that asks all apps', async () => {
    const report = await reported(BASE, HEAD);
    const { columns, rows } = report.table!();
    expect(columns).toEqual(['rule', 'severity', 'node', 'message', 'file', 'line', 'fingerprint']);
    expect(rows.map((row) => [row[0], row[1], row[2], row[4], row[5]])).toEqual([
      ['diff/new-single-point', 'error', 'shop', 'law.json', 1],
      ['diff/new-single-point', 'error', 'shop', 'law.json', 1],
      ['diff/lost-redundancy', 'error', 'shop', 'law.json', 1],
    ]);
    const { cases, findings, rules } = report.checked!();
    const looked = cases.map(({ rule, subject, findings: own }) => `${rule} ${subject} ${own.length}`);
    expect(looked.filter((one) => !one.endsWith(' the change 0'))).toEqual([
      'diff/lost-redundancy shop 1',
      'diff/new-single-point desk 0',
      'diff/new-single-point fresh 0',
      'diff/new-single-point shop 2',
    ]);
    expect(rules.map(({ id }) => id)).toEqual([...new Set(cases.map(({ rule }) => rule))]);
    // All stand in one line: then the fingerprint decides.
    const prints = findings.map(({ fingerprint }) => fingerprint);
    expect(prints).toEqual(prints.toSorted());
    expect(prints.toSorted()).toEqual(rows.map((row) => String(row[6])).toSorted());
  });
});

describe('the verdict', () => {
  const verdict = async (base: Needs, head: Needs): Promise<string> =>
    textOf(await reported(base, head)).split('\n')[0]!;

  it.each<[string, Needs, Needs]>([
    ['Nothing that matters to a failure has changed', BASE, BASE],
    ['This change makes no difference to what falls with what', BASE, { ...BASE, lonely: { kind: 'queue' } }],
    ['This change makes desk depend on db-2 alone', HEAD, BASE],
    [
      'This change changes what is asked: desk was tier 2, and now is 4',
      BASE,
      { ...BASE, desk: { ...(BASE['desk'] as object), tier: 4 } },
    ],
    [
      'This change removes the app old',
      BASE,
      Object.fromEntries(Object.entries(BASE).filter(([id]) => id !== 'old')),
    ],
    [
      'This change removes the tier-1 app shop (and 1 more)',
      BASE,
      Object.fromEntries(Object.entries(BASE).filter(([id]) => id !== 'old' && id !== 'shop')),
    ],
    [
      'This change makes nothing worse, and better: desk no longer falls to db-2 alone (outage before, now operational) (and 1 more)',
      BASE,
      { ...BASE, desk: { ...(BASE['desk'] as object), dependsOn: [{ anyOf: ['db-2', 'db-1'] }] } },
    ],
  ])('%s', async (expected, base, head) => {
    expect(await verdict(base, head)).toBe(expected);
  });

  it('names all apps where none is left', async () => {
    const { 'db-1': one, 'db-2': two, cache, gone } = BASE;
    const head = { 'db-1': one!, 'db-2': two!, cache: cache!, gone: gone! };
    expect(await verdict(BASE, head)).toBe('This change removes all 3 apps, tier-1 app shop among them');
  });
});
