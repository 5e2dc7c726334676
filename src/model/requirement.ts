/**
 * What a node needs: another node, or a group of requirements of which some must hold.
 *
 * | form                        | value                                                            |
 * |-----------------------------|------------------------------------------------------------------|
 * | `x`                         | the state of x                                                   |
 * | `{allOf: […]}`              | the worst of them                                                |
 * | `{anyOf: […]}`              | the best of them                                                 |
 * | `{atLeast: k, of: […]}`     | the k-th best of them                                            |
 * | `{atLeast: {…}, of: […]}`   | the best state L such that at least k(L) of them are in L or better |
 *
 * The value then passes through the requirement's impact.
 */
import { UNCHANGED, type ImpactTable } from './impact.ts';
import type { Day } from './day.ts';
import { isWithin } from './day.ts';
import type { Origin } from './place.ts';
import type { State } from './state.ts';

/** How sure a dependency is: seen at run time, written by its owner, concluded, or taken for granted. */
export const CONFIDENCES = ['observed', 'documented', 'inferred', 'assumed'] as const;

/** How well something is known, best first. */
export type Confidence = (typeof CONFIDENCES)[number];

/** What every requirement may carry. */
interface Terms {
  /** What its value counts as; left out: unchanged. */
  readonly impact?: ImpactTable;
  /** Seconds that the dependent lives without it (a cache, a buffer, a lease). */
  readonly after?: number;
  /** Seconds from its return to the dependent's. */
  readonly recovery?: number;
  /** `start`: needed to start or to scale, not to go on running. */
  readonly needed?: 'run' | 'start';
  /** It counts only in scenarios whose date lies in [validFrom, validUntil). */
  readonly validFrom?: Day;
  readonly validUntil?: Day;
  readonly why?: string;
  /** Where the dependency is known from: a file and line, an address, a document. */
  readonly source?: string;
  readonly confidence?: Confidence;
  /** Where the requirement itself was written. */
  readonly origin?: Origin;
}

/** One node is required. */
export interface NodeRequirement extends Terms {
  readonly form: 'node';
  readonly node: string;
}

/** Several are required, or some of several. */
export interface GroupRequirement extends Terms {
  readonly form: 'allOf' | 'anyOf' | 'atLeast';
  /** How many of the members must be in each state or better; of `atLeast` groups only. */
  readonly atLeast?: Threshold;
  readonly of: readonly Requirement[];
  readonly failover?: Failover;
}

/** What a node needs: another node, or a group of requirements. */
export type Requirement = NodeRequirement | GroupRequirement;

/** Members needed in operational, in degraded or better, and in partial or better; never growing. */
export type Threshold = readonly [operational: number, degraded: number, partial: number];

/** The switch from a group's first member to the later ones. */
export interface Failover {
  /** Seconds that the switch takes. */
  readonly time: number;
  /** What the switch itself needs (DNS, a control plane): unless these are operational or degraded, the later
   * members count as in outage. */
  readonly requires: readonly Requirement[];
  /** The state of the group while it switches; left out: outage. */
  readonly during?: State;
}

/** The table that a requirement's value passes through. */
export const impactOf = (requirement: Requirement): ImpactTable => requirement.impact ?? UNCHANGED;

/** Members needed in each state or better: `anyOf` is at least one, `allOf` is all of them. */
export const thresholdOf = (group: GroupRequirement): Threshold => {
  if (group.atLeast !== undefined) return group.atLeast;
  const count = group.form === 'anyOf' ? 1 : group.of.length;
  return [count, count, count];
};

/** Whether a requirement counts in a scenario of that day; a group of which no member does does not either. */
export const countsOn = (requirement: Requirement, day: Day): boolean =>
  isWithin(day, requirement.validFrom, requirement.validUntil) &&
  (requirement.form === 'node' || requirement.of.some((member) => countsOn(member, day)));

/** The requirements directly inside: a group's members and what its failover requires. */
export const partsOf = (requirement: Requirement): readonly Requirement[] =>
  requirement.form === 'node' ? [] : [...requirement.of, ...(requirement.failover?.requires ?? [])];

/** A requirement with each of its parts replaced: a group's members and what its failover requires. */
export const mappedParts = (
  requirement: Requirement,
  part: (inner: Requirement) => Requirement,
): Requirement => {
  if (requirement.form === 'node') return requirement;
  const { failover } = requirement;
  return {
    ...requirement,
    of: requirement.of.map(part),
    ...(failover === undefined ? {} : { failover: { ...failover, requires: failover.requires.map(part) } }),
  };
};

/** The ids of all nodes that a requirement names, however deep, in the order written. */
export const targetsOf = (requirement: Requirement): readonly string[] =>
  requirement.form === 'node' ? [requirement.node] : partsOf(requirement).flatMap(targetsOf);
