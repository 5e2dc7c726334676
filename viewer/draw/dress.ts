/** What an element wears: the words that the stylesheet knows, and the data that it draws. */
import { STATES, type Rank, stateOf } from '../../src/model/state.ts';
import type { Palette } from './colours.ts';
import type { Link, Thing } from './elements.ts';
import { glyphImage, markImage } from './images.ts';
import { counted, grouped } from './labels.ts';
import { type Counts, type Look, affectedOf } from './paint.ts';

/** What changes with the states. Numbers and images are texts as Cytoscape reads lists. */
export interface Dress {
  readonly images: string;
  /** Colours of the shares of a closed box, and where each begins and ends, in per cent. */
  readonly colours: string;
  readonly stops: string;
}

/** Letters of states as they are counted, worst first. */
const STATE_LETTERS: Readonly<Record<Rank, string>> = { 3: 'O', 2: 'P', 1: 'D', 0: '' };

const WORST_FIRST: readonly Rank[] = [3, 2, 1];

export const dressOf = (thing: Thing, look: Look, palette: Palette): Dress => {
  const { kind } = thing;
  const state = stateOf(look.rank);
  const badge = state === 'operational' ? 'none' : markImage(state, palette);
  const fault = look.isFault ? markImage('fault', palette) : 'none';
  if (thing.type === 'node' || look.counts === undefined) {
    const glyph = glyphImage(kind ?? 'resource', palette.states[state].ink);
    return { images: `${glyph} ${badge} ${fault}`, colours: '', stops: '' };
  }
  const glyph = kind === undefined ? 'none' : glyphImage(kind, palette.dim);
  const toggle = markImage(thing.type === 'open' ? 'minus' : 'plus', palette);
  const images = `${glyph} ${toggle} ${badge} ${fault}`;
  if (thing.type === 'open') return { images, colours: '', stops: '' };
  return { images, ...sharesOf(look.counts, palette) };
};

/** `80 nodes`, or `12 of 80 affected` and `O 3 · P 4 · D 5`. */
export const countLines = (counts: Counts): readonly string[] => {
  const affected = affectedOf(counts);
  const all = affected + counts[0];
  if (affected === 0) return [counted(all, 'node')];
  const parts = WORST_FIRST.filter((rank) => counts[rank] > 0).map(
    (rank) => `${STATE_LETTERS[rank]} ${grouped(counts[rank])}`,
  );
  return [`${grouped(affected)} of ${grouped(all)} affected`, parts.join(' · ')];
};

export interface Share {
  readonly rank: Rank;
  /** Parts of one. */
  readonly from: number;
  readonly until: number;
}

/** Shares of a closed box from the left, worst first; of what is not well, what there is one of is seen. */
export const shareList = (counts: Counts): readonly Share[] => {
  const all = affectedOf(counts) + counts[0];
  const there = ([...WORST_FIRST, 0] as const).filter((rank) => counts[rank] > 0);
  const weights = there.map((rank) => Math.max(rank > 0 ? LEAST_SHARE : 0, counts[rank] / all));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let from = 0;
  return there.map((rank, i) => {
    const until = i === there.length - 1 ? 1 : from + weights[i]! / total;
    const share = { rank, from, until };
    from = until;
    return share;
  });
};

const LEAST_SHARE = 0.03;

const sharesOf = (counts: Counts, palette: Palette): Pick<Dress, 'colours' | 'stops'> => {
  const shares = shareList(counts);
  const colourOf = (rank: Rank): string => palette.states[STATES[rank]].tint;
  return {
    colours: shares.flatMap(({ rank }) => [colourOf(rank), colourOf(rank)]).join(' '),
    stops: shares.flatMap(({ from, until }) => [`${percent(from)}%`, `${percent(until)}%`]).join(' '),
  };
};

const percent = (part: number): string => String(Math.round(part * 1000) / 10);

/** Words of a thing. */
export const thingClasses = (thing: Thing, look: Look, marks: string, isBack: boolean): string => {
  const words: string[] = [thing.type];
  if (thing.kind === 'app') words.push('app');
  if (look.rank > 0) words.push(`r${look.rank}`);
  // A closed box that is well itself has a frame of the worst that is inside.
  else if (look.counts !== undefined) {
    const worst = worstOf(look.counts);
    if (worst > 0) words.push(`w${worst}`);
  }
  if (look.isFault) words.push('fault');
  if (marks !== '') words.push(marks);
  if (isBack) words.push('back');
  return words.join(' ');
};

export const worstOf = (counts: Counts): Rank => WORST_FIRST.find((rank) => counts[rank] > 0) ?? 0;

/** Words of a link; `carried`: how much of a failure went along it. */
export const linkClasses = (link: Link, carried: Rank, marks: string, isBack: boolean): string => {
  const words: string[] = [linkStyle(link)];
  if (link.count > 1) words.push('many');
  if (carried > 0) words.push(`h${carried}`);
  if (marks !== '') words.push(marks);
  if (isBack) words.push('back');
  return words.join(' ');
};

/** How its line is drawn. */
export const linkStyle = ({ isStart, isChoice, isSoft }: Link): 'start' | 'choice' | 'soft' | 'hard' =>
  isStart ? 'start' : isChoice ? 'choice' : isSoft ? 'soft' : 'hard';

/** Wider for what stands for many, but never so that it covers what it leads to. */
export const linkWidth = (count: number): number => Math.min(4, 1.3 + Math.log2(count) * 0.3);
