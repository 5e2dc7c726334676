/**
 * Which templates can make an id, and with which values.
 *
 * The templates' ids are a trie of segments, so that an id is looked for in as many steps as it has segments, however
 * many templates there are.
 */
import { type Piece, type Placeholders, piecesOf } from '../../model/placeholder.ts';
import { type Bindings, UNBOUND, waysToBind } from './bindings.ts';

/** A template, by its place among the templates, and the values with which it makes the id. */
export interface Match {
  readonly template: number;
  readonly bound: Bindings;
}

interface Branch {
  /** By segment, where it holds no placeholder. */
  readonly plain: Map<string, Branch>;
  /** By segment, where it holds some. */
  readonly open: Map<string, { readonly pieces: readonly Piece[]; readonly branch: Branch }>;
  /** The templates whose ids end here. */
  readonly templates: number[];
}

const newBranch = (): Branch => ({ plain: new Map(), open: new Map(), templates: [] });

/** A function that finds all that can make an id: earlier templates first, values in the order written. */
export const matcherOf = (
  tree: Placeholders,
  templateIds: readonly string[],
): ((id: string) => readonly Match[]) => {
  const root = newBranch();
  for (const [template, id] of templateIds.entries()) {
    let branch = root;
    for (const segment of id.split('/')) branch = below(branch, segment);
    branch.templates.push(template);
  }
  return (id) => {
    const segments = id.split('/');
    const found: Match[] = [];
    const walk = (branch: Branch, depth: number, bound: Bindings): void => {
      const segment = segments[depth];
      if (segment === undefined) {
        for (const template of branch.templates) found.push({ template, bound });
        return;
      }
      const plain = branch.plain.get(segment);
      if (plain !== undefined) walk(plain, depth + 1, bound);
      for (const { pieces, branch: next } of branch.open.values()) {
        for (const way of waysToMatch(tree, pieces, segment, bound)) walk(next, depth + 1, way);
      }
    };
    walk(root, 0, UNBOUND);
    // Sorting is stable: of one template the values stay in the order written.
    return found.length < 2 ? found : found.toSorted((a, b) => a.template - b.template);
  };
};

const below = (branch: Branch, segment: string): Branch => {
  const pieces = piecesOf(segment);
  if (pieces.every(({ name }) => name === undefined)) {
    let next = branch.plain.get(segment);
    if (next === undefined) branch.plain.set(segment, (next = newBranch()));
    return next;
  }
  let next = branch.open.get(segment);
  if (next === undefined) branch.open.set(segment, (next = { pieces, branch: newBranch() }));
  return next.branch;
};

/** All ways in which the pieces make up a text. */
const waysToMatch = (
  tree: Placeholders,
  pieces: readonly Piece[],
  text: string,
  bound: Bindings,
): readonly Bindings[] => {
  const [first, ...rest] = pieces;
  if (first === undefined) return text === '' ? [bound] : [];
  const { literal, name } = first;
  if (literal !== undefined) {
    return text.startsWith(literal) ? waysToMatch(tree, rest, text.slice(literal.length), bound) : [];
  }
  // A placeholder that ends the text can only stand for all of it: no need to try its values.
  const ways =
    rest.length > 0 || bound.has(name)
      ? waysToBind(tree, name, bound)
      : waysToBind(tree, name, new Map(bound).set(name, text));
  return ways.flatMap((way) => {
    const value = way.get(name)!;
    return text.startsWith(value) ? waysToMatch(tree, rest, text.slice(value.length), way) : [];
  });
};
