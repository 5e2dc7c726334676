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

const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:tf|yaml)$/.test(name))
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
};

const ending = texts.some(({ name }) => name.endsWith('.tf')) ? 'tf' : 'yaml';
const parse = await PARSERS[`${contestant} ${ending}`]();
// Loads what is loaded with the first call.
await parse({ name: `empty.${ending}`, text: '' });
const { ms, cpu } = await timedAll(async () => {
  for (const file of texts) await parse(file);
});
const bytes = texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
process.stdout.write(JSON.stringify({ ms, cpu, bytes }));
