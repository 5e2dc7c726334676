/** Any question of the command line, and its answer in any format. */
import { REPORTERS } from '../../../src/report/index.ts';
import { lacking } from '../../../src/report/needed.ts';
import { UserError } from '../../../src/model/user-error.ts';
import type { Question, Requests, Told } from '../../model/messages.ts';
import { reportOf } from '../analysis.ts';
import type { Desk } from '../desk.ts';
import { toldOf } from '../told.ts';

export const ask = async (desk: Desk, question: Question): Promise<Told> =>
  toldOf(await reportOf(desk, question));

/** Columns of a text, as in files that the command line writes. */
const WIDTH = 100;

/** @throws UserError if there is no such format, or the answer has nothing for it. */
export const render = async (desk: Desk, { question, format }: Requests['render']['in']): Promise<string> => {
  const listed = REPORTERS.find(({ name }) => name === format);
  if (listed === undefined) throw new UserError({ message: `there is no format "${format}"` });
  const report = await reportOf(desk, question);
  const { needs } = listed;
  if (needs !== undefined && report[needs] === undefined)
    throw new UserError({ message: lacking(report.command, needs, format) });
  const reporter = await listed.load();
  return reporter.render(report, { width: WIDTH, paint: (_, text) => text, tool: { version: desk.version } });
};
