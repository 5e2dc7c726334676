/** GraphML, for programs that lay out and measure graphs (yEd, Gephi, igraph, networkx). */
import type { GraphEdge, GraphNode } from '../model/report.ts';
import { needed } from './needed.ts';
import { nestingOf } from './nesting.ts';
import type { Reporter } from './reporter.ts';
import { xmlAttributes, xmlText } from './xml.ts';

interface Key<T> {
  readonly name: string;
  readonly type: 'string' | 'int' | 'boolean';
  readonly of: (value: T) => string | number | boolean | undefined;
}

const NODE_KEYS: readonly Key<GraphNode>[] = [
  { name: 'kind', type: 'string', of: ({ kind }) => kind },
  { name: 'name', type: 'string', of: ({ name }) => name },
  { name: 'owner', type: 'string', of: ({ owner }) => owner },
  { name: 'tier', type: 'int', of: ({ tier }) => tier },
  { name: 'state', type: 'string', of: ({ state }) => state },
  { name: 'fault', type: 'boolean', of: ({ isFault }) => isFault },
  { name: 'parent', type: 'string', of: ({ parent }) => parent },
];

const EDGE_KEYS: readonly Key<GraphEdge>[] = [
  { name: 'impact', type: 'string', of: ({ impact }) => impact },
  { name: 'group', type: 'string', of: ({ group }) => group },
  { name: 'path', type: 'boolean', of: ({ isPath }) => isPath },
  { name: 'change', type: 'string', of: ({ change }) => change },
  { name: 'why', type: 'string', of: ({ why }) => why },
  { name: 'source', type: 'string', of: ({ source }) => source },
  { name: 'confidence', type: 'string', of: ({ confidence }) => confidence },
];

/** Parents are a property, not graphs in graphs: few programs read those. */
export const graphml: Reporter = {
  name: 'graphml',
  render: (report) => {
    const { nodes, edges } = nestingOf(needed(report, 'graph', 'graphml'));
    return `${[
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
      ...keyLines('node', NODE_KEYS),
      ...keyLines('edge', EDGE_KEYS),
      '  <graph id="faultline" edgedefault="directed">',
      ...nodes.map(
        (node) => `    <node${xmlAttributes({ id: node.id })}>${dataOf('node', NODE_KEYS, node)}</node>`,
      ),
      ...edges.map((edge, i) => {
        const ends = xmlAttributes({ id: `edge:${i}`, source: edge.from, target: edge.to });
        return `    <edge${ends}>${dataOf('edge', EDGE_KEYS, edge)}</edge>`;
      }),
      '  </graph>',
      '</graphml>',
    ].join('\n')}\n`;
  },
};

const keyLines = (domain: 'node' | 'edge', keys: readonly Key<never>[]): readonly string[] =>
  keys.map(
    ({ name, type }) =>
      `  <key${xmlAttributes({ id: `${domain}.${name}`, for: domain, 'attr.name': name, 'attr.type': type })}/>`,
  );

const dataOf = <T>(domain: 'node' | 'edge', keys: readonly Key<T>[], value: T): string =>
  keys
    .map(({ name, of }) => {
      const found = of(value);
      return found === undefined
        ? ''
        : `<data${xmlAttributes({ key: `${domain}.${name}` })}>${xmlText(String(found))}</data>`;
    })
    .join('');
