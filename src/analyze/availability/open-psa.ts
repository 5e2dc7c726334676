/**
 * Fault trees in the exchange format of the Open-PSA initiative (Model Exchange Format 2.0d), for other programs to check
 * what we say: SCRAM, for example.
 *
 * One tree for each app and state; circles, which the format does not know, are taken out without changing when the top
 * holds. Names there are letters, digits, _ and single inner dashes, so ids are spelt in them, reversibly; the id itself is
 * the label.
 */
import type { FaultTree, Gate, Literal } from '../../engine/fault-tree/tree.ts';
import type { Estate } from '../../model/estate.ts';
import { type Rank, stateOf } from '../../model/state.ts';
import { UserError } from '../../model/user-error.ts';
import type { Risk } from './figure.ts';
import { uncircled } from './uncircled.ts';

/** A tree to be written, and what it is of. */
export interface ExportedTree extends Risk {
  readonly estate: Estate;
  readonly position: number;
  readonly rank: Rank;
}

/**
 * The text of a model with these trees.
 *
 * @throws UserError if the circles of a tree are so many that it would become too large without them.
 */
export const openPsaText = (trees: readonly ExportedTree[]): string => {
  const events = new Map<string, number>();
  for (const { estate, events: positions, probability } of trees)
    positions.forEach((position, event) => events.set(estate.nodes[position]!.id, probability[event]!));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opsa-mef>',
    ...trees.flatMap(treeLines),
    '  <model-data>',
    ...[...events]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([id, probability]) => [
        `    <define-basic-event name="${openPsaName(id)}">`,
        `      <label>${id}</label>`,
        `      <float value="${probability}"/>`,
        '    </define-basic-event>',
      ]),
    '  </model-data>',
    '</opsa-mef>',
    '',
  ].join('\n');
};

/**
 * An id as a name of the format: `aws/us-east-1/s3` is `aws__us-east-1__s3`. An underscore begins what cannot stand there
 * as it is: `__` a slash, `_d` a dot, `_a` an at, `_u` an underscore, `_h` a dash at an end or beside another, `_n` nothing,
 * before a digit that begins the name.
 */
export const openPsaName = (id: string): string => {
  const name = id
    .replace(/[/.@_]/g, (c) => ESCAPES[c]!)
    .replace(/-(?=-|$)/g, '_h')
    .replace(/^-/, '_h');
  return /^\d/.test(name) ? `_n${name}` : name;
};

const ESCAPES: Readonly<Record<string, string>> = { '/': '__', '.': '_d', '@': '_a', _: '_u' };

const treeLines = ({ estate, tree, events, meanings, position, rank }: ExportedTree): readonly string[] => {
  const { id } = estate.nodes[position]!;
  const acyclic = uncircled(tree);
  if (acyclic === undefined) {
    throw new UserError({
      message: `the tree of ${id} has so many circles that it would become too large without them`,
      hint: 'ask about apps whose parts hang on each other less',
    });
  }
  // No spelt id has _t or _g in it: these names are free.
  const title = `${openPsaName(id)}_t-${stateOf(rank)}`;
  const nameOf = (gate: number): string => `${title}_g${gate}`;
  const { tree: written, from } = acyclic;
  const refer = (input: Literal): string => {
    const vertex = input >> 1;
    return vertex < written.eventCount
      ? `<basic-event name="${openPsaName(estate.nodes[events[vertex]!]!.id)}"/>`
      : `<gate name="${nameOf(vertex - written.eventCount)}"/>`;
  };
  const labelOf = (gate: number): readonly string[] => {
    const meaning = meanings[from[gate]!]!;
    const node = estate.nodes[meaning >>> 2];
    return node === undefined ? [] : [`      <label>${node.id}: ${worseText((meaning & 3) as Rank)}</label>`];
  };
  const inner = written.gates.flatMap((gate, at) => [
    `    <define-gate name="${nameOf(at)}">`,
    ...labelOf(at),
    ...formulaLines(gate, refer),
    '    </define-gate>',
  ]);
  return [
    `  <define-fault-tree name="${title}">`,
    `    <label>${id}: ${worseText(rank)}</label>`,
    ...topLines(written, title, `${id}: ${worseText(rank)}`, refer),
    ...inner,
    '  </define-fault-tree>',
  ];
};

const worseText = (rank: Rank): string => (rank === 3 ? 'outage' : `${stateOf(rank)} or worse`);

/** A gate for the top itself, so that its name says what it is; others follow it. */
const topLines = (
  { top }: FaultTree,
  title: string,
  label: string,
  refer: (input: Literal) => string,
): readonly string[] => [
  `    <define-gate name="${title}_top">`,
  `      <label>${label}</label>`,
  `      ${refer(top)}`,
  '    </define-gate>',
];

const formulaLines = (
  { operator, atLeast, inputs }: Gate,
  refer: (input: Literal) => string,
): readonly string[] => {
  if (inputs.length === 0) return [`      <constant value="${operator === 'and' ? 'true' : 'false'}"/>`];
  if (inputs.length === 1) return [`      ${refer(inputs[0]!)}`];
  const name = operator === 'atLeast' ? 'atleast' : operator;
  const open = operator === 'atLeast' ? `<atleast min="${atLeast}">` : `<${name}>`;
  return [`      ${open}`, ...inputs.map((input) => `        ${refer(input)}`), `      </${name}>`];
};
