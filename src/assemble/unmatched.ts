/** A selection of a document that matches nothing: told where it stands. */
import type { Complaint } from '../model/complaint.ts';
import type { Estate } from '../model/estate.ts';
import type { Origin } from '../model/place.ts';
import { parseSelection } from '../model/selection.ts';
import { UserError } from '../model/user-error.ts';
import { select } from './select.ts';

/**
 * What is wrong with a selection; nothing if it matches something.
 *
 * `isCertain`: all nodes are there that can be; else only what names ids is held to match.
 */
export const unmatched = (
  estate: Estate,
  text: string,
  origin: Origin | undefined,
  isCertain: boolean,
): readonly Complaint[] => {
  try {
    const { terms } = parseSelection(text);
    if (isCertain || terms.every(({ on }) => on === 'id')) select(estate, [text]);
    return [];
  } catch (error) {
    if (!(error instanceof UserError) || origin === undefined) throw error;
    return error.problems.map(({ message, hint }) => ({
      origin,
      message,
      ...(hint === undefined ? {} : { hint }),
    }));
  }
};
