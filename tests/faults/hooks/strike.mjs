/**
 * Ends the program, or asks it to end, at the n-th step of writing: loaded before it by `--import`.
 *
 * A step is whatever changes the disk, and a write is two: the first half of a text, and the rest. STRIKE_AT says which
 * step, STRIKE_BY by what signal; STRIKE_LOG names a file that is given a line for each step.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { STRIKE_AT = '0', STRIKE_BY = 'SIGKILL', STRIKE_LOG } = process.env;
const log = STRIKE_LOG === undefined ? undefined : fs.openSync(STRIKE_LOG, 'a');
const kill = process.kill.bind(process);
let steps = 0;

const step = (name) => {
  steps++;
  if (log !== undefined) fs.writeSync(log, `${name}\n`);
  if (steps === Number(STRIKE_AT)) kill(process.pid, STRIKE_BY);
};

/** Whether a file is opened to be written. */
const writes = (flags) => typeof flags === 'string' && flags !== 'r';

const halves = (data) => {
  const bytes = Buffer.from(Array.isArray(data) ? data.join('') : data);
  return [bytes.subarray(0, bytes.length >> 1), bytes.subarray(bytes.length >> 1)];
};

const { open } = fs.promises;
fs.promises.open = async (...args) => {
  if (!writes(args[1])) return open(...args);
  step('open');
  const handle = await open(...args);
  step('opened');
  const [write, sync] = [handle.writeFile.bind(handle), handle.sync.bind(handle)];
  handle.writeFile = async (data) => {
    const [first, rest] = halves(data);
    await write(first);
    step('half');
    await write(rest);
    step('written');
  };
  handle.sync = async () => {
    await sync();
    step('synced');
  };
  return handle;
};

// Whoever writes in place is caught in the middle of it.
const { writeFile } = fs.promises;
fs.promises.writeFile = async (file, data, ...rest) => {
  const [first] = halves(data);
  await writeFile(file, first, ...rest);
  step('half in place');
  await writeFile(file, data);
};
const { writeFileSync } = fs;
fs.writeFileSync = (file, data, ...rest) => {
  const [first] = halves(data);
  writeFileSync(file, first, ...rest);
  step('half in place');
  writeFileSync(file, data);
};
const { createWriteStream } = fs;
fs.createWriteStream = (...args) => {
  const stream = createWriteStream(...args);
  stream.once('open', () => step('half in place'));
  return stream;
};

for (const name of ['rename', 'link', 'rm', 'unlink', 'truncate', 'copyFile']) {
  const before = fs.promises[name];
  fs.promises[name] = async (...args) => {
    step(`before ${name}`);
    await before(...args);
    step(`after ${name}`);
  };
}
syncBuiltinESMExports();
