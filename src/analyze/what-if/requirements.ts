/**
 * Requirements as a tried change leaves them: one node that they name made soft, taken out, or given alternatives, however
 * deep in groups it stands, and in what a switch needs. What does not name the node comes back as the same object.
 */
import { type ImpactTable, UNCHANGED, sameTable } from '../../model/impact.ts';
import {
  type Failover,
  type GroupRequirement,
  type NodeRequirement,
  type Requirement,
  type Threshold,
  partsOf,
} from '../../model/requirement.ts';
import type { Rank } from '../../model/state.ts';
import { eitherOf } from '../advise/edit.ts';

/** The requirement with each of its own on `to` doing no worse than `cap`. */
export const softened = (requirement: Requirement, to: string, cap: ImpactTable): Requirement => {
  if (requirement.form !== 'node') return withParts(requirement, (one) => [softened(one, to, cap)]);
  if (requirement.node !== to) return requirement;
  const before = requirement.impact ?? UNCHANGED;
  const at = (rank: Rank): Rank => cap[before[rank]];
  const impact: ImpactTable = [at(0), at(1), at(2), at(3)];
  return sameTable(before, impact) ? requirement : { ...requirement, impact };
};

/** The requirement without `to`; undefined if nothing is left of it. */
export const without = (requirement: Requirement, to: string): Requirement | undefined => {
  if (requirement.form === 'node') return requirement.node === to ? undefined : requirement;
  const left = withParts(requirement, (one) => {
    const rest = without(one, to);
    return rest === undefined ? [] : [rest];
  });
  if (left === requirement || left.of.length === requirement.of.length) return left;
  if (left.of.length === 0) return undefined;
  return left.of.length === 1 ? alone(left, left.of[0]!) : fitting(left);
};

/** The requirement with the others wherever it needs `to`, any one of which will do then. */
export const widened = (requirement: Requirement, to: string, others: readonly string[]): Requirement => {
  if (requirement.form === 'node')
    return requirement.node === to ? eitherOf(requirement, others) : requirement;
  const member = requirement.of.find((one): one is NodeRequirement => isOn(one, to));
  if (requirement.form === 'allOf' || member === undefined)
    return withParts(requirement, (one) => [widened(one, to, others)]);
  // A group that has a choice already has one more: behind its switch, if it has one.
  const there = new Set(requirement.of.flatMap((one) => (one.form === 'node' ? [one.node] : [])));
  const { why: _, source: __, confidence: ___, origin: ____, ...terms } = member;
  const more = others.filter((id) => !there.has(id)).map((id): Requirement => ({ ...terms, node: id }));
  const deeper = (one: Requirement): readonly Requirement[] => [widened(one, to, others)];
  const rest = withParts(requirement, (one) => (isOn(one, to) ? [one] : deeper(one)), deeper);
  return more.length === 0 ? rest : { ...rest, of: [...rest.of, ...more] };
};

/** How deep groups stand in groups. */
export const depthOf = (requirement: Requirement): number =>
  requirement.form === 'node' ? 0 : 1 + Math.max(0, ...partsOf(requirement).map(depthOf));

const isOn = (requirement: Requirement, id: string): boolean =>
  requirement.form === 'node' && requirement.node === id;

/** A group with other members and other things that its switch needs; itself if all of them are the same. */
const withParts = (
  group: GroupRequirement,
  how: (part: Requirement) => readonly Requirement[],
  howRequired = how,
): GroupRequirement => {
  const of = group.of.flatMap(how);
  const requires = group.failover?.requires.flatMap(howRequired);
  const isSame =
    areSame(of, group.of) && (requires === undefined || areSame(requires, group.failover!.requires));
  if (isSame) return group;
  return {
    ...group,
    of,
    ...(requires === undefined ? {} : { failover: { ...group.failover!, requires } satisfies Failover }),
  };
};

const areSame = (a: readonly Requirement[], b: readonly Requirement[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** A group that lost members needs no more of them than there are. */
const fitting = (group: GroupRequirement): GroupRequirement => {
  if (group.atLeast === undefined) return group;
  const most = (count: number): number => Math.min(count, group.of.length);
  const [operational, degraded, partial] = group.atLeast;
  const atLeast: Threshold = [most(operational), most(degraded), most(partial)];
  return { ...group, atLeast };
};

/** A group of one is that one, if what is said of both can be said of one. */
const alone = (group: GroupRequirement, member: Requirement): Requirement => {
  const { form: _, of: __, atLeast: ___, failover: ____, ...terms } = group;
  const { why: _why, source: _source, confidence: _confidence, origin: _origin, ...said } = terms;
  return Object.keys(said).length === 0 || saidOf(member) === 0
    ? { ...terms, ...member, ...said }
    : { ...terms, form: 'anyOf', of: [member] };
};

/** How much is said of a requirement besides what it is on, and for what reason. */
const saidOf = ({ impact, after, recovery, needed, validFrom, validUntil }: Requirement): number =>
  [impact, after, recovery, needed, validFrom, validUntil].filter((term) => term !== undefined).length;
