/**
 * Events that always stand together, as one: if wherever a stands b stands beside it, and "a or b" is all that is asked
 * of them (or everywhere "a and b"), then that is a module of two events.
 */
import type { FaultTree, Gate, Literal } from './tree.ts';

interface Group {
  readonly operator: 'and' | 'or';
  readonly events: readonly number[];
}

interface Grouped {
  /** The tree in which group g is the event `eventCount + g` of the tree before. */
  readonly tree: FaultTree;
  readonly groups: readonly Group[];
}

const AND = 1;
const OR = 2;
const NEITHER = 3;

/** Groups of two and more events, or undefined if there are none. The tree must be in normal form. */
export const grouped = ({ eventCount, gates, top }: FaultTree): Grouped | undefined => {
  // Events are of one class as long as every gate has all or none of them, with the same sign.
  const classOf = new Int32Array(eventCount);
  const asks = new Uint8Array(eventCount);
  let classes = 1;
  for (const { operator, inputs } of gates) {
    const split = new Map<number, number>();
    for (const input of inputs) {
      const event = input >> 1;
      if (event >= eventCount) continue;
      const key = 2 * classOf[event]! + (input & 1);
      let target = split.get(key);
      if (target === undefined) split.set(key, (target = classes++));
      classOf[event] = target;
      asks[event]! |= askedBy(operator, input);
    }
  }
  const members = new Map<number, number[]>();
  for (let event = 0; event < eventCount; event++) {
    if (asks[event] !== AND && asks[event] !== OR) continue;
    const mates = members.get(classOf[event]!);
    if (mates === undefined) members.set(classOf[event]!, [event]);
    else mates.push(event);
  }
  const groups: Group[] = [];
  const groupOf = new Int32Array(eventCount).fill(-1);
  for (const events of members.values()) {
    if (events.length < 2) continue;
    for (const event of events) groupOf[event] = groups.length;
    groups.push({ operator: asks[events[0]!] === AND ? 'and' : 'or', events });
  }
  if (groups.length === 0) return undefined;
  const isFirst = (event: number): boolean => groups[groupOf[event]!]!.events[0] === event;
  const renamed = (input: Literal): Literal => {
    const vertex = input >> 1;
    if (vertex >= eventCount) return input + 2 * groups.length;
    return groupOf[vertex]! < 0 ? input : 2 * (eventCount + groupOf[vertex]!) + (input & 1);
  };
  const smaller = gates.map((gate): Gate => ({
    ...gate,
    inputs: gate.inputs
      .filter((input) => input >> 1 >= eventCount || groupOf[input >> 1]! < 0 || isFirst(input >> 1))
      .map(renamed),
  }));
  return { tree: { eventCount: eventCount + groups.length, gates: smaller, top: renamed(top) }, groups };
};

/** Not a, and not b: not (a or b). */
const askedBy = (operator: Gate['operator'], input: Literal): number => {
  if (operator !== 'and' && operator !== 'or') return NEITHER;
  return (operator === 'and') === ((input & 1) === 0) ? AND : OR;
};
