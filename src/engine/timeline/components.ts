/**
 * Strongly connected components in topological order: what stands in a circle with itself, and what comes before what.
 *
 * R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972), with a stack of our
 * own instead of recursion, so that no chain is too long.
 */
import { bucketed } from '../buckets.ts';
import { vertexOf } from '../edge.ts';

export interface Components {
  /** Per vertex the number of its component; an edge never leads from a higher number to a lower one. */
  readonly of: Uint32Array;
  /** Members by component: those of c are members[start[c]] up to start[c + 1]. */
  readonly start: Uint32Array;
  readonly members: Uint32Array;
  /** Per component: 1 if a member stands on itself, be it through others. */
  readonly isCircle: Uint8Array;
}

/** The components of a graph given as edges by source. */
export const componentsOf = (
  vertexCount: number,
  outputStart: Uint32Array,
  outputs: Uint32Array,
): Components => {
  const UNSEEN = 0xffff_ffff;
  const low = new Uint32Array(vertexCount).fill(UNSEEN);
  const cursor = outputStart.slice(0, vertexCount);
  const isOpen = new Uint8Array(vertexCount);
  const open = new Uint32Array(vertexCount);
  const path = new Uint32Array(vertexCount);
  const index = new Uint32Array(vertexCount);
  // Tarjan finds the components in reverse: the last found is the first in order.
  const found = new Uint32Array(vertexCount);
  let seen = 0;
  let openCount = 0;
  let components = 0;
  for (let root = 0; root < vertexCount; root++) {
    if (low[root] !== UNSEEN) continue;
    let depth = 0;
    path[depth++] = root;
    while (depth > 0) {
      const vertex = path[depth - 1]!;
      if (low[vertex] === UNSEEN) {
        low[vertex] = index[vertex] = seen++;
        open[openCount++] = vertex;
        isOpen[vertex] = 1;
      }
      let isDone = true;
      while (cursor[vertex]! < outputStart[vertex + 1]!) {
        const target = vertexOf(outputs[cursor[vertex]!]!);
        if (low[target] === UNSEEN) {
          path[depth++] = target;
          isDone = false;
          break;
        }
        if (isOpen[target] === 1 && low[target]! < low[vertex]!) low[vertex] = low[target]!;
        cursor[vertex]!++;
      }
      if (!isDone) continue;
      depth--;
      if (low[vertex] !== index[vertex]) continue;
      let member: number;
      do {
        member = open[--openCount]!;
        isOpen[member] = 0;
        found[member] = components;
      } while (member !== vertex);
      components++;
    }
  }
  return grouped(
    found.map((component) => components - 1 - component),
    components,
    outputStart,
    outputs,
  );
};

const grouped = (
  of: Uint32Array,
  components: number,
  outputStart: Uint32Array,
  outputs: Uint32Array,
): Components => {
  const { start, values: members } = bucketed(
    components,
    of,
    of.map((_, vertex) => vertex),
  );
  const isCircle = new Uint8Array(components);
  of.forEach((component, vertex) => {
    if (start[component + 1]! - start[component]! > 1) isCircle[component] = 1;
    for (let at = outputStart[vertex]!; at < outputStart[vertex + 1]!; at++) {
      if (vertexOf(outputs[at]!) === vertex) isCircle[component] = 1;
    }
  });
  return { of, start, members, isCircle };
};
