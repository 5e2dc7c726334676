/**
 * The parser's tree as plain objects: read once with a cursor, so that the rest is pure and no memory of the wasm is
 * held. Comments are left out; what the parser made up or could not place is kept, and told apart.
 */
import type { Tree } from 'web-tree-sitter';

export interface Concrete {
  /** The grammar's word: `attribute`, `get_attr`, `(`; `ERROR` for what has no place. */
  readonly type: string;
  /** In UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly Concrete[];
}

interface Growing extends Concrete {
  readonly children: Growing[];
}

/** Comments, and signs that say no more than the node around them. */
const SKIPPED: ReadonlySet<string> = new Set([
  'comment',
  '=',
  ':',
  '?',
  '=>',
  '.',
  ',',
  '[',
  ']',
  'for',
  'in',
  'if',
  'block_start',
  'block_end',
  'tuple_start',
  'tuple_end',
  'object_start',
  'object_end',
]);

/** What is a text, whatever the grammar sees in it. */
const WHOLE: ReadonlySet<string> = new Set([
  'identifier',
  'variable_expr',
  'string_lit',
  'numeric_lit',
  'bool_lit',
  'null_lit',
  'get_attr',
  'legacy_index',
  'template_literal',
  'quoted_template_start',
  'quoted_template_end',
  'heredoc_start',
  'heredoc_identifier',
]);

/** Nothing of the tree is needed afterwards. Iterative: how deep a file nests must not matter here. */
export const concreteOf = (tree: Tree): Concrete => {
  const cursor = tree.walk();
  const here = (type: string): Growing => ({
    type,
    start: cursor.startIndex,
    end: cursor.endIndex,
    children: [],
  });
  const root = here(cursor.nodeType);
  const open = [root];
  let goesOn = cursor.gotoFirstChild();
  for (let parent = open.at(-1); parent !== undefined; parent = open.at(-1)) {
    if (!goesOn) {
      open.pop();
      goesOn = cursor.gotoParent() && open.length > 0 && cursor.gotoNextSibling();
      continue;
    }
    // Each step of the cursor is a call into the wasm: only nodes that matter are asked for their places.
    const type = cursor.nodeType;
    if (!SKIPPED.has(type)) {
      const node = here(type);
      parent.children.push(node);
      if (!WHOLE.has(type) && cursor.gotoFirstChild()) {
        open.push(node);
        continue;
      }
    }
    goesOn = cursor.gotoNextSibling();
  }
  cursor.delete();
  return root;
};

/** The first child of a type. */
export const childOf = (node: Concrete, type: string): Concrete | undefined =>
  node.children.find((child) => child.type === type);
