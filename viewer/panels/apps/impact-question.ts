/** The question of the command line for what fails in the page. */
import type { Faulted, Question } from '../../model/messages.ts';

/** `faultline impact …`; faults in several states, for which the command line has no words, as a list of their own. */
export const impactQuestion = ({ side, faults, scenario }: Faulted): Question => {
  const [first] = faults;
  const isOneState = faults.every(({ state }) => state === first?.state);
  return {
    side,
    analysis: 'impact',
    args: isOneState ? faults.map(({ selection }) => selection) : [],
    options: {
      ...(scenario === undefined ? {} : { scenario }),
      ...(isOneState ? (first === undefined ? {} : { state: first.state }) : { faults }),
    },
  };
};
