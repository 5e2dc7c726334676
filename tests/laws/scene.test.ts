/**
 * The law: a scene accounts for everything.
 *
 * Whatever is grouped, opened, closed, hidden, focused on or asked to be seen: every node is drawn by itself, inside of
 * something closed, or hidden, and every dependency is an arrow, one of several in an arrow, inside of something, or
 * hidden; and the numbers say so.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Estate } from '../../src/model/estate.ts';
import { targetsOf } from '../../src/model/requirement.ts';
import { requirementsOf } from '../../src/model/node.ts';
import { MOST_PAIRS, type Scene, type SceneRequest } from '../../viewer/model/scene.ts';
import { DIRECTIONS, GROUPINGS } from '../../viewer/model/state.ts';
import { sceneMaker } from '../../viewer/scene/scene.ts';
import { IDS, documents, systems } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holds } from '../support/law.ts';

const raws = fc.oneof(
  systems().map(({ document }) => document),
  documents(),
);

const requests: fc.Arbitrary<SceneRequest> = fc.record({
  by: fc.constantFrom(...GROUPINGS),
  direction: fc.constantFrom(...DIRECTIONS),
  opened: fc.constant([]),
  closed: fc.constant([]),
  hide: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constantFrom(['n1'], ['kind:zone', 'no/such'], ['**']) },
  ),
  budget: fc.constantFrom(16, 24, 40, 2000),
});

/** Requests that also open, close, focus and show, by keys that there are. */
const asked = fc
  .tuple(
    requests,
    fc.array(fc.nat(30), { maxLength: 3 }),
    fc.array(fc.nat(30), { maxLength: 3 }),
    fc.option(fc.record({ id: fc.constantFrom(...IDS, 'no/such'), steps: fc.nat(3) }), { nil: undefined }),
    fc.array(fc.nat(12), { maxLength: 3 }),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.array(fc.nat(14)) },
    ),
  )
  .map(([request, opened, closed, focus, shown, only]) => ({ request, opened, closed, focus, shown, only }));

/** The request with the keys of boxes that its own picture has. */
const requestFor = (
  estate: Estate,
  { request, opened, closed, focus, shown, only }: typeof asked extends fc.Arbitrary<infer T> ? T : never,
): SceneRequest => {
  const { boxes } = sceneMaker(estate)(request);
  const keys = (numbers: readonly number[]): readonly string[] =>
    boxes.length === 0 ? [] : numbers.map((number) => boxes[number % boxes.length]!.key);
  return {
    ...request,
    opened: keys(opened),
    closed: keys(closed),
    ...(focus === undefined ? {} : { focus }),
    ...(only === undefined ? {} : { only }),
    shown,
  };
};

/** All dependencies, naively: distinct pairs of positions. */
const pairsOf = (estate: Estate): readonly (readonly [number, number])[] =>
  estate.nodes.flatMap((node, from) =>
    [...new Set(requirementsOf(node).flatMap(targetsOf))].map(
      (id) => [from, estate.positions.get(id)!] as const,
    ),
  );

const parentsOf = ({ boxes, nodes }: Scene): ReadonlyMap<string, string | undefined> =>
  new Map([...boxes, ...nodes].map(({ element, parent }) => [element, parent]));

/** An element and all that are around it. */
const wayOut = (scene: Scene, element: string): readonly string[] => {
  const parents = parentsOf(scene);
  const way: string[] = [];
  for (let at: string | undefined = element; at !== undefined; at = parents.get(at)) way.push(at);
  return way;
};

const withAll = (check: (estate: Estate, scene: Scene, request: SceneRequest) => void): void => {
  holds(
    400,
    fc.property(raws, asked, (document, given) => {
      const estate = estateOf(document);
      const request = requestFor(estate, given);
      check(estate, sceneMaker(estate)(request), request);
    }),
  );
};

describe('a scene', () => {
  it('has ids of its own for its elements, each once', () => {
    withAll((_, { boxes, nodes, edges }) => {
      const elements = [...boxes, ...nodes, ...edges].map(({ element }) => element);
      expect(new Set(elements).size).toBe(elements.length);
      for (const element of elements) expect(element).toMatch(/^[bne]\d+$/);
      expect(new Set(boxes.map(({ key }) => key)).size).toBe(boxes.length);
    });
  });

  it('draws every node by one element, or hides it', () => {
    withAll((estate, scene) => {
      const drawn = parentsOf(scene);
      expect(scene.elementOf.length).toBe(estate.nodes.length);
      for (const element of scene.elementOf) expect(element === '' || drawn.has(element)).toBe(true);
      for (const { element, position } of scene.nodes) expect(scene.elementOf[position]).toBe(element);
    });
  });

  it('draws things in boxes that are open, and that come before them', () => {
    withAll((_, { boxes, nodes }) => {
      const before = new Set<string>();
      for (const { element, parent, isOpen } of boxes) {
        expect(parent === undefined || before.has(parent)).toBe(true);
        if (isOpen) before.add(element);
      }
      for (const { parent } of nodes) expect(parent === undefined || before.has(parent)).toBe(true);
    });
  });

  it('knows the members of each box, at any depth', () => {
    withAll((_, scene) => {
      for (const { element, members } of scene.boxes) {
        const inside = scene.elementOf.flatMap((drawn, position) =>
          drawn !== '' && wayOut(scene, drawn).includes(element) ? [position] : [],
        );
        expect([...members]).toEqual(inside);
      }
    });
  });

  it('counts every node and every dependency once', () => {
    withAll((estate, scene) => {
      const boxes = new Map(scene.boxes.map((box) => [box.element, box]));
      const own = scene.elementOf.filter(
        (element, position) =>
          element !== '' &&
          (boxes.get(element)?.position ?? position) === position &&
          (!boxes.has(element) || boxes.get(element)!.position === position),
      ).length;
      expect(own + scene.folded.nodes + scene.hidden.nodes).toBe(estate.nodes.length);
      expect(scene.hidden.nodes).toBe(scene.elementOf.filter((element) => element === '').length);

      const pairs = pairsOf(estate);
      expect(scene.edges.length + scene.folded.edges + scene.hidden.edges).toBe(pairs.length);
      const outside = pairs.filter(
        ([from, to]) => scene.elementOf[from] === '' || scene.elementOf[to] === '',
      );
      expect(scene.hidden.edges).toBeGreaterThanOrEqual(outside.length);
    });
  });

  it('has an arrow where there is a dependency, and for nothing else', () => {
    withAll((estate, scene, { by }) => {
      const drawn = new Map(scene.edges.map((edge) => [`${edge.source} ${edge.target}`, edge]));
      expect(drawn.size).toBe(scene.edges.length);
      const found = new Map<string, number>();
      for (const [from, to] of pairsOf(estate)) {
        const [source, target] = [scene.elementOf[from]!, scene.elementOf[to]!];
        if (source === '' || target === '' || source === target) continue;
        if (wayOut(scene, source).includes(target) || wayOut(scene, target).includes(source)) continue;
        const isPlaced = estate.nodes[from]!.dependsOn.flatMap(targetsOf).includes(estate.nodes[to]!.id);
        if (by === 'place' && !isPlaced) continue;
        found.set(`${source} ${target}`, (found.get(`${source} ${target}`) ?? 0) + 1);
      }
      const weak = [...found].filter(([key]) => !drawn.has(key));
      const hidden = weak.reduce((sum, [, count]) => sum + count, 0);
      const outside = pairsOf(estate).filter(
        ([from, to]) => scene.elementOf[from] === '' || scene.elementOf[to] === '',
      );
      expect(scene.hidden.edges).toBe(outside.length + hidden);
      for (const [key, { count, pairs, source, target }] of drawn) {
        expect(found.get(key)).toBe(count);
        expect(pairs.length).toBe(2 * Math.min(count, MOST_PAIRS));
        for (let i = 0; i < pairs.length; i += 2) {
          expect(scene.elementOf[pairs[i]!]).toBe(source);
          expect(scene.elementOf[pairs[i + 1]!]).toBe(target);
        }
      }
    });
  });

  it('has everything at a place of its own, inside of what it is in', () => {
    withAll((_, { boxes, nodes, width, height }) => {
      const around = new Map(boxes.map((box) => [box.element, box]));
      for (const { x, y } of [...boxes, ...nodes]) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(height);
      }
      for (const { x, y, parent } of nodes) {
        const box = parent === undefined ? undefined : around.get(parent);
        if (box === undefined) continue;
        expect(Math.abs(x - box.x)).toBeLessThanOrEqual(box.width / 2);
        expect(Math.abs(y - box.y)).toBeLessThanOrEqual(box.height / 2);
      }
    });
  });

  it('shows by itself what must be seen', () => {
    withAll((_, scene, { shown = [] }) => {
      for (const position of shown) {
        const element = scene.elementOf[position] ?? '';
        if (element === '') continue;
        const box = scene.boxes.find((one) => one.element === element);
        expect(element === `n${position}` || box?.position === position).toBe(true);
      }
    });
  });

  it('stays within the budget, unless something was opened by hand', () => {
    holds(
      400,
      fc.property(raws, requests, (document, request) => {
        const { boxes, nodes, edges } = sceneMaker(estateOf(document))(request);
        expect(boxes.length + nodes.length + edges.length).toBeLessThanOrEqual(request.budget);
      }),
    );
  });

  it('is the same for the same request, whatever was asked before', () => {
    withAll((estate, scene, request) => {
      const make = sceneMaker(estate);
      make({ ...request, by: 'owner', budget: 16 });
      expect(make(request)).toEqual(scene);
    });
  });

  it('is the same again when what was opened is closed, or what was closed is opened', () => {
    holds(
      300,
      fc.property(raws, requests, fc.nat(40), (document, request, number) => {
        const make = sceneMaker(estateOf(document));
        const scene = make(request);
        if (scene.boxes.length === 0) return;
        const { key, isOpen } = scene.boxes[number % scene.boxes.length]!;
        // Asked for what is so already.
        expect(make({ ...request, [isOpen ? 'opened' : 'closed']: [key] })).toEqual(scene);
        const other = make({ ...request, [isOpen ? 'closed' : 'opened']: [key] });
        expect(other.boxes.find((box) => box.key === key)?.isOpen).toBe(!isOpen);
        expect(make({ ...request, opened: [], closed: [] })).toEqual(scene);
      }),
    );
  });

  it('opens a box without closing another, and closes one without opening another', () => {
    holds(
      300,
      fc.property(raws, requests, fc.nat(40), (document, request, number) => {
        const make = sceneMaker(estateOf(document));
        const scene = make(request);
        if (scene.boxes.length === 0) return;
        const box = scene.boxes[number % scene.boxes.length]!;
        const other = make({ ...request, [box.isOpen ? 'closed' : 'opened']: [box.key] });
        const then = new Map(other.boxes.map(({ key, isOpen }) => [key, isOpen]));
        for (const { key, isOpen } of scene.boxes) {
          if (key === box.key || !then.has(key)) continue;
          expect(then.get(key)).toBe(isOpen);
        }
      }),
    );
  });
});
