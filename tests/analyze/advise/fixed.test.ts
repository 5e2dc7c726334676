/** Which requirements nobody can change, for they say what things are. */
import { describe, expect, it } from 'vitest';
import { isByNature, isPacks } from '../../../src/analyze/advise/fixed.ts';
import type { Estate } from '../../../src/model/estate.ts';
import { Origin } from '../../../src/model/place.ts';
import type { NodeRequirement, Requirement } from '../../../src/model/requirement.ts';
import { estateWith } from '../../engine/estates.ts';
import { NOWHERE } from '../../support/engine.ts';

const ESTATE: Estate = estateWith({ app: { in: 'zone' }, zone: [], run: { kind: 'function' }, db: [] });
const APP = ESTATE.nodes[ESTATE.positions.get('app')!]!;
const SHIPPED = new Origin({ ...NOWHERE.source, isShipped: true });

const byNature = (requirement: Partial<NodeRequirement>, node = APP): boolean =>
  isByNature(ESTATE, node, { form: 'node', node: 'db', ...requirement });

const SCANNED = { source: 'main.tf:3' };

describe('a requirement is by nature', () => {
  it('if a pack says it, whatever it is', () => {
    expect(byNature({ origin: SHIPPED })).toBe(true);
    expect(byNature({ origin: NOWHERE })).toBe(false);
  });

  it('if a scan read where something is placed', () => {
    const place: Requirement = { form: 'node', node: 'zone', ...SCANNED };
    expect(isByNature(ESTATE, { ...APP, in: place }, place)).toBe(true);
    expect(isByNature(ESTATE, { ...APP, in: { ...place } }, place)).toBe(false);
  });

  it.each([
    ['the service that it is an instance of', true],
    ['the service that it is an instance of, perhaps', false],
    ['entry point: the public one', true],
    ['entry points: two', true],
    ['placement: a subnet', true],
    ['no placement: a subnet', false],
    ['because', false],
  ])('if a scan gives as its reason "%s": %s', (why, expected) => {
    expect(byNature({ ...SCANNED, why })).toBe(expected);
    // What somebody wrote is a choice.
    expect(byNature({ why })).toBe(false);
    expect(byNature({ ...SCANNED, why, origin: NOWHERE })).toBe(false);
  });

  it.each(['call: it', 'config: it', 'network: it'])('if it is a "%s" of a function', (why) => {
    expect(byNature({ ...SCANNED, why, node: 'run' })).toBe(true);
    expect(byNature({ ...SCANNED, why, node: 'db' })).toBe(false);
    expect(byNature({ ...SCANNED, why: `a ${why}`, node: 'run' })).toBe(false);
  });
});

it('a node is of packs if they alone describe it', () => {
  expect(isPacks({ ...APP, origins: [SHIPPED, SHIPPED] })).toBe(true);
  expect(isPacks({ ...APP, origins: [SHIPPED, NOWHERE] })).toBe(false);
  expect(isPacks({ ...APP, origins: [] })).toBe(false);
});
