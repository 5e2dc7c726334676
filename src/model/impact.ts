/**
 * What a requirement passes on: a monotone map from the state of the thing required to the state that counts.
 *
 * `impact: partial` caps ("can do no worse than partial"); `impact: {outage: partial, …}` says it state by
 * state. Both are held as the same four-entry table, so that the engine knows one form only.
 */
import { type Rank, type State, STATES, rankOf, stateOf } from './state.ts';

/** The rank that counts, for each rank of the thing required: `table[3]` is what its outage counts as. */
export type ImpactTable = readonly [Rank, Rank, Rank, Rank];

/** Everything passes unchanged: a hard requirement. */
export const UNCHANGED: ImpactTable = [0, 1, 2, 3];

/** The table that lets nothing worse than `worst` through. */
export const cappedAt = (worst: State): ImpactTable => {
  const cap = rankOf(worst);
  const at = (rank: Rank): Rank => (rank > cap ? cap : rank);
  return [at(0), at(1), at(2), at(3)];
};

/** The table of a map; a state that the map leaves out passes unchanged. */
export const tableOf = (map: Readonly<Partial<Record<State, State>>>): ImpactTable => {
  const at = (state: State): Rank => rankOf(map[state] ?? state);
  return [at('operational'), at('degraded'), at('partial'), at('outage')];
};

/** Whether a worse input never counts for less. */
export const isMonotone = (table: ImpactTable): boolean =>
  table[0] <= table[1] && table[1] <= table[2] && table[2] <= table[3];

/** The state whose cap this table is, or undefined if it is no plain cap. */
export const capOf = (table: ImpactTable): State | undefined =>
  STATES.find((state) => sameTable(cappedAt(state), table));

/** The state that an input in `state` counts as. */
export const passedThrough = (table: ImpactTable, state: State): State => stateOf(table[rankOf(state)]);

/** Whether two tables pass on the same. */
export const sameTable = (a: ImpactTable, b: ImpactTable): boolean => a.every((rank, i) => rank === b[i]);
