/** Estates for the viewer, the pages that the program makes of them, and the same graphs for a peer. */
import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cached } from '../documents.mjs';
import { estateOf, requiredBy } from '../estate.mjs';
import { FAULTLINE } from '../process.mjs';

/** The page before the program puts data into it. */
const EMPTY_PAGE = fileURLToPath(new URL('../../dist/viewer/index.html', import.meta.url));

/** Nodes of a cluster, in which the compound nodes of `drawn` lie. */
const NODES_PER_CLUSTER = 18;

/**
 * @typedef {import('../estate.mjs').Entry} Entry
 * @typedef {{ file: string, page: string, entries: readonly Entry[], pageBytes: number, dataBytes: number }} Made
 */

/** An estate as the other benchmarks have it: far too much to draw it all. */
export const wholeEstate = (/** @type {number} */ nodes) => made(`viewer-${nodes}`, [...estateOf(nodes)]);

/**
 * An estate of which everything can be drawn: each node keeps the first of its dependencies, and lies in one of the
 * clusters of its zone.
 */
export const drawnEstate = (/** @type {number} */ nodes) => made(`viewer-drawn-${nodes}`, clustered(nodes));

const clustered = (nodes) => {
  const clusters = new Map();
  const entries = [...estateOf(Math.round((nodes * NODES_PER_CLUSTER) / (NODES_PER_CLUSTER + 1)))].map(
    ({ id, node }, i) => {
      const { dependsOn, ...rest } = node;
      const only = dependsOn === undefined ? {} : { dependsOn: dependsOn.slice(0, 1).map(single) };
      if (node.in === undefined || node.kind === 'zone') return { id, node: rest };
      const cluster = `${node.in}/cluster-${Math.floor(i / (NODES_PER_CLUSTER * 8)) + 1}`;
      clusters.set(cluster, { id: cluster, node: { kind: 'compute', in: node.in } });
      return { id, node: { ...rest, ...only, in: cluster } };
    },
  );
  return [...clusters.values(), ...entries];
};

/** The first node that an entry names. */
const single = (entry) => requiredBy({ kind: 'app', dependsOn: [entry] })[0];

/** @returns {Made} */
const made = (name, entries) => {
  const file = cached(`${name}.json`);
  const page = cached(`${name}.html`);
  const nodes = Object.fromEntries(entries.map(({ id, node }) => [id, node]));
  writeFileSync(file, JSON.stringify({ faultline: 1, title: name, nodes }));
  const args = [FAULTLINE, 'view', '--graph', file, '--out', page, '--quiet'];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the page was not made: ${stderr}`);
  const pageBytes = statSync(page).size;
  return { file, page, entries, pageBytes, dataBytes: pageBytes - statSync(EMPTY_PAGE).size };
};

/** How many nodes and edges; what a node lies in is an edge, too. */
export const countsOf = ({ entries }) => ({
  nodes: entries.length,
  edges: entries.reduce((sum, { node }) => sum + requiredBy(node).length, 0),
});
