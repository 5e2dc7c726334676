/**
 * Terraform notes of a resource all that it depends on, also through others. What another way leads to already is
 * left out, so that an edge stands for a dependency of its own; who reaches whom stays the same.
 */
import type { Described } from './described.ts';

/** For each resource what it depends on besides what its references lead to, directly or through others. */
export const reduced = (resources: readonly Described[]): ReadonlyMap<string, readonly string[]> => {
  const next = new Map<string, Set<string>>();
  for (const { local, references, dependencies } of resources) {
    next.set(local, new Set([...references.map(({ to }) => to), ...dependencies]));
  }
  const reachable = reachFrom(next);
  const direct = new Map(
    resources.map(({ local, references }) => [local, new Set(references.map(({ to }) => to))]),
  );
  return new Map(
    resources.map(({ local, dependencies }) => {
      const own = direct.get(local)!;
      const ways = [...new Set([...own, ...dependencies])].filter((to) => to !== local);
      const rest = [...dependencies].filter(
        (to) =>
          to !== local &&
          !own.has(to) &&
          // In a circle each is behind the other: then both stay.
          !ways.some((way) => way !== to && reachable(way).has(to) && !reachable(to).has(way)),
      );
      return [local, rest];
    }),
  );
};

/** All that is reached from a node, itself only through a circle; found once for each. */
const reachFrom = (
  next: ReadonlyMap<string, ReadonlySet<string>>,
): ((from: string) => ReadonlySet<string>) => {
  const known = new Map<string, ReadonlySet<string>>();
  return (from) => {
    const before = known.get(from);
    if (before !== undefined) return before;
    const reached = new Set<string>();
    const open = [...(next.get(from) ?? [])];
    for (let to = open.pop(); to !== undefined; to = open.pop()) {
      if (reached.has(to)) continue;
      reached.add(to);
      for (const further of next.get(to) ?? []) open.push(further);
    }
    known.set(from, reached);
    return reached;
  };
};
