import { describe, expect, it } from 'vitest';
import { tabAfter } from '../../../viewer/parts/tabs.tsx';

describe('keys on tabs', () => {
  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 2, 0],
    ['ArrowLeft', 0, 2],
    ['ArrowLeft', 1, 0],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['Enter', 1, undefined],
    ['ArrowDown', 1, undefined],
  ])('%s from %d of 3 leads to %s', (key, at, to) => {
    expect(tabAfter(key, at, 3)).toBe(to);
  });

  it('lead nowhere where there are no tabs', () => {
    expect(tabAfter('End', -1, 0)).toBeUndefined();
  });
});
