/** Tests on a program text that has the sampled mutants as switches; the text on the disk stays as it is. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { BaseSequencer } from 'vitest/node';
import { defineConfig } from 'vitest/config';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDER = process.env.FAULTLINE_MUTANTS;
const texts = new Map(JSON.parse(readFileSync(path.join(FOLDER, 'texts.json'), 'utf8')));
const files = JSON.parse(readFileSync(path.join(FOLDER, 'tests.json'), 'utf8'));

const switched = {
  name: 'mutants-as-switches',
  enforce: 'pre',
  transform: (code, id) => texts.get(path.relative(ROOT, id)),
};

class AsGiven extends BaseSequencer {
  async sort(specifications) {
    const at = ({ moduleId }) => files.indexOf(path.relative(ROOT, moduleId));
    return specifications.toSorted((a, b) => at(a) - at(b));
  }
}

export default defineConfig({
  plugins: [switched],
  // What is kept of the texts of one run would be wrong for the next.
  cacheDir: path.join(FOLDER, 'cache'),
  test: {
    root: ROOT,
    include: files,
    // The mutants that act while a file is loaded are switched on from outside, one for a whole run.
    ...(process.env.__STRYKER_ACTIVE_MUTANT__ === undefined
      ? { runner: path.join(import.meta.dirname, 'runner.mjs') }
      : { bail: 1, setupFiles: [] }),
    testTimeout: 120_000,
    fileParallelism: false,
    pool: 'forks',
    silent: true,
    sequence: { sequencer: AsGiven },
  },
});
