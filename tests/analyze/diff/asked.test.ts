/** What a change asks for less strictly than before: policies, rules, excuses. What asks for more is no loss. */
import { describe, expect, it } from 'vitest';
import { EXCUSE_RULES } from '../../../src/analyze/check/excuse-rules.ts';
import { CHECK_RULES } from '../../../src/analyze/check/rules/index.ts';
import type { RawNode } from '../../support/raw.ts';
import { compareDocuments } from './changes.ts';

const NODES = {
  shop: { kind: 'app', tier: 1, dependsOn: ['db'] },
  desk: { kind: 'app', tier: 2, dependsOn: ['db'] },
  db: { kind: 'database' },
  r1: { kind: 'region' },
  r2: { kind: 'region' },
} as unknown as Readonly<Record<string, RawNode>>;

const document = (policies: object) => ({ faultline: 1, nodes: NODES, policies }) as never;

/** What is asked less from one to the other. */
const less = async (before: object, after: object): Promise<readonly string[]> => {
  const { asked } = await compareDocuments(document(before), document(after));
  return asked.map(({ what, name, message }) => `${what} ${name}: ${message}`);
};

describe('a policy', () => {
  const POLICY = {
    name: 'p',
    apps: ['kind:app'],
    fail: ['kind:region'],
    together: true,
    state: 'outage',
    atMost: 'degraded',
    within: '10m',
    severity: 'error',
  };
  const changed = (to: object, from: object = {}) =>
    less({ survive: [{ ...POLICY, ...from }] }, { survive: [{ ...POLICY, ...to }] });

  it.each<[string, object]>([
    ['it is no longer about desk', { apps: ['tier:1'] }],
    ['r2 no longer fails in it', { fail: ['r1'] }],
    ['what fails no longer fails at once', { together: false }],
    ['what fails is partial, not outage', { state: 'partial' }],
    ['at most partial, not degraded', { atMost: 'partial' }],
    ['within 11m, not 10m', { within: '11m' }],
    ['warning, not error', { severity: 'warning' }],
    ['at most partial, not degraded; note, not error', { atMost: 'partial', severity: 'note' }],
  ])('asks for less: %s', async (how, to) => {
    expect(await changed(to)).toEqual([`policy survive/p: the policy p asks for less: ${how}`]);
    // The other way round it asks for more.
    expect(await changed({}, to)).toEqual([]);
  });

  it('whose failures are all others asks for less either way', async () => {
    const others = { fail: ['db'] };
    const said = 'policy survive/p: the policy p asks for less:';
    expect(await changed(others)).toEqual([`${said} r1 and r2 no longer fail in it`]);
    expect(await changed({}, others)).toEqual([`${said} db no longer fails in it`]);
  });

  it('without a bound on time asks for the most', async () => {
    const { within: _, ...always } = POLICY;
    expect(await less({ survive: [always] }, { survive: [POLICY] })).toEqual([
      'policy survive/p: the policy p asks for less: within 10m, not always',
    ]);
    expect(await less({ survive: [POLICY] }, { survive: [always] })).toEqual([]);
  });

  it('that is gone is told, one that is new is not', async () => {
    expect(await less({ survive: [POLICY] }, {})).toEqual(['policy survive/p: the policy p is gone']);
    expect(await less({ survive: [POLICY] }, { survive: [{ ...POLICY, name: 'q' }] })).toEqual([
      'policy survive/p: the policy p is gone',
    ]);
    expect(await less({}, { survive: [POLICY] })).toEqual([]);
    const { name: _, ...nameless } = POLICY;
    expect(await less({ survive: [nameless] }, {})).toEqual([
      'policy survive: the policy that kind:app survive kind:region is gone',
    ]);
  });

  it('without a name is known by what it asks, or by most of that', async () => {
    const { name: _, ...nameless } = POLICY;
    const other = { ...nameless, apps: ['shop'], fail: ['db'] };
    const said = 'policy survive: the policy that kind:app survive kind:region asks for less:';
    // In another order they are the same.
    expect(await less({ survive: [nameless, other] }, { survive: [other, nameless] })).toEqual([]);
    expect(
      await less({ survive: [nameless, other] }, { survive: [other, { ...nameless, atMost: 'partial' }] }),
    ).toEqual([`${said} at most partial, not degraded`]);
    expect(
      await less({ survive: [nameless, other] }, { survive: [other, { ...nameless, apps: ['shop'] }] }),
    ).toEqual([`${said} it is no longer about desk`]);
    expect(
      await less({ survive: [nameless, other] }, { survive: [other, { ...nameless, fail: ['r1'] }] }),
    ).toEqual([`${said} r2 no longer fails in it`]);
  });
});

describe('a rule', () => {
  const RULES = [...CHECK_RULES.map(({ rule }) => rule), ...Object.values(EXCUSE_RULES)];

  it.each(RULES.map(({ id, severity }) => [id, severity] as const))(
    '%s is %s where nothing is said',
    async (id, severity) => {
      const article = severity === 'error' ? 'an' : 'a';
      expect(await less({}, { rules: { [id]: 'off' } })).toEqual([`rule ${id}: the rule ${id} is off`]);
      expect(await less({}, { rules: { [id]: severity } })).toEqual([]);
      expect(await less({}, { rules: { [id]: 'error' } })).toEqual([]);
      const milder =
        severity === 'note' ? [] : [`rule ${id}: the rule ${id} is a note, not ${article} ${severity}`];
      expect(await less({}, { rules: { [id]: 'note' } })).toEqual(milder);
      expect(await less({ rules: { [id]: 'off' } }, {})).toEqual([]);
    },
  );

  it('that looks at less asks for less', async () => {
    const rules = (setting: object) => ({ rules: { 'shared-fate': setting } });
    const said = 'rule shared-fate: the rule shared-fate';
    expect(await less({}, rules({ among: ['kind:region'] }))).toEqual([`${said} looks only at kind:region`]);
    expect(await less(rules({ among: ['kind:region'] }), rules({ among: ['r1'] }))).toEqual([
      `${said} no longer looks at r2`,
    ]);
    expect(await less(rules({ among: ['r1'] }), rules({ among: ['kind:region'] }))).toEqual([]);
    expect(await less(rules({ among: ['r1'] }), {})).toEqual([]);
    // What is off looks at nothing.
    expect(
      await less(rules({ severity: 'off', among: ['r1', 'r2'] }), rules({ severity: 'off', among: ['r1'] })),
    ).toEqual([]);
  });
});

describe('an excuse', () => {
  const WAIVER = {
    rule: 'single-zone',
    node: ['shop', 'db'],
    reason: 'why',
    owner: 'ann',
    until: '2030-01-31',
  };
  const { owner: _, until: __, ...SUPPRESSION } = WAIVER;

  it('that is new is told, one that is gone is not', async () => {
    expect(await less({}, { waivers: [WAIVER] })).toEqual([
      'waiver single-zone: a new waiver for single-zone at shop, db: why (owner ann, until 2030-01-31)',
    ]);
    expect(await less({}, { suppress: [SUPPRESSION] })).toEqual([
      'suppression single-zone: a new suppression for single-zone at shop, db: why',
    ]);
    expect(await less({ waivers: [WAIVER], suppress: [SUPPRESSION] }, {})).toEqual([]);
  });

  it('is the same whatever the order of its nodes and its reason', async () => {
    const same = { ...WAIVER, node: ['db', 'shop'], reason: 'another', owner: 'bob' };
    expect(await less({ waivers: [WAIVER] }, { waivers: [same] })).toEqual([]);
    expect(await less({ waivers: [WAIVER] }, { waivers: [{ ...WAIVER, node: ['db'] }] })).toHaveLength(1);
  });

  it('that ends later is told, one that ends earlier is not', async () => {
    const later = { ...WAIVER, until: '2030-02-01' };
    expect(await less({ waivers: [WAIVER] }, { waivers: [later] })).toEqual([
      'waiver single-zone: the waiver for single-zone at shop, db ends on 2030-02-01, not on 2030-01-31',
    ]);
    expect(await less({ waivers: [later] }, { waivers: [WAIVER] })).toEqual([]);
  });
});
