/** A repository in memory, for scanners to read. */
import { sourceFile } from '../../support/source-files.ts';
import type { ScanContext, SourceFile } from '../../../src/scan/scanner.ts';

const normal = (path: string): string => {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
};

export { sourceFile };

/** What a scanner may ask of these files, by path. */
export const contextOf = (
  texts: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): ScanContext & { readonly files: readonly SourceFile[] } => {
  const files = Object.entries(texts).map(([path, text]) => sourceFile(path, text));
  return {
    files,
    file: (folder, relative) =>
      Promise.resolve(files.find(({ path }) => path === normal(`${folder}/${relative}`))),
    folder: (folder, relative) => {
      const path = normal(`${folder}/${relative}`) || '.';
      return Promise.resolve(files.filter((file) => file.folder === path));
    },
    everything: () => Promise.resolve(files),
    variables: new Map(Object.entries(variables)),
    progress: () => undefined,
  };
};
