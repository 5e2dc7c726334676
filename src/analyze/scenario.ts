/** Finding a scenario of an estate. */
import type { Estate } from '../model/estate.ts';
import { nearest } from '../model/nearest.ts';
import type { Scenario } from '../model/scenario.ts';
import { UserError } from '../model/user-error.ts';

/**
 * The scenario of that id.
 *
 * @throws UserError if there is none, naming the nearest.
 */
export const scenarioOf = (estate: Estate, id: string): Scenario => {
  const scenario = estate.scenarios.get(id);
  if (scenario !== undefined) return scenario;
  const known = [...estate.scenarios.keys()];
  const [near] = nearest(id, known);
  throw new UserError({
    message: `there is no scenario "${id}"`,
    hint:
      near !== undefined
        ? `did you mean "${near}"?`
        : known.length === 0
          ? 'the document has none'
          : `there are: ${known.join(', ')}`,
  });
};

/**
 * The scenario that is asked for; the only one there is, if none is named.
 *
 * @throws UserError if there is none, or if there are several to choose from.
 */
export const scenarioAsked = (estate: Estate, id: string | undefined): Scenario => {
  if (id !== undefined) return scenarioOf(estate, id);
  const known = [...estate.scenarios.values()];
  const [only] = known;
  if (only !== undefined && known.length === 1) return only;
  throw new UserError({
    message: known.length === 0 ? 'the document has no scenario' : 'there are several scenarios: name one',
    hint:
      known.length === 0
        ? 'add one under "scenarios", or ask "faultline impact" what falls at once'
        : `there are: ${known.map((scenario) => scenario.id).join(', ')}`,
  });
};
