/** Proves that moving in time changes nothing else of the state. */
import { describe, expect, it } from 'vitest';
import { START, type ViewState } from '../../../../viewer/model/state.ts';
import { goTo, goToScenario, goToWave } from '../../../../viewer/panels/time/go.ts';
import { fromHash, toHash } from '../../../../viewer/state/hash.ts';

const STATE: ViewState = {
  ...START,
  faults: [{ selection: 'db', state: 'outage' }],
  panel: 'time',
  find: 'x',
};

describe('going to a moment, a wave or a scenario', () => {
  it('leaves the rest as it was', () => {
    const { at, ...rest } = goTo(60)({ ...STATE, wave: 3 });
    expect([at, rest]).toEqual([60, STATE]);
    const { wave, ...others } = goToWave(2)({ ...STATE, at: 60 });
    expect([wave, others]).toEqual([2, STATE]);
  });

  it('leaves out what is not said, so that the address says nothing of it', () => {
    expect(goTo(undefined)({ ...STATE, at: 60 })).toStrictEqual(STATE);
    expect(goToWave(undefined)({ ...STATE, wave: 1 })).toStrictEqual(STATE);
    expect(goToScenario(undefined)({ ...STATE, scenario: 's', at: 60 })).toStrictEqual(STATE);
  });

  it('lets nothing but the scenario fail', () => {
    expect(goToScenario('s')({ ...STATE, wave: 2 })).toStrictEqual({ ...STATE, faults: [], scenario: 's' });
  });

  it('comes back from the address', () => {
    for (const state of [goToWave(2)(STATE), goTo(480)(goToScenario('s')(STATE)), goToScenario('s')(STATE)])
      expect(fromHash(toHash(state))).toStrictEqual(state);
  });
});
