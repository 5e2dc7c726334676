/** Throw-away folders with files in them. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A new folder with these files (a name that ends with / is a folder); it is removed after the test. */
export const folderWith = (files: Readonly<Record<string, string>> = {}): string => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'faultline-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(file, text);
  }
  return folder;
};
