/**
 * Where the program's own files lie: `__dirname`, `import.meta.url` and what `path.join` makes of them are paths as
 * `SourceFile.inside` gives them, so that it can be told which folder of the repository is meant.
 */
import { folderOf, normal } from '../paths.ts';
import type { SourceFile } from '../scanner.ts';
import type { Value } from './value.ts';
import { objectOf, plainValue } from './values.ts';

const FILE = 'file:///';

/** `__dirname`. */
export const folderIn = (file: SourceFile): Value => plainValue(folderOf(file.inside) || '.');

export const fileIn = (file: SourceFile): Value => plainValue(file.inside);

/** `import.meta`, without its `env`. */
export const importMeta = (file: SourceFile, environment: Value): Value =>
  objectOf(
    [
      ['url', plainValue(FILE + file.inside)],
      ['dirname', folderIn(file)],
      ['filename', fileIn(file)],
      ['env', environment],
    ],
    true,
  );

/** `fileURLToPath`. */
export const pathOfUrl = (url: string): string | undefined =>
  url.startsWith(FILE) ? normal(url.slice(FILE.length)) : undefined;

/** `new URL(relative, import.meta.url)`. */
export const urlIn = (relative: string, base: string): string | undefined =>
  base.startsWith(FILE)
    ? FILE + normal(`${folderOf(base.slice(FILE.length))}/${relative}`.replace(/^\//, ''))
    : undefined;
