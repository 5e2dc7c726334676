/**
 * Graphology's serialized graphs, `graph.export()`: directed, undirected, with several edges between two nodes.
 *
 * What the library's own `toGraph(estate).export()` wrote says every requirement in full, and comes back so.
 */
import type { Plain } from '../../model/fact.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import { type ForeignEdge, type ForeignGraph, type ForeignNode, joined } from './graph/foreign.ts';
import { type Told, counted, told } from './graph/told.ts';
import { attributesOfOurs, isOurs, needsOfOurs } from './graphology/ours.ts';
import type { ForeignText, Importer } from './importer.ts';
import { type ForeignJson, readJson, valueIn } from './json.ts';

export const graphology = {
  name: 'graphology',
  title: 'Graphology JSON',
  claims: ({ text }) => {
    const value = valueIn(text);
    return (
      at(value, 'nodes', 0, 'key') !== undefined ||
      (at(value, 'options', 'multi') !== undefined && Array.isArray(at(value, 'nodes')))
    );
  },
  read: (texts) => Promise.resolve({ form: 'graph', graph: joined(texts.map(graphOf)) }),
} as const satisfies Importer;

const graphOf = (text: ForeignText): ForeignGraph => {
  const json = readJson(text);
  const title = textOf(at(json.value, 'attributes', 'title') ?? at(json.value, 'attributes', 'name'));
  const findings = told();
  const graph = isOurs(json.value) ? ours(json, text.file, findings) : theirs(json, text.file, findings);
  return {
    ...(title === undefined || title === '' ? {} : { title }),
    ...graph,
    findings: findings.findings(),
    isWhole: true,
  };
};

type Parts = Pick<ForeignGraph, 'nodes' | 'edges'>;

const theirs = (json: ForeignJson, file: string, findings: Told): Parts => {
  // The type of the graph is that of edges that do not say theirs.
  const isUndirected = at(json.value, 'options', 'type') === 'undirected';
  const nodes: ForeignNode[] = [];
  for (const [i, node] of itemsOf(at(json.value, 'nodes')).entries()) {
    const key = textOf(at(node, 'key'));
    const where = { file, line: json.line('nodes', i) };
    if (key === undefined) keyless(where, findings);
    else nodes.push({ key, where, attributes: attributesOf(node) });
  }
  const edges: ForeignEdge[] = [];
  for (const [i, edge] of itemsOf(at(json.value, 'edges')).entries()) {
    const [from, to] = [textOf(at(edge, 'source')), textOf(at(edge, 'target'))];
    const where = { file, line: json.line('edges', i) };
    if (from === undefined || to === undefined) keyless(where, findings);
    else {
      const isOpen = at(edge, 'undirected') === true || isUndirected;
      edges.push({
        from,
        to,
        where,
        attributes: attributesOf(edge),
        ...(isOpen ? { isUndirected: true } : {}),
      });
    }
  }
  return { nodes, edges };
};

const keyless = (where: ForeignNode['where'], findings: Told): void =>
  findings.tell(
    'no key',
    where,
    { kind: 'unreadable' },
    (count) => `${counted(count, 'entry', 'entries')} without a key or ends`,
  );

const attributesOf = (entry: Plain) => new Map(entriesOf(at(entry, 'attributes')));

/** Groups and edges say again what the nodes' requirements say. */
const ours = (json: ForeignJson, file: string, findings: Told): Parts => ({
  nodes: itemsOf(at(json.value, 'nodes')).flatMap((entry, i): readonly ForeignNode[] => {
    const attributes = at(entry, 'attributes');
    const key = textOf(at(entry, 'key'));
    const where = { file, line: json.line('nodes', i) };
    if (at(attributes, 'type') !== 'node' || key === undefined) return [];
    const node = at(attributes, 'node');
    return [{ key, where, attributes: attributesOfOurs(node), needs: needsOfOurs(node, where, findings) }];
  }),
  edges: [],
});
