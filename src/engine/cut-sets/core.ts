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
import { LimitReached } from '../fault-tree/limit.ts';
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

/** Steps of finding alternatives beyond which a core is given up: some seconds. */
const MOST_STEPS = 300_000_000;

/**
 * The core of a cone that can come about.
 *
 * @throws LimitReached if finding it would take too long: a hundred thousand thresholds on as long a chain.
 */
export const coreOf = (cone: Cone): Core => {
  const { needed, start, inputs, events } = cone;
  const thresholds = variablesOf(cone).filter((variable) => needed[variable]! > 1);
  const rootOf = rootsOf(cone, thresholds);
  const numberOf = new Map(thresholds.map((variable, number) => [variable, number]));
  /** Per event the roots that hold as soon as it happens. */
  const rootsByEvent: number[][] = Array.from(events, () => []);
  const inner = alternativesOf(cone, [...rootOf.keys()], rootsByEvent);
  const alternatives = inner.map((variables) => ({
    classes: [] as number[],
    thresholds: variables.map((variable) => numberOf.get(variable)!),
  }));
  const classes = new Map<string, number[]>();
  rootsByEvent.forEach((roots, event) => {
    const key = roots.join(' ');
    const known = classes.get(key);
    if (known !== undefined) {
      known.push(event);
      return;
    }
    for (const root of roots) alternatives[root]!.classes.push(classes.size);
    classes.set(key, [event]);
  });
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

/** Of each root the thresholds among its alternatives, by variable; tells each event of the roots that it makes hold. */
const alternativesOf = (
  { count, needed, start, inputs, eventOf, events }: Cone,
  roots: readonly number[],
  rootsByEvent: readonly number[][],
): readonly (readonly number[])[] => {
  const seenBy = new Int32Array(count).fill(-1);
  const toldOf = new Int32Array(events.length).fill(-1);
  let steps = 0;
  return roots.map((first, root) => {
    const thresholds: number[] = [];
    const open = [first];
    for (let variable = open.pop(); variable !== undefined; variable = open.pop()) {
      if (seenBy[variable] === root) continue;
      seenBy[variable] = root;
      const event = eventOf[variable]!;
      if (event >= 0 && toldOf[event] !== root) {
        toldOf[event] = root;
        rootsByEvent[event]!.push(root);
      }
      if (needed[variable]! > 1) thresholds.push(variable);
      else {
        if ((steps += start[variable + 1]! - start[variable]! + 1) > MOST_STEPS) throw new LimitReached();
        for (let at = start[variable]!; at < start[variable + 1]!; at++) open.push(inputs[at]!);
      }
    }
    return thresholds.toSorted((a, b) => a - b);
  });
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
