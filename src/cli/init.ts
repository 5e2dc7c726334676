/** `faultline init`: a commented document to start from, which runs as it is. */
import { Command } from 'commander';
import { write } from './output.ts';
import { draftOf } from './outputs/draft.ts';
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
      const draft = await draftOf(file, [STARTER], { isNew: true });
      try {
        await draft.keep();
      } finally {
        await draft.drop();
      }
      await write(
        process.stdout,
        `wrote ${file}\n\nTry:\n  faultline impact cloud/region-1/zone-a${at(file)}\n  faultline why shop --fail cloud/region-1${at(file)}\n`,
      );
    });

const at = (file: string): string => (file === 'faultline.yaml' ? '' : ` --graph ${file}`);
