/** The nodes that a selection matches. */
import { select } from '../assemble/select.ts';
import type { Node } from '../model/node.ts';
import type { Block, Column, Line, RawTable, Report } from '../model/report.ts';
import { defineAnalysis } from './analysis.ts';
import { pictureOf } from './audit/picture.ts';
import { requirementText } from './evidence.ts';

export const nodes = defineAnalysis({
  name: 'nodes',
  summary: 'the nodes that a selection matches',
  argument: {
    name: 'selection',
    description: 'ids, globs or conditions; all nodes if left out',
    required: false,
    many: true,
  },
  options: [],
  examples: ['nodes', 'nodes "kind:app tier:1"', 'nodes "in:aws/us-east-1 !kind:zone"'],
  run: ({ estate, args }) => {
    const positions = args.length === 0 ? estate.nodes.map((_, position) => position) : select(estate, args);
    const found = positions.map((position) => estate.nodes[position]!);
    return {
      command: 'nodes',
      title: [{ text: `${found.length} of ${estate.nodes.length} nodes`, tone: 'strong' }],
      blocks: () => [tableOf(found)],
      data: () => ({ nodes: found.map(nodeData) }),
      table: () => rowsOf(found),
      graph: () => pictureOf(estate, positions, () => 0),
    } satisfies Report;
  },
});

const COLUMNS: readonly (Column & { readonly cell: (node: Node) => Line })[] = [
  { title: 'Node', yields: 2, cut: 'middle', cell: ({ id }) => [{ text: id, tone: 'id' }] },
  { title: 'Kind', cell: ({ kind }) => [kind] },
  { title: 'Tier', align: 'right', cell: ({ tier }) => (tier === undefined ? [] : [String(tier)]) },
  { title: 'Owner', yields: 1, cut: 'end', cell: ({ owner }) => (owner === undefined ? [] : [owner]) },
  {
    title: 'In',
    yields: 3,
    cut: 'middle',
    cell: (node) => (node.in === undefined ? [] : [requirementText(node.in)]),
  },
  { title: 'Needs', align: 'right', cell: ({ dependsOn }) => [String(dependsOn.length)] },
];

/** Columns in which no node has anything are left out. */
const tableOf = (nodes: readonly Node[]): Block => {
  const columns = COLUMNS.filter(({ cell }) => nodes.some((node) => cell(node).length > 0));
  return { type: 'table', columns, rows: nodes.map((node) => columns.map(({ cell }) => cell(node))) };
};

const rowsOf = (nodes: readonly Node[]): RawTable => ({
  columns: ['node', 'kind', 'name', 'owner', 'tier', 'in', 'needs', 'costPerHour', 'availability'],
  rows: nodes.map((node) => [
    node.id,
    node.kind,
    node.name ?? null,
    node.owner ?? null,
    node.tier ?? null,
    node.in === undefined ? null : requirementText(node.in),
    node.dependsOn.length,
    node.costPerHour ?? null,
    node.availability ?? null,
  ]),
});

/** A node's own facts, for JSON. */
export const nodeData = (node: Node): object => {
  const { id, kind, name, description, owner, tier, tags, costPerHour, source } = node;
  const { availability, availabilitySource } = node;
  return {
    id,
    kind,
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    ...(tier === undefined ? {} : { tier }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(node.in === undefined ? {} : { in: requirementText(node.in) }),
    ...(costPerHour === undefined ? {} : { costPerHour }),
    ...(availability === undefined ? {} : { availability }),
    ...(availabilitySource === undefined ? {} : { availabilitySource }),
    ...(source === undefined ? {} : { source }),
    needs: node.dependsOn.length,
  };
};
