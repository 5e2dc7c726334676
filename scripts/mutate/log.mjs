/**
 * What is known so far, as lines of a file: processes end when a mutant never does, and the next goes on from here.
 *
 *   {"noticed": id, "by": test, "how": "failed" | "time" | "crash"}
 *   {"reached": [id, …]}              some test ran it
 *   {"loads": [id, …], "file": test}  it is to be tried in a process of its own: it was run while the file was loaded
 *   {"spent": {id: seconds}}          of computing, on trials that noticed nothing
 *   {"done": test file}
 *   {"unfit": test}                   fails when it is run twice: mutants that it reaches need a process of their own
 *   {"broken": test file}             fails as it is: it is not asked at all
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const lines = (folder) => path.join(folder, 'log.jsonl');

export const add = (folder, entry) => appendFileSync(lines(folder), `${JSON.stringify(entry)}\n`);

/** Everything in the log, by what it is about. */
export const known = (folder) => {
  const all = existsSync(lines(folder)) ? readFileSync(lines(folder), 'utf8').split('\n').slice(0, -1) : [];
  const state = {
    noticed: new Map(),
    reached: new Set(),
    loads: new Map(),
    spent: new Map(),
    done: new Set(),
    broken: new Set(),
  };
  for (const entry of all.map((line) => JSON.parse(line))) {
    if (entry.noticed !== undefined) state.noticed.set(entry.noticed, entry);
    for (const id of entry.reached ?? []) state.reached.add(id);
    for (const id of entry.loads ?? []) state.loads.set(id, [...(state.loads.get(id) ?? []), entry.file]);
    for (const [id, seconds] of Object.entries(entry.spent ?? {}))
      state.spent.set(id, (state.spent.get(id) ?? 0) + seconds);
    if (entry.done !== undefined) state.done.add(entry.done);
    if (entry.broken !== undefined) state.broken.add(entry.broken);
  }
  return state;
};

const trial = (folder) => path.join(folder, 'trial.json');

/** Says which trial is under way, so that one that never ends can be told from outside; undefined: none. */
export const underWay = (folder, what) => writeFileSync(trial(folder), JSON.stringify(what ?? null));

/** The trial that is under way, if any. */
export const onTrial = (folder) => {
  try {
    return JSON.parse(readFileSync(trial(folder), 'utf8')) ?? undefined;
  } catch {
    // None was ever begun, or it is being written right now.
    return undefined;
  }
};

/** A trial that is still under way when its process is no more has ended it: that is noticed, too. */
export const afterCrash = (folder) => {
  const trial = onTrial(folder);
  if (trial !== undefined) add(folder, { noticed: trial.id, by: trial.name, how: 'crash' });
  underWay(folder, undefined);
};
