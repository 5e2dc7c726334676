/**
 * Modules: parts of a core that share no event with the rest, so that whatever is asked of them is asked once.
 *
 * Events that are alternatives in the same places are one ("any of"); so are the inputs of a threshold that nothing
 * else hangs on ("so many of"), and so on upward. In a diagram a module is a single element.
 */

export type Module =
  | { readonly type: 'event'; readonly event: number }
  | { readonly type: 'any'; readonly parts: readonly Module[] }
  | { readonly type: 'some'; readonly needed: number; readonly parts: readonly Module[] };

/** A set of events, ascending, and the sum of what they weigh. */
export interface Weighed {
  readonly weight: number;
  readonly events: readonly number[];
}

/**
 * By weight, then size, then the first event that is in one and not in the other. Whatever comes first does so with any
 * further events beside both.
 */
const byWeight = (a: Weighed, b: Weighed): number => {
  const order = a.weight - b.weight || a.events.length - b.events.length;
  if (order !== 0) return order;
  for (let i = 0; i < a.events.length; i++) {
    if (a.events[i] !== b.events[i]) return a.events[i]! - b.events[i]!;
  }
  return 0;
};

/** The first so many of some sets. */
export const firstOf = (sets: readonly Weighed[], most: number): readonly Weighed[] =>
  sets.toSorted(byWeight).slice(0, most);

/** The first so many unions of a set of a and a set of b, which share no event; both are in order. */
const joined = (
  a: readonly Weighed[],
  b: readonly Weighed[],
  most: number,
  largest: number,
): readonly Weighed[] => {
  const unions: Weighed[] = [];
  for (let i = 0; i < a.length && i < most; i++) {
    // What is the i-th and the j-th has i × j unions before it.
    for (let j = 0; j < b.length && (i + 1) * (j + 1) <= most; j++) {
      const [left, right] = [a[i]!, b[j]!];
      if (left.events.length + right.events.length <= largest)
        unions.push({ weight: left.weight + right.weight, events: merged(left.events, right.events) });
    }
  }
  return firstOf(unions, most);
};

const merged = (a: readonly number[], b: readonly number[]): readonly number[] => {
  const both: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) both.push(a[i]! < b[j]! ? a[i++]! : b[j++]!);
  while (i < a.length) both.push(a[i++]!);
  while (j < b.length) both.push(b[j++]!);
  return both;
};

/** What is asked of modules: by `any` of some parts, and by parts that must come together. */
export interface Algebra<T> {
  readonly none: T;
  readonly unit: T;
  readonly event: (event: number) => T;
  readonly either: (parts: readonly T[]) => T;
  readonly both: (a: T, b: T) => T;
}

/** The value of a module. */
export const valueOf = <T>(algebra: Algebra<T>, module: Module): T => {
  switch (module.type) {
    case 'event':
      return algebra.event(module.event);
    case 'any':
      return algebra.either(module.parts.map((part) => valueOf(algebra, part)));
    case 'some':
      return someOf(algebra, module.needed, module.parts);
  }
};

/** Exactly so many of the parts, of which each is in a set or not: no minimal set has more. */
const someOf = <T>(algebra: Algebra<T>, needed: number, parts: readonly Module[]): T => {
  const { none, unit, either, both } = algebra;
  const taken: T[] = [unit, ...Array.from({ length: needed }, () => none)];
  parts.forEach((part, i) => {
    const value = valueOf(algebra, part);
    const from = Math.max(1, needed - (parts.length - 1 - i));
    for (let count = Math.min(i + 1, needed); count >= from; count--)
      taken[count] = either([taken[count]!, both(taken[count - 1]!, value)]);
  });
  return taken[needed]!;
};

/** How many sets there are of each size up to the largest; the index is the size. */
export const sizesUpTo = (largest: number): Algebra<readonly bigint[]> => ({
  none: [],
  unit: [1n],
  event: () => [0n, 1n],
  either: (parts) =>
    Array.from({ length: Math.max(0, ...parts.map(({ length }) => length)) }, (_, size) =>
      parts.reduce((sum, part) => sum + (part[size] ?? 0n), 0n),
    ),
  both: (a, b) => {
    if (a.length === 0 || b.length === 0) return [];
    const product = Array.from({ length: Math.min(a.length + b.length - 1, largest + 1) }, () => 0n);
    a.forEach((x, i) => {
      if (x === 0n) return;
      for (let j = 0; j < b.length && i + j < product.length; j++) product[i + j]! += x * b[j]!;
    });
    return product;
  },
});

/** The first so many sets among those of at most so many events. With weights of their own events, no set may be too large. */
export const firstUpTo = (
  most: number,
  largest: number,
  weightOf: (event: number) => number = () => 1,
): Algebra<readonly Weighed[]> => ({
  none: [],
  unit: [{ weight: 0, events: [] }],
  event: (event) => [{ weight: weightOf(event), events: [event] }],
  either: (parts) => firstOf(parts.flat(), most),
  both: (a, b) => joined(a, b, most, largest),
});

/** The size of the smallest set. */
export const SMALLEST: Algebra<number> = {
  none: Infinity,
  unit: 0,
  event: () => 1,
  either: (parts) => Math.min(Infinity, ...parts),
  both: (a, b) => a + b,
};
