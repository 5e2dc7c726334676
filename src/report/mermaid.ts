/** A Mermaid flowchart, which GitHub and GitLab draw in Markdown: states as classes, what contains others as a frame. */
import { printable } from '../model/printable.ts';
import type { GraphEdge, GraphNode, ReportGraph } from '../model/report.ts';
import { STATES, type State } from '../model/state.ts';
import { INK, STATE_COLOURS } from './colours.ts';
import { needed } from './needed.ts';
import { nestingOf } from './nesting.ts';
import type { Reporter } from './reporter.ts';

export const mermaid: Reporter = {
  name: 'mermaid',
  render: (report) => mermaidOf(needed(report, 'graph', 'mermaid')),
};

/** Frames in frames are not indented further: the text would grow with the square of the depth. */
const DEEPEST = 10;

/** The chart; ids are numbers, so that none can be a word of the language. */
export const mermaidOf = (graph: ReportGraph): string => {
  const { nodes, edges, marks, isInside } = nestingOf(graph);
  const names = new Map(nodes.map(({ id }, i) => [id, `n${i}`]));
  const nameOf = (id: string): string => names.get(id)!;
  const lines = ['flowchart LR'];
  for (const { type, node, depth } of marks) {
    const indent = '  '.repeat(Math.min(depth, DEEPEST) + 1);
    if (type === 'close') lines.push(`${indent}end`);
    else if (type === 'open') lines.push(`${indent}subgraph ${nameOf(node.id)}["${labelOf(node, ' · ')}"]`);
    else lines.push(`${indent}${nameOf(node.id)}${shaped(node)}`);
  }
  // What is inside of another node needs no arrow to it, and Mermaid draws none from a frame to what is in it.
  const drawn = edges.filter(({ from, to }) => !isInside(from, to) && !isInside(to, from));
  for (const edge of drawn) lines.push(`  ${nameOf(edge.from)} ${arrow(edge)} ${nameOf(edge.to)}`);
  for (const state of STATES.toReversed()) {
    const members = nodes.filter((node) => node.state === state);
    if (members.length > 0)
      lines.push(
        ...classLines(
          state,
          members.map(({ id }) => nameOf(id)),
        ),
      );
  }
  const faults = nodes.filter(({ isFault }) => isFault === true);
  if (faults.length > 0)
    lines.push(
      '  classDef fault stroke-width:4px',
      `  class ${faults.map(({ id }) => nameOf(id)).join(',')} fault`,
    );
  return `${lines.join('\n')}\n`;
};

const classLines = (state: State, names: readonly string[]): readonly string[] => {
  const { fill, stroke } = STATE_COLOURS[state];
  return [
    `  classDef ${state} fill:${fill},stroke:${stroke},color:${INK}`,
    `  class ${names.join(',')} ${state}`,
  ];
};

const shaped = (node: GraphNode): string => {
  const label = `"${labelOf(node, '<br/>')}"`;
  return node.kind === 'app' ? `([${label}])` : node.isFault === true ? `{{${label}}}` : `[${label}]`;
};

const labelOf = ({ id, kind, tier, state }: GraphNode, gap: string): string =>
  [quoted(id), `${kind}${tier === undefined ? '' : ` tier ${tier}`}, ${state}`].join(gap);

const arrow = ({ impact, group, isPath, change }: GraphEdge): string => {
  const words = [
    ...(change === undefined ? [] : [change]),
    ...(group === undefined ? [] : [group]),
    ...(impact === undefined || impact === 'outage' ? [] : [`${impact} at worst`]),
  ];
  const line = isPath === true ? '==>' : group === undefined && change !== 'removed' ? '-->' : '-.->';
  return words.length === 0 ? line : `${line}|"${quoted(words.join(', '))}"|`;
};

/** Anything but letters, digits and what ids are made of is written by its number: no quotes, no tags, no calls. */
const quoted = (text: string): string =>
  printable(text).replace(/[!-,;-@[-^`{-~]/g, (c) => `#${c.charCodeAt(0)};`);
