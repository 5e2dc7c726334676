/**
 * Apps: what people use, found by how they reach it.
 *
 * The things of one scope (a stack, a root module, a namespace, a compose project), or those that say they belong to
 * one app, are an app if people can reach any of them: over a load balancer, an API, an ingress, a published port. Its
 * entry points are those that no other entry point of the app leads to. Where there is none, what runs and is needed
 * by nothing else of the app stands for it: a worker, a scheduled function. A hand-written node of the same id says
 * better, and takes back what it likes.
 */
import type { Kind } from '../../model/kind.ts';
import { byId } from '../../model/node.ts';
import type { PartialNode } from '../../model/document.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Edge } from './edges.ts';
import { isThing } from './outside.ts';
import { isAt, valuesAt } from './properties.ts';
import { type Thing, isSwitchedOff, keyOf, scopeSegments, segmentOf, tierOf } from './things.ts';

/** One app per scope, one per entry point, or none. */
export type AppsBy = 'scope' | 'entry' | 'none';

/** The apps of the things, sorted by id. */
export const appsOf = (
  things: readonly Thing[],
  edges: readonly Edge[],
  by: AppsBy,
): readonly PartialNode[] => {
  if (by === 'none') return [];
  const callers = callersOf(edges, things);
  const members = things.filter(
    (thing) => thing.role === 'part' && !isSwitchedOff(thing) && thing.fact.isForeign !== true,
  );
  return [...groupBy(members, appName)]
    .flatMap(([name, parts]) => {
      const found = entriesOf(parts, callers);
      if (found.length === 0) return [];
      return by === 'scope'
        ? [appOf(`apps/${name}`, name, found)]
        : found.map((entry) =>
            appOf(`apps/${entry.thing.id}`, entry.thing.fact.name ?? entry.thing.id, [entry]),
          );
    })
    .toSorted(byId);
};

interface Entry {
  readonly thing: Thing;
  readonly why: string;
}

const appName = ({ fact }: Thing): string =>
  fact.app === undefined ? scopeSegments(fact.address.scope).join('/') || 'main' : segmentOf(fact.app);

/** Who needs each thing, by run-time edges alone: what only starts or watches a thing does not lead to it. */
const callersOf = (
  edges: readonly Edge[],
  things: readonly Thing[],
): ReadonlyMap<Thing, ReadonlySet<Thing>> => {
  const callers = new Map<Thing, Set<Thing>>();
  const add = (from: Thing, to: Thing): void => {
    const there = callers.get(to);
    if (there === undefined) callers.set(to, new Set([from]));
    else there.add(from);
  };
  const byKey = new Map(things.map((thing) => [thing.key, thing]));
  for (const from of things) {
    for (const member of from.group?.members ?? []) {
      const to = byKey.get(keyOf(member));
      if (to !== undefined) add(from, to);
    }
  }
  for (const { from, to, class: edgeClass, atMost } of edges) {
    // What only states that one is part of the other is no way in.
    const isUse = edgeClass !== 'start-up' && edgeClass !== 'telemetry' && atMost !== 'operational';
    if (isThing(to) && isUse) add(from, to);
  }
  return callers;
};

const entriesOf = (
  parts: readonly Thing[],
  callers: ReadonlyMap<Thing, ReadonlySet<Thing>>,
): readonly Entry[] => {
  const reached = parts.flatMap((thing) => {
    const why = entryReason(thing);
    return why === undefined ? [] : [{ thing, why }];
  });
  const own = new Set(parts);
  if (reached.length > 0) {
    // A name with failover stands for the entry points that it chooses from.
    const names = parts.filter(({ kind, group }) => kind === 'dns' && group !== undefined);
    const leaders = new Set(reached.flatMap(({ thing }) => [...leadersOf(thing, callers, own)]));
    const leading = names.filter((name) => leaders.has(name));
    const all = [...reached, ...leading.map((thing) => ({ thing, why: 'DNS name with several answers' }))];
    return withoutLedTo(all, callers, own);
  }
  return parts
    .filter(({ kind }) => WORKING.has(kind))
    .filter(
      (thing) =>
        ![...(callers.get(thing) ?? [])].some((caller) => own.has(caller) && WORKING.has(caller.kind)),
    )
    .map((thing) => ({ thing, why: 'it runs, and nothing else of the app needs it' }));
};

const WORKING: ReadonlySet<Kind> = new Set(['app', 'service', 'function', 'compute']);

const entryReason = ({ fact, row }: Thing): string | undefined => {
  // Behind a profile it is started only by those who ask for it.
  if (fact.tags?.some((tag) => tag.startsWith('profile:')) === true) return undefined;
  if (fact.entry !== undefined) return fact.entry;
  const entry = row?.entry;
  if (entry === undefined) return undefined;
  const { only } = entry;
  if (only !== undefined && !only.some((path) => valuesAt(fact.properties, path).length > 0))
    return undefined;
  return (entry.unless ?? []).some(({ property, is }) => isAt(fact.properties, property, is))
    ? undefined
    : entry.why;
};

/** Entry points that others lead to are inside of the app: a balancer behind a content network. */
const withoutLedTo = (
  entries: readonly Entry[],
  callers: ReadonlyMap<Thing, ReadonlySet<Thing>>,
  own: ReadonlySet<Thing>,
): readonly Entry[] => {
  const isEntry = new Set(entries.map(({ thing }) => thing));
  const first = entries.filter(
    ({ thing }) => ![...leadersOf(thing, callers, own)].some((leader) => isEntry.has(leader)),
  );
  // Entry points in a circle all lead to each other: then all of them count.
  return first.length > 0 ? first : entries;
};

/** All of the app by which a thing is reached, however far. */
const leadersOf = (
  thing: Thing,
  callers: ReadonlyMap<Thing, ReadonlySet<Thing>>,
  own: ReadonlySet<Thing>,
): ReadonlySet<Thing> => {
  const leaders = new Set<Thing>();
  const open = [thing];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const caller of callers.get(next) ?? []) {
      if (caller === thing || leaders.has(caller) || !own.has(caller)) continue;
      leaders.add(caller);
      open.push(caller);
    }
  }
  return leaders;
};

const appOf = (id: string, name: string, entries: readonly Entry[]): PartialNode => {
  const sorted = entries.toSorted((a, b) => byId(a.thing, b.thing));
  const first = sorted[0]!;
  const { file, line } = first.thing.fact.where;
  const evidence = { source: `${file}:${line}`, confidence: 'inferred' as const };
  // As much hangs on it as on the most important way in.
  const tier = Math.min(...sorted.map(({ thing }) => tierOf(thing) ?? Infinity));
  const of = sorted.map(({ thing }): Requirement => ({ form: 'node', node: thing.id }));
  const requirement: Requirement =
    sorted.length === 1
      ? { form: 'node', node: first.thing.id, why: `entry point: ${first.why}`, ...evidence }
      : {
          form: 'atLeast',
          // Each entry point serves what no other does: with one gone a part of the app is.
          atLeast: [of.length, of.length, 1],
          of,
          why: `entry points: ${[...new Set(sorted.map(({ why }) => why))].slice(0, 3).join(', ')}`,
          ...evidence,
        };
  return {
    id,
    kind: 'app',
    name,
    ...(tier === Infinity ? {} : { tier }),
    tags: ['scanned'],
    dependsOn: [requirement],
    origins: [],
    source: evidence.source,
  };
};
