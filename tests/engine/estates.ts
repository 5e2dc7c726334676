/** Estates made of plain documents, and what becomes of them, for tests that want to look inside. */
import { type Outcome, propagate } from '../../src/engine/propagate.ts';
import { compile } from '../../src/engine/compile.ts';
import type { Estate } from '../../src/model/estate.ts';
import { type Rank, type State, rankOf, stateOf } from '../../src/model/state.ts';
import { estateOf } from '../support/engine.ts';
import type { RawNode, RawRequirement } from '../support/raw.ts';

/** Nodes by id: what each needs, or more of it. */
export type Needs = Readonly<Record<string, readonly RawRequirement[] | Partial<RawNode>>>;

export const DAY = '2024-06-15';

/** The estate of nodes that are services unless it is said. */
export const estateWith = (needs: Needs): Estate =>
  estateOf({
    faultline: 1,
    nodes: Object.fromEntries(
      Object.entries(needs).map(([id, node]) => [
        id,
        {
          kind: 'service',
          ...(isList(node) ? { dependsOn: node } : node),
        },
      ]),
    ),
  });

const isList = (node: Needs[string]): node is readonly RawRequirement[] => Array.isArray(node);

export const outcomeOf = (estate: Estate, faults: Readonly<Record<string, State>>, day = DAY): Outcome =>
  propagate(
    compile(estate, day),
    Object.entries(faults).map(([id, state]) => ({
      position: estate.positions.get(id)!,
      rank: rankOf(state),
    })),
  );

/** The nodes that are not operational, and what they are. */
export const affectedIn = (estate: Estate, { ranks }: Outcome): Readonly<Record<string, State>> =>
  Object.fromEntries(
    estate.nodes.flatMap(({ id }, position) =>
      ranks[position] === 0 ? [] : [[id, stateOf(ranks[position] as Rank)]],
    ),
  );
