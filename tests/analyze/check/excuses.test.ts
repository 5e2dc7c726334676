/** Proves that what is excused does not count, for no longer than it is meant to, and is told all the same. */
import { describe, expect, it } from 'vitest';
import { ignoresIn } from '../../../src/analyze/check/inline.ts';
import { askCheck, checkedIn, counted, findingsOf } from './ask-check.ts';

const SHOP = `nodes:
  shop:
    kind: app
    dependsOn: [db]
  db:
    kind: database
    in: r
  r: { kind: region }
`;

const REGION = 'single-region shop shop.yaml:7';

const withLine = (comment: string): string => SHOP.replace('    in: r\n', `    in: r ${comment}\n`);
const withLineAbove = (comment: string): string => SHOP.replace('    in: r\n', `    ${comment}\n    in: r\n`);

describe('a comment', () => {
  it('is needed: without it the finding counts', async () => {
    expect(counted(await askCheck(SHOP))).toContain(REGION);
  });

  it.each([
    ['on the line', withLine('# faultline:ignore single-region -- it is moved in spring')],
    ['on the line above', withLineAbove('# faultline:ignore single-region it is moved in spring')],
    [
      'that names several rules',
      withLine('# faultline:ignore single-zone, single-region: it is moved in spring'),
    ],
    [
      'above another comment',
      withLineAbove('# faultline:ignore single-region -- it is moved in spring\n    # and a word more'),
    ],
  ])('%s suppresses the finding, with its reason', async (_, text) => {
    const report = await askCheck(text);
    const [finding] = findingsOf(report, 'single-region');
    expect(finding?.excused).toEqual({ by: 'suppressed', reason: 'it is moved in spring' });
    expect(counted(report).filter((one) => one.startsWith('single-region'))).toEqual([]);
  });

  it.each([
    ['of another rule', withLine('# faultline:ignore single-zone -- x')],
    ['two lines above', SHOP.replace('  db:\n', '  # faultline:ignore single-region -- x\n  db:\n')],
    ['beside the line above', SHOP.replace('database\n', 'database # faultline:ignore single-region -- x\n')],
  ])('%s suppresses nothing', async (_, text) => {
    expect(findingsOf(await askCheck(text), 'single-region').map(({ excused }) => excused)).toEqual([
      undefined,
    ]);
  });

  it('without a reason suppresses, and is told', async () => {
    const report = await askCheck(withLine('# faultline:ignore single-region'));
    expect(findingsOf(report, 'single-region')[0]?.excused).toEqual({ by: 'suppressed' });
    expect(findingsOf(report, 'suppression-without-reason').map(({ place }) => place?.line)).toEqual([7]);
  });

  it('of a rule that there is not is told with the nearest', async () => {
    const report = await askCheck(withLine('# faultline:ignore single-regoin -- x'));
    expect(findingsOf(report, 'unknown-rule').map(({ message, remedy }) => [message, remedy])).toEqual([
      ['a suppression names the rule "single-regoin", which there is not', 'did you mean "single-region"?'],
    ]);
  });

  it('that nothing is found for is told, but not where its rule was not looked at', async () => {
    const text = withLine('# faultline:ignore single-region,single-zone -- x');
    expect(findingsOf(await askCheck(text), 'unused-suppression').map(({ message }) => message)).toEqual([
      'nothing is found that the suppression of single-zone is for',
    ]);
    const only = await askCheck(text, { options: { rule: ['single-region'] } });
    expect(findingsOf(only, 'unused-suppression')).toEqual([]);
  });

  it('stands in any file that a finding points at', async () => {
    const text = SHOP.replace('database\n', 'database\n    source: infra/db.tf:2\n').replace(
      'in: r\n',
      'in: { node: r, source: "infra/db.tf:2" }\n',
    );
    const tf = '// faultline:ignore single-region -- moved in spring\nresource "aws_db_instance" "db" {\n}\n';
    const report = await askCheck({ 'shop.yaml': text, 'infra/db.tf': tf });
    expect(findingsOf(report, 'single-region').map(({ place, excused }) => [place, excused?.reason])).toEqual(
      [[{ file: 'infra/db.tf', line: 2 }, 'moved in spring']],
    );
  });
});

describe('what a comment says', () => {
  it.each([
    ['# faultline:ignore a -- why', ['a'], 'why'],
    ['// faultline:ignore a,b why not', ['a', 'b'], 'why not'],
    ['/* faultline:ignore a, b, c -- why */', ['a', 'b', 'c'], 'why'],
    ['<!-- faultline:ignore survive/x: why -->', ['survive/x'], 'why'],
    ['# faultline:ignore a', ['a'], ''],
    ['# faultline:ignore', [], ''],
    ['# faultline:ignore -- why', [], 'why'],
  ] as const)('%s', (line, rules, reason) => {
    expect(ignoresIn([line, 'x']).map((one) => [one.covers, one.rules, one.reason])).toEqual([
      [2, rules, reason],
    ]);
  });

  it('other words are none', () => {
    expect(ignoresIn(['# faultline:ignored a', '# faultline: ignore a'])).toEqual([]);
  });

  it('of a line made by a machine nothing is taken', () => {
    expect(ignoresIn([`${' '.repeat(5000)}# faultline:ignore a -- b`])).toEqual([]);
  });
});

const withPolicies = (policies: string): string => `policies:\n${policies}${SHOP}`;

const waiver = (until: string): string =>
  withPolicies(
    `  waivers: [{ rule: single-region, node: "kind:app", owner: web, reason: moved in spring, until: ${until} }]\n`,
  );

describe('a suppression in the document', () => {
  it('covers the nodes that it selects, of its rule', async () => {
    const report = await askCheck(
      withPolicies('  suppress: [{ rule: single-region, node: shop, reason: a toy }]\n'),
    );
    expect(findingsOf(report, 'single-region')[0]?.excused).toEqual({ by: 'suppressed', reason: 'a toy' });
    expect(counted(report).filter((one) => one.startsWith('single-point'))).not.toEqual([]);
  });

  it('that covers nothing is told', async () => {
    const report = await askCheck(
      withPolicies('  suppress: [{ rule: single-region, node: db, reason: a toy }]\n'),
    );
    expect(findingsOf(report, 'unused-suppression').map(({ place }) => place?.line)).toEqual([2]);
    expect(counted(report)).toContain('single-region shop shop.yaml:9');
  });
});

describe('a waiver', () => {
  it('holds on its last day', async () => {
    const report = await askCheck(waiver('2026-06-15'), { today: '2026-06-15' });
    expect(findingsOf(report, 'single-region')[0]?.excused).toEqual({
      by: 'waived',
      reason: 'moved in spring',
      owner: 'web',
      until: '2026-06-15',
    });
    expect(report.failures?.()).toEqual([]);
  });

  it('that has ended fails by itself, and what it covered counts again', async () => {
    const report = await askCheck(waiver('2026-06-14'), { today: '2026-06-15' });
    expect(findingsOf(report, 'single-region')[0]?.excused).toBeUndefined();
    expect(findingsOf(report, 'expired-waiver').map(({ message }) => message)).toEqual([
      'the waiver of single-region for kind:app by web ended on 2026-06-14 (moved in spring)',
    ]);
    expect(report.failures?.()).toEqual(['error: expired-waiver: 1 finding (kind:app)']);
  });

  it('that has ended is in no baseline', async () => {
    const report = await askCheck(waiver('2026-06-14'), { options: { 'write-baseline': 'b.json' } });
    expect(report.writes!().get('b.json')).not.toContain('expired-waiver');
  });
});

describe('severities', () => {
  it.each([
    ['error', [], 'Check passed'],
    ['warning', ['warning: single-region: 1 finding (shop)'], 'Check failed'],
    ['never', [], 'Check passed'],
  ] as const)('--fail-on %s', async (failOn, failures, verdict) => {
    const tiered = SHOP.replace('kind: app\n', 'kind: app\n    tier: 1\n');
    const report = await askCheck(tiered, { options: { 'fail-on': failOn } });
    expect(report.failures?.()).toEqual(failures);
    expect(report.title[0]).toMatchObject({ text: verdict });
  });

  it('of single-region are less where no app has a tier, unless the document says it', async () => {
    const severityOf = async (text: string): Promise<string | undefined> =>
      findingsOf(await askCheck(text), 'single-region')[0]?.severity;
    expect(await severityOf(SHOP)).toBe('note');
    expect(await severityOf(withPolicies('  rules: { single-region: warning }\n'))).toBe('warning');
    expect(await severityOf(withPolicies('  survive: { fail: r, atMost: partial }\n'))).toBe('warning');
    expect(await severityOf(withPolicies('  rules: { single-region: { apps: shop } }\n'))).toBe('warning');
  });

  it('are what the document says', async () => {
    const report = await askCheck(withPolicies('  rules: { single-region: error }\n'));
    expect(findingsOf(report, 'single-region')[0]?.severity).toBe('error');
    expect(report.failures?.()).toEqual(['error: single-region: 1 finding (shop)']);
  });
});

it('options of a rule choose whom it looks after', async () => {
  const report = await askCheck(withPolicies('  rules: { single-region: { apps: db } }\n'));
  expect(findingsOf(report, 'single-region').map(({ node }) => node)).toEqual(['db']);
});

it('every finding is in one case, and what passed has one as well', async () => {
  const { cases, findings } = checkedIn(await askCheck(SHOP));
  expect(cases.flatMap((one) => one.findings).length).toBe(findings.length);
  expect(cases).toContainEqual({ rule: 'single-zone', subject: 'shop', findings: [] });
});
