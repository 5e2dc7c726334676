/** `faultline merge`: the result of a sweep whose shards were solved apart. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { globBase, globMatcher, isGlob } from '../model/glob.ts';
import { byCodePoint } from '../model/order.ts';
import { quoted } from '../model/printable.ts';
import { UserError } from '../model/user-error.ts';
import { type OutputChoices, addOutput } from './outputs/wanted.ts';
import { print } from './print.ts';
import { textOf } from './text-file.ts';

/** The command. */
export const mergeCommand = (): Command =>
  addOutput(
    new Command('merge')
      .summary('put the shards of a sweep together')
      .description('Put the shards of a sweep together: prints what the sweep would have printed in one run.')
      .argument('<files...>', 'what "faultline sweep --shard" printed: files, globs, or - for stdin'),
  )
    .addHelpText(
      'after',
      '\nExamples:\n  faultline merge shard-1.json shard-2.json\n  faultline merge "shards/*.json" --format markdown\n  cat shards/*.json | faultline merge -',
    )
    .action(run);

const run = async (names: readonly string[], options: OutputChoices): Promise<void> => {
  const { merged } = await import('../analyze/sweep/merged.ts');
  const { partOf } = await import('../analyze/sweep/shard-read.ts');
  const { sweepReport } = await import('../analyze/sweep/report.ts');
  const { documentsIn } = await import('../analyze/sweep/documents.ts');
  const files = (await Promise.all(names.map(filesOf))).flat();
  const parts = [];
  for (const file of files) {
    const name = file === '-' ? '<stdin>' : file;
    for (const value of documentsIn(await textOf(file), name))
      parts.push({ file: name, part: partOf(value, name) });
  }
  await print(sweepReport(merged(parts)), options);
};

/** The files that a name or a glob means, by code point. */
const filesOf = async (name: string): Promise<readonly string[]> => {
  if (name === '-' || !isGlob(name)) return [name];
  const { base, glob } = globBase(name);
  const matches = globMatcher(glob, { dot: false });
  const entries = await readdir(base, { recursive: glob.includes('/'), withFileTypes: true }).catch(() => []);
  const found = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => matches(path.relative(base, file).split(path.sep).join('/')));
  if (found.length === 0) throw new UserError({ message: `no file matches ${quoted(name)}` });
  return found.toSorted(byCodePoint);
};
