/**
 * How long it takes to parse all files of a folder and nothing else: by what scans use, or by what others use.
 *
 *     node bench/scan/parse.mjs FOLDER ours|peer    prints { ms, cpu, bytes } as JSON
 *
 * Reading the files, and loading a parser, are not counted for either.
 */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { timedAll } from './timed-all.mjs';

const [folder, contestant] = process.argv.slice(2);

const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
const endsWith = (ending) => (name) => new RegExp(`\\.${ending}[xl]?$`).test(name);
/** What a tree is made of; settings in JSON stand beside code. */
const ending = ['tf', 'yaml', 'ts', 'json'].find((one) => names.some(endsWith(one)));
const texts = names
  .filter(endsWith(ending))
  .map((name) => ({ name: path.basename(name), text: readFileSync(path.join(folder, name), 'utf8') }));

/** @type {Readonly<Record<string, () => Promise<(file: { name: string, text: string }) => unknown>>>} */
const PARSERS = {
  'ours yaml': async () => {
    const { parseTrees } = await import('../../dist/scan/tree.js');
    return ({ text }) => parseTrees(text);
  },
  // The library that ours is made of, as one would call it: documents, and their values.
  'peer yaml': async () => {
    const { parseAllDocuments } = await import('yaml');
    return ({ text }) =>
      [...parseAllDocuments(text, { logLevel: 'silent' })].map((document) => document.toJS());
  },
  'ours tf': async () => {
    const { hclParser } = await import('../../dist/scan/hcl/parse.js');
    const parse = await hclParser();
    return ({ text }) => parse(text);
  },
  // HashiCorp's own parser, compiled to WebAssembly.
  'peer tf': async () => {
    const { parse } = await import('@cdktn/hcl2json');
    return ({ name, text }) => parse(name, text);
  },
  // The compiler's parser, of every file; a scan of code parses those that tell something, and what they need.
  'peer ts': async () => {
    const { default: ts } = await import('typescript');
    return ({ name, text }) => ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, false);
  },
  'peer json': () => {
    // A line is a document of its own where the file is no document as a whole.
    const parts = (text) => (text.startsWith('{"resourceSpans"') ? text.trim().split('\n') : [text]);
    return ({ text }) => parts(text || '{}').map((part) => JSON.parse(part));
  },
};

const parse = await PARSERS[`${contestant} ${ending}`]();
// Loads what is loaded with the first call.
await parse({ name: `empty.${ending}`, text: '' });
const { ms, cpu } = await timedAll(async () => {
  for (const file of texts) await parse(file);
});
const bytes = texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
process.stdout.write(JSON.stringify({ ms, cpu, bytes }));
