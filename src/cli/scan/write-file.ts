/** Writing a file as a whole or not at all. */
import { realpathSync, statSync } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../model/user-error.ts';

/**
 * Writes beside the file first, and takes its place when all is there: who reads it never sees a half.
 *
 * @throws UserError if it cannot be written; what was there before is still there then.
 */
export const writeWhole = async (file: string, text: string): Promise<void> => {
  const target = targetOf(file);
  const draft = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  try {
    // A pipe or a device cannot be replaced, and should not; a folder is refused by the system.
    const isSpecial = statSync(file, { throwIfNoEntry: false })?.isFile() === false;
    if (isSpecial) return await writeFile(file, text);
    // Never into what somebody else has put there.
    const handle = await open(draft, 'wx');
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    await rename(draft, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code !== 'EEXIST') await rm(draft, { force: true }).catch(() => {});
    throw new UserError({ message: `${file} cannot be written (${code})` });
  }
};

/** What a link leads to: the link itself stays one. */
const targetOf = (file: string): string => {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
};
