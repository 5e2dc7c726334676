/** A repository in memory, for scanners to read. */
import type { ScanContext, SourceFile } from '../../../src/scan/scanner.ts';

const normal = (path: string): string => {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
};

/** A file of which the text is at hand. */
export const sourceFile = (path: string, text: string): SourceFile => {
  const slash = path.lastIndexOf('/');
  return {
    path,
    name: path.slice(slash + 1),
    folder: slash < 0 ? '.' : path.slice(0, slash),
    inside: path,
    size: text.length,
    head: text.slice(0, 65_536),
    text: () => Promise.resolve(text),
  };
};

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
