/**
 * Proofs: which requirements gave a node its state, followed down to the faults.
 *
 * A claim says "this node was in this state (or worse) in that round". Its causes are the requirements that were
 * already that bad one round before, so every step of a proof goes to an earlier round: it ends in faults (round 0)
 * and cannot run in a circle, even where the infrastructure does.
 */
import type { Day } from '../model/day.ts';
import type { Estate } from '../model/estate.ts';
import { requirementsOf } from '../model/node.ts';
import { byCodePoint } from '../model/order.ts';
import {
  type GroupRequirement,
  type NodeRequirement,
  type Requirement,
  countsOn,
  impactOf,
  targetsOf,
  thresholdOf,
} from '../model/requirement.ts';
import type { Rank } from '../model/state.ts';
import { failureCounts, membersOn, switchRequires } from './gate.ts';
import { SWITCH_LOST_FROM } from './edge.ts';
import { NEVER, type Outcome, wavesOf } from './propagate.ts';

/** A node that was in a state, or worse. */
export interface Claim {
  readonly position: number;
  readonly rank: Rank;
}

/** A required node was in that state. */
export interface NodeCause extends Claim {
  readonly type: 'node';
  readonly requirement: NodeRequirement;
  /** What the state counts as, after the requirement's impact. */
  readonly counts: Rank;
}

/** So many members of a group had failed that it did. */
export interface GroupCause {
  readonly type: 'group';
  readonly requirement: GroupRequirement;
  /** What the group was, or worse, before its impact: the least that gives the dependent its state. */
  readonly rank: Rank;
  readonly counts: Rank;
  /** The fewest that suffice, lowest wave first. */
  readonly members: readonly Cause[];
}

/** A later member of a failover group did not count, because the switch to it could not be made. */
export interface SwitchCause {
  readonly type: 'switch';
  readonly member: Requirement;
  readonly counts: 3;
  /** Of what the switch requires, the first that was partial or worse. */
  readonly requires: readonly Cause[];
}

/** Why a node is in its state: a required node, a group, or a switch of one. */
export type Cause = NodeCause | GroupCause | SwitchCause;

/** Answers why, for one outcome of one estate. */
export interface Explainer {
  /** The requirements that put a node in that state; empty if a fault did. Call it for states that were reached. */
  because(claim: Claim): readonly Cause[];
  /** The round in which the node reached that state or worse. */
  waveOf(claim: Claim): number;
  /** What a requirement counts as in the end. */
  valueOf(requirement: Requirement): Rank;
}

/** Answers why nodes are in their states: a proof of each, that ends in faults. */
export const explainer = (estate: Estate, day: Day, outcome: Outcome): Explainer => {
  const waves = wavesOf(outcome);
  const waveOf = ({ position, rank }: Claim): number => waves(position, rank);
  const positionOf = (id: string): number => estate.positions.get(id)!;

  /** The round in which a requirement first counted as `rank` or worse. */
  const reachedAt = (requirement: Requirement, rank: Rank): number => {
    if (requirement.needed === 'start' || !countsOn(requirement, day)) return NEVER;
    const input = lowestInput(requirement, rank);
    if (input === undefined) return NEVER;
    return requirement.form === 'node'
      ? waveOf({ position: positionOf(requirement.node), rank: input })
      : groupReachedAt(requirement, input);
  };

  const groupReachedAt = (group: GroupRequirement, rank: Rank): number => {
    const waves = failures(group, rank).map((failure) => failure.wave);
    return waves[toFail(group, rank) - 1] ?? NEVER;
  };

  const toFail = (group: GroupRequirement, rank: Rank): number =>
    rank === 0 ? 0 : failureCounts(thresholdOf(group), membersOn(group, day).length)[rank - 1]!;

  /** The members by the round in which each failed, whether by itself or because the switch to it was lost. */
  const failures = (group: GroupRequirement, rank: Rank) => {
    const lost = Math.min(
      NEVER,
      ...switchRequires(group, day).map((required) => reachedAt(required, SWITCH_LOST_FROM)),
    );
    return membersOn(group, day)
      .map((member) => {
        const own = reachedAt(member, rank);
        const switched = member === group.of[0] ? NEVER : lost;
        return { member, wave: Math.min(own, switched), bySwitch: switched < own };
      })
      .toSorted((a, b) => a.wave - b.wave || byCodePoint(sortKey(a.member), sortKey(b.member)));
  };

  /** Why a requirement counted as `atLeast` or worse in a round, in which it did. */
  const causeIn = (requirement: Requirement, atLeast: Rank, round: number): Cause => {
    const table = impactOf(requirement);
    if (requirement.form === 'node') {
      const position = positionOf(requirement.node);
      const rank = worstRank((at) => waveOf({ position, rank: at }) <= round);
      return { type: 'node', requirement, position, rank, counts: table[rank] };
    }
    const rank = lowestInput(requirement, atLeast)!;
    const members = failures(requirement, rank)
      .slice(0, toFail(requirement, rank))
      .map(({ member, bySwitch }) =>
        bySwitch ? lostSwitch(requirement, member, round) : causeIn(member, rank, round),
      );
    return { type: 'group', requirement, rank, counts: table[rank], members };
  };

  const lostSwitch = (group: GroupRequirement, member: Requirement, round: number): SwitchCause => {
    const [first] = switchRequires(group, day)
      .map((required) => ({ required, wave: reachedAt(required, SWITCH_LOST_FROM) }))
      .toSorted((a, b) => a.wave - b.wave || byCodePoint(sortKey(a.required), sortKey(b.required)));
    return {
      type: 'switch',
      member,
      counts: 3,
      requires: [causeIn(first!.required, SWITCH_LOST_FROM, round)],
    };
  };

  const because = (claim: Claim): readonly Cause[] => {
    const wave = waveOf(claim);
    if (wave === 0 || wave === NEVER) return [];
    const causes: Cause[] = [];
    for (const requirement of requirementsOf(estate.nodes[claim.position]!)) {
      if (reachedAt(requirement, claim.rank) < wave) causes.push(causeIn(requirement, claim.rank, wave - 1));
    }
    return causes;
  };
  const valueOf = (requirement: Requirement): Rank =>
    worstRank((rank) => reachedAt(requirement, rank) < NEVER);

  return { because, waveOf, valueOf };
};

const worstRank = (holds: (rank: Rank) => boolean): Rank => ([3, 2, 1] as const).find(holds) ?? 0;

/** The least bad input that counts as `rank` or worse. */
const lowestInput = (requirement: Requirement, rank: Rank): Rank | undefined => {
  const table = impactOf(requirement);
  return ([1, 2, 3] as const).find((input) => table[input] >= rank);
};

/** Where two members failed in the same round, the ids decide. */
const sortKey = (requirement: Requirement): string =>
  requirement.form === 'node' ? requirement.node : targetsOf(requirement).toSorted(byCodePoint).join(' ');

/** The nodes that a cause cites, with the states it cites them in. */
export const citedBy = (cause: Cause): readonly Claim[] =>
  cause.type === 'node'
    ? [cause]
    : (cause.type === 'group' ? cause.members : cause.requires).flatMap(citedBy);
