/**
 * What an Open-PSA file says of fault trees: numbered vertices as the engine's trees have them, and their names.
 *
 * Vertices 0 to events.length − 1 are the basic events, and after them come the gates. A literal is 2 × vertex, + 1 if it
 * is negated. House events are gates that always or never hold.
 */

/** A text and what to call it. */
export interface OpenPsaFile {
  readonly file: string;
  readonly text: string;
}

export interface OpenPsaEvent {
  /** Of an event that is private to a part of a tree, with the way to it: `Tree.Component.name`. */
  readonly name: string;
  readonly label?: string;
  /** Left out where the file gives none. */
  readonly probability?: number;
}

export interface OpenPsaGate {
  /** Left out: a formula inside of a gate's. */
  readonly name?: string;
  readonly operator: 'and' | 'or' | 'atLeast' | 'xor';
  /** Of `atLeast`: how many inputs must hold. Of the others 0. */
  readonly atLeast: number;
  readonly inputs: readonly number[];
}

export interface OpenPsaTop {
  /** The fault tree that it is the top of. */
  readonly tree: string;
  /** The gate's name. */
  readonly name: string;
  readonly label?: string;
  /** Its vertex. */
  readonly vertex: number;
}

export interface OpenPsaModel {
  readonly events: readonly OpenPsaEvent[];
  readonly gates: readonly OpenPsaGate[];
  /** Gates that no other gate of their tree uses, in the order written. */
  readonly tops: readonly OpenPsaTop[];
  /** What the files say that a fault tree cannot, and that therefore was left out; a sentence each. */
  readonly leftOut: readonly string[];
}
