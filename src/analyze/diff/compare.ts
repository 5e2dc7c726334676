/** Two estates compared: what the second is worse in, what it is better in, and how much has changed at all. */
import { compile } from '../../engine/compile.ts';
import type { Sweeper } from '../../engine/sweep/request.ts';
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import type { Rank } from '../../model/state.ts';
import { alignmentOf } from './align.ts';
import type { Asked } from './asked.ts';
import { type Sizes, sizesOf } from './changed.ts';
import { type Swept, failuresOf, sweptSide } from './falls.ts';
import { type Losses, lossesIn } from './losses.ts';
import { askedLess } from './question.ts';
import { subjectsOf } from './subjects.ts';
import { NONE, type View, backward, forward } from './view.ts';

export interface CompareOptions {
  readonly day: Day;
  /** From this state on somebody is down; left out: partial. */
  readonly downFrom?: Rank;
  /** What fails, one at a time; left out: every node. */
  readonly among?: readonly string[] | undefined;
  /** Failures at once, at most, of which combinations are compared; left out: 2. */
  readonly order?: number;
  readonly sweeper?: Sweeper | undefined;
}

export interface Comparison {
  /** From base to head. */
  readonly view: View;
  readonly lost: Losses;
  readonly won: Losses;
  readonly sizes: Sizes;
  /** What is asked for less strictly: not what falls, but what may fall. */
  readonly asked: readonly Asked[];
  /** Ids before and after. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** Apps that only one of the two has, by id. */
  readonly apps: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    /** Whether base had some, and none of them is left. */
    readonly areAllGone: boolean;
  };
  /** Whether those asked about are apps: where there are none, all that nothing requires. */
  readonly areApps: boolean;
  readonly downFrom: Rank;
  /** How many failures were played in head. */
  readonly failures: number;
}

/** Partial or out: what people call down. */
const DOWN: Rank = 2;

/**
 * Compares two estates.
 *
 * @throws UserError if `among` matches nothing in either.
 */
export const compared = async (base: Estate, head: Estate, options: CompareOptions): Promise<Comparison> => {
  const { day, downFrom = DOWN, among, order = 2, sweeper } = options;
  const alignment = alignmentOf(base, head);
  const side = (estate: Estate) => ({ estate, network: compile(estate, day) });
  const view = forward(side(base), side(head), day, alignment);
  const subjects = subjectsOf(base, head);
  const failures = failuresOf(view, among);
  const swept: readonly [Swept, Swept] = [
    await sweptSide(view.from, view.to, view.after, failures.from, subjects.from, sweeper),
    await sweptSide(view.to, view.from, view.before, failures.to, subjects.to, sweeper),
  ];
  const question = { downFrom, order, isChosen: among !== undefined, sweeper };
  const idsWithout = (estate: Estate, positions: readonly number[], partners: Int32Array) =>
    positions.filter((at) => partners[at] === NONE).map((at) => estate.nodes[at]!.id);
  return {
    view,
    lost: await lossesIn(view, swept[0], swept[1], question),
    won: await lossesIn(backward(view), swept[1], swept[0], question),
    sizes: sizesOf(view, alignment.renamed.length),
    asked: askedLess(view),
    renamed: alignment.renamed.map((pair) => ({
      from: base.nodes[pair.base]!.id,
      to: head.nodes[pair.head]!.id,
    })),
    apps: {
      added: subjects.areApps ? idsWithout(head, subjects.to, view.before) : [],
      removed: subjects.areApps ? idsWithout(base, subjects.from, view.after) : [],
      areAllGone:
        subjects.areApps &&
        subjects.from.length > 0 &&
        subjects.from.every((position) => view.after[position] === NONE),
    },
    areApps: subjects.areApps,
    downFrom,
    failures: failures.to.length,
  };
};
