/**
 * The diagrams of all modules of a tree in one table, each with levels of its own; where an element stands for a module
 * the number of that module's diagram is said instead of an event. So what is to be known of the whole is one walk
 * through the table: whatever a node needs, children or module, has a lower number than itself.
 */
import type { NodeTable } from './node-table.ts';

export interface Forest {
  readonly table: NodeTable;
  /** The diagram of the top. */
  readonly root: number;
  /** By level: an event, or −1 − the diagram of a module. */
  readonly leaves: ArrayLike<number>;
}

/** The nodes that the top depends on, lowest numbers first, terminals left out. */
export const nodesOf = ({ table: { data }, root, leaves }: Forest): Int32Array => {
  const isMet = new Uint8Array(Math.max(2, root + 1));
  isMet[root] = 1;
  let count = 0;
  for (let node = root; node > 1; node--) {
    if (isMet[node] === 0) continue;
    count++;
    isMet[data[4 * node + 1]!] = 1;
    isMet[data[4 * node + 2]!] = 1;
    const leaf = leaves[data[4 * node]!]!;
    if (leaf < 0) isMet[-1 - leaf] = 1;
  }
  const nodes = new Int32Array(count);
  let at = 0;
  for (let node = 2; node <= root; node++) if (isMet[node] === 1) nodes[at++] = node;
  return nodes;
};
