/** A document as a source of nodes: its plain ones and those that its templates can make, one by one or all. */
import type { Document, PartialNode } from '../../model/document.ts';
import { type Placeholders, placeholdersIn } from '../../model/placeholder.ts';
import { united } from '../merge.ts';
import { MOST_MADE, UNBOUND, defines, filledWith, waysToFill } from './bindings.ts';
import { matcherOf } from './matcher.ts';
import { type Filling, type Tell, nodeFrom, unknownPlaceholder } from './template.ts';

export interface Pack {
  /** The first segments of all ids that it defines: what begins otherwise need not be looked for. */
  readonly roots: ReadonlySet<string>;
  /** Whether it defines a node. */
  defines(id: string): boolean;
  /** The node of that id: plain and earlier words are the stronger ones. */
  node(id: string): PartialNode | undefined;
  /** The ids of all nodes that it defines; some come twice. */
  ids(): Iterable<string>;
  /** All its nodes. */
  nodes(): ReadonlyMap<string, PartialNode>;
}

const NO_PLACEHOLDERS: Placeholders = new Map();

/** What a document defines; what is wrong with its templates is told while they are used. */
export const packOf = (document: Document, tell: Tell): Pack => {
  const tree = document.placeholders ?? NO_PLACEHOLDERS;
  const filling: Filling = { tree, tell, left: MOST_MADE };
  const templates = [...(document.templates?.values() ?? [])].filter((template) =>
    isFillable(tree, template, tell),
  );
  const matches = matcherOf(
    tree,
    templates.map(({ id }) => id),
  );
  const ways = (template: PartialNode) => waysToFill(tree, [template.id], UNBOUND);
  return {
    roots: new Set([
      ...[...document.nodes.keys()].map(rootOf),
      ...templates.map(({ id }) => rootOf(id)).flatMap((root) => filled(tree, root)),
    ]),
    defines: (id) => document.nodes.has(id) || matches(id).length > 0,
    node: (id) => {
      const made = matches(id).map(({ template, bound }) => nodeFrom(filling, templates[template]!, bound));
      return unitedAll([document.nodes.get(id), ...made]);
    },
    *ids() {
      yield* document.nodes.keys();
      for (const template of templates) for (const way of ways(template)) yield filledWith(template.id, way);
    },
    nodes: () => {
      const nodes = new Map(document.nodes);
      for (const template of templates) {
        for (const way of ways(template)) {
          const node = nodeFrom(filling, template, way);
          // That there are too many is told; there is no need to make them all.
          if (filling.left < 0) return nodes;
          const stronger = nodes.get(node.id);
          nodes.set(node.id, stronger === undefined ? node : united(stronger, node));
        }
      }
      return nodes;
    },
  };
};

/** The first segment of an id. */
export const rootOf = (id: string): string => {
  const slash = id.indexOf('/');
  return slash < 0 ? id : id.slice(0, slash);
};

const filled = (tree: Placeholders, text: string): readonly string[] =>
  waysToFill(tree, [text], UNBOUND).map((way) => filledWith(text, way));

const unitedAll = (strongestFirst: readonly (PartialNode | undefined)[]): PartialNode | undefined =>
  strongestFirst.reduce((stronger, node) =>
    stronger === undefined ? node : node === undefined ? stronger : united(stronger, node),
  );

/** Whether all placeholders in a template's id are defined; if not, that is told, and it makes nothing. */
const isFillable = (tree: Placeholders, { id, origins }: PartialNode, tell: Tell): boolean => {
  const unknown = placeholdersIn(id).find((name) => !defines(tree, name));
  const [origin] = origins;
  if (unknown === undefined) return true;
  if (origin !== undefined) tell({ ...unknownPlaceholder(tree, unknown, origin), at: 'key' });
  return false;
};
