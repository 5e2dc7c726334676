/**
 * Every single failure: our sweep against plain searches from every node.
 *
 * The searches answer less (what could be touched at all: no states, no groups, no soft requirements). Where every
 * requirement is hard the question is the same, and so must the answers be, source by source.
 */
import { deepEqual, equal } from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { readFileSync, writeFileSync } from 'node:fs';
import { sweeperOn } from '../dist/cli/sweeper.js';
import { singleFailures } from '../dist/engine/sweep/scenarios.js';
import { sweep } from '../dist/engine/sweep/sweep.js';
import { compile, loadEstate, propagate } from '../dist/index.js';
import { cached, documentOf } from './documents.mjs';
import { edgesOf } from './edges.mjs';
import { estateOf, requiredBy } from './estate.mjs';
import { inTurn, median, timed } from './measure.mjs';
import { shownCount, shownRatio, shownTime } from './result.mjs';
import { SIZES } from './sizes.mjs';
import { cppPeer, igraphPeer, networkxPeer } from './sweep/peers.mjs';

const DAY = '2026-01-01';
const OUTAGE = 3;

/** Rounds before those that count: after them, the JavaScript engine has compiled what is hot. */
const WARM_UP = 5;
const ROUNDS = 7;
/** The slow ones take seconds a round. */
const SLOW_ROUNDS = 3;

/** networkx searches from one node in so many. */
const STEP = 50;
/** Scenarios that are held against `propagate`. */
const CHECKED = 200;

/** A larger estate takes the peers minutes. */
const MOST_COMPARED = 100_000;
const TARGETS_AT = '100k';
const MOST_TIMES_CPP = 0.8;
const LEAST_TIMES_IGRAPH = 20;
const LEAST_TIMES_NETWORKX = 300;

/** So many services Alibaba's traces show, and that long an audit of them may take. */
const ALIBABA = 67_760;
const MOST_ALIBABA_MS = 10_000;

/**
 * @param {import('./sizes.mjs').Size} size
 * @returns {Promise<import('./result.mjs').Line[]>}
 */
export const benchSweep = async (size) => {
  const { file } = documentOf(size, 'json');
  const estate = await loadEstate([file], { allowOutside: true });
  const { nodes } = JSON.parse(readFileSync(file, 'utf8'));
  const graph = graphFile(edgesOf(nodes, estate.positions));
  const isCompared = SIZES[size] <= MOST_COMPARED;

  const ours = new OurSweep(requestFor(estate));
  const cold = ours.run();
  const hard = new OurSweep(requestFor(await hardEstate(nodes)));
  const listed = new OurSweep({ ...ours.request, ...alsoListed(estate) });
  const threaded = new OurSweep(ours.request, sweeperOn(availableParallelism(), 0));
  const peers = {
    cpp: cppPeer(graph),
    ...(isCompared ? { igraph: igraphPeer(graph), networkx: networkxPeer(graph, STEP) } : {}),
  };
  for (let round = 0; round < WARM_UP; round++) for (const each of [ours, hard, listed]) await each.run();
  const quick = await inTurn(ROUNDS, { ours, cpp: peers.cpp, hard, listed, threaded });
  const slow = await inTurn(SLOW_ROUNDS, { igraph: peers.igraph, networkx: peers.networkx });
  for (const peer of Object.values(peers)) peer?.close();

  checkAgainstPropagate(listed);
  deepEqual(threaded.outcome, ours.outcome, 'threads find what one does');
  const sampled = checkAgainstPeers(hard, peers);
  const times = Object.fromEntries(
    Object.entries({ ...quick, ...slow }).map(([name, taken]) => [name, median(taken)]),
  );
  return [...ourLines(size, cold, times, ours), ...peerLines(size, times, peers, sampled)];
};

// —— who takes part ————————————————————————————————————————————————————————————————————————————————————————————————

/** Answers `run()` with the milliseconds it took, and keeps the outcome. */
class OurSweep {
  constructor(request, solve = sweep) {
    this.request = request;
    this.solve = solve;
  }

  /** Milliseconds; of a sweep on one thread at once, of one on several as a promise. */
  run() {
    const start = performance.now();
    const kept = (outcome) => {
      this.outcome = outcome;
      return performance.now() - start;
    };
    const outcome = this.solve(this.request);
    return outcome instanceof Promise ? outcome.then(kept) : kept(outcome);
  }
}

/** Every node in outage, one after the other; counted are apps of each tier, and all else. */
const requestFor = (estate) => ({
  network: compile(estate, DAY),
  scenarios: singleFailures([...estate.nodes.keys()], OUTAGE),
  classes: Uint8Array.from(estate.nodes, ({ kind, tier }) => (kind === 'app' ? tier : 0)),
  classCount: 5,
});

/** What it costs, and which apps of tier 1 are affected. */
const alsoListed = ({ nodes }) => ({
  costs: Float64Array.from(nodes, ({ costPerHour = 0 }) => Math.round(costPerHour * 10_000)),
  watched: Uint32Array.from(nodes.keys()).filter((at) => nodes[at].kind === 'app' && nodes[at].tier === 1),
});

/** The same nodes with every requirement hard and none in a group: ours must find there what a plain search does. */
const hardEstate = (nodes) => {
  const hard = Object.entries(nodes).map(([id, { kind, tier, ...node }]) => [
    id,
    { kind, ...(tier === undefined ? {} : { tier }), dependsOn: requiredBy(node) },
  ]);
  return loadEstate([
    { file: 'hard.json', text: JSON.stringify({ faultline: 1, nodes: Object.fromEntries(hard) }) },
  ]);
};

const graphFile = ({ starts, targets }) => {
  const file = cached('graph-sweep.bin');
  const numbers = [Uint32Array.of(starts.length - 1, targets.length), starts, targets];
  writeFileSync(file, Buffer.concat(numbers.map(({ buffer }) => new Uint8Array(buffer))));
  return file;
};

// —— answers ———————————————————————————————————————————————————————————————————————————————————————————————————————

/** Speed counts only for the right answer: scenarios from everywhere, solved one by one. */
const checkAgainstPropagate = ({ request, outcome }) => {
  const { network, classes, classCount, costs, watched } = request;
  const count = network.nodeCount;
  for (let i = 0; i < CHECKED; i++) {
    // The cube: more of the first, which carry the others.
    const source = Math.floor(count * (i / CHECKED) ** 3);
    const { ranks } = propagate(network, [{ position: source, rank: OUTAGE }]);
    const counts = new Uint32Array(3 * classCount);
    let cost = 0;
    ranks.forEach((rank, node) => {
      if (rank > 0) counts[3 * classes[node] + rank - 1]++;
      if (rank >= 2) cost += costs[node];
    });
    const hits = [...watched.keys()].filter((at) => ranks[watched[at]] > 0);
    const [from, end] = [outcome.hits.start[source], outcome.hits.start[source + 1]];
    deepEqual(outcome.counts.slice(3 * classCount * source, 3 * classCount * (source + 1)), counts);
    equal(outcome.costs[source], cost);
    deepEqual(Array.from(outcome.hits.nodes.subarray(from, end)), hits);
  }
};

/** The same numbers of nodes, source by source; returns what share of all that is reached networkx's sample is. */
const checkAgainstPeers = ({ request, outcome }, { cpp, igraph, networkx }) => {
  const perSource = 3 * request.classCount;
  const reached = Array.from({ length: request.network.nodeCount }, (_, source) =>
    outcome.counts
      .subarray(perSource * source, perSource * (source + 1))
      .reduce((sum, each) => sum + each, 0),
  );
  const checksum = (step) =>
    reached.reduce(
      (sum, nodes, source) => sum + (source % step === 0 ? ((source % 1009) + 1) * nodes : 0),
      0,
    );
  for (const peer of [cpp, igraph]) if (peer !== undefined) equal(peer.said[0], checksum(1));
  if (networkx !== undefined) equal(networkx.said[0], checksum(STEP));
  const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);
  return sum(reached.filter((_, source) => source % STEP === 0)) / sum(reached);
};

// —— lines —————————————————————————————————————————————————————————————————————————————————————————————————————————

const ourLines = (size, cold, times, { outcome, request }) => {
  const affected = outcome.counts.reduce((sum, each) => sum + each, 0) / request.network.nodeCount;
  const ratio = times.cpp === undefined ? undefined : times.ours / times.cpp;
  return [
    { what: 'sweep(), first call', measured: shownTime(cold) },
    {
      what: `sweep(): all ${shownCount(outcome.costs.length)} failures, ${affected.toFixed(0)} nodes each on average, one thread`,
      measured: shownTime(times.ours),
      ...(ratio === undefined ? {} : { ratio: `${shownRatio(ratio)} C++` }),
      ...(size === TARGETS_AT && ratio !== undefined
        ? { target: `≤ ${MOST_TIMES_CPP} × C++`, met: ratio <= MOST_TIMES_CPP }
        : {}),
    },
    {
      what: `sweep() on ${availableParallelism()} threads`,
      measured: shownTime(times.threaded),
      ratio: `${shownRatio(times.threaded / times.ours)} one`,
    },
    { what: 'sweep(), and costs, and which apps of tier 1, one thread', measured: shownTime(times.listed) },
    { what: 'sweep(), hard requirements only, one thread', measured: shownTime(times.hard) },
  ];
};

const peerLines = (size, times, { cpp, igraph, networkx }, sampled) => {
  const line = (what, ms, least) => ({
    what,
    measured: shownTime(ms),
    ratio: `${shownRatio(ms / times.ours)} ours`,
    ...(size === TARGETS_AT && least !== undefined
      ? { target: `≥ ${least} × ours`, met: ms / times.ours >= least }
      : {}),
  });
  return [
    ...(cpp === undefined ? [] : [line('C++ search from every node', times.cpp)]),
    ...(igraph === undefined
      ? []
      : [line('igraph_subcomponent() of every node', times.igraph, LEAST_TIMES_IGRAPH)]),
    ...(networkx === undefined
      ? []
      : [
          line(
            `networkx.descendants(): one node in ${STEP}, by what they reach extrapolated`,
            times.networkx / sampled,
            LEAST_TIMES_NETWORKX,
          ),
        ]),
  ];
};

// —— Alibaba's size ————————————————————————————————————————————————————————————————————————————————————————————————

/**
 * Every single failure of an estate as large as Alibaba's, each region among them, from the document to the counts.
 *
 * @returns {Promise<import('./result.mjs').Line[]>}
 */
export const benchAlibaba = async () => {
  const nodes = Object.fromEntries([...estateOf(ALIBABA)].map(({ id, node }) => [id, node]));
  const text = JSON.stringify({ faultline: 1, nodes });
  const start = performance.now();
  const estate = await loadEstate([{ file: 'alibaba.json', text }]);
  const loading = performance.now() - start;
  const { result: request, ms: compiling } = timed(() => ({ ...requestFor(estate), ...alsoListed(estate) }));
  const { ms: sweeping } = timed(() => sweep(request));
  const whole = loading + compiling + sweeping;
  return [
    {
      what: `${shownCount(ALIBABA)} nodes, as many as Alibaba’s services: every failure and region, first call, one thread`,
      measured: shownTime(whole),
      target: `≤ ${MOST_ALIBABA_MS / 1000} s`,
      met: whole <= MOST_ALIBABA_MS,
    },
    { what: '– of that the sweep', measured: shownTime(sweeping) },
  ];
};
