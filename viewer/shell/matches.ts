/** What a few typed letters may mean: the nodes whose ids or names have them, likeliest first. */
import type { NodeFacts } from '../model/messages.ts';
import { type Called, calledAs, closenessOf, hasAll, typedWords } from '../parts/typed.ts';

/** Positions, at most `most`. All words must be there; what begins with them, and what others stand in, comes first. */
export const matchesOf = (nodes: readonly NodeFacts[], text: string, most: number): readonly number[] => {
  const words = typedWords(text);
  if (words.length === 0) return [];
  const found: { readonly position: number; readonly score: number }[] = [];
  nodes.forEach((node, position) => {
    const called = calledAs(node);
    if (hasAll(called, words)) found.push({ position, score: scoreOf(node, called, words[0]!) });
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

/** Short ids are the larger things: a region before what is in it. */
const scoreOf = ({ kind }: NodeFacts, called: Called, word: string): number =>
  closenessOf(called, word) * 1000 +
  called.id.split('/').length * 10 +
  (kind === 'app' || kind === 'region' ? 0 : 1);
