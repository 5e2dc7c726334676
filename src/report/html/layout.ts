/**
 * A layered layout (Sugiyama, Tagawa, Toda 1981): who requires stands left of what is required, each layer in the order
 * that lets few arrows cross. The same graph always has the same picture.
 */
import type { GraphEdge, GraphNode } from '../../model/report.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Layout {
  /** In columns and rows, from 0; rows may be halves. */
  readonly at: ReadonlyMap<string, Point>;
  /** For each edge, the points that it passes between its ends, in the order from its `from`. */
  readonly bends: readonly (readonly Point[])[];
  readonly columns: number;
  readonly rows: number;
}

/** Passes over all layers; more change little. */
const SWEEPS = 8;

/** The layout of a picture; both ends of an edge are among the nodes. */
export const layoutOf = (nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Layout => {
  const indexes = new Map(nodes.map(({ id }, i) => [id, i]));
  const ends = edges.map(({ from, to }) => [indexes.get(from)!, indexes.get(to)!] as const);
  const layers = layersOf(nodes.length, withoutCircles(nodes.length, ends));
  // Long edges get a place in each layer that they cross, as nodes have.
  const layerOf = [...layers];
  const chains = ends.map(([from, to]) => chainOf(from, to, layerOf));
  const columns = layers.reduce((most, layer) => Math.max(most, layer + 1), 0);
  const rowOf = ordered(layerOf, chains, columns);
  const rows = columns === 0 ? 0 : Math.max(...rowOf) + 1;
  const pointOf = (i: number): Point => ({ x: layerOf[i]!, y: rowOf[i]! });
  return {
    at: new Map(nodes.map(({ id }, i) => [id, pointOf(i)])),
    bends: chains.map((chain) => chain.slice(1, -1).map(pointOf)),
    columns,
    rows,
  };
};

type Ends = readonly (readonly [from: number, to: number])[];

/** The edges, those that lead back to where a walk came from turned around. */
const withoutCircles = (count: number, ends: Ends): Ends => {
  const out = Array.from({ length: count }, (): number[] => []);
  ends.forEach(([from], e) => out[from]!.push(e));
  const turned = new Set<number>();
  // 0: not seen, 1: on the way, 2: done.
  const marks = new Uint8Array(count);
  const next = new Uint32Array(count);
  for (let root = 0; root < count; root++) {
    if (marks[root] !== 0) continue;
    const way = [root];
    marks[root] = 1;
    for (let at = way.at(-1); at !== undefined; at = way.at(-1)) {
      const edge = out[at]![next[at]!++];
      if (edge === undefined) {
        marks[at] = 2;
        way.pop();
        continue;
      }
      const to = ends[edge]![1];
      if (marks[to] === 1) turned.add(edge);
      else if (marks[to] === 0) {
        marks[to] = 1;
        way.push(to);
      }
    }
  }
  return ends
    .map(([from, to], e) => (turned.has(e) ? ([to, from] as const) : ([from, to] as const)))
    .filter(([from, to]) => from !== to);
};

/** For each node the longest way that leads to it; of those that nothing leads to, as near as may be. */
const layersOf = (count: number, ends: Ends): readonly number[] => {
  const layers = Array.from({ length: count }, () => 0);
  const waiting = new Uint32Array(count);
  const out = Array.from({ length: count }, (): number[] => []);
  for (const [from, to] of ends) {
    waiting[to]!++;
    out[from]!.push(to);
  }
  const open = layers.flatMap((_, i) => (waiting[i] === 0 ? [i] : []));
  const order: number[] = [];
  for (let i = open.pop(); i !== undefined; i = open.pop()) {
    order.push(i);
    for (const to of out[i]!) {
      layers[to] = Math.max(layers[to]!, layers[i]! + 1);
      if (--waiting[to]! === 0) open.push(to);
    }
  }
  const hasIn = new Set(ends.map(([, to]) => to));
  for (const i of order) {
    if (hasIn.has(i) || out[i]!.length === 0) continue;
    layers[i] = Math.min(...out[i]!.map((to) => layers[to]!)) - 1;
  }
  return layers;
};

/** The ends of an edge and a new place in each layer between, whose layers are added. */
const chainOf = (from: number, to: number, layerOf: number[]): readonly number[] => {
  const [start, end] = [layerOf[from]!, layerOf[to]!];
  const step = Math.sign(end - start);
  const between = Array.from(
    { length: Math.max(0, Math.abs(end - start) - 1) },
    (_, i) => layerOf.push(start + (i + 1) * step) - 1,
  );
  return [from, ...between, to];
};

/** The row of each place: by the middle of its neighbours, to and fro. */
const ordered = (
  layerOf: readonly number[],
  chains: readonly (readonly number[])[],
  columns: number,
): readonly number[] => {
  const neighbours = layerOf.map((): number[] => []);
  for (const chain of chains) {
    for (let i = 0; i + 1 < chain.length; i++) {
      neighbours[chain[i]!]!.push(chain[i + 1]!);
      neighbours[chain[i + 1]!]!.push(chain[i]!);
    }
  }
  const layers = Array.from({ length: columns }, (): number[] => []);
  layerOf.forEach((layer, i) => layers[layer]!.push(i));
  const tallest = layers.reduce((most, layer) => Math.max(most, layer.length), 0);
  const rows = layerOf.map(() => 0);
  // Shorter layers stand in the middle of the tallest.
  const place = (layer: readonly number[]): void =>
    layer.forEach((i, row) => (rows[i] = row + (tallest - layer.length) / 2));
  layers.forEach(place);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forth = sweep % 2 === 0;
    const beside = forth ? -1 : 1;
    const from = forth ? 1 : columns - 2;
    for (let column = from; column >= 0 && column < columns; column -= beside) {
      const middle = (i: number): number => {
        const seen = neighbours[i]!.filter((other) => layerOf[other] === column + beside);
        return seen.length === 0
          ? rows[i]!
          : seen.reduce((sum, other) => sum + rows[other]!, 0) / seen.length;
      };
      const keys = new Map(layers[column]!.map((i) => [i, middle(i)]));
      layers[column] = layers[column]!.toSorted((a, b) => keys.get(a)! - keys.get(b)! || rows[a]! - rows[b]!);
      place(layers[column]!);
    }
  }
  return rows;
};
