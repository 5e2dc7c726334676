/** Problems as a person reads them: place, message, frame and hint. */
import { printable } from '../model/printable.ts';
import type { Problem } from '../model/user-error.ts';
import { painterFor } from './output.ts';

/** Problems shown of one run; the rest is counted. */
const SHOWN = 100;

/** All problems, sorted by place as they come, and how many there are. */
export const problemText = (problems: readonly Problem[]): string => {
  const paint = painterFor(process.stderr);
  const one = ({ message, place, frame, hint }: Problem): string =>
    [
      `${paint('outage', 'error')}: ${printable(message)}`,
      ...(place === undefined
        ? []
        : [paint('dim', `  at ${printable(place.file)}:${place.line}:${place.column}`)]),
      ...(frame === undefined ? [] : [frame]),
      ...(hint === undefined ? [] : [`  hint: ${printable(hint)}`]),
    ].join('\n');
  const shown = problems.slice(0, SHOWN).map(one);
  const left = problems.length - shown.length;
  const total =
    problems.length > 1 ? [`${problems.length} errors${left > 0 ? `, ${left} of them not shown` : ''}`] : [];
  return `${[...shown, ...total].join('\n\n')}\n`;
};
