/**
 * Findings that are told as one: an app's single points, all that a group shares.
 *
 * Each stays a finding of its own to suppressions and baselines, so that what is new is never hidden by what is known;
 * only what is left of them, and what each excuse covers, is put together for those who read.
 */
import type { Excused } from '../../model/finding.ts';
import { fingerprintOf } from '../../model/fingerprint.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Placed } from './found.ts';

/** Something found, and those that it was put together from: itself, if it stands for itself. */
export interface Whole extends Placed {
  readonly parts: readonly Placed[];
  readonly excused?: Excused;
}

/** In the order of the first part of each. */
export const wholesOf = (all: readonly Placed[], excused: ReadonlyMap<Placed, Excused>): readonly Whole[] => {
  const keyOf = (one: Placed, i: number): string => {
    const { whole } = one.found;
    if (whole === undefined) return `${i}`;
    const excuse = JSON.stringify(excused.get(one) ?? null);
    return JSON.stringify([one.rule, one.severity, one.found.node, whole.key, excuse]);
  };
  const numbered = all.map((one, i) => ({ one, key: keyOf(one, i) }));
  return [...groupBy(numbered, ({ key }) => key).values()].map((group) =>
    wholeOf(
      group.map(({ one }) => one),
      excused.get(group[0]!.one),
    ),
  );
};

const wholeOf = (parts: readonly Placed[], excuse: Excused | undefined): Whole => {
  const [first] = parts;
  const { rule, found } = first!;
  const own = excuse === undefined ? {} : { excused: excuse };
  if (found.whole === undefined) return { ...first!, ...own, parts };
  const words = [rule, found.node, 'whole', ...found.whole.key];
  return {
    ...first!,
    found: found.whole.of(parts.map((part) => part.found)),
    // What counts is always known by the same name; what an excuse covers is told beside it.
    fingerprint: fingerprintOf(excuse === undefined ? words : [...words, JSON.stringify(excuse)]),
    ...own,
    parts,
  };
};
