/** Text for a person at a terminal: fitted to its width, states by colour and by letter. */
import { groupBy } from '../model/group-by.ts';
import { printable } from '../model/printable.ts';
import type { Block, Branch, Column, Line, Span } from '../model/report.ts';
import type { State } from '../model/state.ts';
import type { Reporter, Surroundings } from './reporter.ts';
import { uncommanded } from './inert.ts';
import { timelineLines } from './timeline-text.ts';
import { cutTo, paddedTo, partsOf, widthOf } from './width.ts';

/** Between the columns of a table. */
const GAP = '  ';

/** A column that yields is made narrower than this only where nothing else helps. */
const NARROW = 12;

/** A column that yields is never narrower than this, if it was wider at all. */
const NARROWEST = 6;

/** Below this an id is no id any more: rather a column is left out. */
const READABLE = 20;

/** Branches deeper than this are drawn at this depth: a proof of a thousand steps must not fill a line with rulers. */
const DEEPEST = 12;

/** Columns that each level of a tree takes; all together never more than half of the line. */
const RULER = 3;

export const text: Reporter = {
  name: 'text',
  render: (report, surroundings) => {
    const { width } = surroundings;
    const parts = [
      wrapped(report.title, width).map((line) => painted(line, surroundings)),
      ...report
        .blocks()
        .flatMap(unfolded)
        .map((block) => blockLines(block, surroundings)),
    ];
    const all = parts.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n');
    return `${uncommanded(all.replaceAll(HEADING_GAP, '\n'))}\n`;
  },
};

/** A heading stands right above its block: this mark takes the empty line between them away. */
const HEADING_MARK = '\u0001';
const HEADING_GAP = `${HEADING_MARK}\n\n`;

type Shown = Exclude<Block, { type: 'graph' | 'folded' }>;

/** What is folded stands as it is, below its title; a terminal cannot draw. */
const unfolded = (block: Block): readonly Shown[] => {
  if (block.type === 'graph') return [];
  if (block.type !== 'folded') return [block];
  return [{ type: 'heading', text: block.title }, ...block.blocks.flatMap(unfolded)];
};

const blockLines = (block: Shown, surroundings: Surroundings): readonly string[] => {
  const { width, paint } = surroundings;
  switch (block.type) {
    case 'heading':
      return [paint('heading', printable(block.text)) + HEADING_MARK];
    case 'text':
      return block.lines.flatMap((line) => wrapped(line, width)).map((line) => painted(line, surroundings));
    case 'table':
      return [
        ...tableLines(block.columns, block.rows, surroundings),
        ...(block.more === undefined ? [] : [paint('dim', printable(block.more))]),
      ];
    case 'timeline':
      return timelineLines(
        block,
        surroundings,
        (line) => line.map(plain).join(''),
        (line) => painted(line, surroundings),
      );
    case 'code':
      return block.lines.map(printable);
    case 'tree':
      return treeLines(block.branches, surroundings);
  }
};

// —— spans ——————————————————————————————————————————————————————————————————————————————————————————————————————————

/** States are told by a letter too, for those who do not see the colours. */
const LETTERS: Readonly<Record<State, string>> = {
  operational: '✓',
  degraded: 'D',
  partial: 'P',
  outage: 'O',
};

const plain = (span: Span): string =>
  printable(typeof span === 'string' ? span : 'state' in span ? span.state : span.text);

const paintedSpan = (span: Span, { paint }: Surroundings): string =>
  typeof span === 'string' ? plain(span) : paint('state' in span ? span.state : span.tone, plain(span));

const painted = (line: Line, surroundings: Surroundings): string =>
  line.map((span) => paintedSpan(span, surroundings)).join('');

/** The line with a span's text replaced, its meaning kept. */
const withText = (span: Span, replaced: string): Span =>
  typeof span === 'string'
    ? replaced
    : 'state' in span
      ? { text: replaced, tone: 'strong' }
      : { ...span, text: replaced };

// —— tables —————————————————————————————————————————————————————————————————————————————————————————————————————————

const tableLines = (
  columns: readonly Column[],
  rows: readonly (readonly Line[])[],
  surroundings: Surroundings,
): readonly string[] => {
  const titles = columns.map(({ title }) => printable(title));
  const natural = titles.map((title, i) =>
    rows.reduce((widest, row) => Math.max(widest, cellWidth(row[i] ?? [])), widthOf(title)),
  );
  const kept = roomFor(columns, natural, (count) => surroundings.width - GAP.length * (count - 1));
  const header = kept.map(({ index, width }) =>
    surroundings.paint('dim', paddedTo(titles[index]!, width, columns[index]!.align)),
  );
  return [
    header.join(GAP),
    ...rows.map((row) =>
      kept.map(({ index, width }) => cell(row[index] ?? [], columns[index]!, width, surroundings)).join(GAP),
    ),
  ];
};

/** A cell that is a state alone has its letter before it. */
const lettered = (line: Line): Line => {
  const [only] = line;
  return line.length === 1 && typeof only === 'object' && 'state' in only
    ? [`${LETTERS[only.state]} `, only]
    : line;
};

const cellWidth = (line: Line): number => lettered(line).reduce((sum, span) => sum + widthOf(plain(span)), 0);

const cell = (line: Line, { align, cut }: Column, width: number, surroundings: Surroundings): string => {
  const spans = lettered(line);
  const over = cellWidth(line) - width;
  const shown = over > 0 ? shortened(spans, width, cut ?? 'end') : spans;
  const padding = ' '.repeat(Math.max(0, width - shown.reduce((sum, span) => sum + widthOf(plain(span)), 0)));
  const state =
    line.length === 1 && typeof line[0] === 'object' && 'state' in line[0] ? line[0].state : undefined;
  const body =
    state === undefined ? painted(shown, surroundings) : surroundings.paint(state, shown.map(plain).join(''));
  return align === 'right' ? padding + body : body + padding;
};

const shortened = (line: Line, width: number, cut: 'middle' | 'end'): Line => {
  const [only] = line;
  if (line.length === 1 && only !== undefined) return [withText(only, cutTo(plain(only), width, cut))];
  // Of several spans those that fit stand, and the one that does not is cut.
  const shown: Span[] = [];
  let left = width;
  for (const span of line) {
    const wide = widthOf(plain(span));
    if (wide < left || (wide === left && span === line.at(-1))) shown.push(span);
    else {
      shown.push(withText(span, cutTo(`${plain(span)}……`, left, 'end')));
      return shown;
    }
    left -= wide;
  }
  return shown;
};

/**
 * The columns that there is room for, by index: those that may be left out are, before others become too narrow to be
 * read.
 */
const roomFor = (
  columns: readonly Column[],
  natural: readonly number[],
  available: (count: number) => number,
): readonly { readonly index: number; readonly width: number }[] => {
  let kept = columns.map((_, index) => index);
  for (;;) {
    const room = available(kept.length);
    const widths = fitted(
      kept.map((index) => columns[index]!),
      kept.map((index) => natural[index]!),
      room,
    );
    const isReadable =
      widths.reduce((sum, width) => sum + width, 0) <= room &&
      kept.every((index, i) => widths[i]! >= Math.min(natural[index]!, READABLE));
    const least = kept.reduce((most, index) => Math.max(most, columns[index]!.leaves ?? 0), 0);
    if (isReadable || least === 0) return kept.map((index, i) => ({ index, width: widths[i]! }));
    const gone = kept.findLast((index) => columns[index]!.leaves === least)!;
    kept = kept.filter((index) => index !== gone);
  }
};

/** Widths that fit: columns give way in turn, those that yield most first; those that yield alike, the widest first. */
const fitted = (
  columns: readonly Column[],
  natural: readonly number[],
  available: number,
): readonly number[] => {
  const widths = [...natural];
  const yielding = columns
    .map((column, i) => ({ i, yields: column.yields ?? 0 }))
    .filter(({ yields }) => yields > 0);
  const alike = [...groupBy(yielding, ({ yields }) => yields)]
    .toSorted(([a], [b]) => b - a)
    .map(([, group]) => group.map(({ i }) => i));
  // First what yields most, down to half of the line; then every one in turn, down to the narrowest.
  for (const floor of [Math.max(NARROW, Math.floor(available * 0.45)), NARROW, NARROWEST]) {
    for (const group of alike) shrink(widths, group, floor, available);
  }
  return widths;
};

/** Takes what is too much from the widest of a group, down to the next widest, and so on; no further than a floor. */
const shrink = (widths: number[], group: readonly number[], floor: number, available: number): void => {
  for (;;) {
    const over = widths.reduce((sum, width) => sum + width, 0) - available;
    const most = group.reduce((widest, i) => Math.max(widest, widths[i]!), 0);
    if (over <= 0 || most <= floor) return;
    const widest = group.filter((i) => widths[i] === most);
    const next = group.reduce((below, i) => (widths[i]! < most ? Math.max(below, widths[i]!) : below), floor);
    // The last character goes to the first of them.
    const step = Math.max(1, Math.min(most - next, Math.floor(over / widest.length)));
    for (const i of step * widest.length > over ? widest.slice(-over) : widest) widths[i]! -= step;
  }
};

// —— trees ——————————————————————————————————————————————————————————————————————————————————————————————————————————

const treeLines = (branches: readonly Branch[], surroundings: Surroundings): readonly string[] => {
  // From the end, so that each branch knows whether another one follows beneath the same parent.
  const deepest = Math.min(DEEPEST, Math.floor(surroundings.width / 2 / RULER));
  const follows = new Set<number>();
  const groups: (readonly string[])[] = [];
  for (let i = branches.length - 1; i >= 0; i--) {
    const { depth: asked, line } = branches[i]!;
    const depth = Math.min(asked, deepest);
    const rulers = Array.from({ length: depth }, (_, level) => (follows.has(level) ? '│  ' : '   ')).join('');
    const [first, rest] = follows.has(depth) ? ['├─ ', '│  '] : ['└─ ', '   '];
    groups.push(
      wrapped(line, surroundings.width - rulers.length - first.length).map(
        (part, n) =>
          surroundings.paint('dim', rulers + (n === 0 ? first : rest)) + painted(part, surroundings),
      ),
    );
    for (const level of follows) if (level > depth) follows.delete(level);
    follows.add(depth);
  }
  return groups.toReversed().flat();
};

// —— wrapping ———————————————————————————————————————————————————————————————————————————————————————————————————————

/** A line broken at spaces so that no part is wider than `width`; a word that is wider is broken where it must be. */
const wrapped = (line: Line, width: number): readonly Line[] => {
  const lines: Span[][] = [[]];
  let used = 0;
  const add = (span: Span): void => {
    lines.at(-1)!.push(span);
    used += widthOf(plain(span));
  };
  const breakLine = (): void => {
    if (used > 0) lines.push([]);
    used = 0;
  };
  for (const word of wordsOf(line)) {
    const wide = widthOf(word.map(plain).join('').trimEnd());
    if (used + wide > width) breakLine();
    for (const span of word) {
      if (wide <= width) add(span);
      else {
        for (const part of partsOf(plain(span), width)) {
          if (used + widthOf(part.trimEnd()) > width) breakLine();
          add(withText(span, part));
        }
      }
    }
  }
  return lines;
};

/** The words of a line, each with the space after it; a word may run over several spans. */
const wordsOf = (line: Line): readonly Line[] => {
  const words: Span[][] = [[]];
  for (const span of line) {
    const parts = plain(span).split(/(?<= )/);
    for (const part of parts) {
      words.at(-1)!.push(parts.length === 1 ? span : withText(span, part));
      if (part.endsWith(' ')) words.push([]);
    }
  }
  return words;
};
