/**
 * YAML, tolerant: several documents, keys given twice, unknown tags, merge keys. Aliases are expanded up to a limit.
 */
import type { Alias, CollectionTag, Document, Node, Pair, ScalarTag, YAMLMap } from 'yaml';
import { Composer, Lexer, LineCounter, Parser, isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { MOST_DEEP, TOO_DEEP, type Tree, type TreeOptions, type TreeProblem, type Trees } from './shape.ts';
import { entriesOf, itemsOf, put } from './values.ts';

/** Values that one document's aliases may stand for. */
const MOST_ALIASED = 200_000;

/** Characters of YAML read at all: some seconds of work. JSON is read up to what the language holds. */
const MOST_YAML = 16_000_000;

/** All documents of a text. */
export const yamlTrees = (text: string, options: TreeOptions): Trees => {
  if (text.length > MOST_YAML) {
    return { trees: [], problems: [{ line: 1, message: `more than ${MOST_YAML} characters of YAML` }] };
  }
  const counter = new LineCounter();
  // The first line begins where no line ends.
  counter.addNewLine(0);
  const parser = new Parser(counter.addNewLine);
  const tokens = [];
  const tags = new Set<string>();
  for (const lexeme of new Lexer().lex(text)) {
    if (OWN_TAG.test(lexeme) && tags.size < MOST_TAGS) tags.add(lexeme);
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > MOST_DEEP) {
      const line = counter.linePos(parser.offset).line;
      return { trees: [], problems: [{ line, message: TOO_DEEP }] };
    }
  }
  for (const token of parser.end()) tokens.push(token);
  const composer = new Composer({
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    customTags: [...tags].flatMap(known),
  });
  const trees: Tree[] = [];
  const problems: TreeProblem[] = [];
  for (const document of composer.compose(tokens, true, text.length)) {
    const [error] = document.errors;
    if (error === undefined) read(document, counter, options, trees, problems);
    else problems.push({ line: counter.linePos(error.pos[0]).line, message: firstLine(error.message) });
  }
  return { trees, problems };
};

/** A tag of the file's own kind, as the text has it: `!Ref`. */
const OWN_TAG = /^![A-Za-z][\w:.-]*$/;

/** Tags that are announced: others are read as well, but each use of one makes a warning, which takes time. */
const MOST_TAGS = 50;

/** A tag that may stand before any value and changes nothing in it. */
const known = (tag: string): readonly (CollectionTag | ScalarTag)[] => [
  { tag, resolve: (text) => text },
  { tag, collection: 'map' },
  { tag, collection: 'seq' },
];

const firstLine = (message: string): string => message.split('\n', 1)[0]!.replace(/[.:]$/, '');

const read = (
  document: Document,
  counter: LineCounter,
  options: TreeOptions,
  trees: Tree[],
  problems: TreeProblem[],
): void => {
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return;
  const reader = new Reader(options);
  try {
    const value = reader.valueOf(root, 0);
    trees.push({ value, line: (path) => counter.linePos(reader.offsetOf(root, path)).line });
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    problems.push({ line: counter.linePos(error.offset).line, message: error.message });
  }
};

class TooMuch extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const startOf = (node: Node | null): number => node?.range?.[0] ?? 0;

class Reader {
  private readonly tag: TreeOptions['tag'];
  private readonly anchors = new Map<string, Node>();
  private readonly targets = new Map<Alias, Node>();
  /** What is being read around an alias: to stand inside what it means would never end. */
  private readonly open = new Set<Node>();
  private readonly indexes = new WeakMap<YAMLMap, Index>();
  private aliased = 0;

  constructor({ tag }: TreeOptions) {
    this.tag = tag;
  }

  /** `within`: how many aliases this is read through. */
  valueOf(node: Node | null, within: number): Plain {
    if (node === null) return null;
    if (within > 0 && ++this.aliased > MOST_ALIASED) {
      throw new TooMuch(`its aliases stand for more than ${MOST_ALIASED} values`, startOf(node));
    }
    if (isAlias(node)) return this.valueOf(this.behind(node), within + 1);
    if ('anchor' in node && node.anchor !== undefined) this.anchors.set(node.anchor, node);
    if (this.open.has(node)) throw new TooMuch('an alias stands inside what it means', startOf(node));
    if (this.open.size > MOST_DEEP) throw new TooMuch(TOO_DEEP, startOf(node));
    this.open.add(node);
    const value = isScalar(node) ? scalarOf(node) : this.collectionOf(node, within);
    this.open.delete(node);
    const { tag } = node;
    return this.tag === undefined || tag === undefined || tag.startsWith('tag:')
      ? value
      : this.tag(tag, value);
  }

  private behind(alias: Alias): Node {
    const target = this.targets.get(alias) ?? this.anchors.get(alias.source);
    if (target === undefined) throw new TooMuch(`unknown alias *${alias.source}`, startOf(alias));
    this.targets.set(alias, target);
    return target;
  }

  private collectionOf(node: Node, within: number): Plain {
    if (isSeq<Node>(node)) return node.items.map((item) => this.valueOf(item, within));
    if (!isMap(node)) return null;
    const members: Record<string, Plain> = {};
    const merges: Plain[] = [];
    for (const { key, value } of node.items as Pair<Node, Node | null>[]) {
      if (isMerge(key)) merges.push(...itemsOf(this.valueOf(value, within)));
      else put(members, keyOf(key), this.valueOf(value, within));
    }
    // What stands in the map itself wins, and of what is merged in, the first.
    for (const merged of merges) {
      for (const [name, value] of entriesOf(merged))
        if (!Object.hasOwn(members, name)) put(members, name, value);
    }
    return members;
  }

  /** Where the value at a path begins; a tag's own step (`Ref`, `Fn::Sub`) is no step of the text. */
  offsetOf(root: Node, path: readonly Step[]): number {
    let node: Node | null = root;
    let offset = startOf(root);
    for (const step of path) {
      const found: Found | undefined = this.childOf(node, step);
      if (found === undefined) continue;
      offset = startOf(found.key ?? found.value) || offset;
      node = found.value;
    }
    return offset;
  }

  private childOf(node: Node | null, step: Step): Found | undefined {
    if (isAlias(node)) return this.childOf(this.targets.get(node) ?? null, step);
    if (isSeq<Node>(node)) {
      const value = node.items[Number(step)];
      return value === undefined ? undefined : { value };
    }
    return isMap(node) ? this.memberOf(node, String(step)) : undefined;
  }

  private memberOf(map: YAMLMap, name: string): Found | undefined {
    const { own, merges } = this.indexOf(map);
    const found = own.get(name);
    if (found !== undefined) return found;
    for (const { value } of merges) {
      const merged = isAlias(value) ? (this.targets.get(value) ?? null) : value;
      for (const part of isSeq<Node>(merged) ? merged.items : [merged]) {
        const inMerged = this.childOf(part, name);
        if (inMerged !== undefined) return inMerged;
      }
    }
    return undefined;
  }

  /** A map's members by name, and what it merges in. Each map is gone through once, however often it is asked. */
  private indexOf(map: YAMLMap): Index {
    const before = this.indexes.get(map);
    if (before !== undefined) return before;
    const pairs = map.items as Pair<Node, Node | null>[];
    const index: Index = {
      own: new Map(pairs.filter(({ key }) => !isMerge(key)).map((pair) => [keyOf(pair.key), pair])),
      merges: pairs.filter(({ key }) => isMerge(key)),
    };
    this.indexes.set(map, index);
    return index;
  }
}

interface Index {
  readonly own: ReadonlyMap<string, Pair<Node, Node | null>>;
  readonly merges: readonly Pair<Node, Node | null>[];
}

interface Found {
  readonly key?: Node;
  readonly value: Node | null;
}

const isMerge = (key: Node): boolean => isScalar(key) && key.value === '<<' && key.type === 'PLAIN';

const keyOf = (key: Node): string =>
  isScalar(key)
    ? key.type === 'PLAIN'
      ? (key.source ?? String(key.value))
      : String(key.value)
    : String(key);

/** A number that would lose digits (an account with a zero in front, a long id) stays the text that it is. */
const scalarOf = (node: { readonly value: unknown; readonly source?: string }): Plain => {
  const { value, source } = node;
  if (typeof value === 'number' && source !== undefined && /^[-+]?(?:0\d+|\d{16,})$/.test(source))
    return source;
  if (typeof value === 'bigint') return value.toString();
  return value as Plain;
};
