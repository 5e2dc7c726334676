/**
 * Boxes where nobody drew any: where very much lies in one box, or in none, it is gathered by the first way of telling
 * it apart that makes few parts: by the paths of ids, by owner, by kind, by tier, at last by the alphabet.
 */
import type { Estate } from '../../src/model/estate.ts';
import { groupBy } from '../../src/model/group-by.ts';
import type { Node } from '../../src/model/node.ts';
import { kindsText, named, relativeTo, shownText } from './names.ts';
import { commonPath, startOf } from './namespaces.ts';
import { type Draft, type Tree, treeOf } from './tree.ts';

export interface Limits {
  /** Nodes that may lie loose in a box, or in none. */
  readonly loose: number;
  /** Boxes that may lie in a box, or in none. */
  readonly boxes: number;
  /** Parts that a box is divided into. */
  readonly parts: number;
}

/** With these the smallest picture, all boxes closed, is within its budget, and has room for arrows. */
export const limitsFor = (budget: number): Limits => {
  const parts = Math.max(2, Math.min(40, budget >> 3));
  return { loose: Math.min(24, parts), boxes: Math.max(2, Math.min(240, Math.floor(0.7 * budget))), parts };
};

/** The largest share that a part should have. */
const EVEN = 0.8;
/** Things that a part by the alphabet should have. */
const RANGE = 50;
/** From so many nodes on a list is too long to be seen at once. */
const LONG = 150;

/** The tree with boxes around what is too much to lie loose; those that it had stay. */
export const gathered = (estate: Estate, tree: Tree, limits: Limits): Tree => {
  const drafts = tree.boxes.map((box, b): Draft => ({ ...box, parent: tree.parent[b]! }));
  const home = tree.home.slice();
  const keys = new Set(drafts.map(({ key }) => key));
  const gather = (part: Part, parent: number): number => {
    const path =
      parent < 0
        ? 'auto:'
        : drafts[parent]!.isGathered
          ? `${drafts[parent]!.key}>`
          : `auto:${drafts[parent]!.key}>`;
    let key = path + part.key;
    while (keys.has(key)) key += '+';
    keys.add(key);
    const { label, isDull } = part;
    return drafts.push({ key, label, parent, isGathered: true, isDull }) - 1;
  };

  const boxesIn = groupBy(tree.boxes.keys(), (b) => tree.parent[b]!);
  for (const [parent, boxes] of boxesIn) {
    if (boxes.length <= limits.boxes) continue;
    for (const part of ranges(boxes, limits.parts, (b) => tree.boxes[b]!.label)) {
      const range = gather(part, parent);
      for (const b of part.members) drafts[b]!.parent = range;
    }
  }

  const loose = groupBy(home.keys(), (position) => (tree.own[position]! >= 0 ? OWN : home[position]!));
  const crowded = [...loose].filter(([parent]) => parent !== OWN);
  for (let next = crowded.pop(); next !== undefined; next = crowded.pop()) {
    const [parent, positions] = next;
    if (positions.length <= limits.loose) continue;
    const outer = outerIdOf(estate, drafts, parent);
    // What lies in no box is always seen; a box is no better for being divided into stretches of the alphabet.
    const isLong = parent < 0 || positions.length > LONG;
    for (const part of partsOf(estate.nodes, positions, outer, limits.parts, isLong)) {
      if (part.members.length < 2) continue;
      const box = gather(part, parent);
      for (const position of part.members) home[position] = box;
      crowded.push([box, part.members]);
    }
  }
  return treeOf(drafts, home);
};

const OWN = -2;

/** The id of the innermost node around a box, or that it is. */
const outerIdOf = ({ nodes }: Estate, drafts: readonly Draft[], box: number): string | undefined => {
  for (let b = box; b >= 0; b = drafts[b]!.parent) {
    const { position } = drafts[b]!;
    if (position !== undefined) return nodes[position]!.id;
  }
  return undefined;
};

interface Part {
  readonly key: string;
  readonly label: string;
  readonly isDull: boolean;
  readonly members: readonly number[];
}

/** What to tell nodes apart by, and what those with the same answer are called. */
interface Way {
  readonly answer: (node: Node) => string;
  readonly told: (members: readonly Node[]) => Pick<Part, 'key' | 'label'>;
}

const partsOf = (
  nodes: readonly Node[],
  positions: readonly number[],
  outer: string | undefined,
  most: number,
  isLong: boolean,
): readonly Part[] => {
  const ways = [byPath(nodes, positions, outer), BY_OWNER, BY_KIND, BY_TIER].flatMap((way) => {
    const parts = groupBy(positions, (position) => way.answer(nodes[position]!));
    return parts.size < 2 || parts.size > most ? [] : [{ way, parts: [...parts.values()] }];
  });
  // What leaves most of it in one part has not told it apart.
  const isEven = ({ parts }: (typeof ways)[number]): boolean =>
    parts.every(({ length }) => length <= EVEN * positions.length);
  const found = ways.find(isEven) ?? ways[0];
  if (found !== undefined)
    return found.parts.map((members) => ({
      ...found.way.told(members.map((position) => nodes[position]!)),
      isDull: false,
      members,
    }));
  if (!isLong) return [];
  return ranges(positions, most, (position) => relativeTo(nodes[position]!.id, outer));
};

const byPath = (nodes: readonly Node[], positions: readonly number[], outer: string | undefined): Way => {
  const { length } = commonPath(positions.map((position) => nodes[position]!.id));
  const answer = ({ id }: Node): string => startOf(id, length === 0 ? 0 : length + 1);
  return {
    answer,
    told: (members) => ({
      key: named('path', answer(members[0]!)),
      label: `${shownText(relativeTo(commonPath(members.map(({ id }) => id)), outer))}/*`,
    }),
  };
};

const BY_OWNER: Way = {
  answer: ({ owner = '' }) => owner,
  told: ([first]) => {
    const { owner = '' } = first!;
    return owner === ''
      ? { key: 'owner:', label: 'no owner' }
      : { key: named('owner', owner), label: shownText(owner) };
  },
};

const BY_KIND: Way = {
  answer: ({ kind }) => kind,
  told: ([first]) => ({ key: `kind:${first!.kind}`, label: kindsText(first!.kind) }),
};

const BY_TIER: Way = {
  answer: ({ tier }) => String(tier),
  told: (members) => {
    const [{ kind, tier }] = members as readonly [Node];
    const what = members.every((node) => node.kind === kind) ? kindsText(kind) : 'nodes';
    return tier === undefined
      ? { key: 'tier:', label: `${what} without a tier` }
      : { key: `tier:${tier}`, label: `tier ${tier} ${what}` };
  },
};

/** Parts of about the same size, in the order given. */
const ranges = (
  members: readonly number[],
  most: number,
  textOf: (member: number) => string,
): readonly Part[] => {
  const count = Math.max(2, Math.min(most, Math.round(members.length / RANGE)));
  const size = Math.ceil(members.length / count);
  return Array.from({ length: Math.ceil(members.length / size) }, (_, part) => {
    const inside = members.slice(part * size, (part + 1) * size);
    const [first, last] = [textOf(inside[0]!), textOf(inside.at(-1)!)];
    return {
      key: named('from', first),
      label: `${shownText(first)} … ${shownText(last)}`,
      isDull: true,
      members: inside,
    };
  });
};
