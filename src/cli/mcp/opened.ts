/**
 * What the server was opened with, as it is now: documents that changed are read again, and folders that changed are
 * scanned again, before a question is answered.
 */
import path from 'node:path';
import type { ScanResult } from '../../scan/estate.ts';
import { loadedFor } from '../graph-files.ts';
import { type ScanChoices, scanChoices } from '../scan/options.ts';
import { isPack, type Known } from '../view/sides.ts';
import { type Stamp, stampOf, stampOfAll } from './stamp.ts';

/** What can be said when the server is started: all that a tool call cannot. */
export interface McpOptions extends ScanChoices {
  readonly graph?: readonly string[];
  readonly scan?: readonly string[];
  readonly allowOutside?: boolean;
  readonly quiet?: boolean;
}

type Loaded = Awaited<ReturnType<typeof loadedFor>>;

export interface Opened {
  /**
   * The estate as the files are now.
   *
   * @param named ids that the question names: packs may have to add them
   * @throws UserError for any mistake in the documents
   */
  readonly loaded: (named: readonly string[]) => Promise<Loaded>;
}

/** Opens it; nothing is read before it is asked for. */
export const opened = ({ graph = [], scan, allowOutside = false, ...rest }: McpOptions): Opened => {
  const choices = scanChoices(rest);
  const documents = new Map<string, { readonly stamp: Stamp; readonly read: KnownDocument }>();
  let scanned: { readonly stamp: Stamp; readonly result: ScanResult } | undefined;

  const scanFor = async (paths: readonly string[]): Promise<ScanResult> => {
    const begun = Date.now();
    const files = await filesBelow(paths, choices);
    const stamp = await stampOfAll(files, begun);
    if (scanned !== undefined && stamp !== undefined && stamp === scanned.stamp) return scanned.result;
    // The program's own: nobody waits for it who asks about a document.
    const { scanFor: scanNow } = await import('../scan/run.ts');
    scanned = { stamp, result: await scanNow(paths, choices) };
    return scanned.result;
  };

  return {
    loaded: async (named) => {
      const begun = Date.now();
      const known: Known = new Map();
      for (const [file, { stamp, read }] of documents)
        if (isPack(file) || (stamp !== undefined && stamp === (await stampOf(file, begun))))
          known.set(file, read);
      const found = await loadedFor(
        graph,
        { allowOutside, known, named },
        { ...choices, ...(scan === undefined ? {} : { scan, scanFor }) },
      );
      for (const [file, read] of known)
        if (documents.get(file)?.read !== read)
          documents.set(file, { stamp: await stampOf(file, begun), read });
      return found;
    },
  };
};

type KnownDocument = Known extends Map<string, infer Read> ? Read : never;

/** All files that a scan may look into: below the paths, and around them in their repository. */
const filesBelow = async (paths: readonly string[], choices: ScanChoices): Promise<readonly string[]> => {
  const { walk } = await import('../../scan/files/walk.ts');
  const { files, others, context } = await walk(paths, choices);
  const around = await context.everything();
  const all = new Set([...files, ...around].map((file) => path.resolve(file.path)));
  for (const file of others) all.add(path.resolve(file));
  return [...all];
};
