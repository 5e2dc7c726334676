/** Proves how predictions are held against what was seen: verdicts, states, who fell first, and times. */
import { describe, expect, it } from 'vitest';
import { play } from '../../src/analyze/played.ts';
import { countVerdicts, counted, scoreData } from '../../src/analyze/score-report.ts';
import { type Subject, type Times, medianError, orderOf, subjectsOf } from '../../src/analyze/score.ts';
import { DAY, type Needs } from '../engine/estates.ts';
import { estateOver } from './ask-timed.ts';

const NEEDS: Needs = {
  down: { kind: 'app', dependsOn: ['db'] },
  limping: ['db', { node: 'db', impact: 'partial' }],
  slow: [{ node: 'db', impact: 'degraded', after: '2m', recovery: '3m' }],
  fine: { kind: 'app' },
  db: { kind: 'database' },
};

const subjectsWith = (observed: Readonly<Record<string, object>>, fault: object = { until: '10m' }) => {
  const estate = estateOver(NEEDS, { s: { faults: [{ fail: 'db', ...fault }], observed } });
  return subjectsOf(estate, play(estate, estate.scenarios.get('s')!, {}, DAY));
};

describe('a verdict', () => {
  it.each([
    ['hit', 'down', { state: 'outage' }, true],
    ['hit', 'down', { state: 'degraded' }, false],
    ['hit', 'slow', { state: 'outage', accept: ['degraded', 'outage'] }, true],
    ['missed', 'fine', { state: 'degraded' }, false],
    ['missed', 'fine', { state: 'degraded', accept: ['degraded', 'outage'] }, false],
    ['false alarm', 'down', { state: 'operational' }, false],
    ['spared', 'fine', { state: 'operational' }, true],
    // Where the sources allow both, there is nothing to be right about.
    ['open', 'down', { state: 'outage', accept: ['operational', 'outage'] }, true],
    ['open', 'fine', { state: 'operational', accept: ['operational', 'degraded'] }, true],
    ['injected', 'db', { state: 'outage' }, true],
    ['injected', 'db', { state: 'operational' }, false],
  ])('%s: %s, seen as %j', (verdict, id, observation, accepted) => {
    expect(subjectsWith({ [id]: observation })).toMatchObject([{ id, verdict, accepted }]);
  });

  it('comes with all that is known of it', () => {
    const observation = {
      state: 'partial',
      accept: ['partial', 'outage'],
      onset: '1m',
      recovered: '12m',
      confidence: 'vendor',
      source: 'https://status.example.com',
      why: 'half of it was cached',
    };
    expect(subjectsWith({ down: observation })).toEqual([
      {
        id: 'down',
        kind: 'app',
        verdict: 'hit',
        predicted: 'outage',
        observed: 'partial',
        accept: ['partial', 'outage'],
        confidence: 'vendor',
        source: 'https://status.example.com',
        why: 'half of it was cached',
        accepted: true,
        onset: { observed: 60, predicted: 0 },
        recovered: { observed: 720, predicted: 600 },
      },
    ]);
  });

  it('has times only where something was predicted', () => {
    const [missed] = subjectsWith({ fine: { state: 'outage', onset: '1m', recovered: '2m' } });
    expect(missed).not.toHaveProperty('onset');
    expect(missed).not.toHaveProperty('recovered');
  });

  it('knows what never comes back', () => {
    expect(subjectsWith({ down: { state: 'outage', recovered: '2m' } }, {})).toMatchObject([
      { recovered: { observed: 120, predicted: null } },
    ]);
  });

  it('is told in the order of ids', () => {
    const observed = { slow: { state: 'outage' }, db: { state: 'outage' }, fine: { state: 'outage' } };
    expect(subjectsWith(observed).map(({ id }) => id)).toEqual(['db', 'fine', 'slow']);
  });
});

const subject = (id: string, seen: number | undefined, predicted: number): Subject => ({
  id,
  kind: 'app',
  verdict: 'hit',
  predicted: 'outage',
  observed: 'outage',
  accept: ['outage'],
  accepted: true,
  ...(seen === undefined ? {} : { onset: { observed: seen, predicted } }),
});

describe('who fell first', () => {
  it.each<[string, readonly Subject[], object]>([
    ['in the order seen', [subject('a', 0, 5), subject('b', 60, 6)], { right: 1, wrong: 0, tied: 0 }],
    ['the other way round', [subject('a', 0, 6), subject('b', 60, 5)], { right: 0, wrong: 1, tied: 0 }],
    ['predicted at once', [subject('a', 0, 5), subject('b', 60, 5)], { right: 0, wrong: 0, tied: 1 }],
    [
      'seen at once says nothing',
      [subject('a', 60, 1), subject('b', 60, 2)],
      { right: 0, wrong: 0, tied: 0 },
    ],
    [
      'no time says nothing',
      [subject('a', undefined, 1), subject('b', 60, 2)],
      { right: 0, wrong: 0, tied: 0 },
    ],
    [
      'each pair counts once',
      // Of six pairs: b and c were seen at once; d before a is wrong; a and b are tied.
      [subject('a', 0, 20), subject('b', 10, 20), subject('c', 10, 30), subject('d', 20, 10)],
      { right: 1, wrong: 3, tied: 1 },
    ],
  ])('%s', (_, subjects, order) => {
    expect(orderOf(subjects)).toEqual(order);
    expect(orderOf(subjects.toReversed())).toEqual(order);
  });
});

describe('the median error', () => {
  const off = (...minutes: readonly (number | null)[]): readonly Times[] =>
    minutes.map((by) => ({ observed: 600, predicted: by === null ? null : 600 + 60 * by }));

  it.each<[string, readonly Times[], number | undefined]>([
    ['of none', [], undefined],
    ['of one that never comes', off(null), undefined],
    ['of one', off(-3), 3],
    ['of two is between them', off(-3, 4), 3.5],
    ['of three is the middle, whatever the sign', off(9, -1, 2), 2],
    ['sorts by number', off(100, 20, 3), 20],
    ['leaves out what never comes', off(1, null, 5), 3],
  ])('%s', (_, times, median) => {
    expect(medianError(times)).toBe(median);
  });
});

describe('a score', () => {
  const subjects = subjectsWith({
    down: { state: 'outage', onset: '1m', recovered: '10m' },
    slow: { state: 'outage', accept: ['degraded', 'outage'], onset: '4m', recovered: '9m' },
    fine: { state: 'operational' },
    limping: { state: 'operational' },
    db: { state: 'outage', onset: '0s', recovered: '1h' },
  });

  it('counts what was right or wrong, and only that', () => {
    expect(countVerdicts(subjects)).toEqual({
      hit: 2,
      missed: 0,
      'false alarm': 1,
      spared: 1,
      open: 0,
      injected: 1,
    });
    expect(counted(subjects).map(({ id }) => id)).toEqual(['down', 'fine', 'limping', 'slow']);
  });

  it('is the same as data, with the medians in minutes', () => {
    const { subjects: told, ...score } = scoreData(subjects) as { subjects: readonly object[] };
    expect(score).toEqual({
      hit: 2,
      missed: 0,
      falseAlarm: 1,
      spared: 1,
      open: 0,
      injected: 1,
      // Down and fine; slow is in a state that is accepted.
      exact: 2,
      accepted: 3,
      // Down was seen first, and predicted first (0 before 2 minutes).
      order: { right: 1, wrong: 0, tied: 0 },
      // Off by 1 and 2 minutes, and by 0 and 4.
      onsetErrorMinutes: 1.5,
      recoveryErrorMinutes: 2,
    });
    expect(told).toHaveLength(5);
    expect(told).toMatchObject([{}, {}, {}, { id: 'limping', verdict: 'falseAlarm' }, {}]);
  });

  it('says that there are no times where there are none', () => {
    expect(scoreData(subjectsWith({ down: { state: 'outage' } }))).toMatchObject({
      onsetErrorMinutes: null,
      recoveryErrorMinutes: null,
      order: { right: 0, wrong: 0, tied: 0 },
    });
  });
});
