/** A report, made once: what can be sent of it. */
import type { Report } from '../../src/model/report.ts';
import type { Told } from '../model/messages.ts';

export const toldOf = (report: Report): Told => {
  const { title, blocks, data, table } = report;
  return { title, blocks: blocks(), data: data(), ...(table === undefined ? {} : { table: table() }) };
};
