/**
 * Where the time of one `faultline scan` goes: the same steps as the program's, called one by one.
 *
 *     node bench/scan/stages.mjs FOLDER    prints { stages: [[stage, milliseconds, processor's], …], resources, edges }
 *
 * It is a process of its own, so that every step is met as cold as it is in the program.
 */
import { assembleFacts } from '../../dist/assemble/facts/index.js';
import { writeJson, writeYaml } from '../../dist/document/write.js';
import { walk } from '../../dist/scan/files/walk.js';
import { SCANNERS } from '../../dist/scan/index.js';
import { definedFor } from '../../dist/scan/packs.js';
import { timedAll } from './timed-all.mjs';

const stages = [];

/** @type {<T>(name: string, call: () => T | Promise<T>) => Promise<T>} */
const stage = async (name, call) => {
  const { result, ms, cpu } = await timedAll(call);
  stages.push([name, ms, cpu]);
  return result;
};

const [folder] = process.argv.slice(2);
const walked = await stage('list the files', () => walk([folder]));
const claims = await stage('recognise them', () => {
  const claimed = new Map();
  for (const file of walked.files) {
    if (file.flaw() !== undefined) continue;
    // The first that claims a file; if that one reads beside others, those as well.
    const first = SCANNERS.find((one) => one.claims(file));
    for (const scanner of first?.alongside === true ? SCANNERS : [first]) {
      if (
        scanner === undefined ||
        !(scanner === first || (scanner.alongside === true && scanner.claims(file)))
      )
        continue;
      const files = claimed.get(scanner);
      if (files === undefined) claimed.set(scanner, [file]);
      else files.push(file);
    }
  }
  return claimed;
});
const facts = await stage('read facts', () =>
  Promise.all(
    [...claims].map(async ([scanner, files]) => ({
      ...(await scanner.scan(files, { ...walked.context, variables: new Map(), progress: () => {} })),
      realm: scanner.realm ?? scanner.name,
      ...(scanner.tells === undefined ? {} : { tells: scanner.tells }),
    })),
  ),
);
const defines = await stage('load provider packs', () => definedFor(facts, {}));
const { document, counts } = await stage('assemble', () => assembleFacts(facts, { defines }));
await stage('write YAML', () => writeYaml(document));
await stage('write JSON', () => writeJson(document));
process.stdout.write(JSON.stringify({ stages, resources: counts.resources, edges: counts.edges }));
