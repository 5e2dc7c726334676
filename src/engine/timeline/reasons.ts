/**
 * Why everything is as it is at the end of a settled timeline, each claim led back to one that was there before.
 *
 * The last instant is solved once more, from nothing, in three steps: with the faults that never end; then with what
 * counts on by memory alone, that is, recoveries, and starts of what is down; and last with starts that wait for
 * their turn. What one step brings about it owes to its own step. So what endless faults explain is never laid on a
 * circle, and a walk from reason to reason comes round only where something is remembered: not where things merely
 * need each other, which holds nobody down.
 */
import { passed, vertexOf } from '../edge.ts';
import { KIND, NONE, type TimedNetwork } from './network.ts';
import { Numbers } from './numbers.ts';
import type { TimedFault, Timeline } from './timeline.ts';

/** "This vertex is at this rank or worse", as one number. */
export const claimOf = (vertex: number, rank: number): number => 3 * vertex + rank - 1;

export const claimedVertex = (claim: number): number => Math.floor(claim / 3);

/** What a claim is owed to. */
export type Reason = { readonly type: 'fault' } | { readonly type: 'claim'; readonly claim: number };

/** The reason of each claim that is true at the end. */
export const reasonsAtEnd = (
  faults: readonly TimedFault[],
  timeline: Timeline,
): ((claim: number) => Reason | undefined) => {
  const solving = new Solving(timeline);
  solving.addFaults(faults.filter(({ until }) => until === undefined));
  solving.addMemory();
  solving.addTurns();
  return (claim) => solving.reasonOf(claim);
};

/** In place of a claim: the vertex has the rank by a fault of its own. */
const ITS_FAULT = NONE - 1;

class Solving {
  private readonly network: TimedNetwork;
  /** What each vertex is at the end in truth; the solution gets no worse. */
  private readonly actual: Uint8Array;
  private readonly ranks: Uint8Array;
  /** The ranks of which those above have been told. */
  private readonly told: Uint8Array;
  private readonly left: Int32Array;
  private readonly because: Uint32Array;
  /** Vertices that got worse, in that order. */
  private readonly raised = new Numbers(Uint32Array);
  private next = 0;
  /** Whether what is down is known to have been down before; so far, only what the solution says. */
  private knowsBefore = false;

  constructor({ network, history }: Timeline) {
    const { vertexCount } = network;
    this.network = network;
    this.actual = Uint8Array.from({ length: vertexCount }, (_, vertex) => history.at(vertex, Infinity));
    this.ranks = new Uint8Array(vertexCount);
    this.told = new Uint8Array(vertexCount);
    this.left = network.needed.slice();
    this.because = new Uint32Array(3 * vertexCount).fill(NONE);
  }

  reasonOf(claim: number): Reason | undefined {
    const reason = this.because[claim]!;
    if (reason === NONE) return undefined;
    return reason === ITS_FAULT ? { type: 'fault' } : { type: 'claim', claim: reason };
  }

  addFaults(endless: readonly TimedFault[]): void {
    for (const { position, rank } of endless) this.raise(position, rank, ITS_FAULT);
    this.spread();
  }

  /** What a recovery counts on for was there before; so was what is down and has to start. */
  addMemory(): void {
    const { kinds, lag } = this.network;
    this.knowsBefore = true;
    kinds.forEach((kind, vertex) => {
      if (kind === KIND.start) this.raiseByInput(vertex, this.made(vertex));
      else if (kind === KIND.delay && lag[vertex]! > 0) this.raiseByInput(vertex, this.actual[vertex]!);
    });
    this.spread();
  }

  /** What is left are starts of which each waits for another one. */
  addTurns(): void {
    this.network.kinds.forEach((kind, vertex) => {
      if (kind === KIND.start) this.raiseByInput(vertex, this.actual[vertex]!);
    });
    this.spread();
  }

  /** Tells those above of what got worse, until nothing does any more: three times for each vertex at most. */
  private spread(): void {
    const { kinds, outputStart, outputs, watcherStart, watchers } = this.network;
    for (; this.next < this.raised.length; this.next++) {
      const vertex = this.raised.at(this.next);
      const before = this.told[vertex]!;
      const now = this.ranks[vertex]!;
      if (before === now) continue;
      this.told[vertex] = now;
      const claim = claimOf(vertex, now);
      for (let at = outputStart[vertex]!; at < outputStart[vertex + 1]!; at++) {
        const edge = outputs[at]!;
        const target = vertexOf(edge);
        const was = before === 0 ? 0 : passed(edge, before);
        for (let level = was; level < passed(edge, now); level++) this.left[3 * target + level]! -= 1;
        this.raise(target, this.made(target), claim);
      }
      for (let at = watcherStart[vertex]!; at < watcherStart[vertex + 1]!; at++) {
        const watcher = watchers[at]!;
        if (kinds[watcher] === KIND.start) this.raise(watcher, this.made(watcher), claim);
      }
    }
  }

  /** At the end no grace runs and nothing lags: delays count for what they are told, or for what they remember. */
  private made(vertex: number): number {
    const { kinds, subject } = this.network;
    const input = [3, 2, 1].find((rank) => this.left[claimOf(vertex, rank)]! <= 0) ?? 0;
    if (kinds[vertex] !== KIND.start) return Math.min(input, this.actual[vertex]!);
    const owner = subject[vertex]!;
    return Math.min(input, this.knowsBefore ? this.actual[owner]! : this.ranks[owner]!);
  }

  private raise(vertex: number, rank: number, reason: number): void {
    const before = this.ranks[vertex]!;
    if (rank <= before) return;
    this.because.fill(reason, 3 * vertex + before, 3 * vertex + rank);
    this.ranks[vertex] = rank;
    this.raised.push(vertex);
  }

  /** Delays and starts have one input: what remembers is as it is because of that. */
  private raiseByInput(vertex: number, rank: number): void {
    const edge = this.network.inputs[this.network.inputStart[vertex]!]!;
    for (let level = this.ranks[vertex]! + 1; level <= rank; level++) {
      const needed = [1, 2, 3].find((each) => passed(edge, each) >= level)!;
      this.raise(vertex, level, claimOf(vertexOf(edge), needed));
    }
  }
}
