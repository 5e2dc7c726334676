/** What a few typed letters may mean: the nodes whose ids or names have them, likeliest first. */
import type { NodeFacts } from '../model/messages.ts';

/** Positions, at most `most`. All words must be there; what begins with them, and what others stand in, comes first. */
export const matchesOf = (nodes: readonly NodeFacts[], text: string, most: number): readonly number[] => {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const found: { readonly position: number; readonly score: number }[] = [];
  nodes.forEach((node, position) => {
    const id = node.id.toLowerCase();
    const name = node.name?.slice(0, LONGEST).toLowerCase() ?? '';
    if (!words.every((word) => id.includes(word) || name.includes(word))) return;
    found.push({ position, score: scoreOf(node, id, name, words[0]!) });
  });
  return (
    found
      // Of those that are called alike, the one that most stands on.
      .toSorted(
        (a, b) =>
          a.score - b.score ||
          (nodes[b.position]!.dependents ?? 0) - (nodes[a.position]!.dependents ?? 0) ||
          a.position - b.position,
      )
      .slice(0, most)
      .map(({ position }) => position)
  );
};

/** Names are any length; nobody types more than this. */
const LONGEST = 200;

const scoreOf = ({ kind }: NodeFacts, id: string, name: string, word: string): number => {
  const last = id.slice(id.lastIndexOf('/') + 1);
  const closeness =
    id === word || last === word
      ? 0
      : last.startsWith(word) || name.startsWith(word)
        ? 1
        : id.startsWith(word)
          ? 2
          : 3;
  // Short ids are the larger things: a region before what is in it.
  return closeness * 1000 + id.split('/').length * 10 + (kind === 'app' || kind === 'region' ? 0 : 1);
};
