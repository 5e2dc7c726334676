/**
 * Shared fate: redundancy on paper. The members of a group back each other up, and one failure takes so many of them
 * that the group falls all the same.
 *
 * Reported is the failure that is nearest to the members: where a region takes them by taking a service that both ask,
 * it is that service, and the region is told beside it. Groups of packs that ship with the program are a cloud's own
 * business.
 */
import type { Network } from '../../engine/network.ts';
import { type InjectedFault, propagate } from '../../engine/propagate.ts';
import { type Claim, explainer } from '../../engine/explain.ts';
import { membersOn } from '../../engine/gate.ts';
import type { Sweeper } from '../../engine/sweep/request.ts';
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import { groupBy } from '../../model/group-by.ts';
import { type GroupRequirement, type Requirement, targetsOf } from '../../model/requirement.ts';
import type { Rank } from '../../model/state.ts';
import { type Exposure, exposureOf } from './exposure.ts';
import { positionsTo } from './flow.ts';
import { type RedundantGroup, redundantGroups, sparesAt } from './groups.ts';
import { commonHome, isByDesign, isCommonNetwork } from './homes.ts';
import { type RankById, inputOf, valueOf } from './value.ts';

/** A member that falls, and how the failure gets to it. */
interface FallenMember {
  readonly requirement: Requirement;
  readonly rank: Rank;
  /** Positions from what fails up to what the member names; just the member's own if that is what fails. */
  readonly way: readonly number[];
}

export interface SharedFate {
  /** Position of the node that has the group. */
  readonly owner: number;
  readonly requirement: GroupRequirement;
  /** Position of the one failure that takes it. */
  readonly shared: number;
  /** Positions of failures that take it only by taking `shared`. */
  readonly wider: readonly number[];
  /** What the group then is, 2 or 3. */
  readonly rank: Rank;
  /** Those that fall, as written. */
  readonly members: readonly FallenMember[];
}

/**
 * The shared fates of all groups with members to spare, by owner; `failures` are positions of what may fail alone.
 * `owners` limits it to the groups of these nodes.
 */
export const sharedFates = async (
  estate: Estate,
  network: Network,
  day: Day,
  failures: readonly number[],
  sweeper?: Sweeper,
  owners?: ReadonlySet<number>,
): Promise<readonly SharedFate[]> => {
  const groups = redundantGroups(estate, day).filter(
    ({ owner, requirement }) => (owners?.has(owner) ?? true) && requirement.origin?.source.isShipped !== true,
  );
  if (groups.length === 0) return [];
  const watched = positionsIn(estate, groups, day, failures);
  const exposure = await exposureOf(network, failures, watched, sweeper);
  const defeats = defeatsOf(estate, day, groups, exposure);
  return (
    [...groupBy(defeats, ({ shared }) => shared)]
      .flatMap(([shared, group]) => explained(estate, network, day, shared, group))
      // What takes the owner itself first, and only by that the members, is no matter of the group.
      .filter(({ fate }) => !fate.members.some(({ way }) => way.includes(fate.owner)))
      .toSorted((a, b) => a.owner - b.owner || a.order - b.order || a.shared - b.shared)
      .map(({ fate }) => fate)
  );
};

/** A group and a failure that takes it. */
interface Defeat extends RedundantGroup {
  /** Where the group stands among all groups. */
  readonly order: number;
  readonly shared: number;
  readonly wider: readonly number[];
  readonly rank: Rank;
}

/** What must be known under each failure: all that groups name, and what else may be the one to name. */
const positionsIn = (
  estate: Estate,
  groups: readonly RedundantGroup[],
  day: Day,
  failures: readonly number[],
): readonly number[] => {
  const named = groups.flatMap(({ requirement }) =>
    membersOn(requirement, day)
      .flatMap(targetsOf)
      .map((id) => estate.positions.get(id)!),
  );
  return [...new Set([...named, ...failures])].toSorted((a, b) => a - b);
};

const defeatsOf = (
  estate: Estate,
  day: Day,
  groups: readonly RedundantGroup[],
  exposure: Exposure,
): readonly Defeat[] => {
  const { failures, apps: watched } = exposure;
  const indexOf = new Map(watched.map((position, i) => [position, i]));
  const groupsNaming = groupsByTarget(estate, groups, indexOf);
  const taking = groups.map((): { readonly failure: number; readonly rank: Rank }[] => []);
  for (let failure = 0; failure < failures.length; failure++) {
    const ranks = new Map(exposure.hitsOf(failure).map(({ app, rank }) => [app, rank]));
    const rankOf: RankById = (id) => ranks.get(indexOf.get(estate.positions.get(id)!)!) ?? 0;
    for (const at of new Set([...ranks.keys()].flatMap((index) => groupsNaming.get(index) ?? []))) {
      const { requirement } = groups[at]!;
      // Without what a switch needs: a switch that cannot be made is another matter than members that fall together.
      const rank = inputOf(membersAlone(requirement), day, rankOf);
      if (rank >= 2 && sparesAt(requirement, day, rank)) taking[at]!.push({ failure, rank });
    }
  }
  return groups.flatMap((group, order) => {
    if (taking[order]!.length === 0) return [];
    const members = membersOn(group.requirement, day);
    const home = commonHome(estate, members);
    const meant = taking[order]!.filter(({ failure }) => {
      const { id } = estate.nodes[failures[failure]!]!;
      return !isByDesign(estate, home, id) && !isCommonNetwork(estate, members, id);
    });
    return nearest(meant, exposure, indexOf).map((one) => ({ ...group, order, ...one }));
  });
};

const membersAlone = (requirement: GroupRequirement): GroupRequirement => {
  const { failover: _, ...group } = requirement;
  return group;
};

const groupsByTarget = (
  estate: Estate,
  groups: readonly RedundantGroup[],
  indexOf: ReadonlyMap<number, number>,
): ReadonlyMap<number, readonly number[]> => {
  const found = new Map<number, number[]>();
  groups.forEach(({ requirement }, at) => {
    for (const id of new Set(targetsOf(requirement))) {
      const index = indexOf.get(estate.positions.get(id)!);
      if (index === undefined) continue;
      const known = found.get(index);
      if (known === undefined) found.set(index, [at]);
      else known.push(at);
    }
  });
  return found;
};

/**
 * Of failures that take a group those that do not do so by taking another one of them. Where two take each other, the
 * first by id stands for both.
 */
const nearest = (
  taking: readonly { readonly failure: number; readonly rank: Rank }[],
  { failures, rankOf }: Exposure,
  indexOf: ReadonlyMap<number, number>,
): readonly Pick<Defeat, 'shared' | 'wider' | 'rank'>[] => {
  const takes = (a: number, b: number): boolean => rankOf(a, indexOf.get(failures[b]!)!) >= 2;
  const isBehind = (wide: number, near: number): boolean =>
    wide !== near && takes(wide, near) && (!takes(near, wide) || near < wide);
  return taking
    .filter(({ failure }) => !taking.some((other) => isBehind(failure, other.failure)))
    .map(({ failure, rank }) => ({
      shared: failures[failure]!,
      rank,
      wider: taking
        .filter((other) => isBehind(other.failure, failure))
        .map((other) => failures[other.failure]!),
    }));
};

/** The ways from one failure to the members of all groups that it takes: it is played once. */
const explained = (
  estate: Estate,
  network: Network,
  day: Day,
  shared: number,
  defeats: readonly Defeat[],
): readonly (Defeat & { readonly fate: SharedFate })[] => {
  const fault: InjectedFault = { position: shared, rank: 3 };
  const outcome = propagate(network, [fault]);
  const solved = { explainer: explainer(estate, day, outcome) };
  const rankOf: RankById = (id) => outcome.ranks[estate.positions.get(id)!] as Rank;
  return defeats.map((defeat) => {
    const { owner, requirement, wider, rank } = defeat;
    const members = membersOn(requirement, day).flatMap((member): FallenMember[] => {
      const fell = valueOf(member, day, rankOf);
      return fell >= rank
        ? [{ requirement: member, rank: fell, way: wayTo(estate, solved, member, rankOf) }]
        : [];
    });
    return { ...defeat, fate: { owner, requirement, shared, wider, rank, members } };
  });
};

/** The way to the worst of the nodes that a member names. */
const wayTo = (
  estate: Estate,
  solved: Parameters<typeof positionsTo>[0],
  member: Requirement,
  rankOf: RankById,
): readonly number[] => {
  const [worst] = targetsOf(member)
    .map((id): Claim => ({ position: estate.positions.get(id)!, rank: rankOf(id) }))
    .toSorted((a, b) => b.rank - a.rank || a.position - b.position);
  return worst === undefined || worst.rank === 0 ? [] : positionsTo(solved, worst)[0]!;
};
