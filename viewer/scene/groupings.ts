/** The boxes of each grouping, all of them: which of them are open is decided later. */
import type { Estate } from '../../src/model/estate.ts';
import { groupBy } from '../../src/model/group-by.ts';
import { KINDS, type Kind } from '../../src/model/kind.ts';
import type { Node } from '../../src/model/node.ts';
import { byText } from '../../src/model/order.ts';
import type { Grouping } from '../model/state.ts';
import { kindsText, named, relativeTo, shownText } from './names.ts';
import { namespacesOf } from './namespaces.ts';
import { placesOf } from './places.ts';
import { type Draft, type Tree, treeOf } from './tree.ts';

/** The boxes that a grouping draws around the nodes of an estate. */
export const groupedBy = (estate: Estate, by: Grouping): Tree => {
  switch (by) {
    case 'place':
      return byPlace(estate);
    case 'namespace':
      return namespacesOf(estate.nodes);
    case 'owner':
      return byOwner(estate.nodes);
    case 'kind':
      return byKind(estate.nodes);
    case 'none':
      return treeOf([], new Int32Array(estate.nodes.length).fill(-1));
  }
};

/** A node that others lie in is a box. */
const byPlace = (estate: Estate): Tree => {
  const around = placesOf(estate);
  const places = [...new Set(around)].filter((position) => position >= 0).toSorted((a, b) => a - b);
  const numbers = new Int32Array(around.length).fill(-1);
  places.forEach((position, number) => (numbers[position] = number));
  const drafts = places.map((position): Draft => {
    const { id, name, kind } = estate.nodes[position]!;
    const outer = around[position]!;
    const short = relativeTo(id, outer < 0 ? undefined : estate.nodes[outer]!.id);
    return {
      key: `place:${id}`,
      label: name === undefined || isSaid(short, name) ? short : `${short} · ${shownText(name)}`,
      kind,
      position,
      parent: outer < 0 ? -1 : numbers[outer]!,
      isGathered: false,
      isDull: false,
    };
  });
  return treeOf(
    drafts,
    around.map((position) => (position < 0 ? -1 : numbers[position]!)),
  );
};

/** Whether the name says no more than the id. */
const isSaid = (id: string, name: string): boolean => plain(id).endsWith(plain(name));

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** Those without an owner are in a box of their own, the last, if others have one. */
const byOwner = (nodes: readonly Node[]): Tree => {
  const owners = [...new Set(nodes.flatMap(({ owner }) => (isOwner(owner) ? [owner] : [])))].toSorted(
    byText((owner) => owner),
  );
  const numbers = new Map(owners.map((owner, number) => [owner, number]));
  const isAnyWithout = owners.length > 0 && nodes.some(({ owner }) => !isOwner(owner));
  const drafts = owners.map((owner): Draft => plainBox(named('owner', owner), shownText(owner)));
  return treeOf(
    isAnyWithout ? [...drafts, plainBox('owner:', 'no owner')] : drafts,
    Int32Array.from(nodes, ({ owner }) =>
      isOwner(owner) ? numbers.get(owner)! : isAnyWithout ? owners.length : -1,
    ),
  );
};

const isOwner = (owner: string | undefined): owner is string => owner !== undefined && owner !== '';

const byKind = (nodes: readonly Node[]): Tree => {
  const present = groupBy(nodes, ({ kind }) => kind);
  const kinds: readonly Kind[] = KINDS.filter((kind) => present.has(kind));
  return treeOf(
    kinds.map((kind) => plainBox(`kind:${kind}`, kindsText(kind))),
    Int32Array.from(nodes, ({ kind }) => kinds.indexOf(kind)),
  );
};

const plainBox = (key: string, label: string): Draft => ({
  key,
  label,
  parent: -1,
  isGathered: false,
  isDull: false,
});
