/** Runs one command line: everything that can go wrong ends here as an exit code and a message. */
import { CommanderError } from 'commander';
import { printable } from '../model/printable.ts';
import { PluginDefect } from '../model/plugin-defect.ts';
import { UserError } from '../model/user-error.ts';
import { uncommanded } from '../report/inert.ts';
import { CheckFailed } from './check-failed.ts';
import { isOn } from './config/switch.ts';
import { write } from './output.ts';
import { program } from './program.ts';

const EXIT = { done: 0, failed: 1, badInput: 2, defect: 3 } as const;

/** Runs the arguments (without node and the script); resolves to the exit code. */
export const runCli = async (args: readonly string[]): Promise<number> => {
  // What cannot be written is told to the one who writes.
  process.stdout.on('error', ignored);
  process.stderr.on('error', ignored);
  try {
    await (await program(args)).parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput;
    if (error instanceof UserError) {
      const { problemText } = await import('./problem-text.ts');
      await complain(problemText(error.problems));
      if (error instanceof PluginDefect && error.trace !== undefined && isVerbose(args))
        await complain(`${error.trace}\n`);
      return EXIT.badInput;
    }
    if (error instanceof CheckFailed) {
      const lines = error.findings.map((finding) => `  ${printable(finding)}`);
      await complain(`${[error.message, ...lines].join('\n')}\n`);
      return EXIT.failed;
    }
    await complain(defectText(error));
    return EXIT.defect;
  }
};

/** Whether to tell those who write a plug-in where it went wrong; a command without that option has the variable. */
const isVerbose = (args: readonly string[]): boolean =>
  args.includes('--verbose') || args.includes('-v') || isOn(process.env['FAULTLINE_VERBOSE']);

const ignored = (): void => {};

/** Says it on standard error; where even that is full, the exit code has to do. */
const complain = (text: string): Promise<void> => write(process.stderr, uncommanded(text)).catch(ignored);

const defectText = (error: unknown): string =>
  `faultline: this is a defect of the program, please report it\n${error instanceof Error ? error.stack : String(error)}\n`;
