/**
 * Ids of one's own, replaced segment by segment: what lies below what still does, and what is public keeps its name.
 */
import type { Estate } from '../../model/estate.ts';
import type { Kind } from '../../model/kind.ts';
import type { Node } from '../../model/node.ts';
import { byCodePoint } from '../../model/order.ts';

/** A segment of ids, with those that stand below it. */
interface Branch {
  readonly below: Map<string, Branch>;
  /** Of the node whose id ends here. */
  kind?: Kind;
  /** It is part of an id of a pack that came with the program. */
  isPublic: boolean;
  replacement?: string;
}

const newBranch = (): Branch => ({ below: new Map(), isPublic: false });

/** Whether a pack that came with the program describes a node, whoever else does. */
export const isPublic = ({ origins }: Node): boolean =>
  origins.some(({ source }) => source.isShipped === true);

/** The new ids by the old ones: `app-1`, `aws/us-east-1/database-2`; what is no node by itself is a `group-3`. */
export const newIds = (estates: readonly Estate[]): ReadonlyMap<string, string> => {
  const root = newBranch();
  for (const { nodes } of estates) {
    for (const node of nodes) {
      const stays = isPublic(node);
      let branch = root;
      for (const segment of node.id.split('/')) {
        branch = below(branch, segment);
        branch.isPublic ||= stays;
      }
      branch.kind ??= node.kind;
    }
  }
  const ids = new Set(estates.flatMap(({ nodes }) => nodes.map(({ id }) => id)));
  const counts = new Map<string, number>();
  return new Map([...ids].toSorted(byCodePoint).map((id) => [id, replaced(root, id, counts)]));
};

const below = (branch: Branch, segment: string): Branch => {
  let next = branch.below.get(segment);
  if (next === undefined) branch.below.set(segment, (next = newBranch()));
  return next;
};

const replaced = (root: Branch, id: string, counts: Map<string, number>): string => {
  let branch = root;
  return id
    .split('/')
    .map((segment) => {
      const parent = branch;
      branch = below(parent, segment);
      branch.replacement ??= branch.isPublic ? segment : freeName(parent, branch.kind ?? 'group', counts);
      return branch.replacement;
    })
    .join('/');
};

/** The next name of that kind, unless something public beside it is called so. */
const freeName = (parent: Branch, kind: string, counts: Map<string, number>): string => {
  for (;;) {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const name = `${kind}-${count}`;
    if (parent.below.get(name)?.isPublic !== true) return name;
  }
};
