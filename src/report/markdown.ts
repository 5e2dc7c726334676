/**
 * Markdown, for a comment on a pull request or a page: the verdict first, then headings, tables and nested lists. Long
 * tables are folded, graphs are Mermaid pictures, and where room is short whole rows are left out and counted.
 */
import { formatDuration } from '../model/duration.ts';
import { printable } from '../model/printable.ts';
import type { Block, Line, Report, Span } from '../model/report.ts';
import { GLYPHS, columnsOfBar, legendParts } from './bar.ts';
import { bytesOf } from './bytes.ts';
import { escaped, inline } from './markdown-text.ts';
import { mermaidOf } from './mermaid.ts';
import { type Piece, atom, fitting, framed, list } from './pieces.ts';
import type { Reporter, Surroundings } from './reporter.ts';

const render = (report: Report, { room = Infinity }: Surroundings): string => {
  const head = [`## ${inline(shortened(report.title))}`, ...verdict(report.failures?.() ?? [])].join('\n\n');
  const pieces = piecesOf(report.blocks());
  if (pieces.length === 0) return `${head}\n`;
  const body = fitting(pieces, room - bytesOf(head) - 3);
  return `${head}\n\n${body === '' ? NOTHING_FITS : body}\n`;
};

export const markdown: Reporter = { name: 'markdown', render };

/** The same, for the page that GitHub shows of a run. */
export const githubSummary: Reporter = { name: 'github-summary', render };

const NOTHING_FITS = '… there is no room for more here (--format json has all)';

// —— the verdict ————————————————————————————————————————————————————————————————————————————————————————————————————

/** Reasons that stand at the top; more are counted. */
const REASONS = 10;

const verdict = (failures: readonly string[]): readonly string[] => {
  if (failures.length === 0) return [];
  const shown = failures.slice(0, REASONS).map((reason) => `- ${inline(shortened([reason]))}`);
  const left = failures.length - shown.length;
  return ['**This fails the run:**', [...shown, ...(left === 0 ? [] : [`- … and ${left} more`])].join('\n')];
};

/** Characters of a line that must be there, whatever the room. */
const LONGEST = 600;

const shortened = (line: Line): Line => {
  let left = LONGEST;
  const spans: Span[] = [];
  for (const span of line) {
    if (left <= 0) break;
    if (typeof span === 'object' && 'state' in span) spans.push(span);
    else if (typeof span === 'string') spans.push(cut(span, left));
    else spans.push({ ...span, text: cut(span.text, left) });
    left -= typeof span === 'string' ? span.length : 'state' in span ? span.state.length : span.text.length;
  }
  return spans;
};

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);

// —— blocks —————————————————————————————————————————————————————————————————————————————————————————————————————————

/** Blocks as pieces; a heading goes with what it stands above. */
const piecesOf = (blocks: readonly Block[]): readonly Piece[] => {
  const pieces: Piece[] = [];
  let heading = '';
  for (const block of blocks) {
    if (block.type === 'heading') {
      if (heading !== '') pieces.push(atom(heading.trimEnd()));
      heading = `### ${escaped(block.text)}\n\n`;
    } else {
      pieces.push(pieceOf(block, heading));
      heading = '';
    }
  }
  return heading === '' ? pieces : [...pieces, atom(heading.trimEnd())];
};

const pieceOf = (block: Exclude<Block, { type: 'heading' }>, heading: string): Piece => {
  switch (block.type) {
    case 'text':
      return list({
        before: heading,
        items: block.lines.map(inline),
        // Two spaces at the end break the line within the paragraph.
        between: '  \n',
        after: '',
        cut: (left) => `  \n${leftOut(left, 'line')}`,
      });
    case 'table':
      return tablePiece(block, heading);
    case 'timeline':
      return timelinePiece(block, heading);
    case 'tree':
      return list({
        before: heading,
        items: block.branches.map(
          ({ depth, line }) => `${'  '.repeat(Math.min(depth, DEEPEST))}- ${inline(line)}`,
        ),
        between: '\n',
        after: '',
        cut: (left) => `\n\n${leftOut(left, 'line')}`,
      });
    case 'code':
      return codePiece(block, heading);
    case 'graph':
      return picturePiece(block, heading);
    case 'folded':
      return framed(`${heading}${opened(block.title)}`, piecesOf(block.blocks), CLOSED);
  }
};

/** Half of it would be worse than nothing; the fence is longer than any within. */
const codePiece = ({ language, lines }: Extract<Block, { type: 'code' }>, heading: string): Piece => {
  const text = lines.map(printable).join('\n');
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, fence) => Math.max(most, fence.length), 2);
  const fence = '`'.repeat(longest + 1);
  return atom(`${heading}${fence}${language}\n${text}\n${fence}`);
};

const leftOut = (left: number, what: string): string =>
  `… and ${left} more ${what}${left === 1 ? '' : 's'} that ${left === 1 ? 'does' : 'do'} not fit here (--format json has all)`;

const opened = (summary: string): string => `<details><summary>${escaped(summary)}</summary>\n\n`;
const CLOSED = '\n\n</details>';

/** Rows above which a table is folded: a comment should be read at a glance. */
const LONG = 20;

const tablePiece = ({ columns, rows, more }: Extract<Block, { type: 'table' }>, heading: string): Piece => {
  const isLong = rows.length > LONG;
  return list({
    before: [
      heading,
      isLong ? opened(`${rows.length} rows`) : '',
      `${row(columns.map(({ title }) => escaped(title)))}\n`,
      `${row(columns.map(({ align }) => (align === 'right' ? '--:' : '---')))}${rows.length === 0 ? '' : '\n'}`,
    ].join(''),
    items: rows.map((cells) => row(cells.map(inline))),
    between: '\n',
    after: `${more === undefined ? '' : `\n\n${escaped(more)}`}${isLong ? CLOSED : ''}`,
    cut: (left) => `\n\n${leftOut(left, 'row')}`,
  });
};

/** Columns of a bar in a table's cell. */
const BAR = 40;

const timelinePiece = (
  { end, notes, sections }: Extract<Block, { type: 'timeline' }>,
  heading: string,
): Piece =>
  list({
    before: `${heading}${row(['Node', 'Over time', ...notes.map(escaped)])}\n${row(['---', '---', ...notes.map(() => '--:')])}\n`,
    items: sections.flatMap(({ title, tracks, more }) => [
      row([`**${escaped(title)}**`, '', ...notes.map(() => '')]),
      ...tracks.map(({ label, stretches, notes: beside }) => {
        const bar = columnsOfBar(stretches, end, BAR).map((state) => GLYPHS[state]);
        return row([inline(label), `\`${bar.join('')}\``, ...beside.map(inline)]);
      }),
      ...(more === undefined ? [] : [row([escaped(more), '', ...notes.map(() => '')])]),
    ]),
    between: '\n',
    after: `\n\n${legendParts().join(', ')}; a bar is ${formatDuration(Math.round(end))} long`,
    cut: (left) => `\n\n${leftOut(left, 'row')}`,
  });

/** Nodes of a picture; above that nobody can read it, and sites refuse to draw it. */
const MOST_DRAWN = 40;

const picturePiece = ({ title, graph }: Extract<Block, { type: 'graph' }>, heading: string): Piece =>
  graph.nodes.length > MOST_DRAWN
    ? atom(`${heading}${escaped(title)}: ${graph.nodes.length} nodes, too many to be drawn here`)
    : atom(`${heading}**${escaped(title)}**\n\n\`\`\`mermaid\n${mermaidOf(graph)}\`\`\``);

/** Lists that nest deeper are not drawn deeper: the text would grow with the square of the depth. */
const DEEPEST = 20;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
