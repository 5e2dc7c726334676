/**
 * From facts to a document: names resolved, types understood, places found, apps made.
 *
 * What could not be understood is told beside it. The same facts give the same document, in whatever order the files
 * were found.
 */
import type { Document } from '../../model/document.ts';
import { type Facts, type Finding, TESTIMONIES } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Ledger } from '../../model/testimony.ts';
import { type AppsBy, appsOf } from './apps.ts';
import { codeOwned } from './code-owners.ts';
import { STORES } from './edge-class.ts';
import { exportsOf, throughExports } from './exports.ts';
import { type Edge, pairOf, resolve } from './edges.ts';
import { isUnknownType, missingHosts, unknownType, withoutRegion } from './findings.ts';
import { ledgerOf } from './ledger.ts';
import { linksOf } from './links.ts';
import { nameIndex } from './name-index.ts';
import { documentOf, nodesOf, outsideNodes } from './nodes.ts';
import { placements } from './placement.ts';
import { apart } from './realms.ts';
import { recordSets } from './record-sets.ts';
import { type Thing, thingsOf } from './things.ts';
import { viewsMet } from './views.ts';

export interface ScanQuestion {
  /** The region of what no source places anywhere. */
  readonly region?: string;
  /** How apps are made; left out: one per scope. */
  readonly apps?: AppsBy;
  /** Whether a provider pack defines an id. */
  readonly defines: (id: string) => boolean;
}

interface FileCounts {
  readonly resources: number;
  readonly references: number;
  readonly unresolved: number;
}

export interface Scanned {
  readonly document: Document;
  /** What each source said of the nodes and edges in it. */
  readonly ledger: Ledger;
  readonly findings: readonly Finding[];
  readonly counts: {
    readonly resources: number;
    /** Pairs of nodes, of which one needs the other. */
    readonly edges: number;
    readonly references: number;
    readonly resolved: number;
    readonly unresolved: number;
    readonly unknownTypes: number;
    /** Types that mean nothing to the catalog, with how many resources are of each. */
    readonly unknownByType: ReadonlyMap<string, number>;
    readonly byFile: ReadonlyMap<string, FileCounts>;
  };
}

/** Assembles what all scanners found. */
export const assembleFacts = (found: readonly Facts[], question: ScanQuestion): Scanned => {
  const told = found.toSorted(byTells);
  const own = apart(told);
  const met = viewsMet(own);
  const owned = codeOwned(met.facts);
  const facts = [...owned, { resources: [], references: [], findings: [], groups: recordSets(owned) }];
  const { defines, region, apps = 'scope' } = question;
  const things = thingsOf(facts);
  const all = [...things.all.values()];
  const references = facts.flatMap((fact) => fact.references);
  const places = placements(things, throughExports(references, exportsOf(facts)), region, defines);
  const { regionOf } = places;
  const index = nameIndex(things, regionOf);
  const written = resolve(facts, {
    things,
    index,
    regionOf,
    defines,
    ...(region === undefined ? {} : { region }),
  });
  const linked = linksOf(all, written.edges);
  const edges = worthTelling([...written.edges, ...linked.edges, ...twins(all, index.twinOf)]);
  const placed = nodesOf(things, edges, linked.harmless, places, defines);
  const nodes = [...placed.nodes, ...outsideNodes(edges, defines), ...appsOf(inApps(all), edges, apps)];
  const unknown = all.filter(isUnknownType);
  return {
    document: documentOf(nodes, placed.named, defines),
    ledger: ledgerOf(told, own, met.nowAt, things, edges),
    findings: [
      ...facts.flatMap(({ findings }) => findings),
      ...met.findings,
      ...written.findings,
      ...unknown.map(unknownType),
      ...missingHosts(edges),
      ...withoutRegion(all, places),
    ],
    counts: {
      resources: all.length,
      edges: new Set(edges.map(pairOf)).size,
      references: references.length,
      resolved: written.resolved,
      unresolved: written.unresolved.length,
      unknownTypes: unknown.length,
      unknownByType: countedBy(unknown.map(({ fact }) => fact.type)),
      byFile: countsByFile(facts, written.unresolved),
    },
  };
};

/**
 * What may belong to an app: what is to be, and what its source puts into one. What traces saw or a catalog lists
 * beside it has no app of its own; alone, it is all there is.
 */
const inApps = (all: readonly Thing[]): readonly Thing[] =>
  all.some(({ isDeclared }) => isDeclared)
    ? all.filter(({ isDeclared, fact }) => isDeclared || fact.app !== undefined)
    : all;

/** What is to be comes first: of a thing that several sources describe, its word counts. */
const byTells = (a: Facts, b: Facts): number =>
  TESTIMONIES.indexOf(a.tells ?? 'declared') - TESTIMONIES.indexOf(b.tells ?? 'declared');

/**
 * Conclusions by which nothing more can fall are not told: of a setting that nothing stands on (a bucket's policy names
 * the bucket), of a store that something feeds and nobody uses (a rule writes to a log group: who would starve?).
 */
const worthTelling = (edges: readonly Edge[]): readonly Edge[] => {
  const users = groupBy(edges, ({ to }) => to);
  const isUsed = (store: Thing, feeder: Edge['to']): boolean =>
    (users.get(store) ?? []).some(
      ({ from, class: of }) => from !== feeder && from.role === 'part' && of !== 'telemetry',
    );
  return edges.filter(({ from, to, confidence, isLink, class: of }) => {
    if (confidence !== 'inferred') return true;
    if (from.role === 'setting') return users.has(from);
    if (isLink !== true || of !== 'asynchronous') return true;
    // Logs that nobody writes are no failure of the log.
    if (from.row?.asTarget === 'telemetry') return false;
    return !STORES.has(from.kind) || isUsed(from, to);
  });
};

/** What is made elsewhere in the scan and only read here is the same thing: it falls with it. */
const twins = (all: readonly Thing[], twinOf: (thing: Thing) => Thing | undefined): readonly Edge[] =>
  all.flatMap((from) => {
    const to = from.fact.isForeign === true ? twinOf(from) : undefined;
    if (to === undefined) return [];
    const { where } = from.fact;
    return [
      {
        from,
        to,
        class: 'data',
        property: 'name',
        where,
        confidence: 'inferred',
        why: 'the same by name',
        by: { tells: 'declared', realm: '' },
      },
    ];
  });

const countedBy = (words: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...groupBy(words, (word) => word)].map(([word, same]) => [word, same.length]));

const countsByFile = (
  facts: readonly Facts[],
  unresolved: readonly { readonly where: { readonly file: string } }[],
): ReadonlyMap<string, FileCounts> => {
  const counts = new Map<string, { resources: number; references: number; unresolved: number }>();
  const of = (file: string) => {
    let count = counts.get(file);
    if (count === undefined) counts.set(file, (count = { resources: 0, references: 0, unresolved: 0 }));
    return count;
  };
  for (const { resources, references } of facts) {
    for (const { where } of resources) of(where.file).resources++;
    for (const { where } of references) of(where.file).references++;
  }
  for (const { where } of unresolved) of(where.file).unresolved++;
  return counts;
};
