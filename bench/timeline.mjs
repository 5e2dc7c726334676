/**
 * One scenario over time: 1,000 distinct delays, and the most popular node out for an hour.
 *
 * The peer is a ticking clock: a program that solves the estate anew at every instant at which something happens, with
 * the fastest solver there is here, `propagate()`. It gets the instants for nothing, and leaves out what it would have
 * to remember between them; so it is a bound for all that tick, and those that tick by the second take more.
 */
import { ok } from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { backtest, compile, loadEstate, loadEstates, playOut, propagate } from '../dist/index.js';
import { documentOf } from './documents.mjs';
import { inTurn, median, timed } from './measure.mjs';
import { FAULTLINE, wallTime } from './process.mjs';
import { randomFrom } from './random.mjs';
import { shownCount, shownRatio, shownTime } from './result.mjs';

const DAY = '2026-01-01';
const DELAYS = 1000;
const HOUR = 3600;
const ROUNDS = 5;
/** "In seconds": what a person waits for without looking away. */
const MOST_MS = 10_000;
const MOST_AT = '100k';

/**
 * @param {import('./sizes.mjs').Size} size
 * @returns {Promise<import('./result.mjs').Line[]>}
 */
export const benchTimeline = async (size) => {
  const { file, popular } = documentOf(size, 'json');
  const plain = await loadEstate([file], { allowOutside: true });
  const estate = withDelays(plain);
  const position = plain.positions.get(popular);
  const faults = [{ position, rank: 3, from: 0, until: HOUR }];
  const play = () => timed(() => playOut(estate, DAY, faults));
  const { result, ms: cold } = play();
  const changes = [...result.intervals.values()].flat();
  const instants = new Set(changes.flatMap(({ from, until }) => [from, until])).size;
  ok(result.settled && instants > DELAYS, 'the delays are felt');

  const network = compile(plain, DAY);
  const { delayed, undelayed, ticking } = await inTurn(ROUNDS, {
    delayed: { run: () => play().ms },
    undelayed: { run: () => timed(() => playOut(plain, DAY, faults)).ms },
    ticking: { run: () => timed(() => propagate(network, [{ position, rank: 3 }])).ms },
  });
  const [ours, without, tick] = [delayed, undelayed, ticking].map(median);
  return [
    { what: `playOut(), ${DELAYS} distinct delays, first call`, measured: shownTime(cold) },
    {
      what: `playOut(): ${shownCount(result.intervals.size)} nodes, ${shownCount(changes.length)} intervals, ${shownCount(instants)} instants`,
      measured: shownTime(ours),
      ...(size === MOST_AT ? { target: `≤ ${MOST_MS / 1000} s`, met: ours <= MOST_MS } : {}),
    },
    {
      what: 'propagate() once an instant (one measured, times the instants)',
      measured: shownTime(tick * instants),
      ratio: `${shownRatio((tick * instants) / ours)} ours`,
    },
    { what: 'playOut(), no delays', measured: shownTime(without) },
  ];
};

/** Every requirement of a node gets a grace and a recovery, in whole seconds, of `DELAYS` different ones. */
const withDelays = (estate) => {
  const random = randomFrom(DELAYS);
  const seconds = () => 1 + Math.floor(random() * DELAYS);
  const delayed = (requirement) => ({ ...requirement, after: seconds(), recovery: seconds() });
  return {
    ...estate,
    nodes: estate.nodes.map((node) => ({ ...node, dependsOn: node.dependsOn.map(delayed) })),
  };
};

const INCIDENTS = fileURLToPath(new URL('../graphs/incidents/', import.meta.url));
const MOST_INCIDENTS_MS = 2000;

/**
 * All incidents that ship: the whole process, and its parts.
 *
 * @returns {Promise<import('./result.mjs').Line[]>}
 */
export const benchIncidents = async () => {
  const files = readdirSync(INCIDENTS)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `${INCIDENTS}${file}`);
  const estates = await loadEstates(files);
  const incidents = estates.map((estate, i) => ({ name: String(i), estate }));
  const rounds = await inTurn(ROUNDS, {
    whole: { run: () => wallTime([FAULTLINE, 'backtest']) },
    loading: { run: async () => loadingTime(files) },
    testing: { run: () => timed(() => backtest(incidents, DAY)).ms },
  });
  const [whole, loading, testing] = [rounds.whole, rounds.loading, rounds.testing].map(median);
  return [
    {
      what: `\`faultline backtest\`: ${files.length} incidents`,
      measured: shownTime(whole),
      target: `≤ ${MOST_INCIDENTS_MS / 1000} s`,
      met: whole <= MOST_INCIDENTS_MS,
    },
    { what: '– loading them, and the packs', measured: shownTime(loading) },
    { what: '– replaying each several times, and scoring', measured: shownTime(testing) },
  ];
};

const loadingTime = async (files) => {
  const start = performance.now();
  await loadEstates(files);
  return performance.now() - start;
};
