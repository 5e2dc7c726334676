/**
 * YAML and JSON as scanners read them: plain values and the line of each, tolerant where our own format is strict.
 *
 * A file may hold several documents, keys given twice (the last one counts), unknown tags and merge keys; a document
 * that cannot be read costs only itself. Aliases are expanded up to a limit, so that a bomb is told, not tried.
 */
import { type Node as JsonNode, findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Alias, Document, Node, Pair, YAMLMap } from 'yaml';
import { Composer, Lexer, LineCounter, Parser, isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Plain } from '../model/fact.ts';
import type { Step } from '../model/place.ts';

/** One document. */
export interface Tree {
  readonly value: Plain;
  /** The line, from 1, of the value at a path; of its nearest ancestor, if the path leads nowhere. */
  line(path: readonly Step[]): number;
}

/** What is wrong with a file, or with one of its documents. */
export interface TreeProblem {
  readonly line: number;
  readonly message: string;
}

export interface Trees {
  readonly trees: readonly Tree[];
  readonly problems: readonly TreeProblem[];
}

export interface TreeOptions {
  /** What a tag means: `!Ref` and the value below it, to a value. Left out: tags are dropped. */
  readonly tag?: (tag: string, value: Plain) => Plain;
}

/** Values in maps and lists below one another: the deepest real template has some 40. */
const MOST_DEEP = 200;

/** Values that one document's aliases may stand for. */
const MOST_ALIASED = 200_000;

/** Characters of YAML read at all: some seconds of work. JSON is read up to what the language holds. */
const MOST_YAML = 16_000_000;

/** A member of a map, an item of a list; nothing if there is none. Never what an object inherits. */
export const at = (value: Plain | undefined, ...steps: readonly Step[]): Plain | undefined => {
  let found = value;
  for (const step of steps) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Readonly<Record<Step, Plain>>)[step];
  }
  return found;
};

/** A map's members; none of anything else. */
export const entriesOf = (value: Plain | undefined): readonly (readonly [string, Plain])[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

/** A list's items; a single value is a list of itself, nothing an empty one. */
export const itemsOf = (value: Plain | undefined): readonly Plain[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? (value as readonly Plain[]) : [value];

/** A text, or a number or boolean as its text; nothing else. */
export const textOf = (value: Plain | undefined): string | undefined =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;

/** Reads all documents of a text: JSON if it is that, else YAML. Empty documents are left out. */
export const parseTrees = (text: string, options: TreeOptions = {}): Trees => {
  if (/^\s*[[{]/.test(text)) {
    const json = jsonTree(text);
    if (json !== undefined) return { trees: [json], problems: [] };
  }
  return yamlTrees(text, options);
};

const jsonTree = (text: string): Tree | undefined => {
  let value: Plain;
  try {
    value = JSON.parse(text) as Plain;
  } catch {
    return undefined;
  }
  let root: JsonNode | undefined;
  let lines: readonly number[] | undefined;
  return {
    value,
    line: (path) => {
      root ??= parseTree(text);
      lines ??= startsOf(text);
      for (let length = path.length; root !== undefined && length >= 0; length--) {
        const node = findNodeAtLocation(root, path.slice(0, length) as (string | number)[]);
        if (node !== undefined)
          return lineAt(lines, (node.parent?.type === 'property' ? node.parent : node).offset);
      }
      return 1;
    },
  };
};

const startsOf = (text: string): readonly number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

const lineAt = (starts: readonly number[], offset: number): number => {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
};

const yamlTrees = (text: string, options: TreeOptions): Trees => {
  if (text.length > MOST_YAML) {
    return { trees: [], problems: [{ line: 1, message: `more than ${MOST_YAML} characters of YAML` }] };
  }
  const counter = new LineCounter();
  // The first line begins where no line ends.
  counter.addNewLine(0);
  const parser = new Parser(counter.addNewLine);
  const tokens = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > MOST_DEEP) {
      const line = counter.linePos(parser.offset).line;
      return { trees: [], problems: [{ line, message: `it nests deeper than ${MOST_DEEP} levels` }] };
    }
  }
  for (const token of parser.end()) tokens.push(token);
  const composer = new Composer({
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
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
    if (this.open.size > MOST_DEEP)
      throw new TooMuch(`it nests deeper than ${MOST_DEEP} levels`, startOf(node));
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
    const pairs = map.items as Pair<Node, Node | null>[];
    const own = pairs.findLast(({ key }) => !isMerge(key) && keyOf(key) === name);
    if (own !== undefined) return own;
    for (const { key, value } of pairs) {
      if (!isMerge(key)) continue;
      const merged = isAlias(value) ? (this.targets.get(value) ?? null) : value;
      for (const part of isSeq<Node>(merged) ? merged.items : [merged]) {
        const found = this.childOf(part, name);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }
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

/** As own property, whatever its name: `__proto__` is a key like any other. */
const put = (members: Record<string, Plain>, name: string, value: Plain): void => {
  if (name === '__proto__')
    Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
  else members[name] = value;
};
