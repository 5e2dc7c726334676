/** The geometry of a bar of time, in percent of the axis, and the same bar in words. */
import { columnsOfBar } from '../../../src/report/bar.ts';
import { type State, STATES, rankOf, stateOf } from '../../../src/model/state.ts';
import type { Rank } from '../../../src/model/state.ts';
import type { Clock } from './clock.ts';
import type { Stretch } from './fates.ts';

export interface Segment {
  readonly state: State;
  /** Percent of the axis. */
  readonly left: number;
  readonly width: number;
  /** It goes on beyond the end of the axis. */
  readonly isOpen: boolean;
}

/** Segments that a bar has at the most: a node that comes and goes a thousand times is drawn in columns. */
const MOST = 60;
const COLUMNS = 240;

/** The segments of a bar, in order; adjacent ones in the same state are one. */
export const segmentsOf = (stretches: readonly Stretch[], end: number): readonly Segment[] => {
  const drawn = stretches.length <= MOST ? stretches : inColumns(stretches, end);
  return drawn.flatMap(({ from, until, rank }): readonly Segment[] => {
    if (from > end) return [];
    const left = percent(from, end);
    return [
      {
        state: stateOf(rank as Rank),
        left,
        width: percent(Math.min(until, end), end) - left,
        isOpen: until > end,
      },
    ];
  });
};

const percent = (seconds: number, end: number): number => Math.round((seconds / end) * 1e5) / 1e3;

/** The worst of each column: nothing is too short to be seen. */
const inColumns = (stretches: readonly Stretch[], end: number): readonly Stretch[] => {
  const columns = columnsOfBar(
    stretches.map(({ from, until, rank }) => ({
      from,
      ...(until === Infinity ? {} : { until }),
      state: stateOf(rank as Rank),
    })),
    end,
    COLUMNS,
  );
  const isOpen = stretches.at(-1)!.until > end;
  const merged: Stretch[] = [];
  columns.forEach((state, i) => {
    const rank = rankOf(state);
    const until = i === COLUMNS - 1 && isOpen ? Infinity : ((i + 1) * end) / COLUMNS;
    const last = merged.at(-1);
    if (last?.rank === rank) merged[merged.length - 1] = { ...last, until };
    else merged.push({ from: (i * end) / COLUMNS, until, rank });
  });
  return merged.filter(({ rank }) => rank > 0);
};

/** Stretches that are said one by one. */
const MOST_SAID = 6;

/** `partial from 15 minutes to 257 minutes, then outage without end`. */
export const stretchesText = (stretches: readonly Stretch[], clock: Clock, isSettled: boolean): string => {
  const said = stretches.slice(0, MOST_SAID).map(({ from, until, rank }) => {
    const state = STATES[rank]!;
    const begin = `${state} from ${clock.spoken(from)}`;
    if (until !== Infinity) return `${begin} to ${clock.spoken(until)}`;
    return `${begin} ${isSettled ? 'without end' : 'on, not over when we stopped looking'}`;
  });
  const left = stretches.length - said.length;
  return [...said, ...(left > 0 ? [`and ${left} more times`] : [])].join(', ');
};

/** Ticks of an axis: their seconds. */
export const ticksOf = (end: number, step: number): readonly number[] =>
  Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
