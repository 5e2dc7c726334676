/**
 * Views meet what they are views of: the `checkout` of a catalog, the `checkout` that traces saw and the package
 * `@shop/checkout` are the Deployment `checkout`, if there is just one thing that answers to the name.
 *
 * Names are compared as written first, then without case, dashes and the word "service". A view that nothing answers
 * to stays a thing of its own, which later views may meet: so a catalog and a trace meet without any manifest.
 */
import {
  type Address,
  type Facts,
  type Finding,
  type ResourceFact,
  TESTIMONIES,
  type View,
} from '../../model/fact.ts';
import type { Kind } from '../../model/kind.ts';
import { byCodePoint } from '../../model/order.ts';
import { quoted } from '../../model/printable.ts';
import { textsAt } from './properties.ts';
import { renamed } from './renamed.ts';
import { type Thing, keyOf, thingsOf } from './things.ts';

export interface Met {
  /** The same facts, in which a view has the address of what it is a view of. */
  readonly facts: readonly Facts[];
  /** The address that a thing of a source has in them. */
  readonly nowAt: (address: Address) => Address;
  readonly findings: readonly Finding[];
}

/** Joins views with the things that they are. Facts come with those first that are to be. */
export const viewsMet = (facts: readonly Facts[]): Met => {
  if (!facts.some(({ resources }) => resources.some(({ view }) => view !== undefined)))
    return { facts, nowAt: (address) => address, findings: [] };
  const things = thingsOf(facts);
  const candidates = new Candidates();
  const met = new Map<string, Thing>();
  const findings: Finding[] = [];
  for (const tells of TESTIMONIES) {
    const told = facts.filter((one) => (one.tells ?? 'declared') === tells).flatMap((one) => one.resources);
    const own = told.flatMap(({ address }) => things.find(address) ?? []);
    if (tells === 'declared') for (const thing of own) candidates.add(thing);
    const unmet: Thing[] = [];
    for (const thing of new Set(own)) {
      const { view } = thing.fact;
      if (view === undefined) continue;
      const found = candidates.answering(view).filter((one) => one.key !== thing.key);
      if (found.length === 1) met.set(thing.key, found[0]!);
      else if (tells !== 'declared') unmet.push(thing);
      if (found.length > 1) findings.push(ambiguous(thing, found));
    }
    for (const thing of unmet) candidates.add(thing);
  }
  const nowAt = (address: Address): Address => met.get(keyOf(address))?.fact.address ?? address;
  const isMet = ({ address }: ResourceFact): boolean => met.has(keyOf(address));
  const views = facts.flatMap(({ resources }) => resources.filter(isMet)).toSorted(byPlace);
  const others = facts.map((one) => ({
    ...one,
    resources: one.resources.filter((fact) => !isMet(fact)),
  }));
  return {
    // What a view adds to a thing must not depend on which view was found first.
    facts: [
      ...others,
      {
        resources: views.map((fact) => asView(fact, met.get(keyOf(fact.address))!)),
        references: [],
        findings: [],
        // It declares nothing.
        tells: 'catalog' as const,
      },
    ].map((one) => renamed(one, nowAt)),
    nowAt,
    findings,
  };
};

/**
 * What a view may add to the thing that it is a view of. What a package is called is no name for what runs it: that has
 * one of its own, its address. And a function that a catalog calls a service stays a function.
 */
const asView = ({ name, kind, ...fact }: ResourceFact, thing: Thing): ResourceFact => ({
  ...fact,
  ...(name === undefined || fact.type === 'code/package' ? {} : { name }),
  ...(kind === undefined || thing.row !== undefined ? {} : { kind }),
});

const byPlace = (a: ResourceFact, b: ResourceFact): number =>
  byCodePoint(a.where.file, b.where.file) ||
  a.where.line - b.where.line ||
  byCodePoint(keyOf(a.address), keyOf(b.address));

const ambiguous = ({ fact }: Thing, found: readonly Thing[]): Finding => ({
  kind: 'unresolved',
  message: `${quoted(fact.address.local)} may be any of ${found
    .map(({ id }) => id)
    .toSorted(byCodePoint)
    .join(', ')}: it stays a node of its own`,
  ...fact.where,
  hint: 'say in which namespace or stack it is',
});

/** What runs: what a catalog or a trace calls a service. */
const RUNNING: ReadonlySet<Kind> = new Set<Kind>(['app', 'service', 'function', 'compute']);

/** Names that more things than this answer to tell nothing. */
const MOST_ANSWERING = 8;

/** Things by the names that they answer to. */
class Candidates {
  private readonly exact = new Map<string, Thing[]>();
  private readonly loose = new Map<string, Thing[]>();

  add(thing: Thing): void {
    if (thing.role !== 'part') return;
    for (const name of new Set(namesOf(thing).map((text) => text.toLowerCase()))) {
      put(this.exact, name, thing);
      put(this.loose, loosely(name), thing);
    }
  }

  /** Those that answer to the first name that any answers to; best one alone. */
  answering(view: View): readonly Thing[] {
    for (const room of [this.exact, this.loose]) {
      for (const name of view.names) {
        const text = name.toLowerCase();
        const slash = text.lastIndexOf('/');
        const within = slash > 0 ? text.slice(0, slash) : view.within;
        const bare = slash > 0 ? text.slice(slash + 1) : text;
        const there = (room.get(room === this.exact ? bare : loosely(bare)) ?? []).filter(({ kind }) =>
          view.kinds === undefined ? RUNNING.has(kind) : view.kinds.includes(kind),
        );
        const found = best(there, within);
        if (found.length > 0 && found.length <= MOST_ANSWERING) return found;
      }
    }
    return [];
  }
}

const put = (room: Map<string, Thing[]>, name: string, thing: Thing): void => {
  if (name === '') return;
  const there = room.get(name);
  if (there === undefined) room.set(name, [thing]);
  else if (!there.includes(thing)) there.push(thing);
};

/** Without what one source writes and the other one does not. */
const loosely = (name: string): string =>
  name.replaceAll(/[^a-z0-9]/g, '').replace(/(?<=[a-z0-9])(?:service|svc)$/, '');

/** In the place that was named; made here before read here; what runs before what only leads to it. */
const best = (found: readonly Thing[], within: string | undefined): readonly Thing[] => {
  const inside = found.filter(({ fact }) => within !== undefined && isWithin(fact.address.scope, within));
  // A namespace that is named, and in which nothing is, is another one.
  const here = within === undefined ? found : inside.length > 0 ? inside : elsewhere(found);
  const made = preferred(here, ({ fact }) => fact.isForeign !== true);
  return preferred(made, ({ fact }) => fact.type !== 'v1/Service');
};

/** Those of a kind if there are any, else all. */
const preferred = (things: readonly Thing[], isOfKind: (thing: Thing) => boolean): readonly Thing[] => {
  const some = things.filter(isOfKind);
  return some.length > 0 ? some : things;
};

/** Things of which nobody says where they are may be meant by any place. */
const elsewhere = (found: readonly Thing[]): readonly Thing[] =>
  found.filter(({ fact }) => !KUBERNETES.test(fact.type));

const KUBERNETES = /^(?:apps|batch|v1|[a-z.]+\.k8s\.io|argoproj\.io|serving\.knative\.dev)\//;

const isWithin = (scope: string, within: string): boolean =>
  scope.toLowerCase().split('/').includes(within.toLowerCase());

/** What it is called, by its source and by its type's rules. */
const namesOf = ({ fact, row }: Thing): readonly string[] => [
  ...(fact.view?.names ?? []).map((name) => name.slice(name.lastIndexOf('/') + 1)),
  fact.address.local,
  ...(fact.name === undefined ? [] : [fact.name]),
  ...(fact.names ?? []).flatMap(({ form, text }) => (form === 'arn' ? [] : [text])),
  ...(row?.names ?? []).flatMap(({ form, property, as }) =>
    form === 'name' && as === undefined ? property.flatMap((path) => textsAt(fact.properties, path)) : [],
  ),
];
