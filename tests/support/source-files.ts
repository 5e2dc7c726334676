/** Files as texts in a test: as scanners see them, and the world that scanners may ask. */
import { joined } from '../../src/scan/paths.ts';
import type { ScanContext, SourceFile } from '../../src/scan/scanner.ts';

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
    chunks: () => pieces(text),
  };
};

/** A few characters at a time: what reads in pieces must not care where they end. */
async function* pieces(text: string): AsyncIterable<string> {
  for (let at = 0; at < text.length; at += 1000) yield await Promise.resolve(text.slice(at, at + 1000));
}

/** The files of a folder, by path. */
export const sourceFiles = (texts: Readonly<Record<string, string>>): readonly SourceFile[] =>
  Object.entries(texts).map(([path, text]) => sourceFile(path, text));

/** What a scanner may ask around these files. */
export const contextOf = (
  files: readonly SourceFile[],
  more: Partial<Pick<ScanContext, 'region' | 'variables'>> = {},
): ScanContext => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return {
    file: (folder, relative) => Promise.resolve(byPath.get(joined(folder, relative))),
    folder: (folder, relative) =>
      Promise.resolve(
        files.filter((file) => joined(file.folder, '.') === joined(joined(folder, relative), '.')),
      ),
    everything: () => Promise.resolve(files),
    variables: new Map(),
    progress: () => {},
    ...more,
  };
};
