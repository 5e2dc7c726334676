/** How many needs have one, two, three kinds of sources: so that the reader can trust the rest. */
import { TESTIMONIES, type TestimonyKind } from '../../model/fact.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Ledger, Testimony } from '../../model/testimony.ts';
import type { Known } from './known.ts';
import { type Need, isComparable, tellingOf } from './needs.ts';
import { canBeCalled } from './traces.ts';

export interface Agreement {
  /** Needs that a program has while it runs: those that several kinds of sources can know. */
  readonly needs: number;
  /** How many of them are known to so many kinds of sources: the first is those known to one. */
  readonly byNumber: readonly number[];
  /** How many are known to just these kinds, most first. */
  readonly byKinds: readonly { readonly kinds: readonly TestimonyKind[]; readonly needs: number }[];
  /** Needs of other sorts: permissions, networks, what is needed to start. Only infrastructure tells of those. */
  readonly others: number;
}

/** Counts needs by the kinds of sources that know them. */
export const agreementOf = (needs: readonly Need[], known: Known): Agreement => {
  const comparable = needs.filter((need) => isComparable(need) && canBeCalled(need.to, known));
  const byKinds = [...groupBy(comparable.map(kindsOf), order)]
    .map(([number, same]) => ({ kinds: same[0]!, needs: same.length, number }))
    .toSorted((a, b) => b.needs - a.needs || a.number - b.number)
    .map(({ kinds, needs: many }) => ({ kinds, needs: many }));
  return {
    needs: comparable.length,
    byNumber: TESTIMONIES.map((_, i) =>
      byKinds.reduce((sum, { kinds, needs: many }) => sum + (kinds.length === i + 1 ? many : 0), 0),
    ),
    byKinds,
    others: needs.length - comparable.length,
  };
};

/** The kinds of sources that know a need while it runs. */
export const kindsOf = (need: Need): readonly TestimonyKind[] => {
  const told = tellingOf(need);
  return TESTIMONIES.filter((kind) =>
    kind === 'observed' ? need.seen.length > 0 : told.some(({ tells }) => tells === kind),
  );
};

/** A number for each set of kinds; of two as frequent sets, always the same comes first. */
const order = (kinds: readonly TestimonyKind[]): number =>
  kinds.reduce((sum, kind) => sum + 2 ** TESTIMONIES.indexOf(kind), 0);

/** What one kind of source gave. */
export interface SourceCount {
  readonly tells: TestimonyKind;
  /** The scanners' realms: `kubernetes`, `terraform`. */
  readonly realms: readonly string[];
  readonly nodes: number;
  readonly edges: number;
}

/** What each kind of source gave, in the order of the kinds; those that gave nothing are left out. */
export const sourcesOf = ({ sightings, testimonies }: Ledger): readonly SourceCount[] => {
  const seenBy = groupBy(sightings, ({ tells }) => tells);
  const saidBy = groupBy(testimonies, ({ tells }) => tells);
  return TESTIMONIES.flatMap((tells) => {
    const seen = seenBy.get(tells) ?? [];
    const said = saidBy.get(tells) ?? [];
    const realms = new Set([...seen, ...said].map(({ realm }) => realm).filter((realm) => realm !== ''));
    return seen.length + said.length === 0
      ? []
      : [
          {
            tells,
            realms: [...realms].toSorted(),
            nodes: new Set(seen.map(({ node }) => node)).size,
            edges: pairsIn(said),
          },
        ];
  });
};

/** How many pairs of nodes there are; sets for each node, as a joined key for each pair takes much longer. */
const pairsIn = (said: readonly Testimony[]): number =>
  [...groupBy(said, ({ from }) => from).values()].reduce(
    (sum, own) => sum + (own.length === 1 ? 1 : new Set(own.map(({ to }) => to)).size),
    0,
  );
