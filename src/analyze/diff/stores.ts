/**
 * Data stores that are gone while what used them is not: fewer things to fail, and less to live on. No failure tells of
 * that, so it is told by itself.
 */
import type { Kind } from '../../model/kind.ts';
import { requirementsOf } from '../../model/node.ts';
import { type Requirement, countsOn, targetsOf } from '../../model/requirement.ts';
import { isProviders } from './providers.ts';
import { NONE, type View } from './view.ts';

export interface RemovedStore {
  /** Position in `from`. */
  readonly store: number;
  /** Positions in `to` of what used it and has no other in its place. */
  readonly users: readonly number[];
}

/** What holds data; a cache or a queue is missed as well, but its loss is not for ever. */
const STORES: ReadonlySet<Kind> = new Set(['database', 'storage', 'cache', 'queue']);

/** Of these even one that nothing is known to use is not thrown away in passing. */
const PRECIOUS: ReadonlySet<Kind> = new Set(['database']);

/** Stores of `from` that `to` lacks, by position. What went together with all that used it is no loss. */
export const removedStores = (view: View): readonly RemovedStore[] => {
  const { estate } = view.from;
  const gone = new Set(
    estate.nodes.flatMap((node, position) =>
      view.after[position] === NONE && STORES.has(node.kind) && !isProviders(estate, node.id)
        ? [position]
        : [],
    ),
  );
  if (gone.size === 0) return [];
  const users = new Map([...gone].map((store) => [store, [] as number[]]));
  const used = new Set<number>();
  estate.nodes.forEach((node, owner) => {
    for (const store of new Set(
      targetsThatCount(requirementsOf(node), view).map((id) => estate.positions.get(id)!),
    )) {
      if (!gone.has(store)) continue;
      used.add(store);
      const partner = view.after[owner]!;
      if (partner !== NONE && !hasAnother(view, owner, partner) && !isBackedUp(view, owner, partner, store))
        users.get(store)!.push(partner);
    }
  });
  return [...users]
    .filter(
      ([store, left]) => left.length > 0 || (!used.has(store) && PRECIOUS.has(estate.nodes[store]!.kind)),
    )
    .map(([store, left]) => ({ store, users: left.toSorted((a, b) => a - b) }));
};

const targetsThatCount = (requirements: readonly Requirement[], { day }: View): readonly string[] =>
  requirements
    .filter((requirement) => countsOn(requirement, day) && requirement.impact?.[3] !== 0)
    .flatMap(targetsOf);

/** Whether a node requires a store that it did not require before. */
const hasAnother = (view: View, from: number, to: number): boolean => {
  const before = new Set(requirementsOf(view.from.estate.nodes[from]!).flatMap(targetsOf).map(view.fromName));
  const { estate } = view.to;
  return targetsThatCount(requirementsOf(estate.nodes[to]!), view).some(
    (id) => !before.has(view.toName(id)) && STORES.has(estate.nodes[estate.positions.get(id)!]!.kind),
  );
};

/** Whether a node required the store only as one of several, of which it still requires another one: that is a lost leg. */
const isBackedUp = (view: View, from: number, to: number, store: number): boolean => {
  const { id } = view.from.estate.nodes[store]!;
  const left = new Set(requirementsOf(view.to.estate.nodes[to]!).flatMap(targetsOf).map(view.toName));
  const naming = requirementsOf(view.from.estate.nodes[from]!).filter((one) => targetsOf(one).includes(id));
  return naming.every(
    (one) =>
      one.form !== 'node' && targetsOf(one).some((other) => other !== id && left.has(view.fromName(other))),
  );
};
