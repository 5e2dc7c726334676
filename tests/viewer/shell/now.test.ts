import { describe, expect, it } from 'vitest';
import type { ImpactAnswer, SideFacts } from '../../../viewer/model/messages.ts';
import { START } from '../../../viewer/model/state.ts';
import { nowKeeper } from '../../../viewer/shell/now.ts';

const facts = { nodes: [{}, {}, {}] } as unknown as SideFacts;

const impact = {
  ranks: Uint8Array.of(3, 2, 1),
  waves: Uint32Array.of(0, 1, 2),
  faults: Uint32Array.of(0),
} as unknown as ImpactAnswer;

const answers = { facts, impact } as Parameters<ReturnType<typeof nowKeeper>>[0]['answers'];

describe('what is seen now', () => {
  it('is the very same while other things of the state and of the answers change', () => {
    const now = nowKeeper();
    const first = now({ state: START, answers });
    expect(now({ state: { ...START, panel: 'sweep' }, answers: { ...answers, problems: [] } })).toBe(first);
  });

  it('is the same where nothing fails, as often as it is asked', () => {
    const now = nowKeeper();
    const quiet = { ...answers, impact: undefined } as never;
    expect(now({ state: START, answers: quiet })).toBe(now({ state: START, answers: quiet }));
    expect(now({ state: START, answers: quiet }).ranks).toEqual(new Uint8Array(3));
  });

  it('follows the wave, and comes back', () => {
    const now = nowKeeper();
    expect([...now({ state: START, answers }).ranks]).toEqual([3, 2, 1]);
    expect([...now({ state: { ...START, wave: 1 }, answers }).ranks]).toEqual([3, 2, 0]);
    expect([...now({ state: START, answers }).ranks]).toEqual([3, 2, 1]);
  });

  it('is of the facts that are shown: states of other nodes are none', () => {
    const now = nowKeeper();
    now({ state: START, answers });
    const others = { ...answers, facts: { nodes: [{}] } } as never;
    expect([...now({ state: START, answers: others }).ranks]).toEqual([0]);
  });
});
