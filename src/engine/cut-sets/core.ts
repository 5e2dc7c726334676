/**
 * What is hard about a cone: its thresholds, and classes of events that do the same.
 *
 * Most of a cone is a chain of "any of": whatever of it fails, the next threshold above is told, or the top. So between
 * thresholds only alternatives remain, and events that are alternatives in the same places cannot be told apart: no
 * minimal cut set has two of a class, and each can stand for the other. The core of a cone of a thousand variables and
 * five hundred events has some dozens of each.
 */
import { bucketed } from '../buckets.ts';
import { IMPACT_BITS } from '../edge.ts';
import { componentsOf } from '../timeline/components.ts';
import type { Cone } from './cone.ts';

export interface Core extends Structure {
  /** Events of the cone by class, ascending. */
  readonly classes: readonly (readonly number[])[];
}

export interface Structure {
  /** What holds as soon as one thing does; the first is the top. */
  readonly alternatives: readonly Alternatives[];
  readonly thresholds: readonly Threshold[];
}

/** Classes of which an event makes it hold, and thresholds that do: numbers, ascending. */
export interface Alternatives {
  readonly classes: readonly number[];
  readonly thresholds: readonly number[];
}

/** It holds once so many of its inputs do. */
export interface Threshold {
  readonly needed: number;
  /** Numbers of alternatives; one that counts twice stands there twice. */
  readonly inputs: readonly number[];
}

/** The core of a cone that can come about. */
export const coreOf = (cone: Cone): Core => {
  const { needed, start, inputs, eventOf, events } = cone;
  const thresholds = variablesOf(cone).filter((variable) => needed[variable]! > 1);
  const rootOf = rootsOf(cone, thresholds);
  const alternatives = Array.from({ length: rootOf.size }, () => ({
    classes: [] as number[],
    thresholds: [] as number[],
  }));
  const marks = marksOf(cone, rootOf);
  thresholds.forEach((variable, number) => {
    for (const root of marks.of(variable)) alternatives[root]!.thresholds.push(number);
  });
  const classes = new Map<string, number[]>();
  for (const [event, variables] of byEvent(eventOf, events.length).entries()) {
    const roots = [...new Set(variables.flatMap(marks.of))].toSorted((a, b) => a - b);
    const key = roots.join(' ');
    const known = classes.get(key);
    if (known !== undefined) {
      known.push(event);
      continue;
    }
    for (const root of roots) alternatives[root]!.classes.push(classes.size);
    classes.set(key, [event]);
  }
  return {
    classes: [...classes.values()],
    alternatives,
    thresholds: thresholds.map((variable) => ({
      needed: needed[variable]!,
      inputs: Array.from(inputs.subarray(start[variable], start[variable + 1]), (input) =>
        rootOf.get(input)!,
      ),
    })),
  };
};

const variablesOf = ({ count }: Cone): readonly number[] => Array.from({ length: count }, (_, i) => i);

/** The top and the inputs of thresholds: where alternatives are told. Numbers by variable, the top's is 0. */
const rootsOf = ({ start, inputs }: Cone, thresholds: readonly number[]): ReadonlyMap<number, number> => {
  const rootOf = new Map([[0, 0]]);
  for (const variable of thresholds) {
    for (let at = start[variable]!; at < start[variable + 1]!; at++) {
      if (!rootOf.has(inputs[at]!)) rootOf.set(inputs[at]!, rootOf.size);
    }
  }
  return rootOf;
};

/** Per event the variables that it makes hold. */
const byEvent = (eventOf: Int32Array, count: number): readonly (readonly number[])[] => {
  const variables: number[][] = Array.from({ length: count }, () => []);
  eventOf.forEach((event, variable) => {
    if (event >= 0) variables[event]!.push(variable);
  });
  return variables;
};

/** Tells of a variable which roots hold as soon as it does, ascending. */
interface Marks {
  readonly of: (variable: number) => readonly number[];
}

/** Sets of roots as bits, handed down from each variable to its inputs; a threshold hands nothing down. */
const marksOf = ({ count, needed, start, inputs }: Cone, rootOf: ReadonlyMap<number, number>): Marks => {
  const words = (rootOf.size + 31) >>> 5;
  const bits = new Uint32Array(words * count);
  for (const [variable, root] of rootOf) bits[words * variable + (root >>> 5)]! |= 1 << (root & 31);
  /** Hands down the marks of a variable; tells whether that said anything new. */
  const handDown = (variable: number): boolean => {
    if (needed[variable] !== 1) return false;
    let isNew = false;
    for (let at = start[variable]!; at < start[variable + 1]!; at++) {
      const input = inputs[at]!;
      for (let word = 0; word < words; word++) {
        const before = bits[words * input + word]!;
        const after = (before | bits[words * variable + word]!) >>> 0;
        if (after === before) continue;
        bits[words * input + word] = after;
        isNew = true;
      }
    }
    return isNew;
  };
  const components = componentsOf(
    count,
    start,
    inputs.map((input) => input << IMPACT_BITS),
  );
  for (let component = 0; component + 1 < components.start.length; component++) {
    const members = components.members.subarray(components.start[component], components.start[component + 1]);
    if (components.isCircle[component] === 0) handDown(members[0]!);
    else while (members.filter(handDown).length > 0);
  }
  const of = (variable: number): readonly number[] => {
    const roots: number[] = [];
    for (let word = 0; word < words; word++) {
      for (let rest = bits[words * variable + word]!; rest !== 0; rest &= rest - 1)
        roots.push(32 * word + 31 - Math.clz32(rest & -rest));
    }
    return roots;
  };
  return { of };
};

/** Vertices of a core that are solved together: alternatives by number, thresholds after them. */
export interface Step {
  readonly vertices: readonly number[];
  readonly isCircle: boolean;
}

/** Components of the core, each after all that it stands on. */
export const bottomUp = ({ alternatives, thresholds }: Structure): readonly Step[] => {
  const first = alternatives.length;
  const below = [
    ...alternatives.map((any) => any.thresholds.map((number) => first + number)),
    ...thresholds.map(({ inputs }) => inputs),
  ];
  const owners = Uint32Array.from(below.flatMap((vertices, vertex) => vertices.map(() => vertex)));
  const targets = Uint32Array.from(below.flat(), (vertex) => vertex << IMPACT_BITS);
  const edges = bucketed(below.length, owners, targets);
  const { start, members, isCircle } = componentsOf(below.length, edges.start, edges.values);
  return Array.from(isCircle, (circle, component) => ({
    vertices: [...members.subarray(start[component], start[component + 1])],
    isCircle: circle === 1,
  })).toReversed();
};
