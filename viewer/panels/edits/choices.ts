/** What a combobox of nodes offers: those that what was typed may mean, likeliest first. */
import type { NodeFacts } from '../../model/messages.ts';
import { calledAs, closenessOf, hasAll, typedWords } from '../../parts/typed.ts';

export interface Choices {
  /** In the order in which they are offered. */
  readonly shown: readonly NodeFacts[];
  /** How many more there are. */
  readonly more: number;
}

/**
 * Nodes whose ids or names have all the words that were typed; what is called exactly so, and what begins so, comes first.
 *
 * @param nodes what may be chosen, the likeliest first: that order decides between what matches as well
 */
export const choicesFor = (nodes: readonly NodeFacts[], typed: string, most: number): Choices => {
  const words = typedWords(typed);
  if (words.length === 0) return { shown: nodes.slice(0, most), more: Math.max(0, nodes.length - most) };
  // One list for each closeness: nothing has to be sorted, however many match.
  const byCloseness: NodeFacts[][] = [[], [], [], []];
  for (const node of nodes) {
    const called = calledAs(node);
    if (!hasAll(called, words)) continue;
    // Who is to be changed is as often known by its name as by its id.
    const closeness = called.name === words[0] ? 0 : closenessOf(called, words[0]!);
    byCloseness[closeness]!.push(node);
  }
  const found = byCloseness.flat();
  return { shown: found.slice(0, most), more: Math.max(0, found.length - most) };
};

/** What is offered for each blank of a form. */
export type Blank = 'changed' | 'copied' | 'place' | 'asked' | 'any';

const PLACES: ReadonlySet<string> = new Set(['region', 'zone']);
const GIVEN: ReadonlySet<string> = new Set(['region', 'zone', 'provider']);

/**
 * Nodes that make sense in a blank, by id: what a provider runs cannot be changed, and places cannot be copied; what is
 * meant most often comes first.
 */
export const nodesFor = (
  nodes: readonly NodeFacts[],
  blank: Blank,
  not: readonly string[] = [],
): readonly NodeFacts[] => {
  const others = nodes.filter(({ id }) => !not.includes(id));
  switch (blank) {
    case 'changed':
      return others.filter(({ isShipped }) => !isShipped);
    case 'copied':
      return firstOf(
        others.filter(({ kind }) => !GIVEN.has(kind)),
        ({ isShipped }) => !isShipped,
      );
    case 'place':
      return firstOf(
        others.filter(({ kind }) => PLACES.has(kind)),
        ({ kind }) => kind === 'region',
      );
    case 'asked':
      return firstOf(others, ({ kind }) => kind === 'app');
    case 'any':
      return others;
  }
};

/** Those first of which it holds; else in the same order. */
const firstOf = (
  nodes: readonly NodeFacts[],
  isFirst: (node: NodeFacts) => boolean,
): readonly NodeFacts[] => [...nodes.filter(isFirst), ...nodes.filter((node) => !isFirst(node))];

/** What may stand in for a node: its like first, and of those what is called most like it. */
export const likeFirst = (nodes: readonly NodeFacts[], to: string): readonly NodeFacts[] => {
  const kind = nodes.find(({ id }) => id === to)?.kind;
  const words = new Set(to.split('/'));
  const shared = (id: string): number => id.split('/').filter((word) => words.has(word)).length;
  return nodes
    .map((node) => ({ node, likeness: (node.kind === kind ? 1_000 : 0) + shared(node.id) }))
    .toSorted((a, b) => b.likeness - a.likeness)
    .map(({ node }) => node);
};
