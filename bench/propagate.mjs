/**
 * One scenario, the most popular node in outage: our propagation against plain breadth-first searches.
 *
 * The searches answer less (what could be touched at all: no states, no groups, no soft requirements), so they are
 * bounds in both senses: ours must not be much slower, and must not find a node that they do not reach.
 */
import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bfsFromNode } from 'graphology-traversal';
import { compile, loadEstate, propagate, toGraph } from '../dist/index.js';
import { CppSearch } from './cpp.mjs';
import { documentOf } from './documents.mjs';
import { edgesOf, reachedFrom } from './edges.mjs';
import { requiredBy } from './estate.mjs';
import { inTurn, median, timed } from './measure.mjs';
import { shownCount, shownRatio, shownTime } from './result.mjs';
import { SIZES } from './sizes.mjs';

/** Any day will do: the synthetic requirements have no dates. */
const DAY = '2026-01-01';

/** Rounds before those that count: after them, the JavaScript engine has compiled what is hot. */
const WARM_UP = 15;
const ROUNDS = 15;

/** A larger estate's graph, or a second network, takes more memory than Node gives a process unasked. */
const MOST_COMPARED = 100_000;

const MOST_TIMES_CPP = 3;
const LEAST_TIMES_FASTER = 50;
const MOST_COMPILE_MS = 100;
const MOST_COMPILE_AT = '100k';

/**
 * @param {import('./sizes.mjs').Size} size
 * @returns {Promise<import('./result.mjs').Line[]>}
 */
export const benchPropagate = async (size) => {
  const { file, popular } = documentOf(size, 'json');
  const estate = await loadEstate([file], { allowOutside: true });
  const { nodes } = JSON.parse(readFileSync(file, 'utf8'));
  const source = estate.positions.get(popular);
  const edges = edgesOf(nodes, estate.positions);

  const compiling = compileTimes(estate);
  const ours = new OurSearch(compile(estate, DAY), source);
  const rivals = {
    cpp: CppSearch.over(edges, source),
    ...(SIZES[size] > MOST_COMPARED
      ? {}
      : {
          hard: new OurSearch(compile(await hardEstate(nodes), DAY), source),
          graphology: new GraphologySearch(estate, popular),
        }),
  };
  const searching = await searchTimes(ours, rivals);
  rivals.cpp?.close();
  checkAnswers(ours, rivals, reachedFrom(edges, source));
  return [...compileLines(size, compiling), ...searchLines(ours, rivals, searching)];
};

/** The same nodes with every requirement hard and none in a group: ours must find there what a plain search does. */
const hardEstate = (nodes) => {
  const hard = Object.entries(nodes).map(([id, node]) => [
    id,
    { kind: node.kind, dependsOn: requiredBy(node) },
  ]);
  return loadEstate([
    { file: 'hard.json', text: JSON.stringify({ faultline: 1, nodes: Object.fromEntries(hard) }) },
  ]);
};

// —— who takes part ————————————————————————————————————————————————————————————————————————————————————————————————

/** Each answers `run()` with the milliseconds it took, and keeps how many nodes it `found`. */
class OurSearch {
  constructor(network, source) {
    this.network = network;
    this.faults = [{ position: source, rank: 3 }];
    this.affected = new Uint32Array();
  }

  get found() {
    return this.affected.length;
  }

  run() {
    const { result, ms } = timed(() => propagate(this.network, this.faults));
    this.affected = result.affected;
    return ms;
  }
}

class GraphologySearch {
  constructor(estate, popular) {
    const { result, ms } = timed(() => toGraph(estate));
    this.graph = result;
    this.building = ms;
    this.popular = popular;
    this.found = 0;
  }

  run() {
    let found = 0;
    // The graph has a vertex for each group too; only nodes are counted.
    const visit = (_, { type }) => void (found += type === 'node' ? 1 : 0);
    const { ms } = timed(() => bfsFromNode(this.graph, this.popular, visit, { mode: 'inbound' }));
    this.found = found;
    return ms;
  }
}

// —— times —————————————————————————————————————————————————————————————————————————————————————————————————————————

const compileTimes = (estate) => {
  const [cold, ...warm] = Array.from({ length: 1 + ROUNDS }, () => timed(() => compile(estate, DAY)).ms);
  return { cold, warm: summary(warm) };
};

const searchTimes = async (ours, { cpp, hard, graphology }) => {
  const cold = ours.run();
  for (let round = 0; round < WARM_UP; round++) {
    ours.run();
    hard?.run();
  }
  // Two races: a contestant that takes a hundred times as long costs those beside it their place in the caches.
  const short = await inTurn(ROUNDS, { ours, cpp, hard });
  const long = await inTurn(ROUNDS, { oursBeside: ours, graphology });
  const times = Object.entries({ ...short, ...long }).map(([name, taken]) => [name, summary(taken)]);
  return { cold, ...Object.fromEntries(times) };
};

/** The fastest says what it takes where nothing interferes. */
const summary = (times) => ({ median: median(times), fastest: Math.min(...times) });

// —— answers ———————————————————————————————————————————————————————————————————————————————————————————————————————

/** Speed counts only for the right answer. */
const checkAnswers = (ours, { cpp, hard, graphology }, reached) => {
  ok(
    ours.affected.every((node) => reached.has(node)),
    'only what can be reached is affected',
  );
  if (cpp !== undefined) deepEqual(cpp.found, reached.size, 'the C++ search reaches what the check does');
  if (graphology !== undefined) deepEqual(graphology.found, reached.size, 'so does bfsFromNode');
  if (hard !== undefined) deepEqual(new Set(hard.affected), reached, 'and ours, all requirements being hard');
};

// —— lines —————————————————————————————————————————————————————————————————————————————————————————————————————————

const compileLines = (size, { cold, warm }) => {
  const target =
    size === MOST_COMPILE_AT
      ? { target: `≤ ${MOST_COMPILE_MS} ms`, met: warm.median <= MOST_COMPILE_MS }
      : {};
  return [
    { what: 'compile(), first call', measured: shownTime(cold) },
    { what: 'compile()', measured: shownMedian(warm), ...target },
  ];
};

const searchLines = (ours, rivals, times) => [
  { what: 'propagate(), first call', measured: shownTime(times.cold) },
  { ...searchLine('propagate()', ours, times.ours), ...againstCpp(times) },
  ...cppLines(rivals, times),
  ...graphologyLines(rivals, times),
];

const searchLine = (name, { found }, times) => ({
  what: `${name}: ${shownCount(found)} nodes`,
  measured: shownMedian(times),
});

const shownMedian = ({ median, fastest }) => `${shownTime(median)} (fastest ${shownTime(fastest)})`;

const againstCpp = ({ ours, cpp }) => {
  if (cpp === undefined) return { target: 'not compared to C++: there is no g++' };
  const ratio = ours.median / cpp.median;
  return {
    ratio: `${shownRatio(ratio)} C++`,
    target: `≤ ${MOST_TIMES_CPP} × C++`,
    met: ratio <= MOST_TIMES_CPP,
  };
};

const cppLines = ({ cpp, hard }, times) => [
  ...(cpp === undefined ? [] : [searchLine('C++ search', cpp, times.cpp)]),
  ...(hard === undefined
    ? []
    : [
        {
          ...searchLine('propagate(), hard requirements only', hard, times.hard),
          ...(cpp === undefined ? {} : { ratio: `${shownRatio(times.hard.median / times.cpp.median)} C++` }),
        },
      ]),
];

const graphologyLines = ({ graphology }, times) => {
  if (graphology === undefined) return [];
  const faster = times.graphology.median / times.oursBeside.median;
  return [
    {
      ...searchLine('bfsFromNode', graphology, times.graphology),
      ratio: `${shownRatio(faster)} ours`,
      target: `≥ ${LEAST_TIMES_FASTER} × ours`,
      met: faster >= LEAST_TIMES_FASTER,
    },
    { what: 'graphology’s graph, built once', measured: shownTime(graphology.building) },
  ];
};
