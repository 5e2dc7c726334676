/** Which documents to read: those named, or the faultline.yaml found upward, as far as the repository goes. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { LoadOptions } from '../document/load.ts';
import type { TextFile } from '../document/parsed.ts';
import { decodeText } from '../document/text.ts';
import type { Estate } from '../model/estate.ts';
import { UserError } from '../model/user-error.ts';
import { loadEstate } from '../scan/document.ts';

const NAMES = ['faultline.yaml', 'faultline.yml', 'faultline.json'] as const;

/**
 * The estate of the documents named, or of the one found upward.
 *
 * @throws UserError if there is none, or for any mistake in them.
 */
export const estateFor = async (files: readonly string[], options: LoadOptions): Promise<Estate> => {
  const named = files.length > 0 ? files : [foundUpward(process.cwd())];
  const inputs = await Promise.all(named.map(async (file) => (file === '-' ? await fromStdin() : file)));
  return loadEstate(inputs, options);
};

const fromStdin = async (): Promise<TextFile> => {
  const file = '<stdin>';
  const decoded = decodeText(file, await buffer(process.stdin));
  if (!decoded.ok) throw new UserError(decoded.problem);
  return { file, text: decoded.text };
};

const foundUpward = (from: string): string => {
  for (let folder = from; ; folder = path.dirname(folder)) {
    for (const name of NAMES) {
      const file = path.join(folder, name);
      if (existsSync(file)) return file;
    }
    if (existsSync(path.join(folder, '.git')) || folder === path.dirname(folder)) {
      throw new UserError({
        message: 'there is no faultline.yaml here or above',
        hint: 'name a document with --graph FILE, or write one to start from with "faultline init"',
      });
    }
  }
};
