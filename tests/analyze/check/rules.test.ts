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
import { textOf } from '../ask.ts';
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
  const pages = readdirSync(path.join(ROOT, 'docs/rules')).filter((name) => name !== 'README.md');
  expect(pages.length).toBe(RULES.length);
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

  it('has nothing to say where what could be switched to falls as well', async () => {
    const text = exampleOf('control-plane-in-recovery', 'fails')!.replace('in: r/west', 'in: r/east');
    expect(findingsOf(await askCheck(text), 'control-plane-in-recovery')).toEqual([]);
  });

  it('has nothing against a control plane that another failure takes', async () => {
    const text = exampleOf('control-plane-in-recovery', 'fails')!.replace(
      '{ kind: control-plane, in: r/east }',
      '{ kind: control-plane, in: r/west }',
    );
    expect(findingsOf(await askCheck(text), 'control-plane-in-recovery')).toEqual([]);
  });
});

const ON_AWS = {
  'shop.yaml': `
nodes:
  shop: { kind: app, dependsOn: [aws/us-east-1/lambda] }
`,
  'packs/aws.yaml': `
nodes:
  aws: { kind: provider }
  aws/us-east-1: { kind: region, in: aws }
  aws/us-east-1/lambda: { kind: service, in: aws/us-east-1, dependsOn: [aws/us-east-1/fleet] }
  aws/us-east-1/fleet: { kind: service, in: aws/us-east-1, dependsOn: [aws/route53] }
  aws/us-west-2: { kind: region, in: aws }
  aws/us-west-2/lambda: { kind: service, in: aws/us-west-2, dependsOn: [aws/route53] }
  aws/route53: { kind: dns, in: aws }
`,
};

describe('shared-fate', () => {
  const messagesIn = async (files: Parameters<typeof askCheck>[0]): Promise<readonly string[]> =>
    findingsOf(await askCheck(files), 'shared-fate').map(
      ({ severity, message }) => `${severity}: ${message}`,
    );

  it('is one finding for a group, with all that its members share', async () => {
    const report = await askCheck(`
nodes:
  shop: { kind: app, dependsOn: [{ anyOf: [east, west] }] }
  east: { kind: service, dependsOn: [sign-in, db] }
  west: { kind: service, dependsOn: [sign-in, db] }
  sign-in: { kind: identity }
  db: { kind: database }
`);
    const found = findingsOf(report, 'shared-fate');
    expect(found.map(({ message }) => message)).toEqual([
      'east and west are to back each other up for shop, but share db and sign-in: without any one of these the group is in outage',
    ]);
    expect(found[0]?.related.map(({ message }) => message)).toEqual([
      'db: east → db and west → db',
      'sign-in: east → sign-in and west → sign-in',
    ]);
  });

  it('is none of members that share the work out', async () => {
    expect(
      await messagesIn(`
nodes:
  shop: { kind: app, dependsOn: [{ atLeast: { operational: 2, partial: 1 }, of: [list, search] }] }
  list: { kind: service, dependsOn: [db] }
  search: { kind: service, dependsOn: [db] }
  db: { kind: database }
`),
    ).toEqual([]);
  });

  it('is a note where a scan concluded that they back each other up', async () => {
    const text = (confidence: string): string => `
nodes:
  shop: { kind: app, dependsOn: [{ anyOf: [a, b]${confidence} }] }
  a: { kind: service, dependsOn: [db] }
  b: { kind: service, dependsOn: [db] }
  db: { kind: database }
`;
    const message =
      'a and b are to back each other up for shop, but share db: without it the group is in outage';
    expect(await messagesIn(text(''))).toEqual([`error: ${message}`]);
    expect(await messagesIn(text(', confidence: inferred'))).toEqual([`note: ${message}`]);
  });

  it('is a note where it is below what a provider offers in each of its regions', async () => {
    const shop =
      'nodes:\n  shop: { kind: app, dependsOn: [{ anyOf: [aws/us-east-1/lambda, aws/us-west-2/lambda] }] }\n';
    expect((await messagesIn({ ...ON_AWS, 'shop.yaml': shop })).map((one) => one.split(',')[0])).toEqual([
      'note: aws/us-east-1/lambda and aws/us-west-2/lambda are to back each other up for shop',
    ]);
  });

  it('is a note where the region of what is shared is not known', async () => {
    const text = (region: string): string => `
nodes:
  shop: { kind: app, dependsOn: [{ anyOf: [a, b] }] }
  a: { kind: service, dependsOn: [aws/${region}/s3] }
  b: { kind: service, dependsOn: [aws/${region}/s3] }
  aws/${region}/s3: { kind: storage, in: aws/${region} }
  aws/${region}: { kind: region }
`;
    expect((await messagesIn(text('default-region'))).map((one) => one.split(':')[0])).toEqual(['note']);
    expect((await messagesIn(text('us-east-1'))).map((one) => one.split(':')[0])).toEqual(['error']);
  });

  it('shows no proof that is about something else', async () => {
    const report = await askCheck(`
nodes:
  shop: { kind: app, dependsOn: [db, { anyOf: [a, b] }] }
  a: { kind: service, dependsOn: [db] }
  b: { kind: service, dependsOn: [db] }
  db: { kind: database }
`);
    const [finding] = findingsOf(report, 'shared-fate');
    expect(finding?.flows).toEqual([]);
    expect(finding?.related).toHaveLength(2);
  });
});

describe('circular-start', () => {
  const circle = (needed: string): string => `
nodes:
  proxy: { kind: service, dependsOn: [{ node: collector, needed: start, source: "compose.yaml:4", confidence: documented }] }
  collector: { kind: service, dependsOn: [{ node: proxy, source: "compose.yaml:8", confidence: documented${needed} }] }
`;

  it('is none where a scan saw no more than a call', async () => {
    expect(findingsOf(await askCheck(circle('')), 'circular-start')).toEqual([]);
  });

  it('is one where files order both', async () => {
    expect(findingsOf(await askCheck(circle(', needed: start')), 'circular-start')).toHaveLength(1);
  });

  it('is one where people say it', async () => {
    const text = circle('').replaceAll(/, source: "compose.yaml:\d", confidence: documented/g, '');
    expect(findingsOf(await askCheck(text), 'circular-start')).toHaveLength(1);
  });
});

describe('the words of a fall', () => {
  const text = (group: string): string => `
nodes:
  shop: { kind: app, dependsOn: [${group}] }
  list: { kind: service, dependsOn: [db] }
  search: { kind: service, dependsOn: [db] }
  db: { kind: database, in: r }
  r: { kind: region }
`;

  it.each([
    ['{ anyOf: [list, search] }', 'search should be left, but needs db, which runs in r'],
    ['{ atLeast: { operational: 2, partial: 1 }, of: [list, search] }', 'search needs db, which runs in r'],
  ])('%s: %s', async (group, words) => {
    expect(findingsOf(await askCheck(text(group)), 'single-region').map(({ message }) => message)).toEqual([
      `shop is in outage if r is: ${words}`,
    ]);
  });

  it('end where a provider begins', async () => {
    const report = await askCheck({
      ...ON_AWS,
      'shop.yaml': `policies:
  survive: { fail: aws/route53, atMost: degraded }
${ON_AWS['shop.yaml']}`,
    });
    expect(findingsOf(report, 'survive').map(({ message }) => message)).toEqual([
      'shop is in outage if aws/route53 is: it needs aws/us-east-1/lambda, which falls with it (allowed: degraded at most)',
    ]);
  });
});

it('what is found of several nodes at one line is one row, and counted each', async () => {
  const report = await askCheck(`
nodes:
  a: { kind: app, tier: 1, dependsOn: [db] }
  b: { kind: app, tier: 1, dependsOn: [db] }
  db: { kind: database, in: r }
  r: { kind: region }
`);
  expect(findingsOf(report, 'single-region')).toHaveLength(2);
  const text = textOf(report);
  expect(text).toContain('a is in outage if r is: db runs in r');
  expect(text).toContain('the same for b');
  expect(text).not.toContain('b is in outage if r is');
});

it('the table marks each node by itself', async () => {
  const report = await askCheck(`
nodes:
  a: { kind: app, tier: 1, in: r }
  b: { kind: app, tier: 1, in: r, dependsOn: [db] }
  db: { kind: database }
  r: { kind: region }
`);
  const table = report.blocks().find(({ type }) => type === 'table');
  expect(table?.type === 'table' && table.rows.map((row) => row[3])).toContainEqual([
    '',
    { text: 'a', tone: 'id' },
    ' and ',
    { text: 'b', tone: 'id' },
  ]);
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
    expect(found.map(({ message }) => message)).toEqual([
      'shop is in outage if any one of 2 parts is: db and disk',
    ]);
    expect(found[0]?.related.map(({ message, place }) => [message, place?.line])).toEqual([
      ['db: web needs db', 4],
      ['disk: web needs db, which needs disk', 5],
    ]);
  });

  it('of two that take each other the first is the part', async () => {
    const report = await askCheck(`
nodes:
  shop: { kind: app, dependsOn: [right] }
  right: { kind: service, dependsOn: [left] }
  left: { kind: service, dependsOn: [right] }
`);
    expect(findingsOf(report, 'single-point-of-failure').map(({ message }) => message)).toEqual([
      'shop is in outage if left is: right needs left',
    ]);
  });

  it('each part can be suppressed where it is, and the others still count', async () => {
    const report = await askCheck(`
nodes:
  shop:
    kind: app
    dependsOn:
      # faultline:ignore single-point-of-failure -- there is one vendor of this
      - vendor
      - db
  vendor: { kind: external }
  db: { kind: database }
`);
    const found = findingsOf(report, 'single-point-of-failure');
    expect(found.map(({ message, excused }) => [message, excused?.reason])).toEqual([
      ['shop is in outage if vendor is: it needs vendor', 'there is one vendor of this'],
      ['shop is in outage if db is: it needs db', undefined],
    ]);
  });

  it('of a provider the part is told that somebody here asks for', async () => {
    const found = findingsOf(await askCheck(ON_AWS), 'single-point-of-failure');
    expect(found.map(({ message }) => message)).toEqual([
      'shop is in outage if aws/us-east-1/lambda is: it needs aws/us-east-1/lambda',
    ]);
  });

  it('settings that a scan read are no parts', async () => {
    const text = (source: string): string => `
nodes:
  shop: { kind: app, dependsOn: [role, subnet, db] }
  role: { kind: identity${source} }
  subnet: { kind: network${source} }
  db: { kind: database${source} }
`;
    const messageOf = async (source: string): Promise<readonly string[]> =>
      findingsOf(await askCheck(text(source)), 'single-point-of-failure').map(({ message }) => message);
    expect(await messageOf('')).toEqual(['shop is in outage if any one of 3 parts is: db, role and subnet']);
    expect(await messageOf(', source: "infra/main.tf:3"')).toEqual([
      'shop is in outage if db is: it needs db',
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
