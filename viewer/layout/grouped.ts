/** Numbers by group, as two arrays: count, add up, place. */

/** The values of group g are values[start[g]] up to start[g + 1], in the order given. */
export interface Grouped {
  readonly start: Uint32Array;
  readonly values: Uint32Array;
}

/** Sorts 0 … n − 1 by their groups, which are below `count`; NO_GROUP leaves a number out. */
export const grouped = (count: number, groups: Int32Array): Grouped => {
  const start = new Uint32Array(count + 1);
  for (const group of groups) if (group !== NO_GROUP) start[group + 1]!++;
  for (let group = 0; group < count; group++) start[group + 1]! += start[group]!;
  const cursor = start.slice(0, count);
  const values = new Uint32Array(start[count]!);
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i]!;
    if (group !== NO_GROUP) values[cursor[group]!++] = i;
  }
  return { start, values };
};

export const NO_GROUP = -1;

/** The values of a group. */
export const valuesOf = ({ start, values }: Grouped, group: number): Uint32Array =>
  values.subarray(start[group], start[group + 1]);
