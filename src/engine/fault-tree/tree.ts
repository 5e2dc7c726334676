/**
 * A fault tree: what leads to an undesired event, as gates over basic events. In our use it says "this app is in this
 * state or worse", and the basic events are the failures of nodes; read from Open-PSA it is whatever its authors meant.
 *
 * Vertices are numbered: 0 to eventCount − 1 the basic events, and after them the gates. A literal is a vertex and a
 * sign in one number: 2 × vertex, + 1 if it is negated. Gates may stand in circles as long as nothing in the circle is
 * negated; what holds then is the least fixpoint: nothing is true without a reason outside of the circle.
 */

/** 2 × vertex, + 1 if negated. */
export type Literal = number;

export type GateOperator = 'and' | 'or' | 'atLeast' | 'xor';

/** A gate of a fault tree. */
export interface Gate {
  readonly operator: GateOperator;
  /** Of `atLeast`: how many inputs must hold. Of the others 0. */
  readonly atLeast: number;
  /** `and` of none holds always, `or` of none never; `xor` has two. */
  readonly inputs: readonly Literal[];
}

/** A fault tree without circles: gates over basic events. */
export interface FaultTree {
  readonly eventCount: number;
  readonly gates: readonly Gate[];
  readonly top: Literal;
}

/** Whether no literal that matters is negated and no gate is `xor`: then minimal cut sets say all of it. */
export const isCoherent = ({ gates, top }: FaultTree): boolean =>
  (top & 1) === 0 &&
  gates.every(({ operator, inputs }) => operator !== 'xor' && inputs.every((input) => (input & 1) === 0));
