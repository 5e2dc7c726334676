/** Answers one call of a tool, as the command line would answer the same question. */
import type { Analysis, OptionSpec, Question } from '../../analyze/analysis.ts';
import { ANALYSES } from '../../analyze/index.ts';
import { plainIds } from '../../assemble/expand.ts';
import { isDay } from '../../model/day.ts';
import { printable, quoted } from '../../model/printable.ts';
import type { Report } from '../../model/report.ts';
import { UserError } from '../../model/user-error.ts';
import { json } from '../../report/json.ts';
import type { Reporter } from '../../report/reporter.ts';
import { text } from '../../report/text.ts';
import { linesFrom } from '../outputs/read-files.ts';
import { madeOnce } from '../outputs/once.ts';
import { type McpOptions, type Opened, opened } from './opened.ts';
import { type Asked, type Input, type Tool, askedBy, tools } from './tools.ts';
import { assertWithin } from './within.ts';

/** What is told of long work: what, how much is done, of how much (0: nobody knows). */
export type Tell = (what: string, done: number, of: number) => void;

export interface Answer {
  /** What `--format json` prints; left out: it is too much to be sent. */
  readonly json?: string;
  /** What `--format text` prints, cut to what somebody reads. */
  readonly text: string;
}

export interface Answerer {
  /** @throws UserError for mistakes in the documents and in the question. */
  readonly answer: (tool: string, input: Input, tell: Tell) => Promise<Answer>;
}

/** One that keeps what it has read. */
export const answererFor = async (options: McpOptions): Promise<Answerer> => {
  const all = new Map((await tools()).map((tool) => [tool.name, tool]));
  const files = opened(options);
  return {
    answer: async (name, input, tell) => {
      const tool = all.get(name)!;
      const asked = askedBy(tool, input);
      const { report, notes } =
        tool.command === 'diff'
          ? await compared(options, asked)
          : { report: await analysed(tool, asked, options, files, tell), notes: [] };
      return answerOf(madeOnce(report), notes);
    },
  };
};

// —— asking —————————————————————————————————————————————————————————————————————————————————————————————————————————

const analysed = async (
  tool: Tool,
  { args, options }: Asked,
  { graph = [], scan = [] }: McpOptions,
  files: Opened,
  progress: Tell,
): Promise<Report> => {
  const analysis: Analysis = await ANALYSES.find(({ name }) => name === tool.command)!.load();
  const today = dayOf(options['date']);
  const named = [...args, ...Object.values(options).flat()]
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .flatMap(plainIds);
  const { estate, scanned } = await files.loaded(named);
  const { sweeper } = await import('../sweeper.ts');
  const question = {
    estate,
    args,
    options,
    today,
    sweeper,
    files: new Map(),
    ...(scanned === undefined ? {} : { scanned }),
    linesOf: linesFrom(process.cwd(), [...graph, ...scan]),
    progress,
  } as Question<readonly OptionSpec[]>;
  return analysis.run(question);
};

const compared = async (opened: McpOptions, { args, options }: Asked) => {
  const { compare } = await import('../diff.ts');
  await assertWithin(opened, args);
  const { graph = [], scan = [], include, exclude, region, allowOutside } = opened;
  // A change is that of what is looked at, if there is nothing else to go by.
  const paths = args.length > 0 || options['base'] === undefined ? args : [...graph, ...scan];
  const { 'fail-on': failOn, ...rest } = options;
  return compare(paths, {
    ...rest,
    ...(failOn === undefined ? {} : { failOn }),
    ...(include === undefined ? {} : { include }),
    ...(exclude === undefined ? {} : { exclude }),
    ...(region === undefined ? {} : { region }),
    ...(allowOutside === undefined ? {} : { allowOutside }),
  } as Parameters<typeof compare>[1]);
};

/** The day of a question: here, too, a clock is read, and only the day of it. */
const dayOf = (date: unknown): string => {
  if (typeof date !== 'string') return new Date().toISOString().slice(0, 10);
  if (!isDay(date))
    throw new UserError({ message: `"date" takes a day such as 2017-02-28, not ${quoted(date)}` });
  return date;
};

// —— telling ————————————————————————————————————————————————————————————————————————————————————————————————————————

/** Characters of JSON that are sent: clients give up a message of 10 MB, and nobody reads one. */
const MOST_JSON = 4_000_000;

/** Characters of text: what an agent can hold beside its work. */
const MOST_TEXT = 16_000;

const answerOf = (report: Report, notes: readonly string[]): Answer => {
  const data = within(json, report, MOST_JSON);
  const words = within(text, report, MOST_TEXT);
  const failures = report.failures?.() ?? [];
  const parts = [
    ...notes.map((note) => printable(note)),
    words.isCut ? `${wholeLines(words.text)}…\n(this text was cut: ${CUT})` : words.text.trimEnd(),
    ...(failures.length === 0
      ? []
      : [
          [
            `faultline ${report.command} fails:`,
            ...failures.slice(0, MOST_FAILURES).map((failure) => `  ${printable(failure)}`),
            ...(failures.length > MOST_FAILURES ? [`  and ${failures.length - MOST_FAILURES} more`] : []),
          ].join('\n'),
        ]),
    ...(data.isCut
      ? [
          `(the data are left out: they have more than ${MOST_JSON / 1e6} million characters; narrow the question)`,
        ]
      : []),
  ];
  return { ...(data.isCut ? {} : { json: data.text }), text: parts.join('\n\n') };
};

const MOST_FAILURES = 20;

const CUT = 'the data beside it have all, or ask for less, with a selection or a limit';

const SURROUNDINGS = { width: 100, paint: (_: unknown, plain: string) => plain } as const;

/** A report in a format, up to so many characters. */
const within = (
  reporter: Reporter,
  report: Report,
  most: number,
): { readonly text: string; readonly isCut: boolean } => {
  const pieces = reporter.pieces?.(report, SURROUNDINGS) ?? [reporter.render(report, SURROUNDINGS)];
  let made = '';
  for (const piece of pieces) {
    made += piece;
    if (made.length > most) return { text: made.slice(0, most), isCut: true };
  }
  return { text: made, isCut: false };
};

const wholeLines = (cut: string): string => cut.slice(0, cut.lastIndexOf('\n') + 1);
