/** Proves that a list of numbers grows, shrinks and hands out copies, and keeps what its type can hold. */
import { expect, it } from 'vitest';
import { Numbers } from '../../../src/engine/timeline/numbers.ts';

const filled = (count: number): Numbers<Float64Array> => {
  const numbers = new Numbers(Float64Array);
  for (let i = 0; i < count; i++) numbers.push(i / 2);
  return numbers;
};

it('begins empty, and has nothing to give', () => {
  const numbers = new Numbers(Uint32Array);
  expect(numbers.length).toBe(0);
  expect(numbers.pop()).toBeUndefined();
  expect(numbers.values()).toEqual(new Uint32Array());
});

// It is made for 64 and doubles.
it.each([1, 63, 64, 65, 128, 129, 10_000])('keeps all of %d numbers in order', (count) => {
  const numbers = filled(count);
  expect(numbers.length).toBe(count);
  expect(numbers.values()).toEqual(Float64Array.from({ length: count }, (_, i) => i / 2));
});

it('takes out what came last', () => {
  const numbers = filled(66);
  expect([numbers.pop(), numbers.pop(), numbers.pop()]).toEqual([32.5, 32, 31.5]);
  expect(numbers.length).toBe(63);
  numbers.push(7);
  expect(numbers.at(63)).toBe(7);
  expect(numbers.at(62)).toBe(31);
});

it('replaces', () => {
  const numbers = filled(3);
  numbers.set(1, 9);
  expect([...numbers.values()]).toEqual([0, 9, 1]);
});

it('is empty once cleared, and begins at the front again', () => {
  const numbers = filled(100);
  numbers.clear();
  expect(numbers.length).toBe(0);
  expect(numbers.pop()).toBeUndefined();
  numbers.push(5);
  expect([...numbers.values()]).toEqual([5]);
});

it('hands out a copy', () => {
  const numbers = filled(2);
  const before = numbers.values();
  before[0] = 8;
  numbers.set(1, 9);
  expect([...before]).toEqual([8, 0.5]);
  expect([...numbers.values()]).toEqual([0, 9]);
});

it('holds infinity and the largest of its type', () => {
  const times = new Numbers(Float64Array);
  times.push(Infinity);
  times.push(2 ** 53);
  expect([...times.values()]).toEqual([Infinity, 2 ** 53]);
  const vertices = new Numbers(Uint32Array);
  vertices.push(0xffff_ffff);
  expect(vertices.pop()).toBe(0xffff_ffff);
});
