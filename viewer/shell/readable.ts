/** Whether a text is a selection at all: what somebody is still typing, or what stands in a link, may not be. */
import { parseSelection } from '../../src/model/selection.ts';

export const isReadable = (selection: string): boolean => {
  try {
    parseSelection(selection);
    return true;
  } catch {
    return false;
  }
};
