/** The files below a folder without git's help: read folder by folder, the rules of `.gitignore` files applied. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Flaw } from './decode.ts';
import { CDK_OUT, isNeverEntered } from './names.ts';
import { readHead } from './reading.ts';

export interface FolderListing {
  /** Relative to the folder, with `/`. Links are among them; what they lead to is not entered. */
  readonly files: readonly string[];
  /** Folders that could not be listed. */
  readonly flaws: readonly { readonly folder: string; readonly flaw: Flaw }[];
}

/** The rules of one `.gitignore`, for paths below its folder. */
interface Rules {
  /** The folder's path with a slash at its end; empty for the top. */
  readonly base: string;
  readonly rules: Ignore;
}

/** A folder yet to be read. */
interface Open {
  readonly folder: string;
  /** Outermost first. Undefined: nothing is ignored here. */
  readonly rules: readonly Rules[] | undefined;
}

/** Lists a folder, what lies near before what lies deep. `isWhole`: `.gitignore` files do not count. */
export const listedByFolder = (top: string, isWhole: boolean, most = Infinity): FolderListing => {
  const files: string[] = [];
  const flaws: { folder: string; flaw: Flaw }[] = [];
  const open: Open[] = [{ folder: '', rules: isWhole ? undefined : [] }];
  // The list grows while it is walked.
  for (const next of open) {
    if (files.length >= most) break;
    const { folder } = next;
    const found = entriesOf(path.join(top, folder));
    if ('flaw' in found) {
      flaws.push({ folder, flaw: found.flaw });
      continue;
    }
    const base = folder === '' ? '' : `${folder}/`;
    const rules = rulesAt(top, base, next.rules, found.entries);
    for (const entry of found.entries) {
      const name = `${base}${entry.name}`;
      if (!entry.isDirectory()) {
        if (!isIgnored(name, rules)) files.push(name);
      } else if (entry.name === CDK_OUT) open.push({ folder: name, rules: undefined });
      else if (!isNeverEntered(entry.name) && !isIgnored(`${name}/`, rules))
        open.push({ folder: name, rules });
    }
  }
  return { files, flaws };
};

// Thousands of small folders: to wait for each of them in turn takes longer than to read it.
const entriesOf = (folder: string) => {
  try {
    return { entries: readdirSync(folder, { withFileTypes: true }) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { flaw: { kind: 'unreadable', message: `the folder cannot be listed (${code})` } as const };
  }
};

const rulesAt = (
  top: string,
  base: string,
  rules: readonly Rules[] | undefined,
  entries: readonly { readonly name: string; isFile(): boolean }[],
): readonly Rules[] | undefined => {
  if (rules === undefined || !entries.some((entry) => entry.name === '.gitignore' && entry.isFile()))
    return rules;
  const read = readHead(path.join(top, base, '.gitignore'));
  if (!read.ok) return rules;
  const own = ignore({ allowRelativePaths: true }).add(read.text.split(/\r?\n/).filter(isCheap));
  return [...rules, { base, rules: own }];
};

/** Rules become regular expressions: with many stars in a row of letters they would take longer than anybody waits. */
const isCheap = (rule: string): boolean =>
  rule.length <= 1_000 && rule.split('/').every((segment) => segment.split('*').length <= 5);

/** What stands deeper wins, as it does for git. */
const isIgnored = (name: string, rules: readonly Rules[] | undefined): boolean => {
  for (const { base, rules: own } of rules?.toReversed() ?? []) {
    const { ignored, unignored } = own.test(name.slice(base.length));
    if (ignored || unignored) return ignored;
  }
  return false;
};
