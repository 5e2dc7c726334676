/** A bar of time: what was worst in each of its columns, so that nothing is too short to be seen. */
import type { Stretch } from '../model/report.ts';
import type { State } from '../model/state.ts';
import { STATES } from '../model/state.ts';

/** The key to the bars, worst first. */
export const legendParts = (): readonly string[] =>
  STATES.toReversed().map((state) => `${GLYPHS[state]} ${state}`);

/** From light to dark; told apart without colours. */
export const GLYPHS: Readonly<Record<State, string>> = {
  operational: '·',
  degraded: '░',
  partial: '▒',
  outage: '█',
};

/** The worst state in each of so many columns, which share the seconds up to `end` evenly. */
export const columnsOfBar = (
  stretches: readonly Stretch[],
  end: number,
  columns: number,
): readonly State[] => {
  const ranks = new Uint8Array(columns);
  // Multiplied first: whole seconds then meet a column's edge exactly. Where all is one instant, it is the first.
  const columnOf = (seconds: number): number => (end > 0 ? (seconds * columns) / end : 0);
  for (const { from, until, state } of stretches) {
    const rank = STATES.indexOf(state);
    const first = Math.min(columns - 1, Math.floor(columnOf(from)));
    const last = until === undefined ? columns : Math.max(first + 1, Math.ceil(columnOf(until)));
    for (let column = first; column < Math.min(last, columns); column++) {
      if (rank > ranks[column]!) ranks[column] = rank;
    }
  }
  return Array.from(ranks, (rank) => STATES[rank]!);
};

/** Steps of an axis that people count in, in seconds. */
const STEPS: readonly number[] = [
  1, 5, 10, 30, 60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
  2_592_000, 7_776_000, 31_536_000, 315_360_000,
];

/** The step for an axis of so many seconds that has room for so many ticks. */
export const tickStep = (end: number, most: number): number =>
  STEPS.find((step) => end / step <= most) ?? STEPS.at(-1)!;

/** An axis: ticks in minutes (seconds and days where those are the better words) over so many columns. */
export const axisOf = (end: number, columns: number): string => {
  const step = tickStep(end, Math.max(2, Math.floor(columns / 8)));
  let axis = '';
  for (let tick = 0; tick <= end; tick += step) {
    const at = tick === 0 ? 0 : Math.round((tick / end) * columns);
    const text = tickText(tick, step);
    // A tick that would touch the one before it is left out.
    if ((tick > 0 && at <= axis.length) || at + text.length > columns) continue;
    axis = axis.padEnd(at) + text;
  }
  return axis.padEnd(columns);
};

const tickText = (seconds: number, step: number): string => {
  if (seconds === 0) return '0';
  if (step < 60) return `${seconds} s`;
  return step < 86_400 ? `${seconds / 60} min` : `${seconds / 86_400} d`;
};
