/**
 * Redundancy that is lost: a group with fewer members to spare than before, or none where one was.
 *
 * Groups of a node are compared with those of its partner: the same group first, then the one on most of the same nodes.
 * What counts is how many members may be lost at each state: a leg taken away, a threshold raised and a plain requirement
 * in place of a group are all the same loss.
 */
import type { Day } from '../../model/day.ts';
import type { Node } from '../../model/node.ts';
import {
  type GroupRequirement,
  type Requirement,
  countsOn,
  partsOf,
  targetsOf,
  thresholdOf,
} from '../../model/requirement.ts';
import { membersOn } from '../../engine/gate.ts';
import { overlap } from './changed.ts';
import { effectKey } from './key.ts';
import { NONE, type View } from './view.ts';

/** How it was lost: `leg` members are gone, `threshold` more of them are needed, `plain` nothing backs it up any more. */
type LossForm = 'leg' | 'threshold' | 'plain';

export interface LostRedundancy {
  /** Position in `to` of the node that has the group. */
  readonly owner: number;
  readonly form: LossForm;
  /** As it was. */
  readonly group: GroupRequirement;
  /** What stands in its place. */
  readonly now: Requirement;
  /** Members that are gone. */
  readonly gone: readonly Requirement[];
  /** Members that could be lost before the group was worse than that state (operational, degraded, partial). */
  readonly spares: Spares;
  readonly sparesNow: Spares;
}

type Spares = readonly [operational: number, degraded: number, partial: number];

/** What was lost at all nodes that there still are, by position in `to`. */
export const lostRedundancy = (view: View): readonly LostRedundancy[] =>
  view.to.estate.nodes.flatMap((node, owner) => {
    const partner = view.before[owner]!;
    return partner === NONE ? [] : lostAt(view, view.from.estate.nodes[partner]!, node, owner);
  });

const lostAt = (view: View, from: Node, to: Node, owner: number): readonly LostRedundancy[] => {
  const { day } = view;
  const before = slotted(from, day).filter(({ group }) => hasSpares(sparesOf(group, day)));
  if (before.length === 0) return [];
  const after = slotted(to, day);
  const left = new Set(after);
  const rest = before.filter(({ group }) => {
    const key = effectKey(group, view.fromName);
    const same = [...left].find((one) => effectKey(one.group, view.toName) === key);
    if (same !== undefined) left.delete(same);
    return same === undefined;
  });
  const pairs = paired(view, rest, [...left]);
  return rest.flatMap((one): readonly LostRedundancy[] => {
    const other = pairs.get(one);
    return other === undefined
      ? becamePlain(view, one, to, owner)
      : fewer(view, one.group, other.group, owner);
  });
};

/** A group, and whether it says where the node runs. */
interface Slotted {
  readonly group: GroupRequirement;
  readonly isPlace: boolean;
}

/** All groups of a node that count, however deep. */
const slotted = (node: Node, day: Day): readonly Slotted[] => {
  const found: Slotted[] = [];
  const collect = (start: readonly Requirement[], isPlace: boolean): void => {
    const open = start.toReversed();
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next.form === 'node' || next.needed === 'start' || !countsOn(next, day)) continue;
      found.push({ group: next, isPlace });
      open.push(...partsOf(next).toReversed());
    }
  };
  collect(node.in === undefined ? [] : [node.in], true);
  collect(node.dependsOn, false);
  return found;
};

const sparesOf = (group: GroupRequirement, day: Day): Spares => {
  const members = membersOn(group, day).length;
  const [operational, degraded, partial] = thresholdOf(group);
  const left = (needed: number): number => Math.max(0, members - needed);
  return [left(operational), left(degraded), left(partial)];
};

const hasSpares = (spares: Spares): boolean => spares.some((count) => count > 0);

/** Each group before with the one after that is on most of the same nodes, each once. */
const paired = (
  view: View,
  before: readonly Slotted[],
  after: readonly Slotted[],
): ReadonlyMap<Slotted, Slotted> => {
  const pairs = new Map<Slotted, Slotted>();
  const used = new Set<Slotted>();
  const candidates = before
    .flatMap((from) => {
      const names = new Set(targetsOf(from.group).map(view.fromName));
      return after.map((to) => ({
        from,
        to,
        share:
          overlap(names, new Set(targetsOf(to.group).map(view.toName))) +
          // There is but one place, whatever it is now made of.
          (from.isPlace && to.isPlace ? 1 : 0),
      }));
    })
    .filter(({ share }) => share > 0)
    .toSorted((a, b) => b.share - a.share);
  for (const { from, to } of candidates) {
    if (pairs.has(from) || used.has(to)) continue;
    pairs.set(from, to);
    used.add(to);
  }
  return pairs;
};

const fewer = (
  view: View,
  group: GroupRequirement,
  now: GroupRequirement,
  owner: number,
): readonly LostRedundancy[] => {
  const [spares, sparesNow] = [sparesOf(group, view.day), sparesOf(now, view.day)];
  if (spares.every((count, i) => sparesNow[i]! >= count)) return [];
  const names = new Set(now.of.map((member) => effectKey(member, view.toName)));
  const gone = group.of.filter((member) => !names.has(effectKey(member, view.fromName)));
  const form = membersOn(now, view.day).length < membersOn(group, view.day).length ? 'leg' : 'threshold';
  return [{ owner, form, group, now, gone: form === 'leg' ? gone : [], spares, sparesNow }];
};

/** Where no group is left: what is required instead of its members, if anything is. */
const becamePlain = (
  view: View,
  { group, isPlace }: Slotted,
  to: Node,
  owner: number,
): readonly LostRedundancy[] => {
  const names = new Set(targetsOf(group).map(view.fromName));
  const kinds = new Set(targetsOf(group).map((id) => kindIn(view.from, id)));
  const known = new Set(allRequirements(view, owner));
  const candidates = isPlace && to.in !== undefined ? [to.in] : to.dependsOn;
  const counting = candidates.filter(
    (requirement) => requirement.needed !== 'start' && countsOn(requirement, view.day),
  );
  const now =
    (isPlace ? counting[0] : undefined) ??
    counting.find((requirement) => targetsOf(requirement).some((id) => names.has(view.toName(id)))) ??
    // Another thing of that kind, which nothing backs up.
    counting.find(
      (requirement) =>
        requirement.form === 'node' &&
        kinds.has(kindIn(view.to, requirement.node)) &&
        !known.has(effectKey(requirement, view.toName)),
    );
  if (now === undefined) return [];
  const left = new Set(targetsOf(now).map(view.toName));
  const gone = group.of.filter((member) => !targetsOf(member).some((id) => left.has(view.fromName(id))));
  return [
    { owner, form: 'plain', group, now, gone, spares: sparesOf(group, view.day), sparesNow: [0, 0, 0] },
  ];
};

const kindIn = ({ estate }: View['from'], id: string): string =>
  estate.nodes[estate.positions.get(id)!]!.kind;

/** What the node's partner required, as keys. */
const allRequirements = (view: View, owner: number): readonly string[] =>
  view.from.estate.nodes[view.before[owner]!]!.dependsOn.map((requirement) =>
    effectKey(requirement, view.fromName),
  );
