/** What can be said about a scan, by "faultline scan" and by each question that scans first. */
import { type Command, Option } from 'commander';
import type { Plugin } from '../../plugin/plugin.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import { repeatable } from '../repeatable.ts';

/** Values of the options that both have. */
export interface ScanChoices {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly region?: string;
  /** What the user's settings add; put there by them, it is no option. */
  readonly plugins?: readonly Plugin[];
}

/** Of all options of a command those about the scan: others may be called as settings of a scan are. */
export const scanChoices = ({ include, exclude, region, plugins }: ScanChoices): ScanChoices => ({
  ...(include === undefined ? {} : { include }),
  ...(exclude === undefined ? {} : { exclude }),
  ...(region === undefined ? {} : { region }),
  ...(plugins === undefined ? {} : { plugins }),
});

/** Adds the options that both have. */
export const addScanChoices = (command: Command): Command =>
  command
    .addOption(repeatable(new Option('--include <glob>', 'scan only these files: a name, or a path with **')))
    .addOption(repeatable(new Option('--exclude <glob>', 'scan all but these files and folders')))
    .option('--region <region>', 'the region of what no source places anywhere');

/** The options of a question that may scan first. */
export const addScan = (command: Command): Command =>
  addScanChoices(
    command.addOption(
      repeatable(
        new Option(
          '--scan <path>',
          'what "faultline scan" finds in a folder or file, below what documents say; several are one scan',
        ),
      ),
    ),
  );

/** @throws UserError if something is said about a scan and there is none. */
export const assertScanned = (scan: readonly string[] | undefined, choices: ScanChoices): void => {
  if (scan !== undefined) return;
  const idle = (['include', 'exclude', 'region'] as const).filter((name) => choices[name] !== undefined);
  if (idle.length === 0) return;
  throw new UserError({
    message: `${idle.map((name) => `--${name}`).join(' and ')} ${idle.length === 1 ? 'is' : 'are'} about a scan, and there is none`,
    hint: 'add --scan PATH',
  });
};

/** @throws UserError for what is no assignment. */
export const variablesOf = (given: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    given.map((text) => {
      const equals = text.indexOf('=');
      if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)] as const;
      throw new UserError({
        message: `--var takes name=value, not ${quoted(text)}`,
        hint: '--var environment=prod',
      });
    }),
  );
