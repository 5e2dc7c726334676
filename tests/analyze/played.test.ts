/** Proves how a question's scenario becomes a timeline: its faults, its day and how long is looked on. */
import { describe, expect, it } from 'vitest';
import { durationOption, play, timedFaults } from '../../src/analyze/played.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { UserError } from '../../src/model/user-error.ts';
import type { RawScenario } from '../support/raw.ts';
import { HOUR, MINUTE, estateOver } from './ask-timed.ts';

const estateOfOne = (scenario: RawScenario) =>
  estateOver({ a: [], b: { kind: 'zone' }, c: { kind: 'zone' } }, { s: scenario });

const scenarioIn = (estate: ReturnType<typeof estateOfOne>): Scenario => estate.scenarios.get('s')!;

describe('faults', () => {
  it('are resolved, by node, then time, then the worst first', () => {
    const estate = estateOfOne({
      faults: [
        { fail: ['c', 'a'], state: 'partial', from: '1m' },
        { fail: 'kind:zone', from: '1m', until: '5m' },
        { fail: 'b', state: 'degraded' },
      ],
    });
    expect(timedFaults(estate, scenarioIn(estate).faults)).toEqual([
      { position: 0, rank: 2, from: 60 },
      { position: 1, rank: 1, from: 0 },
      { position: 1, rank: 3, from: 60, until: 300 },
      { position: 2, rank: 3, from: 60, until: 300 },
      { position: 2, rank: 2, from: 60 },
    ]);
  });

  it('must match something', () => {
    const estate = estateOfOne({ faults: [{ fail: 'a' }] });
    const faults = [{ fail: ['kind:app'], state: 'outage', from: 0 }] as const;
    expect(() => timedFaults(estate, faults)).toThrow(UserError);
  });
});

describe('the day', () => {
  const dated = estateOfOne({ date: '2019-06-01', faults: [{ fail: 'a' }] });
  const undated = estateOfOne({ faults: [{ fail: 'a' }] });

  it.each([
    ['--date first', dated, { date: '2021-01-01' }, '2021-01-01', '2021-01-01'],
    ['then the scenario’s', dated, {}, '2019-06-01', '2019-06-01'],
    ['then today, which nobody gave', undated, {}, '2024-06-15', undefined],
  ])('is %s', (_, estate, options, day, dayGiven) => {
    const played = play(estate, scenarioIn(estate), options, '2024-06-15');
    expect([played.day, played.dayGiven]).toEqual([day, dayGiven]);
  });
});

describe('how long is looked on', () => {
  it.each([
    [
      '30 days after the last end',
      [
        { fail: 'a', until: '1h' },
        { fail: 'b', from: '2h', until: '3h' },
      ],
      3 * HOUR,
    ],
    [
      '30 days after the last begin',
      [
        { fail: 'a', until: '1h' },
        { fail: 'b', from: '2h' },
      ],
      2 * HOUR,
    ],
  ])('%s', (_, faults, last) => {
    const estate = estateOfOne({ faults });
    const { horizon, timeline } = play(estate, scenarioIn(estate), {}, '2024-06-15');
    expect([horizon, timeline.settled]).toEqual([last + 30 * 24 * HOUR, true]);
  });

  it('is --horizon', () => {
    const estate = estateOfOne({ faults: [{ fail: 'a', until: '1h' }] });
    const { horizon, timeline } = play(estate, scenarioIn(estate), { horizon: '59m' }, '2024-06-15');
    expect([horizon, timeline.settled, timeline.end]).toEqual([59 * MINUTE, false, 59 * MINUTE]);
  });

  it.each(['soon', '', '5', '-1m', '1w'])('is not "%s"', (text) => {
    expect(() => durationOption('horizon', text)).toThrow(`--horizon takes a duration, not "${text}"`);
  });
});
