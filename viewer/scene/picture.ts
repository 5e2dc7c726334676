/** A scene of boxes that are open or closed: drawn things with their names, their arrows and their places. */
import type { Estate } from '../../src/model/estate.ts';
import { layoutOf } from '../layout/layout.ts';
import type { Layout } from '../model/layout.ts';
import {
  MOST_PAIRS,
  type Scene,
  type SceneBox,
  type SceneEdge,
  type SceneNode,
  type SceneRequest,
} from '../model/scene.ts';
import { type Arrower, type Arrows, strongest } from './arrows.ts';
import type { Opening } from './opening.ts';
import { CHOICE, type Pairs, SOFT, START } from './pairs.ts';
import { LABEL_HEIGHT } from './sizes.ts';
import { type BoxThing, type Things, thingsOf } from './things.ts';

/** Where things were: what a later scene starts from. */
interface Former {
  readonly manner: string;
  readonly centres: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
}

/** A scene tells positions, and those are of one estate: what stays is known by its name. */
const formers = new WeakMap<Scene, Former>();

/** Draws what is open. */
export const pictureOf = (
  estate: Estate,
  opening: Opening,
  pairs: Pairs,
  arrower: Arrower,
  { by, direction }: SceneRequest,
  before?: Scene,
): Scene => {
  const { standing, folding } = opening;
  const things = thingsOf(estate, opening, by);
  const arrows = arrower.arrows(standing, folding);
  const isDrawn = strongest(arrows, opening.mostArrows, (number) => things.isAsked(number));
  const drawn = [...arrows.source.keys()].filter((arrow) => isDrawn[arrow] === 1);
  const manner = `${by} ${direction}`;
  const former = before === undefined ? undefined : formers.get(before);
  const layout = layoutOf({
    direction,
    ...things.sizes,
    edges: Uint32Array.from(
      drawn.flatMap((arrow) => [
        things.indexOf(arrows.source[arrow]!),
        things.indexOf(arrows.target[arrow]!),
      ]),
    ),
    ...(former?.manner === manner ? { before: former.centres } : {}),
  });
  const scene: Scene = {
    boxes: things.boxes.map((box, index) => boxOf(things, box, index, layout)),
    nodes: nodesOf(things, layout),
    edges: edgesOf(things, arrows, drawn, pairs),
    elementOf: Array.from(folding.thingOf, (number) =>
      number < 0 ? '' : things.elementOf(things.indexOf(number)),
    ),
    ...countsOf(opening, arrows, isDrawn, pairs),
    width: layout.width,
    height: layout.height,
  };
  const centres = new Map(things.sizes.keys.map((key, i) => [key, { x: layout.x[i]!, y: layout.y[i]! }]));
  formers.set(scene, { manner, centres });
  return scene;
};

const boxOf = (things: Things, { parent, ...told }: BoxThing, index: number, layout: Layout): SceneBox => ({
  element: things.elementOf(index),
  ...told,
  ...(parent < 0 ? {} : { parent: things.elementOf(parent) }),
  x: layout.x[index]!,
  y: layout.y[index]!,
  width: layout.widths[index]!,
  height: layout.heights[index]!,
});

const nodesOf = (things: Things, layout: Layout): readonly SceneNode[] =>
  Array.from(things.nodes, (position, i): SceneNode => {
    const index = things.boxes.length + i;
    const parent = things.sizes.parents[index]!;
    return {
      element: things.elementOf(index),
      position,
      ...(parent < 0 ? {} : { parent: things.elementOf(parent) }),
      x: layout.x[index]!,
      // The layout's is the centre of shape and label.
      y: layout.y[index]! - LABEL_HEIGHT / 2,
    };
  });

const edgesOf = (
  things: Things,
  { source, target, counts, flags, arrowOf }: Arrows,
  drawn: readonly number[],
  pairs: Pairs,
): readonly SceneEdge[] => {
  const taken = drawn.map((arrow) => new Uint32Array(2 * Math.min(MOST_PAIRS, counts[arrow]!)));
  const numbers = new Int32Array(source.length).fill(-1);
  drawn.forEach((arrow, number) => (numbers[arrow] = number));
  const filled = new Uint32Array(drawn.length);
  arrowOf.forEach((arrow, i) => {
    const number = arrow < 0 ? -1 : numbers[arrow]!;
    if (number < 0 || filled[number] === taken[number]!.length) return;
    taken[number]!.set([pairs.from[i]!, pairs.to[i]!], filled[number]);
    filled[number]! += 2;
  });
  return drawn.map((arrow, number) => ({
    element: `e${number}`,
    source: things.elementOf(things.indexOf(source[arrow]!)),
    target: things.elementOf(things.indexOf(target[arrow]!)),
    count: counts[arrow]!,
    isSoft: (flags[arrow]! & SOFT) !== 0,
    isChoice: (flags[arrow]! & CHOICE) !== 0,
    isStart: (flags[arrow]! & START) !== 0,
    pairs: taken[number]!,
  }));
};

/** What is not drawn by itself. */
const countsOf = (
  { standing: { visible, own }, folding: { thingOf } }: Opening,
  arrows: Arrows,
  isDrawn: Uint8Array,
  { from, to, count }: Pairs,
): Pick<Scene, 'hidden' | 'folded'> => {
  const nodes = { hidden: 0, folded: 0 };
  visible.forEach((isVisible, position) => {
    if (isVisible === 0) nodes.hidden++;
    else if (thingOf[position] !== position && thingOf[position] !== visible.length + own[position]!)
      nodes.folded++;
  });
  let hidden = 0;
  for (let i = 0; i < count; i++) if (visible[from[i]!] === 0 || visible[to[i]!] === 0) hidden++;
  let drawn = 0;
  isDrawn.forEach((is, arrow) => {
    if (is === 1) drawn++;
    else hidden += arrows.counts[arrow]!;
  });
  return {
    hidden: { nodes: nodes.hidden, edges: hidden },
    folded: { nodes: nodes.folded, edges: count - hidden - drawn },
  };
};
