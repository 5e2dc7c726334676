/** The colours of states in pictures: dark letters on light ground, told apart by people who see no red or green, too. */
import type { State } from '../model/state.ts';

interface Colours {
  readonly fill: string;
  readonly stroke: string;
}

export const STATE_COLOURS: Readonly<Record<State, Colours>> = {
  operational: { fill: '#eef2f5', stroke: '#8494a3' },
  degraded: { fill: '#fff3bf', stroke: '#b08900' },
  partial: { fill: '#ffd8a8', stroke: '#d9480f' },
  outage: { fill: '#f5b5b5', stroke: '#a31515' },
};

/** Of edges and frames. */
export const LINE_COLOUR = '#8494a3';
/** Of letters. */
export const INK = '#1b1f24';
/** Of edges that were added or removed. */
export const CHANGE_COLOURS = { added: '#1a7f37', removed: '#a31515' } as const;
