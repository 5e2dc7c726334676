/** What the picture's signs mean, and what it is a picture of: the two texts below an exported picture. */
import { type Rank, STATES, stateOf } from '../../src/model/state.ts';
import { xmlText } from '../../src/report/xml.ts';
import type { Paint } from '../model/drawing.ts';
import type { Palette } from './colours.ts';
import { countLines } from './dress.ts';
import type { Picture } from './elements.ts';
import type { Mark } from './glyphs.ts';
import { markSvg } from './images.ts';
import { counted, grouped, short } from './labels.ts';
import { countsOf, rankAt } from './paint.ts';
import { num } from './shapes.ts';
import { DASHES } from './style.ts';

/** Faults that the caption names; more are counted. */
const NAMED = 3;
/** Characters of a name in the caption. */
const LONGEST = 48;

/** Two or three lines: what fails, how much of it is affected, and what is not drawn. */
export const captionOf = ({ facts, scene }: Picture, paint: Paint): readonly string[] => {
  const faults = [...paint.faults].filter((position) => position < facts.length).toSorted((a, b) => a - b);
  const names = faults
    .slice(0, NAMED)
    .map((position) => `${short(facts[position]!.id, LONGEST)} (${stateOf(rankAt(paint, position))})`);
  const more = faults.length - names.length;
  const counts = countsOf(Uint32Array.from(facts.keys()), paint);
  const { nodes, edges } = scene.hidden;
  return [
    faults.length === 0
      ? 'Nothing fails.'
      : `Fails: ${names.join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}.`,
    countLines(counts).join(': '),
    ...(nodes + edges === 0 ? [] : [`${counted(nodes, 'node')}, ${counted(edges, 'edge')} hidden`]),
  ];
};

interface Entry {
  readonly words: string;
  /** 16 high, beginning at the left. */
  readonly sign: string;
  readonly width: number;
}

const ROW = 24;
const LETTER = 6.6;

/** The signs as rows of so much width. */
export const legendOf = (
  palette: Palette,
  width: number,
): { readonly svg: string; readonly height: number } => {
  let [x, y] = [0, 0];
  const parts: string[] = [];
  for (const { words, sign, width: signWidth } of entriesOf(palette)) {
    const entryWidth = signWidth + 6 + words.length * LETTER + 18;
    if (x > 0 && x + entryWidth > width) [x, y] = [0, y + ROW];
    parts.push(
      `<g transform="translate(${num(x)} ${num(y)})">${sign}<text x="${signWidth + 6}" y="12.5" font-size="12" fill="${palette.dim}">${xmlText(words)}</text></g>`,
    );
    x += entryWidth;
  }
  return { svg: parts.join(''), height: y + ROW };
};

const entriesOf = (palette: Palette): readonly Entry[] => [
  ...([3, 2, 1] as const).map((rank) => ({
    words: wordsOf(rank),
    sign: markSvg(markOf(rank), palette),
    width: 16,
  })),
  {
    words: 'operational',
    sign: `<rect x="1" y="1" width="14" height="14" rx="4" fill="${palette.states.operational.fill}" stroke="${palette.states.operational.line}"/>`,
    width: 16,
  },
  { words: 'fails by itself', sign: markSvg('fault', palette), width: 16 },
  { words: 'needs', sign: lineSign(palette, undefined), width: 30 },
  { words: 'softly: never its worst', sign: lineSign(palette, DASHES.soft), width: 30 },
  { words: 'one of several', sign: lineSign(palette, DASHES.choice), width: 30 },
  { words: 'only to start', sign: lineSign(palette, DASHES.start), width: 30 },
];

const wordsOf = (rank: Rank): string => STATES[rank];

const markOf = (rank: 1 | 2 | 3): Mark => (['degraded', 'partial', 'outage'] as const)[rank - 1]!;

const lineSign = ({ edge }: Palette, dashes: readonly number[] | undefined): string =>
  `<path d="M0 8H22" stroke="${edge}" stroke-width="1.6"${dashes === undefined ? '' : ` stroke-dasharray="${dashes.join(' ')}"`}/><path d="M29 8L21 4.5V11.5z" fill="${edge}"/>`;
