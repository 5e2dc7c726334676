/** Which requirements a change has made, and what a node required before in their place. */
import type { Estate } from '../../model/estate.ts';
import { requirementsOf } from '../../model/node.ts';
import { type Requirement, targetsOf } from '../../model/requirement.ts';
import { type NameOf, effectKey, fullKey } from './key.ts';
import { NONE, type View } from './view.ts';

/** A requirement of `to` that `from` does not have. */
export interface Change {
  /** Position in `to` of the node that has it. */
  readonly owner: number;
  readonly requirement: Requirement;
  /** What stood in its place in `from`: the requirement that is on most of the same nodes. */
  readonly instead?: Requirement;
}

/**
 * The requirements of a node in `to` that its partner in `from` has none of that does the same; all of them if it has no
 * partner.
 */
export const changesAt = (view: View, owner: number): readonly Change[] => {
  const own = requirementsOf(view.to.estate.nodes[owner]!);
  const partner = view.before[owner]!;
  if (partner === NONE) return own.map((requirement) => ({ owner, requirement }));
  const before = requirementsOf(view.from.estate.nodes[partner]!);
  const { left, right } = unequal(before, own, view, effectKey);
  return right.map((requirement) => {
    const instead = nearestOf(requirement, left, view);
    return { owner, requirement, ...(instead === undefined ? {} : { instead }) };
  });
};

/** What two lists of requirements do not have in common, each as often as it is there. */
const unequal = (
  from: readonly Requirement[],
  to: readonly Requirement[],
  view: View,
  keyOf: (requirement: Requirement, nameOf: NameOf) => string,
) => {
  const left = new Map<string, Requirement[]>();
  for (const requirement of from) {
    const key = keyOf(requirement, view.fromName);
    left.set(key, [...(left.get(key) ?? []), requirement]);
  }
  const right = to.filter((requirement) => left.get(keyOf(requirement, view.toName))?.shift() === undefined);
  return { left: [...left.values()].flat(), right };
};

/** Of requirements before, the one on most of the same nodes; none if it shares no node with any. */
const nearestOf = (
  requirement: Requirement,
  before: readonly Requirement[],
  view: View,
): Requirement | undefined => {
  const names = new Set(targetsOf(requirement).map(view.toName));
  let best: Requirement | undefined;
  let most = 0;
  for (const one of before) {
    const shared = overlap(new Set(targetsOf(one).map(view.fromName)), names);
    if (shared > most) [best, most] = [one, shared];
  }
  return best;
};

/** What two sets share, of all that is in either: 0 to 1. */
export const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const shared = [...a].filter((name) => b.has(name)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
};

/** How much has changed, whatever it means for a failure. */
export interface Sizes {
  readonly nodes: { readonly added: number; readonly removed: number; readonly renamed: number };
  /** Requirements of nodes; a group is one. */
  readonly requirements: { readonly added: number; readonly removed: number; readonly changed: number };
}

/** Counts nodes and requirements; `view` goes from base to head. */
export const sizesOf = (view: View, renamed: number): Sizes => {
  const counts = { added: 0, removed: 0, changed: 0 };
  view.to.estate.nodes.forEach((node, head) => {
    const partner = view.before[head]!;
    const before = partner === NONE ? [] : requirementsOf(view.from.estate.nodes[partner]!);
    const { left, right } = unequal(before, requirementsOf(node), view, fullKey);
    let rest = left;
    for (const requirement of right) {
      const instead = nearestOf(requirement, rest, view);
      if (instead === undefined) counts.added++;
      else {
        counts.changed++;
        rest = rest.filter((one) => one !== instead);
      }
    }
    counts.removed += rest.length;
  });
  view.from.estate.nodes.forEach((node, base) => {
    if (view.after[base] === NONE) counts.removed += requirementsOf(node).length;
  });
  const alone = (partners: Int32Array): number => partners.filter((partner) => partner === NONE).length;
  return {
    nodes: { added: alone(view.before), removed: alone(view.after), renamed },
    requirements: counts,
  };
};

/**
 * Positions in `to` of all nodes whose fate can differ: those with changed requirements, and all that stands on them. The
 * equations of all others are the same as before, down to the last.
 */
export const touchedIn = (view: View): ReadonlySet<number> => {
  const { estate } = view.to;
  const dependents = dependentsIn(estate);
  const touched = new Set<number>();
  const open: number[] = [];
  const touch = (position: number): void => {
    if (touched.has(position)) return;
    touched.add(position);
    open.push(position);
  };
  estate.nodes.forEach((_, position) => {
    if (differs(view, position)) touch(position);
  });
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const dependent of dependents[next] ?? []) touch(dependent);
  return touched;
};

const differs = (view: View, position: number): boolean => {
  const partner = view.before[position]!;
  if (partner === NONE) return true;
  const [from, to] = [view.from.estate.nodes[partner]!, view.to.estate.nodes[position]!];
  const { left, right } = unequal(requirementsOf(from), requirementsOf(to), view, effectKey);
  return left.length > 0 || right.length > 0;
};

const dependentsIn = (estate: Estate): readonly (readonly number[] | undefined)[] => {
  const dependents: number[][] = [];
  estate.nodes.forEach((node, owner) => {
    for (const requirement of requirementsOf(node))
      for (const id of targetsOf(requirement)) (dependents[estate.positions.get(id)!] ??= []).push(owner);
  });
  return dependents;
};
