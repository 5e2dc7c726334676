/**
 * Stryker, by npx: it is no dependency of the project, so only who measures has it.
 *
 * Taken from it are the mistakes that it knows to make, and the program text in which each can be switched on.
 */
import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const STRYKER = '@stryker-mutator/core@9.6.1';

/** What of Stryker is needed, installed now if it never was; with `given`, from that folder of packages. */
export const stryker = async (given) => {
  const inside = path.join(given ?? installed(), '@stryker-mutator/instrumenter/dist/src');
  const part = (name) => import(pathToFileURL(path.join(inside, name)).href);
  const [{ Instrumenter }, { createParser }, { print }, { transformBabel }, { allMutators }] =
    await Promise.all(
      [
        'instrumenter.js',
        'parsers/index.js',
        'printers/index.js',
        'transformers/babel-transformer.js',
        'mutators/index.js',
      ].map(part),
    );
  return { Instrumenter, createParser, print, transformBabel, allMutators };
};

const installed = () => {
  const found = execFileSync('npx', ['-y', '-p', STRYKER, '-c', 'command -v stryker'], { encoding: 'utf8' });
  // The command is a link from node_modules/.bin to node_modules/@stryker-mutator/core/bin/stryker.js.
  return path.resolve(realpathSync(found.trim()), '../../../..');
};
