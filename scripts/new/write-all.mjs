// Writes all of several files, or none.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refused } from './refused.mjs';

/**
 * Makes files that are not there yet, then changes those that are: of these it is told the text before, and after.
 *
 * @throws Refused if anything cannot be written; then everything is as it was.
 */
export const writeAll = (root, files, edits) => {
  const undo = [];
  try {
    for (const { path: relative, text } of files) make(path.join(root, relative), text, undo);
    for (const { path: relative, before, after } of edits) {
      const file = path.join(root, relative);
      if (readFileSync(file, 'utf8') !== before)
        throw new Refused(`${relative} has just changed`, 'try again');
      replace(file, after, undo);
      undo.push(() => replace(file, before, []));
    }
  } catch (error) {
    for (const step of undo.toReversed()) step();
    if (error.code === undefined) throw error;
    throw new Refused(`${error.path ?? root} cannot be written (${error.code})`, 'nothing was changed');
  }
};

const make = (file, text, undo) => {
  const folder = mkdirSync(path.dirname(file), { recursive: true });
  if (folder !== undefined) undo.push(() => rmSync(folder, { recursive: true, force: true }));
  // Fails if there is one by now; that one is somebody else's.
  writeFileSync(file, text, { flag: 'wx' });
  undo.push(() => rmSync(file, { force: true }));
};

/** Nobody sees a half of it. */
const replace = (file, text, undo) => {
  const draft = `${file}.${process.pid}.tmp`;
  undo.push(() => rmSync(draft, { force: true }));
  writeFileSync(draft, text, { flag: 'wx' });
  renameSync(draft, file);
};
