/**
 * What a failure does, read naively from the document as it is written.
 *
 * It shares nothing with the engine, not even the reading of the document: simultaneous rounds over raw JSON, states
 * as words, until nothing changes. Slow, and meant to be obviously right.
 */
import {
  ALL_STATES,
  LEVELS,
  type Level,
  type RawDocument,
  type RawFault,
  type RawGroup,
  type RawImpact,
  type RawRequirement,
  type RawState,
  isGroup,
  membersOf,
  requirementsAt,
  switchNeeds,
} from './raw.ts';

/** The state of every node at one moment. */
export type States = (id: string) => RawState;

/** What became of a node: its final state, and the round in which it first was at each level or worse. */
export interface Fate {
  readonly state: RawState;
  /** Infinity: never. */
  readonly reached: Readonly<Record<Level, number>>;
}

export type Fates = Readonly<Record<string, Fate>>;

export interface Solution {
  /** The states after each round; the first are those that the faults alone make. */
  readonly rounds: readonly States[];
  readonly fates: Fates;
}

// —— states ————————————————————————————————————————————————————————————————————————————————————————————————————————

const badness = (state: RawState): number => ALL_STATES.indexOf(state);

export const atLeastAsBad = (state: RawState, other: RawState): boolean => badness(state) >= badness(other);

const bestFirst = (states: readonly RawState[]): readonly RawState[] =>
  states.toSorted((a, b) => badness(a) - badness(b));

const worst = (states: readonly RawState[]): RawState => bestFirst(states).at(-1) ?? 'operational';

// —— requirements ——————————————————————————————————————————————————————————————————————————————————————————————————

/** Whether a requirement exists on a day: a group without members does not. */
export const exists = (requirement: RawRequirement, day: string): boolean => {
  if (typeof requirement === 'string') return true;
  const { validFrom, validUntil } = requirement;
  if (validFrom !== undefined && day < validFrom) return false;
  if (validUntil !== undefined && day >= validUntil) return false;
  return !isGroup(requirement) || membersOf(requirement).some((member) => exists(member, day));
};

/** What a state counts as. */
export const through = (impact: RawImpact | undefined, state: RawState): RawState => {
  if (impact === undefined) return state;
  if (impact === 'none') return 'operational';
  if (typeof impact === 'object') return impact[state] ?? state;
  return atLeastAsBad(state, impact) ? impact : state;
};

export const impactOf = (requirement: RawRequirement): RawImpact | undefined =>
  typeof requirement === 'string' ? undefined : requirement.impact;

/** What a requirement counts as while the nodes are in these states. */
export const valueOf = (requirement: RawRequirement, states: States, day: string): RawState => {
  if (typeof requirement === 'string') return states(requirement);
  if (requirement.needed === 'start') return 'operational';
  const before = isGroup(requirement) ? groupValueOf(requirement, states, day) : states(requirement.node);
  return through(requirement.impact, before);
};

/** The value of a group before its impact. */
const groupValueOf = (group: RawGroup, states: States, day: string): RawState =>
  combined(
    group,
    memberValues(group, states, day).map(({ value }) => value),
  );

/** The members that exist, by their place in the list, and what each counts as. */
export const memberValues = (
  group: RawGroup,
  states: States,
  day: string,
): readonly { readonly index: number; readonly value: RawState }[] => {
  const lost = switchIsLost(group, states, day);
  return membersOf(group)
    .map((member, index) => ({ member, index }))
    .filter(({ member }) => exists(member, day))
    .map(({ member, index }) => ({
      index,
      value: lost && index > 0 ? 'outage' : valueOf(member, states, day),
    }));
};

/** Whether the switch to the later members cannot be made. */
export const switchIsLost = (group: RawGroup, states: States, day: string): boolean => {
  const needs = switchNeeds(group).filter((required) => exists(required, day));
  return atLeastAsBad(worst(needs.map((required) => valueOf(required, states, day))), 'partial');
};

/** What a group makes of the values of its members. */
export const combined = (group: RawGroup, values: readonly RawState[]): RawState => {
  const sorted = bestFirst(values);
  if ('allOf' in group) return worst(values);
  if ('anyOf' in group) return sorted[0] ?? 'operational';
  const { atLeast } = group;
  // Where fewer are left than are asked for, all that are left are needed.
  const needed = (count: number): number => Math.min(count, values.length);
  if (typeof atLeast === 'number') return sorted[needed(atLeast) - 1] ?? 'operational';
  const { operational, degraded = operational, partial = degraded } = atLeast;
  const count = (worstAllowed: RawState): number =>
    values.filter((value) => atLeastAsBad(worstAllowed, value)).length;
  if (count('operational') >= needed(operational)) return 'operational';
  if (count('degraded') >= needed(degraded)) return 'degraded';
  if (count('partial') >= needed(partial)) return 'partial';
  return 'outage';
};

// —— the least fixpoint ————————————————————————————————————————————————————————————————————————————————————————————

/** Applies all equations at once, again and again, from what the faults alone make, until nothing changes. */
export const solveNaively = (document: RawDocument, faults: readonly RawFault[], day: string): Solution => {
  const ids = Object.keys(document.nodes);
  const faultOf = (id: string): RawState =>
    worst(faults.filter(({ node }) => node === id).map(({ state }) => state));
  const rounds = [statesOf(ids, faultOf)];
  for (;;) {
    const before = rounds.at(-1)!;
    const after = statesOf(ids, (id) => {
      const needs = requirementsAt(document, id).filter(([, requirement]) => exists(requirement, day));
      return worst([faultOf(id), ...needs.map(([, requirement]) => valueOf(requirement, before, day))]);
    });
    if (ids.every((id) => after(id) === before(id))) break;
    rounds.push(after);
  }
  return { rounds, fates: Object.fromEntries(ids.map((id) => [id, fateOf(id, rounds)])) };
};

const statesOf = (ids: readonly string[], stateOf: States): States => {
  const states = new Map(ids.map((id) => [id, stateOf(id)]));
  return (id) => {
    const state = states.get(id);
    if (state === undefined) throw new Error(`the document has no node ${id}`);
    return state;
  };
};

const fateOf = (id: string, rounds: readonly States[]): Fate => {
  const reached = (level: Level): number => firstRound(rounds, (states) => atLeastAsBad(states(id), level));
  const [degraded, partial, outage] = LEVELS.map(reached);
  return { state: rounds.at(-1)!(id), reached: { degraded: degraded!, partial: partial!, outage: outage! } };
};

/** The first round after which something holds; Infinity if it never does. */
export const firstRound = (rounds: readonly States[], test: (states: States) => boolean): number => {
  const round = rounds.findIndex(test);
  return round < 0 ? Infinity : round;
};
