/**
 * The same commands as on another machine: run as `node elsewhere.mjs RUN COMMANDS SEED`, where RUN is the address of the
 * module that runs command lines and COMMANDS a JSON list of them. It prints the exit codes.
 *
 * With a seed other than 0 folders are listed in another order, and there are as many processors as the seed says.
 */
import fs from 'node:fs';
import os from 'node:os';
import { syncBuiltinESMExports } from 'node:module';

const [run = '', commands = '[]', seed = '0'] = process.argv.slice(2);

/** The same in another order: by a digest of the name that the seed takes part in. */
const shuffled = (entries) => {
  const rankOf = (entry) => {
    let rank = Number(seed);
    for (const char of String(entry.name ?? entry)) rank = (Math.imul(rank, 31) + char.charCodeAt(0)) >>> 0;
    return Math.imul(rank, 2_654_435_761) >>> 0;
  };
  return entries.toSorted((a, b) => rankOf(a) - rankOf(b));
};

if (seed !== '0') {
  const { readdirSync } = fs;
  const { readdir } = fs.promises;
  fs.readdirSync = (...args) => shuffled(readdirSync(...args));
  fs.promises.readdir = async (...args) => shuffled(await readdir(...args));
  os.availableParallelism = () => Number(seed);
  syncBuiltinESMExports();
}

const { runCli } = await import(run);
const codes = [];
for (const args of JSON.parse(commands)) codes.push(await runCli(args));
process.stdout.write(`${JSON.stringify(codes)}\n`);
