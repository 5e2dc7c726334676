// @ts-check
/**
 * Faultline as a library: a folder is scanned, failures are solved, and a graph algorithm answers what it is good at.
 *
 *     node examples/chokepoints.mjs FOLDER
 *
 * For each node it prints how many others stand on it, directly or through others, and how many are affected if it fails.
 * Where the second number is smaller something holds: a group with a member to spare, or a dependency without impact.
 */
import { argv, stdout } from 'node:process';
import { SCANNERS, loadEstate, reachable, scanPaths, solve, toGraph } from 'faultline';
import acme from './plugins/acme.mjs';

const { document, coverage } = await scanPaths([argv[2] ?? '.'], {
  // Those of a plug-in are scanners like any other.
  scanners: [...(acme.scanners ?? []), ...SCANNERS],
});
// What was scanned is a document like any other: it may be written to a file, or stand below documents that are read.
const estate = await loadEstate([], { scanned: [document] });
const graph = toGraph(estate);

const rows = estate.nodes.map(({ id }) => {
  const { outcome } = solve(estate, { fail: [id] }, '2026-01-31');
  return {
    id,
    standing: reachable(graph, id, 'inbound').length,
    // The node itself is among those affected.
    falling: outcome.affected.length - 1,
  };
});

stdout.write(`${coverage.counts.resources} resources, ${graph.order} vertices, ${graph.size} edges\n`);
for (const { id, standing, falling } of rows.toSorted(
  (a, b) => b.falling - a.falling || (a.id < b.id ? -1 : 1),
))
  if (standing > 0) stdout.write(`${id}: ${standing} stand on it, ${falling} fall with it\n`);
