/** Arrays of numbers by rule. The arrays' own `from` walks an iterator, and takes several times as long. */

/** Lengths, weights, whatever is no index. */
export const reals = (count: number, valueAt: (i: number) => number): Float64Array => {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = valueAt(i);
  return values;
};

/** Indexes and counts. */
export const integers = (count: number, valueAt: (i: number) => number): Int32Array => {
  const values = new Int32Array(count);
  for (let i = 0; i < count; i++) values[i] = valueAt(i);
  return values;
};
