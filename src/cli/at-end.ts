/**
 * What must not stay behind when the program is interrupted.
 *
 * As long as there is nothing of the kind the system's own answer to Ctrl-C stands: a handler of ours would have to wait
 * until a long computation is over.
 */

/** What asks a program to end, and the number that a shell gives to each. */
const ASKED = [
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const;

/** Has something done should the program end before its time; call what it returns when that is no longer needed. */
export const atEnd = (clean: () => void): (() => void) => {
  const asked = ASKED.map(([signal, number]) => {
    const end = (): never => process.exit(128 + number);
    process.once(signal, end);
    return [signal, end] as const;
  });
  process.once('exit', clean);
  return () => {
    process.off('exit', clean);
    for (const [signal, end] of asked) process.off(signal, end);
  };
};
