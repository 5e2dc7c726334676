/** How far a long work is, on one line of a terminal, which is gone when it is done. */
import { printable } from '../../model/printable.ts';
import { columnsOf } from '../output.ts';

export interface Progress {
  readonly tell: (what: string, done: number, of: number) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** Milliseconds of work before anything is shown, and between two showings. */
const PATIENCE = { first: 1_000, next: 100 } as const;

const CLEAR = '\r\u001b[2K';

/** Nothing is shown unless the stream is a terminal, nor in CI. `now` is in milliseconds. */
export const progressOn = (
  stream: NodeJS.WriteStream,
  now: () => number = () => performance.now(),
): Progress => {
  if (!stream.isTTY || process.env['CI'] !== undefined) return { tell: () => {}, end: () => {} };
  let next = now() + PATIENCE.first;
  let isShown = false;
  return {
    tell: (what, done, of) => {
      if (now() < next) return;
      next = now() + PATIENCE.next;
      isShown = true;
      const text = of === 0 ? what : `${what}: ${done} of ${of}`;
      stream.write(`${CLEAR}${printable(text).slice(0, columnsOf(stream) - 1)}`);
    },
    end: () => {
      if (isShown) stream.write(CLEAR);
    },
  };
};
