/** Circles of a small graph: which items run in circles with each other, and in which order they break best. */
import { type Grouped, grouped, valuesOf } from './grouped.ts';

/** Edges from[i] -> to[i]. */
export interface Arrows {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

interface Circles {
  /** By item: the circle that it is in, alone or with others. An edge never leads to a circle of a higher number. */
  readonly circleOf: Int32Array;
  readonly count: number;
}

/** Strongly connected components (Tarjan 1972), without recursion. */
export const circlesOf = (count: number, { from, to }: Arrows): Circles => {
  const out = grouped(count, from);
  const circleOf = new Int32Array(count).fill(-1);
  const seen = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const cursor = out.start.slice(0, count);
  const open: number[] = [];
  const way: number[] = [];
  let moment = 0;
  let circles = 0;
  const enter = (item: number): void => {
    seen[item] = low[item] = moment++;
    open.push(item);
    way.push(item);
  };
  for (let root = 0; root < count; root++) {
    if (seen[root] !== -1) continue;
    enter(root);
    for (let item = way.at(-1); item !== undefined; item = way.at(-1)) {
      if (cursor[item]! < out.start[item + 1]!) {
        const other = to[out.values[cursor[item]!++]!]!;
        if (seen[other] === -1) enter(other);
        else if (circleOf[other] === -1) low[item] = Math.min(low[item]!, seen[other]!);
        continue;
      }
      way.pop();
      const caller = way.at(-1);
      if (caller !== undefined) low[caller] = Math.min(low[caller]!, low[item]!);
      if (low[item] !== seen[item]) continue;
      for (let member = open.pop()!; ; member = open.pop()!) {
        circleOf[member] = circles;
        if (member === item) break;
      }
      circles++;
    }
  }
  return { circleOf, count: circles };
};

/**
 * An order of the members of a circle that few of its edges go against (Eades, Lin, Smyth 1993): what nothing is left
 * to point at goes last, what nothing is left to be pointed at by goes first, and between them whoever points most.
 * Ties go by `tiers`, then by number.
 *
 * @param members ascending
 * @param arrows those between members alone
 */
export const orderOfCircle = (
  members: readonly number[],
  { from, to }: Arrows,
  tiers: (item: number) => number,
): readonly number[] => {
  const count = members.length;
  const index = new Map(members.map((item, i) => [item, i]));
  const source = from.map((item) => index.get(item)!);
  const target = to.map((item) => index.get(item)!);
  const out = grouped(count, source);
  const into = grouped(count, target);
  const outDegree = degrees(out, count);
  const inDegree = degrees(into, count);
  const isTaken = new Uint8Array(count);
  const first: number[] = [];
  const last: number[] = [];
  const sinks: number[] = [];
  const sources: number[] = [];
  const scoreOf = (i: number): number => inDegree[i]! - outDegree[i]! + tiers(members[i]!) * count * 2;
  const heap = new Heap();
  const take = (i: number): void => {
    isTaken[i] = 1;
    for (const e of valuesOf(out, i)) {
      const other = target[e]!;
      if (--inDegree[other]! === 0 && isTaken[other] === 0) sources.push(other);
      if (isTaken[other] === 0) heap.push(scoreOf(other), other);
    }
    for (const e of valuesOf(into, i)) {
      const other = source[e]!;
      if (--outDegree[other]! === 0 && isTaken[other] === 0) sinks.push(other);
      if (isTaken[other] === 0) heap.push(scoreOf(other), other);
    }
  };
  for (let i = 0; i < count; i++) heap.push(scoreOf(i), i);
  for (;;) {
    const sink = sinks.pop();
    if (sink !== undefined) {
      if (isTaken[sink] === 1) continue;
      last.push(sink);
      take(sink);
      continue;
    }
    const start = sources.pop() ?? heap.pop((i) => isTaken[i] === 0, scoreOf);
    if (start === undefined) break;
    if (isTaken[start] === 1) continue;
    first.push(start);
    take(start);
  }
  return [...first, ...last.toReversed()].map((i) => members[i]!);
};

const degrees = ({ start }: Grouped, count: number): Int32Array =>
  Int32Array.from({ length: count }, (_, i) => start[i + 1]! - start[i]!);

/** The lowest score first, then the lowest value. A value whose score changes is put in again; its old entries fade. */
class Heap {
  readonly #scores: number[] = [];
  readonly #values: number[] = [];

  push(score: number, value: number): void {
    let at = this.#scores.length;
    this.#scores.push(score);
    this.#values.push(value);
    for (let up = (at - 1) >> 1; at > 0 && this.#isBefore(at, up); up = (at - 1) >> 1) {
      this.#swap(at, up);
      at = up;
    }
  }

  /** The first value that is still wanted; entries whose score is not the value's any more are passed over. */
  pop(isWanted: (value: number) => boolean, scoreOf: (value: number) => number): number | undefined {
    while (this.#values.length > 0) {
      const [score] = this.#scores;
      const value = this.#popAny();
      if (isWanted(value) && score === scoreOf(value)) return value;
    }
    return undefined;
  }

  #popAny(): number {
    const first = this.#values[0]!;
    const end = this.#values.length - 1;
    this.#swap(0, end);
    this.#scores.pop();
    this.#values.pop();
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < end && this.#isBefore(child, least)) least = child;
      if (least === at) return first;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    return (this.#scores[a]! - this.#scores[b]! || this.#values[a]! - this.#values[b]!) < 0;
  }

  #swap(a: number, b: number): void {
    [this.#scores[a], this.#scores[b]] = [this.#scores[b]!, this.#scores[a]!];
    [this.#values[a], this.#values[b]] = [this.#values[b]!, this.#values[a]!];
  }
}
