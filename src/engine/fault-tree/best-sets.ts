/**
 * The best sets of a family, one after another, without going through the others: by cost (the sum of their elements'),
 * then by size, then by their elements in turn. Adding the same element to two sets, or the same set of a module, never
 * changes which of them comes first; so the best of a node are a merge of the best of its children, each made when it is
 * asked for. (Lazy k-best search on a directed acyclic graph: V. M. Jiménez, A. Marzal, "Computing the k shortest paths: a
 * new algorithm and an experimental comparison", WAE 1999.)
 *
 * Low chains are merged as one, so that what is asked goes down high children and modules only. Modules may be nested as
 * deep as a model is long, so what asks is a generator, and who waits for whom stands in a list instead of on the stack.
 */
import { NONE, UNIT } from './zbdd.ts';
import { type Forest, nodesOf } from './forest.ts';

export interface BestSet {
  readonly cost: number;
  /** Ascending. */
  readonly events: readonly number[];
}

/** No matter of which size. */
const ALL = -1;
/** Larger than any. */
const NO_SIZE = 0x3fff_ffff;

/**
 * The sets of a family, best first; with a size, only those of so many events. Costs must not be negative; sets of
 * infinite cost are left out.
 */
export const bestSets = (
  forest: Forest,
  costOf: (event: number) => number,
  size: number = ALL,
): Generator<BestSet> => new Search(forest, costOf).all(size);

/** By node, what it could give at best, and the least and the most elements of its sets. */
interface Bounds {
  readonly cost: Float64Array;
  readonly size: Int32Array;
  readonly fewest: Int32Array;
  readonly most: Int32Array;
}

/** A source's next set, or, if it has not been asked yet, what it could be at best. */
interface Candidate {
  readonly cost: number;
  readonly size: number;
  readonly set: BestSet | undefined;
  readonly next: () => Asked<Candidate | undefined>;
}

/** A computation that hands out those that it needs the answers of. */
type Asked<T> = Generator<Asked<unknown>, T, unknown>;

/** Runs a computation, and all that it waits for. */
const answered = <T>(asked: Asked<T>): T => {
  const waiting: Asked<unknown>[] = [asked];
  let answer: unknown;
  for (let top = waiting.at(-1); top !== undefined; top = waiting.at(-1)) {
    const { done, value } = top.next(answer);
    answer = done === true ? value : undefined;
    if (done === true) waiting.pop();
    else waiting.push(value);
  }
  return answer as T;
};

/** Waits for another computation. */
function* the<T>(asked: Asked<T>): Asked<T> {
  return (yield asked) as T;
}

/** Nothing comes after it. */
function* nothing(): Asked<undefined> {}

class Stream {
  private readonly found: BestSet[] = [];
  private readonly heap: Candidate[];

  constructor(candidates: Candidate[]) {
    this.heap = [];
    for (const candidate of candidates) push(this.heap, candidate);
  }

  *at(index: number): Asked<BestSet | undefined> {
    while (this.found.length <= index && this.heap.length > 0) {
      const best = pop(this.heap);
      if (best.set !== undefined) this.found.push(best.set);
      const next = yield* the(best.next());
      if (next !== undefined) push(this.heap, next);
    }
    return this.found[index];
  }
}

class Search {
  private readonly forest: Forest;
  private readonly costOf: (event: number) => number;
  private readonly bounds: Bounds;
  private readonly streams = new Map<number, Stream>();

  constructor(forest: Forest, costOf: (event: number) => number) {
    this.forest = forest;
    this.costOf = costOf;
    this.bounds = boundsOf(forest, costOf);
  }

  *all(size: number): Generator<BestSet> {
    const stream = this.stream(this.forest.root, size);
    for (let index = 0; ; index++) {
      const set = answered(stream.at(index));
      if (set === undefined) return;
      yield set;
    }
  }

  private stream(node: number, size: number): Stream {
    // Sizes are few; a node and a size make one number.
    const key = node * 2 ** 24 + size + 1;
    let stream = this.streams.get(key);
    if (stream === undefined) {
      stream = new Stream(this.candidates(node, size));
      this.streams.set(key, stream);
    }
    return stream;
  }

  private candidates(from: number, size: number): Candidate[] {
    const { table, leaves } = this.forest;
    const { data } = table;
    const candidates: Candidate[] = [];
    let node = from;
    for (; node > UNIT; node = data[4 * node + 1]!) {
      const leaf = leaves[data[4 * node]!]!;
      const high = data[4 * node + 2]!;
      if (leaf >= 0) this.withEvent(candidates, leaf, high, size);
      else this.withModule(candidates, -1 - leaf, high, size);
    }
    if (node === UNIT && size <= 0)
      candidates.push({ cost: 0, size: 0, set: { cost: 0, events: [] }, next: nothing });
    return candidates;
  }

  private withEvent(candidates: Candidate[], event: number, high: number, size: number): void {
    const { data } = this.forest.table;
    // What all sets below have in common is taken at once: calls are no deeper than sets have alternatives.
    const common = [event];
    let node = high;
    for (; node > UNIT && data[4 * node + 1] === NONE; node = data[4 * node + 2]!) {
      const leaf = this.forest.leaves[data[4 * node]!]!;
      if (leaf < 0) break;
      common.push(leaf);
    }
    const ownCost = common.reduce((sum, one) => sum + this.costOf(one), 0);
    const left = size === ALL ? ALL : size - common.length;
    if ((size !== ALL && left < 0) || ownCost === Number.POSITIVE_INFINITY || !this.has(node, left)) return;
    const stream = (): Stream => this.stream(node, left);
    const from = (index: number) =>
      function* next(): Asked<Candidate | undefined> {
        const set = yield* the(stream().at(index));
        if (set === undefined) return undefined;
        const events = merged(set.events, common);
        const cost = set.cost + ownCost;
        return { cost, size: events.length, set: { cost, events }, next: from(index + 1) };
      };
    candidates.push({
      cost: this.bounds.cost[node]! + ownCost,
      size: size === ALL ? this.bounds.size[node]! + common.length : size,
      set: undefined,
      next: from(0),
    });
  }

  private withModule(candidates: Candidate[], module: number, high: number, size: number): void {
    const { bounds } = this;
    if (!this.has(module, ALL)) return;
    const cost = bounds.cost[high]! + bounds.cost[module]!;
    if (size === ALL) {
      if (this.has(high, ALL))
        this.pairs(candidates, [module, ALL], [high, ALL], {
          cost,
          size: bounds.size[high]! + bounds.size[module]!,
        });
      return;
    }
    for (let part = bounds.fewest[module]!; part <= Math.min(size, bounds.most[module]!); part++)
      if (this.has(high, size - part))
        this.pairs(candidates, [module, part], [high, size - part], { cost, size });
  }

  /** Unions of a set of each of two streams, each stream a node and a size. */
  private pairs(
    candidates: Candidate[],
    left: readonly [number, number],
    right: readonly [number, number],
    bound: { readonly cost: number; readonly size: number },
  ): void {
    const lefts = (): Stream => this.stream(...left);
    const rights = (): Stream => this.stream(...right);
    function* column(a: BestSet, j: number): Asked<Candidate | undefined> {
      const b = yield* the(rights().at(j));
      if (b === undefined) return undefined;
      const events = merged(a.events, b.events);
      const cost = a.cost + b.cost;
      return { cost, size: events.length, set: { cost, events }, next: () => column(a, j + 1) };
    }
    // Rows are merged, each begun when the one before it has given its first: until then it has nothing better.
    const heap: Candidate[] = [];
    function* begin(i: number): Asked<void> {
      const a = yield* the(lefts().at(i));
      const first = a === undefined ? undefined : yield* the(column(a, 0));
      if (first === undefined) return;
      push(heap, {
        ...first,
        *next() {
          yield* the(begin(i + 1));
          return yield* the(first.next());
        },
      });
    }
    function* best(): Asked<Candidate | undefined> {
      if (heap.length === 0) return undefined;
      const taken = pop(heap);
      const next = yield* the(taken.next());
      if (next !== undefined) push(heap, next);
      return { ...taken, next: best };
    }
    function* start(): Asked<Candidate | undefined> {
      yield* the(begin(0));
      return yield* the(best());
    }
    candidates.push({ ...bound, set: undefined, next: start });
  }

  private has(node: number, size: number): boolean {
    const { cost, fewest, most } = this.bounds;
    if (node === NONE || cost[node] === Number.POSITIVE_INFINITY) return false;
    return size === ALL || (fewest[node]! <= size && size <= most[node]!);
  }
}

const boundsOf = (forest: Forest, costOf: (event: number) => number): Bounds => {
  const { table, root, leaves } = forest;
  const { data } = table;
  const length = Math.max(2, root + 1);
  const cost = new Float64Array(length);
  const size = new Int32Array(length);
  const fewest = new Int32Array(length);
  const most = new Int32Array(length);
  cost[NONE] = Number.POSITIVE_INFINITY;
  fewest[NONE] = size[NONE] = NO_SIZE;
  most[NONE] = -1;
  for (const node of nodesOf(forest)) {
    const leaf = leaves[data[4 * node]!]!;
    const low = data[4 * node + 1]!;
    const high = data[4 * node + 2]!;
    const module = -1 - leaf;
    const withCost = cost[high]! + (leaf < 0 ? cost[module]! : costOf(leaf));
    const withSize = size[high]! + (leaf < 0 ? size[module]! : 1);
    const isLow = cost[low]! < withCost || (cost[low] === withCost && size[low]! <= withSize);
    cost[node] = isLow ? cost[low]! : withCost;
    size[node] = isLow ? size[low]! : withSize;
    fewest[node] = Math.min(fewest[low]!, fewest[high]! + (leaf < 0 ? fewest[module]! : 1));
    most[node] = Math.max(most[low]!, most[high]! + (leaf < 0 ? most[module]! : 1));
  }
  return { cost, size, fewest, most };
};

const merged = (a: readonly number[], b: readonly number[]): readonly number[] =>
  [...a, ...b].toSorted((x, y) => x - y);

/** What has not been asked yet comes before a set that is no better: it could be a better one. */
const compared = (a: Candidate, b: Candidate): number => {
  if (a.cost !== b.cost) return a.cost < b.cost ? -1 : 1;
  if (a.size !== b.size) return a.size - b.size;
  if (a.set === undefined || b.set === undefined)
    return (a.set === undefined ? 0 : 1) - (b.set === undefined ? 0 : 1);
  const at = a.set.events.findIndex((event, index) => event !== b.set!.events[index]);
  return at < 0 ? 0 : a.set.events[at]! - b.set.events[at]!;
};

const push = (heap: Candidate[], candidate: Candidate): void => {
  let at = heap.length;
  heap.push(candidate);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (compared(heap[parent]!, candidate) <= 0) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = candidate;
};

const pop = (heap: Candidate[]): Candidate => {
  const best = heap[0]!;
  const last = heap.pop()!;
  if (heap.length === 0) return best;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && compared(heap[child + 1]!, heap[child]!) < 0) child++;
    if (compared(heap[child]!, last) >= 0) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return best;
};
