/** Small scenes by hand. */
import type { NodeFacts } from '../../../viewer/model/messages.ts';
import type { Scene, SceneBox, SceneEdge, SceneNode } from '../../../viewer/model/scene.ts';

export const fact = (id: string, more: Partial<NodeFacts> = {}): NodeFacts => ({
  id,
  kind: 'service',
  tags: [],
  isShipped: false,
  ...more,
});

export const node = (position: number, x: number, y: number, parent?: string): SceneNode => ({
  element: `n${position}`,
  position,
  x,
  y,
  ...(parent === undefined ? {} : { parent }),
});

export const box = (
  element: string,
  key: string,
  members: readonly number[],
  more: Partial<SceneBox> = {},
): SceneBox => ({
  element,
  key,
  label: key,
  isOpen: true,
  members: Uint32Array.from(members),
  x: 200,
  y: 200,
  width: 400,
  height: 300,
  ...more,
});

export const edge = (
  element: string,
  [source, target]: readonly [string, string],
  pairs: readonly number[],
  more: Partial<SceneEdge> = {},
): SceneEdge => ({
  element,
  source,
  target,
  count: pairs.length / 2,
  isSoft: false,
  isChoice: false,
  isStart: false,
  pairs: Uint32Array.from(pairs),
  ...more,
});

export const scene = (
  boxes: readonly SceneBox[],
  nodes: readonly SceneNode[],
  edges: readonly SceneEdge[],
  elementOf: readonly string[],
): Scene => ({
  boxes,
  nodes,
  edges,
  elementOf,
  hidden: { nodes: 0, edges: 0 },
  folded: { nodes: 0, edges: 0 },
  width: 640,
  height: 420,
});

/** A region with a database in it, a closed box of three, and an app that needs both. */
export const SHOP = {
  facts: [
    fact('aws/us-east-1', { kind: 'region' }),
    fact('aws/us-east-1/rds', { kind: 'database', name: 'Orders' }),
    fact('shop/checkout', { kind: 'app', name: 'Checkout', tier: 1 }),
    fact('team/a'),
    fact('team/b'),
    fact('team/c'),
  ],
  scene: scene(
    [
      box('b0', 'place:aws/us-east-1', [0, 1], { kind: 'region', position: 0, label: 'us-east-1' }),
      box('b1', 'owner:web', [3, 4, 5], { isOpen: false, x: 560, y: 200, width: 150, height: 64 }),
    ],
    [node(1, 200, 220, 'b0'), node(2, 300, 20)],
    [
      edge('e0', ['n2', 'n1'], [2, 1]),
      edge('e1', ['n2', 'b1'], [2, 3, 2, 4], { isSoft: true }),
      edge('e2', ['b1', 'b0'], [3, 0], { isChoice: true }),
    ],
    ['b0', 'n1', 'n2', 'b1', 'b1', 'b1'],
  ),
} as const;
