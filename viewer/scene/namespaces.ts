/**
 * Boxes by the first two parts of ids: cluster and namespace, repository and folder, provider and region.
 *
 * A part that all share makes no box of its own, nor does one with a single node.
 */
import type { Node } from '../../src/model/node.ts';
import { groupBy } from '../../src/model/group-by.ts';
import { named, relativeTo, shownText } from './names.ts';
import { type Draft, type Tree, treeOf } from './tree.ts';

/** The boxes of nodes that are sorted by id. */
export const namespacesOf = (nodes: readonly Pick<Node, 'id'>[]): Tree => {
  const home = new Int32Array(nodes.length).fill(-1);
  const drafts: Draft[] = [];
  const paths: string[] = [];
  const enclose = (positions: readonly number[], outer: number): number => {
    const path = commonPath(positions.map((position) => nodes[position]!.id));
    drafts.push({
      key: named('namespace', path),
      label: shownText(relativeTo(path, paths[outer])),
      parent: outer,
      isGathered: false,
      isDull: false,
    });
    paths.push(path);
    for (const position of positions) home[position] = drafts.length - 1;
    return drafts.length - 1;
  };
  const all = nodes.map((_, position) => position);
  for (const members of groupBy(all, (position) => startOf(nodes[position]!.id, 0)).values()) {
    if (members.length < 2) continue;
    const outer = enclose(members, -1);
    const { length } = paths[outer]!;
    const parts = groupBy(members, (position) => startOf(nodes[position]!.id, length + 1));
    for (const inner of parts.values())
      if (inner.length > 1 && inner.length < members.length) enclose(inner, outer);
  }
  return treeOf(drafts, home);
};

/** The id up to the end of the part that character `from` is in. */
export const startOf = (id: string, from: number): string => {
  const slash = id.indexOf('/', from);
  return slash < 0 ? id : id.slice(0, slash);
};

/** The longest path that all ids lie in or are; '' if there is none. */
export const commonPath = (ids: readonly string[]): string => {
  let common = ids[0] ?? '';
  for (const id of ids) {
    while (common !== '' && id !== common && !id.startsWith(`${common}/`))
      common = common.slice(0, Math.max(0, common.lastIndexOf('/')));
  }
  return common;
};
