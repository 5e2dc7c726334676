/** YAML texts: to plain values, with the syntax tree kept to tell where things stand. */
import type { CST, Node, Document as YamlDocument } from 'yaml';
import { Composer, Lexer, Parser, isScalar } from 'yaml';
import type { Place, Sought, Source } from '../model/place.ts';
import type { Problem } from '../model/user-error.ts';
import { codeFrame, lineStarts, positionAt } from './code-frame.ts';
import { MOST_DEEP } from './limits.ts';
import type { Parsed, TextFile } from './parsed.ts';
import { type Child, type Mistake, YamlTree, startOf } from './yaml-tree.ts';

/** YAML 1.2 whatever the text says of itself; tags that make anything but plain values are unknown. */
const OPTIONS = {
  schema: 'core',
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
} as const;

/** Mistakes told of one text that cannot be read: what follows the first ones mostly follows from them. */
const MOST_TOLD = 100;

/** Parses one YAML document. Syntax errors, duplicate keys, unknown tags and aliases are all told, with their places. */
export const parseYaml = ({ file, text }: TextFile): Parsed => {
  const starts = lineStarts(text);
  const problem = ({ offset, message, hint }: Mistake): Problem => {
    const place = { file, ...positionAt(starts, Math.min(offset, text.length)) };
    return { message, place, frame: codeFrame(text, starts, place), ...(hint === undefined ? {} : { hint }) };
  };
  const refused = (mistakes: readonly Mistake[]): Parsed => ({
    ok: false,
    problems: mistakes.slice(0, MOST_TOLD).map(problem),
  });
  const { tokens, tooDeep } = tokensOf(text);
  if (tooDeep !== undefined) return refused([tooDeep]);
  const [document, second] = new Composer(OPTIONS).compose(tokens, true, text.length);
  const syntax = syntaxMistakes(document!, second);
  if (syntax.length > 0) return refused([...loneReturns(text), ...syntax]);
  const tree = new YamlTree(document!.contents);
  if (tree.mistakes.length > 0) return refused(tree.mistakes);
  return { ok: true, value: tree.value(), source: new YamlSource(file, text, starts, tree) };
};

/** The text as tokens, nested as they are: what nests too deeply must not get any further, for the rest is recursive. */
const tokensOf = (text: string): { tokens: readonly CST.Token[]; tooDeep?: Mistake } => {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > MOST_DEEP) {
      return {
        tokens,
        tooDeep: { offset: parser.offset, message: `the YAML nests deeper than ${MOST_DEEP} levels` },
      };
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens };
};

const syntaxMistakes = (
  document: YamlDocument,
  second: YamlDocument.Parsed | undefined,
): readonly Mistake[] => [
  ...[...document.errors, ...document.warnings].map(({ pos, message }) => ({
    offset: pos[0],
    message: `the YAML cannot be read: ${firstLine(message)}`,
  })),
  ...(second === undefined
    ? []
    : [
        {
          offset: second.range[0],
          message: 'a second YAML document begins here',
          hint: 'a file holds one: split it, and "include" the parts',
        },
      ]),
];

/** Line ends that no editor of this century writes, and that explain what else is wrong. */
const loneReturns = (text: string): readonly Mistake[] => {
  const offset = text.search(/\r(?!\n)/);
  return offset < 0
    ? []
    : [{ offset, message: 'this line ends in CR alone', hint: 'save the file with LF or CRLF line ends' }];
};

const firstLine = (message: string): string => {
  const line = message.split('\n', 1)[0]!.replace(/[.:]$/, '').replace('tag:yaml.org,2002:', '!!');
  return line.charAt(0).toLowerCase() + line.slice(1);
};

class YamlSource implements Source {
  readonly file: string;
  private readonly text: string;
  private readonly starts: readonly number[];
  private readonly tree: YamlTree;
  /** Children of what was looked into: a map of 20,000 keys is searched once, not per look-up. */
  private readonly known = new Map<Node | null, ReadonlyMap<string, Child>>();

  constructor(file: string, text: string, starts: readonly number[], tree: YamlTree) {
    this.file = file;
    this.text = text;
    this.starts = starts;
    this.tree = tree;
  }

  locate(sought: readonly Sought[]): readonly Place[] {
    return sought.map((one) => ({ file: this.file, ...positionAt(this.starts, this.offsetOf(one)) }));
  }

  frame(place: Place): string {
    return codeFrame(this.text, this.starts, place);
  }

  private offsetOf({ path, at }: Sought): number {
    let node = this.tree.root;
    let offset = startOf(node);
    for (const step of path) {
      const found = this.childrenOf(node).get(String(step));
      if (found === undefined) return offset;
      const { key, value } = found;
      // On the way to a key that may be missing, the last key that is there is kept in mind. An empty value has no
      // place of its own to speak of: its key does.
      const wantsKey = at === 'key' || isEmpty(value);
      offset = (wantsKey ? (key ?? value) : value)?.range?.[0] ?? offset;
      node = value;
    }
    return offset;
  }

  private childrenOf(node: Node | null): ReadonlyMap<string, Child> {
    let children = this.known.get(node);
    if (children === undefined) this.known.set(node, (children = this.tree.childrenOf(node)));
    return children;
  }
}

const isEmpty = (value: Node | null): boolean =>
  value === null || (isScalar(value) && value.value === null && value.source === '');
