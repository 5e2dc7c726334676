import { describe, expect, test } from 'vitest';
import { capOf } from '../../../src/model/impact.ts';
import type { CallCounts, Facts, ReferenceFact } from '../../../src/model/fact.ts';
import { facts, nodeOf, onTarget, refers, resource, scanned } from '../../support/facts.ts';

const declared = (more: Partial<ReferenceFact> = {}): Facts =>
  facts(
    [resource('web', 'apps/Deployment'), resource('cart', 'apps/Deployment')],
    [refers('web', 'cart', 'env.CART', { class: 'call', ...more })],
    { realm: 'kubernetes' },
  );

const word = (tells: 'code' | 'observed' | 'catalog', more: Partial<ReferenceFact>): Facts =>
  facts([], [refers('web', 'cart', 'client', { class: 'call', why: tells, ...more })], {
    realm: 'kubernetes',
    tells,
  });

const counts = (errors: number, propagated: number): Partial<ReferenceFact> => ({
  confidence: 'observed',
  observed: { calls: 100, errors, propagated } satisfies CallCounts,
});

/** How bad the loss of the cart gets for the web; `outage` if nothing is said. */
const capped = (...all: readonly Facts[]): string | undefined => {
  const [requirement] = onTarget(nodeOf(scanned(all), 'shop/web'), 'shop/cart');
  return requirement!.impact === undefined ? 'outage' : capOf(requirement!.impact);
};

describe('how bad it gets', () => {
  test('is what the class says, if nobody knows better', () => {
    expect(capped(declared())).toBe('outage');
  });

  test('is degraded, if each call in the code goes on without an answer', () => {
    expect(capped(declared(), word('code', { atMost: 'degraded' }))).toBe('degraded');
  });

  test('stays as it is, if one call of the code does not', () => {
    const other = word('code', { where: { file: 'b.ts', line: 1 } });
    expect(capped(declared(), word('code', { atMost: 'degraded' }), other)).toBe('outage');
  });

  test('is degraded, if callers survived each of enough errors', () => {
    expect(capped(declared(), word('observed', counts(5, 0)))).toBe('degraded');
    expect(capped(declared(), word('observed', counts(4, 0)))).toBe('outage');
    expect(capped(declared(), word('observed', counts(5, 1)))).toBe('outage');
  });

  test('is all of it, if the traces refute what the code promises', () => {
    expect(capped(declared(), word('code', { atMost: 'degraded' }), word('observed', counts(10, 9)))).toBe(
      'outage',
    );
  });

  test('gets no worse by a survivor than the class lets it', () => {
    expect(capped(declared({ class: 'flags' }), word('observed', { ...counts(5, 0), class: 'flags' }))).toBe(
      'degraded',
    );
  });
});

test.each(['telemetry', 'flags'] as const)('a catch makes nothing worse than the class %s lets it', (of) => {
  const cap = of === 'telemetry' ? 'operational' : 'degraded';
  const said = { class: of, atMost: 'degraded' } as const;
  expect(capped(declared(said), word('code', said))).toBe(cap);
});

test('what is needed to start only stays so behind a catch', () => {
  const said = { class: 'start-up', atMost: 'degraded' } as const;
  const out = scanned([declared(said), word('code', said)]);
  expect(onTarget(nodeOf(out, 'shop/web'), 'shop/cart')[0]!.needed).toBe('start');
});

test('the reason is told with the evidence', () => {
  const out = scanned([declared(), word('observed', counts(7, 0))]);
  expect(onTarget(nodeOf(out, 'shop/web'), 'shop/cart')[0]!.why).toContain(
    'traces: of 7 errors none passed on',
  );
});

test('a statement passes nothing on, and gives way to any use', () => {
  const statement = { atMost: 'operational', class: 'call' } as const;
  expect(capped(declared(statement))).toBe('operational');
  expect(capped(declared(statement), word('catalog', {}))).toBe('outage');
});
