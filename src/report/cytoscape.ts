/** The elements of cytoscape.js: `cytoscape({ elements: (the file).elements, … })`. */
import { inertJson } from './inert.ts';
import { needed } from './needed.ts';
import { nestingOf } from './nesting.ts';
import type { Reporter } from './reporter.ts';

export const cytoscape: Reporter = {
  name: 'cytoscape',
  render: (report) => {
    const { nodes, edges, parentOf } = nestingOf(needed(report, 'graph', 'cytoscape'));
    const taken = new Set(nodes.map(({ id }) => id));
    const elements = {
      nodes: nodes.map((node) => {
        const { isFault, parent: _, ...facts } = node;
        const parent = parentOf(node)?.id;
        return {
          data: {
            ...facts,
            ...(isFault === true ? { fault: true } : {}),
            ...(parent === undefined ? {} : { parent }),
          },
          classes: [node.state, node.kind, ...(isFault === true ? ['fault'] : [])].join(' '),
        };
      }),
      edges: edges.map(({ from, to, isPath, source: evidence, ...facts }, i) => {
        // All elements share one room of ids.
        let id = `edge:${i}`;
        while (taken.has(id)) id += "'";
        const classes = [
          ...(isPath === true ? ['path'] : []),
          ...(facts.change === undefined ? [] : [facts.change]),
        ];
        return {
          data: {
            id,
            // The source of an edge is its end: what it is known from has another name.
            source: from,
            target: to,
            ...facts,
            ...(evidence === undefined ? {} : { evidence }),
            ...(isPath === true ? { path: true } : {}),
          },
          ...(classes.length === 0 ? {} : { classes: classes.join(' ') }),
        };
      }),
    };
    return `${inertJson(JSON.stringify({ elements }, null, 2))}\n`;
  },
};
