/** What is inside of a box, counted and ordered. */
import { groupBy } from '../../../src/model/group-by.ts';
import { byCodePoint } from '../../../src/model/order.ts';
import type { SideFacts } from '../../model/messages.ts';

/** Owners of these nodes, those of the most first, ties by name. */
export const ownersIn = (
  { nodes }: Pick<SideFacts, 'nodes'>,
  members: readonly number[],
): readonly { readonly owner: string; readonly count: number }[] =>
  [
    ...groupBy(
      members.flatMap((member) => nodes[member]!.owner ?? []),
      (owner) => owner,
    ),
  ]
    .map(([owner, each]) => ({ owner, count: each.length }))
    .toSorted((a, b) => b.count - a.count || byCodePoint(a.owner, b.owner));

/** Positions by how bad they are, then as they stand (by id). */
export const worstFirst = (members: readonly number[], ranks: Uint8Array): readonly number[] =>
  members.toSorted((a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0) || a - b);
