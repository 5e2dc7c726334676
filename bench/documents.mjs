/** The synthetic estates as documents on disk, written once and kept until the generator changes. */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { estateOf, namedBy, requiredBy } from './estate.mjs';
import { SIZES } from './sizes.mjs';

/** When one of these changes, so may the documents. */
const GENERATOR = ['estate.mjs', 'random.mjs', 'documents.mjs'];

/** Characters written at once: a hundred thousand small writes would take longer than all the rest. */
const CHUNK = 1 << 20;

/**
 * @typedef {import('./estate.mjs').Entry} Entry
 * @typedef {{ nodes: number, requirements: number, inGroups: number, soft: number, popular: string,
 *   dependents: number }} Census what is in an estate; `popular` is required by the most nodes
 * @typedef {{ file: string } & Census} BenchDocument
 */

/**
 * The document of a size, and what is in it.
 *
 * @param {import('./sizes.mjs').Size} size
 * @param {'json' | 'yaml'} format
 * @returns {BenchDocument}
 */
export const documentOf = (size, format) => {
  const file = cached(`estate-${size}.${format}`);
  const notes = `${file}.census`;
  const known = noted(notes);
  if (known !== undefined) return { file, ...known };
  const census = writeDocument(file, SIZES[size], format);
  // Noted last: where there is a census of this generator, the document is whole.
  writeFileSync(notes, JSON.stringify({ generator: generatorHash(), census }));
  return { file, ...census };
};

/** The path of a file in the cache, which git does not see. */
export const cached = (/** @type {string} */ name) => {
  mkdirSync(new URL('.cache/', import.meta.url), { recursive: true });
  return fileURLToPath(new URL(`.cache/${name}`, import.meta.url));
};

/** @type {(notes: string) => Census | undefined} */
const noted = (notes) => {
  try {
    const { generator, census } = JSON.parse(readFileSync(notes, 'utf8'));
    return generator === generatorHash() ? census : undefined;
  } catch {
    return undefined;
  }
};

const generatorHash = () => {
  const hash = createHash('sha256');
  for (const module of GENERATOR) hash.update(readFileSync(new URL(module, import.meta.url)));
  return hash.digest('hex');
};

/** @type {(file: string, nodes: number, format: 'json' | 'yaml') => Census} */
const writeDocument = (file, nodes, format) => {
  const counting = new Counting();
  const output = openSync(file, 'w');
  let waiting = '';
  for (const text of format === 'json'
    ? jsonTexts(estateOf(nodes), counting)
    : yamlTexts(estateOf(nodes), counting)) {
    waiting += text;
    if (waiting.length < CHUNK) continue;
    writeSync(output, waiting);
    waiting = '';
  }
  writeSync(output, waiting);
  closeSync(output);
  return counting.census();
};

/** JSON as programs write it: without spaces; a node to the line. */
function* jsonTexts(entries, counting) {
  yield '{"faultline":1,"title":"A synthetic estate","nodes":{\n';
  let separator = '';
  for (const { id, node } of entries) {
    counting.add(node);
    yield `${separator}${JSON.stringify(id)}:${JSON.stringify(node)}`;
    separator = ',\n';
  }
  yield '\n}}\n';
}

/** YAML as people write it: in blocks, what has more than one key inside of a line. */
function* yamlTexts(entries, counting) {
  yield 'faultline: 1\ntitle: A synthetic estate\nnodes:\n';
  for (const { id, node } of entries) {
    counting.add(node);
    yield `  ${id}:\n`;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'dependsOn')
        yield `    dependsOn:\n${value.map((entry) => `      - ${flow(entry)}\n`).join('')}`;
      else yield `    ${key}: ${value}\n`;
    }
  }
}

/** A value in a line; what the generator makes needs no quotes. */
const flow = (value) => {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${flow(inner)}`)
    .join(', ')} }`;
};

/** Counts what goes by. */
class Counting {
  nodes = 0;
  requirements = 0;
  inGroups = 0;
  soft = 0;
  /** @type {Map<string, number>} */
  dependents = new Map();

  /** @param {import('./estate.mjs').RawNode} node */
  add(node) {
    this.nodes++;
    for (const id of requiredBy(node)) {
      this.requirements++;
      this.dependents.set(id, (this.dependents.get(id) ?? 0) + 1);
    }
    for (const entry of node.dependsOn ?? []) {
      if (typeof entry === 'string') continue;
      const named = namedBy(entry).length;
      if (!('node' in entry)) this.inGroups += named;
      if (entry.impact !== undefined) this.soft += named;
    }
  }

  /** @returns {Census} */
  census() {
    const { nodes, requirements, inGroups, soft } = this;
    const [popular, dependents] = [...this.dependents].reduce((most, entry) =>
      entry[1] > most[1] ? entry : most,
    );
    return { nodes, requirements, inGroups, soft, popular, dependents };
  }
}
