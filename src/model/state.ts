/**
 * The four states of public status pages, in order of badness.
 *
 * `operational < degraded < partial < outage`; `partial` means that some of it is unusable, or that data is
 * missing. Everything that compares states compares their ranks, 0 to 3.
 */

export const STATES = ['operational', 'degraded', 'partial', 'outage'] as const;

/** One of `STATES`. */
export type State = (typeof STATES)[number];

/** How bad a state is: operational 0, degraded 1, partial 2, outage 3. */
export type Rank = 0 | 1 | 2 | 3;

const RANKS: Readonly<Record<State, Rank>> = { operational: 0, degraded: 1, partial: 2, outage: 3 };

/** The rank of a state, 0 (operational) to 3 (outage). */
export const rankOf = (state: State): Rank => RANKS[state];

/** The state of a rank; the inverse of `rankOf`. */
export const stateOf = (rank: Rank): State => STATES[rank];

/** Whether a text names a state. */
export const isState = (text: unknown): text is State =>
  typeof text === 'string' && Object.hasOwn(RANKS, text);

/** The worse of two states. */
export const worse = (a: State, b: State): State => (RANKS[a] >= RANKS[b] ? a : b);
