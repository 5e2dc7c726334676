/** Estates to make scenes of, and what is asked of a scene again and again. */
import { fileURLToPath } from 'node:url';
import type { Estate } from '../../../src/model/estate.ts';
import { loadEstate } from '../../../src/scan/document.ts';
import type { Scene, SceneBox, SceneRequest } from '../../../viewer/model/scene.ts';
import { estateOf } from '../../support/engine.ts';
import type { RawNode } from '../../support/raw.ts';

/** A document of the repository, with the packs that it uses. */
export const loaded = (file: string): Promise<Estate> =>
  loadEstate([fileURLToPath(new URL(`../../../${file}`, import.meta.url))]);

/** An estate of nodes as a document has them; `service` where no kind is said. */
export const estateWith = (nodes: Readonly<Record<string, Partial<RawNode>>>): Estate =>
  estateOf({
    faultline: 1,
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, { kind: 'service', ...node }])),
  });

/** A synthetic estate of so many nodes, as benchmarks have them. */
export const synthetic = async (nodes: number): Promise<Estate> => {
  const { estateOf: entriesOf } = (await import(
    new URL('../../../bench/estate.mjs', import.meta.url).href
  )) as {
    readonly estateOf: (nodes: number) => Iterable<{ readonly id: string; readonly node: RawNode }>;
  };
  return estateWith(Object.fromEntries(Array.from(entriesOf(nodes), ({ id, node }) => [id, node])));
};

export const REQUEST: SceneRequest = {
  by: 'place',
  direction: 'down',
  opened: [],
  closed: [],
  hide: [],
  budget: 2000,
};

export const boxOf = ({ boxes }: Scene, key: string): SceneBox | undefined =>
  boxes.find((box) => box.key === key);

/** Keys of the boxes around what stands for a node, from inside to outside; a closed box that stands for it first. */
export const around = (estate: Estate, scene: Scene, id: string): readonly string[] => {
  const boxes = new Map(scene.boxes.map((box) => [box.element, box]));
  const element = scene.elementOf[estate.positions.get(id)!]!;
  const keys: string[] = [];
  let at: string | undefined = boxes.has(element)
    ? element
    : scene.nodes.find((node) => node.element === element)?.parent;
  for (; at !== undefined; at = boxes.get(at)!.parent) keys.push(boxes.get(at)!.key);
  return keys;
};

/** The ids that have an element of their own. */
export const drawnIds = (estate: Estate, scene: Scene): readonly string[] => {
  const positions = [...scene.nodes, ...scene.boxes].flatMap(({ position }) => position ?? []);
  return positions.toSorted((a, b) => a - b).map((position) => estate.nodes[position]!.id);
};

/** Arrows between ids or keys of boxes. */
export const arrowsOf = (estate: Estate, scene: Scene): readonly string[] => {
  const names = new Map([
    ...scene.boxes.map(({ element, key }) => [element, key] as const),
    ...scene.nodes.map(({ element, position }) => [element, estate.nodes[position]!.id] as const),
  ]);
  return scene.edges.map(({ source, target }) => `${names.get(source)} -> ${names.get(target)}`);
};
