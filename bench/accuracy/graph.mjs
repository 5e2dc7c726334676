/** A scan as a plain graph, with the words of the sources as names: what truth files compare. */
import { scanPaths } from '../../dist/scan/estate.js';
import { SCANNERS } from '../../dist/scan/index.js';

/**
 * @typedef {{ id: string, kind: string, tags: readonly string[], regions: ReadonlySet<string> }} GraphNode
 * @typedef {{ from: string, to: string, written: boolean, sourced: boolean, assumed: boolean, why: string, source: string }} GraphEdge
 * @typedef {{ nodes: Map<string, GraphNode>, edges: GraphEdge[], findings: readonly object[], byLocal: Map<string, string[]>, testimonies: readonly object[] }} Graph
 */

/**
 * Scans paths and flattens every requirement to pairs. `written`: the pair stands in a source as such; the others are
 * what attachments, policies and the like mean. `testimonies`: what each source said, as the ledger of the scan has it.
 *
 * @param {readonly string[]} paths
 * @param {string} checkout The system's repository: as far as a scan may look around.
 * @returns {Promise<Graph>}
 */
export const graphOf = async (paths, checkout) => {
  const { document, coverage, ledger } = await scanPaths(paths, {
    scanners: SCANNERS,
    apps: 'none',
    cwd: checkout,
  });
  const nodes = new Map();
  const edges = [];
  for (const node of document.nodes.values()) {
    const places = node.in === undefined ? [] : targets(node.in);
    const regions = new Set(places.map((id) => id.split('/')[1]).filter((part) => part !== undefined));
    nodes.set(node.id, { id: node.id, kind: node.kind, tags: node.tags, regions });
    for (const requirement of node.dependsOn) {
      for (const to of targets(requirement)) {
        edges.push({
          from: node.id,
          to,
          written: requirement.confidence !== 'inferred',
          assumed: requirement.confidence === 'assumed',
          sourced: /:\d+$/.test(requirement.source ?? ''),
          why: requirement.why ?? '',
          source: requirement.source ?? '',
        });
      }
    }
  }
  const byLocal = new Map();
  for (const id of nodes.keys()) {
    const local = localOf(id);
    byLocal.set(local, [...(byLocal.get(local) ?? []), id]);
  }
  return { nodes, edges, findings: coverage.findings, byLocal, testimonies: ledger?.testimonies ?? [] };
};

/** The last segment of an id: the source's own word. */
export const localOf = (id) => id.slice(id.lastIndexOf('/') + 1);

const targets = (requirement) =>
  requirement.form === 'node' ? [requirement.node] : requirement.of.flatMap(targets);
