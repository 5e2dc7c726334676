import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/report/width.ts';
import { NO_PICTURE, differenceOf, pictureOf } from '../../../viewer/draw/elements.ts';
import { SHOP, box, edge, fact, node, scene } from './scenes.ts';

const shop = pictureOf(SHOP.scene, SHOP.facts);
const elements = (things: readonly { readonly element: string }[]): readonly string[] =>
  things.map(({ element }) => element);

describe('the elements of a scene', () => {
  it('are boxes before nodes, each with the depth and the node that it is', () => {
    expect(shop.things.map(({ element, type, depth, position }) => [element, type, depth, position])).toEqual(
      [
        ['b0', 'open', 0, 0],
        ['b1', 'closed', 0, undefined],
        ['n1', 'node', 1, 1],
        ['n2', 'node', 0, 2],
      ],
    );
  });

  it('leave out of a label what the box around says', () => {
    const facts = [fact('aws/eu'), fact('aws/eu/queue/orders')];
    const inside = pictureOf(
      scene([box('b0', 'place:aws/eu', [0, 1], { position: 0 })], [node(1, 0, 0, 'b0')], [], ['b0', 'n1']),
      facts,
    );
    expect(inside.thingOf.get('n1')!.label).toBe('queue/orders');
  });

  it('have labels on one line, of at most 18 columns, whatever the name', () => {
    for (const name of [
      'a'.repeat(10_000),
      'one\ntwo\u202ethree',
      '漢字'.repeat(40),
      '<script>alert(1)</script>',
    ]) {
      const { label } = pictureOf(scene([], [node(0, 0, 0)], [], ['n0']), [fact('a', { name })]).thingOf.get(
        'n0',
      )!;
      expect(widthOf(label)).toBeLessThanOrEqual(18);
      // oxlint-disable-next-line no-control-regex -- that there is none
      expect(label).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
    }
  });

  it('are found by names that are names of objects, too', () => {
    const facts = ['__proto__', 'constructor', 'cy'].map((id) => fact(id));
    const all = pictureOf(
      scene([], [node(0, 0, 0), node(1, 9, 0), node(2, 18, 0)], [], ['n0', 'n1', 'n2']),
      facts,
    );
    expect(facts.map(({ id }) => all.positionOf.get(id))).toEqual([0, 1, 2]);
    expect(all.things.map(({ label }) => label)).toEqual(['__proto__', 'constructor', 'cy']);
  });
});

describe('from one scene to the next', () => {
  it('nothing is done if nothing changed', () => {
    const again = differenceOf(shop, pictureOf(SHOP.scene, SHOP.facts));
    expect([again.removed, again.addedThings, again.addedLinks, again.changed].flat()).toEqual([]);
  });

  it('all is added to nothing, and taken away for nothing', () => {
    const first = differenceOf(NO_PICTURE, shop);
    expect(elements([...first.addedThings, ...first.addedLinks])).toEqual([
      'b0',
      'b1',
      'n1',
      'n2',
      'e0',
      'e1',
      'e2',
    ]);
    expect(first.removed).toEqual([]);
    expect(new Set(differenceOf(shop, NO_PICTURE).removed)).toEqual(
      new Set(['b0', 'b1', 'n1', 'n2', 'e0', 'e1', 'e2']),
    );
  });

  it('what stays elsewhere is moved, and its links stay', () => {
    const moved = { ...SHOP.scene, nodes: [node(1, 200, 230, 'b0'), node(2, 300, 20)] };
    const difference = differenceOf(shop, pictureOf(moved, SHOP.facts));
    expect(elements(difference.changed)).toEqual(['n1']);
    expect([difference.removed, difference.addedThings, difference.addedLinks].flat()).toEqual([]);
  });

  it('an element that is another node now is not taken for the former, and the node comes from where it was', () => {
    // A node before all others came in: every position is one more.
    const facts = [fact('a-new-one'), ...SHOP.facts];
    const next = scene(
      [],
      [node(2, 5, 5), node(3, 300, 20)],
      [edge('e0', ['n3', 'n2'], [3, 2])],
      ['', '', 'n2', 'n3', '', '', ''],
    );
    const difference = differenceOf(shop, pictureOf(next, facts));
    expect(elements(difference.addedThings)).toEqual(['n2', 'n3']);
    expect(difference.cameFrom.get('n2')).toEqual({ x: 200, y: 220 });
    expect(difference.cameFrom.get('n3')).toEqual({ x: 300, y: 20 });
    expect(elements(difference.addedLinks)).toEqual(['e0']);
    expect(new Set(difference.removed)).toEqual(new Set(['b0', 'b1', 'n1', 'n2', 'e0', 'e1', 'e2']));
  });

  it('a box that was opened is another element in the place of the former', () => {
    const boxes = SHOP.scene.boxes.map((one) => (one.element === 'b1' ? { ...one, isOpen: true } : one));
    const difference = differenceOf(shop, pictureOf({ ...SHOP.scene, boxes }, SHOP.facts));
    expect(difference.removed).toEqual(['e1', 'e2', 'b1']);
    expect(elements(difference.addedThings)).toEqual(['b1']);
    expect(elements(difference.addedLinks)).toEqual(['e1', 'e2']);
    expect(difference.cameFrom.get('b1')).toEqual({ x: 560, y: 200 });
  });
});
