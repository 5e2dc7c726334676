/**
 * Which change did it: on the proof of each new fall, the changed requirement that is nearest to who falls.
 *
 * There always is one. Every form of requirement is monotone, so a proof all of whose requirements were there before would
 * have proved the same fall then.
 */
import { type Claim, type Explainer, citedBy, explainer } from '../../engine/explain.ts';
import { propagate } from '../../engine/propagate.ts';
import { groupBy } from '../../model/group-by.ts';
import { requirementsOf } from '../../model/node.ts';
import { type Change, changesAt } from './changed.ts';
import type { Fall } from './falls.ts';
import { NONE, type View } from './view.ts';

/** A fall and the change that brought it. */
export interface Traced extends Fall {
  readonly change?: Change;
}

/** Failures that are played again to find the change behind them; the falls of more are told without. */
const MOST_TRACED = 2_000;

/** Claims of a proof that are looked at for one fall. */
const MOST_CLAIMS = 20_000;

/** Each fall with its change, in the order given. */
export const tracedIn = (view: View, falls: readonly Fall[]): readonly Traced[] => {
  const changes = changesBy(view);
  const found = new Map<Fall, Change>();
  const groups = [...groupBy(falls, ({ failure }) => failure)].slice(0, MOST_TRACED);
  for (const [failure, group] of groups) {
    const why = explained(view, failure);
    for (const fall of group) {
      const change = nearestChange(view, why, { position: fall.app, rank: fall.after }, changes);
      if (change !== undefined) found.set(fall, change);
    }
  }
  return falls.map((fall) => {
    const change = found.get(fall);
    return change === undefined ? fall : { ...fall, change };
  });
};

/** Why everything fell under one failure, in `to`. */
export const explained = ({ to, day }: View, failure: number): Explainer =>
  explainer(to.estate, day, propagate(to.network, [{ position: failure, rank: 3 }]));

/** The changes of a node, each found once. */
const changesBy = (view: View): ((owner: number) => readonly Change[]) => {
  const known = new Map<number, readonly Change[]>();
  return (owner) => {
    let changes = known.get(owner);
    if (changes === undefined) known.set(owner, (changes = changesAt(view, owner)));
    return changes;
  };
};

/** Step by step from who falls towards the failure; a change of a node that was there before is told first. */
const nearestChange = (
  view: View,
  why: Explainer,
  claim: Claim,
  changesOf: (owner: number) => readonly Change[],
): Change | undefined => {
  const seen = new Set([claim.position * 4 + claim.rank]);
  const open = [claim];
  let otherwise: Change | undefined;
  for (let i = 0; i < open.length && i < MOST_CLAIMS; i++) {
    const at = open[i]!;
    const causes = why.because(at);
    const changes = changesOf(at.position);
    // In the order written, so that of several the first is told.
    for (const requirement of changes.length === 0
      ? []
      : requirementsOf(view.to.estate.nodes[at.position]!)) {
      if (!causes.some((cause) => cause.type !== 'switch' && cause.requirement === requirement)) continue;
      const change = changes.find((one) => one.requirement === requirement);
      if (change === undefined) continue;
      if (view.before[at.position] !== NONE) return change;
      otherwise ??= change;
    }
    for (const cited of causes.flatMap(citedBy)) {
      const key = cited.position * 4 + cited.rank;
      if (!seen.has(key)) {
        seen.add(key);
        open.push(cited);
      }
    }
  }
  return otherwise;
};
