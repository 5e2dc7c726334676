/** Waves in words. */
import { counted, grouped } from '../../parts/words.ts';
import type { WaveBar, Waves } from './waves.ts';

/** `Wave 2 of 5`; what fails by itself is no wave. */
export const waveName = (at: number, last: number): string => {
  if (last === 0) return 'No waves';
  return at === 0 ? 'The faults' : `Wave ${grouped(at)} of ${grouped(last)}`;
};

/** `28 nodes affected, 12 apps among them`. */
export const waveText = ({ nodes, apps }: Waves, at: number): string =>
  affectedText(nodes[at] ?? 0, apps[at] ?? 0, at === 0);

/** `Wave 2: 28 nodes affected, 12 apps among them`. */
export const barText = ({ first, last, nodes, apps }: WaveBar): string => {
  const name =
    last === 0
      ? 'The faults'
      : first === last
        ? `Wave ${grouped(first)}`
        : first === 0
          ? `The faults and waves 1 to ${grouped(last)}`
          : `Waves ${grouped(first)} to ${grouped(last)}`;
  return `${name}: ${affectedText(nodes, apps, last === 0)}`;
};

const affectedText = (nodes: number, apps: number, isFault: boolean): string => {
  const verb = !isFault ? 'affected' : nodes === 1 ? 'fails by itself' : 'fail by themselves';
  return `${counted(nodes, 'node')} ${verb}${apps === 0 ? '' : `, ${counted(apps, 'app')} among them`}`;
};
