/** Reports made by hand, for the reporters. */
import type { Block, Line, Report } from '../../src/model/report.ts';
import type { Surroundings, Tone } from '../../src/report/reporter.ts';

export const reportOf = (blocks: readonly Block[], title: Line = ['title'], data: object = {}): Report => ({
  command: 'test',
  title,
  blocks: () => blocks,
  data: () => data,
});

/** A width and no colours. */
export const plainAt = (width: number): Surroundings => ({ width, paint: (_, text) => text });

/** Tones written out, so that a test can see them. */
export const TONED: Surroundings = { width: 80, paint: (tone: Tone, text) => `<${tone}>${text}</${tone}>` };

/** What a name may try: to repaint the screen, to ring, to end the line, to be read backwards, to hide. */
export const HOSTILE =
  'a\u001b[2J\u001b]0;title\u0007b\rc\nd\u009b31me\u202egnp.exe\u2066f\u200e\u2028g\u0000h\u007fi\tj\u061ck';

/** Whatever a terminal would obey instead of showing; only line feeds are ours. */
export const OBEYED = new RegExp(
  String.raw`[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]`,
);
