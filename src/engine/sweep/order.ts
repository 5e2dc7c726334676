/**
 * An order in which all comes after what it requires, as far as circles allow.
 *
 * Tarjan's algorithm (1972) finds the strongly connected components along the edges, those that nothing else hangs on
 * first; read backwards that is a topological order of them. Inside of a component vertices stand in reverse postorder
 * of the search, in which most of its edges point forward too. The search keeps its own stack: no chain is too long.
 */
import { bucketed } from '../buckets.ts';
import type { IMPACT_BITS } from '../edge.ts';
import type { Network } from '../network.ts';

/** Vertices (nodes, then gates) by place, and back. */
export interface Order {
  /** The vertex at each place. */
  readonly vertices: Uint32Array;
  /** The place of each vertex. */
  readonly places: Uint32Array;
  /** Places at which components start, ascending, and the number of vertices after them. */
  readonly components: Uint32Array;
}

export const orderOf = (network: Network): Order => {
  const count = network.nodeCount + network.gateCount;
  const { postorder, components, componentCount } = searched(network, count);
  // From last to first: vertices by falling postorder, components by falling number.
  const vertices = postorder.toReversed();
  const keys = vertices.map((vertex) => componentCount - 1 - components[vertex]!);
  const { start, values } = bucketed(componentCount, keys, vertices);
  const places = new Uint32Array(count);
  for (let place = 0; place < count; place++) places[values[place]!] = place;
  return { vertices: values, places, components: start };
};

interface Searched {
  /** Vertices in the order in which the search left them. */
  readonly postorder: Uint32Array;
  /** The number of each vertex's component, in the order in which they were found. */
  readonly components: Uint32Array;
  readonly componentCount: number;
}

const VERTEX_SHIFT: typeof IMPACT_BITS = 6;

/** What `low` says of vertices whose component is known. */
const CLOSED = 0xffff_ffff;

const searched = ({ nodeCount, outputStart, outputs, gateOutputs }: Network, count: number): Searched => {
  const components = new Uint32Array(count);
  const postorder = new Uint32Array(count);
  /** By vertex: 1 and up in the order of discovery, 0 if not yet found; and the earliest open one within reach. */
  const found = new Uint32Array(count);
  const low = new Uint32Array(count);
  /** The way from the root to where the search is, and by vertex the next edge to look at. */
  const way = new Uint32Array(count);
  const next = new Uint32Array(count);
  /** What is found but in no component so far, in the order of discovery. */
  const open = new Uint32Array(count);
  let [depth, finds, waiting, finished, componentCount] = [0, 0, 0, 0, 0];

  for (let root = 0; root < count; root++) {
    let entered = root;
    if (found[root] !== 0) continue;
    do {
      if (entered >= 0) {
        found[entered] = low[entered] = ++finds;
        if (entered < nodeCount) next[entered] = outputStart[2 * entered]!;
        way[depth++] = entered;
        open[waiting++] = entered;
        entered = -1;
      }
      const vertex = way[depth - 1]!;
      const isNode = vertex < nodeCount;
      const end = isNode ? outputStart[2 * vertex + 2]! : 1;
      let at = next[vertex]!;
      let least = low[vertex]!;
      // An edge that was followed is looked at again on the way back, for what lies behind it.
      for (; at < end; at++) {
        const target = (isNode ? outputs[at]! : gateOutputs[vertex - nodeCount]!) >>> VERTEX_SHIFT;
        const reached = low[target]!;
        if (reached === 0) {
          entered = target;
          break;
        }
        if (reached < least) least = reached;
      }
      next[vertex] = at;
      low[vertex] = least;
      if (entered >= 0) continue;
      depth--;
      postorder[finished++] = vertex;
      if (least !== found[vertex]) continue;
      let member;
      do {
        member = open[--waiting]!;
        components[member] = componentCount;
        low[member] = CLOSED;
      } while (member !== vertex);
      componentCount++;
    } while (depth > 0);
  }
  return { postorder, components, componentCount };
};
