/**
 * Has the sampled mutants tried on the tests: all those that tests reach in one go, file after file of tests, and then
 * one by one those that act while a file is loaded.
 */
import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { add, afterCrash, known } from './log.mjs';

/** The tests that may notice: those of the rooms, of what feeds them and of what shows them, and the laws. */
const ROOMS = [
  'engine',
  'analyze',
  'document',
  'assemble',
  'schema',
  'report',
  'golden',
  'library',
  'cli',
  'laws',
];

/** What these try is built before, or stands in a process of its own, or is not of these rooms. */
const LEFT_OUT =
  /^tests\/(document\/prepared|golden\/(cdk|scan)|library\/(surface|examples)|cli\/(?!backtest|check|config|diff|documents|fault-tree|formats|help|merge|options|packs|reconcile|spared|usage)|laws\/(hash|hcl|layout|page-engine|scan|scene|traces|typescript))\b/;

/** Milliseconds by the clock that are too many for so many test files: a last resort, for a machine may be busy. */
const tooLong = (files) => (2 + files) * 60_000;

/** How many test files are asked, nearest first, about a mutant that acts while files are loaded. */
const MOST_FILES = 40;

/** What became of each mutant: `{ noticed, how, by }`. Writes nothing outside `folder`. */
export const tried = async (root, folder, mutants, texts, tell) => {
  writeFileSync(
    path.join(folder, 'texts.json'),
    JSON.stringify(texts.map(({ name, content }) => [name, content])),
  );
  await tryReached(root, folder, tell);
  await tryLoaded(root, folder, mutants, tell);
  const { noticed, reached, loads } = known(folder);
  return mutants.map((mutant) => {
    const entry = noticed.get(mutant.id);
    const ran = reached.has(mutant.id) || loads.has(mutant.id);
    return {
      ...mutant,
      noticed: entry !== undefined,
      how: entry?.how ?? (ran ? 'survived' : 'never run'),
      by: entry?.by,
    };
  });
};

const tryReached = async (root, folder, tell) => {
  const all = testFiles(root);
  let left = all.filter((file) => !known(folder).done.has(file));
  // A mutant that ends the process of a file of tests costs another turn, for what was left of that file.
  while (left.length > 0) {
    const noticedBefore = known(folder).noticed.size;
    await vitest(root, folder, left, {}, () => {
      const { done, noticed } = known(folder);
      tell(`${done.size} of ${all.length} files of tests, ${noticed.size} mutants noticed`);
    });
    afterCrash(folder);
    const { done, noticed } = known(folder);
    const undone = left.filter((file) => !done.has(file));
    if (noticed.size === noticedBefore) {
      // No mutant ended them, so they would never come to an end.
      for (const file of undone) add(folder, { broken: file, because: 'comes to no end' });
      return;
    }
    left = undone;
  }
};

const tryLoaded = async (root, folder, mutants, tell) => {
  const { loads, noticed, broken } = known(folder);
  const left = mutants.filter(({ id }) => loads.has(id) && !noticed.has(id));
  for (const [i, { id, file }] of left.entries()) {
    tell(`${i} of ${left.length} mutants that act while files are loaded`);
    const files = [...new Set(loads.get(id))]
      .filter((test) => !broken.has(test))
      .toSorted((a, b) => nearness(b, file) - nearness(a, file) || isLaw(a) - isLaw(b))
      .slice(0, MOST_FILES);
    const begun = Date.now();
    let late = false;
    const code = await vitest(root, folder, files, { __STRYKER_ACTIVE_MUTANT__: id }, (end) => {
      late = Date.now() - begun > tooLong(files.length);
      if (late) end();
    });
    if (late || code !== 0) add(folder, { noticed: id, by: 'loading', how: late ? 'time' : 'failed' });
  }
};

/** Runs Vitest on the files, in that order; `watch` is asked every few seconds and may end it. */
const vitest = (root, folder, files, env, watch) =>
  new Promise((resolve, reject) => {
    writeFileSync(path.join(folder, 'tests.json'), JSON.stringify(files));
    const command = path.join(root, 'node_modules/vitest/vitest.mjs');
    const config = path.join(root, 'scripts/mutate/vitest.config.mjs');
    const child = spawn(process.execPath, [command, 'run', '--config', config, '--reporter', 'dot'], {
      cwd: root,
      env: { ...process.env, FAULTLINE_MUTANTS: folder, ...env },
      stdio: 'ignore',
      detached: true,
    });
    const end = () => process.kill(-1 * child.pid, 'SIGKILL');
    const stop = () => {
      end();
      process.exit(130);
    };
    const timer = setInterval(() => watch(end), 5_000);
    // A group of its own hears no Ctrl+C.
    process.once('SIGINT', stop).once('SIGTERM', stop);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(timer);
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve(code);
    });
  });

const isLaw = (test) => (test.startsWith('tests/laws/') ? 1 : 0);

/** How much of the path of a source file a test mirrors: 2 for src/a/b/c.ts and tests/a/b/d.test.ts. */
const nearness = (test, source) => {
  const parts = (name) =>
    name
      .replace(/(\.test)?\.ts$/, '')
      .split('/')
      .slice(1);
  const [tested, wanted] = [parts(test), parts(source)];
  let at = 0;
  while (at < wanted.length && tested[at] === wanted[at]) at++;
  return at;
};

/** Quick ones first, for a mutant that is noticed need not be tried again. */
const testFiles = (root) =>
  ROOMS.flatMap((room) =>
    readdirSync(path.join(root, 'tests', room), { recursive: true })
      .map((name) => `tests/${room}/${name.replaceAll('\\', '/')}`)
      .filter((name) => name.endsWith('.test.ts') && !LEFT_OUT.test(name))
      .toSorted(),
  ).toSorted((a, b) => weight(a) - weight(b));

const weight = (test) =>
  (isLaw(test) ? 4 : 0) +
  (/^tests\/(golden|cli)\//.test(test) ? 2 : 0) +
  (/audit|-results|hostile|limits|long-chains|cut-sets\/cut-sets/.test(test) ? 1 : 0);
