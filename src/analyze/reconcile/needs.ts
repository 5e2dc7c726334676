/**
 * Dependencies as one, however finely each source tells them.
 *
 * A manifest names the table, the code calls DynamoDB, a trace shows a call to `dynamodb.eu-west-1.amazonaws.com`; a
 * setting names a Service, a trace the pods behind it. What is coarser joins what is finer, so that both are one need.
 */
import { type CallCounts, TESTIMONIES } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import { countsTogether } from '../../model/observed.ts';
import { byCodePoint } from '../../model/order.ts';
import type { Testimony } from '../../model/testimony.ts';
import { type Known, isObserved, isUse } from './known.ts';
import { mayBeOne } from './service-ids.ts';

/** One thing needs another. */
export interface Need {
  readonly from: string;
  readonly to: string;
  /** What manifests, code and catalogs say of it. */
  readonly stated: readonly Testimony[];
  /** Of these, what is said of use while it runs; found once, as all that is compared asks for it. */
  readonly used: readonly Testimony[];
  /** What traces say of it. */
  readonly seen: readonly Testimony[];
  /** Calls that traces counted; those of other resources of the same service among them, if not `isExact`. */
  readonly counts?: CallCounts;
  readonly isExact: boolean;
}

/** A need of which traces could tell, or do. */
export const isComparable = ({ used, seen }: Need): boolean => seen.length > 0 || used.length > 0;

/** What is stated of use; where nobody says that, all: who may, and who waits at the start, knows of it. */
export const tellingOf = ({ stated, used }: Need): readonly Testimony[] => (used.length > 0 ? used : stated);

/** All needs, by both ends. */
export const needsOf = (testimonies: readonly Testimony[], known: Known): readonly Need[] =>
  [...groupBy(testimonies, ({ from }) => from)]
    .flatMap(([from, own]) => needsFrom(from, own, known))
    .toSorted((a, b) => byCodePoint(a.from, b.from) || byCodePoint(a.to, b.to));

const needsFrom = (from: string, testimonies: readonly Testimony[], known: Known): readonly Need[] => {
  const pairs = groupBy(testimonies, ({ to }) => to);
  const targets = [...pairs.keys()];
  // What is told of more finely as well, and by which targets.
  const finer = new Map<string, readonly string[]>();
  for (const to of targets) {
    const fine = finerThan(to, targets, known);
    if (fine.length > 0) finer.set(to, fine);
  }
  const joined = groupBy(
    [...finer].flatMap(([coarse, fine]) =>
      fine.map((to) => ({ to, said: pairs.get(coarse)!, isExact: fine.length === 1 })),
    ),
    ({ to }) => to,
  );
  return targets
    .filter((to) => !finer.has(to))
    .map((to) => needOf(from, to, pairs.get(to)!, joined.get(to) ?? []));
};

/** What a coarser target is told; `isExact` if it can be no other than this one. */
interface Part {
  readonly said: readonly Testimony[];
  readonly isExact: boolean;
}

const needOf = (from: string, to: string, own: readonly Testimony[], parts: readonly Part[]): Need => {
  const said = inOrder(parts.length === 0 ? own : [...own, ...parts.flatMap((part) => part.said)]);
  const seen = said.filter(isObserved);
  const stated = seen.length === 0 ? said : said.filter((one) => !isObserved(one));
  const counts =
    seen.length === 0 ? undefined : countsTogether(seen.flatMap(({ observed }) => observed ?? []));
  return {
    from,
    to,
    stated,
    used: stated.filter(isUse),
    seen,
    ...(counts === undefined ? {} : { counts }),
    isExact: parts.every((part) => part.isExact || !part.said.some(isObserved)),
  };
};

/** By kind of source, each word once: a call of a table is told of the table and of its service. */
const inOrder = (said: readonly Testimony[]): readonly Testimony[] => {
  // Most needs are told once: a key for each of a hundred thousand words would take longer than all else.
  if (said.length === 1) return said;
  const once = groupBy(said, wordKey);
  return [...once.values()]
    .map(([first]) => first!)
    .toSorted((a, b) => TESTIMONIES.indexOf(a.tells) - TESTIMONIES.indexOf(b.tells));
};

/** All that a source says, but of which target. */
const wordKey = ({ tells, realm, class: of, where, why, atMost, isLink, observed }: Testimony): string =>
  `${where.file}\0${where.line}\0${tells}\0${realm}\0${of}\0${atMost}\0${isLink}\0${observed?.calls}\0${why}`;

/** Those of the targets that are what is meant by `coarse`, told more finely. */
const finerThan = (coarse: string, targets: readonly string[], known: Known): readonly string[] => {
  const service = known.serviceOf(coarse);
  if (service === undefined) {
    const behind = known.behind(coarse);
    if (behind.length === 0) return [];
    const those = new Set(behind);
    return targets.filter((to) => to !== coarse && those.has(to));
  }
  return targets.filter((to) => {
    const other = known.serviceOf(to);
    if (other !== undefined) {
      // The same service, of which only the other one says where.
      return service.region === undefined && other.region !== undefined && mayBeOne(service, other);
    }
    return known.servicesOf(to).some((one) => mayBeOne(service, one));
  });
};
