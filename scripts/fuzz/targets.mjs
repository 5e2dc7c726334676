// What is fuzzed: of each reader how an input is made, how it is tried, and what must hold of the answer.
//
// `run` gives 'accepted' or 'refused' (a UserError, or findings that say it); whatever else it throws is a defect.
// `isClose`: the answer is looked at closely, which costs a multiple. Weights: thousands of inputs in a million.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { armFolder, bicepFolder } from './grammar-azure.mjs';
import { codeFolder } from './grammar-code.mjs';
import { GROWING, largeInput } from './growth.mjs';
import { terraformFolder } from './grammar-hcl.mjs';
import {
  baselineFolder,
  documentFolder,
  durationText,
  globText,
  idText,
  openPsaFolder,
  policiesFolder,
  selectionText,
} from './grammar-own.mjs';
import {
  backstageFolder,
  cloudformationFolder,
  composeFolder,
  kubernetesFolder,
  serverlessFolder,
} from './grammar-templates.mjs';
import { importFolder } from './grammar-imports.mjs';
import { terraformJsonFolder, tracesFolder } from './grammar-traces.mjs';
import { inputOf, safePath } from './inputs.mjs';
import { hostileWord } from './leaves.mjs';

const DAY = '2026-01-31';

/** What must never be: neither a defect of the reader nor its answer, but a promise broken. */
class Broken extends Error {
  name = 'Broken';
}

const refusing = async (program, ask) => {
  try {
    await ask();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof program.UserError)) throw error;
    for (const problem of error.problems)
      if (typeof problem.message !== 'string' || problem.message === '')
        throw new Broken('a problem without a message');
    return 'refused';
  }
};

// —— scanners ———————————————————————————————————————————————————————————————————————————————————————————————————————

const scanner = (name, grammar, weight) => ({
  name,
  weight,
  make: (draw) => inputOf(draw, name, grammar),
  run: async (program, files, isClose) => {
    const once = await program.scanInMemory(program, files);
    const text = program.writeJson(once.document);
    if (isClose) {
      const again = await program.scanInMemory(program, files);
      if (
        program.writeJson(again.document) !== text ||
        JSON.stringify(again.coverage) !== JSON.stringify(once.coverage)
      )
        throw new Broken('the same input gave different bytes');
      await assertReadable(program, once.document, text);
    }
    return once.coverage.counts.resources > 0 || once.coverage.findings.length === 0 ? 'accepted' : 'refused';
  },
});

/** What a scan writes, is a document that can be read and put together. */
const assertReadable = async (program, document, json) => {
  const files = [
    { file: 'scanned.json', text: json },
    { file: 'scanned.yaml', text: program.writeYaml(document) },
  ];
  const estates = [];
  for (const file of files) {
    try {
      estates.push(await program.loadEstate([file], { cwd: EMPTY }));
    } catch (error) {
      if (!(error instanceof program.UserError)) throw error;
      throw new Broken(`what was scanned cannot be read again: ${error.problems[0]?.message}`);
    }
  }
  const [a, b] = estates.map((estate) => program.writeJson(program.documentOf(estate)));
  if (a !== b) throw new Broken('the YAML and the JSON of a scan do not mean the same');
};

/** A folder with nothing in it: includes of documents in memory find nothing. */
const EMPTY = mkdtempSync(path.join(tmpdir(), 'fuzz-empty-'));
const ROOM = mkdtempSync(path.join(process.platform === 'linux' ? '/dev/shm' : tmpdir(), 'fuzz-room-'));
const cleanUp = () => {
  for (const folder of [EMPTY, ROOM]) rmSync(folder, { recursive: true, force: true });
};
process.on('exit', cleanUp);

/** Graphs of other programs. */
const imports = {
  name: 'imports',
  weight: 20,
  make: (draw) => inputOf(draw, 'imports', importFolder, 1.5),
  run: (program, files, isClose) => {
    const texts = Object.entries(files).map(([file, bytes]) => ({ file, text: bytes.toString('utf8') }));
    return refusing(program, async () => {
      const read = () =>
        program.importTexts(texts, { importers: program.IMPORTERS, mapping: program.NO_MAPPING });
      const { document } = await read();
      const text = program.writeJson(document);
      if (!isClose) return;
      if (program.writeJson((await read()).document) !== text)
        throw new Broken('the same texts gave different bytes');
      await assertReadable(program, document, text);
    });
  },
};

/** Real folders through the whole of a scan: walking, links, ignored files, encodings. */
const mixed = {
  name: 'folders',
  weight: 5,
  make: (draw) => {
    const files = inputOf(draw, 'mixed', undefined);
    if (draw.oneIn(3))
      files[`${draw.oneIn(2) ? 'a/' : ''}.gitignore`] = Buffer.from(
        draw
          .some(5, () => draw.pick(['*', '!a', '**/b', 'k8s/', '[', '\\', '#x', hostileWord(draw)]))
          .join('\n'),
      );
    if (draw.oneIn(3))
      files[`${draw.pick(['a', 'b/c', 'ü', 'x y', "q'uote", 'new\nline', '-flag', '{a}', '*'])}/main.tf`] =
        Buffer.from('resource "aws_s3_bucket" "a" {}\n');
    return files;
  },
  run: async (program, files, isClose) => {
    const room = mkdtempSync(path.join(ROOM, 'r'));
    try {
      for (const [name, bytes] of Object.entries(files)) {
        const file = safePath(room, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, bytes);
      }
      let text = '';
      const answer = await refusing(program, async () => {
        const scan = () => program.scanPaths(['.'], { scanners: program.SCANNERS, cwd: room });
        const { document, coverage } = await scan();
        text = program.writeJson(document);
        if (isClose && program.writeJson((await scan()).document) !== text)
          throw new Broken('the same folder gave different bytes');
        if (`${text}${JSON.stringify(coverage)}`.includes(ROOM))
          throw new Broken('the answer names an absolute path');
      });
      return answer;
    } finally {
      rmSync(room, { recursive: true, force: true });
    }
  },
};

// —— documents ——————————————————————————————————————————————————————————————————————————————————————————————————————

const document = {
  name: 'document',
  weight: 25,
  make: (draw) => inputOf(draw, 'document', documentFolder, 1.5),
  run: (program, files, isClose) => {
    const [[name, bytes]] = Object.entries(files);
    return refusing(program, async () => {
      const whole = program.decodeWhole(bytes);
      if (!whole.ok) throw new program.UserError({ message: whole.flaw.message });
      const file = { file: name, text: whole.text };
      const estate = await program.loadEstate([file], { cwd: EMPTY });
      const scenarios = [...estate.scenarios.keys()].slice(0, 2);
      for (const scenario of scenarios)
        await refusing(program, () => program.solve(estate, { fail: [], scenario }, DAY));
      if (estate.nodes.length > 0) program.solve(estate, { fail: [estate.nodes[0].id] }, DAY);
      if (isClose) await lookClosely(program, estate);
    });
  },
};

const lookClosely = async (program, estate) => {
  const written = program.documentOf(estate);
  await assertReadable(program, written, program.writeJson(written));
  const data = program.estateData(estate);
  const back = program.estateData(program.estateFrom(JSON.parse(JSON.stringify(data))));
  if (JSON.stringify({ ...back, places: 0 }) !== JSON.stringify({ ...data, places: 0 }))
    throw new Broken('page data do not come back as they were');
  if (estate.nodes.length < 100) await refusing(program, () => program.runCheck({ estate, day: DAY }));
};

/** Policies and waivers in a small estate: what is checked is always read. */
const policies = {
  name: 'policies',
  weight: 40,
  make: (draw) => inputOf(draw, 'policies', policiesFolder),
  run: (program, files) =>
    refusing(program, async () => {
      const estate = await program.loadEstate([{ file: 'd.json', text: files['d.json'].toString('utf8') }], {
        cwd: EMPTY,
      });
      await program.runCheck({ estate, day: DAY });
    }),
};

const openPsa = {
  name: 'open-psa',
  weight: 60,
  make: (draw) => inputOf(draw, 'open-psa', openPsaFolder, 1.5),
  run: (program, files) =>
    refusing(program, () =>
      program.readOpenPsa(
        Object.entries(files).map(([file, bytes]) => ({ file, text: bytes.toString('utf8') })),
      ),
    ),
};

const baseline = {
  name: 'baseline',
  weight: 120,
  make: (draw) => inputOf(draw, 'baseline', baselineFolder),
  run: (program, files) =>
    refusing(program, () => {
      const text = files['baseline.json'].toString('utf8');
      const read = program.readBaseline('baseline.json', text);
      const written = program.baselineText([...read.entries.values()], DAY, read);
      if (
        program.baselineText(
          [...program.readBaseline('b', written).entries.values()],
          DAY,
          program.readBaseline('b', written),
        ) !== written
      )
        throw new Broken('a baseline does not come back as it was');
    }),
};

/** What the page is given is the program's own; what comes of a damaged one must at least not hang or take all memory. */
const pageData = {
  name: 'page-data',
  weight: 30,
  make: (draw) => inputOf(draw, 'page-data', documentFolder),
  run: (program, files) =>
    refusing(program, async () => {
      const [name] = Object.keys(files);
      const estate = await program.loadEstate([{ file: name, text: files[name].toString('utf8') }], {
        cwd: EMPTY,
      });
      const data = program.estateData(estate);
      const back = program.estateFrom(JSON.parse(JSON.stringify(data)));
      const same = JSON.stringify(program.estateData(back)) === JSON.stringify(data);
      if (!same) throw new Broken('page data do not come back as they were');
      if (program.writeJson(program.documentOf(back)) !== program.writeJson(program.documentOf(estate)))
        throw new Broken('the estate of page data is another');
    }),
};

// —— words ——————————————————————————————————————————————————————————————————————————————————————————————————————————

let estateOfWords;
const words = (name, weight, make, ask) => ({
  name,
  weight,
  make: (draw) => ({ text: make(draw), other: make(draw) }),
  run: (program, { text, other }) => refusing(program, () => ask(program, text, other)),
});

const selections = words('selections', 180, selectionText, async (program, text) => {
  estateOfWords ??= await program.loadEstate(
    [
      {
        file: 'd.json',
        text: '{"faultline":1,"nodes":{"aws/eu":{"kind":"region"},"a":{"kind":"app","tier":1,"tags":["x"],"owner":"o","in":"aws/eu"},"b/c":{"kind":"database"}}}',
      },
    ],
    { cwd: EMPTY },
  );
  program.parseSelection(text);
  // That nothing matches is no mistake of the text.
  await refusing(program, () => program.select(estateOfWords, [text]));
});
const durations = words('durations', 150, durationText, (program, text) => {
  const seconds = program.parseDuration(text);
  if (seconds === undefined) throw new program.UserError({ message: 'no duration' });
  if (program.parseDuration(program.formatDuration(seconds)) !== seconds)
    throw new Broken(`${text} does not come back`);
});
const globs = words('globs', 150, globText, (program, text, other) => {
  const matches = program.globMatcher(text);
  matches(other);
  matches(text);
  program.globBase(text);
});
const ids = words('ids', 150, idText, (program, text) => {
  if (!program.isId(text)) throw new program.UserError({ message: 'no id' });
});

const SMALL = [
  document,
  policies,
  openPsa,
  baseline,
  pageData,
  selections,
  durations,
  globs,
  ids,
  scanner('backstage', backstageFolder, 8),
  scanner('traces', tracesFolder, 10),
  scanner('arm', armFolder, 8),
  scanner('bicep', bicepFolder, 10),
  scanner('terraform', terraformFolder, 6),
  scanner('terraform-json', terraformJsonFolder, 8),
  scanner('cloudformation', cloudformationFolder, 6),
  scanner('serverless', serverlessFolder, 8),
  scanner('compose', composeFolder, 10),
  scanner('kubernetes', kubernetesFolder, 5),
  scanner('cdk', codeFolder('cdk'), 5),
  scanner('pulumi', codeFolder('pulumi'), 5),
  scanner('cdktf', codeFolder('cdktf'), 5),
  scanner('aws-sdk', codeFolder('aws-sdk'), 5),
  mixed,
  imports,
];

/** The same readers with large inputs of one thing over and over: `large-terraform`. */
const LARGE = SMALL.filter(({ name }) => GROWING.includes(name)).map((target) => ({
  ...target,
  name: `large-${target.name}`,
  weight: 0.4,
  make: (draw) => largeInput(draw, target.name),
  // To look closely takes several times as long as the bound is for.
  run: (program, files) => target.run(program, files, false),
}));

export const TARGETS = [...SMALL, ...LARGE];

export const targetNamed = (name) => TARGETS.find((one) => one.name === name);
