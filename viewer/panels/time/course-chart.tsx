/** How many apps were down when: areas by state, the worst at the bottom. What it shows in words is told at each moment. */
import { useMemo } from 'preact/hooks';
import { STATES } from '../../../src/model/state.ts';
import type { TimelineAnswer } from '../../model/messages.ts';
import { type Load, courseOf, total } from './course.ts';

const COLUMNS = 300;
const HEIGHT = 100;
/** Below what is seen: where nothing is down there is no line either. */
const GROUND = 110;

interface CourseChartProps {
  readonly timeline: TimelineAnswer;
  readonly end: number;
  readonly isCounted: (position: number) => boolean;
}

export const CourseChart = ({ timeline, end, isCounted }: CourseChartProps) => {
  const areas = useMemo(
    () => areasOf(courseOf(timeline, isCounted, end, COLUMNS)),
    [timeline, isCounted, end],
  );
  return (
    <svg
      class="time-course"
      viewBox={`0 0 ${COLUMNS} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {areas.map(({ state, path }) => (
        <path key={state} class={state} d={path} />
      ))}
    </svg>
  );
};

/** Each area reaches from the ground to the top of its state: those of better states lie behind. */
const areasOf = (course: readonly Load[]) => {
  const peak = course.reduce((most, load) => Math.max(most, total(load)), 1);
  return [1, 2, 3].map((lowest) => ({
    state: STATES[lowest]!,
    path: pathOf(
      course.map((load) => load.slice(lowest).reduce<number>((sum, each) => sum + each, 0) / peak),
    ),
  }));
};

/** Steps, not slopes: between two moments nothing changes. */
const pathOf = (heights: readonly number[]): string => {
  let path = `M0 ${GROUND}`;
  let before: number | undefined;
  heights.forEach((height, column) => {
    if (height === before) return;
    const y = height === 0 ? GROUND : Math.round(HEIGHT * (1 - height) * 10) / 10;
    path += `H${column}V${y}`;
    before = height;
  });
  return `${path}H${COLUMNS}V${GROUND}Z`;
};
