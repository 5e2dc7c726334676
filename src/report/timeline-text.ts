/** A timeline for the terminal: a bar for each thing, as wide as the line allows, with one axis above them all. */
import { printable } from '../model/printable.ts';
import type { Block, Line, Track } from '../model/report.ts';
import type { State } from '../model/state.ts';
import { GLYPHS, axisOf, columnsOfBar, legendParts } from './bar.ts';
import type { Surroundings } from './reporter.ts';
import { cutTo, paddedTo, widthOf } from './width.ts';

type Timeline = Extract<Block, { type: 'timeline' }>;

/** Labels may take so much of the line; bars have at least so many columns, where the line allows. */
const LABEL_SHARE = 0.4;
const NARROWEST_BAR = 20;
/** Where it does not, notes give way, the last ones first, until there is room for this much of both. */
const LEAST_LABEL = 6;
const LEAST_BAR = 8;
const GAP = '  ';

/** The lines of a timeline; `textOf` says a line's words, `paintLine` says them in colour. */
export const timelineLines = (
  { end, notes: titles, sections }: Timeline,
  { width, paint }: Surroundings,
  textOf: (line: Line) => string,
  paintLine: (line: Line) => string,
): readonly string[] => {
  const tracks = sections.flatMap((section) => section.tracks);
  const widest = (least: number, lineOf: (track: Track) => Line | undefined): number =>
    tracks.reduce((most, track) => Math.max(most, widthOf(textOf(lineOf(track) ?? []))), least);
  const notes = fitting(
    titles.map(printable).map((title, i) => ({
      title,
      width: widest(widthOf(title), (track) => track.notes[i]),
    })),
    width - LEAST_LABEL - GAP.length - LEAST_BAR,
  );
  const room = width - spaceOf(notes) - GAP.length;
  const labelWidth = Math.max(
    LEAST_LABEL,
    Math.min(
      widest(4, ({ label }) => label),
      Math.floor(width * LABEL_SHARE),
      room - NARROWEST_BAR,
    ),
  );
  const columns = Math.max(LEAST_BAR, room - labelWidth);
  const header = [
    paddedTo('', labelWidth),
    axisOf(end, columns),
    ...notes.map((note) => paddedTo(note.title, note.width, 'right')),
  ].join(GAP);
  const line = (track: Track): string => {
    const label = textOf(track.label);
    const shown =
      widthOf(label) > labelWidth
        ? paddedTo(cutTo(label, labelWidth, 'middle'), labelWidth)
        : paintLine(track.label) + ' '.repeat(labelWidth - widthOf(label));
    const beside = notes.map((column, i) => {
      const note = track.notes[i] ?? [];
      return ' '.repeat(column.width - widthOf(textOf(note))) + paintLine(note);
    });
    return [shown, bar(columnsOfBar(track.stretches, end, columns), paint), ...beside].join(GAP);
  };
  return [
    paint('dim', header.trimEnd()),
    ...sections.flatMap((section) => [
      paint('heading', printable(section.title)),
      ...section.tracks.map(line),
      ...(section.more === undefined ? [] : [paint('dim', printable(section.more))]),
    ]),
    ...legendLines(width).map((part) => paint('dim', part)),
  ];
};

/** What stands beside the bars: its title, and the columns that it takes. */
interface NoteColumn {
  readonly title: string;
  readonly width: number;
}

const spaceOf = (notes: readonly NoteColumn[]): number =>
  notes.reduce((sum, note) => sum + GAP.length + note.width, 0);

/** As many notes as there is room for, from the first. */
const fitting = (notes: readonly NoteColumn[], room: number): readonly NoteColumn[] =>
  notes.filter((_, i) => spaceOf(notes.slice(0, i + 1)) <= room);

/** The key to the bars: on one line, or on two where that is too wide. */
const legendLines = (width: number): readonly string[] => {
  const keys = legendParts();
  const line = keys.join(LEGEND_GAP);
  return widthOf(line) <= width
    ? [line]
    : [keys.slice(0, 2), keys.slice(2)].map((part) => part.join(LEGEND_GAP));
};

const LEGEND_GAP = '   ';

/** Columns in the same state are painted together. */
const bar = (states: readonly State[], paint: Surroundings['paint']): string => {
  let text = '';
  for (let i = 0; i < states.length;) {
    const state = states[i]!;
    const next = states.findIndex((other, at) => at > i && other !== state);
    const end = next < 0 ? states.length : next;
    const run = GLYPHS[state].repeat(end - i);
    text += state === 'operational' ? paint('dim', run) : paint(state, run);
    i = end;
  }
  return text;
};
