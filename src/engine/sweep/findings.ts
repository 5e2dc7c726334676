/** What a sweep has found so far: filled in any order of the scenarios, read out in theirs. */
import type { SweepOutcome, SweepRequest } from './request.ts';

/** A request without its network and scenarios: what is to be told of them. */
export type Telling = Pick<SweepRequest, 'classes' | 'classCount' | 'costs' | 'watched'>;

/** Hits by scenario: of s, nodes[from[s]] and size[s] − 1 more after it. */
export interface Hits {
  readonly from: Float64Array;
  readonly size: Uint32Array;
  readonly nodes: Uint32Array;
  readonly ranks: Uint8Array;
}

export class Findings {
  /** As in the outcome; the arrays may be shared by threads, of which each fills in scenarios of its own. */
  readonly counts: Uint32Array;
  readonly costs: Float64Array;
  readonly hits: HitPool;

  constructor(scenarios: number, counts: Uint32Array, costs: Float64Array) {
    this.counts = counts;
    this.costs = costs;
    this.hits = new HitPool(scenarios);
  }
}

/** Findings with arrays of their own. */
export const emptyFindings = (scenarios: number, classCount: number): Findings =>
  new Findings(scenarios, new Uint32Array(3 * scenarios * classCount), new Float64Array(scenarios));

/** Hits as they come, those of a scenario together. */
export class HitPool implements Hits {
  readonly from: Float64Array;
  readonly size: Uint32Array;
  nodes: Uint32Array = new Uint32Array(1024);
  ranks: Uint8Array = new Uint8Array(1024);
  private length = 0;

  constructor(scenarios: number) {
    this.from = new Float64Array(scenarios);
    this.size = new Uint32Array(scenarios);
  }

  /** Makes room for the hits of a scenario, which the caller fills in; returns where. */
  add(scenario: number, size: number): number {
    const from = this.length;
    const length = from + size;
    if (length > this.nodes.length) {
      const capacity = Math.max(length, 2 * this.nodes.length);
      this.nodes = resized(this.nodes, new Uint32Array(capacity));
      this.ranks = resized(this.ranks, new Uint8Array(capacity));
    }
    this.from[scenario] = from;
    this.size[scenario] = size;
    this.length = length;
    return from;
  }

  /** The same without room for more. */
  trimmed(): Hits {
    const { from, size, nodes, ranks, length } = this;
    return { from, size, nodes: nodes.slice(0, length), ranks: ranks.slice(0, length) };
  }
}

const resized = <A extends Uint8Array | Uint32Array>(filled: A, larger: A): A => {
  larger.set(filled);
  return larger;
};

/** The outcome, given the hits of several threads: each scenario's are in one of the pools. */
export const outcomeOf = (
  { counts, costs }: Pick<Findings, 'counts' | 'costs'>,
  pools: readonly Hits[],
): SweepOutcome => {
  const scenarios = costs.length;
  const start = new Float64Array(scenarios + 1);
  for (let scenario = 0; scenario < scenarios; scenario++) {
    let size = 0;
    for (const pool of pools) size += pool.size[scenario]!;
    start[scenario + 1] = start[scenario]! + size;
  }
  const nodes = new Uint32Array(start[scenarios]!);
  const ranks = new Uint8Array(start[scenarios]!);
  for (const pool of pools) {
    for (let scenario = 0; scenario < scenarios; scenario++) {
      const from = pool.from[scenario]!;
      const end = from + pool.size[scenario]!;
      let to = start[scenario]!;
      for (let at = from; at < end; at++, to++) {
        nodes[to] = pool.nodes[at]!;
        ranks[to] = pool.ranks[at]!;
      }
    }
  }
  return { counts, costs, hits: { start, nodes, ranks } };
};
