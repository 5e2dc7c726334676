/** The requirements of a document as plain edges, read without any of the program's code: what ours is held against. */
import { requiredBy } from './estate.mjs';

/**
 * @typedef {{ starts: Uint32Array, targets: Uint32Array }} Edges by source: those of node n are targets[starts[n]] to
 *   targets[starts[n + 1] - 1]
 */

/**
 * Edges from what is required to what requires it, by position; groups and impacts are ignored.
 *
 * @param {Readonly<Record<string, import('./estate.mjs').RawNode>>} nodes by id
 * @param {ReadonlyMap<string, number>} positions
 * @returns {Edges}
 */
export const edgesOf = (nodes, positions) => {
  const starts = new Uint32Array(positions.size + 1);
  const required = Object.entries(nodes).map(([id, node]) => ({
    dependent: positions.get(id),
    on: requiredBy(node),
  }));
  for (const { on } of required) for (const id of on) starts[positions.get(id) + 1]++;
  for (let node = 0; node < positions.size; node++) starts[node + 1] += starts[node];

  const targets = new Uint32Array(starts[positions.size]);
  const filled = starts.slice();
  for (const { dependent, on } of required)
    for (const id of on) targets[filled[positions.get(id)]++] = dependent;
  return { starts, targets };
};

/**
 * Whether each node can be reached from one: the simplest search there is, to check the others by.
 *
 * @param {Edges} edges
 * @param {number} source
 */
export const reachedFrom = ({ starts, targets }, source) => {
  const reached = new Set([source]);
  for (const node of reached)
    for (const target of targets.subarray(starts[node], starts[node + 1])) reached.add(target);
  return reached;
};
