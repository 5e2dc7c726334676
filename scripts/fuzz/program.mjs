// The built program as targets use it, and how a scan is driven in memory: files are decoded, claimed and scanned as
// src/scan/estate.ts does it, only that no disk is asked.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loads the modules of a build. */
export const programIn = async (dist) => {
  const load = (file) => import(pathToFileURL(path.join(dist, file)).href);
  const [
    api,
    decode,
    facts,
    coverage,
    packs,
    paths,
    pageData,
    baseline,
    excuse,
    glob,
    selection,
    duration,
    node,
    imports,
    importers,
    mapping,
  ] = await Promise.all([
    load('index.js'),
    load('scan/files/decode.js'),
    load('assemble/facts/index.js'),
    load('scan/coverage.js'),
    load('scan/packs.js'),
    load('scan/paths.js'),
    load('document/page-data.js'),
    load('analyze/check/baseline.js'),
    load('analyze/check/run.js'),
    load('model/glob.js'),
    load('model/selection.js'),
    load('model/duration.js'),
    load('model/node.js'),
    load('scan/interchange/import.js'),
    load('scan/interchange/index.js'),
    load('scan/interchange/graph/mapping.js'),
  ]);
  return {
    ...api,
    ...decode,
    ...facts,
    ...coverage,
    definedFor: packs.definedFor,
    joined: paths.joined,
    ...pageData,
    ...baseline,
    runCheck: excuse.runCheck,
    ...glob,
    ...selection,
    ...duration,
    isId: node.isId,
    importTexts: imports.importTexts,
    IMPORTERS: importers.IMPORTERS,
    NO_MAPPING: mapping.NO_MAPPING,
    load,
  };
};

const HEAD = 65_536;

const sourceFile = (program, name, bytes) => {
  const head = program.decodeHead(bytes.subarray(0, HEAD));
  const whole = program.decodeWhole(bytes);
  const slash = name.lastIndexOf('/');
  const text = whole.ok ? whole.text : '';
  return {
    path: name,
    inside: name,
    name: name.slice(slash + 1),
    folder: slash < 0 ? '.' : name.slice(0, slash),
    size: bytes.length,
    head: head.ok ? head.text : '',
    flaw: head.ok ? undefined : head.flaw,
    text: () => Promise.resolve(text),
    async *chunks() {
      for (let at = 0; at < text.length; at += 1_000) yield text.slice(at, at + 1_000);
    },
  };
};

/** Scans files that are in memory. */
export const scanInMemory = async (program, files) => {
  const all = Object.entries(files)
    .map(([name, bytes]) => sourceFile(program, name, bytes))
    .toSorted((a, b) => (a.inside < b.inside ? -1 : 1));
  const byPath = new Map(all.map((file) => [file.path, file]));
  const context = {
    file: (folder, relative) => Promise.resolve(byPath.get(program.joined(folder, relative))),
    folder: (folder, relative) =>
      Promise.resolve(
        all.filter(
          (file) =>
            program.joined(file.folder, '.') === program.joined(program.joined(folder, relative), '.'),
        ),
      ),
    everything: () => Promise.resolve(all),
    variables: new Map(),
    progress: () => {},
  };
  const reads = [];
  const others = [];
  const claims = new Map();
  for (const file of all) {
    const claimants = file.flaw === undefined ? claimantsOf(program.SCANNERS, file) : [];
    if (claimants.length === 0) others.push(file.path);
    for (const scanner of claimants) claims.set(scanner, [...(claims.get(scanner) ?? []), file]);
  }
  for (const scanner of program.SCANNERS) {
    const claimed = claims.get(scanner);
    if (claimed === undefined) continue;
    const facts = await scanner.scan(claimed, context);
    reads.push({
      scanner,
      files: claimed,
      facts: {
        ...facts,
        realm: scanner.realm ?? scanner.name,
        ...(scanner.tells === undefined ? {} : { tells: scanner.tells }),
      },
    });
  }
  const facts = reads.map((read) => read.facts);
  const scanned = program.assembleFacts(facts, { defines: await program.definedFor(facts, {}) });
  const findings = all.flatMap(({ path: file, flaw }) => (flaw === undefined ? [] : [{ ...flaw, file }]));
  return {
    document: scanned.document,
    coverage: program.coverageOf(reads, scanned, { looked: ['.'], others, excluded: 0, known: [], findings }),
  };
};

const claimantsOf = (scanners, file) => {
  const first = scanners.find((one) => one.claims(file));
  if (first?.alongside !== true) return first === undefined ? [] : [first];
  return scanners.filter((one) => one === first || (one.alongside === true && one.claims(file)));
};
