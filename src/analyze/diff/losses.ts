/** All that is worse in one of two estates than in the other. */
import type { Sweeper } from '../../engine/sweep/request.ts';
import type { Estate } from '../../model/estate.ts';
import { requirementsOf } from '../../model/node.ts';
import { type Requirement, targetsOf } from '../../model/requirement.ts';
import type { Rank } from '../../model/state.ts';
import { type SharedFate, sharedFates } from '../audit/shared-fate.ts';
import { touchedIn, overlap } from './changed.ts';
import { type Traced, tracedIn } from './culprits.ts';
import { type NewCutSets, newCutSets } from './new-cut-sets.ts';
import { type Reach, type Swept, fallsIn, widerReaches, worstCost } from './falls.ts';
import { type LostRedundancy, lostRedundancy } from './redundancy.ts';
import { type CrossRegion, newCrossRegion } from './regions.ts';
import { type FewerReplicas, fewerReplicas } from './replicas.ts';
import { type RemovedStore, removedStores } from './stores.ts';
import { NONE, type Side, type View } from './view.ts';

export interface Losses {
  /** Positions are those of `to`, unless it is said. */
  readonly view: View;
  /** Who falls further, by failure. */
  readonly falls: readonly Traced[];
  /** Failures that reach further, widest first. */
  readonly wider: readonly Reach[];
  readonly redundancy: readonly LostRedundancy[];
  /** Legs of groups that were there before and now fall together. */
  readonly fates: readonly SharedFate[];
  readonly stores: readonly RemovedStore[];
  /** Positions in `from` of apps that `to` lacks. */
  readonly apps: readonly number[];
  readonly replicas: readonly FewerReplicas[];
  readonly crossRegion: readonly CrossRegion[];
  readonly cutSets: NewCutSets;
  /** What the worst failure costs an hour, if that is more than before. */
  readonly cost?: { readonly failure: number; readonly before: number; readonly after: number };
}

interface LossOptions {
  /** From this rank on somebody is down: 1 to 3. */
  readonly downFrom: Rank;
  /** Failures at once that cut sets are made of, at most. */
  readonly order: number;
  /** Whether what may fail was named. */
  readonly isChosen: boolean;
  readonly sweeper?: Sweeper | undefined;
}

/** What `to` is worse in; the failures of both sides are solved already. */
export const lossesIn = async (
  view: View,
  from: Swept,
  to: Swept,
  { downFrom, order, isChosen, sweeper }: LossOptions,
): Promise<Losses> => {
  const falls = fallsIn(view, from, to);
  const touched = touchedIn(view);
  const [before, after] = [worstCost(from), worstCost(to)];
  return {
    view,
    falls: tracedIn(view, falls),
    wider: widerReaches(view, from, to, falls),
    redundancy: lostRedundancy(view),
    fates: await newFates(view, from, to, touched, sweeper),
    stores: removedStores(view),
    apps: view.from.estate.nodes.flatMap(({ kind }, at) =>
      kind === 'app' && view.after[at] === NONE ? [at] : [],
    ),
    replicas: fewerReplicas(view),
    crossRegion: newCrossRegion(view),
    cutSets: newCutSets(view, { to, touched, downFrom, order, isChosen }),
    ...(after !== undefined && after.cost > (before?.cost ?? 0)
      ? { cost: { failure: after.failure, before: before?.cost ?? 0, after: after.cost } }
      : {}),
  };
};

/**
 * Fates that members of a group share in `to` and did not in `from`. A group that is new may be redundancy on paper only,
 * but nothing is lost by it.
 */
const newFates = async (
  view: View,
  from: Swept,
  to: Swept,
  touched: ReadonlySet<number>,
  sweeper: Sweeper | undefined,
): Promise<readonly SharedFate[]> => {
  const owners = new Set([...touched].filter((owner) => view.before[owner] !== NONE));
  if (owners.size === 0) return [];
  const { day } = view;
  const fatesOf = ({ estate, network }: Side, { exposure }: Swept, own: ReadonlySet<number>) => {
    // What the groups do not stand on cannot take them.
    const below = standingOn(estate, own);
    const failures = exposure.failures.filter((failure) => below.has(failure));
    return failures.length === 0 ? [] : sharedFates(estate, network, day, failures, sweeper, own);
  };
  const [before, after] = [
    await fatesOf(view.from, from, new Set([...owners].map((owner) => view.before[owner]!))),
    await fatesOf(view.to, to, owners),
  ];
  const isKnown = (fate: SharedFate): boolean =>
    before.some(
      (one) =>
        one.owner === view.before[fate.owner] &&
        one.shared === view.before[fate.shared] &&
        overlap(names(one, view.fromName), names(fate, view.toName)) > 0,
    );
  return after.filter((fate) => !isKnown(fate) && hadRedundancy(view, fate));
};

/** All that the groups of these nodes stand on, by position. */
const standingOn = (estate: Estate, owners: ReadonlySet<number>): ReadonlySet<number> => {
  const positionsIn = (requirements: readonly Requirement[]): readonly number[] =>
    requirements.flatMap(targetsOf).map((id) => estate.positions.get(id)!);
  const below = new Set(
    [...owners].flatMap((owner) =>
      positionsIn(requirementsOf(estate.nodes[owner]!).filter(({ form }) => form !== 'node')),
    ),
  );
  // A set is walked with what is added on the way.
  for (const position of below)
    for (const other of positionsIn(requirementsOf(estate.nodes[position]!))) below.add(other);
  return below;
};

const names = ({ requirement }: Pick<SharedFate, 'requirement'>, nameOf: (id: string) => string) =>
  new Set(targetsOf(requirement).map(nameOf));

/** Whether the group's owner had a group on some of the same nodes. */
const hadRedundancy = ({ from, before, fromName, toName }: View, fate: SharedFate): boolean => {
  const own = names(fate, toName);
  const { in: place, dependsOn } = from.estate.nodes[before[fate.owner]!]!;
  return [...(place === undefined ? [] : [place]), ...dependsOn].some(
    (requirement) =>
      requirement.form !== 'node' && overlap(new Set(targetsOf(requirement).map(fromName)), own) > 0,
  );
};
