import { describe, expect, it } from 'vitest';
import { rowWindow } from '../../../viewer/parts/row-window.ts';

describe('a long list', () => {
  it('shows the first hundred, and says of how many', () => {
    expect(rowWindow(2314, 0)).toEqual({
      shown: 100,
      more: 100,
      words: '100 of 2,314',
      label: 'Show 100 more',
    });
  });

  it('says nothing where all is shown', () => {
    expect(rowWindow(100, 0)).toMatchObject({ shown: 100, more: 0, words: '' });
    expect(rowWindow(0, 0)).toMatchObject({ shown: 0, more: 0, words: '' });
  });

  it('adds no more than there is', () => {
    expect(rowWindow(150, 0)).toMatchObject({ shown: 100, more: 50, label: 'Show 50 more' });
  });

  it('stays as long as it was asked to be when it is filtered and then is not', () => {
    expect(rowWindow(10, 300).shown).toBe(10);
    expect(rowWindow(1000, 300).shown).toBe(300);
  });

  it('comes to the end of ten thousand rows in a few steps', () => {
    let [asked, steps] = [0, 0];
    for (let window = rowWindow(10_000, asked); window.more > 0; window = rowWindow(10_000, asked)) {
      expect(window.more % 100 === 0 || window.shown + window.more === 10_000).toBe(true);
      asked = window.shown + window.more;
      steps++;
    }
    expect(asked).toBe(10_000);
    expect(steps).toBeLessThan(15);
  });
});
