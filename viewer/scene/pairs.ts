/**
 * The dependencies of an estate as pairs of positions, each pair once: from what requires to what is required.
 *
 * Where several requirements join the same two nodes, the pair is what all of them are: soft if all are soft.
 */
import type { Estate } from '../../src/model/estate.ts';
import { type ImpactTable, UNCHANGED } from '../../src/model/impact.ts';
import { type Requirement, impactOf, thresholdOf } from '../../src/model/requirement.ts';

/** None of the requirements can do its worst. */
export const SOFT = 1;
/** All are of groups that can do without some of their members, or are what the switch of such a group needs. */
export const CHOICE = 2;
/** All are needed to start only. */
export const START = 4;
/** All say where it runs. */
export const CONTAINMENT = 8;

export interface Pairs {
  readonly count: number;
  /** Node p's pairs are [start[p], start[p + 1]), by the position of what is required. */
  readonly start: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly flags: Uint8Array;
  /** The other way round: what requires node p is `dependents` in [dependentStart[p], dependentStart[p + 1]). */
  readonly dependentStart: Uint32Array;
  readonly dependents: Uint32Array;
}

/** All pairs of an estate, sorted. What names a node that there is not is left out. */
export const pairsOf = ({ nodes, positions }: Pick<Estate, 'nodes' | 'positions'>): Pairs => {
  const start = new Uint32Array(nodes.length + 1);
  const to: number[] = [];
  const flags: number[] = [];
  const found = new Map<number, number>();
  const add = (id: string, flag: number): void => {
    const position = positions.get(id);
    if (position !== undefined) found.set(position, (found.get(position) ?? ALL) & flag);
  };
  nodes.forEach((node, position) => {
    found.clear();
    if (node.in !== undefined) walk(node.in, CONTAINMENT, UNCHANGED, add);
    for (const requirement of node.dependsOn) walk(requirement, 0, UNCHANGED, add);
    for (const [target, flag] of [...found].toSorted(([a], [b]) => a - b)) {
      to.push(target);
      flags.push(flag);
    }
    start[position + 1] = to.length;
  });
  const targets = Uint32Array.from(to);
  const from = new Uint32Array(targets.length);
  for (let p = 0; p < nodes.length; p++) from.fill(p, start[p], start[p + 1]);
  return {
    count: targets.length,
    start,
    from,
    to: targets,
    flags: Uint8Array.from(flags),
    ...inverse(from, targets, nodes.length),
  };
};

const ALL = SOFT | CHOICE | START | CONTAINMENT;

/** Calls back for every node that a requirement names; `flags` and `outer` are what the groups around it bring. */
const walk = (
  requirement: Requirement,
  flags: number,
  outer: ImpactTable,
  add: (id: string, flags: number) => void,
): void => {
  const own = impactOf(requirement);
  const table: ImpactTable = [outer[own[0]], outer[own[1]], outer[own[2]], outer[own[3]]];
  const here = flags | (requirement.needed === 'start' ? START : 0);
  if (requirement.form === 'node') {
    add(requirement.node, here | (table[3] < 3 ? SOFT : 0));
    return;
  }
  const isChoice = thresholdOf(requirement)[2] < requirement.of.length;
  const inside = here | (isChoice ? CHOICE : 0);
  for (const member of requirement.of) walk(member, inside, table, add);
  for (const required of requirement.failover?.requires ?? []) walk(required, inside, table, add);
};

const inverse = (
  from: Uint32Array,
  to: Uint32Array,
  nodes: number,
): Pick<Pairs, 'dependentStart' | 'dependents'> => {
  const dependentStart = new Uint32Array(nodes + 1);
  for (const target of to) dependentStart[target + 1]!++;
  for (let p = 0; p < nodes; p++) dependentStart[p + 1]! += dependentStart[p]!;
  const next = dependentStart.slice();
  const dependents = new Uint32Array(to.length);
  to.forEach((target, i) => (dependents[next[target]!++] = from[i]!));
  return { dependentStart, dependents };
};
