/** What selections matched in base and no longer match in head, of all that is still there. */
import { select } from '../../assemble/select.ts';
import type { Estate } from '../../model/estate.ts';
import { UserError } from '../../model/user-error.ts';
import { NONE, type View } from './view.ts';

/** Ids in head. The words may be the same: an app whose tier has gone up falls out of `tier:1`. */
export const dropped = (
  view: View,
  before: readonly string[],
  after: readonly string[],
): readonly string[] => {
  const still = new Set(selected(view.to.estate, after));
  return selected(view.from.estate, before).flatMap((position) => {
    const now = view.after[position]!;
    return now === NONE || still.has(now) ? [] : [view.to.estate.nodes[now]!.id];
  });
};

/** Positions; none if nothing matches, which is an error elsewhere and here a fact. */
const selected = (estate: Estate, selections: readonly string[]): readonly number[] => {
  return selections.flatMap((selection) => {
    try {
      return select(estate, [selection]);
    } catch (error) {
      if (error instanceof UserError) return [];
      throw error;
    }
  });
};
