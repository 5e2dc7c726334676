/** The whole picture as SVG, written by ourselves: shapes, texts and colours only, the same bytes for the same picture. */
import { STATES, stateOf } from '../../src/model/state.ts';
import { xmlText } from '../../src/report/xml.ts';
import type { Theme } from '../model/state.ts';
import { PALETTES, type Palette } from './colours.ts';
import { linkStyle, linkWidth, shareList, worstOf } from './dress.ts';
import type { Link, Picture, Thing } from './elements.ts';
import { GLYPHS, GLYPH_LINE, type Mark } from './glyphs.ts';
import { markSvg } from './images.ts';
import { captionOf, legendOf } from './legend.ts';
import { type Letters, lettersOf } from './lettering.ts';
import type { Marked } from './marks.ts';
import { type Look, carriedBy, lookOf } from './paint.ts';
import { type Point, cutCornered, lineBetween, num, rounded } from './shapes.ts';
import { BACK, BORDERS, DASHES, FONT } from './style.ts';
import type { Paint } from '../model/drawing.ts';

export interface Drawn {
  readonly picture: Picture;
  readonly paint: Paint;
  readonly marked: Marked;
}

export interface Svg {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly ground: string;
}

const MARGIN = 28;
/** The legend needs so much. */
const LEAST_WIDTH = 560;

export const svgOf = ({ picture, paint, marked }: Drawn, theme: Theme): Svg => {
  const palette = PALETTES[theme];
  const width = Math.ceil(Math.max(LEAST_WIDTH, picture.scene.width + 2 * MARGIN));
  const caption = captionOf(picture, paint);
  const legend = legendOf(palette, width - 2 * MARGIN);
  const captionTop = picture.scene.height + 2 * MARGIN + 14;
  const legendTop = captionTop + caption.length * 18 + 8;
  const height = Math.ceil(legendTop + legend.height + MARGIN / 2);
  const looks = new Map(picture.things.map((thing) => [thing.element, lookOf(thing, paint)]));
  const lookAt = (thing: Thing): Look => looks.get(thing.element)!;
  const letters = lettersOf(picture, 1, lookAt, marked);
  const drawing: Context = { picture, paint, marked, palette, lookOf: lookAt, letters };
  const boxes = picture.things.filter(({ type }) => type === 'open');
  const others = picture.things.filter(({ type }) => type !== 'open');
  const body = [
    ...boxes.map((box) => thingSvg(box, drawing)),
    ...inLayers(picture, drawing).map((link) => linkSvg(link, drawing)),
    ...others.map((thing) => thingSvg(thing, drawing)),
  ];
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}" role="img">`,
    `<title>${xmlText(caption[0] ?? '')}</title>`,
    ...gradients(others, drawing),
    `<rect width="${width}" height="${height}" fill="${palette.ground}"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN})">`,
    ...body,
    '</g>',
    ...caption.map(
      (line, i) =>
        `<text x="${MARGIN}" y="${num(captionTop + i * 18)}" font-size="13" fill="${palette.ink}"${i === 0 ? ' font-weight="600"' : ''}>${xmlText(line)}</text>`,
    ),
    `<g transform="translate(${MARGIN} ${num(legendTop)})">${legend.svg}</g>`,
    '</svg>',
  ];
  return { text: `${text.join('\n')}\n`, width, height, ground: palette.ground };
};

interface Context extends Drawn {
  readonly palette: Palette;
  readonly lookOf: (thing: Thing) => Look;
  /** As they are written where everything is as large as it was meant. */
  readonly letters: ReadonlyMap<string, Letters>;
}

const hasWord = ({ marked }: Drawn, element: string, word: string): boolean =>
  marked.words.get(element)?.split(' ').includes(word) === true;

const opacityOf = ({ marked }: Drawn, element: string): string =>
  marked.lit === undefined || marked.lit.has(element) ? '' : ` opacity="${BACK}"`;

// —— things ————————————————————————————————————————————————————————————————————————————————————————————————————————

const thingSvg = (thing: Thing, drawing: Context): string => {
  const look = drawing.lookOf(thing);
  const parts = [ringSvg(thing, drawing), shapeSvg(thing, look, drawing), glyphSvg(thing, look, drawing)];
  return `<g${opacityOf(drawing, thing.element)}>${parts.join('')}${marksSvg(thing, look, drawing)}${labelSvg(thing, look, drawing)}</g>`;
};

const shapeSvg = (thing: Thing, look: Look, { palette }: Context): string => {
  const { type, kind } = thing;
  const state = stateOf(look.rank);
  const { line } = palette.states[state];
  const isWell = look.rank === 0;
  const border = BORDERS[state];
  const radius = type === 'node' ? (kind === 'app' ? 16 : 9) : 8;
  const isCut = state === 'outage' && type !== 'open';
  const path = isCut ? cutCornered(thing, type === 'node' ? 0.29 * thing.height : 9) : rounded(thing, radius);
  const width = isWell ? (type === 'open' ? 1 : kind === 'app' ? 1.8 : 1.4) : border.width;
  const worst = look.counts === undefined ? 0 : worstOf(look.counts);
  const stroke = !isWell
    ? line
    : type === 'open'
      ? palette.frame
      : palette.states[STATES[type === 'closed' ? worst : 0]].line;
  const dash = border.style === 'dashed' ? ' stroke-dasharray="4 2"' : '';
  const outer = `<path d="${path}" fill="${fillOf(thing, look, palette)}"${type === 'open' ? ` fill-opacity="${isWell ? 0.6 : 0.45}"` : ''} stroke="${stroke}" stroke-width="${width}"${dash}/>`;
  if (border.style !== 'double') return outer;
  return `${outer}<path d="${path}" fill="none" stroke="${palette.ground}" stroke-width="${num(width / 3)}"/>`;
};

const fillOf = ({ type, element }: Thing, { rank }: Look, palette: Palette): string => {
  if (type === 'closed') return `url(#${element})`;
  const { fill, tint } = palette.states[stateOf(rank)];
  return type === 'node' ? fill : rank === 0 ? palette.panel : tint;
};

/** A closed box shows how much of it is in which state. */
const gradients = (things: readonly Thing[], { palette, lookOf: look }: Context): readonly string[] =>
  things
    .filter(({ type }) => type === 'closed')
    .map((thing) => {
      const stops = shareList(look(thing).counts!).flatMap(({ rank, from, until }) =>
        [from, until].map(
          (at) => `<stop offset="${num(at)}" stop-color="${palette.states[STATES[rank]].tint}"/>`,
        ),
      );
      return `<linearGradient id="${xmlText(thing.element)}">${stops.join('')}</linearGradient>`;
    });

const glyphSvg = (thing: Thing, look: Look, { palette }: Context): string => {
  const { kind, type, x, y, width, height } = thing;
  if (kind === undefined) return '';
  const size = type !== 'node' ? 15 : kind === 'app' ? 26 : 24;
  const left = type === 'node' ? x - size / 2 : x - width / 2 + 9;
  const top = type === 'node' ? y - size / 2 : y - height / 2 + 7;
  const colour = type === 'node' ? palette.states[stateOf(look.rank)].ink : palette.dim;
  return `<path transform="translate(${num(left)} ${num(top)}) scale(${num(size / 24)})" d="${GLYPHS[kind]}" fill="none" stroke="${colour}" stroke-width="${GLYPH_LINE}" stroke-linecap="round" stroke-linejoin="round"/>`;
};

const marksSvg = (thing: Thing, { rank, isFault }: Look, { palette }: Context): string => {
  const state = stateOf(rank);
  const [right, left, top] = [
    thing.x + thing.width / 2,
    thing.x - thing.width / 2,
    thing.y - thing.height / 2,
  ];
  const at = (mark: Mark, x: number, y: number): string =>
    `<g transform="translate(${num(x)} ${num(y)})">${markSvg(mark, palette)}</g>`;
  if (thing.type === 'node') {
    return (
      (state === 'operational' ? '' : at(state, right - 8, top - 8)) +
      (isFault ? at('fault', left - 8, top - 8) : '')
    );
  }
  return (
    (state === 'operational' ? '' : at(state, right - 22, top + 6)) +
    (isFault ? at('fault', right - 42, top + 6) : '')
  );
};

const labelSvg = (thing: Thing, look: Look, { palette, letters }: Context): string => {
  const { type, kind, x, y, width, height } = thing;
  const { label, gap } = letters.get(thing.element)!;
  const lines = label.split('\n');
  const text = (line: string, at: Point, size: number, how: string): string =>
    `<text x="${num(at.x)}" y="${num(at.y)}" font-size="${size}" ${how}>${xmlText(line)}</text>`;
  if (type === 'open') {
    const at = { x: x - width / 2 + (kind === undefined ? 10 : 29), y: y - height / 2 + gap + 11 };
    return text(lines[0]!, at, 12, `font-weight="600" fill="${look.rank === 0 ? palette.dim : palette.ink}"`);
  }
  const ink = `text-anchor="middle" fill="${palette.ink}"`;
  // Lines that pass behind a label are parted from it.
  const halo = ` stroke="${palette.ground}" stroke-width="3" stroke-opacity="0.7" stroke-linejoin="round" paint-order="stroke"`;
  if (type === 'node') {
    const isApp = kind === 'app';
    return text(
      lines[0]!,
      { x, y: y + height / 2 + 16 },
      isApp ? 12 : 11,
      `${ink}${halo}${isApp ? ' font-weight="700"' : ''}`,
    );
  }
  const first = y + 8 - ((lines.length - 1) * 15) / 2;
  return lines
    .map((line, i) => text(line, { x, y: first + i * 15 }, 11, `${ink} font-weight="600"`))
    .join('');
};

const RING = [
  ['removed', 'removed', '4 2'],
  ['added', 'added', ''],
  ['found', 'accent', ''],
  ['path', 'ink', ''],
  ['selected', 'accent', ''],
] as const;

const ringSvg = (thing: Thing, drawing: Context): string => {
  const ring = RING.findLast(([word]) => hasWord(drawing, thing.element, word));
  if (ring === undefined) return '';
  const [, colour, dash] = ring;
  const around = { ...thing, width: thing.width + 10, height: thing.height + 10 };
  return `<path d="${rounded(around, 12)}" fill="none" stroke="${drawing.palette[colour]}" stroke-width="3"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}/>`;
};

// —— links —————————————————————————————————————————————————————————————————————————————————————————————————————————

/** What matters lies on top. */
const inLayers = ({ links }: Picture, drawing: Context): readonly Link[] => {
  const weight = (link: Link): number =>
    (hasWord(drawing, link.element, 'path') ? 4 : 0) + carriedBy(link, drawing.paint);
  return links.toSorted((a, b) => weight(a) - weight(b));
};

const linkSvg = (link: Link, drawing: Context): string => {
  const { palette, picture, paint } = drawing;
  const [source, target] = [picture.thingOf.get(link.source), picture.thingOf.get(link.target)];
  const line = source === undefined || target === undefined ? undefined : lineBetween(source, target);
  if (line === undefined) return '';
  const isPath = hasWord(drawing, link.element, 'path');
  const change = (['added', 'removed'] as const).find((word) => hasWord(drawing, link.element, word));
  const carried = carriedBy(link, paint);
  const colour =
    change === undefined
      ? carried > 0
        ? palette.states[stateOf(carried)].line
        : palette.edge
      : palette[change];
  const width = linkWidth(link.count) + (isPath ? 2 : 0);
  const dashes = change === 'removed' ? [6, 5] : DASHES[linkStyle(link)];
  const dash = dashes === undefined ? '' : ` stroke-dasharray="${dashes.join(' ')}"`;
  const { from, to, head, middle } = line;
  const selected = hasWord(drawing, link.element, 'selected')
    ? `<path d="M${num(from.x)} ${num(from.y)}L${num(to.x)} ${num(to.y)}" stroke="${palette.accent}" stroke-opacity="0.45" stroke-width="8"/>`
    : '';
  const label =
    link.count === 1
      ? ''
      : `<text x="${num(middle.x)}" y="${num(middle.y + 3.5)}" font-size="10" text-anchor="middle" fill="${palette.dim}" stroke="${palette.ground}" stroke-width="3" paint-order="stroke">×${link.count}</text>`;
  return (
    `<g${opacityOf(drawing, link.element)}>${selected}` +
    `<path d="M${num(from.x)} ${num(from.y)}L${num(to.x)} ${num(to.y)}" stroke="${colour}" stroke-width="${num(width)}"${dash}/>` +
    `<path d="${head}" fill="${colour}"/>${label}</g>`
  );
};
