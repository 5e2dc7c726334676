/** Markdown, for a pull request or a page: headings, tables and nested lists. */
import { formatDuration } from '../model/duration.ts';
import { printable } from '../model/printable.ts';
import type { Block, Line, Span } from '../model/report.ts';
import { GLYPHS, columnsOfBar, legendParts } from './bar.ts';
import type { Reporter } from './reporter.ts';

export const markdown: Reporter = {
  name: 'markdown',
  render: ({ title, blocks }) => `${[`## ${inline(title)}`, ...blocks().map(blockText)].join('\n\n')}\n`,
};

const blockText = (block: Block): string => {
  switch (block.type) {
    case 'heading':
      return `### ${escaped(block.text)}`;
    case 'text':
      // Two spaces at the end break the line within the paragraph.
      return block.lines.map(inline).join('  \n');
    case 'table':
      return [
        row(block.columns.map(({ title }) => escaped(title))),
        row(block.columns.map(({ align }) => (align === 'right' ? '--:' : '---'))),
        ...block.rows.map((cells) => row(cells.map(inline))),
        ...(block.more === undefined ? [] : ['', escaped(block.more)]),
      ].join('\n');
    case 'timeline':
      return timelineTable(block);
    case 'tree':
      return block.branches
        .map(({ depth, line }) => `${'  '.repeat(Math.min(depth, DEEPEST))}- ${inline(line)}`)
        .join('\n');
    case 'graph':
      return '';
    case 'folded':
      return `<details><summary>${escaped(block.title)}</summary>\n\n${block.blocks.map(blockText).join('\n\n')}\n\n</details>`;
  }
};

/** Columns of a bar in a table's cell. */
const BAR = 40;

const timelineTable = ({ end, notes, sections }: Extract<Block, { type: 'timeline' }>): string =>
  [
    row(['Node', 'Over time', ...notes.map(escaped)]),
    row(['---', '---', ...notes.map(() => '--:')]),
    ...sections.flatMap(({ title, tracks, more }) => [
      row([`**${escaped(title)}**`, '', ...notes.map(() => '')]),
      ...tracks.map(({ label, stretches, notes: beside }) => {
        const bar = columnsOfBar(stretches, end, BAR).map((state) => GLYPHS[state]);
        return row([inline(label), `\`${bar.join('')}\``, ...beside.map(inline)]);
      }),
      ...(more === undefined ? [] : [row([escaped(more), '', ...notes.map(() => '')])]),
    ]),
    '',
    `${legendParts().join(', ')}; a bar is ${formatDuration(Math.round(end))} long`,
  ].join('\n');

/** Lists that nest deeper are not drawn deeper: the text would grow with the square of the depth. */
const DEEPEST = 20;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const inline = (line: Line): string => line.map(spanText).join('').trim();

const spanText = (span: Span): string => {
  if (typeof span === 'string') return escaped(span);
  if ('state' in span) return `**${span.state}**`;
  if (span.tone === 'strong') return `**${escaped(span.text.trim())}**`;
  if (span.tone === 'id') return codeSpan(span.text);
  return escaped(span.text);
};

/** Code spans take no escapes; backticks inside one need a longer fence, and a pipe would end the table's cell. */
const codeSpan = (text: string): string => {
  const safe = printable(text).replaceAll('|', '\\|');
  const [longest] = (safe.match(/`+/g) ?? ['']).toSorted((a, b) => b.length - a.length);
  const fence = `${longest}\``;
  return longest === '' ? `\`${safe}\`` : `${fence} ${safe} ${fence}`;
};

/**
 * Text from a document must not become markup or HTML. A space of no width keeps `@team` and `#12` from calling people
 * and issues where the page is a comment.
 */
const escaped = (text: string): string =>
  printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]#|!~@]/g, '\\$&')
    .replace(/[@#](?=\w)/g, '$&&#8203;');
