/** Folders to scan, made up, always the same for a kind and a size; in a temporary folder, and gone afterwards. */
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cloudformationFiles } from './cloudformation.mjs';
import { codeFiles } from './code.mjs';
import { composeFiles } from './compose.mjs';
import { kubernetesFiles } from './kubernetes.mjs';
import { terraformFiles } from './terraform.mjs';
import { traceText } from './traces.mjs';

/**
 * @typedef {'kubernetes' | 'terraform' | 'cloudformation' | 'compose'} Kind of which there are resources
 * @typedef {'code' | import('./traces.mjs').TraceFormat} OtherKind files of code, bytes of traces
 * @typedef {{ path: string, text: string | Iterable<string> }} Made
 */

/** @type {Readonly<Record<Kind, (resources: number) => Iterable<Made>>>} */
const TREES = {
  kubernetes: kubernetesFiles,
  terraform: terraformFiles,
  cloudformation: cloudformationFiles,
  compose: composeFiles,
};

/** @type {Readonly<Record<OtherKind, (size: number) => Iterable<Made>>>} */
const OTHERS = {
  code: codeFiles,
  otlp: (bytes) => [{ path: 'traces.jsonl', text: traceText('otlp', bytes) }],
  jaeger: (bytes) => [{ path: 'jaeger.json', text: traceText('jaeger', bytes) }],
  zipkin: (bytes) => [{ path: 'zipkin.json', text: traceText('zipkin', bytes) }],
};

export const KINDS = /** @type {readonly Kind[]} */ (Object.keys(TREES));

/**
 * Makes a tree for as long as somebody uses it.
 *
 * @template T
 * @param {Kind | OtherKind} kind
 * @param {number} size
 * @param {(tree: { folder: string, files: number, bytes: number }) => Promise<T>} use
 * @returns {Promise<T>}
 */
export const withTree = async (kind, size, use) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), `faultline-${kind}-`));
  try {
    return await use({ folder, ...filled(folder, { ...TREES, ...OTHERS }[kind](size)) });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const filled = (folder, made) => {
  let files = 0;
  let bytes = 0;
  for (const { path: name, text } of made) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    const open = openSync(file, 'w');
    for (const part of typeof text === 'string' ? [text] : text) bytes += writeSync(open, part);
    closeSync(open);
    files++;
  }
  return { files, bytes };
};
