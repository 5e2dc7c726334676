import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/model/fact.ts';
import { countsByKind, matchingFindings } from '../../../viewer/panels/about/matching.ts';

const findings: readonly Finding[] = [
  { kind: 'assumed', message: 'one zone', file: 'a.tf', line: 3 },
  { kind: 'unresolved', message: 'DB_HOST leads nowhere', file: 'k8s/web.yaml', line: 12, hint: 'Name it' },
  { kind: 'assumed', message: 'three zones', file: 'b.tf' },
];

describe('findings', () => {
  it('are counted by kind, in the order of the kinds', () => {
    expect(countsByKind(findings)).toEqual([
      ['unresolved', 1],
      ['assumed', 2],
    ]);
  });

  it.each([
    ['', '', 3],
    ['assumed', '', 2],
    ['', 'WEB.yaml:12', 1],
    ['', 'name nowhere', 1],
    ['assumed', 'nowhere', 0],
    ['', 'zone b.tf', 1],
  ])('of kind %j with %j are %d', (kind, words, count) => {
    expect(matchingFindings(findings, kind, words)).toHaveLength(count);
  });
});
