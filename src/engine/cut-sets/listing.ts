/** What is asked of a family of sets of modules: how many sets of events there are of each size, or the first of them. */
import { NONE, UNIT, type Zbdd } from '../fault-tree/zbdd.ts';
import { type Algebra, type Module, valueOf } from './modules.ts';

/** A family and what its levels stand for. */
export interface ModuleFamily {
  readonly zbdd: Zbdd;
  readonly root: number;
  /** By level. They share no events. */
  readonly modules: readonly Module[];
}

/** The value of a family: of each node either that of its low child, or its module together with its high child. */
export const familyValue = <T>(algebra: Algebra<T>, { zbdd, root, modules }: ModuleFamily): T => {
  const { data } = zbdd.table;
  const moduleValues = new Map<number, T>();
  const moduleValue = (level: number): T => {
    const known = moduleValues.get(level) ?? valueOf(algebra, modules[level]!);
    moduleValues.set(level, known);
    return known;
  };
  const values = new Map<number, T>([
    [NONE, algebra.none],
    [UNIT, algebra.unit],
  ]);
  for (const node of nodesBelow(zbdd, root)) {
    const low = values.get(data[4 * node + 1]!)!;
    const high = values.get(data[4 * node + 2]!)!;
    values.set(node, algebra.either([low, algebra.both(moduleValue(data[4 * node]!), high)]));
  }
  return values.get(root)!;
};

/** Nodes of a family, children before parents. */
const nodesBelow = ({ table: { data } }: Zbdd, root: number): readonly number[] => {
  const seen = new Set<number>();
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node <= UNIT || seen.has(node)) continue;
    seen.add(node);
    open.push(data[4 * node + 1]!, data[4 * node + 2]!);
  }
  return [...seen].toSorted((a, b) => a - b);
};
