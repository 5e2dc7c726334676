import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../../src/model/kind.ts';
import { pictureOf } from '../../../viewer/draw/elements.ts';
import { GLYPHS } from '../../../viewer/draw/glyphs.ts';
import { markedOf } from '../../../viewer/draw/marks.ts';
import { scaleFor } from '../../../viewer/draw/png.ts';
import { svgOf } from '../../../viewer/draw/svg.ts';
import { THEMES } from '../../../viewer/model/state.ts';
import { SHOP, box, edge, fact, node, scene } from './scenes.ts';

/** Names of elements, attributes and texts; throws where it is no XML. */
const parsed = (text: string) => {
  const parser = new SaxesParser({ xmlns: true });
  const [names, attributes, texts]: [string[], [string, string][], string[]] = [[], [], []];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    names.push(tag.local);
    for (const { name, value } of Object.values(tag.attributes)) attributes.push([name, value]);
  });
  parser.on('text', (words) => texts.push(words));
  parser.write(text).close();
  return { names, attributes, texts };
};

const shop = pictureOf(SHOP.scene, SHOP.facts);
const paint = { ranks: Uint8Array.of(3, 3, 2, 0, 1, 0), faults: new Set([0]) };
const marked = markedOf(shop, {});

describe('the picture as SVG', () => {
  it('is what it was', async () => {
    await expect(svgOf({ picture: shop, paint, marked }, 'light').text).toMatchFileSnapshot('./shop.svg');
  });

  it.each(THEMES)('is XML without scripts, styles or anything from elsewhere, in the %s theme', (theme) => {
    const { text } = svgOf(
      { picture: shop, paint, marked: markedOf(shop, { path: Uint32Array.of(2, 1, 1, 0) }) },
      theme,
    );
    const { names, attributes } = parsed(text);
    expect(new Set(names)).toEqual(
      new Set(['svg', 'title', 'linearGradient', 'stop', 'rect', 'g', 'path', 'text']),
    );
    for (const [name, value] of attributes) {
      expect(name).not.toMatch(/^on|href|style|src/);
      if (name !== 'xmlns') expect(value).not.toMatch(/https?:|javascript:|data:/);
      if (value.includes('url(')) expect(value).toMatch(/^url\(#b\d+\)$/);
      expect(value).not.toContain('NaN');
    }
    expect(text).toBe(
      svgOf(
        {
          picture: pictureOf(SHOP.scene, SHOP.facts),
          paint,
          marked: markedOf(shop, { path: Uint32Array.of(2, 1, 1, 0) }),
        },
        theme,
      ).text,
    );
  });

  it('says what fails, how much of it is affected, and what the signs mean', () => {
    const { texts } = parsed(svgOf({ picture: shop, paint, marked }, 'light').text);
    expect(texts).toContain('Fails: aws/us-east-1 (outage).');
    expect(texts).toContain('4 of 6 affected: O 2 · P 1 · D 1');
    for (const words of ['outage', 'partial', 'degraded', 'operational', 'fails by itself', 'one of several'])
      expect(texts).toContain(words);
    const none = svgOf(
      { picture: shop, paint: { ranks: new Uint8Array(6), faults: new Set() }, marked },
      'light',
    );
    expect(parsed(none.text).texts).toContain('Nothing fails.');
  });

  it('says what is hidden', () => {
    const picture = pictureOf({ ...SHOP.scene, hidden: { nodes: 3, edges: 1200 } }, SHOP.facts);
    expect(parsed(svgOf({ picture, paint, marked }, 'light').text).texts).toContain(
      '3 nodes, 1,200 edges hidden',
    );
  });

  it('shows hostile names as text', () => {
    const names = [
      '</text><script>alert(1)</script>',
      '"><image href="https://example.org/x"/>',
      ']]>&amp;&#0;\u0000\u0007\ud800',
      '\u202eevil',
      'x'.repeat(10_000),
      '__proto__',
    ];
    const facts = names.map((name, i) => fact(`n/${i}`, { name, kind: KINDS[i]! }));
    const picture = pictureOf(
      scene(
        [box('b0', 'owner:"<evil>', [0, 1], { label: '<b>"&\u0000</b>'.repeat(1000) })],
        names.map((_, i) => node(i, i * 60, 60, i < 2 ? 'b0' : undefined)),
        [edge('e0', ['n0', 'n1'], [0, 1])],
        names.map((_, i) => `n${i}`),
      ),
      facts,
    );
    const { text } = svgOf(
      { picture, paint: { ranks: new Uint8Array(6), faults: new Set([0]) }, marked },
      'dark',
    );
    const { names: elements, texts } = parsed(text);
    expect(elements).not.toContain('script');
    expect(elements).not.toContain('image');
    expect(text.length).toBeLessThan(30_000);
    expect(texts).toContain('</text><script>al…');
    expect(texts.join('')).not.toContain('\u202e');
  });

  it('draws neither line nor text with what is no number, even between two things in one place', () => {
    const picture = pictureOf(
      scene([], [node(0, 5, 5), node(1, 5, 5)], [edge('e0', ['n0', 'n1'], [0, 1])], ['n0', 'n1']),
      [fact('a'), fact('b')],
    );
    expect(svgOf({ picture, paint, marked }, 'light').text).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('glyphs', () => {
  it('are there for every kind, differ, and stay in their box', () => {
    expect(Object.keys(GLYPHS).toSorted()).toEqual([...KINDS].toSorted());
    expect(new Set(Object.values(GLYPHS)).size).toBe(KINDS.length);
    for (const kind of KINDS) {
      expect(GLYPHS[kind], kind).toMatch(/^M[-MLHVACSZmlhvacsz0-9. ]+$/);
      for (const [, x, y] of GLYPHS[kind].matchAll(/M([\d.]+) ([\d.]+)/g)) {
        expect(Number(x)).toBeLessThanOrEqual(24);
        expect(Number(y)).toBeLessThanOrEqual(24);
      }
    }
  });
});

describe('the size of a PNG', () => {
  it('is as asked, or what a canvas can hold', () => {
    expect(scaleFor({ width: 800, height: 600 }, 2)).toBe(2);
    const scale = scaleFor({ width: 30_000, height: 20_000 }, 2);
    expect(scale * 30_000).toBeLessThanOrEqual(8192);
    expect(scale ** 2 * 30_000 * 20_000).toBeLessThanOrEqual(40_000_000.01);
  });
});
