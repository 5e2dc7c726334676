/** One change that is tried: the patch that makes it, or why it makes no sense. */
import type { PartialNode } from '../../model/document.ts';
import { type Estate, nodeById } from '../../model/estate.ts';
import { cappedAt } from '../../model/impact.ts';
import { type Node, requirementsOf } from '../../model/node.ts';
import { quoted } from '../../model/printable.ts';
import { type Requirement, targetsOf } from '../../model/requirement.ts';
import type { State } from '../../model/state.ts';
import { type Patch, joined, rewritten } from '../advise/edit.ts';
import { isPacks } from '../advise/fixed.ts';
import { copyIn } from './copy.ts';
import { depthOf, softened, widened, without } from './requirements.ts';

/** A change that is tried; nodes by their ids. */
export type WhatIf =
  /** The dependency can do no worse than `impact` (never outage); `operational`: it no longer matters. */
  | { readonly type: 'soften'; readonly from: string; readonly to: string; readonly impact: State }
  /** The dependency is taken away; out of a group, the group goes on without it. */
  | { readonly type: 'remove'; readonly from: string; readonly to: string }
  /** A new dependency. */
  | { readonly type: 'add'; readonly from: string; readonly to: string; readonly impact?: State }
  /** `from` needs any one of `to` and the others, where it needed `to`. */
  | { readonly type: 'group'; readonly from: string; readonly to: string; readonly others: readonly string[] }
  /** A copy of `node` in another zone or region, and whoever needs the node then needs either. */
  | { readonly type: 'replica'; readonly node: string; readonly place: string };

export interface Change {
  readonly patch: Patch;
  /** Requirements that it takes back, by node. */
  readonly gone: ReadonlyMap<string, readonly Requirement[]>;
}

export interface Refusal {
  /** In words, a sentence without a full stop. */
  readonly why: string;
}

/** The change to an estate; it is laid above it as it is now. */
export const changeOf = (estate: Estate, edit: WhatIf): Change | Refusal => {
  switch (edit.type) {
    case 'soften':
      return between(estate, edit, (node) => softenedAt(node, edit.to, edit.impact));
    case 'remove':
      return between(estate, edit, (node) => removedAt(node, edit.to));
    case 'add':
      return between(estate, edit, (node) => addedAt(node, edit.to, edit.impact));
    case 'group':
      return between(estate, edit, (node) => groupedAt(estate, node, edit.to, edit.others));
    case 'replica':
      return copiedTo(estate, edit.node, edit.place);
  }
};

/** A change to what `from` requires, if both are there and it is somebody's to change. */
const between = (
  estate: Estate,
  { from, to }: { readonly from: string; readonly to: string },
  how: (node: Node) => Change | Refusal,
): Change | Refusal => {
  const node = nodeById(estate, from);
  if (node === undefined) return unknown(from);
  if (!estate.positions.has(to)) return unknown(to);
  // A document may well say otherwise. But no document of ours changes how a provider builds its services.
  return isPacks(node)
    ? { why: `${from} is run by its provider, and needs what the provider says` }
    : how(node);
};

const unknown = (id: string): Refusal => ({ why: `there is no ${quoted(id)}` });

// —— a dependency ———————————————————————————————————————————————————————————————————————————————————————————————————

const softenedAt = (node: Node, to: string, impact: State): Change | Refusal => {
  if (impact === 'outage') return { why: 'a dependency that can do its worst is not soft' };
  return changed(
    node,
    to,
    (one) => softened(one, to, cappedAt(impact)),
    `${to} can do no worse than that to ${node.id} already`,
  );
};

const removedAt = (node: Node, to: string): Change | Refusal => {
  if (node.in !== undefined && without(node.in, to) === undefined)
    return { why: `${node.id} runs in ${to}, and must run somewhere: try a copy in another place` };
  return changed(node, to, (one) => without(one, to), `${node.id} does not need ${to}`);
};

const addedAt = (node: Node, to: string, impact: State | undefined): Change | Refusal => {
  if (node.id === to) return { why: `${to} cannot need itself` };
  if (impact === 'operational') return { why: 'a dependency without any impact changes nothing' };
  const isThere = requirementsOf(node).some(
    (one) =>
      one.form === 'node' &&
      one.node === to &&
      one.impact?.[3] !== 0 &&
      one.validFrom === undefined &&
      one.validUntil === undefined,
  );
  if (isThere) return { why: `${node.id} needs ${to} already` };
  const isSoft = impact !== undefined && impact !== 'outage';
  const added: Requirement = { form: 'node', node: to, ...(isSoft ? { impact: cappedAt(impact) } : {}) };
  // One that has no impact is the same requirement as the new one, and makes room for it.
  const inert = node.dependsOn.filter(
    (one) => one.form === 'node' && one.node === to && one.impact?.[3] === 0,
  );
  return changeWith(node, rewritten(node, new Map(inert.map((one) => [one, []])), [added]));
};

const groupedAt = (estate: Estate, node: Node, to: string, others: readonly string[]): Change | Refusal => {
  const missing = others.find((id) => !estate.positions.has(id));
  if (missing !== undefined) return unknown(missing);
  if (others.includes(node.id)) return { why: `${node.id} cannot stand in for what it needs` };
  const more = [...new Set(others)].filter((id) => id !== to);
  if (more.length === 0) return { why: `nothing is named that could stand in for ${to}` };
  return changed(
    node,
    to,
    (one) => widened(one, to, more),
    `${node.id} can use ${more.join(' or ')} instead of ${to} already`,
  );
};

/** Groups in groups that a document may have. */
const MOST_NESTED = 64;

/** Every requirement of a node that names `to`, changed; a refusal if it has none, or all of them stay the same. */
const changed = (
  node: Node,
  to: string,
  how: (requirement: Requirement) => Requirement | undefined,
  same: string,
): Change | Refusal => {
  const naming = requirementsOf(node).filter((one) => targetsOf(one).includes(to));
  if (naming.length === 0) return { why: `${node.id} does not need ${to}` };
  const now = new Map<Requirement, readonly Requirement[]>();
  for (const one of naming) {
    const after = how(one);
    if (after === one) continue;
    if (after !== undefined && depthOf(after) > MOST_NESTED)
      return { why: `groups would be nested more than ${MOST_NESTED} deep` };
    now.set(one, after === undefined ? [] : [after]);
  }
  return now.size === 0 ? { why: same } : changeWith(node, rewritten(node, now));
};

const changeWith = (
  { id }: Node,
  { patch, gone }: { readonly patch: PartialNode; readonly gone: readonly Requirement[] },
): Change => ({ patch: new Map([[id, patch]]), gone: new Map([[id, gone]]) });

// —— a copy —————————————————————————————————————————————————————————————————————————————————————————————————————————

const copiedTo = (estate: Estate, id: string, place: string): Change | Refusal => {
  const copy = copyIn(estate, id, place);
  if ('why' in copy) return copy;
  const users = estate.nodes.filter(
    (node) => node.id !== copy.id && requirementsOf(node).some((one) => targetsOf(one).includes(id)),
  );
  if (users.length === 0) return { why: `nothing needs ${id}, so a copy of it would stand in for nobody` };
  const own = users.filter((node) => !isPacks(node));
  if (own.length === 0) return { why: `only what its provider runs needs ${id}` };
  const changes = own.flatMap((node) => {
    const change = changed(node, id, (one) => widened(one, id, [copy.id]), '');
    return 'why' in change ? [] : [change];
  });
  if (changes.length === 0) return { why: `whoever needs ${id} can use ${copy.id} already` };
  return {
    patch: changes.reduce<Patch>((patch, change) => joined(patch, change.patch), copy.patch),
    gone: new Map(changes.flatMap(({ gone }) => [...gone])),
  };
};
