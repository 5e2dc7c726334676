/**
 * An import from beginning to end: texts to importers, graphs to nodes, facts through assembly, and what was not understood.
 */
import { assembleFacts } from '../../assemble/facts/index.ts';
import type { AppsBy } from '../../assemble/facts/apps.ts';
import { merge } from '../../assemble/merge.ts';
import { packOf, rootOf } from '../../assemble/packs/pack.ts';
import { shippedPacks } from '../../document/load.ts';
import type { Document } from '../../model/document.ts';
import type { Facts, Finding } from '../../model/fact.ts';
import { FINDING_KINDS } from '../../model/fact.ts';
import { nearest } from '../../model/nearest.ts';
import { byCodePoint } from '../../model/order.ts';
import { quoted } from '../../model/printable.ts';
import { type Problem, UserError } from '../../model/user-error.ts';
import type { Coverage } from '../coverage.ts';
import { assertRegion, definedFor, shippedDocuments } from '../packs.ts';
import { at } from '../tree.ts';
import { type GraphNodes, nodesOfGraph } from './graph/document.ts';
import { type ForeignGraph, joined } from './graph/foreign.ts';
import type { Mapping } from './graph/mapping.ts';
import type { ForeignText, Imported, Importer } from './importer.ts';
import { isJson, readJson, valueIn } from './json.ts';

export interface ImportOptions {
  /** Those there are, in order: the first that claims a text gets it. */
  readonly importers: readonly Importer[];
  /** The name of the one that gets all texts; left out: by content. */
  readonly from?: string;
  readonly mapping: Mapping;
  readonly isReversed?: boolean;
  /** The region of what no source places anywhere. */
  readonly region?: string;
  /** How apps are made of facts; left out: as their importer says. */
  readonly apps?: AppsBy;
  /** Facts from elsewhere: tables of a database. */
  readonly tables?: readonly {
    readonly name: string;
    readonly title: string;
    readonly looked: string;
    readonly tables: number;
    readonly facts: Facts;
  }[];
}

export interface ImportResult {
  readonly document: Document;
  readonly coverage: Coverage;
}

/** What one importer made of its texts. */
interface Read {
  readonly name: string;
  readonly title: string;
  readonly looked: readonly string[];
  /** Files or tables. */
  readonly files: number;
  readonly imported: Imported;
}

/**
 * Imports texts.
 *
 * @throws UserError for a text of no format that is known, or that cannot be read as what it is.
 */
export const importTexts = async (
  texts: readonly ForeignText[],
  options: ImportOptions,
): Promise<ImportResult> => {
  const { importers, mapping, isReversed = false, region, tables = [] } = options;
  if (region !== undefined) await assertRegion(region);
  const forced = options.from === undefined ? undefined : importerNamed(options.from, importers);
  const reads: Read[] = [];
  for (const [importer, own] of sharedOut(texts, importers, forced)) {
    const imported = await importer.read(own, { mapping });
    const { name, title } = importer;
    reads.push({ name, title, looked: own.map(({ file }) => file), files: own.length, imported });
  }
  for (const { name, title, looked, tables: files, facts } of tables)
    reads.push({ name, title, looked: [looked], files, imported: { form: 'facts', facts, apps: 'entry' } });
  const graphs = reads.flatMap(({ imported }) => (imported.form === 'graph' ? [imported.graph] : []));
  const facts = reads.flatMap(({ name, imported }) =>
    imported.form === 'facts' ? [{ realm: name, ...imported.facts }] : [],
  );
  const defines = await definedIn(graphs);
  const graph =
    graphs.length === 0 ? undefined : nodesOfGraph(joined(graphs), { mapping, isReversed, defines });
  const assembled =
    facts.length === 0
      ? undefined
      : assembleFacts(facts, {
          ...(region === undefined ? {} : { region }),
          apps: options.apps ?? appsOf(reads),
          defines: await definedFor(facts, {}),
        });
  const document = together(
    graph === undefined ? undefined : documentOf(joined(graphs), graph, defines),
    assembled?.document,
  );
  return { document, coverage: coverageOf(reads, importers, graph, assembled) };
};

const appsOf = (reads: readonly Read[]): AppsBy =>
  reads.flatMap(({ imported }) => (imported.form === 'facts' ? [imported.apps] : []))[0] ?? 'scope';

// —— which importer —————————————————————————————————————————————————————————————————————————————————————————————————

const importerNamed = (name: string, importers: readonly Importer[]): Importer => {
  const found = importers.find((one) => one.name === name);
  if (found !== undefined) return found;
  const names = importers.map((one) => one.name);
  const [near] = nearest(name, names);
  throw new UserError({
    message: `--from: there is no format ${quoted(name)}`,
    hint: near === undefined ? `there are: ${names.join(', ')}` : `did you mean "${near}"?`,
  });
};

/** Texts by importer, in the order of the list: so the order of inputs decides nothing else. */
const sharedOut = (
  texts: readonly ForeignText[],
  importers: readonly Importer[],
  forced: Importer | undefined,
): readonly (readonly [Importer, readonly ForeignText[]])[] => {
  const unknown: ForeignText[] = [];
  const claims = new Map<Importer, ForeignText[]>();
  for (const text of texts) {
    const importer = forced ?? importers.find((one) => one.claims(text));
    if (importer === undefined) unknown.push(text);
    else claims.set(importer, [...(claims.get(importer) ?? []), text]);
  }
  if (unknown.length > 0) {
    // JSON that breaks off is no other format: what is wrong with it is the first thing to know.
    for (const text of unknown) if (isJson(text.text)) readJson(text);
    const names = importers.map(({ name }) => name).join(', ');
    throw new UserError(unknown.map((text) => problemOf(text, names)));
  }
  return importers.flatMap((importer) => {
    const own = claims.get(importer);
    return own === undefined ? [] : [[importer, own] as const];
  });
};

const problemOf = ({ file, text }: ForeignText, names: string): Problem => {
  if (text.trim() === '') return { message: `${quoted(file)} is empty`, hint: 'did its export fail?' };
  if (isOurs(text))
    return {
      message: `${quoted(file)} is a document of Faultline already`,
      hint: '--graph FILE reads it, and "include" puts it below another',
    };
  return { message: `${quoted(file)} is of no format that is known`, hint: `name it with --from: ${names}` };
};

/** Results have the number of their format, too, but behind it the command. */
const isOurs = (text: string): boolean => {
  const value = valueIn(text);
  return value === undefined
    ? /^faultline:\s*\d/m.test(text.slice(0, 10_000))
    : at(value, 'faultline') !== undefined && at(value, 'command') === undefined;
};

// —— the document ———————————————————————————————————————————————————————————————————————————————————————————————————

/** Whether a pack that ships defines an id that the graphs name; packs are read only if one of their names is there. */
const definedIn = async (graphs: readonly ForeignGraph[]): Promise<(id: string) => boolean> => {
  const roots = new Set(
    graphs.flatMap(({ edges }) => edges.flatMap(({ from, to }) => [rootOf(from), rootOf(to)])),
  );
  const names = (await shippedPacks()).filter((name) => roots.has(name));
  if (names.length === 0) return () => false;
  const packs = (await shippedDocuments(names, {})).map((document) => packOf(document, () => {}));
  return (id) => packs.some((pack) => pack.defines(id));
};

const documentOf = (
  { title, edges }: ForeignGraph,
  { nodes }: GraphNodes,
  defines: (id: string) => boolean,
): Document => {
  const described = new Set(nodes.map(({ id }) => id));
  const named = edges.flatMap(({ from, to }) => [from, to]).filter((id) => !described.has(id) && defines(id));
  return {
    ...(title === undefined ? {} : { title }),
    use: [...new Set(named.map(rootOf))].toSorted(byCodePoint),
    include: [],
    nodes: new Map(nodes.map((node) => [node.id, node])),
    scenarios: new Map(),
  };
};

/** One document of what graphs and what facts gave; what is said by a graph in so many words is the stronger. */
const together = (graph: Document | undefined, facts: Document | undefined): Document => {
  const [first = EMPTY, second] = [graph, facts].filter((one) => one !== undefined);
  if (second === undefined) return first;
  const { nodes, title } = merge([first, second]);
  return {
    ...(title === undefined ? {} : { title }),
    use: [...new Set([...first.use, ...second.use])].toSorted(byCodePoint),
    include: [],
    nodes,
    scenarios: new Map(),
  };
};

const EMPTY: Document = { use: [], include: [], nodes: new Map(), scenarios: new Map() };

// —— the coverage ———————————————————————————————————————————————————————————————————————————————————————————————————

const coverageOf = (
  reads: readonly Read[],
  importers: readonly Importer[],
  graph: GraphNodes | undefined,
  assembled: ReturnType<typeof assembleFacts> | undefined,
): Coverage => {
  const files = reads.reduce((sum, read) => sum + read.files, 0);
  const unknown = new Map([...(assembled?.counts.unknownByType ?? []), ...(graph?.unknownKinds ?? [])]);
  const findings = [...(graph?.findings ?? []), ...(assembled?.findings ?? [])].toSorted(byPlace);
  const edges = reads.reduce((sum, { imported }) => sum + sizeOf(imported).references, 0);
  const lost = assembled?.counts.unresolved ?? 0;
  return {
    looked: reads.flatMap(({ looked }) => looked),
    files: { listed: files, excluded: 0, claimed: files, others: [] },
    formats: reads.map(({ name, title, files: many, imported }) => ({
      scanner: name,
      title,
      files: many,
      read: many,
      failed: 0,
      ...sizeOf(imported),
    })),
    known: importers.map(({ title }) => title),
    counts: {
      resources: (graph?.nodes.length ?? 0) + (assembled?.counts.resources ?? 0),
      edges: (graph?.edges ?? 0) + (assembled?.counts.edges ?? 0),
      references: edges,
      resolved: edges - lost,
      unresolved: lost,
      unknownTypes: [...unknown.values()].reduce((sum, count) => sum + count, 0),
    },
    unknownTypes: [...unknown]
      .map(([type, resources]) => ({ type, resources }))
      .toSorted((a, b) => b.resources - a.resources || byCodePoint(a.type, b.type)),
    byFile: byFileOf(reads, assembled),
    findings: findings.filter((one, i) => JSON.stringify(one) !== JSON.stringify(findings[i - 1])),
  };
};

const sizeOf = (imported: Imported): { readonly resources: number; readonly references: number } =>
  imported.form === 'graph'
    ? { resources: imported.graph.nodes.length, references: imported.graph.edges.length }
    : { resources: imported.facts.resources.length, references: imported.facts.references.length };

const byFileOf = (
  reads: readonly Read[],
  assembled: ReturnType<typeof assembleFacts> | undefined,
): Coverage['byFile'] => {
  const counts = new Map(assembled?.counts.byFile);
  const add = (file: string, what: 'resources' | 'references'): void => {
    const known = counts.get(file) ?? { resources: 0, references: 0, unresolved: 0 };
    counts.set(file, { ...known, [what]: known[what] + 1 });
  };
  for (const { imported } of reads) {
    if (imported.form !== 'graph') continue;
    for (const { where } of imported.graph.nodes) add(where.file, 'resources');
    for (const { where } of imported.graph.edges) add(where.file, 'references');
  }
  return [...counts]
    .map(([file, count]) => ({ file, ...count }))
    .toSorted((a, b) => byCodePoint(a.file, b.file));
};

const byPlace = (a: Finding, b: Finding): number =>
  byCodePoint(a.file, b.file) ||
  (a.line ?? 0) - (b.line ?? 0) ||
  FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind) ||
  byCodePoint(a.message, b.message);
