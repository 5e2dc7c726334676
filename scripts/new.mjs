// Makes the files of something new, so that it begins as something that works.
//
//     npm run new                     what there is to make
//     npm run new scanner nomad       a scanner, its test, its fixture, its page, and its line in the list
//
// With `--root DIR` it is made in another copy of the project. All is written, or nothing.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Refused } from './new/refused.mjs';
import { newScanner } from './new/scanner.mjs';
import { writeAll } from './new/write-all.mjs';

/** Each takes a name and the folder of the project, and gives files, edits and what is left to do. */
const RECIPES = { scanner: newScanner };

const HERE = fileURLToPath(new URL('..', import.meta.url));

const HELP = `Makes the files of something new, so that it begins as something that works.

Usage: npm run new scanner NAME

  scanner NAME   reads a format; NAME is what it is called on the command line, such as docker-swarm

For a scanner that is:
  src/scan/NAME.ts             a small scanner that works, to be changed
  src/scan/index.ts            its line in the list
  tests/scan/NAME.test.ts      its test
  tests/fixtures/scan/NAME/    an example of what it reads
  docs/scanners/NAME.md        its page

To make it in another copy of the project: node scripts/new.mjs scanner NAME --root DIR
`;

const main = async () => {
  const { values, positionals } = argumentsGiven();
  const [what, name, ...more] = positionals;
  if (what === undefined || values.help) return HELP;
  if (!Object.hasOwn(RECIPES, what)) {
    throw new Refused(
      `there is no recipe for "${what}"`,
      `there is one for: ${Object.keys(RECIPES).join(', ')}`,
    );
  }
  if (name === undefined || more.length > 0) {
    throw new Refused(`a new ${what} takes one name`, `npm run new ${what} NAME`);
  }
  const root = path.resolve(values.root ?? HERE);
  if (!existsSync(path.join(root, 'src/scan/index.ts'))) {
    throw new Refused(`${values.root} is no copy of the project`, 'it has no src/scan/index.ts');
  }
  const { files, edits, next } = await RECIPES[what](name, root);
  writeAll(root, files, edits);
  return [
    ...files.map(({ path: made }) => `made    ${made}`),
    ...edits.map(({ path: changed }) => `changed ${changed}`),
    '',
    ...next,
    '',
  ].join('\n');
};

const argumentsGiven = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { root: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
    });
  } catch (error) {
    throw new Refused(error.message, 'npm run new tells how it is used');
  }
};

try {
  process.stdout.write(await main());
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(`error: ${error.message}\n  hint: ${error.hint}\n`);
  process.exitCode = 2;
}
