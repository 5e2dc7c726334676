/** Files as those see them who hold the repository: from its root, whatever the working folder. */
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of the repository that a folder lies in; the folder itself if it lies in none. */
export const rootOf = (from: string): string => {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return folder;
    if (folder === path.dirname(folder)) return from;
  }
};

/** Tells a file, named from the working folder, from the root; undefined if it is no file of the repository. */
export const pathsFrom = (cwd: string): ((file: string) => string | undefined) => {
  const root = rootOf(cwd);
  const known = new Map<string, string | undefined>();
  // Thousands of findings stand in a few files.
  return (file) => {
    if (!known.has(file)) known.set(file, pathFrom(root, cwd, file));
    return known.get(file);
  };
};

const pathFrom = (root: string, cwd: string, file: string): string | undefined => {
  const way = path.relative(root, path.resolve(cwd, file)).split(path.sep);
  // What is installed there is not held there.
  if (way[0] === '..' || way.includes('node_modules') || path.isAbsolute(way.join(path.sep)))
    return undefined;
  return way.join('/');
};
