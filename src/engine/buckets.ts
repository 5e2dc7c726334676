/** Sorting by a small number, stable: count, add up, place. */

/** Values by key: those of key k are values[start[k]] up to start[k + 1], in the order given. */
export interface Buckets {
  readonly start: Uint32Array;
  readonly values: Uint32Array;
}

/** Sorts values into `count` buckets; `keys[i]`, below `count`, is the bucket of `values[i]`. */
export const bucketed = (count: number, keys: Uint32Array, values: Uint32Array): Buckets => {
  const start = new Uint32Array(count + 1);
  for (let i = 0; i < values.length; i++) start[keys[i]! + 1]!++;
  for (let key = 0; key < count; key++) start[key + 1]! += start[key]!;
  const cursor = start.slice(0, count);
  const sorted = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) sorted[cursor[keys[i]!]!++] = values[i]!;
  return { start, values: sorted };
};
