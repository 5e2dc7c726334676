import { describe, expect, it } from 'vitest';
import { freshInWave, waveSteps } from '../../../viewer/shell/waves.ts';

describe('the rounds that are lit', () => {
  it('are all of a short cascade, and end with the last of a long one', () => {
    expect(waveSteps({ waveCount: 3 })).toEqual([0, 1, 2]);
    expect(waveSteps({ waveCount: 0 })).toEqual([]);
    const long = waveSteps({ waveCount: 95 });
    expect(long.length).toBeLessThanOrEqual(10);
    expect(long.at(-1)).toBe(94);
  });

  it('light what fell then, and nothing that stands', () => {
    const impact = { ranks: Uint8Array.of(3, 0, 1, 2), waves: Uint32Array.of(0, 1, 1, 2) };
    expect([...freshInWave(impact, 1)]).toEqual([2]);
  });
});
