/**
 * What must not stay behind when the program is interrupted.
 *
 * As long as there is nothing of the kind the system's own answer to Ctrl-C stands: a handler of ours would have to wait
 * until a long computation is over.
 */

/** Has something done should the program end before its time; call what it returns when that is no longer needed. */
export const atEnd = (clean: () => void): (() => void) => {
  const interrupted = (): never => process.exit(130);
  process.once('exit', clean);
  process.once('SIGINT', interrupted);
  return () => {
    process.off('exit', clean);
    process.off('SIGINT', interrupted);
  };
};
