/** Small estates played out, and told by id, for tests of what is inside a timeline. */
import { type TimedFault, type Timeline, playOut } from '../../../src/engine/timeline/timeline.ts';
import type { TimedCause } from '../../../src/engine/timeline/causes.ts';
import type { TimelineOptions } from '../../../src/engine/timeline/timeline.ts';
import type { Estate } from '../../../src/model/estate.ts';
import type { Node } from '../../../src/model/node.ts';
import type { Requirement } from '../../../src/model/requirement.ts';
import { type State, rankOf, stateOf } from '../../../src/model/state.ts';
import { DAY, type Needs, estateWith } from '../estates.ts';

/** `['db', 5, 20]`: db is out from 5 until 20; `['db', 5, null, 'partial']`: it is partial from 5 for ever. */
export type Failing = readonly [id: string, from: number, until: number | null, state?: State];

/** An interval, told like a fault. */
export type Down = readonly [from: number, until: number | null, state: State];

export interface Played {
  readonly estate: Estate;
  readonly faults: readonly TimedFault[];
  readonly timeline: Timeline;
  readonly positionOf: (id: string) => number;
  readonly idOf: (position: number) => string;
}

export const playedIn = (
  estate: Estate,
  failing: readonly Failing[],
  options: TimelineOptions = {},
): Played => {
  const positionOf = (id: string): number => {
    const position = estate.positions.get(id);
    if (position === undefined) throw new Error(`no node ${id}`);
    return position;
  };
  const faults = failing.map(([id, from, until, state = 'outage']): TimedFault => ({
    position: positionOf(id),
    rank: rankOf(state),
    from,
    ...(until === null ? {} : { until }),
  }));
  return {
    estate,
    faults,
    timeline: playOut(estate, DAY, faults, options),
    positionOf,
    idOf: (position) => estate.nodes[position]!.id,
  };
};

export const played = (needs: Needs, failing: readonly Failing[], options: TimelineOptions = {}): Played =>
  playedIn(estateWith(needs), failing, options);

/** When each node that was ever affected was down, and how badly. */
export const downs = ({ timeline, idOf }: Played): Readonly<Record<string, readonly Down[]>> =>
  Object.fromEntries(
    [...timeline.intervals].map(([position, intervals]) => [
      idOf(position),
      intervals.map(({ from, until, rank }): Down => [from, until ?? null, stateOf(rank)]),
    ]),
  );

/** Causes by id: `db outage`, with ` to start` and ` +7` (seconds of lag) where that is so. */
export const toldCauses = ({ idOf }: Played, causes: readonly TimedCause[]): readonly string[] =>
  causes.map(
    ({ position, rank, isStart, lag }) =>
      `${idOf(position)} ${stateOf(rank)}${isStart ? ' to start' : ''}${lag === 0 ? '' : ` +${lag}`}`,
  );

export const numbered = (position: number): string => `n${String(position).padStart(6, '0')}`;

/** An estate of so many nodes, made without documents: those are slow in such numbers. */
export const manyNodes = (count: number, needs: (position: number) => readonly Requirement[]): Estate => {
  const nodes = Array.from({ length: count }, (_, position): Node => ({
    id: numbered(position),
    kind: 'service',
    tags: [],
    dependsOn: needs(position),
    origins: [],
  }));
  return { nodes, positions: new Map(nodes.map(({ id }, position) => [id, position])), scenarios: new Map() };
};
