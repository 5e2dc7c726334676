/** Requirements that lead from one region into another: each makes two regions one fate. */
import type { Estate } from '../../model/estate.ts';
import { requirementsOf } from '../../model/node.ts';
import { type Requirement, countsOn, partsOf } from '../../model/requirement.ts';
import type { Day } from '../../model/day.ts';
import { homeOf } from '../audit/homes.ts';
import type { View } from './view.ts';

export interface CrossRegion {
  /** Positions in `to`. */
  readonly owner: number;
  readonly target: number;
  /** The ids of their regions. */
  readonly regions: readonly [owner: string, target: string];
  readonly requirement: Requirement;
}

/** Those of `to` that `from` does not have, by owner and as written. */
export const newCrossRegion = (view: View): readonly CrossRegion[] => {
  const before = new Set(
    crossingsIn(view.from.estate, view.day).map(({ owner, target }) =>
      [owner, target].map((at) => view.fromName(view.from.estate.nodes[at]!.id)).join(' '),
    ),
  );
  return crossingsIn(view.to.estate, view.day).filter(
    ({ owner, target }) =>
      !before.has([owner, target].map((at) => view.toName(view.to.estate.nodes[at]!.id)).join(' ')),
  );
};

/** What is in one region and needs something that is in one other region. */
const crossingsIn = (estate: Estate, day: Day): readonly CrossRegion[] => {
  const known = new Map<string, string | undefined>();
  const regionOf = (id: string): string | undefined => {
    if (!known.has(id)) known.set(id, onlyRegion(estate, id));
    return known.get(id);
  };
  return estate.nodes.flatMap((node, owner) => {
    const home = regionOf(node.id);
    if (home === undefined) return [];
    const found = new Map<number, CrossRegion>();
    const open = requirementsOf(node).toReversed();
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (!countsOn(next, day) || next.impact?.[3] === 0) continue;
      if (next.form !== 'node') {
        open.push(...partsOf(next).toReversed());
        continue;
      }
      const target = estate.positions.get(next.node)!;
      const away = regionOf(next.node);
      if (away !== undefined && away !== home && !found.has(target))
        found.set(target, { owner, target, regions: [home, away], requirement: next });
    }
    return [...found.values()];
  });
};

const onlyRegion = (estate: Estate, id: string): string | undefined => {
  const regions = [...homeOf(estate, id)].filter(
    (place) => estate.nodes[estate.positions.get(place)!]!.kind === 'region',
  );
  return regions.length === 1 ? regions[0] : undefined;
};
