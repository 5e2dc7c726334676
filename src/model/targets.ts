/**
 * What requirements name, resolved: ids to positions, once for everyone who needs them.
 *
 * Looking up an id costs some 300 ns in an estate of 100,000 nodes (a string to be hashed and compared, far apart in
 * memory), and there are 580,000 of them: checking references and compiling must not each pay it.
 */
import type { Estate } from './estate.ts';
import { type Requirement, targetsOf } from './requirement.ts';

/** Stands for an id that no node has. */
export const UNKNOWN = -1;

/**
 * Positions of all nodes that requirements name, in one order: node by node, `in` before `dependsOn`, and each
 * requirement's as `targetsOf` lists them.
 */
export const resolvedTargets = (estate: Pick<Estate, 'nodes' | 'positions'>): Int32Array => {
  const known = resolved.get(estate.nodes);
  if (known !== undefined) return known;
  const { nodes, positions } = estate;
  let targets = new Int32Array(nodes.length * 8 + 64);
  let count = 0;
  const push = (id: string): void => {
    if (count === targets.length) {
      const grown = new Int32Array(2 * count);
      grown.set(targets);
      targets = grown;
    }
    targets[count++] = positions.get(id) ?? UNKNOWN;
  };
  const resolve = (requirement: Requirement): void => {
    if (requirement.form === 'node') push(requirement.node);
    else for (const id of targetsOf(requirement)) push(id);
  };
  for (const node of nodes) {
    if (node.in !== undefined) resolve(node.in);
    for (const requirement of node.dependsOn) resolve(requirement);
  }
  const trimmed = targets.slice(0, count);
  resolved.set(nodes, trimmed);
  return trimmed;
};

/**
 * A resolved target that must be known.
 *
 * @throws Error if no node has the id: the document reader refuses that.
 */
export const checkedTarget = (id: string, position: number | undefined): number => {
  if (position === undefined || position === UNKNOWN) throw new Error(`"${id}" is not in the estate`);
  return position;
};

const resolved = new WeakMap<Estate['nodes'], Int32Array>();
