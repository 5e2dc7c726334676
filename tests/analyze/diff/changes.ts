/** Changes of estates, and what is told of them. */
import { type Comparison, type CompareOptions, compared } from '../../../src/analyze/diff/compare.ts';
import { findingsOf, mendsOf } from '../../../src/analyze/diff/findings.ts';
import type { Estate } from '../../../src/model/estate.ts';
import { stateOf } from '../../../src/model/state.ts';
import { estateOf } from '../../support/engine.ts';
import type { RawDocument } from '../../support/raw.ts';
import { DAY } from '../../engine/estates.ts';

export const compareEstates = (
  base: Estate,
  head: Estate,
  options: Partial<CompareOptions> = {},
): Promise<Comparison> => compared(base, head, { day: DAY, ...options });

export const compareDocuments = (
  base: RawDocument,
  head: RawDocument,
  options: Partial<CompareOptions> = {},
): Promise<Comparison> => compareEstates(estateOf(base), estateOf(head), options);

/** The rules that a change breaks, each with the nodes that it is about. */
export const rulesBroken = (comparison: Comparison): readonly string[] =>
  findingsOf(comparison.lost, comparison.downFrom).map(
    ({ rule, node }) => `${rule.replace('diff/', '')} ${node}`,
  );

export const mendsIn = (comparison: Comparison): readonly string[] =>
  mendsOf(comparison.won, comparison.downFrom).map(
    ({ rule, node }) => `${rule.replace('diff/', '')} ${node}`,
  );

/** All that was lost or won, in names that do not depend on the direction. */
export const losses = ({ lost, won }: Comparison) => ({ lost: named(lost), won: named(won) });

const named = ({
  view,
  falls,
  wider,
  redundancy,
  fates,
  stores,
  crossRegion,
  cutSets,
  cost,
}: Comparison['lost']) => {
  const id = (position: number): string => view.to.estate.nodes[position]!.id;
  return {
    falls: falls.map(({ app, failure, before, after }) => [
      id(app),
      id(failure),
      stateOf(before),
      stateOf(after),
    ]),
    wider: wider.map(({ failure, before, after }) => [id(failure), before, after]),
    redundancy: redundancy.map(({ owner, form, spares, sparesNow }) => [id(owner), form, spares, sparesNow]),
    fates: fates.map(({ owner, shared }) => [id(owner), id(shared)]),
    stores: stores.map(({ store, users }) => [view.from.estate.nodes[store]!.id, users.map(id)]),
    crossRegion: crossRegion.map(({ owner, target }) => [id(owner), id(target)]),
    cutSets: cutSets.sets.map(({ app, failures }) => [id(app), failures.map(id)]),
    cost,
  };
};
