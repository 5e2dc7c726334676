/** The picture's colours: states get darker (or, on dark ground, brighter) as they get worse, so that grey tells them too. */
import type { State } from '../../src/model/state.ts';
import type { Theme } from '../model/state.ts';

interface StateColours {
  /** Of a node. */
  readonly fill: string;
  /** Of its glyph, on the fill. */
  readonly ink: string;
  /** Of borders, badges and of edges along which a failure went. */
  readonly line: string;
  /** Of a badge's letter, on the line's colour. */
  readonly letter: string;
  /** Of a share of a closed box, with letters in `Palette.ink` on it. */
  readonly tint: string;
}

export interface Palette {
  readonly ground: string;
  /** Of boxes. */
  readonly panel: string;
  readonly ink: string;
  readonly dim: string;
  /** Of frames. */
  readonly frame: string;
  /** Of edges that carry no failure. */
  readonly edge: string;
  readonly accent: string;
  readonly added: string;
  readonly removed: string;
  readonly states: Readonly<Record<State, StateColours>>;
}

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    ground: '#ffffff',
    panel: '#f6f8fa',
    ink: '#1b1f24',
    dim: '#59636e',
    frame: '#b6c0ca',
    edge: '#98a4b0',
    accent: '#0b57c4',
    added: '#1a7f37',
    removed: '#a31515',
    states: {
      operational: { fill: '#eef2f5', ink: '#45505c', line: '#7b8a99', letter: '#ffffff', tint: '#eef2f5' },
      degraded: { fill: '#ffe790', ink: '#4a3b00', line: '#8f6e00', letter: '#ffffff', tint: '#fff3bf' },
      partial: { fill: '#ffab5c', ink: '#471a00', line: '#b83a05', letter: '#ffffff', tint: '#ffd8a8' },
      outage: { fill: '#b4232c', ink: '#ffffff', line: '#8c1016', letter: '#ffffff', tint: '#f5b5b5' },
    },
  },
  dark: {
    ground: '#0f1318',
    panel: '#161b22',
    ink: '#e6edf3',
    dim: '#9aa5b1',
    frame: '#46505c',
    edge: '#66717e',
    accent: '#6cb0ff',
    added: '#4ac26b',
    removed: '#f47067',
    states: {
      operational: { fill: '#242b33', ink: '#b4bfca', line: '#6b7885', letter: '#0f1318', tint: '#242b33' },
      degraded: { fill: '#544508', ink: '#ffeaa0', line: '#d4a72c', letter: '#0f1318', tint: '#4d4210' },
      partial: { fill: '#9c4a12', ink: '#ffffff', line: '#f0883e', letter: '#0f1318', tint: '#74390f' },
      outage: { fill: '#e5484d', ink: '#210405', line: '#ff8a84', letter: '#0f1318', tint: '#6b1c1f' },
    },
  },
};
