import { describe, expect, it } from 'vitest';
import { START, type ViewState } from '../../../viewer/model/state.ts';
import { failing, failingOnly, notFailing, outagesOf, withBox } from '../../../viewer/parts/changes.ts';

const state: ViewState = {
  ...START,
  faults: [
    { selection: 'a', state: 'partial' },
    { selection: 'b', state: 'outage' },
  ],
  scenario: 's',
  at: 60,
  wave: 2,
};

describe('failing', () => {
  it('adds to what fails, and replaces what was said of the same', () => {
    expect(failing(state, outagesOf(['a', 'c'])).faults).toEqual([
      { selection: 'b', state: 'outage' },
      { selection: 'a', state: 'outage' },
      { selection: 'c', state: 'outage' },
    ]);
  });

  it('leaves no wave of another cascade, and the scenario and its moment as they are', () => {
    expect(failing(state, [])).toMatchObject({ scenario: 's', at: 60 });
    expect('wave' in failing(state, [])).toBe(false);
  });

  it('can be taken back', () => {
    expect(notFailing(state, ['a']).faults).toEqual([{ selection: 'b', state: 'outage' }]);
    expect(notFailing(failing(state, outagesOf(['c'])), ['c']).faults).toEqual(state.faults);
  });

  it('alone forgets the scenario', () => {
    const { faults, ...rest } = failingOnly(state, outagesOf(['x']));
    expect(faults).toEqual([{ selection: 'x', state: 'outage' }]);
    expect(rest).not.toHaveProperty('scenario');
    expect(rest).not.toHaveProperty('at');
  });
});

describe('boxes', () => {
  it('are in one of the two lists, once, sorted', () => {
    const opened = withBox(withBox({ ...START, closed: ['b'] }, 'b', true), 'a', true);
    expect(opened).toMatchObject({ opened: ['a', 'b'], closed: [] });
    expect(withBox(opened, 'a', false)).toMatchObject({ opened: ['b'], closed: ['a'] });
  });
});
