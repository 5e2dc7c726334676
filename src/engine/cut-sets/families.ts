/**
 * The minimal cut sets of a core, as a family of sets of its classes or modules: from the thresholds that stand on events alone up to
 * the top.
 *
 * Alternatives are the union of families, a threshold the product of so many of them, both without what contains another
 * set and, if an order is asked for, without what is larger: a minimal set of the whole is never larger than that of its
 * parts, so nothing is lost. In a circle this is repeated, from nothing, until the families no longer change: what they
 * are then is the least fixpoint. (J. B. Fussell and W. E. Vesely, "A new methodology for obtaining cut sets for fault
 * trees", Transactions of the American Nuclear Society 15, 1972, bottom up; sets as diagrams: O. Coudert and
 * J. C. Madre, "Implicit and incremental computation of primes and essential primes", DAC 1992.)
 */
import { NONE, UNIT, type Zbdd } from '../fault-tree/zbdd.ts';
import { type Alternatives, type Structure, type Threshold, bottomUp } from './core.ts';

/**
 * The family of the top's minimal cut sets of at most so many elements; the element of class c is level c.
 *
 * @throws LimitReached if the diagram grows beyond its limit.
 */
export const topFamily = (core: Structure, zbdd: Zbdd, most: number): number => {
  const { alternatives, thresholds } = core;
  const families = new Int32Array(alternatives.length + thresholds.length).fill(NONE);
  const familyOf = (vertex: number): number => {
    const any = alternatives[vertex];
    return any === undefined
      ? productOf(zbdd, thresholds[vertex - alternatives.length]!, families, most)
      : unionOf(zbdd, any, families, alternatives.length);
  };
  const update = (vertex: number): boolean => {
    const before = families[vertex];
    families[vertex] = familyOf(vertex);
    return families[vertex] !== before;
  };
  for (const { vertices, isCircle } of bottomUp(core)) {
    if (!isCircle) update(vertices[0]!);
    else while (vertices.filter(update).length > 0);
  }
  return families[0]!;
};

const unionOf = (
  zbdd: Zbdd,
  { classes, thresholds }: Alternatives,
  families: Int32Array,
  firstThreshold: number,
): number => {
  // Later classes first: each single then is the top of what is there.
  const singles = classes
    .toReversed()
    .reduce((family, level) => zbdd.union(zbdd.single(level), family), NONE);
  return thresholds.reduce(
    (family, number) => zbdd.union(families[firstThreshold + number]!, family),
    singles,
  );
};

/** At least so many hold: `holding[j]` are the ways in which j of those seen do. */
const productOf = (zbdd: Zbdd, { needed, inputs }: Threshold, families: Int32Array, most: number): number => {
  const holding = [UNIT, ...Array.from({ length: needed }, () => NONE)];
  inputs.forEach((input, i) => {
    // What can still become enough.
    const from = Math.max(1, needed - (inputs.length - 1 - i));
    for (let count = Math.min(i + 1, needed); count >= from; count--) {
      const more = zbdd.product(holding[count - 1]!, families[input]!, most);
      holding[count] = zbdd.union(holding[count]!, more);
    }
  });
  return holding[needed]!;
};
