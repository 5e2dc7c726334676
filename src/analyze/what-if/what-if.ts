/**
 * Changes that somebody tries: an estate as they leave it, and the document that says the same.
 *
 * Each change is a patch that is laid above the estate by the rules by which documents are merged; what is printed of all
 * of them, read back above the same documents, gives the same answers. Later changes see what earlier ones made.
 */
import { type Estate, nodeById } from '../../model/estate.ts';
import { type Patch, joined, patched, targetKey } from '../advise/edit.ts';
import { snippetOf } from '../advise/snippet.ts';
import { type Change, type WhatIf, changeOf } from './change.ts';

export type { WhatIf } from './change.ts';

interface WhatIfResult {
  /** The same object if nothing was changed. */
  readonly estate: Estate;
  /** A document to lay above those that there are, as YAML; '' if nothing was changed. */
  readonly patch: string;
  /** Changes that make no sense, by their index, and why, in words. */
  readonly refused: readonly { readonly index: number; readonly why: string }[];
}

/**
 * The estate as changes leave it, one after the other; those that make no sense are left out.
 *
 * @param include what the document that is printed includes: the paths of those that it stands above
 */
export const edited = (
  estate: Estate,
  edits: readonly WhatIf[],
  include: readonly string[],
): WhatIfResult => {
  let patch: Patch = new Map();
  let gone: Gone = new Map();
  let now = estate;
  const refused: { index: number; why: string }[] = [];
  for (const [index, edit] of edits.entries()) {
    const change = changeOf(now, edit);
    if ('why' in change) {
      refused.push({ index, why: change.why });
      continue;
    }
    gone = goneAfter(gone, change);
    patch = joined(patch, change.patch);
    now = withoutGone(patched(estate, patch), gone);
  }
  const said = neededOf(patch, estate, gone);
  return {
    estate: now,
    patch: said.size === 0 ? '' : `${snippetOf(said, include).join('\n')}\n`,
    refused,
  };
};

/**
 * What was taken back, by node: what these requirements were on.
 *
 * A document can only say that they have no impact. In the estate they are left out, so that no arrow is drawn for them.
 */
type Gone = ReadonlyMap<string, ReadonlySet<string>>;

const goneAfter = (before: Gone, { patch, gone }: Change): Gone => {
  const after = new Map(before);
  for (const [id, { dependsOn }] of patch) {
    const now = new Set((gone.get(id) ?? []).map(targetKey));
    const said = new Set(dependsOn.map(targetKey));
    const still = [...(before.get(id) ?? [])].filter((key) => !said.has(key));
    after.set(id, new Set([...still, ...now]));
  }
  return after;
};

/** The patch without what takes back what only the patch itself had said. */
const neededOf = (patch: Patch, estate: Estate, gone: Gone): Patch =>
  new Map(
    [...patch].flatMap(([id, node]) => {
      const known = nodeById(estate, id);
      const keys = new Set((known?.dependsOn ?? []).map(targetKey));
      const dependsOn = node.dependsOn.filter((one) => {
        const key = targetKey(one);
        return keys.has(key) || gone.get(id)?.has(key) !== true;
      });
      const isEmpty = known !== undefined && node.in === undefined && dependsOn.length === 0;
      return isEmpty ? [] : [[id, { ...node, dependsOn }] as const];
    }),
  );

const withoutGone = (estate: Estate, gone: Gone): Estate => ({
  ...estate,
  nodes: estate.nodes.map((node) => {
    const keys = gone.get(node.id);
    if (keys === undefined || keys.size === 0) return node;
    return { ...node, dependsOn: node.dependsOn.filter((one) => !keys.has(targetKey(one))) };
  }),
});
