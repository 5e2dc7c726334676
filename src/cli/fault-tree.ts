/** `faultline fault-tree`: what the engine makes of fault trees that others wrote, so that anybody can check it. */
import { Command, Option } from 'commander';
import { type OutputChoices, addOutput } from './outputs/wanted.ts';
import { print } from './print.ts';
import { repeatable } from './repeatable.ts';
import { textOf } from './text-file.ts';

/** Cut sets that are listed, unless asked otherwise. */
const LISTED = 20;

/** There may be hundreds of millions: this is what "all" is cut off at. */
const MOST_LISTED = 1_000_000;

const SAMPLES = 1_000_000;
const SEED = 1;
/** Hours: a year of 365 days. */
const MISSION_TIME = 8_760;

/** The command. */
export const faultTreeCommand = (): Command =>
  addOutput(
    new Command('fault-tree')
      .summary('cut sets, probability and importance of an Open-PSA file')
      .description(
        'Work out fault trees in the Open-PSA format: their minimal cut sets, the probability of their tops, and what that hangs on. What "faultline availability --open-psa" writes can be read back.',
      )
      .argument('<files...>', 'the files of one model; - is stdin')
      .addOption(repeatable(new Option('--top <name>', 'only this top event, or the tops of this tree')))
      .option('--order <number>', 'only cut sets of at most so many events')
      .addOption(new Option('--by <what>', 'list cut sets by this').choices(['size', 'probability']))
      .option('--importance', 'also how much each event matters')
      .addOption(
        new Option(
          '--method <method>',
          'only this method (default: exact, and Monte Carlo where that is out of reach)',
        ).choices(['exact', 'monte-carlo']),
      )
      .option('--nodes <number>', 'nodes of a decision diagram from which on it is out of reach')
      .option('--samples <number>', `samples of Monte Carlo (default: ${SAMPLES})`)
      .option('--seed <number>', `where its random numbers begin (default: ${SEED})`)
      .option('--mission-time <hours>', `what <system-mission-time> is (default: ${MISSION_TIME})`)
      .option(
        '--limit <rows>',
        `cut sets and events that are listed, 0 for all, up to a million (default: ${LISTED})`,
      ),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  faultline fault-tree tree.xml\n  faultline fault-tree tree.xml --order 4 --importance\n  faultline fault-tree gates.xml basic-events.xml --by probability --format json',
    )
    .action(run);

interface Options extends OutputChoices {
  readonly top?: readonly string[];
  readonly order?: string;
  readonly by?: 'size' | 'probability';
  readonly importance?: true;
  readonly method?: 'exact' | 'monte-carlo';
  readonly nodes?: string;
  readonly samples?: string;
  readonly seed?: string;
  readonly missionTime?: string;
  readonly limit?: string;
}

const run = async (names: readonly string[], options: Options): Promise<void> => {
  const { readOpenPsa } = await import('../document/open-psa/read.ts');
  const { faultTreeReport } = await import('../analyze/availability/fault-tree-report.ts');
  const { wholeOption } = await import('../analyze/availability/whole.ts');
  const { DEFAULT_NODES } = await import('../engine/fault-tree/limit.ts');
  const effort = {
    ...(options.method === undefined ? {} : { method: options.method }),
    ...(options.order === undefined
      ? {}
      : { order: wholeOption('order', options.order, 1, { least: 1, most: 10_000 }) }),
    nodes: wholeOption('nodes', options.nodes, DEFAULT_NODES, { least: 1, most: 50_000_000 }),
    samples: wholeOption('samples', options.samples, SAMPLES, { least: 1, most: 10_000_000_000 }),
    seed: wholeOption('seed', options.seed, SEED, { least: 0, most: Number.MAX_SAFE_INTEGER }),
    listed: wholeOption('limit', options.limit, LISTED, { least: 0, most: MOST_LISTED }) || MOST_LISTED,
    withImportance: options.importance === true,
    byProbability: options.by === 'probability',
  };
  const missionTime = wholeOption('mission-time', options.missionTime, MISSION_TIME, {
    least: 0,
    most: 10_000_000,
  });
  const files = [];
  for (const file of names) files.push({ file: file === '-' ? '<stdin>' : file, text: await textOf(file) });
  await print(faultTreeReport(readOpenPsa(files, missionTime), options.top, effort), options);
};
