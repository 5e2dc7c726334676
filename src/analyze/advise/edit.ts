/**
 * A change to an estate as it would be written: nodes of a document that stands above the one there is.
 *
 * What it does is never guessed: it is laid over the estate by the same rules by which documents are merged, and what is
 * printed of it is read back to the same.
 */
import { united } from '../../assemble/merge.ts';
import type { PartialNode } from '../../model/document.ts';
import type { Estate } from '../../model/estate.ts';
import { cappedAt } from '../../model/impact.ts';
import { type Node, byId } from '../../model/node.ts';
import { byCodePoint } from '../../model/order.ts';
import { type NodeRequirement, type Requirement, thresholdOf } from '../../model/requirement.ts';

/** Nodes by id, as the stronger document describes them. */
export type Patch = ReadonlyMap<string, PartialNode>;

/** The estate with a patch above it. */
export const patched = (estate: Estate, patch: Patch): Estate => {
  const nodes = estate.nodes.map((node) => {
    const stronger = patch.get(node.id);
    return stronger === undefined ? node : (united(stronger, node) as Node);
  });
  for (const [id, node] of patch) if (!estate.positions.has(id)) nodes.push(node as Node);
  const sorted = nodes.toSorted(byId);
  return { ...estate, nodes: sorted, positions: new Map(sorted.map(({ id }, position) => [id, position])) };
};

/** Two patches as one document; the later one has seen what the earlier one made. */
export const joined = (earlier: Patch, later: Patch): Patch => {
  const nodes = new Map(earlier);
  for (const [id, node] of later) {
    const before = nodes.get(id);
    nodes.set(id, before === undefined ? node : united(node, before));
  }
  return nodes;
};

/** A node of a patch that says nothing yet. */
export const emptyNode = (id: string): PartialNode => ({ id, tags: [], dependsOn: [], origins: [] });

/**
 * The patch that puts a requirement of a node in the place of another one.
 *
 * On the same nodes the new one is the stronger; else the old one is taken back by being given no impact. Requirements on
 * the same nodes are one when documents are merged, so others of these are said again.
 */
export const replaced = (node: Node, old: Requirement, now: readonly Requirement[]): PartialNode =>
  rewritten(node, new Map([[old, now]])).patch;

/**
 * The same for several requirements of a node at once, each with what stands in its place (nothing: it is taken back), and
 * for new ones. Where something runs cannot be taken back, only be exchanged.
 */
export const rewritten = (
  node: Node,
  now: ReadonlyMap<Requirement, readonly Requirement[]>,
  added: readonly Requirement[] = [],
): Rewritten => {
  const place = node.in === undefined ? undefined : now.get(node.in)?.[0];
  const old = node.dependsOn.filter((one) => now.has(one));
  const fresh = [...old.flatMap((one) => now.get(one)!), ...added];
  const touched = new Set([...old, ...fresh].map(targetKey));
  const same = node.dependsOn.filter((one) => !now.has(one) && touched.has(targetKey(one)));
  const said = new Set([...fresh, ...same].map(targetKey));
  const gone = old.filter((one) => {
    const key = targetKey(one);
    return !said.has(key) && said.add(key);
  });
  const patch = {
    ...emptyNode(node.id),
    ...(place === undefined ? {} : { in: place }),
    dependsOn: [...fresh, ...same, ...gone.map(withoutImpact)],
  };
  return { patch, gone };
};

interface Rewritten {
  readonly patch: PartialNode;
  /** Requirements that are taken back: the patch gives them no impact. */
  readonly gone: readonly Requirement[];
}

/** A requirement on a node as one on any one of it and others, with the same terms. */
export const eitherOf = (requirement: NodeRequirement, others: readonly string[]): Requirement => {
  const { form: _, node, source: __, confidence: ___, origin: ____, impact, why, ...terms } = requirement;
  return {
    ...terms,
    form: 'anyOf',
    of: [node, ...others].map((id) => ({ form: 'node', node: id })),
    ...(impact === undefined ? {} : { impact }),
    ...(why === undefined ? {} : { why }),
  };
};

const withoutImpact = (requirement: Requirement): Requirement => {
  const { why: _, source: __, confidence: ___, origin: ____, ...rest } = requirement;
  return { ...rest, impact: cappedAt('operational') };
};

/** What requirements must have in common to be one in merged documents: the rule of `assemble/merge.ts`. */
export const targetKey = (requirement: Requirement): string =>
  requirement.form === 'node'
    ? requirement.node
    : `${thresholdOf(requirement).join(',')} of (${requirement.of.map(targetKey).toSorted(byCodePoint).join(' ')})`;
