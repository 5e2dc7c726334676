/**
 * How laws are tried: many random cases, the same on every machine.
 *
 * `FAULTLINE_SEED=7 npx vitest run tests/laws` tries other cases; `FAULTLINE_RUNS=10` tries ten times as many. A law
 * that breaks prints its smallest counterexample, and the seed and path that lead back to it.
 */
import fc from 'fast-check';

const SEED = Number(process.env['FAULTLINE_SEED'] ?? 20_170_228);
const FACTOR = Number(process.env['FAULTLINE_RUNS'] ?? 1);

/** Asserts that a property holds in so many random cases. */
export const holds = <Ts>(runs: number, property: fc.IProperty<Ts>): void => {
  fc.assert(property, { seed: SEED, numRuns: Math.ceil(runs * FACTOR) });
};

/** What `count` of something becomes where more or fewer cases are tried: bounds on what they met grow with them. */
export const inProportion = (count: number): number => count * FACTOR;

/** So many random values, for judging what the laws are tried on. */
export const sampled = <T>(arbitrary: fc.Arbitrary<T>, count: number): readonly T[] =>
  fc.sample(arbitrary, { seed: SEED, numRuns: count });

/** The same for properties that wait for something. */
export const holdsInTime = <Ts>(runs: number, property: fc.IAsyncProperty<Ts>): Promise<void> =>
  fc.assert(property, { seed: SEED, numRuns: Math.ceil(runs * FACTOR) });
