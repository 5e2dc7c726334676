/**
 * The least fixpoint at an instant, found from that of the instant before.
 *
 * Only what changes is looked at again, in the order of what stands on what, so that each vertex is looked at once,
 * whether things get worse or better. Where vertices stand on each other in a circle, the circle as a whole is solved
 * from nothing once something in or before it gets better (else its members would hold each other down by what they
 * were), and otherwise only gets worse from where it is.
 */
import { passed, vertexOf } from '../edge.ts';
import { ComponentQueue, NOTHING } from './component-queue.ts';
import { type Components, componentsOf } from './components.ts';
import { KIND, type TimedNetwork } from './network.ts';
import { Numbers } from './numbers.ts';
import { OnceList } from './once-list.ts';

/** What a vertex makes of its input now. */
export type Output = (vertex: number, input: number) => number;

export class Solver {
  /** Per vertex: the rank it has now. */
  readonly ranks: Uint8Array;
  /** Vertices whose rank changed since these were last taken out. */
  readonly changed: OnceList;
  /** Vertices that remember and whose input changed since these were last taken out. */
  readonly touched: OnceList;
  private readonly network: TimedNetwork;
  private readonly output: Output;
  private readonly components: Components;
  /** Per vertex three numbers: how many more inputs it can lose before it is at that rank. */
  private readonly left: Int32Array;
  private readonly waiting: ComponentQueue;
  /** Vertices to look at, by component: a list threaded through the vertices. */
  private readonly toLookAt: Uint32Array;
  private readonly nextToLookAt: Uint32Array;
  private readonly isMarked: Uint8Array;
  /** Per component: whether something in it or before it got better. */
  private readonly hasImproved: Uint8Array;
  /** While a circle is solved: what its members were, which got worse, and which are to be looked at. */
  private readonly former: Uint8Array;
  private readonly worse: OnceList;
  private readonly open = new Numbers(Uint32Array);

  constructor(network: TimedNetwork, output: Output) {
    const { vertexCount } = network;
    this.network = network;
    this.output = output;
    this.components = componentsOf(vertexCount, network.outputStart, network.outputs);
    this.left = network.needed.slice();
    this.ranks = new Uint8Array(vertexCount);
    this.former = new Uint8Array(vertexCount);
    this.changed = new OnceList(vertexCount);
    this.touched = new OnceList(vertexCount);
    this.worse = new OnceList(vertexCount);
    const count = this.components.isCircle.length;
    this.waiting = new ComponentQueue(count);
    this.toLookAt = new Uint32Array(count).fill(NOTHING);
    this.nextToLookAt = new Uint32Array(vertexCount);
    this.isMarked = new Uint8Array(vertexCount);
    this.hasImproved = new Uint8Array(count);
  }

  get isAtRest(): boolean {
    return this.waiting.isEmpty;
  }

  /** A vertex is to be looked at; `improves` says whether it may get better, or make others so. */
  mark(vertex: number, improves: boolean): void {
    const component = this.components.of[vertex]!;
    if (improves) this.hasImproved[component] = 1;
    if (this.isMarked[vertex] === 1) return;
    this.isMarked[vertex] = 1;
    this.nextToLookAt[vertex] = this.toLookAt[component]!;
    this.toLookAt[component] = vertex;
    this.waiting.add(component);
  }

  /** Marks a vertex if it would now make something else of the same input. */
  reconsider(vertex: number): void {
    const rank = this.made(vertex);
    if (rank !== this.ranks[vertex]) this.mark(vertex, rank < this.ranks[vertex]!);
  }

  /** Looks at what is marked, and at what that changes, in the order of what stands on what. */
  solve(): void {
    const { components, toLookAt, ranks } = this;
    for (let component = this.waiting.take(); component !== NOTHING; component = this.waiting.take()) {
      if (components.isCircle[component] === 1) {
        this.solveCircle(component);
        continue;
      }
      const vertex = toLookAt[component]!;
      toLookAt[component] = NOTHING;
      this.isMarked[vertex] = 0;
      const rank = this.made(vertex);
      const before = ranks[vertex]!;
      if (rank === before) continue;
      ranks[vertex] = rank;
      this.changed.add(vertex);
      this.tell(vertex, before, rank, NOTHING);
    }
  }

  /** The rank that a vertex's inputs amount to. */
  inputOf(vertex: number): number {
    const { left } = this;
    const at = 3 * vertex;
    return left[at + 2]! <= 0 ? 3 : left[at + 1]! <= 0 ? 2 : left[at]! <= 0 ? 1 : 0;
  }

  private made(vertex: number): number {
    return this.output(vertex, this.inputOf(vertex));
  }

  // —— circles ———————————————————————————————————————————————————————————————————————————————————————————————————————

  private solveCircle(component: number): void {
    const { ranks, former, open, toLookAt } = this;
    const { members, start } = this.components;
    const isAnew = this.hasImproved[component] === 1;
    this.hasImproved[component] = 0;
    for (let vertex = toLookAt[component]!; vertex !== NOTHING; vertex = this.nextToLookAt[vertex]!) {
      this.isMarked[vertex] = 0;
      open.push(vertex);
    }
    toLookAt[component] = NOTHING;
    if (isAnew) {
      open.clear();
      const circle = members.subarray(start[component], start[component + 1]);
      for (const vertex of circle) {
        former[vertex] = ranks[vertex]!;
        this.worse.add(vertex);
        open.push(vertex);
        if (ranks[vertex] === 0) continue;
        ranks[vertex] = 0;
        this.tellWithin(vertex, former[vertex], 0, component);
      }
    }
    this.worsen(component);
    this.worse.drain((vertex) => {
      const before = former[vertex]!;
      const rank = ranks[vertex]!;
      if (rank === before) return;
      this.changed.add(vertex);
      this.tell(vertex, before, rank, component);
    });
  }

  /** Lets the open members of a circle get worse until nothing changes. */
  private worsen(component: number): void {
    const { ranks, open, former } = this;
    const { outputStart, outputs } = this.network;
    for (let vertex = open.pop(); vertex !== undefined; vertex = open.pop()) {
      const rank = this.made(vertex);
      const before = ranks[vertex]!;
      if (rank <= before) continue;
      if (this.worse.add(vertex)) former[vertex] = before;
      ranks[vertex] = rank;
      this.tellWithin(vertex, before, rank, component);
      for (let at = outputStart[vertex]!; at < outputStart[vertex + 1]!; at++) {
        const target = vertexOf(outputs[at]!);
        if (this.components.of[target] === component) open.push(target);
      }
    }
  }

  // —— telling ———————————————————————————————————————————————————————————————————————————————————————————————————————

  /** Counts the change of a vertex at those that it leads to, outside of a component, and marks them. */
  private tell(vertex: number, before: number, now: number, except: number): void {
    const { outputStart, outputs } = this.network;
    for (let at = outputStart[vertex]!; at < outputStart[vertex + 1]!; at++) {
      const edge = outputs[at]!;
      const target = vertexOf(edge);
      if (this.components.of[target] === except) continue;
      const was = before === 0 ? 0 : passed(edge, before);
      const is = now === 0 ? 0 : passed(edge, now);
      if (was === is) continue;
      this.count(target, was, is);
      this.mark(target, is < was);
    }
  }

  /** The same for those in a component; they are looked at anyhow. */
  private tellWithin(vertex: number, before: number, now: number, component: number): void {
    const { outputStart, outputs } = this.network;
    for (let at = outputStart[vertex]!; at < outputStart[vertex + 1]!; at++) {
      const edge = outputs[at]!;
      const target = vertexOf(edge);
      if (this.components.of[target] !== component) continue;
      const was = before === 0 ? 0 : passed(edge, before);
      const is = now === 0 ? 0 : passed(edge, now);
      if (was !== is) this.count(target, was, is);
    }
  }

  private count(target: number, was: number, is: number): void {
    for (let level = was; level < is; level++) this.left[3 * target + level]! -= 1;
    for (let level = is; level < was; level++) this.left[3 * target + level]! += 1;
    if (this.network.kinds[target] !== KIND.threshold) this.touched.add(target);
  }
}
