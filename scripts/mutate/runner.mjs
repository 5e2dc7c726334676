/**
 * A runner of Vitest that tries mutants: a test is run as it is, and then again with each mutant that it reached.
 *
 * So a file of tests is loaded once for all mutants, and not once for each. What a mutant leaves behind in the process
 * could spoil what comes later: who notices a mutant must pass again without it, or is not believed.
 */
import path from 'node:path';
import fc from 'fast-check';
import { TestRunner } from 'vitest';
import { getFn } from 'vitest/suite';
import { add, afterCrash, known, underWay } from './log.mjs';
import { watched } from './watch.mjs';

const FOLDER = process.env.FAULTLINE_MUTANTS;

/** How many seconds of computing one mutant may have in all; it counts as not noticed then. */
const MOST_SECONDS = Number(process.env.FAULTLINE_MUTANT_SECONDS);

/** A test takes too long that computes so many times what it takes without the mutant, and so many seconds more. */
const TOO_LONG = { factor: 20, seconds: 5 };

/** Beyond that, and so many seconds, its process is ended. */
const MUCH_TOO_LONG = 10;

// The smallest counterexample is for people.
fc.configureGlobal({ endOnFailure: true });

const computed = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** What the switches in the program text look at. */
const switches = (globalThis.__stryker__ ??= {});
switches.mutantCoverage ??= { static: {}, perTest: {} };

let hits = 0;
let deadline = Infinity;
Object.defineProperty(switches, 'hitCount', {
  get: () => hits,
  set: (now) => {
    hits = now;
    if ((now & 63) === 0 && computed() > deadline) {
      deadline = Infinity;
      throw new Error('takes too long');
    }
  },
  configurable: true,
});

const watch = watched(FOLDER);
afterCrash(FOLDER);

export default class extends TestRunner {
  #known = known(FOLDER);
  #spent = new Map();
  #reached = new Set();

  async runTask(test) {
    const run = getFn(test);
    const name = nameOf(test, this.config.root);
    const begun = computed();
    let reached;
    try {
      reached = await this.#reachedBy(run);
    } catch (error) {
      add(FOLDER, { broken: path.relative(this.config.root, test.file.filepath), because: String(error) });
      throw error;
    }
    const usual = computed() - begun;
    for (const [id, count] of Object.entries(reached)) {
      this.#reached.add(id);
      if (await this.#tried(run, name, id, count, usual)) continue;
      const left = Object.keys(reached).filter((one) => !this.#known.noticed.has(one));
      add(FOLDER, { loads: left, file: path.relative(this.config.root, test.file.filepath) });
      return;
    }
  }

  onAfterRunFiles(files) {
    super.onAfterRunFiles?.(files);
    for (const { filepath } of files) {
      const file = path.relative(this.config.root, filepath);
      add(FOLDER, { loads: Object.keys(switches.mutantCoverage.static), file });
      add(FOLDER, { done: file });
    }
    add(FOLDER, { reached: [...this.#reached] });
    add(FOLDER, { spent: Object.fromEntries(this.#spent) });
  }

  async #reachedBy(run) {
    switches.currentTestId = 'test';
    try {
      await run();
      return switches.mutantCoverage.perTest.test ?? {};
    } finally {
      switches.currentTestId = undefined;
      delete switches.mutantCoverage.perTest.test;
    }
  }

  /** Tries one mutant on one test; false if the test cannot be run twice. */
  async #tried(run, name, id, count, usual) {
    if (this.#known.noticed.has(id)) return true;
    const before = (this.#known.spent.get(id) ?? 0) + (this.#spent.get(id) ?? 0);
    if (before + usual > MOST_SECONDS) return true;
    underWay(FOLDER, { id, name });
    const begun = computed();
    const most = usual * TOO_LONG.factor + TOO_LONG.seconds;
    watch(most + MUCH_TOO_LONG);
    const failure = await withMutant(id, count, begun + most, run);
    watch(0);
    underWay(FOLDER, undefined);
    if (failure === undefined) {
      this.#spent.set(id, (this.#spent.get(id) ?? 0) + computed() - begun);
      return true;
    }
    try {
      await asTrial(run);
    } catch {
      add(FOLDER, { unfit: name, because: `fails after mutant ${id}` });
      return false;
    }
    const late = failure instanceof Error && /takes too long|Hit count limit/.test(failure.message);
    const how = late ? 'time' : 'failed';
    const entry = { noticed: id, by: name, how };
    this.#known.noticed.set(id, entry);
    add(FOLDER, entry);
    return true;
  }
}

/** How the test fails with the mutant switched on, or undefined if it passes. */
const withMutant = async (id, count, until, run) => {
  switches.activeMutant = id;
  // Stryker's own bound: a loop that has lost its end passes its mutant far more often than before.
  switches.hitLimit = count * 100 + 1_000;
  hits = 0;
  deadline = until;
  try {
    await asTrial(run);
    return undefined;
  } catch (error) {
    return error ?? new Error('thrown nothing');
  } finally {
    switches.activeMutant = undefined;
    deadline = Infinity;
  }
};

/** What is reached in a trial is not what is reached outside of all tests, while a file is loaded. */
const asTrial = async (run) => {
  switches.currentTestId = 'trial';
  try {
    await run();
  } finally {
    switches.currentTestId = undefined;
    delete switches.mutantCoverage.perTest.trial;
  }
};

const nameOf = (test, root) => {
  const names = [];
  for (let at = test; at !== undefined && at !== test.file; at = at.suite) names.unshift(at.name);
  return `${path.relative(root, test.file.filepath)} > ${names.join(' > ')}`;
};
