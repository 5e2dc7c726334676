/** Runs one command line: everything that can go wrong ends here as an exit code and a message. */
import { CommanderError } from 'commander';
import { UserError } from '../model/user-error.ts';
import { write } from './output.ts';
import { program } from './program.ts';

export const EXIT = { done: 0, failed: 1, badInput: 2, defect: 3, interrupted: 130 } as const;

/** Runs the arguments (without node and the script); resolves to the exit code. */
export const runCli = async (args: readonly string[]): Promise<number> => {
  // A reader that has seen enough closes the pipe: that is no error.
  process.stdout.on('error', ignoreClosedPipe);
  process.stderr.on('error', ignoreClosedPipe);
  process.once('SIGINT', () => process.exit(EXIT.interrupted));
  try {
    await (await program(args)).parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput;
    if (error instanceof UserError) {
      const { problemText } = await import('./problem-text.ts');
      await write(process.stderr, problemText(error.problems));
      return EXIT.badInput;
    }
    await write(process.stderr, defectText(error));
    return EXIT.defect;
  }
};

const ignoreClosedPipe = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
};

const defectText = (error: unknown): string =>
  `faultline: this is a defect of the program, please report it\n${error instanceof Error ? error.stack : String(error)}\n`;
