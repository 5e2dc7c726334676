/**
 * HCL text to our tree, with tree-sitter: tolerant, so that what is broken is a problem and all else stands.
 *
 * The parser and its grammar are wasm of some 300 kB: loaded when somebody first asks.
 */
import { grammarBytes } from '../files/grammar.ts';
import { concreteOf } from './concrete.ts';
import { hclOfJson } from './json.ts';
import { type Grammar, hclOf } from './recover.ts';
import type { HclFile } from './syntax.ts';

/** No native text begins with a brace; what does and is no JSON is a template of something else. */
const JSON_START = /^\s*(?:\{\s*["}]|\[\s*[{\]])/;

let loading: Promise<Grammar> | undefined;

/**
 * A function that reads the text of a file, in the native or the JSON syntax; it never throws. Byte order marks and
 * the line ends of Windows make no difference.
 */
export const hclParser = async (): Promise<(text: string) => HclFile> => {
  loading ??= load();
  const grammar = await loading;
  return (text) => {
    const clean = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
    return JSON_START.test(clean) ? hclOfJson(clean, grammar) : hclOf(clean, grammar);
  };
};

const load = async (): Promise<Grammar> => {
  const { Language, Parser } = await import('web-tree-sitter');
  const [bytes] = await Promise.all([grammarBytes(), Parser.init()]);
  const parser = new Parser().setLanguage(await Language.load(bytes));
  return (text) => {
    const tree = parser.parse(text);
    // Only a parser without language or one that was told to stop gives none.
    if (tree === null)
      return { root: { type: 'ERROR', start: 0, end: text.length, children: [] }, isBroken: true };
    try {
      return { root: concreteOf(tree), isBroken: tree.rootNode.hasError };
    } finally {
      tree.delete();
    }
  };
};
