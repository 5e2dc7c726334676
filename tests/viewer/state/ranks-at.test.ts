/** Proves that the page reads an instant off a timeline as `replay --at` tells it. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../../src/model/duration.ts';
import type { Estate } from '../../../src/model/estate.ts';
import { STATES } from '../../../src/model/state.ts';
import { loadEstate } from '../../../src/scan/document.ts';
import type { TimelineAnswer } from '../../../viewer/model/messages.ts';
import { faultsAt, ranksAt } from '../../../viewer/state/ranks-at.ts';
import { askReplay, estateOver } from '../../analyze/ask-timed.ts';
import { timelineOf } from '../panels/timeline-of.ts';

const INCIDENTS = 'graphs/incidents';
const DAY = '2026-01-01';
/** Instants of an incident that are compared, evenly spread over all that there are. */
const MOST_COMPARED = 12;

interface Instant {
  readonly affected: readonly { readonly id: string; readonly state: string }[];
}

const byReplay = (estate: Estate, scenario: string, at: number): readonly string[] =>
  (askReplay(estate, scenario, { at: formatDuration(at) }, DAY).data() as Instant).affected
    .map(({ id, state }) => `${id} ${state}`)
    .toSorted();

const byPage = (estate: Estate, timeline: TimelineAnswer, at: number): readonly string[] => {
  const ranks = ranksAt(timeline, estate.nodes.length, at);
  return estate.nodes
    .flatMap(({ id }, position) => (ranks[position] === 0 ? [] : [`${id} ${STATES[ranks[position]!]!}`]))
    .toSorted();
};

/** Each change, the middle before it, and a while after the last. */
const instantsOf = (moments: Float64Array): readonly number[] =>
  [...moments].flatMap((moment, i) => [
    ...(i === 0 ? [] : [Math.floor((moment + moments[i - 1]!) / 2)]),
    moment,
    ...(i === moments.length - 1 ? [moment + 60] : []),
  ]);

const spread = (all: readonly number[], most: number): readonly number[] =>
  all.length <= most
    ? all
    : Array.from({ length: most }, (_, i) => all[Math.floor((i * (all.length - 1)) / (most - 1))]!);

describe('the states at an instant', () => {
  it.each(readdirSync(INCIDENTS).filter((name) => name.endsWith('.yaml')))(
    'are those of replay: %s',
    async (name) => {
      const estate = await loadEstate([`${INCIDENTS}/${name}`]);
      expect(estate.scenarios.size).toBeGreaterThan(0);
      for (const [id] of estate.scenarios) {
        const timeline = timelineOf(estate, id, DAY);
        for (const at of spread(instantsOf(timeline.moments), MOST_COMPARED))
          expect([at, byPage(estate, timeline, at)]).toEqual([at, byReplay(estate, id, at)]);
      }
    },
  );

  const estate = estateOver(
    { shop: { kind: 'app', dependsOn: [{ node: 'db', impact: 'partial' }] }, db: [], other: [] },
    {
      s: {
        faults: [
          { fail: 'db', from: '10m', until: '20m' },
          { fail: 'other', state: 'degraded', from: '15m' },
        ],
      },
    },
  );
  const timeline = timelineOf(estate, 's');
  const at = (minutes: number): readonly number[] => [...ranksAt(timeline, 3, minutes * 60)];

  it('count a change from its own time on, and an end as over', () => {
    expect([9.99, 10, 15, 19.99, 20].map(at)).toEqual([
      [0, 0, 0],
      [3, 0, 2],
      [3, 1, 2],
      [3, 1, 2],
      [0, 1, 0],
    ]);
  });

  it('last for ever where nothing ends them', () => {
    expect(at(1e9)).toEqual([0, 1, 0]);
  });

  it('tell what fails by itself then', () => {
    const failing = (minutes: number) => [...faultsAt(timeline, minutes * 60)];
    expect([9.99, 10, 15, 20].map(failing)).toEqual([[], [0], [0, 1], [1]]);
  });

  it('are operational for nodes that the timeline does not know', () => {
    expect([...ranksAt(timeline, 5, 600)]).toEqual([3, 0, 2, 0, 0]);
  });
});
