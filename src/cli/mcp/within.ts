/** What a call may name on the disk: nothing outside of the folders that the server was opened with. */
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import { realOf } from '../view/real.ts';
import type { McpOptions } from './opened.ts';

/** The folders of the documents named, and those that are scanned; the working folder if nothing was named. */
const foldersOf = async ({ graph = [], scan = [] }: McpOptions): Promise<readonly string[]> => {
  const named = [...graph, ...scan].map((one) => realOf(path.resolve(one)));
  if (named.length === 0) return [realOf(process.cwd())];
  return Promise.all(
    named.map(async (one) => {
      const found = await stat(one).catch(() => undefined);
      return found?.isDirectory() === true ? one : path.dirname(one);
    }),
  );
};

/** @throws UserError for a path that leads out of what was opened, whether or not there is something. */
export const assertWithin = async (opened: McpOptions, paths: readonly string[]): Promise<void> => {
  const folders = await foldersOf(opened);
  for (const given of paths) {
    const asked = path.resolve(given);
    const real = await realOfNearest(asked);
    if (folders.some((folder) => isWithin(folder, real))) continue;
    throw new UserError({
      message: `${quoted(given)} lies outside of what this server was opened with`,
      hint: 'a call can name what lies in the folder of the document, or in a folder that is scanned; start the server with what else is needed',
    });
  }
};

/** The path without links, as far as there is something. */
const realOfNearest = async (asked: string): Promise<string> => {
  for (let folder = asked; ; folder = path.dirname(folder)) {
    const real = await realpath(folder).catch(() => undefined);
    if (real !== undefined) return path.join(real, path.relative(folder, asked));
    if (folder === path.dirname(folder)) return asked;
  }
};

const isWithin = (folder: string, file: string): boolean => {
  const way = path.relative(folder, file);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
};
