/** What only the shown side has, by the positions of its nodes. */
import type { Marks } from '../model/drawing.ts';
import type { Arrow, ViewState } from '../model/state.ts';
import { positionsOf } from '../parts/positions.ts';
import type { Answers } from '../parts/view.ts';

/** Marks of what was added (where the later side is shown) or removed (where the earlier one is). */
export const changedArrows = (
  { side }: Pick<ViewState, 'side'>,
  { compared, facts }: Pick<Answers, 'compared' | 'facts'>,
): Pick<Marks, 'added' | 'removed'> => {
  if (compared === undefined) return {};
  const positions = positionsOf(facts);
  const of = (ids: readonly string[], arrows: readonly Arrow[]) => ({
    nodes: new Set(ids.flatMap((id) => positions.get(id) ?? [])),
    pairs: Uint32Array.from(
      arrows.flatMap(({ from, to }) => {
        const pair = [positions.get(from), positions.get(to)];
        return pair.every((end) => end !== undefined) ? pair : [];
      }),
    ),
  });
  return side === 'after'
    ? { added: of(compared.added, compared.addedArrows) }
    : { removed: of(compared.removed, compared.removedArrows) };
};
