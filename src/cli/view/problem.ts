/** What went wrong, as the page shows it: plain text, with the place and what to do. */
import { printable } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';

/** Problems that are told; the rest is counted. */
const MOST_TOLD = 20;

/** The problems of a user's mistake; of anything else that it is a defect of the program. */
export const problemLines = (error: unknown): string => {
  if (!(error instanceof UserError))
    return `this is a defect of the program, please report it\n${printable(String(error))}`;
  const told = error.problems
    .slice(0, MOST_TOLD)
    .map(({ message, place, hint }) =>
      [
        printable(message),
        ...(place === undefined ? [] : [`  at ${printable(place.file)}:${place.line}:${place.column}`]),
        ...(hint === undefined ? [] : [`  hint: ${printable(hint)}`]),
      ].join('\n'),
    );
  const left = error.problems.length - told.length;
  return [...told, ...(left > 0 ? [`${left} more`] : [])].join('\n');
};
