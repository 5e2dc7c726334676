/** Proves that a baseline hides what was there and nothing else, and that nobody can let it grow unseen. */
import { describe, expect, it } from 'vitest';
import { readBaseline } from '../../../src/analyze/check/baseline.ts';
import { UserError } from '../../../src/model/user-error.ts';
import { textOf } from '../ask.ts';
import type { Scanned } from '../../../src/analyze/analysis.ts';
import { askCheck, checkedIn, findingsOf } from './ask-check.ts';

const app = (name: string): string => `  ${name}: { kind: app, tier: 1, in: r }\n`;
const shops = (...names: readonly string[]): string =>
  `nodes:\n  r: { kind: region }\n${names.map(app).join('')}`;

const written = async (text: string, today: string, before?: string): Promise<string> => {
  const report = await askCheck(text, {
    today,
    options: { 'write-baseline': 'b.json' },
    ...(before === undefined ? {} : { given: { 'b.json': before } }),
  });
  return report.writes!().get('b.json')!;
};

const against = (text: string, baseline: string, today = '2026-06-15') =>
  askCheck(text, {
    today,
    options: { baseline: 'b.json', 'fail-on': 'note' },
    given: { 'b.json': baseline },
  });

const hiddenIn = (report: Awaited<ReturnType<typeof against>>): readonly string[] =>
  checkedIn(report).findings.flatMap(({ node, excused }) => (excused?.by === 'baseline' ? [node] : []));

it('is sorted, a line for each finding', async () => {
  const text = await written(shops('b', 'a'), '2026-06-01');
  expect(text).toBe(
    [
      '{',
      '  "faultlineBaseline": 1,',
      '  "history": [',
      '    {"day":"2026-06-01","findings":2}',
      '  ],',
      '  "findings": [',
      '    {"rule":"single-region","node":"a","fingerprint":"<fingerprint>","message":"a is in outage if r is: it runs in r","since":"2026-06-01"},',
      '    {"rule":"single-region","node":"b","fingerprint":"<fingerprint>","message":"b is in outage if r is: it runs in r","since":"2026-06-01"}',
      '  ]',
      '}',
      '',
    ]
      .join('\n')
      .replaceAll('<fingerprint>', () => fingerprints(text).shift()!),
  );
});

const shown = new Map<string, string[]>();
const fingerprints = (text: string): string[] => {
  let all = shown.get(text);
  if (all === undefined)
    shown.set(text, (all = [...text.matchAll(/"fingerprint":"([0-9a-f]{16})"/g)].map(([, one]) => one!)));
  return all;
};

it('hides what it has, and what is new counts', async () => {
  const report = await against(shops('a', 'b'), await written(shops('a'), '2026-06-01'));
  expect(hiddenIn(report)).toEqual(['a']);
  expect(report.failures?.()).toEqual(['warning: single-region: 1 finding (b)']);
});

it('still knows what moved, and what stands in another file', async () => {
  const text = await written(shops('a'), '2026-06-01');
  const moved = await askCheck(
    { 'infra/other.yaml': `# a comment\n\ntitle: T\n${shops('b', 'a')}` },
    { options: { baseline: 'b.json' }, given: { 'b.json': text } },
  );
  expect(hiddenIn(moved)).toEqual(['a']);
});

it('written again keeps the day of what it had, and how many it had', async () => {
  const first = await written(shops('a'), '2026-06-01');
  const second = readBaseline('b.json', await written(shops('a', 'b'), '2026-06-09', first));
  expect(second.history).toEqual([
    { day: '2026-06-01', findings: 1 },
    { day: '2026-06-09', findings: 2 },
  ]);
  expect([...second.entries.values()].map(({ node, since }) => [node, since])).toEqual([
    ['a', '2026-06-01'],
    ['b', '2026-06-09'],
  ]);
});

it('written against the one that it replaces keeps what that one hides', async () => {
  const first = await written(shops('a'), '2026-06-01');
  const report = await askCheck(shops('a', 'b'), {
    options: { baseline: 'b.json', 'write-baseline': 'b.json' },
    given: { 'b.json': first },
    today: '2026-06-09',
  });
  const second = readBaseline('b.json', report.writes!().get('b.json')!);
  expect([...second.entries.values()].map(({ node, since }) => [node, since])).toEqual([
    ['a', '2026-06-01'],
    ['b', '2026-06-09'],
  ]);
});

it('written twice on a day tells the day once', async () => {
  const first = await written(shops('a', 'b'), '2026-06-01');
  const second = readBaseline('b.json', await written(shops('a'), '2026-06-01', first));
  expect(second.history).toEqual([{ day: '2026-06-01', findings: 1 }]);
});

describe('single points of an app', () => {
  const shop = (...parts: readonly string[]): string =>
    `nodes:\n  shop: { kind: app, dependsOn: [${parts.join(', ')}] }\n${parts.map((part) => `  ${part}: { kind: database }\n`).join('')}`;
  const rule = 'single-point-of-failure';

  it('are one finding, and an entry each', async () => {
    const report = await askCheck(shop('a', 'b'));
    expect(findingsOf(report, rule).map(({ message }) => message)).toEqual([
      'shop is in outage if any one of 2 parts is: a and b',
    ]);
    const { entries } = readBaseline('b.json', await written(shop('a', 'b'), '2026-06-01'));
    expect([...entries.values()].map(({ message }) => message).toSorted()).toEqual([
      'shop is in outage if a is: it needs a',
      'shop is in outage if b is: it needs b',
    ]);
  });

  it('that are new count, beside those that are known', async () => {
    const report = await against(shop('a', 'b', 'c'), await written(shop('a', 'b'), '2026-06-01'));
    expect(findingsOf(report, rule).map(({ message, excused }) => [message, excused?.by])).toEqual(
      expect.arrayContaining([
        ['shop is in outage if any one of 2 parts is: a and b', 'baseline'],
        ['shop is in outage if c is: it needs c', undefined],
      ]),
    );
    expect(report.failures?.()).toEqual([`note: ${rule}: 1 finding (shop)`]);
    expect(textOf(report)).toContain('b.json hides 1 finding (2 entries)');
  });

  it('that come with a later writing are seen to', async () => {
    const first = await written(shop('a'), '2026-06-01');
    const second = await written(shop('a', 'b'), '2026-06-09', first);
    expect(textOf(await against(shop('a', 'b'), second))).toContain(
      'on 2026-06-01 it had 1, and 1 of its 2 came later (1 on 2026-06-09)',
    );
  });

  it('that are mended can be taken out, and count when they come back', async () => {
    const both = await written(shop('a', 'b'), '2026-06-01');
    expect(textOf(await against(shop('a'), both))).toContain('1 of its entries can be removed');
    const one = await written(shop('a'), '2026-06-09', both);
    expect((await against(shop('a', 'b'), one)).failures?.()).toEqual([`note: ${rule}: 1 finding (shop)`]);
  });
});

describe('a file that is renamed', () => {
  it('leaves a finding of it known', async () => {
    const scanned = (file: string): Scanned => ({
      findings: [{ kind: 'unresolved', message: 'nothing here answers to fraud', file, line: 5 }],
      ledger: { sightings: [], testimonies: [] },
    });
    const text = 'nodes:\n  r: { kind: region }\n';
    const printOf = async (file: string): Promise<readonly string[]> =>
      findingsOf(await askCheck(text, { scanned: scanned(file) }), 'unresolved-dependency').map(
        ({ fingerprint }) => fingerprint,
      );
    expect(await printOf('a/compose.yaml')).toEqual(await printOf('b/stack.yaml'));
  });
});

describe('a green run shows', () => {
  it('how many it hides, and how it grew', async () => {
    const first = await written(shops('a'), '2026-06-01');
    const second = await written(shops('a', 'b', 'c'), '2026-06-09', first);
    const text = textOf(await against(shops('a', 'b', 'c'), second));
    expect(text).toContain('Check passed: no findings, 3 excused');
    expect(text).toContain(
      'b.json hides 3 findings; on 2026-06-01 it had 1, and 2 of its 3 came later (2 on 2026-06-09)',
    );
  });

  it('what can be taken out of it', async () => {
    const text = textOf(await against(shops('a'), await written(shops('a', 'b'), '2026-06-01')));
    expect(text).toContain(
      '1 of its entries can be removed, as it no longer occurs: --write-baseline b.json (single-region of b)',
    );
  });
});

it('a run of one rule says nothing of the entries of others', async () => {
  const baseline = await written(shops('a'), '2026-06-01');
  const report = await askCheck(shops('a'), {
    options: { baseline: 'b.json', rule: ['single-zone'] },
    given: { 'b.json': baseline },
  });
  expect(textOf(report)).not.toContain('can be removed');
});

it.each([
  ['', 'it is no JSON'],
  ['[]', '"faultlineBaseline": 1 is missing'],
  ['{"faultlineBaseline": 2}', '"faultlineBaseline": 1 is missing'],
  ['{"faultlineBaseline": 1}', '"history" and "findings" must be lists'],
  ['{"faultlineBaseline": 1, "history": [], "findings": [{"rule": "x"}]}', 'entry 1 of "findings" is'],
  ['{"faultlineBaseline": 1, "history": [{"day": "soon"}], "findings": []}', 'an entry of "history" is'],
])('%j is none', (text, why) => {
  expect(() => readBaseline('b.json', text)).toThrow(UserError);
  expect(() => readBaseline('b.json', text)).toThrow(`b.json is no baseline: ${why}`);
});
