/** Layouts for tests: random inputs, inputs of documents, and what can be measured on a picture. */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { Kind } from '../../../src/model/kind.ts';
import { type Requirement, partsOf } from '../../../src/model/requirement.ts';
import { loadEstate } from '../../../src/scan/document.ts';
import type { Layout, LayoutInput } from '../../../viewer/model/layout.ts';

/** A thing by names: what a layout input says of it, but not by number. */
export interface Thing {
  readonly key: string;
  readonly parent?: string;
  readonly width: number;
  readonly height: number;
  readonly tier: number;
}

export interface Picture {
  readonly direction: LayoutInput['direction'];
  readonly things: readonly Thing[];
  /** From, to. */
  readonly edges: readonly (readonly [string, string])[];
  readonly before?: LayoutInput['before'];
}

/** Things and edges in the order given, as a layout takes them. */
export const inputOf = ({ direction, things, edges, before }: Picture): LayoutInput => {
  const numbers = new Map(things.map(({ key }, i) => [key, i]));
  return {
    direction,
    keys: things.map(({ key }) => key),
    parents: Int32Array.from(things, ({ parent }) => (parent === undefined ? -1 : numbers.get(parent)!)),
    widths: Float32Array.from(things, ({ width }) => width),
    heights: Float32Array.from(things, ({ height }) => height),
    tiers: Uint8Array.from(things, ({ tier }) => tier),
    edges: Uint32Array.from(edges.flatMap(([from, to]) => [numbers.get(from)!, numbers.get(to)!])),
    ...(before === undefined ? {} : { before }),
  };
};

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Centres and sizes by key. */
export const rectsOf = (input: LayoutInput, layout: Layout): ReadonlyMap<string, Rect> =>
  new Map(
    input.keys.map((key, i) => [
      key,
      { x: layout.x[i]!, y: layout.y[i]!, width: layout.widths[i]!, height: layout.heights[i]! },
    ]),
  );

/** The things around a thing, the innermost first. */
const ancestorsOf = ({ things }: Picture): ((key: string) => readonly string[]) => {
  const parents = new Map(things.map(({ key, parent }) => [key, parent]));
  return (key) => {
    const ancestors: string[] = [];
    for (let at = parents.get(key); at !== undefined; at = parents.get(at)) ancestors.push(at);
    return ancestors;
  };
};

/**
 * The edges as joins of siblings: for each edge the two things that its ends are or are inside of, in the innermost
 * thing that is around both.
 */
export const joinsOf = (picture: Picture): readonly (readonly [string, string])[] => {
  const ancestors = ancestorsOf(picture);
  return picture.edges.map(([from, to]) => {
    const [ofFrom, ofTo] = [[from, ...ancestors(from)].toReversed(), [to, ...ancestors(to)].toReversed()];
    const level = ofFrom.findIndex((key, i) => key !== ofTo[i]);
    return [ofFrom[level]!, ofTo[level]!];
  });
};

/** Random pictures of up to so many things, without edges to what is inside of one's own box. */
export const pictures = (count = 24): fc.Arbitrary<Picture> =>
  fc
    .record({
      direction: fc.constantFrom<LayoutInput['direction']>('down', 'right'),
      // Few boxes are deep; many things are in none.
      things: fc.array(
        fc.record({
          name: fc.integer({ min: 0, max: 9 }),
          parent: fc.option(fc.nat(), { nil: undefined, freq: 2 }),
          width: fc.integer({ min: 1, max: 160 }),
          height: fc.integer({ min: 1, max: 90 }),
          tier: fc.integer({ min: 0, max: 7 }),
        }),
        { minLength: 1, maxLength: count },
      ),
      edges: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 2 * count }),
      boxes: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ direction, things: raw, edges, boxes }) => {
      // A letter before the number mixes boxes and leaves in the order of keys.
      const keyOf = (i: number): string => `${raw[i]!.name}/${i}`;
      const things = raw.map(({ parent, width, height, tier }, i): Thing => {
        const inside =
          parent === undefined || i === 0 || boxes === 0 ? undefined : parent % Math.min(i, boxes);
        return {
          key: keyOf(i),
          width,
          height,
          tier,
          ...(inside === undefined ? {} : { parent: keyOf(inside) }),
        };
      });
      const picture: Picture = { direction, things, edges: [] };
      const ancestors = ancestorsOf(picture);
      return {
        ...picture,
        edges: edges
          .map(([from, to]) => [keyOf(from % raw.length), keyOf(to % raw.length)] as const)
          .filter(([a, b]) => a !== b && !ancestors(a).includes(b) && !ancestors(b).includes(a)),
      };
    });

/** The picture with a box closed: whoever was in it is, to the others, it. */
export const withClosed = (picture: Picture, box: string): Picture => {
  const parents = new Map(picture.things.map(({ key, parent }) => [key, parent]));
  const isIn = (key: string | undefined): boolean =>
    key !== undefined && (parents.get(key) === box || isIn(parents.get(key)));
  const seen = (key: string): string => (isIn(key) ? box : key);
  return {
    ...picture,
    things: picture.things.filter(({ key }) => !isIn(key)),
    edges: picture.edges.map(([a, b]) => [seen(a), seen(b)] as const).filter(([a, b]) => a !== b),
  };
};

// —— documents —————————————————————————————————————————————————————————————————————————————————————————————————————

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const TIERS: Readonly<Partial<Record<Kind, number>>> = {
  app: 0,
  service: 1,
  database: 4,
  storage: 4,
  zone: 6,
  region: 7,
  provider: 7,
};

/** A document of this repository, all boxes of places open. */
export const pictureOf = async (file: string): Promise<Picture> => {
  const { nodes } = await loadEstate([file], { cwd: ROOT });
  const placeOf = new Map(
    nodes.map((node) => [node.id, node.in === undefined ? undefined : namesIn(node.in)[0]]),
  );
  const things = nodes.map(({ id, kind, name }): Thing => {
    const parent = placeOf.get(id);
    const label = name ?? id.split('/').at(-1)!;
    const size = { width: Math.max(48, 6 * Math.min(18, label.length) + 8), height: 68 };
    return { key: id, ...size, tier: TIERS[kind] ?? 3, ...(parent === undefined ? {} : { parent }) };
  });
  const picture: Picture = { direction: 'down', things, edges: [] };
  const ancestors = ancestorsOf(picture);
  const edges = nodes.flatMap(({ id, dependsOn }) =>
    dependsOn.flatMap(namesIn).map((target) => [id, target] as const),
  );
  return {
    ...picture,
    edges: edges.filter(([a, b]) => a !== b && !ancestors(a).includes(b) && !ancestors(b).includes(a)),
  };
};

const namesIn = (requirement: Requirement): readonly string[] =>
  requirement.form === 'node' ? [requirement.node] : partsOf(requirement).flatMap(namesIn);

// —— measures ——————————————————————————————————————————————————————————————————————————————————————————————————————

/** How many pairs of edges cross, drawn as straight lines between centres; edges that share an end do not. */
export const crossingsOf = ({ edges }: Picture, at: ReadonlyMap<string, Rect>): number => {
  let count = 0;
  edges.forEach(([a, b], i) => {
    for (const [c, d] of edges.slice(i + 1)) {
      if (a === c || a === d || b === c || b === d) continue;
      const [p, q, r, s] = [at.get(a)!, at.get(b)!, at.get(c)!, at.get(d)!];
      if (side(p, q, r) !== side(p, q, s) && side(r, s, p) !== side(r, s, q)) count++;
    }
  });
  return count;
};

const side = (a: Rect, b: Rect, c: Rect): boolean =>
  (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;

/** The length of all edges together. */
export const edgeLengthOf = ({ edges }: Picture, at: ReadonlyMap<string, Rect>): number =>
  edges.reduce((sum, [a, b]) => {
    const [p, q] = [at.get(a)!, at.get(b)!];
    return sum + Math.hypot(p.x - q.x, p.y - q.y);
  }, 0);
