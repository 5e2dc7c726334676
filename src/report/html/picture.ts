/** A picture of a graph as SVG: its colours are the page's, so that it is dark where the page is. */
import { printable } from '../../model/printable.ts';
import type { GraphEdge, GraphNode, ReportGraph } from '../../model/report.ts';
import { nestingOf } from '../nesting.ts';
import { cutTo } from '../width.ts';
import { type Point, layoutOf } from './layout.ts';
import { htmlText } from './text.ts';

/** Nodes of a picture; more would be a carpet. */
const MOST = 150;
const MOST_EDGES = 600;

const BOX = { width: 190, height: 40 } as const;
const STEP = { x: 270, y: 56 } as const;
const MARGIN = 16;
/** Letters that fit into a box. */
const LETTERS = 27;

/** The picture, or a line that tells why there is none. */
export const pictureOf = (title: string, graph: ReportGraph): string => {
  const { nodes, edges } = nestingOf(graph);
  if (nodes.length > MOST || edges.length > MOST_EDGES) {
    return `<p class="dim">${htmlText(title)}: ${nodes.length} nodes and ${edges.length} arrows are too many to be drawn here; --format dot, graphml and cytoscape have them.</p>`;
  }
  const { at, bends, columns, rows } = layoutOf(nodes, edges);
  const width = 2 * MARGIN + (columns - 1) * STEP.x + BOX.width;
  const height = 2 * MARGIN + (rows - 1) * STEP.y + BOX.height;
  const label = htmlText(title);
  return [
    `<figure><figcaption>${label}</figcaption><div class="scroll">`,
    `<svg class="graph" role="img" aria-label="${label}" width="${Math.max(0, width)}" height="${Math.max(0, height)}" viewBox="0 0 ${width} ${height}">`,
    `<defs>${headOf('head')}${headOf('head-path')}</defs>`,
    ...edges.map((edge, i) => edgeOf(edge, at.get(edge.from)!, at.get(edge.to)!, bends[i]!)),
    ...nodes.map((node) => nodeOf(node, at.get(node.id)!)),
    '</svg></div></figure>',
  ].join('\n');
};

/** An arrow's head, as large on a thick line as on a thin one. */
const headOf = (id: string): string =>
  `<marker id="${id}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>`;

const corner = ({ x, y }: Point): Point => ({ x: MARGIN + x * STEP.x, y: MARGIN + y * STEP.y });

const nodeOf = (node: GraphNode, point: Point): string => {
  const { x, y } = corner(point);
  const { id, name, kind, owner, tier, state, isFault } = node;
  const facts = [
    id,
    ...(name === undefined ? [] : [name]),
    `${kind}${tier === undefined ? '' : `, tier ${tier}`}`,
    ...(owner === undefined ? [] : [`owner: ${owner}`]),
    isFault === true ? `${state}: it fails` : state,
  ];
  const round = kind === 'app' ? BOX.height / 2 : 6;
  return [
    `<g class="node ${state}${isFault === true ? ' fault' : ''}">`,
    `<title>${facts.map(htmlText).join('\n')}</title>`,
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="${round}"/>`,
    `<text x="${x + BOX.width / 2}" y="${y + 17}">${htmlText(cutTo(printable(id), LETTERS, 'middle'))}</text>`,
    `<text class="small" x="${x + BOX.width / 2}" y="${y + 31}">${kind}${tier === undefined ? '' : ` · tier ${tier}`} · ${state}</text>`,
    '</g>',
  ].join('');
};

/** From the right side of what requires to the left side of what is required; back to the left around the boxes. */
const edgeOf = (edge: GraphEdge, from: Point, to: Point, bends: readonly Point[]): string => {
  const [a, b] = [corner(from), corner(to)];
  const half = BOX.height / 2;
  const isBack = to.x < from.x;
  const start = { x: a.x + (isBack ? 0 : BOX.width), y: a.y + half };
  const end = { x: b.x + (isBack || to.x === from.x ? BOX.width : 0), y: b.y + half };
  const middle = bends.map(corner).flatMap(({ x, y }) => {
    const sides = [
      { x, y: y + half },
      { x: x + BOX.width, y: y + half },
    ];
    return isBack ? sides.toReversed() : sides;
  });
  const { impact, group, isPath, change, why } = edge;
  const words = [
    `${edge.from} needs ${edge.to}`,
    ...(group === undefined ? [] : [group]),
    ...(impact === undefined ? [] : [`${impact} at worst`]),
    ...(why === undefined ? [] : [why]),
    ...(change === undefined ? [] : [change]),
  ];
  const classes = [
    'edge',
    ...(isPath === true ? ['path'] : []),
    ...(group === undefined ? [] : ['group']),
    ...(change === undefined ? [] : [change]),
  ];
  return `<path class="${classes.join(' ')}" d="${curve([start, ...middle, end])}"><title>${words.map(htmlText).join('\n')}</title></path>`;
};

/** Straight through the places of a layer, bent between them. */
const curve = (points: readonly Point[]): string => {
  const [first, ...rest] = points as readonly [Point, ...Point[]];
  let text = `M${first.x} ${first.y}`;
  let before = first;
  for (const point of rest) {
    const away = (point.x - before.x) / 2 || STEP.x / 4;
    text += `C${before.x + away} ${before.y} ${point.x - (point.x === before.x ? -away : away)} ${point.y} ${point.x} ${point.y}`;
    before = point;
  }
  return text;
};
