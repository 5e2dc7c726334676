/** Files that are not there: a folder of texts, as scanners see it. */
import { sourceFiles } from '../../support/source-files.ts';
import type { ScanContext, SourceFile } from '../../../src/scan/scanner.ts';

const normal = (path: string): string => {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
};

/** The files of a folder, by path. */
export const filesOf = (texts: Readonly<Record<string, string>>): readonly SourceFile[] => sourceFiles(texts);

/** What a scanner may ask around these files. */
export const contextOf = (files: readonly SourceFile[], more: Partial<ScanContext> = {}): ScanContext => ({
  file: async (folder, relative) => files.find(({ path }) => path === normal(`${folder}/${relative}`)),
  folder: async (folder, relative) =>
    files.filter((file) => normal(file.folder) === normal(`${folder}/${relative}`)),
  everything: async () => files,
  variables: new Map(),
  progress: () => undefined,
  ...more,
});
