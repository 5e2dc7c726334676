/** Random small fault trees, and what they mean by trying everything. */
import fc from 'fast-check';
import type { FaultTree, Gate, GateOperator } from '../../../src/engine/fault-tree/tree.ts';
import { evaluated } from '../monte-carlo/evaluated.ts';

export interface TreeShape {
  /** Coherent ones may have circles; others have negations and `xor`. */
  readonly isCoherent: boolean;
  readonly events?: number;
  readonly gates?: number;
}

export const trees = ({ isCoherent, events = 7, gates = 8 }: TreeShape): fc.Arbitrary<FaultTree> =>
  fc
    .record({
      eventCount: fc.integer({ min: 1, max: events }),
      gateCount: fc.integer({ min: 1, max: gates }),
    })
    .chain(({ eventCount, gateCount }) =>
      fc.record({
        eventCount: fc.constant(eventCount),
        gates: fc.tuple(
          ...Array.from({ length: gateCount }, (_, at) => gate(isCoherent, eventCount, gateCount, at)),
        ),
        top: literal(
          isCoherent,
          eventCount + gateCount - 1,
          eventCount + gateCount - 1,
          fc.integer({ min: 0, max: 9 }),
        ),
      }),
    );

const gate = (isCoherent: boolean, eventCount: number, gateCount: number, at: number): fc.Arbitrary<Gate> => {
  const operators: readonly GateOperator[] = isCoherent
    ? ['and', 'or', 'atLeast']
    : ['and', 'or', 'atLeast', 'xor'];
  // Negations and circles do not go together: others look back only.
  const highest = isCoherent ? eventCount + gateCount - 1 : eventCount + at - 1;
  return fc.constantFrom(...operators).chain((operator) =>
    fc
      .array(literal(isCoherent, 0, highest, fc.integer({ min: 0, max: 3 })), {
        minLength: operator === 'xor' ? 2 : 0,
        maxLength: operator === 'xor' ? 2 : 4,
      })
      .chain((inputs) =>
        fc.record({
          operator: fc.constant(operator),
          atLeast: operator === 'atLeast' ? fc.integer({ min: 0, max: inputs.length + 1 }) : fc.constant(0),
          inputs: fc.constant(inputs),
        }),
      ),
  );
};

const literal = (
  isCoherent: boolean,
  min: number,
  max: number,
  chance: fc.Arbitrary<number>,
): fc.Arbitrary<number> =>
  fc
    .tuple(fc.integer({ min, max }), chance)
    .map(([vertex, draw]) => 2 * vertex + (!isCoherent && draw === 0 ? 1 : 0));

/** Whether the top holds, by set of events as bits. */
const truthOf = (tree: FaultTree): readonly boolean[] =>
  Array.from({ length: 1 << tree.eventCount }, (_, set) =>
    evaluated(
      tree,
      Array.from({ length: tree.eventCount }, (_, event) => ((set >> event) & 1) === 1),
    ),
  );

/** The smallest sets that bring about the top, by size, then event by event. */
export const minimalSetsOf = (tree: FaultTree): readonly (readonly number[])[] => {
  const truth = truthOf(tree);
  const minimal = truth.flatMap((isTrue, set) => (isTrue && !hasSmaller(truth, set) ? [set] : []));
  return minimal
    .map((set) =>
      Array.from({ length: tree.eventCount }, (_, event) => event).filter((event) => (set >> event) & 1),
    )
    .toSorted(
      (a, b) =>
        a.length - b.length ||
        a[a.findIndex((event, at) => event !== b[at])]! - b[a.findIndex((event, at) => event !== b[at])]!,
    );
};

/** Whether a proper subset is true: those of a non-coherent tree need not go down one event at a time. */
const hasSmaller = (truth: readonly boolean[], set: number): boolean => {
  for (let part = set; part > 0;) {
    part = (part - 1) & set;
    if (truth[part] === true) return true;
  }
  return false;
};

/** The probability of the top, set by set. */
export const probabilityBySets = (tree: FaultTree, p: Float64Array): number =>
  truthOf(tree).reduce(
    (sum, isTrue, set) =>
      isTrue
        ? sum + p.reduce((product, one, event) => product * ((set >> event) & 1 ? one : 1 - one), 1)
        : sum,
    0,
  );
