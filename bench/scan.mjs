/** `faultline scan` on trees that are made up: the whole process, where its time goes, and parsers side by side. */
import { median } from './measure.mjs';
import { shownBytes, shownCount, shownRatio, shownTime } from './result.mjs';
import { printedBy, scanOf } from './scan/child.mjs';
import { KINDS, withTree } from './scan/trees.mjs';

const ROUNDS = 3;

/** @type {Readonly<Record<string, number>>} */
const SIZES = { '1k': 1000, '10k': 10_000 };

/** What is promised of 10,000 resources. */
const TARGETS = { size: '10k', kinds: ['kubernetes', 'terraform'], seconds: 10, megabytes: 1000 };

/** Code, of which one file in forty tells something, and traces: sizes are files and bytes. */
const OTHERS = [
  {
    kind: 'code',
    size: 2000,
    title: '2,000 files of TypeScript, 50 that matter',
    seconds: 5,
    megabytes: 500,
  },
  { kind: 'otlp', size: 200e6, title: '200 MB of OTLP', megabytes: 300 },
  { kind: 'jaeger', size: 50e6, title: '50 MB of Jaeger’s JSON' },
  { kind: 'zipkin', size: 50e6, title: '50 MB of Zipkin’s JSON' },
];

/** Whom our parsing is compared with. */
const PEERS = {
  kubernetes: 'the `yaml` library alone',
  compose: 'the `yaml` library alone',
  cloudformation: 'the `yaml` library alone',
  terraform: 'HashiCorp’s parser as WebAssembly',
  code: 'the TypeScript compiler’s parser, all files',
  otlp: '`JSON.parse`, line by line',
  jaeger: '`JSON.parse`, the whole file at once',
  zipkin: '`JSON.parse`, the whole file at once',
};

/** @returns {Promise<import('./result.mjs').Line[]>} */
export const benchScan = async () => {
  const lines = [];
  for (const [size, resources] of Object.entries(SIZES)) {
    for (const kind of KINDS) {
      const title = `${size} ${kind}`;
      process.stderr.write(`  ${title} …\n`);
      lines.push(...(await withTree(kind, resources, (tree) => linesOf(title, kind, size, tree))));
    }
  }
  for (const { kind, size, title, ...target } of OTHERS) {
    process.stderr.write(`  ${title} …\n`);
    lines.push(...(await withTree(kind, size, (tree) => otherLinesOf(title, kind, target, tree))));
  }
  return lines;
};

const linesOf = async (title, kind, size, { folder, files, bytes }) => {
  // Once unmeasured: the files are in memory then, for all of them.
  scanOf(folder);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    scan: scanOf(folder),
    inside: printedBy('stages.mjs', [folder]),
    ours: printedBy('parse.mjs', [folder, 'ours']),
    peer: printedBy('parse.mjs', [folder, 'peer']),
  }));
  const middle = (of) => median(rounds.map(of));
  const { resources, edges } = rounds[0].inside;
  const what = `${title} (${shownCount(files)} files, ${shownBytes(bytes)}; ${shownCount(resources)} resources, ${shownCount(edges)} edges)`;
  const ms = middle(({ scan }) => scan.ms);
  const cpu = middle(({ scan }) => scan.cpu);
  const peak = middle(({ scan }) => scan.peak);
  const parse = { ours: middle(({ ours }) => ours.cpu), peer: middle(({ peer }) => peer.cpu) };
  const isPromised = size === TARGETS.size && TARGETS.kinds.includes(kind);
  const promise = (target, met) => (isPromised ? { target, met } : {});
  return [
    {
      what,
      measured: `${shownTime(ms)}, processor ${shownTime(cpu)}`,
      ratio: `${shownRatio(cpu / parse.peer)} the peer’s parsing`,
      ...promise(`≤ ${TARGETS.seconds} s`, ms <= TARGETS.seconds * 1000),
    },
    {
      what: `${title}: peak memory`,
      measured: shownBytes(peak),
      ...promise(`≤ ${TARGETS.megabytes} MB`, peak <= TARGETS.megabytes * 1e6),
    },
    ...stageLines(rounds),
    { what: `${title}: parsing by ${PEERS[kind]}`, measured: `processor ${shownTime(parse.peer)}` },
    {
      what: `${title}: parsing by us`,
      measured: `processor ${shownTime(parse.ours)}`,
      ratio: `${shownRatio(parse.ours / parse.peer)} the peer`,
    },
  ];
};

/** Of a tree that is not measured in resources; parsing is the peer's alone, ours cannot be told from reading. */
const otherLinesOf = async (title, kind, { seconds, megabytes }, { folder, files, bytes }) => {
  scanOf(folder);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    scan: scanOf(folder),
    inside: printedBy('stages.mjs', [folder]),
    peer: printedBy('parse.mjs', [folder, 'peer']),
  }));
  const middle = (of) => median(rounds.map(of));
  const { resources, edges } = rounds[0].inside;
  const ms = middle(({ scan }) => scan.ms);
  const cpu = middle(({ scan }) => scan.cpu);
  const peak = middle(({ scan }) => scan.peak);
  const peer = middle((round) => round.peer.cpu);
  return [
    {
      what: `${title} (${shownCount(files)} files, ${shownBytes(bytes)}; ${shownCount(resources)} resources, ${shownCount(edges)} edges)`,
      measured: `${shownTime(ms)}, processor ${shownTime(cpu)}`,
      ratio: `${shownRatio(cpu / peer)} the peer’s parsing`,
      ...(seconds === undefined ? {} : { target: `≤ ${seconds} s`, met: ms <= seconds * 1000 }),
    },
    {
      what: `${title}: peak memory`,
      measured: shownBytes(peak),
      ...(megabytes === undefined ? {} : { target: `≤ ${megabytes} MB`, met: peak <= megabytes * 1e6 }),
    },
    ...stageLines(rounds),
    { what: `${title}: parsing by ${PEERS[kind]}`, measured: `processor ${shownTime(peer)}` },
  ];
};

/** @param {readonly { inside: { stages: readonly [string, number, number][] } }[]} rounds */
const stageLines = (rounds) => {
  const middle = (of) => median(rounds.map(of));
  return rounds[0].inside.stages.map(([stage], i) => ({
    what: `— ${stage}`,
    measured: `${shownTime(middle(({ inside }) => inside.stages[i][1]))}, processor ${shownTime(middle(({ inside }) => inside.stages[i][2]))}`,
  }));
};
