/**
 * Where nodes lie: in what their `in` says, however deep.
 *
 * What runs in several places at once lies in the innermost place that is around all of them. Where a circle of places
 * would close, it is cut.
 */
import type { Estate } from '../../src/model/estate.ts';
import type { Node } from '../../src/model/node.ts';
import { type Requirement, targetsOf } from '../../src/model/requirement.ts';
import type { Kind } from '../../src/model/kind.ts';

const PLACES: ReadonlySet<Kind> = new Set(['zone', 'region', 'provider']);
/** These stand by themselves, wherever what they need is. */
const FREE: ReadonlySet<Kind> = new Set(['app', 'external', 'provider']);

/** By position: the position of the node that each lies in; −1: in none. Free of circles. */
export const placesOf = (estate: Estate): Int32Array => {
  const { nodes } = estate;
  const around = new Int32Array(nodes.length).fill(-1);
  const depths = new Int32Array(nodes.length);
  const named = nodes.map((node) => namedPlaces(estate, node));
  const state = new Uint8Array(nodes.length);
  for (let first = 0; first < nodes.length; first++) {
    // What a node lies in depends on where its places lie: those are settled before, without recursion.
    const way = state[first] === NEW ? [first] : [];
    while (way.length > 0) {
      const position = way.at(-1)!;
      if (state[position] === NEW) {
        state[position] = OPEN;
        for (const place of named[position]!) if (state[place] === NEW) way.push(place);
        continue;
      }
      way.pop();
      if (state[position] === SETTLED) continue;
      state[position] = SETTLED;
      // What is not settled yet waits for this node: a circle.
      const settled = named[position]!.filter((place) => state[place] === SETTLED && place !== position);
      const place = innermost(settled, around, depths);
      around[position] = place;
      depths[position] = place < 0 ? 0 : depths[place]! + 1;
    }
  }
  return around;
};

const NEW = 0;
const OPEN = 1;
const SETTLED = 2;

/** The innermost place around all of these, or that they are; −1: there is none. */
const innermost = (places: readonly number[], around: Int32Array, depths: Int32Array): number => {
  let common = places[0] ?? -1;
  for (let other of places) {
    while (common !== other) {
      if (common < 0 || other < 0) return -1;
      if (depths[common]! >= depths[other]!) common = around[common]!;
      else other = around[other]!;
    }
  }
  return common;
};

/** Positions of what says where a node lies. */
const namedPlaces = (estate: Estate, node: Node): readonly number[] => {
  if (node.in !== undefined) return positionsOf(estate, membersOf(node.in));
  const byPath = placeByPath(estate, node);
  if (byPath !== undefined) return [byPath];
  if (FREE.has(node.kind)) return [];
  // Servers are often said to need zones instead of being in them: whoever cannot be without a place lies there.
  const needed = node.dependsOn.filter(
    (requirement) => isHard(requirement) && isOfPlaces(estate, requirement),
  );
  return positionsOf(estate, needed.flatMap(membersOf));
};

/** The longest part of the node's path that is a place: `aws/us-east-1/s3` lies in `aws/us-east-1`. */
const placeByPath = ({ nodes, positions }: Estate, { id, kind }: Node): number | undefined => {
  if (kind === 'provider') return undefined;
  for (let slash = id.lastIndexOf('/'); slash > 0; slash = id.lastIndexOf('/', slash - 1)) {
    const position = positions.get(id.slice(0, slash));
    if (position !== undefined && PLACES.has(nodes[position]!.kind)) return position;
  }
  return undefined;
};

const isHard = ({ impact, needed }: Requirement): boolean =>
  needed !== 'start' && (impact === undefined || impact[3] === 3);

const isOfPlaces = ({ nodes, positions }: Estate, requirement: Requirement): boolean =>
  membersOf(requirement).every((id) => {
    const position = positions.get(id);
    return position !== undefined && PLACES.has(nodes[position]!.kind);
  });

/** What a requirement names, without what a switch needs. */
const membersOf = (requirement: Requirement): readonly string[] =>
  requirement.form === 'node' || requirement.failover === undefined
    ? targetsOf(requirement)
    : requirement.of.flatMap(membersOf);

const positionsOf = ({ positions }: Estate, ids: readonly string[]): readonly number[] => [
  ...new Set(ids.flatMap((id) => positions.get(id) ?? [])),
];
