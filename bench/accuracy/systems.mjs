/**
 * Truth files as tasks: which folder to scan, and what must come out.
 *
 * A truth file is YAML: `system`, `source` (repository, inputs), then one of `nodes` and `edges` by hand; `edges_file`,
 * JSON made mechanically; `files` with functions and resources; `samples` or `cases` with edges as text; `apps`,
 * `programs`, `sites` and `jaeger_files` of code, programs, clients and traces.
 */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

/** All truth files of a folder, by system. */
export const truthsIn = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => ({ ...parse(readFileSync(path.join(folder, name), 'utf8')), folder }));

/** Where a system's repository lies: `OWNER+NAME`, `NAME` or the system's own name below the checkouts. */
export const checkoutOf = (truth, checkouts) => {
  const sources = Array.isArray(truth.source) ? truth.source : [truth.source];
  const [source] = sources;
  const repository = String(source?.repo ?? '').replace(/^github:/, '');
  return [repository.replace('/', '+'), repository.split('/')[1] ?? '', truth.system]
    .filter((name) => name !== '')
    .map((name) => path.join(checkouts, name))
    .find((folder) => existsSync(folder));
};

/** Inputs that are no part of the system: alternatives, oracles, what is named to be left out. */
const LEFT_OUT = /^\(|^variant|oracle|not included/;

/** The paths that a truth file's prose names as input: every word of it that is there. */
export const inputsOf = (truth, checkout) => {
  const [source] = Array.isArray(truth.source) ? truth.source : [truth.source];
  const entries = (source.inputs ?? []).map(String).filter((entry) => !LEFT_OUT.test(entry));
  const words = entries.flatMap((entry) => entry.split(/[\s,()+]+/)).filter((word) => /[./*]/.test(word));
  return [...new Set(words.flatMap((word) => existing(checkout, word)))];
};

const existing = (checkout, word) => {
  if (word.includes('..')) return [];
  const found = word.includes('*') ? globbed(word, checkout) : [word];
  return found
    .map((one) => path.join(checkout, one))
    .filter((one) => existsSync(one) && !one.endsWith('.env'));
};

/** Node 20 has no glob of its own: one star per segment is all that truth files use. */
const globbed = (pattern, base) => {
  let found = [''];
  for (const segment of pattern.split('/')) {
    const expression = new RegExp(
      `^${segment.replaceAll(/[.+?^$()[\]{}|\\]/g, '\\$&').replaceAll('*', '.*')}$`,
    );
    found = found.flatMap((folder) => {
      const at = path.join(base, folder);
      if (!existsSync(at) || !statSync(at).isDirectory()) return [];
      return readdirSync(at)
        .filter((name) => expression.test(name))
        .map((name) => path.join(folder, name));
    });
  }
  return found;
};

/** The JSON files that a truth file names. */
export const edgeFilesOf = ({ edges_file: named, folder }) =>
  [...String(named ?? '').matchAll(/[\w.-]+\.json/g)]
    .map(([name]) => path.join(folder, 'bulk', name))
    .filter((file) => existsSync(file))
    .map((file) => ({ file, content: JSON.parse(readFileSync(file, 'utf8')) }));
