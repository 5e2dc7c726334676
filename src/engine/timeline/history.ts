/** What became of every vertex, in the order in which it happened; sorted by vertex when first asked. */
import type { Rank } from '../../model/state.ts';
import { Numbers } from './numbers.ts';
import { secondsOf } from './network.ts';

/** A time in which a node was in one state other than operational, in seconds. */
export interface Interval {
  readonly from: number;
  /** Exclusive; undefined: it never ends, or was not seen to end. */
  readonly until: number | undefined;
  readonly rank: Rank;
}

/** Collects the changes of a run. */
export class Log {
  private readonly vertices = new Numbers(Uint32Array);
  private readonly times = new Numbers(Float64Array);
  private readonly ranks = new Numbers(Uint8Array);

  get length(): number {
    return this.vertices.length;
  }

  /** Changes are added in the order of time. */
  add(vertex: number, time: number, rank: number): void {
    this.vertices.push(vertex);
    this.times.push(time);
    this.ranks.push(rank);
  }

  history(vertexCount: number): History {
    const vertices = this.vertices.values();
    const start = new Uint32Array(vertexCount + 1);
    for (const vertex of vertices) start[vertex + 1]!++;
    for (let vertex = 0; vertex < vertexCount; vertex++) start[vertex + 1]! += start[vertex]!;
    const cursor = start.slice(0, vertexCount);
    const times = new Float64Array(vertices.length);
    const ranks = new Uint8Array(vertices.length);
    vertices.forEach((vertex, i) => {
      const at = cursor[vertex]!++;
      times[at] = this.times.at(i);
      ranks[at] = this.ranks.at(i);
    });
    return new History(start, times, ranks);
  }
}

/** The changes of each vertex. Before its first, a vertex is operational. */
export class History {
  private readonly start: Uint32Array;
  private readonly times: Float64Array;
  private readonly ranks: Uint8Array;

  constructor(start: Uint32Array, times: Float64Array, ranks: Uint8Array) {
    this.start = start;
    this.times = times;
    this.ranks = ranks;
  }

  hasChanged(vertex: number): boolean {
    return this.start[vertex]! < this.start[vertex + 1]!;
  }

  /** The rank at a time, in microseconds; a change counts from its own time on. */
  at(vertex: number, time: number): Rank {
    return this.rankAt(
      vertex,
      this.search(vertex, (each) => each <= time),
    );
  }

  /** The rank just before a time. */
  justBefore(vertex: number, time: number): Rank {
    return this.rankAt(
      vertex,
      this.search(vertex, (each) => each < time),
    );
  }

  /** When a vertex last changed, up to a time, or before it; undefined if it had not. */
  lastChange(vertex: number, time: number, isBefore: boolean): number | undefined {
    const at = this.search(vertex, (each) => (isBefore ? each < time : each <= time));
    return at < this.start[vertex]! ? undefined : this.times[at];
  }

  /** The times in which a vertex was not operational, in order; adjacent ones are in different states. */
  intervals(vertex: number): readonly Interval[] {
    const intervals: Interval[] = [];
    for (let at = this.start[vertex]!; at < this.start[vertex + 1]!; at++) {
      const rank = this.ranks[at] as Rank;
      if (rank === 0) continue;
      const isLast = at + 1 === this.start[vertex + 1];
      const until = isLast ? undefined : secondsOf(this.times[at + 1]!);
      intervals.push({ from: secondsOf(this.times[at]!), until, rank });
    }
    return intervals;
  }

  private rankAt(vertex: number, at: number): Rank {
    return at < this.start[vertex]! ? 0 : (this.ranks[at] as Rank);
  }

  /** The last of a vertex's changes that is early enough; one before its first if none is. */
  private search(vertex: number, isEarlyEnough: (time: number) => boolean): number {
    let low = this.start[vertex]!;
    let high = this.start[vertex + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isEarlyEnough(this.times[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
