/** The rounds of a cascade: how many nodes, and how many apps among them, fell in each. */
import type { ImpactAnswer } from '../../model/messages.ts';

/** Round 0 is that of the faults. */
export interface Waves {
  /** The last round in which something fell; undefined: nothing fails. */
  readonly last: number | undefined;
  /** By round. */
  readonly nodes: Uint32Array;
  readonly apps: Uint32Array;
}

const NEVER = 0xffff_ffff;

/** Counts the rounds of an answer. */
export const wavesIn = (
  { waves, ranks }: Pick<ImpactAnswer, 'waves' | 'ranks'>,
  isApp: (position: number) => boolean,
): Waves => {
  const fell = (position: number): boolean => ranks[position] !== 0 && waves[position] !== NEVER;
  let last: number | undefined;
  for (let position = 0; position < waves.length; position++) {
    if (fell(position)) last = Math.max(last ?? 0, waves[position]!);
  }
  const nodes = new Uint32Array((last ?? -1) + 1);
  const apps = new Uint32Array(nodes.length);
  for (let position = 0; position < waves.length; position++) {
    if (!fell(position)) continue;
    nodes[waves[position]!]!++;
    if (isApp(position)) apps[waves[position]!]!++;
  }
  return { last, nodes, apps };
};

/** Rounds that share a bar. */
export interface WaveBar {
  readonly first: number;
  readonly last: number;
  readonly nodes: number;
  readonly apps: number;
}

/** At most so many bars: the chain of a hundred thousand nodes has as many rounds. */
export const waveBars = ({ nodes, apps }: Waves, most: number): readonly WaveBar[] => {
  const width = Math.max(1, Math.ceil(nodes.length / most));
  return Array.from({ length: Math.ceil(nodes.length / width) }, (_, i) => {
    const first = i * width;
    const end = Math.min(nodes.length, first + width);
    return { first, last: end - 1, nodes: sum(nodes, first, end), apps: sum(apps, first, end) };
  });
};

const sum = (numbers: Uint32Array, from: number, end: number): number =>
  numbers.subarray(from, end).reduce((total, number) => total + number, 0);
