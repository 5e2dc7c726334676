/** Proves what the merged document says of a dependency that several sources know, and that it says nothing else. */
import { describe, expect, it } from 'vitest';
import { mergedDocument } from '../../../src/analyze/reconcile/merged.ts';
import { needsOf } from '../../../src/analyze/reconcile/needs.ts';
import { knownOf } from '../../../src/analyze/reconcile/known.ts';
import { writeYaml } from '../../../src/document/write.ts';
import type { Document, PartialNode } from '../../../src/model/document.ts';
import { cappedAt } from '../../../src/model/impact.ts';
import type { NodeRequirement, Requirement } from '../../../src/model/requirement.ts';
import type { Testimony } from '../../../src/model/testimony.ts';
import { node, seen, testimony } from './ledgers.ts';

const ON_ADS: NodeRequirement = {
  form: 'node',
  node: 'ads',
  why: 'call: ADS_ADDR',
  source: 'k8s.yaml:3',
  confidence: 'documented',
};

const documentOf = (nodes: readonly PartialNode[]): Document => ({
  use: [],
  include: [],
  nodes: new Map(nodes.map((one) => [one.id, one])),
  scenarios: new Map(),
});

/** What `web` needs after the merge. */
const merged = (
  testimonies: readonly Testimony[],
  dependsOn: readonly Requirement[] = [ON_ADS],
  web: Partial<PartialNode> = {},
): readonly Requirement[] => {
  const document = documentOf([node('ads'), node('web', 'service', { dependsOn, ...web })]);
  const known = knownOf({ document, ledger: { sightings: [], testimonies } });
  return mergedDocument(document, needsOf(testimonies, known)).nodes.get('web')!.dependsOn;
};

const hard = testimony('web -> ads', 'declared', { why: 'ADS_ADDR=ads:80' });

describe('a dependency that several kinds of sources know', () => {
  it('tells each with its place, what traces counted, and the surest confidence', () => {
    const code = testimony('web -> ads', 'code', { why: 'fetch(ADS)', confidence: 'inferred' });
    expect(merged([hard, code, seen('web -> ads', { calls: 40, errors: 2, propagated: 1 })])).toEqual([
      {
        ...ON_ADS,
        confidence: 'observed',
        why: 'call: manifests: ADS_ADDR=ads:80 (declared.yaml:2); code: fetch(ADS) (code.yaml:2); traces: 40 calls, 2 errors, 1 passed on (observed.yaml:2)',
      },
    ]);
  });

  it('is as strong as traces proved, and says so', () => {
    const [soft] = merged([hard, seen('web -> ads', { errors: 9 })]);
    expect(soft).toMatchObject({ impact: cappedAt('degraded') });
    expect(soft!.why).toMatch(/; proved soft$/);
    const milder = [{ ...ON_ADS, impact: cappedAt('operational') }];
    expect(merged([hard, seen('web -> ads', { errors: 9 })], milder)[0]!.impact).toEqual(
      cappedAt('operational'),
    );
    const capped = [{ ...ON_ADS, impact: cappedAt('degraded'), needed: 'start' as const }];
    const [proved] = merged([hard, seen('web -> ads', { errors: 9, propagated: 9 })], capped);
    expect(proved).not.toHaveProperty('impact');
    expect(proved).not.toHaveProperty('needed');
    expect(proved!.why).toMatch(/; proved hard$/);
  });

  it('is told inside of a group as well, whose own terms stay', () => {
    const group: Requirement = {
      form: 'atLeast',
      atLeast: [2, 1, 1],
      of: [
        { form: 'node', node: 'ads' },
        { form: 'node', node: 'other' },
      ],
      why: 'call: routes',
    };
    const [after] = merged([hard, seen('web -> ads')], [group]);
    expect(after).toMatchObject({ form: 'atLeast', why: 'call: routes', atLeast: [2, 1, 1] });
    const [ads, other] = (after as typeof group).of;
    expect(ads).toMatchObject({ node: 'ads', confidence: 'observed', source: 'declared.yaml:2' });
    expect(other).toEqual({ form: 'node', node: 'other' });
  });
});

describe('all else stays as it was', () => {
  it.each([
    ['known to one kind', [hard, { ...hard, why: 'also' }]],
    ['of which nobody says anything', []],
  ])('a dependency %s', (_, testimonies) => {
    expect(merged(testimonies)).toEqual([ON_ADS]);
  });

  it('what is switched off', () => {
    expect(
      merged([hard, seen('web -> ads', { errors: 9, propagated: 9 })], [ON_ADS], { tags: ['count:0'] }),
    ).toEqual([ON_ADS]);
  });

  it('a document without traces, to the byte', () => {
    const document = documentOf([node('ads'), node('web', 'service', { dependsOn: [ON_ADS] })]);
    const known = knownOf({ document, ledger: { sightings: [], testimonies: [hard] } });
    expect(writeYaml(mergedDocument(document, needsOf([hard], known)))).toBe(writeYaml(document));
  });
});

it('nothing is added: what no source made a requirement of is not one', () => {
  expect(merged([hard, seen('web -> new', { errors: 9 }), testimony('web -> new', 'code')])).toEqual([
    ON_ADS,
  ]);
});
