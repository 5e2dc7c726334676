/** A question of the command line, asked of a document here. */
import type { Analysis, OptionSpec, Question as AnalysisQuestion } from '../../src/analyze/analysis.ts';
import { ANALYSES } from '../../src/analyze/index.ts';
import { impactReport } from '../../src/analyze/impact.ts';
import { askedIn, rowLimit } from '../../src/analyze/asked.ts';
import { proofOf, whyReport } from '../../src/analyze/why.ts';
import { selectOne } from '../../src/assemble/select.ts';
import { isDay } from '../../src/model/day.ts';
import type { Report } from '../../src/model/report.ts';
import type { Rank } from '../../src/model/state.ts';
import { UserError } from '../../src/model/user-error.ts';
import type { Question } from '../model/messages.ts';
import type { FaultSpec } from '../model/state.ts';
import { type Desk, type Sheet, sheetOf } from './desk.ts';

type Options = Readonly<Record<string, unknown>>;

/**
 * The report of an analysis; it is the same as the command line's.
 *
 * Options have the names and values that they have there. `impact` and `why` take one more, `faults`: selections, each in
 * a state of its own (`FaultSpec`), in the place of the selections that fail.
 *
 * @throws UserError if there is no such analysis, or it asks for what is not in the page.
 */
export const reportOf = async (desk: Desk, question: Question): Promise<Report> => {
  const sheet = sheetOf(desk, question.side);
  const { faults } = question.options;
  if (faults !== undefined) return ofFaults(sheet, question, faults as readonly FaultSpec[]);
  const analysis = await analysisNamed(question.analysis);
  if (analysis.about === 'packs') throw notHere(`${analysis.name} is about the packs`);
  const reading = analysis.options.find(
    ({ name, reads }) => reads === true && question.options[name] !== undefined,
  );
  if (reading !== undefined) throw notHere(`--${reading.name} reads a file`);
  const options = withDay(analysis, question.options, desk.days.given);
  const asked = {
    estate: sheet.estate,
    args: question.args,
    options,
    today: dayOf(options['date']) ?? desk.days.today,
  } as AnalysisQuestion<readonly OptionSpec[]>;
  return analysis.run(asked);
};

const analysisNamed = async (name: string): Promise<Analysis> => {
  const listed = ANALYSES.find((one) => one.name === name);
  if (listed === undefined) throw new UserError({ message: `there is no question "${name}"` });
  return listed.load();
};

const notHere = (what: string): UserError =>
  new UserError({ message: `${what}, which the page has not got`, hint: 'ask on the command line' });

/** `--date` of the viewer is that of every question. */
const withDay = ({ options: specs }: Analysis, options: Options, day: string | undefined): Options =>
  day === undefined || options['date'] !== undefined || !specs.some(({ name }) => name === 'date')
    ? options
    : { ...options, date: day };

const dayOf = (date: unknown): string | undefined => {
  if (date === undefined) return undefined;
  if (typeof date === 'string' && isDay(date)) return date;
  throw new UserError({ message: `--date takes a day such as 2017-02-28, not ${JSON.stringify(date)}` });
};

/** Rows of a table, as of `faultline impact`. */
const ROWS = 100;

const ofFaults = (
  { estate, solved }: Sheet,
  { analysis, args, options }: Question,
  faults: readonly FaultSpec[],
): Report => {
  const { scenario, only, limit } = options as {
    readonly scenario?: string;
    readonly only?: readonly string[];
    readonly limit?: string;
  };
  if (faults.length === 0 && scenario === undefined)
    throw new UserError({ message: 'nothing is said to fail', hint: 'choose what fails, or a scenario' });
  const answer = solved({ faults, ...(scenario === undefined ? {} : { scenario }) });
  if (analysis === 'impact') {
    const also = faults.map(({ selection }) => selection);
    return impactReport(estate, answer, {
      args: also,
      limit: rowLimit(limit, ROWS),
      isAsked: askedIn(estate, only),
    });
  }
  if (analysis !== 'why') throw new UserError({ message: `${analysis} takes no faults` });
  const position = selectOne(estate, args, 'why');
  const claim = { position, rank: answer.outcome.ranks[position] as Rank };
  return whyReport(estate, answer, claim, proofOf(answer, claim));
};
