/** What a check says of what it found: counted by rule, by why it does not count, and told apart. */
import { describe, expect, it } from 'vitest';
import { textOf } from '../ask.ts';
import { askCheck, checkedIn, findingsOf } from './ask-check.ts';

const SHOP = `
nodes:
  shop:
    kind: app
    tier: 1
    dependsOn:
      - vendor
      - db
      - mail
  vendor: { kind: external }
  db: { kind: database, in: r }
  mail: { kind: queue }
  r: { kind: region }
policies:
  waivers:
    - { rule: single-point-of-failure, node: shop, reason: in spring, owner: ann, until: 2026-07-01 }
  suppress:
    - { rule: single-region, node: shop, reason: cheap }
`;

interface Data {
  readonly failed: boolean;
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly {
    readonly rule: string;
    readonly node: string;
    readonly fingerprint: string;
    readonly excused?: { readonly by: string };
    readonly parts?: readonly { readonly failure?: string; readonly message: string }[];
  }[];
}

const dataOf = async (text: string, asked: Parameters<typeof askCheck>[1] = {}): Promise<Data> =>
  (await askCheck(text, asked)).data() as Data;

describe('a check as data', () => {
  it('counts what does not count by why it does not', async () => {
    const { summary, findings } = await dataOf(SHOP);
    const excused = findings.map(({ excused: why }) => why?.by ?? 'counts');
    const countOf = (by: string): number => excused.filter((one) => one === by).length;
    expect(countOf('suppressed')).toBeGreaterThan(0);
    expect(countOf('waived')).toBeGreaterThan(0);
    expect(summary).toMatchObject({
      suppressed: countOf('suppressed'),
      waived: countOf('waived'),
      baseline: 0,
    });
    expect(summary['errors']! + summary['warnings']! + summary['notes']!).toBe(countOf('counts'));
  });

  it('has parts of what is one finding about several, and of nothing else', async () => {
    const { findings } = await dataOf(`
nodes:
  shop: { kind: app, dependsOn: [db, mail] }
  db: { kind: database, in: r }
  mail: { kind: queue }
  r: { kind: region }
`);
    const parts = findings.map(({ rule, parts: of }) => [rule, of?.map(({ failure }) => failure)]);
    expect(parts).toContainEqual(['single-point-of-failure', ['db', 'mail']]);
    expect(parts).toContainEqual(['single-region', undefined]);
  });

  it('tells findings apart, also those of one rule about one app', async () => {
    const { findings } = await dataOf(`
nodes:
  shop: { kind: app, dependsOn: [east, west] }
  east: { kind: service, in: r/east }
  west: { kind: service, in: r/west }
  r/east: { kind: region }
  r/west: { kind: region }
policies:
  survive: { fail: "kind:region", atMost: degraded }
`);
    expect(findings.filter(({ rule }) => rule.startsWith('survive'))).toHaveLength(2);
    const prints = findings.map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });
});

describe('a check as a table', () => {
  it('has a row for each finding, with why it does not count', async () => {
    const report = await askCheck(SHOP);
    const { columns, rows } = report.table!();
    expect(columns).toEqual([
      'rule',
      'severity',
      'node',
      'message',
      'file',
      'line',
      'excused',
      'fingerprint',
    ]);
    const { findings } = checkedIn(report);
    expect(rows.map((row) => [row[0], row[1], row[2], row[4], row[5], row[6], row[7]])).toEqual(
      findings.map(({ rule, severity, node, place, excused, fingerprint }) => [
        rule,
        severity,
        node,
        place?.file ?? null,
        place?.line ?? null,
        excused?.by ?? null,
        fingerprint,
      ]),
    );
  });
});

it('text counts findings by rule, beside the nodes', async () => {
  const { policies: _, ...report } = {
    policies: 0,
    text: textOf(await askCheck(SHOP.split('policies:')[0]!)),
  };
  const row = report.text.split('\n').find((line) => line.includes('single-point-of-failure'));
  expect(row).toMatch(/^\S+\s+single-point-of-failure\s+\d+\s+shop\s*$/);
});

it.each([
  ['outage', 'shop is in outage if db is'],
  ['partial', 'shop is partial if db is in outage'],
  ['degraded', 'shop is degraded if db is in outage'],
])('a fall to %s says what it falls to, and what fails where that is another state', async (impact, said) => {
  const report = await askCheck(`
nodes:
  shop: { kind: app, dependsOn: [{ node: db, impact: ${impact} }] }
  db: { kind: database }
policies:
  survive: { fail: db, atMost: operational, state: outage }
`);
  const found = checkedIn(report).findings.find(({ rule }) => rule.startsWith('survive'));
  expect(found?.message).toContain(said);
});

it('of a circle each other link is told, with whether it is needed to start', async () => {
  const circle = (needed: string): string => `
nodes:
  a: { kind: service, dependsOn: [{ node: b, needed: start }] }
  b: { kind: service, dependsOn: [{ node: c${needed} }] }
  c: { kind: service, dependsOn: [{ node: a, needed: start }] }
`;
  const toldIn = async (needed: string) =>
    findingsOf(await askCheck(circle(needed)), 'circular-start').map(({ node, related }) => [
      node,
      ...related.map(({ message, node: about }) => `${about}: ${message}`),
    ]);
  expect(await toldIn('')).toEqual([['a', 'b: b needs c', 'c: c needs a to start']]);
  expect(await toldIn(', needed: start')).toEqual([['a', 'b: b needs c to start', 'c: c needs a to start']]);
});
