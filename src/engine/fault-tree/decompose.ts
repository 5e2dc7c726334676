/**
 * A fault tree taken apart as far as it goes: simplified, cut into modules, events that stand together made modules of
 * their own; and again, because each of these may make room for the others.
 */
import { grouped } from './grouping.ts';
import { type Module, modulesOf } from './modules.ts';
import { simplified } from './simplify.ts';
import type { FaultTree } from './tree.ts';

/** A module, those of its leaves that are modules as such. */
interface Part {
  readonly tree: FaultTree;
  readonly leaves: readonly (number | Part)[];
}

/** A part that is being worked on: what it is becomes known later. */
type Growing = { -readonly [Key in keyof Part]: Part[Key] };

/** The modules of a tree, those that others depend on first; the last is the top's. */
export const decomposed = (tree: FaultTree): readonly Module[] => {
  const top: Growing = { tree, leaves: Array.from({ length: tree.eventCount }, (_, event) => event) };
  const waiting = [top];
  while (waiting.length > 0) refine(waiting.pop()!, waiting);
  return inOrder(top);
};

/** Makes a part what it is in the end, or cuts it into more of them. */
const refine = (part: Growing, waiting: Growing[]): void => {
  const modules = modulesOf(simplified(part.tree));
  const parts: Growing[] = [];
  for (const { tree, leaves } of modules) {
    const own = leaves.map((leaf) => (leaf < 0 ? parts[-1 - leaf]! : part.leaves[leaf]!));
    const isLast = parts.length === modules.length - 1;
    const one: Growing = isLast ? part : { tree, leaves: own };
    one.tree = tree;
    one.leaves = own;
    parts.push(one);
  }
  for (const one of parts) {
    if (one.tree.gates.length < 2) continue;
    const found = grouped(one.tree);
    if (found === undefined) continue;
    one.leaves = [
      ...one.leaves,
      ...found.groups.map(({ operator, events }): Part =>
        gateOver(
          operator,
          events.map((event) => one.leaves[event]!),
        ),
      ),
    ];
    one.tree = found.tree;
    waiting.push(one);
  }
};

const gateOver = (operator: 'and' | 'or', leaves: readonly (number | Part)[]): Part => ({
  tree: {
    eventCount: leaves.length,
    gates: [{ operator, atLeast: 0, inputs: leaves.map((_, at) => 2 * at) }],
    top: 2 * leaves.length,
  },
  leaves,
});

const inOrder = (top: Part): readonly Module[] => {
  const numbers = new Map<Part, number>();
  const modules: Module[] = [];
  const path: { readonly part: Part; next: number }[] = [{ part: top, next: 0 }];
  while (path.length > 0) {
    const step = path.at(-1)!;
    const { leaves, tree } = step.part;
    const leaf = leaves[step.next++];
    if (leaf === undefined) {
      path.pop();
      numbers.set(step.part, modules.length);
      modules.push({
        tree,
        leaves: leaves.map((one) => (typeof one === 'number' ? one : -1 - numbers.get(one)!)),
      });
    } else if (typeof leaf !== 'number' && !numbers.has(leaf)) path.push({ part: leaf, next: 0 });
  }
  return modules;
};
