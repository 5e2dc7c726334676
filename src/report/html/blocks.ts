/** The blocks of a report as HTML that can be read without a script. */
import { formatDuration } from '../../model/duration.ts';
import type { Block, Column, Line, Stretch, Track } from '../../model/report.ts';
import { STATES, type State } from '../../model/state.ts';
import { legendParts } from '../bar.ts';
import { pictureOf } from './picture.ts';
import { htmlLine, htmlText } from './text.ts';

/** The blocks, each in its place. */
export const blocksHtml = (blocks: readonly Block[]): string => blocks.map(blockHtml).join('\n');

const blockHtml = (block: Block): string => {
  switch (block.type) {
    case 'heading':
      return `<h2>${htmlText(block.text)}</h2>`;
    case 'text':
      return `<p>${block.lines.map(htmlLine).join('<br>')}</p>`;
    case 'table':
      return tableHtml(block);
    case 'timeline':
      return timelineHtml(block);
    case 'tree':
      return `<ul class="tree">${block.branches
        .map(({ depth, line }) => `<li class="d${Math.min(depth, DEEPEST)}">${htmlLine(line)}</li>`)
        .join('\n')}</ul>`;
    case 'code':
      return `<pre><code>${block.lines.map(htmlText).join('\n')}</code></pre>`;
    case 'graph':
      return pictureOf(block.title, block.graph);
    case 'folded':
      return `<details><summary>${htmlText(block.title)}</summary>\n${blocksHtml(block.blocks)}\n</details>`;
  }
};

/** Deeper branches stand at this depth: the style has no more. */
export const DEEPEST = 12;

const tableHtml = ({ columns, rows, more }: Extract<Block, { type: 'table' }>): string =>
  [
    '<div class="scroll"><table class="sortable"><thead><tr>',
    ...columns.map((column) => `<th scope="col"${alignOf(column)}>${htmlText(column.title)}</th>`),
    '</tr></thead><tbody>',
    ...rows.map((row) => `<tr>${columns.map((column, i) => cellHtml(row[i] ?? [], column)).join('')}</tr>`),
    `</tbody></table></div>${moreHtml(more)}`,
  ].join('\n');

const alignOf = ({ align }: Column): string => (align === 'right' ? ' class="right"' : '');

/** States are sorted by how bad they are, not by their letters. */
const cellHtml = (line: Line, column: Column): string => {
  const [only] = line;
  const rank =
    line.length === 1 && typeof only === 'object' && 'state' in only
      ? ` data-sort="${STATES.indexOf(only.state)}"`
      : '';
  return `<td${alignOf(column)}${rank}>${htmlLine(line)}</td>`;
};

const moreHtml = (more: string | undefined): string =>
  more === undefined ? '' : `<p class="dim">${htmlText(more)}</p>`;

/** Units of a bar: what is shorter is drawn as one of them. */
const BAR = 600;

const timelineHtml = ({ end, notes, sections }: Extract<Block, { type: 'timeline' }>): string => {
  const span = 2 + notes.length;
  return [
    '<div class="scroll"><table class="timeline"><thead><tr>',
    `<th scope="col">Node</th><th scope="col"><span>0</span><span class="end">${formatDuration(Math.round(end))}</span></th>`,
    ...notes.map((note) => `<th scope="col" class="right">${htmlText(note)}</th>`),
    '</tr></thead>',
    ...sections.flatMap(({ title, tracks, more }) => [
      `<tbody><tr><th scope="rowgroup" colspan="${span}">${htmlText(title)}</th></tr>`,
      ...tracks.map((track) => trackHtml(track, end)),
      ...(more === undefined ? [] : [`<tr><td class="dim" colspan="${span}">${htmlText(more)}</td></tr>`]),
      '</tbody>',
    ]),
    `</table></div><p class="dim">${legendParts()
      .map((part) => part.slice(2) as State)
      .map((state) => `<span class="state ${state}">${state}</span>`)
      .join(' ')}</p>`,
  ].join('\n');
};

const trackHtml = ({ label, stretches, notes }: Track, end: number): string =>
  [
    `<tr><td>${htmlLine(label)}</td><td class="bar">`,
    `<svg viewBox="0 0 ${BAR} 10" preserveAspectRatio="none" aria-hidden="true"><rect class="back" width="${BAR}" height="10"/>`,
    ...stretches.map((stretch) => stretchHtml(stretch, end)),
    `</svg></td>${notes.map((note) => `<td class="right">${htmlLine(note)}</td>`).join('')}</tr>`,
  ].join('');

const stretchHtml = ({ from, until, state }: Stretch, end: number): string => {
  const unitOf = (seconds: number): number => (end > 0 ? (seconds * BAR) / end : 0);
  const x = Math.min(BAR - 1, unitOf(from));
  const width = Math.max(1, Math.min(BAR, until === undefined ? BAR : unitOf(until)) - x);
  return `<rect class="${state}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="10"><title>${state}</title></rect>`;
};
