/** YAML texts: to plain values, with the syntax tree kept to tell where things stand. */
import type { Node, Pair, YAMLMap, YAMLSeq, Document as YamlDocument } from 'yaml';
import { Alias, LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Place, Source, Sought, Step } from '../model/place.ts';
import type { Problem } from '../model/user-error.ts';
import { codeFrame, lineStarts, positionAt } from './code-frame.ts';
import type { Parsed, TextFile } from './parsed.ts';

/** Nodes that aliases may expand to, as the library counts them: far above need, far below a bomb. */
const MOST_ALIASES = 1_000;

/** Parses one YAML document. Syntax errors, duplicate keys, unknown tags and aliases are all told, with their places. */
export const parseYaml = ({ file, text }: TextFile): Parsed => {
  const starts = lineStarts(text);
  const placeAt = (offset: number): Place => ({ file, ...positionAt(starts, Math.min(offset, text.length)) });
  const problem = (offset: number, message: string, hint?: string): Problem => {
    const place = placeAt(offset);
    return { message, place, frame: codeFrame(text, starts, place), ...(hint === undefined ? {} : { hint }) };
  };
  try {
    const document = parseDocument(text, {
      uniqueKeys: false,
      merge: true,
      prettyErrors: false,
      lineCounter: new LineCounter(),
    });
    const syntax = [...document.errors, ...document.warnings].map(({ pos, message }) =>
      problem(pos[0], `the YAML cannot be read: ${firstLine(message)}`),
    );
    if (syntax.length > 0) return { ok: false, problems: syntax };
    const mistakes = mistakesIn(document).map(({ offset, message, hint }) => problem(offset, message, hint));
    if (mistakes.length > 0) return { ok: false, problems: mistakes };
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return { ok: true, value, source: new YamlSource(file, text, starts, document) };
  } catch (error) {
    if (error instanceof RangeError)
      return { ok: false, problems: [problem(0, 'the YAML nests too deeply')] };
    if (error instanceof ReferenceError) {
      return {
        ok: false,
        problems: [problem(0, 'the YAML has too many aliases of aliases', 'write the values out')],
      };
    }
    throw error;
  }
};

const firstLine = (message: string): string => {
  const line = message.split('\n', 1)[0]!.replace(/[.:]$/, '');
  return line.charAt(0).toLowerCase() + line.slice(1);
};

interface Mistake {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
}

/** What the parser lets pass: keys given twice, keys that are no texts, aliases of nothing. */
const mistakesIn = (document: YamlDocument): readonly Mistake[] => {
  const mistakes: Mistake[] = [];
  const anchors = new Set<string>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) {
        if (!anchors.has(node.source)) {
          mistakes.push({
            offset: startOf(node),
            message: `unknown alias "*${node.source}"`,
            hint: 'an anchor (&) must come first',
          });
        }
      } else if (node.anchor !== undefined) anchors.add(node.anchor);
    },
    Map: (_, map) => {
      const seen = new Map<string, Pair>();
      for (const pair of map.items) {
        const { key } = pair;
        if (!isScalar(key)) {
          mistakes.push({ offset: startOf(key as Node), message: 'a key must be a plain text' });
          continue;
        }
        const name = String(key.value);
        if (name === '<<') continue;
        if (seen.has(name)) {
          mistakes.push({
            offset: startOf(key),
            message: `"${name.slice(0, 100)}" stands twice in the same map`,
            hint: 'join the two, or rename one',
          });
        }
        seen.set(name, pair);
      }
    },
  });
  return mistakes;
};

const startOf = (node: Node | null | undefined): number => node?.range?.[0] ?? 0;

class YamlSource implements Source {
  readonly file: string;
  private readonly text: string;
  private readonly starts: readonly number[];
  private readonly document: YamlDocument;
  /** Pairs by key of the maps that were looked into: a map of 20,000 keys is searched once, not per look-up. */
  private readonly indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

  constructor(file: string, text: string, starts: readonly number[], document: YamlDocument) {
    this.file = file;
    this.text = text;
    this.starts = starts;
    this.document = document;
  }

  locate(sought: readonly Sought[]): readonly Place[] {
    return sought.map((one) => ({ file: this.file, ...positionAt(this.starts, this.offsetOf(one)) }));
  }

  frame(place: Place): string {
    return codeFrame(this.text, this.starts, place);
  }

  private offsetOf({ path, at }: Sought): number {
    let node: unknown = this.document.contents;
    let offset = startOf(this.document.contents);
    for (const [depth, step] of path.entries()) {
      const found = this.childOf(node, step);
      if (found === undefined) return offset;
      const { key, value } = found;
      const wantsKey = at === 'key' && depth === path.length - 1;
      // An empty value has no place of its own to speak of: its key does.
      const target = wantsKey || isEmpty(value) ? (key ?? value) : value;
      offset = target?.range?.[0] ?? offset;
      node = value;
    }
    return offset;
  }

  private childOf(parent: unknown, step: Step): { key?: Node; value: Node | null } | undefined {
    const node = parent instanceof Alias ? parent.resolve(this.document) : parent;
    if (isSeq(node)) {
      const item = (node as YAMLSeq<Node>).items[Number(step)];
      return item === undefined ? undefined : { value: item };
    }
    if (!isMap(node)) return undefined;
    const pair = this.indexOf(node).get(String(step));
    return pair === undefined ? undefined : { key: pair.key as Node, value: pair.value as Node | null };
  }

  private indexOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    const known = this.indexes.get(map);
    if (known !== undefined) return known;
    const index = new Map<string, Pair>();
    // Keys merged in by `<<` stand where they were written; the map's own come after and win.
    for (const pair of map.items) {
      if (isScalar(pair.key) && pair.key.value === '<<') {
        for (const merged of isSeq(pair.value) ? pair.value.items : [pair.value]) {
          const target = isAlias(merged) ? merged.resolve(this.document) : merged;
          if (isMap(target)) for (const [key, inner] of this.indexOf(target)) index.set(key, inner);
        }
      }
    }
    for (const pair of map.items) if (isScalar(pair.key)) index.set(String(pair.key.value), pair);
    this.indexes.set(map, index);
    return index;
  }
}

const isEmpty = (value: Node | null): boolean =>
  value === null || (isScalar(value) && value.value === null && value.source === '');
