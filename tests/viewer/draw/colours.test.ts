import { describe, expect, it } from 'vitest';
import { STATES } from '../../../src/model/state.ts';
import { PALETTES } from '../../../viewer/draw/colours.ts';
import { THEMES } from '../../../viewer/model/state.ts';

type Rgb = readonly [red: number, green: number, blue: number];

const rgbOf = (hex: string): Rgb =>
  [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;

const luminance = ([red, green, blue]: Rgb): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** WCAG 2.1, success criterion 1.4.3. */
const contrast = (a: Rgb, b: Rgb): number => {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

/** What somebody without green receptors sees: Viénot, Brettel and Mollon 1999, on linear light. */
const withoutGreen = ([red, green, blue]: Rgb): Rgb => [
  0.29275 * red + 0.70725 * green,
  0.29275 * red + 0.70725 * green,
  -0.02234 * red + 0.02234 * green + blue,
];

describe.each(THEMES)('the colours of the %s theme', (theme) => {
  const { ground, panel, ink, dim, edge, accent, added, removed, states } = PALETTES[theme];
  const between = (a: string, b: string): number => contrast(rgbOf(a), rgbOf(b));

  it('tell letters from what they stand on: 4.5 to 1', () => {
    for (const below of [ground, panel]) {
      expect(between(ink, below)).toBeGreaterThanOrEqual(4.5);
      expect(between(dim, below)).toBeGreaterThanOrEqual(4.5);
    }
    for (const state of STATES) {
      expect(between(ink, states[state].tint), `${state} tint`).toBeGreaterThanOrEqual(4.5);
      if (state === 'operational') continue;
      expect(between(states[state].letter, states[state].line), `${state} badge`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('tell glyphs, borders and arrows from the ground: 3 to 1', () => {
    for (const state of STATES) {
      expect(between(states[state].ink, states[state].fill), `${state} glyph`).toBeGreaterThanOrEqual(3);
      expect(between(states[state].line, ground), `${state} border`).toBeGreaterThanOrEqual(3);
    }
    for (const colour of [accent, added, removed]) expect(between(colour, ground)).toBeGreaterThanOrEqual(3);
    // Arrows that carry nothing step back, yet are seen.
    expect(between(edge, ground)).toBeGreaterThanOrEqual(2.4);
  });

  it('get steadily darker, or on dark ground brighter, as states get worse: in grey, and without green', () => {
    const fills = STATES.map((state) => rgbOf(states[state].fill));
    for (const seen of [fills, fills.map(withoutGreen)]) {
      const values = seen.map((fill) => luminance(fill));
      for (const [i, value] of values.entries()) {
        if (i === 0) continue;
        const [light, dark] = theme === 'light' ? [values[i - 1]!, value] : [value, values[i - 1]!];
        expect((light + 0.05) / (dark + 0.05), STATES[i]).toBeGreaterThanOrEqual(i === 1 ? 1.05 : 1.3);
      }
    }
  });
});
