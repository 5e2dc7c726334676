/** Random models for the laws of cut sets, and their answers found by trying. */
import fc from 'fast-check';
import { compile } from '../../../src/engine/compile.ts';
import { type Inputs, type Network, inputsOf } from '../../../src/engine/network.ts';
import { propagate } from '../../../src/engine/propagate.ts';
import type { Estate } from '../../../src/model/estate.ts';
import type { Rank } from '../../../src/model/state.ts';
import {
  DAY,
  countings,
  groupOf,
  ids,
  impacts,
  named,
  oneIn,
  periods,
  systems,
} from '../../support/documents.ts';
import { estateOf } from '../../support/engine.ts';
import type { RawDocument, RawRequirement } from '../../support/raw.ts';

/** A model, what is asked about, and which nodes may fail. */
export interface Model {
  readonly estate: Estate;
  readonly network: Network;
  readonly inputs: Inputs;
  readonly app: number;
  readonly rank: Rank;
  /** Positions, ascending. */
  readonly universe: readonly number[];
}

/** Requirements that back each other up: groups of two to four, one in four around another, with every impact. */
const redundancy = (depth: number): fc.Arbitrary<RawRequirement> => {
  const member: fc.Arbitrary<RawRequirement> =
    depth === 0
      ? ids
      : fc.oneof(
          { weight: 5, arbitrary: ids },
          { weight: 2, arbitrary: redundancy(depth - 1) },
          { weight: 1, arbitrary: fc.tuple(ids, impacts).map(([node, impact]) => ({ node, impact })) },
        );
  return fc
    .tuple(
      countings,
      fc.array(member, { minLength: 2, maxLength: 4, size: 'max' }),
      oneIn(8, fc.record({ time: fc.constant('1m'), requires: fc.array(member, { maxLength: 1 }) })),
      oneIn(4, impacts),
      oneIn(12, periods),
    )
    .map(([counting, members, failover, impact, period]) =>
      groupOf(counting.form === 'allOf' ? { ...counting, form: 'anyOf' } : counting, members, failover, {
        ...(impact === undefined ? {} : { impact }),
        ...period,
      }),
    );
};

/** Nodes that mostly need groups, and now and then one thing; the last ones need nothing. */
const redundantDocuments = (nodes: number): fc.Arbitrary<RawDocument> =>
  fc
    .array(
      fc.array(fc.oneof({ weight: 7, arbitrary: redundancy(1) }, { weight: 1, arbitrary: ids }), {
        maxLength: 2,
      }),
      {
        minLength: 3,
        maxLength: nodes,
        size: 'max',
      },
    )
    .map((list) => ({
      faultline: 1,
      nodes: named(
        list.map((dependsOn, i) => ({
          kind: 'service',
          dependsOn: 2 * i >= list.length ? [] : dependsOn,
        })),
      ),
    }));

/**
 * Documents with circles, all forms of groups, impact maps, failovers and dates, most of them full of redundancy; the
 * universe is any part of the nodes.
 */
export const models = (nodes = 12): fc.Arbitrary<Model> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 1, arbitrary: systems({ nodes }).map(({ document }) => document) },
        { weight: 3, arbitrary: redundantDocuments(nodes) },
      ),
      fc.nat(11),
      fc.constantFrom<Rank>(1, 2, 3),
      fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }),
      fc.boolean(),
    )
    .map(([document, pick, rank, dice, withApp]) => {
      const estate = estateOf(document);
      const network = compile(estate, DAY);
      const app = pick % estate.nodes.length;
      const universe = estate.nodes.flatMap((_, position) =>
        (position === app ? withApp && dice[position]! < 3 : dice[position]! < 8) ? [position] : [],
      );
      return { estate, network, inputs: inputsOf(network), app, rank, universe };
    });

/** Whether an outage of these nodes leads there, by the engine of `impact`. */
export const leads = ({ network, app, rank }: Model, failed: readonly number[]): boolean =>
  propagate(
    network,
    failed.map((position) => ({ position, rank: 3 })),
  ).ranks[app]! >= rank;

/** All minimal cut sets up to an order, by size, then position: every subset is tried. */
export const cutSetsByTrying = (model: Model, order: number): readonly (readonly number[])[] => {
  const { universe } = model;
  const found: number[][] = [];
  let sets: (readonly number[])[] = [[]];
  for (let size = 0; size <= order; size++) {
    for (const set of sets) {
      if (found.some((cut) => cut.every((position) => set.includes(position)))) continue;
      if (leads(model, set)) found.push([...set]);
    }
    sets = sets.flatMap((set) =>
      universe.filter((position) => position > (set.at(-1) ?? -1)).map((position) => [...set, position]),
    );
  }
  return found;
};
