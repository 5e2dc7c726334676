/** Writing, and what the terminal can show. */
import { styleText } from 'node:util';
import { UserError } from '../model/user-error.ts';
import type { Tone } from '../report/reporter.ts';

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<Tone, Style>> = {
  strong: 'bold',
  heading: ['bold', 'underline'],
  dim: 'dim',
  id: 'cyan',
  operational: 'green',
  degraded: 'yellow',
  partial: 'magenta',
  outage: ['bold', 'red'],
};

/**
 * Writes all of it, waiting for slow readers; resolves even if the reader has gone.
 *
 * @throws UserError if there is no room for it.
 */
export const write = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
      // A reader that has seen enough closes the pipe: that is no error.
      if (error === null || error === undefined || error.code === 'EPIPE') resolve();
      else
        reject(new UserError({ message: `the output cannot be written (${error.code ?? error.message})` }));
    });
  });

/** A painter for a stream: colours on a terminal, and as NO_COLOR and FORCE_COLOR ask. */
export const painterFor = (stream: NodeJS.WriteStream): ((tone: Tone, text: string) => string) =>
  hasColours(stream)
    ? (tone, text) => styleText(STYLES[tone], text, { validateStream: false })
    : (_, text) => text;

const hasColours = (stream: NodeJS.WriteStream): boolean => {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY && TERM !== 'dumb' && (NO_COLOR === undefined || NO_COLOR === '');
};

/** Columns to fill: the terminal's, or COLUMNS, or 100 for a pipe and for a terminal that does not know its own. */
export const columnsOf = (stream: NodeJS.WriteStream): number => {
  const own = stream.isTTY ? stream.columns : 0;
  const known = [own, Number(process.env['COLUMNS'])].find(
    (columns) => Number.isInteger(columns) && columns > 0,
  );
  return Math.max(40, known ?? 100);
};
