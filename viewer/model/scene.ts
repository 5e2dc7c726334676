/**
 * What is drawn: boxes, nodes and edges with their places, and which drawn thing stands for which node.
 *
 * A scene is made in the worker for one side, and knows nothing of states: those are painted over it. Positions are
 * those of nodes in the side's estate. Lengths are in the picture's units (a node is about 48 wide).
 */
import type { Kind } from '../../src/model/kind.ts';
import type { Direction, Grouping } from './state.ts';

export interface SceneRequest {
  readonly by: Grouping;
  readonly direction: Direction;
  readonly opened: readonly string[];
  readonly closed: readonly string[];
  /** Selections; one that matches nothing hides nothing. */
  readonly hide: readonly string[];
  /** Only these positions, and the boxes around them. */
  readonly only?: readonly number[];
  readonly focus?: { readonly id: string; readonly steps: number };
  /** Nodes that must be seen by themselves: the boxes that they are in are open, however many there are. Positions. */
  readonly shown?: readonly number[];
  /** Elements (nodes, boxes and edges) from which on boxes are closed first. */
  readonly budget: number;
}

/** An open box is drawn around what is in it; a closed one stands for all of it. */
export interface SceneBox {
  /** Unique among all drawn things: `b` and a number. No id of an element is ever a name of a document. */
  readonly element: string;
  /** What it is known by from scene to scene: `place:aws/us-east-1`, `owner:web-team`. */
  readonly key: string;
  readonly label: string;
  /** Of the node that it is, if it is one. */
  readonly kind?: Kind;
  /** The node that it is, if it is one: a region's box is the region. */
  readonly position?: number;
  /** Element of the box around it. */
  readonly parent?: string;
  readonly isOpen: boolean;
  /** Positions of all nodes inside, at any depth, its own included: also those that are hidden in closed boxes. */
  readonly members: Uint32Array;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SceneNode {
  /** `n` and a number. */
  readonly element: string;
  readonly position: number;
  /** Element of the box around it. */
  readonly parent?: string;
  /** The centre. */
  readonly x: number;
  readonly y: number;
}

export interface SceneEdge {
  /** `e` and a number. */
  readonly element: string;
  /** Elements: from what requires to what is required. */
  readonly source: string;
  readonly target: string;
  /** How many dependencies it stands for. */
  readonly count: number;
  /** All of them are soft: none can do its worst. */
  readonly isSoft: boolean;
  /** All of them are members of groups that have a choice. */
  readonly isChoice: boolean;
  /** All of them are needed to start only. */
  readonly isStart: boolean;
  /** Pairs of positions, from and to: at most `MOST_PAIRS` of them. */
  readonly pairs: Uint32Array;
}

/** Pairs that an edge knows by itself. */
export const MOST_PAIRS = 64;

export interface Scene {
  /** Each before those inside of it. */
  readonly boxes: readonly SceneBox[];
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  /** By position of the estate: the element that stands for it; '' where it is hidden. */
  readonly elementOf: readonly string[];
  /** What is not drawn because it was hidden or is out of focus; what is in closed boxes is not hidden. */
  readonly hidden: { readonly nodes: number; readonly edges: number };
  /** What stands in closed boxes, and dependencies that are drawn together or lie inside of one. */
  readonly folded: { readonly nodes: number; readonly edges: number };
  readonly width: number;
  readonly height: number;
}
