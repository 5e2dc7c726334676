/** Scenarios in typed arrays: made of faults, and cut into slices for whoever solves a part of a sweep. */
import type { Rank } from '../../model/state.ts';
import type { InjectedFault } from '../propagate.ts';
import type { Scenarios } from './request.ts';

/** How many scenarios there are. */
export const scenarioCount = ({ start }: Scenarios): number => start.length - 1;

/** One scenario for each position, in that order: the node alone, forced to the rank. */
export const singleFailures = (positions: ArrayLike<number>, rank: Rank): Scenarios => ({
  start: Uint32Array.from({ length: positions.length + 1 }, (_, scenario) => scenario),
  positions: Uint32Array.from(positions),
  ranks: new Uint8Array(positions.length).fill(rank),
});

/** One scenario for each list of faults, in that order. */
export const scenariosOf = (lists: readonly (readonly InjectedFault[])[]): Scenarios => {
  const start = new Uint32Array(lists.length + 1);
  lists.forEach((faults, scenario) => (start[scenario + 1] = start[scenario]! + faults.length));
  const faults = lists.flat();
  return {
    start,
    positions: Uint32Array.from(faults, ({ position }) => position),
    ranks: Uint8Array.from(faults, ({ rank }) => rank),
  };
};

/** The scenarios from one number up to another, as scenarios of their own, numbered from 0. */
export const sliceOf = (scenarios: Scenarios, from: number, to: number): Scenarios => {
  const first = scenarios.start[from]!;
  const last = scenarios.start[to]!;
  return {
    start: scenarios.start.slice(from, to + 1).map((at) => at - first),
    positions: scenarios.positions.slice(first, last),
    ranks: scenarios.ranks.slice(first, last),
  };
};
