/** A report, made once: what can be sent of it. */
import type { Block, Report } from '../../src/model/report.ts';
import type { Told } from '../model/messages.ts';

export const toldOf = (report: Report): Told => {
  const { title, blocks, data, table } = report;
  return {
    title,
    blocks: blocks().map(plain),
    data: data(),
    ...(table === undefined ? {} : { table: table() }),
  };
};

/** Analyses that make tables from lists of columns leave functions in them, which no message can carry. */
const plain = (block: Block): Block => {
  if (block.type === 'folded') return { ...block, blocks: block.blocks.map(plain) };
  if (block.type !== 'table') return block;
  return {
    ...block,
    columns: block.columns.map(({ title, align, yields, leaves, cut }) => ({
      title,
      ...(align === undefined ? {} : { align }),
      ...(yields === undefined ? {} : { yields }),
      ...(leaves === undefined ? {} : { leaves }),
      ...(cut === undefined ? {} : { cut }),
    })),
  };
};
