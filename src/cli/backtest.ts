/** `faultline backtest`: predictions held against outages that have happened, and against an earlier back-test. */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { nearest } from '../model/nearest.ts';
import { byCodePoint } from '../model/order.ts';
import { quoted } from '../model/printable.ts';
import { UserError } from '../model/user-error.ts';
import { CheckFailed } from './check-failed.ts';
import type { OutputChoices } from './outputs/wanted.ts';
import { formatOption, outputChoices, print } from './print.ts';

/** Where the incidents lie, in the sources as in the built package. */
const SHIPPED = fileURLToPath(new URL('../../graphs/incidents/', import.meta.url));

/** The command. Exits with 1 if a score has fallen below that of `--baseline`. */
export const backtestCommand = (): Command =>
  new Command('backtest')
    .summary('hold predictions against outages that have happened')
    .description('Hold what the model predicts against what was seen in outages that have happened.')
    .argument(
      '[incidents...]',
      'documents, or names of incidents that ship with Faultline (default: all of those)',
    )
    .option('--baseline <file>', 'an earlier result as JSON: fail if anything got worse')
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExamples:\n  faultline backtest\n  faultline backtest 2017-02-28-aws-s3\n  faultline backtest --format json > score.json\n  faultline backtest --baseline score.json',
    )
    .action(run);

interface Options extends Pick<OutputChoices, 'format' | 'plugins'> {
  readonly baseline?: string;
}

const run = async (names: readonly string[], options: Options): Promise<void> => {
  const { backtest } = await import('../analyze/backtest.ts');
  const { backtestData, backtestReport } = await import('../analyze/backtest-report.ts');
  const { loadEstates } = await import('../scan/document.ts');
  const files = await filesOf(names);
  // Before anything is written: a baseline that is none must leave nothing half-said.
  const before = options.baseline === undefined ? undefined : await baselineIn(options.baseline);
  const estates = await loadEstates(files.map(({ file }) => file));
  const incidents = files.map(({ name }, i) => ({ name, estate: estates[i]! }));
  // No clock: what is undated in an incident is dated by its scenario.
  const result = backtest(incidents, LONG_AGO);
  if (result.incidents.length === 0) {
    throw new UserError({
      message: 'there is nothing to test: no scenario of these documents says what was observed',
      hint: 'write it under "observed" of a scenario',
    });
  }
  await print(backtestReport(result), outputChoices(options));
  if (options.baseline !== undefined) {
    const { fallenBehind } = await import('../analyze/baseline.ts');
    const asked = names.length === 0 ? undefined : new Set(files.map(({ name }) => name));
    const worse = fallenBehind(before, backtestData(result), asked);
    if (worse.length > 0) throw new CheckFailed(`the back-test fell behind ${options.baseline}`, worse);
  }
};

/** The day of incidents whose scenario has none: before anything that is dated. */
const LONG_AGO = '2000-01-01';

/** Documents by path, and shipped incidents by name, in the order asked for. */
const filesOf = async (
  names: readonly string[],
): Promise<readonly { readonly name: string; readonly file: string }[]> => {
  const shipped = (await readdir(SHIPPED))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .toSorted(byCodePoint);
  const asked = [...new Set(names.length === 0 ? shipped : names)];
  const files = asked.map((name) => {
    if (shipped.includes(name)) return { name, file: path.join(SHIPPED, `${name}.yaml`) };
    if (DOCUMENT.test(name)) return { name: path.basename(name).replace(DOCUMENT, ''), file: name };
    // People remember the year, or the service.
    const near = shipped.find((known) => known.includes(name)) ?? nearest(name, shipped)[0];
    throw new UserError({
      message: `there is no incident ${quoted(name)}`,
      hint: near === undefined ? 'name a document, or one of those that ship' : `did you mean "${near}"?`,
    });
  });
  // A name must tell documents apart; where it does not, the path does.
  return files.map(({ name, file }) => ({
    name: files.filter((other) => other.name === name).length > 1 ? file : name,
    file,
  }));
};

const DOCUMENT = /\.(?:ya?ml|json)$/;

/** @throws UserError if it cannot be read, or is no result of a back-test. */
const baselineIn = async (file: string): Promise<unknown> => {
  const hint = 'faultline backtest --format json makes one';
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new UserError({ message: `${file} cannot be read`, hint });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UserError({ message: `${file} is not JSON`, hint });
  }
  const { isBaseline } = await import('../analyze/baseline.ts');
  if (isBaseline(value)) return value;
  throw new UserError({ message: `${file} is no result of a back-test`, hint });
};
