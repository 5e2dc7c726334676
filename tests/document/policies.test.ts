/** Proves that policies are read as they are meant, and that what is wrong in them is told at its line, with the word that was meant. */
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/document/read.ts';
import { problemsIn, short } from './told.ts';
import { withoutOrigins } from '../assemble/estates.ts';
import { loadEstate } from '../../src/scan/document.ts';
import { UserError } from '../../src/model/user-error.ts';

const policiesIn = async (text: string): Promise<unknown> => {
  const { document, problems } = await readDocument({ file: 'd.yaml', text: `faultline: 1\n${text}\n` });
  expect(problems).toEqual([]);
  return withoutOrigins(document?.policies);
};

const PLAIN = { apps: ['kind:app'], together: false, state: 'outage', severity: 'error' } as const;

describe('survive', () => {
  it.each([
    [
      'one',
      'survive: { fail: "kind:zone", atMost: partial }',
      [{ ...PLAIN, fail: ['kind:zone'], atMost: 'partial' }],
    ],
    [
      'a list, those with a name first',
      'survive: [{ fail: x, atMost: partial }, { name: n, fail: [x, y], atMost: degraded }]',
      [
        { ...PLAIN, name: 'n', fail: ['x', 'y'], atMost: 'degraded' },
        { ...PLAIN, fail: ['x'], atMost: 'partial' },
      ],
    ],
    [
      'a map of names, by name',
      'survive: { b: { fail: x, atMost: partial }, a/c: { fail: y, atMost: operational, within: 15m, together: true, state: partial, severity: note, why: w, apps: tier:1 } }',
      [
        {
          name: 'a/c',
          apps: ['tier:1'],
          fail: ['y'],
          atMost: 'operational',
          within: 900,
          together: true,
          state: 'partial',
          severity: 'note',
          why: 'w',
        },
        { ...PLAIN, name: 'b', fail: ['x'], atMost: 'partial' },
      ],
    ],
    ['none', 'survive: {}', []],
  ])('%s', async (_, text, survive) => {
    expect(await policiesIn(`policies: { ${text} }`)).toMatchObject({ survive });
  });
});

it('rules, suppressions and waivers', async () => {
  expect(
    await policiesIn(`policies:
  rules: { single-zone: off, shared-fate: { severity: note, among: kind:zone } }
  suppress: [{ rule: survive/x, node: [a, b], reason: r }]
  waivers: [{ rule: single-zone, node: a, reason: r, owner: o, until: 2027-01-31 }]`),
  ).toEqual({
    survive: [],
    rules: new Map<string, object>([
      ['shared-fate', { severity: 'note', among: ['kind:zone'] }],
      ['single-zone', { severity: 'off' }],
    ]),
    suppress: [{ rule: 'survive/x', node: ['a', 'b'], reason: 'r' }],
    waivers: [{ rule: 'single-zone', node: ['a'], reason: 'r', owner: 'o', until: '2027-01-31' }],
  });
});

describe('what is wrong is told', () => {
  it.each([
    ['survival: {}', '2:13 unknown key "survival"\n  hint: did you mean "survive"?'],
    ['survive: [{ fail: x }]', '2:23 "atMost" is missing\n  hint: one of operational, degraded, partial'],
    [
      'survive: { fail: x, atMost: degrated }',
      '2:41 unknown state "degrated"\n  hint: did you mean "degraded"?',
    ],
    [
      'survive: { fail: x, atMost: partial, whitin: 5m }',
      '2:50 unknown key "whitin"\n  hint: did you mean "within"?',
    ],
    [
      'survive: { n: { fail: x, atMost: partial, whitin: 5m } }',
      '2:55 unknown key "whitin"\n  hint: did you mean "within"?',
    ],
    [
      'survive: { fail: x, atMost: partial, within: soon }',
      '2:58 "within" must be a duration, not "soon"\n  hint: write a number and a unit: 90s, 15m, 4h17m, 2d',
    ],
    [
      'survive: { fail: x, atMost: partial, together: yes }',
      '2:60 "together" must be true or false, not "yes"',
    ],
    ['survive: x', '2:22 "survive" must be a map or a list, not "x"'],
    [
      'survive: [{ name: n, fail: x, atMost: partial }, { name: n, fail: y, atMost: partial }]',
      '2:70 there is another policy of that name',
    ],
    ['rules: { single-zones: off }', '2:22 unknown key "single-zones"\n  hint: did you mean "single-zone"?'],
    ['rules: { single-zone: of }', '2:35 unknown severity "of"\n  hint: did you mean "off"?'],
    ['rules: { shared-fate: { apps: x } }', '2:37 unknown key "apps"\n  hint: known here: severity, among'],
    [
      'suppress: [{ rule: single-zne, node: x, reason: r }]',
      '2:32 unknown rule "single-zne"\n  hint: did you mean "single-zone"?',
    ],
    ['suppress: [{ rule: single-zone, node: x }]', '2:24 "reason" is missing'],
    [
      'suppress: [{ rule: surviv/NAME, node: x, reason: r }]',
      '2:32 unknown rule "surviv/NAME"\n  hint: did you mean "survive/NAME"?',
    ],
    [
      'survive: { fail: x, atMost: outage }',
      '2:41 unknown state "outage"\n  hint: one of operational, degraded, partial',
    ],
    [
      'survive: { fail: x, atMost: partial, state: operational }',
      '2:57 unknown state "operational"\n  hint: one of degraded, partial, outage',
    ],
    [
      'waivers: [{ rule: single-zone, node: x, reason: r, owner: o, until: 2027-02-30 }]',
      '2:81 "until" must be a day that the calendar has, not "2027-02-30"\n  hint: write year-month-day: 2017-02-28',
    ],
  ])('%s', async (text, told) => {
    expect((await problemsIn(`faultline: 1\npolicies: { ${text} }\n`)).map(short)).toEqual([told]);
  });

  it.each([
    [
      'survive: { fail: "kind:regoin", atMost: partial }',
      'unknown kind "regoin" in the selection "kind:regoin"',
    ],
    ['survive: { fail: "kind:region", atMost: partial }', 'nothing matches "kind:region"'],
    ['survive: { apps: shopp, fail: shop, atMost: partial }', 'nothing matches "shopp"'],
    ['rules: { shared-fate: { among: shopp } }', 'nothing matches "shopp"'],
    ['suppress: [{ rule: survive/x, node: shop, reason: r }]', 'there is no policy "survive/x"'],
    ['suppress: [{ rule: single-zone, node: [shop, shopp], reason: r }]', 'nothing matches "shopp"'],
  ])('%s', async (text, message) => {
    const input = {
      file: 'd.yaml',
      text: `faultline: 1\npolicies: { ${text} }\nnodes: { shop: { kind: app } }\n`,
    };
    const error: unknown = await loadEstate([input]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    const [problem, ...others] = (error as UserError).problems;
    expect([problem?.message, problem?.place?.line, others]).toEqual([message, 2, []]);
    expect(problem?.frame).toContain('> 2 |');
  });
});

it('a policy that names what a pack defines brings it in', async () => {
  const text =
    'faultline: 1\nuse: [aws]\npolicies: { survive: { fail: aws/eu-west-1, atMost: partial } }\nnodes: { shop: { kind: app } }\n';
  const { positions } = await loadEstate([{ file: 'd.yaml', text }]);
  expect(positions.has('aws/eu-west-1')).toBe(true);
});
