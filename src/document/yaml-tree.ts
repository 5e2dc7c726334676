/**
 * The syntax tree of a YAML document with its aliases and merge keys resolved.
 *
 * The library resolves an alias by a walk through the whole document, and lets a few lines of aliases to aliases fill
 * the memory. Here one walk resolves all of them and counts what they would expand to, before anything is expanded.
 */
import type { Alias, Node, Pair, Scalar, YAMLMap } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import { quoted } from '../model/printable.ts';
import { MOST_ALIASED, MOST_DEEP } from './limits.ts';

export interface Mistake {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
}

/** A child of a map or list. */
export interface Child {
  readonly key?: Node;
  readonly value: Node | null;
}

/** How many values a node stands for, and how deep they nest, aliases expanded. */
interface Extent {
  readonly size: number;
  readonly height: number;
}

interface Anchor {
  readonly node: Node;
  /** Missing while the node is being walked: an alias to it would contain itself. */
  extent?: Extent;
}

const MERGE = '<<';

export class YamlTree {
  readonly root: Node | null;
  /** What the parser lets pass: keys given twice, keys that are no texts, aliases of nothing or without an end. */
  readonly mistakes: Mistake[] = [];
  private readonly targets = new Map<Alias, Node>();
  private readonly anchors = new Map<string, Anchor>();
  private aliased = 0;

  constructor(root: Node | null) {
    this.root = root;
    this.walk(root, 1);
  }

  /** The plain value of the document; call it only where there are no mistakes. */
  value(): unknown {
    return this.valueOf(this.root, new Map());
  }

  /** The children of a map or list by key or index; none of anything else. */
  childrenOf(node: Node | null): ReadonlyMap<string, Child> {
    const target = this.resolved(node);
    if (isSeq<Node>(target)) return new Map(target.items.map((value, i) => [String(i), { value }]));
    return isMap(target) ? this.pairsOf(target) : new Map();
  }

  /** Behind an alias, what it means. */
  private resolved(node: Node | null): Node | null {
    return isAlias(node) ? (this.targets.get(node) ?? null) : node;
  }

  /** A map's own pairs, then those that `<<` merges in: what comes first wins. */
  private pairsOf(map: YAMLMap): ReadonlyMap<string, Child> {
    const pairs = new Map<string, Child>();
    const merges: (Node | null)[] = [];
    for (const { key, value } of map.items as Pair<Node, Node | null>[]) {
      if (isMergeKey(key)) merges.push(value);
      else pairs.set(nameOf(key), { key, value });
    }
    for (const merged of merges) {
      const from = this.resolved(merged);
      for (const part of isSeq<Node>(from) ? from.items : [from]) {
        for (const [name, child] of this.childrenOf(part)) if (!pairs.has(name)) pairs.set(name, child);
      }
    }
    return pairs;
  }

  private valueOf(node: Node | null, known: Map<Node, unknown>): unknown {
    if (node === null) return null;
    if (isScalar(node)) return node.value;
    const target = this.resolved(node)!;
    if (known.has(target)) return known.get(target);
    const value = isSeq<Node>(target)
      ? target.items.map((item) => this.valueOf(item, known))
      : isMap(target)
        ? objectOf(this.pairsOf(target), (child) => this.valueOf(child, known))
        : this.valueOf(target, known);
    if (target.anchor !== undefined) known.set(target, value);
    return value;
  }

  private walk(node: Node | null, depth: number): Extent {
    if (node === null) return LEAF;
    if (isAlias(node)) return this.walkAlias(node, depth);
    const anchor: Anchor = { node };
    if ('anchor' in node && node.anchor !== undefined) this.anchors.set(node.anchor, anchor);
    let { size, height } = LEAF;
    const below = (child: Node | null): void => {
      const extent = this.walk(child, depth + 1);
      size += extent.size;
      height = Math.max(height, extent.height + 1);
    };
    if (isSeq<Node>(node)) node.items.forEach(below);
    else if (isMap<Node, Node | null>(node)) {
      this.checkKeys(node);
      for (const { key, value } of node.items) {
        if (isScalar(key)) this.walk(key, depth);
        below(value);
        if (isMergeKey(key) && !this.isMergeable(value)) this.refuseMerge(key);
      }
    }
    anchor.extent = { size, height };
    return anchor.extent;
  }

  private walkAlias(alias: Alias, depth: number): Extent {
    const anchor = this.anchors.get(alias.source);
    const complain = (message: string, hint: string): Extent => {
      this.mistakes.push({ offset: startOf(alias), message, hint });
      return LEAF;
    };
    if (anchor === undefined) {
      return complain(`unknown alias ${quoted(`*${alias.source}`)}`, 'an anchor (&) must come first');
    }
    const { extent } = anchor;
    if (extent === undefined) {
      return complain(`the alias ${quoted(`*${alias.source}`)} stands inside what it means`, 'write it out');
    }
    this.targets.set(alias, anchor.node);
    const before = this.aliased;
    this.aliased += extent.size;
    if (depth + extent.height > MOST_DEEP) {
      return complain(`the YAML nests deeper than ${MOST_DEEP} levels`, 'its aliases do');
    }
    // Told once, at the alias that is one too many.
    return before <= MOST_ALIASED && this.aliased > MOST_ALIASED
      ? complain(`the aliases up to here stand for more than ${MOST_ALIASED} values`, 'use fewer of them')
      : extent;
  }

  private checkKeys(map: YAMLMap<Node, Node | null>): void {
    const seen = new Set<string>();
    for (const { key } of map.items) {
      if (!isScalar(key) || key.value === null) {
        this.mistakes.push({ offset: startOf(key), message: 'a key must be a plain text' });
      } else if (!isMergeKey(key)) {
        const name = nameOf(key);
        if (seen.has(name)) {
          this.mistakes.push({
            offset: startOf(key),
            message: `${quoted(name)} stands twice in the same map`,
            hint: 'join the two, or rename one',
          });
        }
        seen.add(name);
      }
    }
  }

  /** Whether `<<` can take it: a map or a list of maps. An alias of nothing is told already. */
  private isMergeable(value: Node | null): boolean {
    const target = this.resolved(value);
    return (isSeq<Node>(target) ? target.items : [value]).every(
      (part) => isMap(this.resolved(part)) || (isAlias(part) && !this.targets.has(part)),
    );
  }

  private refuseMerge(key: Node): void {
    this.mistakes.push({
      offset: startOf(key),
      message: '"<<" merges maps, and this is none',
      hint: 'give it the alias of a map, or a list of them: <<: [*a, *b]',
    });
  }
}

const LEAF: Extent = { size: 1, height: 0 };

export const startOf = (node: Node | null): number => node?.range?.[0] ?? 0;

const isMergeKey = (key: Node): boolean => isScalar(key) && key.value === MERGE && key.type === 'PLAIN';

/** A key as it is written: `010` is that, not 10. Called only for keys that are scalars. */
const nameOf = (key: Node): string => {
  const { value, source } = key as Scalar.Parsed;
  return typeof value === 'string' ? value : source;
};

/** Not made by assignment: a key may be "__proto__". */
const objectOf = (
  pairs: ReadonlyMap<string, Child>,
  valueOf: (node: Node | null) => unknown,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries([...pairs].map(([name, { value }]) => [name, valueOf(value)]));
