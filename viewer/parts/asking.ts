/** What of the state goes into questions: the side that is shown, and what fails on it. */
import type { Faulted } from '../model/messages.ts';
import type { Side, ViewState } from '../model/state.ts';
import type { Answers } from './view.ts';

/** The side that is shown: without something to compare with there is only one. */
export const shownSide = ({ side }: Pick<ViewState, 'side'>, { edited }: Pick<Answers, 'edited'>): Side =>
  edited.before === undefined ? 'after' : side;

/** What fails; undefined: nothing. */
export const faultedOf = (
  state: Pick<ViewState, 'side' | 'faults' | 'scenario'>,
  answers: Pick<Answers, 'edited'>,
): Faulted | undefined =>
  state.faults.length === 0 && state.scenario === undefined
    ? undefined
    : {
        side: shownSide(state, answers),
        faults: state.faults,
        ...(state.scenario === undefined ? {} : { scenario: state.scenario }),
      };
