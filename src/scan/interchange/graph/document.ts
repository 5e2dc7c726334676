/**
 * A foreign graph as nodes of a document. An edge goes from what needs to what is needed.
 *
 * Nothing is dropped in silence: an end that nothing describes becomes a node of its own, what is said twice is united,
 * and each attribute without a meaning is told with the number of those that have it.
 */
import type { PartialNode } from '../../../model/document.ts';
import type { Finding, Plain, Where } from '../../../model/fact.ts';
import { groupBy } from '../../../model/group-by.ts';
import { byId } from '../../../model/node.ts';
import { quoted } from '../../../model/printable.ts';
import { type Requirement, mappedParts } from '../../../model/requirement.ts';
import { itemsOf, textOf } from '../../tree.ts';
import { namesOf, sorter } from './columns.ts';
import { termsOf } from './edge-fields.ts';
import type { Attributes, ForeignEdge, ForeignGraph, ForeignNode } from './foreign.ts';
import { idsOf } from './ids.ts';
import type { Field, Mapping } from './mapping.ts';
import { type Need, needsOf } from './needs.ts';
import { nodeFields, textIn, wordIn } from './node-fields.ts';
import { type Told, counted, told } from './told.ts';
import { kindOf } from './words.ts';

export interface GraphQuestion {
  readonly mapping: Mapping;
  /** The source draws its edges from what is needed to what needs it. */
  readonly isReversed: boolean;
  /** Whether a provider pack defines an id: such an end needs no description. */
  readonly defines: (id: string) => boolean;
}

export interface GraphNodes {
  /** Sorted by id. */
  readonly nodes: readonly PartialNode[];
  readonly findings: readonly Finding[];
  /** Pairs of nodes, of which one needs the other. */
  readonly edges: number;
  /** Words for kinds that nobody knows, with how many nodes bear each. */
  readonly unknownKinds: ReadonlyMap<string, number>;
}

/** The nodes of a graph. */
export const nodesOfGraph = (graph: ForeignGraph, question: GraphQuestion): GraphNodes => {
  const { mapping, isReversed, defines } = question;
  const findings = told();
  const known = unitedNodes(graph.nodes, findings);
  const edges = straightened(graph.edges, isReversed, findings);
  const homes = new Map<string, string>();
  const sortNode = sorter('node', mapping);
  const sorted = new Map(
    [...known].map(([key, node]) => {
      const taken = sortNode(node.attributes);
      tellRest('node', taken, node.where, findings);
      return [key, taken.fields] as const;
    }),
  );
  const listed: ForeignEdge[] = [];
  for (const [key, node] of known) {
    const fields = sorted.get(key)!;
    const home = node.parent ?? textIn(fields, 'in');
    if (home === key)
      findings.tell(
        'in itself',
        node.where,
        { kind: 'assumed' },
        (count) => `${counted(count, 'node')} inside of itself`,
      );
    else if (home !== undefined && home !== '') homes.set(key, home);
    for (const to of keysIn(fields.get('dependsOn')))
      listed.push({ from: key, to, where: node.where, attributes: NONE });
  }
  const all = [...edges, ...listed].filter((edge) => !isLoop(edge, findings));
  describeEnds(known, homes, all, { graph, defines, findings });
  const wordOf = wordsOf(known, mapping, findings);
  const ids = idsOf(known.keys(), wordOf);
  for (const { key, plain, id } of ids.numbered)
    findings.tell(
      'numbered',
      known.get(key)!.where,
      { kind: 'assumed' },
      (count) =>
        `${counted(count, 'node')} numbered, since others have the id already, first ${quoted(key)}: ${id} instead of ${plain}`,
    );
  const idOf = (key: string): string => ids.of.get(key) ?? key;
  const needs = needsBySource(all, idOf, mapping, findings);
  const nodes = [...known].map(([key, node]): PartialNode => {
    const id = idOf(key);
    const fields = sorted.get(key) ?? new Map();
    const home = homes.get(key);
    const own = needsOf(needs.get(id) ?? [], home === undefined ? undefined : idOf(home));
    const exact = node.needs;
    return {
      id,
      ...(sorted.has(key)
        ? nodeFields({ id, key, where: node.where }, fields, mapping, findings)
        : { ...STUB, ...(id === key ? {} : { name: key }), source: `${node.where.file}:${node.where.line}` }),
      ...own,
      ...(exact?.in === undefined ? {} : { in: withIds(exact.in, idOf) }),
      dependsOn: [...(exact?.dependsOn ?? []).map((one) => withIds(one, idOf)), ...own.dependsOn],
    };
  });
  return {
    nodes: nodes.toSorted(byId),
    findings: [...graph.findings, ...findings.findings()],
    edges: nodes.reduce((sum, node) => sum + node.dependsOn.length + (node.in === undefined ? 0 : 1), 0),
    unknownKinds: unknownKindsIn([...sorted.values()], mapping),
  };
};

/** Words that are no kinds, with how many nodes bear each. */
const unknownKindsIn = (
  sorted: readonly ReadonlyMap<Field, Plain>[],
  mapping: Mapping,
): ReadonlyMap<string, number> => {
  const words = sorted.flatMap((fields) => wordIn(fields, 'kind', mapping) ?? []);
  return new Map(
    [...groupBy(words, (word) => word)]
      .filter(([word]) => kindOf(word) === undefined)
      .map(([word, same]) => [word, same.length]),
  );
};

const NONE: Attributes = new Map();

/** What is needed and not described: nothing is known of it. */
const STUB = { kind: 'external', tags: ['unresolved'], origins: [] } as const;

/** Each key once: the first says what others do not add. */
const unitedNodes = (nodes: readonly ForeignNode[], findings: Told): Map<string, ForeignNode> => {
  const known = new Map<string, ForeignNode>();
  for (const node of nodes) {
    const before = known.get(node.key);
    if (before === undefined) {
      known.set(node.key, node);
      continue;
    }
    findings.tell(
      'twice',
      node.where,
      { kind: 'described-twice' },
      (count) =>
        `${counted(count, 'node')} described again, first ${quoted(node.key)}: the earlier word counts`,
    );
    known.set(node.key, {
      ...node,
      ...before,
      attributes: new Map([...node.attributes, ...before.attributes]),
    });
  }
  return known;
};

/** All edges from what needs to what is needed. */
const straightened = (
  edges: readonly ForeignEdge[],
  isReversed: boolean,
  findings: Told,
): readonly ForeignEdge[] =>
  edges.map((edge) => {
    if (edge.isUndirected === true)
      findings.tell(
        'undirected',
        edge.where,
        { kind: 'unknown-value', hint: 'draw them with a direction; --reverse takes all the other way' },
        (count) =>
          `${counted(count, 'edge')} without a direction: the end that is named first is taken to need the other`,
      );
    return isReversed ? { ...edge, from: edge.to, to: edge.from } : edge;
  });

const isLoop = ({ from, to, where }: ForeignEdge, findings: Told): boolean => {
  if (from !== to) return false;
  findings.tell(
    'loop',
    where,
    { kind: 'assumed' },
    (count) => `${counted(count, 'edge')} from a node to itself: left out, nothing fails by it`,
  );
  return true;
};

/** Ends that nothing describes become nodes of their own. */
const describeEnds = (
  known: Map<string, ForeignNode>,
  homes: ReadonlyMap<string, string>,
  edges: readonly ForeignEdge[],
  { graph, defines, findings }: Pick<GraphQuestion, 'defines'> & { graph: ForeignGraph; findings: Told },
): void => {
  const describe = (key: string, where: Where): void => {
    if (known.has(key) || defines(key)) return;
    known.set(key, { key, where, attributes: NONE });
    findings.tell(
      'nowhere',
      where,
      graph.isWhole
        ? { kind: 'unresolved' }
        : { kind: 'assumed', hint: 'a table of nodes says what they are' },
      (count) =>
        `${counted(count, 'node')} named and not described, first ${quoted(key)}: taken for external`,
    );
  };
  for (const { from, to, where } of edges) {
    describe(from, where);
    describe(to, where);
  }
  for (const [key, home] of homes) describe(home, known.get(key)!.where);
};

/**
 * What a key is to be called: itself, the attribute that `--map id=` names, or its label, if keys are mere numbers (`n0`,
 * as yEd and Gephi give them) and each node has one.
 */
const wordsOf = (
  known: ReadonlyMap<string, ForeignNode>,
  mapping: Mapping,
  findings: Told,
): ((key: string) => string) => {
  const labels = labelled(known, mapping.columns.has('id') ? namesOf('id', mapping) : ['label']);
  if (mapping.columns.has('id')) return (key) => labels.get(key) ?? key;
  const [first] = known.values();
  const areNumbers = [...known.keys()].every((key) => /^(?:n?\d+(?:::n?\d+)*|[0-9a-f-]{32,64})$/.test(key));
  if (first === undefined || !areNumbers || labels.size !== known.size) return (key) => key;
  findings.tell(
    'labels',
    first.where,
    { kind: 'assumed' },
    () => 'ids are made of labels, since keys are mere numbers',
  );
  return (key) => labels.get(key)!;
};

const labelled = (
  known: ReadonlyMap<string, ForeignNode>,
  names: readonly string[],
): ReadonlyMap<string, string> =>
  new Map(
    [...known].flatMap(([key, { attributes }]) => {
      for (const [name, value] of attributes) {
        const text = names.includes(name.trim().toLowerCase()) ? textOf(value)?.trim() : undefined;
        if (text !== undefined && text !== '') return [[key, text] as const];
      }
      return [];
    }),
  );

const needsBySource = (
  edges: readonly ForeignEdge[],
  idOf: (key: string) => string,
  mapping: Mapping,
  findings: Told,
): ReadonlyMap<string, readonly Need[]> => {
  const sortEdge = sorter('edge', mapping);
  const needs = new Map<string, Need[]>();
  for (const { from, to, where, attributes } of edges) {
    const taken = sortEdge(attributes);
    tellRest('edge', taken, where, findings);
    const need: Need = { to: idOf(to), terms: termsOf(taken.fields, where, mapping, findings) };
    const id = idOf(from);
    const others = needs.get(id);
    if (others === undefined) needs.set(id, [need]);
    else others.push(need);
  }
  return needs;
};

const tellRest = (
  on: 'node' | 'edge',
  { unknown, drawn }: Pick<ReturnType<ReturnType<typeof sorter>>, 'unknown' | 'drawn'>,
  where: Where,
  findings: Told,
): void => {
  for (const name of unknown)
    findings.tell(
      `${on} attribute ${name}`,
      where,
      { kind: 'skipped', hint: `--map FIELD=${name} says what it is` },
      (count) => `${quoted(name)} of ${counted(count, on)} means nothing here`,
    );
  for (const name of drawn)
    findings.tell(
      `${on} drawn ${name}`,
      where,
      { kind: 'assumed' },
      (count) => `${quoted(name)} of ${counted(count, on)} is taken for a matter of drawing`,
    );
};

/** Keys in a list, or in a text with commas, semicolons or bars. */
const keysIn = (value: Plain | undefined): readonly string[] =>
  itemsOf(value)
    .flatMap((item) => (textOf(item) ?? '').split(/[,;|]/))
    .map((text) => text.trim())
    .filter((text) => text !== '');

const withIds = (requirement: Requirement, idOf: (key: string) => string): Requirement =>
  requirement.form === 'node'
    ? { ...requirement, node: idOf(requirement.node) }
    : mappedParts(requirement, (part) => withIds(part, idOf));
