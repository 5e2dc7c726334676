/** Proves that values come out by key, and those of one key in the order given. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketed } from '../../src/engine/buckets.ts';
import { holds } from '../support/law.ts';

describe('buckets', () => {
  it('hold the values of their keys in order, whatever the keys', () => {
    const pairs = fc.array(fc.record({ key: fc.nat(5), value: fc.nat(1000) }), { maxLength: 40 });
    holds(
      200,
      fc.property(pairs, (given) => {
        const { start, values } = bucketed(
          6,
          Uint32Array.from(given, ({ key }) => key),
          Uint32Array.from(given, ({ value }) => value),
        );
        for (let key = 0; key < 6; key++) {
          const wanted = given.filter((pair) => pair.key === key).map(({ value }) => value);
          expect([...values.subarray(start[key], start[key + 1])]).toEqual(wanted);
        }
      }),
    );
  });

  it('take keys beyond the values for nothing', () => {
    const { start, values } = bucketed(2, Uint32Array.of(1, 0, 0, 0), Uint32Array.of(7, 8));
    expect({ start: [...start], values: [...values] }).toEqual({ start: [0, 1, 2], values: [8, 7] });
  });
});
