/** The minimal cut sets of a tree's modules, each found in the way that suits it, as diagrams in one table. */
import { Bdd } from './bdd.ts';
import { familyOf } from './bottom-up.ts';
import type { Forest } from './forest.ts';
import { LimitReached, withinLimit } from './limit.ts';
import { MinimalSolutions } from './minimal.ts';
import type { Module } from './modules.ts';
import type { NodeTable } from './node-table.ts';
import { closeTogether } from './orders.ts';
import { chained, isChain, levelsOf, solved } from './solve.ts';
import { type FaultTree, isCoherent } from './tree.ts';
import { NONE, Zbdd } from './zbdd.ts';

export interface Families {
  readonly sets: Forest;
  /** The functions themselves, if they were needed for all modules. */
  readonly functions: Forest | undefined;
}

interface Effort {
  /** Only sets of at most so many events. */
  readonly order: number;
  /** Nodes that a diagram may have. */
  readonly nodes: number;
  /** Whether the whole has been tried, and only low orders are left to be found. */
  readonly isLastTry: boolean;
}

/** Where sets are this small they are found from the bottom up sooner than a diagram of the whole function is. */
const SMALL_ORDER = 4;
/** Nodes of a function beyond which the way from the bottom up is tried before more are spent. */
const ENOUGH_NODES = 2_000_000;
/** What is spent on a function where the whole has failed already. */
const FEW_NODES = 20_000;
/** The same where there is no other way: this part of what may be spent. */
const LAST_SHARE = 0.05;

interface Found {
  readonly family: number;
  readonly function: number | undefined;
  /** By level, from the module's first on. */
  readonly events: readonly number[];
}

/** The sets, or undefined if a limit was reached. */
export const familiesOf = (modules: readonly Module[], effort: Effort): Families | undefined =>
  withinLimit(() => found(modules, effort));

const found = (modules: readonly Module[], { order, nodes, isLastTry }: Effort): Families => {
  const bdd = new Bdd(nodes);
  const zbdd = new Zbdd(nodes);
  const minimal = new MinimalSolutions(bdd, zbdd);
  const leaves: number[] = [];

  const chain = (tree: FaultTree): Found => {
    const { root, events } = chained(bdd.table, tree, leaves.length);
    // Sets with more than is asked for are all that an `and` of so many has.
    const isTooLarge = tree.gates[0]!.operator === 'and' ? events.length > order : order === 0;
    const family = isTooLarge ? NONE : chained(zbdd.table, tree, leaves.length).root;
    return { family, function: root, events };
  };
  const fromFunction = (tree: FaultTree, most: number): Found => {
    const { root, events } = solved(bdd, tree, leaves.length, most);
    zbdd.restart();
    return { family: minimal.of(root, isCoherent(tree), order), function: root, events };
  };
  const fromBelow = (tree: FaultTree): Found => {
    const { size } = zbdd.table;
    const events = closeTogether(tree);
    zbdd.restart();
    try {
      const family = familyOf(zbdd, tree, levelsOf(tree, events, leaves.length), order);
      return { family, function: undefined, events };
    } catch (error) {
      zbdd.rewind(size);
      minimal.forget();
      throw error;
    }
  };
  const familyIn = (tree: FaultTree): Found => {
    if (isChain(tree)) return chain(tree);
    if (!isCoherent(tree)) return fromFunction(tree, isLastTry ? Math.ceil(LAST_SHARE * nodes) : nodes);
    const whole = (most: number) => (): Found => fromFunction(tree, most);
    const below = (): Found => fromBelow(tree);
    const ways = isLastTry
      ? [whole(FEW_NODES), below]
      : order <= SMALL_ORDER
        ? [below, whole(nodes)]
        : [whole(ENOUGH_NODES), below, whole(nodes)];
    for (const way of ways) {
      const found = withinLimit(way);
      if (found !== undefined) return found;
    }
    throw new LimitReached();
  };

  const parts: Found[] = [];
  for (const module of modules) {
    const part = familyIn(module.tree);
    for (const event of part.events) leaves.push(module.leaves[event]!);
    parts.push(part);
  }
  const forestOf = (table: NodeTable, roots: readonly number[]): Forest => ({
    table,
    root: roots.at(-1)!,
    leaves: leaves.map((leaf) => (leaf < 0 ? -1 - roots[-1 - leaf]! : leaf)),
  });
  const functions = parts.flatMap((part) => part.function ?? []);
  return {
    sets: forestOf(
      zbdd.table,
      parts.map(({ family }) => family),
    ),
    functions: functions.length === parts.length ? forestOf(bdd.table, functions) : undefined,
  };
};
