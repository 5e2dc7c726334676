/**
 * Changes a file while the program reads it: loaded before it by `--import`.
 *
 * CHANGE_FILE is the file, CHANGE_HOW what becomes of it, CHANGE_WHEN the moment: `open` when it is opened, `read` when
 * its first bytes are there, `second` when it is opened for the second time, `listed` when any file is opened after it
 * was listed.
 */
import fs from 'node:fs';
import path from 'node:path';
import { syncBuiltinESMExports } from 'node:module';

const { CHANGE_FILE = '', CHANGE_HOW = '', CHANGE_WHEN = '' } = process.env;
const target = fs.realpathSync(CHANGE_FILE);
const own = { ...fs };
let isDone = false;
let opened = 0;

const HOWS = {
  truncate: () => own.truncateSync(target, own.statSync(target).size >> 1),
  empty: () => own.truncateSync(target, 0),
  append: () => own.appendFileSync(target, '\n# more\n'),
  replace: () => {
    own.writeFileSync(`${target}.new`, own.readFileSync(`${target}.other`));
    own.renameSync(`${target}.new`, target);
  },
  overwrite: () => own.writeFileSync(target, own.readFileSync(`${target}.other`)),
  remove: () => own.rmSync(target),
  folder: () => {
    own.rmSync(target);
    own.mkdirSync(target);
  },
  parent: () => {
    own.rmSync(path.dirname(target), { recursive: true });
    own.writeFileSync(path.dirname(target), 'no folder any more');
  },
};

const change = () => {
  if (isDone) return;
  isDone = true;
  HOWS[CHANGE_HOW]();
  own.writeSync(2, '[changed]\n');
};

const isTarget = (file) => typeof file === 'string' && path.resolve(file) === target;

/** A moment of opening: before it, or after. */
const at = (file, when) => {
  if (isTarget(file) && CHANGE_WHEN === when) change();
};

const { openSync, readSync, readFileSync } = fs;
const descriptors = new Set();
fs.openSync = (file, ...rest) => {
  if (isTarget(file) && ++opened === 2) at(file, 'second');
  if (CHANGE_WHEN === 'listed' && String(file).startsWith(process.cwd())) change();
  const descriptor = openSync(file, ...rest);
  if (isTarget(file)) descriptors.add(descriptor);
  at(file, 'open');
  return descriptor;
};
fs.readSync = (descriptor, ...rest) => {
  const length = readSync(descriptor, ...rest);
  if (descriptors.has(descriptor) && CHANGE_WHEN === 'read') change();
  return length;
};
fs.readFileSync = (file, ...rest) => {
  const all = readFileSync(file, ...rest);
  if (descriptors.has(file) && CHANGE_WHEN === 'whole') change();
  return all;
};

const { open } = fs.promises;
fs.promises.open = async (file, ...rest) => {
  const handle = await open(file, ...rest);
  at(file, 'open');
  if (isTarget(file) && CHANGE_WHEN === 'read') {
    const createReadStream = handle.createReadStream.bind(handle);
    handle.createReadStream = (...options) => {
      const stream = createReadStream(...options);
      stream.once('data', change);
      return stream;
    };
  }
  return handle;
};
syncBuiltinESMExports();
