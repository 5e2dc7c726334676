/** Combinations of failures that took the place of others: as many, of as many parts, and each but one part another. */
import { groupBy } from '../../model/group-by.ts';
import type { Losses } from './losses.ts';
import type { NewCutSets } from './new-cut-sets.ts';

type Sets = NewCutSets['sets'];

/** The sets of `lost` that are only exchanged for some of `won`; none of an app whose sets were too many to look at. */
const exchangedIn = (lost: Losses, won: Losses): ReadonlySet<Sets[number]> => {
  const { view } = lost;
  const isCut = new Set([
    ...lost.cutSets.unfinished,
    ...won.cutSets.unfinished.map((app) => view.after[app]!),
  ]);
  const keyOf = (app: number, failures: readonly number[]): string => `${app} ${failures.length}`;
  const gone = groupBy(
    won.cutSets.sets.map(({ app, failures }) => ({
      app: view.after[app]!,
      failures: failures.map((failure) => view.after[failure]!),
    })),
    ({ app, failures }) => keyOf(app, failures),
  );
  const made = groupBy(lost.cutSets.sets, ({ app, failures }) => keyOf(app, failures));
  return new Set(
    [...made].flatMap(([key, sets]): Sets => {
      const old = gone.get(key) ?? [];
      const isOne =
        old.length === sets.length &&
        old.length <= MOST &&
        !isCut.has(sets[0]!.app) &&
        sets.every((one) => old.some((other) => areAlike(one.failures, other.failures))) &&
        old.every((one) => sets.some((other) => areAlike(one.failures, other.failures)));
      return isOne ? sets : [];
    }),
  );
};

/** Sets that are compared with each other. */
const MOST = 500;

/** Whether all but one are the same; what the other side lacks is like nothing. */
const areAlike = (a: readonly number[], b: readonly number[]): boolean =>
  a.filter((failure) => b.includes(failure)).length === a.length - 1;

/** The losses without combinations that merely took the place of others, which `won` has. */
export const withoutExchanged = (lost: Losses, won: Losses): Losses => {
  const exchanged = exchangedIn(lost, won);
  if (exchanged.size === 0) return lost;
  const sets = lost.cutSets.sets.filter((set) => !exchanged.has(set));
  return { ...lost, cutSets: { ...lost.cutSets, sets } };
};
