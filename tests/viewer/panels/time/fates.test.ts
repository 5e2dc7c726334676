/** Proves what the page reads off a timeline, against what replay tells of the same scenario. */
import { describe, expect, it } from 'vitest';
import { stateOf } from '../../../../src/model/state.ts';
import type { Rank } from '../../../../src/model/state.ts';
import { loadEstate } from '../../../../src/scan/document.ts';
import { courseOf, loadAt, total } from '../../../../viewer/panels/time/course.ts';
import { fatesIn } from '../../../../viewer/panels/time/fates.ts';
import { fatesCsv, fileName } from '../../../../viewer/panels/time/saved.ts';
import { faultSpans } from '../../../../viewer/panels/time/spans.ts';
import { ranksAt } from '../../../../viewer/state/ranks-at.ts';
import { askReplay, estateOver, replayData } from '../../../analyze/ask-timed.ts';
import { timelineOf } from '../timeline-of.ts';

const FILES = [
  'graphs/incidents/2017-02-28-aws-s3.yaml',
  'graphs/incidents/2025-10-20-aws-dynamodb.yaml',
  'graphs/examples/web-shop.yaml',
];

/** As JSON has what does not end. */
const finite = (seconds: number): number | null => (seconds === Infinity ? null : seconds);

describe('what became of each node', () => {
  it.each(FILES)('is what replay tells, in its order: %s', async (file) => {
    const estate = await loadEstate([file]);
    for (const [id] of estate.scenarios) {
      const told = replayData(askReplay(estate, id)).nodes;
      const fates = fatesIn(timelineOf(estate, id), () => true);
      expect(
        fates.map(({ position, onset, recovered, stretches }) => ({
          id: estate.nodes[position]!.id,
          onset,
          recovered: finite(recovered),
          intervals: stretches.map(({ from, until, rank }) => ({
            from,
            until: finite(until),
            state: stateOf(rank as Rank),
          })),
        })),
      ).toEqual(
        told.map(({ id: node, onset, recovered, intervals }) => ({ id: node, onset, recovered, intervals })),
      );
      const seconds = told.map((node) => Object.values(node.seconds));
      fates.forEach(({ down }, i) => {
        const all = seconds[i]!;
        expect(finite(down)).toEqual(
          all.includes(null) ? null : expect.closeTo(all.reduce<number>((sum, each) => sum + each!, 0)),
        );
      });
    }
  });

  const estate = estateOver(
    { shop: { kind: 'app', dependsOn: ['db'] }, db: [], other: [] },
    {
      s: {
        faults: [
          { fail: 'db', from: '1m', until: '3m' },
          { fail: 'other', state: 'degraded' },
        ],
      },
    },
  );

  it('may be asked of some only', () => {
    const fates = fatesIn(timelineOf(estate, 's'), (position) => position === 2);
    expect(fates.map(({ position, down }) => [position, down])).toEqual([[2, 120]]);
  });

  it('is saved as rows, a row for each time; ends that are not there stay empty', () => {
    const fates = fatesIn(timelineOf(estate, 's'), () => true);
    const nodes = estate.nodes.map((node) => ({ id: node.id, kind: node.kind, tags: [], isShipped: false }));
    expect(fatesCsv(fates, nodes)).toBe(
      'node,kind,owner,state,from_seconds,until_seconds\r\n' +
        'other,service,,degraded,0,\r\n' +
        'db,service,,outage,60,180\r\n' +
        'shop,app,,outage,60,180\r\n',
    );
  });

  it('is saved under a name that is a file name whatever the scenario is called', () => {
    expect([fileName('s3-outage', 'csv'), fileName('../../etc/pass wd', 'csv'), fileName('…', 'md')]).toEqual(
      ['s3-outage.csv', 'etc-pass-wd.csv', 'replay.md'],
    );
  });
});

describe('the course of a scenario', () => {
  it.each(FILES)('is the worst moment of each column: %s', async (file) => {
    const estate = await loadEstate([file]);
    const columns = 37;
    for (const [id] of estate.scenarios) {
      const timeline = timelineOf(estate, id);
      const isApp = (position: number): boolean => estate.nodes[position]!.kind === 'app';
      const { end } = timeline;
      const course = courseOf(timeline, isApp, end, columns);
      const slow = course.map((_, column) => {
        const [first, last] = [(column * end) / columns, ((column + 1) * end) / columns];
        const instants = [first, ...[...timeline.moments].filter((at) => at > first && at < last)];
        return Math.max(
          ...instants.map((at) => total(loadAt(ranksAt(timeline, estate.nodes.length, at), isApp))),
        );
      });
      expect(course.map(total)).toEqual(slow);
    }
  });
});

describe('what fails by itself', () => {
  it('is one span for all of the same time and state, by onset', () => {
    const fault = (position: number, rank: Rank, from: number, until?: number) => ({
      position,
      rank,
      from,
      ...(until === undefined ? {} : { until }),
    });
    const spans = faultSpans({
      faults: [
        fault(1, 3, 60),
        fault(2, 3, 0, 90),
        fault(4, 3, 0, 90),
        fault(5, 1, 0, 90),
        fault(6, 2, 60, 70),
      ],
    });
    expect(spans).toEqual([
      { state: 'outage', from: 0, until: 90, positions: [2, 4] },
      { state: 'degraded', from: 0, until: 90, positions: [5] },
      { state: 'partial', from: 60, until: 70, positions: [6] },
      { state: 'outage', from: 60, until: Infinity, positions: [1] },
    ]);
  });
});
