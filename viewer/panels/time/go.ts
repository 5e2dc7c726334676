/** Moving through the state: to a moment, to a round, to a scenario. A moment and a round exclude each other. */
import type { ViewState } from '../../model/state.ts';

/** The moment of the scenario; undefined: all of its faults at once. */
export const goTo =
  (at: number | undefined) =>
  (state: ViewState): ViewState => {
    const { at: _, wave: __, ...rest } = state;
    return at === undefined ? rest : { ...rest, at };
  };

/** Only the rounds up to this one; undefined: all. */
export const goToWave =
  (wave: number | undefined) =>
  (state: ViewState): ViewState => {
    const { at: _, wave: __, ...rest } = state;
    return wave === undefined ? rest : { ...rest, wave };
  };

/** The scenario, and nothing else fails; undefined: none is played. */
export const goToScenario =
  (scenario: string | undefined) =>
  (state: ViewState): ViewState => {
    const { at: _, wave: __, scenario: ___, ...rest } = state;
    return scenario === undefined ? rest : { ...rest, faults: [], scenario };
  };
