/** Solves scenarios batch by batch, in lanes, and reads off each lane what became of its scenario. */
import { type Buckets, bucketed } from '../buckets.ts';
import type { Circuit } from './circuit.ts';
import { SLICES, addWords, countOf } from './counters.ts';
import type { Findings, Telling } from './findings.ts';
import { WORDS } from './kernels.ts';
import { LANES, Lanes, PLACE_WORDS } from './lanes.ts';
import type { Order } from './order.ts';
import type { Scenarios } from './request.ts';

/** All that solving in lanes takes, in arrays that threads can share. */
export interface LargeRequest extends Telling {
  readonly order: Order;
  readonly circuit: Circuit;
  readonly scenarios: Scenarios;
}

/** A function that solves a batch of at most LANES scenarios and writes down what it found. */
export const largeSolver = (request: LargeRequest, findings: Findings): ((batch: Uint32Array) => void) => {
  const lanes = new Lanes(request.order, request.circuit);
  const { start, positions, ranks } = request.scenarios;
  return (batch) => {
    batch.forEach((scenario, lane) => {
      for (let at = start[scenario]!; at < start[scenario + 1]!; at++)
        lanes.inject(lane, positions[at]!, ranks[at]!);
    });
    lanes.run();
    const found: Found = { request, findings, batch, lanes, byClass: byClassIn(request, lanes.touched) };
    count(found);
    addCosts(found);
    addHits(found);
    lanes.clear();
  };
};

interface Found {
  readonly request: LargeRequest;
  readonly findings: Findings;
  readonly batch: Uint32Array;
  readonly lanes: Lanes;
  /** Places of nodes that some scenario affects, by class; those in none last. */
  readonly byClass: Buckets;
}

const byClassIn = (
  { classes, classCount, order: { vertices } }: LargeRequest,
  touched: Uint32Array,
): Buckets => {
  const places = new Uint32Array(touched.length);
  const keys = new Uint32Array(touched.length);
  let end = 0;
  for (let i = 0; i < touched.length; i++) {
    const vertex = vertices[touched[i]!]!;
    if (vertex >= classes.length) continue;
    places[end] = touched[i]!;
    keys[end++] = Math.min(classes[vertex]!, classCount);
  }
  return bucketed(classCount + 1, keys.subarray(0, end), places.subarray(0, end));
};

/** Nodes by class and rank. */
const count = ({ request, findings, batch, lanes: { words }, byClass }: Found): void => {
  const { classCount } = request;
  const { start, values } = byClass;
  const slices = new Int32Array(PLACE_WORDS * SLICES);
  for (let group = 0; group < classCount; group++) {
    const last = start[group + 1]!;
    if (start[group] === last) continue;
    slices.fill(0);
    // All words of a few nodes before the next few: then they are still in the processor's cache.
    for (let from = start[group]!; from < last; from += AT_ONCE) {
      const end = Math.min(from + AT_ONCE, last);
      for (let offset = 0; offset < PLACE_WORDS; offset++)
        addWords(slices, SLICES * offset, words, values, from, end, PLACE_WORDS, offset);
    }
    batch.forEach((scenario, lane) => {
      const at = 3 * (scenario * classCount + group);
      const [degraded, partial, outage] = [0, 1, 2].map((level) =>
        countOf(slices, SLICES * (WORDS * level + (lane >> 5)), lane & 31),
      ) as [number, number, number];
      findings.counts[at] = degraded - partial;
      findings.counts[at + 1] = partial - outage;
      findings.counts[at + 2] = outage;
    });
  }
};

/** Nodes whose words fit a processor's nearest cache. */
const AT_ONCE = 256;

/** What is partial or out costs. */
const addCosts = ({ request, findings, batch, lanes: { words }, byClass: { values } }: Found): void => {
  const { costs, order } = request;
  if (costs === undefined) return;
  const { vertices } = order;
  const sums = new Float64Array(LANES);
  for (let i = 0; i < values.length; i++) {
    const place = values[i]!;
    const cost = costs[vertices[place]!]!;
    if (cost === 0) continue;
    for (let word = 0; word < WORDS; word++) {
      for (let left = words[PLACE_WORDS * place + WORDS + word]!; left !== 0; left &= left - 1)
        sums[32 * word + lowestLane(left)]! += cost;
    }
  }
  batch.forEach((scenario, lane) => (findings.costs[scenario] = sums[lane]!));
};

/** The watched nodes that are affected: first how many there are for each lane, then which. */
const addHits = ({ request, findings: { hits }, batch, lanes: { words } }: Found): void => {
  const { watched, order } = request;
  if (watched === undefined) return;
  const { places } = order;
  const next = new Float64Array(LANES);
  const eachHit = (tell: (lane: number, number: number, at: number) => void): void => {
    for (let number = 0; number < watched.length; number++) {
      const at = PLACE_WORDS * places[watched[number]!]!;
      for (let word = 0; word < WORDS; word++) {
        for (let left = words[at + word]!; left !== 0; left &= left - 1)
          tell(32 * word + lowestLane(left), number, at + word);
      }
    }
  };
  eachHit((lane) => next[lane]!++);
  batch.forEach((scenario, lane) => (next[lane] = hits.add(scenario, next[lane]!)));
  const { nodes, ranks } = hits;
  eachHit((lane, number, at) => {
    const to = next[lane]!++;
    nodes[to] = number;
    ranks[to] =
      1 + ((words[at + WORDS]! >>> (lane & 31)) & 1) + ((words[at + 2 * WORDS]! >>> (lane & 31)) & 1);
  });
};

const lowestLane = (word: number): number => 31 - Math.clz32(word & -word);
