import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countLines, linkClasses, shareList, thingClasses } from '../../../viewer/draw/dress.ts';
import { type Picture, pictureOf } from '../../../viewer/draw/elements.ts';
import { markedOf } from '../../../viewer/draw/marks.ts';
import { type Counts, carriedBy, freshElements, isSameLook, lookOf } from '../../../viewer/draw/paint.ts';
import type { Paint } from '../../../viewer/model/drawing.ts';
import { linkWords, thingWords } from '../../../viewer/draw/words.ts';
import { SHOP } from './scenes.ts';

const shop: Picture = pictureOf(SHOP.scene, SHOP.facts);
const painted = (ranks: readonly number[], faults: readonly number[] = []): Paint => ({
  ranks: Uint8Array.from(ranks),
  faults: new Set(faults),
});
const classes = (element: string, paint: Paint): string => {
  const thing = shop.thingOf.get(element)!;
  return thingClasses(thing, lookOf(thing, paint), '', false);
};

describe('what a thing looks like', () => {
  const paint = painted([3, 2, 1, 0, 3, 1], [0]);

  it('follows its own state, and that it fails by itself', () => {
    expect(classes('n1', paint)).toBe('node r2');
    expect(classes('n2', paint)).toBe('node app r1');
    expect(classes('b0', paint)).toBe('open r3 fault');
  });

  it('of a closed box that is no node, is framed by the worst inside', () => {
    expect(classes('b1', paint)).toBe('closed w3');
    expect(classes('b1', painted([0, 0, 0, 0, 0, 0]))).toBe('closed');
  });

  it('counts what is inside of a box by state', () => {
    const { counts } = lookOf(shop.thingOf.get('b1')!, paint);
    expect(counts).toEqual([1, 1, 0, 1]);
    expect(countLines(counts!)).toEqual(['2 of 3 affected', 'O 1 · D 1']);
    expect(countLines([80, 0, 0, 0])).toEqual(['80 nodes']);
    expect(countLines([1, 0, 0, 0])).toEqual(['1 node']);
  });

  it('is the same only if nothing of it differs', () => {
    const thing = shop.thingOf.get('b1')!;
    const look = lookOf(thing, paint);
    expect(isSameLook(look, lookOf(thing, painted([0, 0, 0, 3, 0, 1])))).toBe(true);
    expect(isSameLook(look, lookOf(thing, painted([0, 0, 0, 3, 3, 1])))).toBe(false);
    expect(isSameLook(undefined, look)).toBe(false);
  });

  it('of a scene without states yet, is well', () => {
    expect(classes('n1', painted([]))).toBe('node');
  });
});

describe('the shares of a closed box', () => {
  it('fill it from the left, worst first, and whatever there is one of is seen', () => {
    const some = fc
      .tuple(fc.nat(5000), fc.nat(300), fc.nat(300), fc.nat(300))
      .filter((all) => all.some((n) => n > 0));
    fc.assert(
      fc.property(some, (counts: Counts) => {
        const shares = shareList(counts);
        expect(shares[0]!.from).toBe(0);
        expect(shares.at(-1)!.until).toBe(1);
        for (const [i, share] of shares.entries()) {
          expect(share.until).toBeGreaterThan(share.from);
          if (i > 0) expect(share.from).toBe(shares[i - 1]!.until);
          if (i > 0) expect(share.rank).toBeLessThan(shares[i - 1]!.rank);
          if (share.rank > 0) expect(share.until - share.from).toBeGreaterThanOrEqual(0.025);
        }
        const there = ([3, 2, 1] as const).filter((rank) => counts[rank] > 0);
        expect(shares.filter(({ rank }) => rank > 0).map(({ rank }) => rank)).toEqual(there);
      }),
    );
  });
});

describe('what a link looks like', () => {
  const link = (element: string) => shop.linkOf.get(element)!;

  it('is coloured by the most that went along it: never worse than either end', () => {
    expect(carriedBy(link('e0'), painted([0, 3, 1, 0, 0, 0]))).toBe(1);
    expect(carriedBy(link('e0'), painted([0, 3, 0, 0, 0, 0]))).toBe(0);
    expect(carriedBy(link('e1'), painted([0, 0, 2, 0, 3, 0]))).toBe(2);
  });

  it('says how it is needed, and that it stands for many', () => {
    expect(linkClasses(link('e0'), 0, '', false)).toBe('hard');
    expect(linkClasses(link('e1'), 2, 'path', true)).toBe('soft many h2 path back');
    expect(linkClasses(link('e2'), 0, '', false)).toBe('choice');
  });
});

describe('what is pointed out', () => {
  const words = (marks: Parameters<typeof markedOf>[1]) => Object.fromEntries(markedOf(shop, marks).words);

  it('is nothing, if nothing is', () => {
    expect(markedOf(shop, {})).toEqual({ words: new Map(), lit: undefined });
  });

  it('is the element that stands for what is selected', () => {
    expect(words({ selected: { type: 'node', id: 'team/b' } })).toEqual({ b1: 'selected' });
    expect(words({ selected: { type: 'box', key: 'owner:web' } })).toEqual({ b1: 'selected' });
    expect(words({ selected: { type: 'edge', from: 'shop/checkout', to: 'aws/us-east-1/rds' } })).toEqual({
      e0: 'selected',
    });
    expect(words({ selected: { type: 'node', id: 'nobody' } })).toEqual({});
  });

  it('is a proof: its nodes, its arrows, and the boxes around stay; everything else steps back', () => {
    const { lit, words: marked } = markedOf(shop, { path: Uint32Array.of(2, 1, 1, 0) });
    expect(Object.fromEntries(marked)).toEqual({ n2: 'path', n1: 'path', b0: 'path', e0: 'path' });
    expect(lit).toEqual(new Set(['n2', 'n1', 'b0', 'e0']));
  });

  it('is what was found, with the boxes that it is in', () => {
    expect(markedOf(shop, { found: new Set([1]) }).lit).toEqual(new Set(['n1', 'b0']));
    // Nothing was found: everything steps back.
    expect(markedOf(shop, { found: new Set() }).lit).toEqual(new Set());
  });

  it('is what only one side has; an arrow for several only if all of them are new', () => {
    const added = (pairs: readonly number[]) =>
      words({ added: { nodes: new Set([1]), pairs: Uint32Array.from(pairs) } });
    expect(added([2, 1])).toEqual({ n1: 'added', e0: 'added' });
    expect(added([2, 3])).toEqual({ n1: 'added' });
    expect(added([2, 3, 2, 4])).toEqual({ n1: 'added', e1: 'added' });
  });

  it('is what has just changed, as it is drawn', () => {
    const fresh = new Set([0, 1, 4]);
    expect(freshElements(shop, { ...painted([]), fresh })).toEqual(new Set(['b0', 'n1', 'b1']));
  });
});

describe('the words for those who listen', () => {
  const paint = painted([3, 3, 2, 0, 1, 0], [0]);

  it('say kind, place, state, and how much leads there', () => {
    const say = (element: string): string => thingWords(shop.thingOf.get(element)!, shop, paint);
    expect(say('n1')).toBe('Orders, database, in us-east-1, outage, needed by 1');
    expect(say('n2')).toBe('Checkout, app, tier 1, partial, needs 3');
    expect(say('b0')).toBe(
      'us-east-1, region, open box, outage, fails by itself, 2 of 2 affected: 2 outage, needed by 1',
    );
    expect(say('b1')).toBe('owner:web, closed box, 1 of 3 affected: 1 degraded, needed by 2, needs 1');
  });

  it('say of an arrow what it is', () => {
    expect(linkWords(shop.linkOf.get('e1')!, shop, paint)).toBe(
      'Checkout needs owner:web, 2 dependencies, soft: never worst, up to degraded went along it',
    );
  });
});
