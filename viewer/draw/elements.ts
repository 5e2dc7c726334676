/** A scene as the things and links that are drawn, and what changes from one scene to the next. */
import type { Kind } from '../../src/model/kind.ts';
import type { NodeFacts } from '../model/messages.ts';
import type { Scene, SceneBox, SceneEdge, SceneNode } from '../model/scene.ts';
import { full, labelOf, short } from './labels.ts';

/** A node, or a box; a closed box is a card. */
export interface Thing {
  readonly element: string;
  readonly type: 'node' | 'open' | 'closed';
  /** What it is known by from scene to scene. */
  readonly identity: string;
  readonly kind: Kind | undefined;
  /** The node that it is. */
  readonly position: number | undefined;
  /** Of a box. */
  readonly key: string | undefined;
  readonly label: string;
  /** The whole name, as far as anybody reads it. */
  readonly title: string;
  readonly tier: number | undefined;
  readonly parent: string | undefined;
  /** Boxes around it. */
  readonly depth: number;
  /** Positions inside of a box. */
  readonly members: Uint32Array | undefined;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Link extends SceneEdge {
  readonly identity: string;
}

/** A scene with what is looked up in it again and again. */
export interface Picture {
  readonly scene: Scene;
  readonly facts: readonly NodeFacts[];
  /** Boxes first, each before those inside of it: the order of painting. */
  readonly things: readonly Thing[];
  readonly links: readonly Link[];
  readonly thingOf: ReadonlyMap<string, Thing>;
  readonly linkOf: ReadonlyMap<string, Link>;
  /** By key. */
  readonly boxOf: ReadonlyMap<string, Thing>;
  /** Positions by id; of what the facts name. */
  readonly positionOf: ReadonlyMap<string, number>;
  /** Drawn so plainly that it can be moved. */
  readonly isLarge: boolean;
}

/** Elements above which the picture leaves out what costs time. */
const LARGE = 800;

const NODE_SIZE = 42;
/** Apps are what it is all about. */
const APP_SIZE = { width: 56, height: 46 } as const;
/** Columns of the title of a box. */
const LONGEST_TITLE = 48;

export const NO_PICTURE: Picture = {
  scene: {
    boxes: [],
    nodes: [],
    edges: [],
    elementOf: [],
    hidden: { nodes: 0, edges: 0 },
    folded: { nodes: 0, edges: 0 },
    width: 0,
    height: 0,
  },
  facts: [],
  things: [],
  links: [],
  thingOf: new Map(),
  linkOf: new Map(),
  boxOf: new Map(),
  positionOf: new Map(),
  isLarge: false,
};

export const pictureOf = (scene: Scene, facts: readonly NodeFacts[]): Picture => {
  const thingOf = new Map<string, Thing>();
  const boxOf = new Map<string, Thing>();
  for (const box of scene.boxes) {
    const thing = boxThing(box, box.parent === undefined ? undefined : thingOf.get(box.parent), facts);
    thingOf.set(thing.element, thing);
    boxOf.set(box.key, thing);
  }
  for (const node of scene.nodes) {
    const around = node.parent === undefined ? undefined : thingOf.get(node.parent);
    thingOf.set(node.element, nodeThing(node, around, facts));
  }
  const links = scene.edges.map((edge): Link => {
    const ends = [edge.source, edge.target].map((element) => thingOf.get(element)?.identity ?? '');
    // A line break stands in no id, nor in a key of the scene's making.
    return { ...edge, identity: ends.join('\n') };
  });
  return {
    scene,
    facts,
    things: [...thingOf.values()],
    links,
    thingOf,
    linkOf: new Map(links.map((link) => [link.element, link])),
    boxOf,
    positionOf: new Map(facts.map(({ id }, position) => [id, position])),
    isLarge: thingOf.size + links.length > LARGE,
  };
};

const nodeThing = (
  { element, position, parent, x, y }: SceneNode,
  around: Thing | undefined,
  facts: readonly NodeFacts[],
): Thing => {
  const node = facts[position]!;
  const boxId = around?.position === undefined ? undefined : facts[around.position]?.id;
  const { width, height } = node.kind === 'app' ? APP_SIZE : { width: NODE_SIZE, height: NODE_SIZE };
  return {
    element,
    type: 'node',
    identity: `node ${node.id}`,
    kind: node.kind,
    position,
    key: undefined,
    label: labelOf(node, boxId),
    title: full(node.name ?? node.id),
    tier: node.tier,
    parent,
    depth: (around?.depth ?? -1) + 1,
    members: undefined,
    x,
    y,
    width,
    height,
  };
};

const boxThing = (box: SceneBox, around: Thing | undefined, facts: readonly NodeFacts[]): Thing => {
  const { element, key, kind, position, parent, isOpen, members, x, y, width, height, label } = box;
  return {
    element,
    type: isOpen ? 'open' : 'closed',
    identity: `box ${key}`,
    kind,
    position,
    key,
    label: short(label, LONGEST_TITLE),
    title: full(label),
    tier: position === undefined ? undefined : facts[position]?.tier,
    parent,
    depth: (around?.depth ?? -1) + 1,
    members,
    x,
    y,
    width,
    height,
  };
};

export interface Difference {
  /** Elements, by number. */
  readonly removed: readonly string[];
  readonly addedThings: readonly Thing[];
  readonly addedLinks: readonly Link[];
  /** Those that stay, but elsewhere, in another size or with another label. */
  readonly changed: readonly Thing[];
  /** Where what is added was before under another number. */
  readonly cameFrom: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
}

/** What is to be done so that the one picture becomes the other. */
export const differenceOf = (before: Picture, after: Picture): Difference => {
  const staysThing = (thing: Thing): boolean => {
    const old = before.thingOf.get(thing.element);
    return old !== undefined && old.identity === thing.identity && old.type === thing.type;
  };
  const staying = new Set(after.things.filter(staysThing).map(({ element }) => element));
  const staysLink = (link: Link): boolean => {
    const old = before.linkOf.get(link.element);
    return old !== undefined && isSameLink(old, link) && staying.has(link.source) && staying.has(link.target);
  };
  const links = new Set(after.links.filter(staysLink).map(({ element }) => element));
  const places = new Map(before.things.map((thing) => [thing.identity, thing]));
  const cameFrom = new Map<string, { readonly x: number; readonly y: number }>();
  const addedThings = after.things.filter(({ element }) => !staying.has(element));
  for (const { element, identity } of addedThings) {
    const old = places.get(identity);
    if (old !== undefined) cameFrom.set(element, { x: old.x, y: old.y });
  }
  return {
    removed: [
      ...before.links.filter(({ element }) => !links.has(element)),
      ...before.things.filter(({ element }) => !staying.has(element)),
    ].map(({ element }) => element),
    addedThings,
    addedLinks: after.links.filter(({ element }) => !links.has(element)),
    changed: after.things.filter(
      (thing) => staying.has(thing.element) && !isSameThing(before.thingOf.get(thing.element)!, thing),
    ),
    cameFrom,
  };
};

const isSameThing = (a: Thing, b: Thing): boolean =>
  a.x === b.x &&
  a.y === b.y &&
  a.width === b.width &&
  a.height === b.height &&
  a.label === b.label &&
  a.kind === b.kind &&
  a.depth === b.depth;

const isSameLink = (a: Link, b: Link): boolean =>
  a.source === b.source &&
  a.target === b.target &&
  a.identity === b.identity &&
  a.count === b.count &&
  a.isSoft === b.isSoft &&
  a.isChoice === b.isChoice &&
  a.isStart === b.isStart;
