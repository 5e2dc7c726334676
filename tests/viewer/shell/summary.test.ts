import { describe, expect, it } from 'vitest';
import { AskError, type ImpactAnswer, type SideFacts } from '../../../viewer/model/messages.ts';
import { START } from '../../../viewer/model/state.ts';
import { summaryParts } from '../../../viewer/shell/summary.ts';

const facts: SideFacts = {
  name: 'doc.yaml',
  nodes: [
    { id: 'a', kind: 'app', tags: [], isShipped: false, costPerHour: 1000 },
    { id: 'b', kind: 'app', tags: [], isShipped: false, costPerHour: 500 },
    { id: 'c', kind: 'service', tags: [], isShipped: false, costPerHour: 20 },
  ],
  edges: 1,
  scenarios: [],
  findings: [],
};

const failing = { ...START, faults: [{ selection: 'c', state: 'outage' as const }] };
const impact = {} as ImpactAnswer;

describe('the line above the picture', () => {
  it('says what there is where nothing fails', () => {
    const { states, words } = summaryParts({ facts, ranks: new Uint8Array(3), problems: [] }, START);
    expect({ states, words }).toEqual({ states: [], words: '3 nodes, 1 dependency, 2 apps' });
  });

  it('counts apps by state, and costs as impact does: what is partial may cost all of it', () => {
    const { states, words } = summaryParts(
      { facts, ranks: Uint8Array.of(1, 2, 3), impact, problems: [] },
      failing,
    );
    expect(states).toEqual([
      ['outage', 0],
      ['partial', 1],
      ['degraded', 1],
      ['operational', 0],
    ]);
    expect(words).toBe('of 2 apps · 3 of 3 nodes affected · up to 520 USD an hour');
  });

  it('gives no numbers where there is no answer', () => {
    const ranks = new Uint8Array(3);
    expect(summaryParts({ facts, ranks, problems: [] }, failing)).toEqual({
      states: [],
      words: 'computing …',
    });
    const { states, words } = summaryParts(
      { facts, ranks, problems: [new AskError('nothing matches')] },
      failing,
    );
    expect(states).toEqual([]);
    expect(words).toContain('no answer');
  });
});
