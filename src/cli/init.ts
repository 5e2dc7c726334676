/** `faultline init`: a commented document to start from, which runs as it is. */
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { UserError } from '../model/user-error.ts';
import { write } from './output.ts';
import { STARTER } from './starter.ts';

/** The command: writes the starter, never over a file that is there. */
export const initCommand = (): Command =>
  new Command('init')
    .summary('write a commented document to start from')
    .description(
      'Write a commented document to start from. It runs as it is; an existing file is never replaced.',
    )
    .argument('[file]', 'where to write it; - prints it', 'faultline.yaml')
    .action(async (file: string) => {
      if (file === '-') return write(process.stdout, STARTER);
      try {
        await writeFile(file, STARTER, { flag: 'wx' });
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EEXIST') {
          throw new UserError({
            message: `${file} is there already`,
            hint: 'name another file, or remove it',
          });
        }
        if (code === undefined) throw error;
        throw new UserError({ message: `${file} cannot be written (${code})` });
      }
      await write(
        process.stdout,
        `wrote ${file}\n\nTry:\n  faultline impact cloud/region-1/zone-a${at(file)}\n  faultline why shop --fail cloud/region-1${at(file)}\n`,
      );
    });

const at = (file: string): string => (file === 'faultline.yaml' ? '' : ` --graph ${file}`);
