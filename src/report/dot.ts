/** The language of Graphviz. */
import { printable } from '../model/printable.ts';
import type { GraphEdge, GraphNode } from '../model/report.ts';
import { CHANGE_COLOURS, INK, LINE_COLOUR, STATE_COLOURS } from './colours.ts';
import { uncommandedMarkup } from './inert.ts';
import { needed } from './needed.ts';
import { nestingOf } from './nesting.ts';
import type { Reporter } from './reporter.ts';

/** Frames in frames are not indented further. */
const DEEPEST = 10;

/** What contains others is a frame, and a node inside of it: arrows cannot end at frames. */
export const dot: Reporter = {
  name: 'dot',
  render: (report) => {
    const { nodes, edges, marks, parentOf } = nestingOf(needed(report, 'graph', 'dot'));
    const names = new Map(nodes.map(({ id }, i) => [id, `n${i}`]));
    const nameOf = (id: string): string => names.get(id)!;
    const lines = [
      'digraph faultline {',
      '  rankdir=LR;',
      `  graph [fontname="sans-serif", color="${LINE_COLOUR}"];`,
      `  node [shape=box, style="filled,rounded", fontname="sans-serif", fontsize=11, fontcolor="${INK}"];`,
      `  edge [color="${LINE_COLOUR}", fontname="sans-serif", fontsize=9];`,
    ];
    for (const { type, node, depth } of marks) {
      const indent = '  '.repeat(Math.min(depth, DEEPEST) + 1);
      const statement = `${nameOf(node.id)} [${nodeAttributes(node)}];`;
      if (type === 'close') lines.push(`${indent}}`);
      else if (type === 'leaf') lines.push(`${indent}${statement}`);
      else
        lines.push(
          `${indent}subgraph cluster_${nameOf(node.id)} {`,
          `${indent}  label=${quoted(node.id)};`,
          `${indent}  ${statement}`,
        );
    }
    for (const edge of edges) {
      // That it is inside of its frame is seen.
      const parent = parentOf(nodes[Number(nameOf(edge.from).slice(1))]!);
      const isSeen = parent?.id === edge.to && edge.isPath !== true && edge.change === undefined;
      const attributes = [...edgeAttributes(edge), ...(isSeen ? ['style=invis'] : [])];
      lines.push(
        `  ${nameOf(edge.from)} -> ${nameOf(edge.to)}${attributes.length === 0 ? '' : ` [${attributes.join(', ')}]`};`,
      );
    }
    return `${[...lines, '}'].join('\n')}\n`;
  },
};

const nodeAttributes = (node: GraphNode): string => {
  const { fill, stroke } = STATE_COLOURS[node.state];
  const words = [
    node.id,
    `${node.kind}${node.tier === undefined ? '' : ` tier ${node.tier}`}, ${node.state}`,
  ];
  return [
    // A line break of the language between, for quoting has taken those of the texts.
    `label="${words.map(inQuotes).join('\\n')}"`,
    ...(node.name === undefined ? [] : [`tooltip=${quoted(node.name)}`]),
    `fillcolor="${fill}"`,
    `color="${stroke}"`,
    ...(node.kind === 'app' ? ['shape=oval'] : []),
    ...(node.isFault === true ? ['penwidth=3', 'shape=octagon'] : []),
  ].join(', ');
};

const edgeAttributes = ({ impact, group, isPath, change, why }: GraphEdge): readonly string[] => {
  const words = [
    ...(change === undefined ? [] : [change]),
    ...(group === undefined ? [] : [group]),
    ...(impact === undefined || impact === 'outage' ? [] : [`${impact} at worst`]),
  ];
  return [
    ...(words.length === 0 ? [] : [`label=${quoted(words.join(', '))}`]),
    ...(why === undefined ? [] : [`tooltip=${quoted(why)}`]),
    ...(isPath === true ? [`penwidth=2.5`, `color="${STATE_COLOURS.outage.stroke}"`] : []),
    ...(change === undefined ? [] : [`color="${CHANGE_COLOURS[change]}"`]),
    ...(group === undefined && change !== 'removed' ? [] : ['style=dashed']),
  ];
};

const quoted = (text: string): string => `"${inQuotes(text)}"`;

/** In labels a backslash begins an escape, and `&` an entity. */
const inQuotes = (text: string): string =>
  uncommandedMarkup(printable(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;'));
