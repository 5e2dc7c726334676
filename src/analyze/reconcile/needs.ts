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
import { cloudServiceOf, mayBeOne } from './service-ids.ts';

/** One thing needs another. */
export interface Need {
  readonly from: string;
  readonly to: string;
  /** What manifests, code and catalogs say of it. */
  readonly stated: readonly Testimony[];
  /** What traces say of it. */
  readonly seen: readonly Testimony[];
  /** Calls that traces counted; those of other resources of the same service among them, if not `isExact`. */
  readonly counts?: CallCounts;
  readonly isExact: boolean;
}

/** A need of which traces could tell, or do. */
export const isComparable = ({ stated, seen }: Need): boolean => seen.length > 0 || stated.some(isUse);

/** All needs, by both ends. */
export const needsOf = (testimonies: readonly Testimony[], known: Known): readonly Need[] =>
  [...groupBy(testimonies, ({ from }) => from)]
    .flatMap(([from, own]) => needsFrom(from, own, known))
    .toSorted((a, b) => byCodePoint(a.from, b.from) || byCodePoint(a.to, b.to));

const needsFrom = (from: string, testimonies: readonly Testimony[], known: Known): readonly Need[] => {
  const pairs = groupBy(testimonies, ({ to }) => to);
  const targets = [...pairs.keys()];
  // Of each target, the finer ones that it is told of as well.
  const finer = new Map(targets.map((to) => [to, finerThan(to, targets, known)]));
  const joined = new Map<string, { readonly said: readonly Testimony[]; readonly isExact: boolean }[]>();
  for (const [coarse, fine] of finer) {
    for (const to of fine) {
      const part = { said: pairs.get(coarse)!, isExact: fine.length === 1 };
      joined.set(to, [...(joined.get(to) ?? []), part]);
    }
  }
  return targets
    .filter((to) => finer.get(to)!.length === 0)
    .map((to) => needOf(from, to, [{ said: pairs.get(to)!, isExact: true }, ...(joined.get(to) ?? [])]));
};

const needOf = (
  from: string,
  to: string,
  parts: readonly { readonly said: readonly Testimony[]; readonly isExact: boolean }[],
): Need => {
  const said = inOrder(parts.flatMap((part) => part.said));
  const seen = said.filter(isObserved);
  const counts = countsTogether(seen.flatMap(({ observed }) => observed ?? []));
  return {
    from,
    to,
    stated: said.filter((one) => !isObserved(one)),
    seen,
    ...(counts === undefined ? {} : { counts }),
    isExact: parts.every((part) => part.isExact || !part.said.some(isObserved)),
  };
};

/** By kind of source, each word once: a call of a table is told of the table and of its service. */
const inOrder = (said: readonly Testimony[]): readonly Testimony[] => {
  const once = groupBy(said, (word) => JSON.stringify({ ...word, to: '' }));
  return [...once.values()]
    .map(([first]) => first!)
    .toSorted((a, b) => TESTIMONIES.indexOf(a.tells) - TESTIMONIES.indexOf(b.tells));
};

/** Those of the targets that are what is meant by `coarse`, told more finely. */
const finerThan = (coarse: string, targets: readonly string[], known: Known): readonly string[] => {
  const service = cloudServiceOf(coarse);
  if (service === undefined) {
    const behind = new Set(known.behind(coarse));
    return behind.size === 0 ? [] : targets.filter((to) => to !== coarse && behind.has(to));
  }
  return targets.filter((to) => {
    const other = cloudServiceOf(to);
    if (other !== undefined) {
      // The same service, of which only the other one says where.
      return service.region === undefined && other.region !== undefined && mayBeOne(service, other);
    }
    return known.servicesOf(to).some((one) => mayBeOne(service, one));
  });
};
