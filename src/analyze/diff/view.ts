/**
 * Two estates and which node of the one is which of the other, looked at in one direction: what of `from` is gone or worse
 * in `to`. Whatever a change makes worse is a loss from base to head; what it mends is a loss from head to base. So
 * improvements are found by the same code, and a change and its reversal mirror each other.
 */
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import type { Network } from '../../engine/network.ts';

/** No node of the other estate is this one. */
export const NONE = -1;

/** Which node of one estate is which of another; by position. */
export interface Alignment {
  readonly heads: Int32Array;
  readonly bases: Int32Array;
  /** Those that have different ids, by the id in base. */
  readonly renamed: readonly { readonly base: number; readonly head: number }[];
}

/** An estate, compiled for a day. */
export interface Side {
  readonly estate: Estate;
  readonly network: Network;
}

export interface View {
  readonly from: Side;
  readonly to: Side;
  readonly day: Day;
  /** By position in `from`: the position in `to`, or `NONE`. */
  readonly after: Int32Array;
  /** By position in `to`: the position in `from`, or `NONE`. */
  readonly before: Int32Array;
  /** What a node of `from` is called in comparisons: the same for both nodes of a pair, and unlike all others. */
  readonly fromName: (id: string) => string;
  readonly toName: (id: string) => string;
}

/** From base to head: what is lost. */
export const forward = (base: Side, head: Side, day: Day, { heads, bases }: Alignment): View => ({
  from: base,
  to: head,
  day,
  after: heads,
  before: bases,
  fromName: namesOf(base.estate, heads, (_, head) => head),
  toName: namesOf(head.estate, bases, (head) => head),
});

/** The same pairs from head to base: what is won. */
export const backward = (view: View): View => ({
  ...view,
  from: view.to,
  to: view.from,
  after: view.before,
  before: view.after,
  fromName: view.toName,
  toName: view.fromName,
});

/** `#12` for a node of a pair; its id, which has no `#`, for any other, with the side on which it is. */
const namesOf = (
  estate: Estate,
  others: Int32Array,
  numberOf: (own: number, other: number) => number,
): ((id: string) => string) => {
  return (id) => {
    const position = estate.positions.get(id)!;
    const other = others[position]!;
    return other === NONE ? id : `#${numberOf(position, other)}`;
  };
};
