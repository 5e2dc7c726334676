/**
 * Layouts of the viewer: ours against those that Cytoscape brings along.
 *
 * `breadthfirst` answers less (it knows no boxes: whatever is in one is strewn over the picture), and `cose` something
 * else (a force-directed picture, another one for each start); they are the layouts that are there without ours.
 */
import { ok } from 'node:assert/strict';
import { fileURLToPath, pathToFileURL } from 'node:url';
import cytoscape from 'cytoscape';
import { build } from 'vite';
import { cached } from './documents.mjs';
import { median, timed } from './measure.mjs';
import { randomFrom } from './random.mjs';
import { shownCount, shownRatio, shownTime } from './result.mjs';

/** Things, boxes among them, and edges; what is promised of ours; from how many things on a peer takes minutes. */
const SIZES = [
  { things: 100, boxes: 6, edges: 200 },
  { things: 1000, boxes: 60, edges: 2000, most: 100 },
  { things: 5000, boxes: 300, edges: 10_000 },
  { things: 10_000, boxes: 600, edges: 40_000 },
  { things: 10_000, boxes: 0, edges: 40_000, most: 1000 },
];
const MOST_COSE = 100;
const MOST_BREADTHFIRST = 1000;

/** Rounds that count, after one that is told by itself: in the page, too, most layouts are not the first. */
const ROUNDS = 9;
const ROUNDS_OF_PEERS = 3;

/** Of two ends in ten, one is outside of the other's box. */
const OUTSIDE = 0.3;

/** @returns {Promise<import('./result.mjs').Line[]>} */
export const benchLayout = async () => {
  const layoutOf = await ours();
  return SIZES.flatMap((size) => linesOf(layoutOf, size));
};

/** The viewer is no module that Node could load: it is built for a page. */
const ours = async () => {
  const folder = cached('layout');
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      lib: {
        entry: fileURLToPath(new URL('../viewer/layout/layout.ts', import.meta.url)),
        formats: ['es'],
        fileName: 'layout',
      },
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
    },
  });
  const { layoutOf } = await import(pathToFileURL(`${folder}/layout.js`).href);
  return layoutOf;
};

const linesOf = (layoutOf, size) => {
  const { things, boxes, edges, most } = size;
  const what = `${shownCount(things)} things in ${boxes} boxes, ${shownCount(edges)} edges`;
  const input = inputOf(size);
  const first = timed(() => layoutOf(input));
  ok(first.result.x.every(Number.isFinite), 'everything has a place');
  const taken = median(timesOf(ROUNDS, () => layoutOf(input)));
  return [
    {
      what: `${what}: first call`,
      measured: shownTime(first.ms),
    },
    {
      what,
      measured: shownTime(taken),
      ...(most === undefined ? {} : { target: `≤ ${most} ms`, met: taken <= most }),
    },
    ...peerLines('breadthfirst', MOST_BREADTHFIRST, size, input, taken),
    ...peerLines('cose', MOST_COSE, size, input, taken),
  ];
};

const timesOf = (rounds, run) => Array.from({ length: rounds }, () => timed(run).ms);

const peerLines = (name, most, { things }, input, ours) => {
  if (things > most) return [];
  const cy = cytoscape({ headless: true, styleEnabled: true, elements: elementsOf(input) });
  const layout = { name, animate: false, randomize: true, directed: true };
  const taken = median(timesOf(ROUNDS_OF_PEERS, () => cy.layout(layout).run()));
  cy.destroy();
  return [
    { what: `— Cytoscape’s ${name}`, measured: shownTime(taken), ratio: `${shownRatio(taken / ours)} ours` },
  ];
};

/** An estate: apps at one end, what they stand on at the other, each thing mostly with others of its box. */
const inputOf = ({ things, boxes, edges: wanted }) => {
  const random = randomFrom(things + boxes);
  const leaves = things - boxes;
  const below = (bound) => Math.floor(random() * bound);
  const keys = Array.from({ length: things }, (_, i) => (i < boxes ? `box-${i}` : `node-${i - boxes}`));
  const boxOf = (leaf) => (boxes === 0 ? -1 : leaf % boxes);
  const edges = [];
  while (edges.length < 2 * wanted) {
    const from = below(leaves);
    const isInside = boxes > 0 && random() >= OUTSIDE;
    const to = isInside ? boxOf(from) + boxes * below(Math.floor(leaves / boxes)) : below(leaves);
    if (from < to) edges.push(boxes + from, boxes + to);
  }
  return {
    direction: 'down',
    keys,
    parents: Int32Array.from(keys, (_, i) => (i < boxes ? -1 : boxOf(i - boxes))),
    widths: Float32Array.from(keys, () => 60 + below(80)),
    heights: Float32Array.from(keys, () => 68),
    tiers: Uint8Array.from(keys, (_, i) => (i < boxes ? 2 : Math.floor((6 * (i - boxes)) / leaves))),
    edges: Uint32Array.from(edges),
  };
};

const elementsOf = ({ keys, parents, edges }) => [
  ...keys.map((id, i) => ({ data: { id, ...(parents[i] < 0 ? {} : { parent: keys[parents[i]] }) } })),
  ...Array.from({ length: edges.length / 2 }, (_, e) => ({
    data: { id: `edge-${e}`, source: keys[edges[2 * e]], target: keys[edges[2 * e + 1]] },
  })),
];
