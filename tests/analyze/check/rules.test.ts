/** Proves that each rule finds what its page says that it finds, and nothing once it is mended. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXCUSE_RULES } from '../../../src/analyze/check/excuse-rules.ts';
import { CHECK_RULES } from '../../../src/analyze/check/rules/index.ts';
import { SURVIVE_RULE } from '../../../src/analyze/check/survive.ts';
import type { Scanned } from '../../../src/analyze/analysis.ts';
import { RULE_IDS } from '../../../src/model/policy.ts';
import { ROOT } from '../../cli/run.ts';
import { askCheck, checkedIn, findingsOf } from './ask-check.ts';

const RULES = [...CHECK_RULES.map(({ rule }) => rule), ...Object.values(EXCUSE_RULES), SURVIVE_RULE];

const exampleOf = (id: string, which: 'fails' | 'passes'): string | undefined =>
  new RegExp(`<!-- check: ${which} -->\\n\\n\`\`\`yaml\\n([\\s\\S]*?)\`\`\``).exec(
    readFileSync(path.join(ROOT, 'docs/rules', `${id}.md`), 'utf8'),
  )?.[1];

it('every rule has its id among those that documents may name, and a page of its own', () => {
  const ids = RULES.map(({ id }) => id).filter((id) => id !== 'survive');
  expect(ids.toSorted()).toEqual([...RULE_IDS].toSorted());
  for (const { id, page } of RULES) {
    expect(page).toBe(`docs/rules/${id}.md`);
    expect(existsSync(path.join(ROOT, page!))).toBe(true);
  }
  expect(readdirSync(path.join(ROOT, 'docs/rules')).length).toBe(RULES.length);
});

it.each(RULES)('$id is said in full sentences', ({ title, why, remedy }) => {
  expect(title).toMatch(/^[A-Z].*[^.]$/);
  expect(why).toMatch(/\.$/);
  expect(remedy).toMatch(/\.$/);
});

describe.each(RULES.filter(({ id }) => exampleOf(id, 'fails') !== undefined))('$id', ({ id, severity }) => {
  it('finds what its page shows, at a line, with a remedy', async () => {
    const found = findingsOf(await askCheck(exampleOf(id, 'fails')!), id);
    expect(found).not.toEqual([]);
    for (const finding of found) {
      expect(finding.severity).toBe(severity);
      expect(finding.place?.file).toBe('shop.yaml');
      expect(finding.remedy).toBeDefined();
      expect(finding.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    }
  });

  it('finds nothing once it is mended, and says that it looked', async () => {
    const report = await askCheck(exampleOf(id, 'passes')!);
    expect(findingsOf(report, id)).toEqual([]);
    if (id in EXCUSE_RULES) return;
    expect(checkedIn(report).rules.map((rule) => rule.id)).toContain(id);
  });

  it('finds nothing where it is off', async () => {
    if (id === 'survive') return;
    const off = `policies:\n  rules: { ${id}: off }\n`;
    const text = exampleOf(id, 'fails')!;
    const merged = text.startsWith('policies:\n') ? text.replace('policies:\n', off) : `${off}${text}`;
    expect(findingsOf(await askCheck(merged), id)).toEqual([]);
  });
});

it('all rules but those about sources and comments have an example that is tried', () => {
  const without = RULES.filter(({ id }) => exampleOf(id, 'fails') === undefined).map(({ id }) => id);
  expect(without.toSorted()).toEqual([
    'hard-coded-region',
    'suppression-without-reason',
    'undeclared-dependency',
    'unknown-rule',
    'unresolved-dependency',
    'unused-suppression',
  ]);
});

/** The line that a finding points at. */
const lineOf = async (text: string, rule: string): Promise<readonly (string | undefined)[]> =>
  findingsOf(await askCheck(text), rule).map(({ place }) => text.split('\n')[place!.line - 1]?.trim());

describe('the line that does it', () => {
  it('single-region: the place of what runs there', async () => {
    expect(await lineOf(exampleOf('single-region', 'fails')!, 'single-region')).toEqual([
      'db: { kind: database, in: r/east }',
    ]);
  });

  it('shared-fate: the step by which the last member comes to what is shared', async () => {
    expect(await lineOf(exampleOf('shared-fate', 'fails')!, 'shared-fate')).toEqual([
      'orders/west: { kind: service, in: r/west, dependsOn: [sign-in] }',
    ]);
  });

  it('control-plane-in-recovery: what the switch requires', async () => {
    expect(
      await lineOf(exampleOf('control-plane-in-recovery', 'fails')!, 'control-plane-in-recovery'),
    ).toEqual(['failover: { time: 5m, requires: [dns-changes] }']);
  });

  it('tier-inversion: the step from what has no tier to what has a lower one', async () => {
    expect(await lineOf(exampleOf('tier-inversion', 'fails')!, 'tier-inversion')).toEqual([
      'prices: { kind: service, dependsOn: [back-office] }',
    ]);
  });

  it('survive: the failover that takes too long', async () => {
    expect(await lineOf(exampleOf('survive', 'fails')!, 'survive')).toEqual([
      'dependsOn: [{ anyOf: [web/east, web/west], failover: 5m }]',
    ]);
  });

  it('expired-waiver: the day that is over', async () => {
    expect(await lineOf(exampleOf('expired-waiver', 'fails')!, 'expired-waiver')).toEqual([
      'until: 2020-12-31',
    ]);
  });
});

describe('control-plane-in-recovery', () => {
  it('sees what the switch needs through others', async () => {
    const text = exampleOf('control-plane-in-recovery', 'fails')!.replace(
      '{ kind: control-plane, in: r/east }',
      '{ kind: control-plane, dependsOn: [iam] }\n  iam: { kind: identity, in: r/east }',
    );
    const [finding] = findingsOf(await askCheck(text), 'control-plane-in-recovery');
    expect(finding?.message).toBe(
      'the switch of shop from web/east to web/west needs dns-changes, which r/east takes together with web/east: dns-changes → iam runs in r/east',
    );
  });

  it('has nothing against a control plane that another failure takes', async () => {
    const text = exampleOf('control-plane-in-recovery', 'fails')!.replace(
      '{ kind: control-plane, in: r/east }',
      '{ kind: control-plane, in: r/west }',
    );
    expect(findingsOf(await askCheck(text), 'control-plane-in-recovery')).toEqual([]);
  });
});

describe('single-point-of-failure', () => {
  it('tells the part that nothing else takes, and what holds data', async () => {
    const report = await askCheck(`
nodes:
  shop: { kind: app, dependsOn: [web] }
  web: { kind: service, dependsOn: [db] }
  db: { kind: database, dependsOn: [disk] }
  disk: { kind: network }
`);
    const found = findingsOf(report, 'single-point-of-failure');
    expect(found.map(({ message }) => message).toSorted()).toEqual([
      'shop is in outage if db is: web needs db',
      'shop is in outage if disk is: web needs db, which needs disk',
    ]);
  });
});

describe('rules about sources', () => {
  const scanned: Scanned = {
    findings: [
      {
        kind: 'assumed',
        message: 'hard-coded region us-east-1: DynamoDB calls it wherever the code runs',
        file: 'src/db.ts',
        line: 3,
        hint: 'take the region from AWS_REGION',
      },
      {
        kind: 'assumed',
        message: 'region default us-east-1: S3 calls it unless X says another one',
        file: 'src/db.ts',
        line: 9,
      },
      {
        kind: 'unresolved',
        message: 'shop: nothing here answers to fraud-check (FRAUD_URL)',
        file: 'compose.yaml',
        line: 5,
      },
    ],
    ledger: { sightings: [], testimonies: [] },
  };
  const text = `
nodes:
  shop: { kind: app, dependsOn: [{ node: table, source: "src/db.ts:3" }] }
  table: { kind: database }
`;

  it('hard-coded-region: a region in code, of the node whose requirement is from that line', async () => {
    const found = findingsOf(await askCheck(text, { scanned }), 'hard-coded-region');
    expect(found.map(({ node, place, remedy }) => ({ node, place, remedy }))).toEqual([
      { node: 'shop', place: { file: 'src/db.ts', line: 3 }, remedy: 'take the region from AWS_REGION' },
    ]);
  });

  it('unresolved-dependency: what a scan could not resolve', async () => {
    const found = findingsOf(await askCheck(text, { scanned }), 'unresolved-dependency');
    expect(found.map(({ node, place }) => [node, place])).toEqual([
      ['compose.yaml', { file: 'compose.yaml', line: 5 }],
    ]);
  });

  it('undeclared-dependency: a call that only traces know', async () => {
    const testimony = {
      to: 'fraud',
      class: 'call',
      confidence: 'observed',
      why: 'GET /check',
      atMost: 'outage',
      isLink: false,
    } as const;
    const ledger = {
      sightings: [],
      testimonies: [
        {
          ...testimony,
          from: 'shop',
          tells: 'observed',
          realm: 'traces',
          where: { file: 'trace.json', line: 7 },
          observed: { calls: 12, errors: 0, propagated: 0 },
        },
        {
          ...testimony,
          from: 'web',
          tells: 'declared',
          realm: 'compose',
          where: { file: 'compose.yaml', line: 1 },
        },
      ],
    } as const;
    const found = findingsOf(
      await askCheck(text, { scanned: { findings: [], ledger } }),
      'undeclared-dependency',
    );
    expect(found.map(({ message, place }) => [message, place])).toEqual([
      ['shop calls fraud (12 calls in traces), and nothing declares it', { file: 'trace.json', line: 7 }],
    ]);
  });

  it('are told to have been skipped where nothing was scanned', async () => {
    const { cases } = checkedIn(await askCheck(text));
    expect(cases.flatMap(({ rule, skipped }) => (skipped === undefined ? [] : [rule]))).toEqual([
      'hard-coded-region',
      'undeclared-dependency',
      'unresolved-dependency',
    ]);
  });
});
