/** Folders to scan, made up, always the same for a kind and a size; in a temporary folder, and gone afterwards. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cloudformationFiles } from './cloudformation.mjs';
import { composeFiles } from './compose.mjs';
import { kubernetesFiles } from './kubernetes.mjs';
import { terraformFiles } from './terraform.mjs';

/** @typedef {'kubernetes' | 'terraform' | 'cloudformation' | 'compose'} Kind */

/** @type {Readonly<Record<Kind, (resources: number) => Iterable<{ path: string, text: string }>>>} */
const TREES = {
  kubernetes: kubernetesFiles,
  terraform: terraformFiles,
  cloudformation: cloudformationFiles,
  compose: composeFiles,
};

export const KINDS = /** @type {readonly Kind[]} */ (Object.keys(TREES));

/**
 * Makes a tree for as long as somebody uses it.
 *
 * @template T
 * @param {Kind} kind
 * @param {number} resources
 * @param {(tree: { folder: string, files: number, bytes: number }) => Promise<T>} use
 * @returns {Promise<T>}
 */
export const withTree = async (kind, resources, use) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), `faultline-${kind}-`));
  try {
    return await use({ folder, ...filled(folder, TREES[kind](resources)) });
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
    writeFileSync(file, text);
    files++;
    bytes += Buffer.byteLength(text);
  }
  return { files, bytes };
};
