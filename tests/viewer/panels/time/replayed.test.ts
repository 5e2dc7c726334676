/** Proves what is told of predictions beside what was observed. */
import { describe, expect, it } from 'vitest';
import { loadEstate } from '../../../../src/scan/document.ts';
import {
  type ReplayData,
  type SubjectData,
  VERDICTS,
  byVerdict,
  nearness,
  observedBar,
  verdictCounts,
} from '../../../../viewer/panels/time/replayed.ts';
import { engineWith } from '../an-engine.ts';

const subject = (id: string, more: Partial<SubjectData>): SubjectData => ({
  id,
  kind: 'app',
  verdict: 'hit',
  predicted: 'outage',
  observed: 'outage',
  accept: ['outage'],
  accepted: true,
  ...more,
});

describe('verdicts', () => {
  it('are as many as the score of the command line says', async () => {
    const estate = await loadEstate(['graphs/incidents/2017-02-28-aws-s3.yaml']);
    const { engine } = await engineWith(estate);
    const { data } = await engine.ask('ask', {
      side: 'after',
      analysis: 'replay',
      args: ['s3-outage'],
      options: { limit: '200' },
    });
    const { score } = data as ReplayData;
    const counts = new Map(verdictCounts(score!.subjects));
    expect(score!.subjects.length).toBeGreaterThan(100);
    for (const verdict of VERDICTS)
      expect([verdict, counts.get(verdict) ?? 0]).toEqual([verdict, score![verdict]]);
  });

  it('stand with what is wrong first, then by id', () => {
    const subjects = [
      subject('b', {}),
      subject('a', {}),
      subject('z', { verdict: 'missed' }),
      subject('y', { verdict: 'falseAlarm' }),
      subject('c', { verdict: 'injected' }),
    ];
    expect(byVerdict(subjects).map(({ id }) => id)).toEqual(['z', 'y', 'a', 'b', 'c']);
  });

  it('tell how near a prediction came', () => {
    expect(
      [
        subject('a', {}),
        subject('a', { predicted: 'partial' }),
        subject('a', { predicted: 'partial', accepted: false }),
        subject('a', { predicted: 'operational', accepted: false }),
        subject('a', { observed: 'degraded', accepted: false }),
      ].map(nearness),
    ).toEqual(['exact', 'accepted', 'one step too mild', 'three steps too mild', 'two steps too bad']);
  });
});

describe('the bar of an observation', () => {
  it('is between the times that history tells', () => {
    expect(observedBar({ observed: 'partial', onset: 60, recovered: 600 }, 3600)).toEqual({
      stretches: [{ from: 60, until: 600, rank: 2 }],
      isStartKnown: true,
      isEndKnown: true,
    });
  });

  it('reaches to the ends of the axis where it does not, and says so', () => {
    expect(observedBar({ observed: 'outage', recovered: 600 }, 3600)).toEqual({
      stretches: [{ from: 0, until: 600, rank: 3 }],
      isStartKnown: false,
      isEndKnown: true,
    });
    expect(observedBar({ observed: 'outage', onset: 60 }, 3600)).toMatchObject({
      stretches: [{ from: 60, until: 3600 }],
      isEndKnown: false,
    });
  });

  it('is not drawn where no time is told, or nothing happened', () => {
    expect(observedBar({ observed: 'outage' }, 3600)).toBeUndefined();
    expect(observedBar({ observed: 'operational', onset: 60 }, 3600)).toBeUndefined();
  });
});
