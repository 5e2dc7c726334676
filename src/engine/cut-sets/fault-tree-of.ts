/** The fault tree of "this node is at this rank or worse": its cone, in the form that diagrams and other tools take. */
import type { Rank } from '../../model/state.ts';
import type { FaultTree, Gate, Literal } from '../fault-tree/tree.ts';
import type { Inputs, Network } from '../network.ts';
import { type Cone, conesOf } from './cone.ts';

export interface TreeOfNode {
  readonly tree: FaultTree;
  /** Of each basic event the position of the node whose outage it is; ascending. */
  readonly events: Uint32Array;
  /** Of each gate what it says: 4 × the vertex of the network + the rank at which, or worse, it is. Beside the gates. */
  readonly meanings: Uint32Array;
}

/**
 * The fault tree of a node's being at a rank or worse, over outages of the nodes that are events. Its gates may stand in
 * circles. A top that cannot come about is an `or` of nothing.
 */
export const faultTreeOf = (
  network: Network,
  inputs: Inputs,
  position: number,
  rank: Rank,
  isEvent: (position: number) => boolean,
): TreeOfNode => treeOf(conesOf(network, inputs)(position, rank, isEvent));

/** The fault tree of a cone. */
export const treeOf = (cone: Cone): TreeOfNode => {
  const { count, start, inputs, needed, eventOf, events } = cone;
  if (count === 0) return { tree: IMPOSSIBLE, events, meanings: new Uint32Array(1) };
  const meaningOf = (variable: number): number => 4 * cone.vertices[variable]! + cone.ranks[variable]!;
  const stands = standIns(cone);
  const isBasic = (variable: number): boolean =>
    eventOf[variable]! >= 0 && start[variable] === start[variable + 1];
  const variables = stands.flatMap((stand, variable) =>
    stand === variable && !isBasic(variable) ? [variable] : [],
  );
  const gateOf = new Map(variables.map((variable, gate) => [variable, gate]));
  const literalOf = (variable: number): Literal => {
    const gate = gateOf.get(stands[variable]!);
    return 2 * (gate === undefined ? eventOf[stands[variable]!]! : events.length + gate);
  };
  const meanings = variables.map(meaningOf);
  const again: Gate[] = [];
  /** A gate that only passes on: in a count, one input that counts twice must have two names. */
  const passedOn = (input: Literal): Literal => {
    again.push({ operator: 'or', atLeast: 0, inputs: [input] });
    meanings.push(meanings[(input >> 1) - events.length] ?? 4 * events[input >> 1]! + 3);
    return 2 * (events.length + variables.length + again.length - 1);
  };
  const gates = variables.map((variable): Gate => {
    const all = Array.from(inputs.subarray(start[variable], start[variable + 1]), literalOf);
    const own = eventOf[variable]! < 0 ? [] : [2 * eventOf[variable]!];
    const distinct = [...new Set([...own, ...all])];
    if (needed[variable] === 1) return { operator: 'or', atLeast: 0, inputs: distinct };
    if (needed[variable] === all.length) return { operator: 'and', atLeast: 0, inputs: distinct };
    const isNew = new Set(distinct);
    const named = all.map((input) => (isNew.delete(input) ? input : passedOn(input)));
    return { operator: 'atLeast', atLeast: needed[variable]!, inputs: named };
  });
  return {
    tree: { eventCount: events.length, gates: [...gates, ...again], top: literalOf(0) },
    events,
    meanings: Uint32Array.from(meanings),
  };
};

const IMPOSSIBLE: FaultTree = {
  eventCount: 0,
  gates: [{ operator: 'or', atLeast: 0, inputs: [] }],
  top: 0,
};

/**
 * The variable that each stands for: itself, or its one input if that is all it hangs on. Whatever can come about has a
 * reason outside of itself, so these chains end.
 */
const standIns = ({ count, start, inputs, eventOf }: Cone): readonly number[] => {
  const stands = Array.from({ length: count }, (_, variable) =>
    eventOf[variable]! < 0 && start[variable]! + 1 === start[variable + 1]
      ? inputs[start[variable]!]!
      : variable,
  );
  for (let variable = 0; variable < count; variable++) {
    let end = variable;
    while (stands[end] !== end) end = stands[end]!;
    for (let at = variable; at !== end;) {
      const next = stands[at]!;
      stands[at] = end;
      at = next;
    }
  }
  return stands;
};
