/**
 * What vertices remember: since when a required thing has been down, and since when a group is off its first member.
 *
 * Memory is of what was before the instant that is being solved; it changes once the instant is solved. So what a
 * vertex makes of its inputs is, at any instant, a monotone function of them, and the least fixpoint exists. (What is
 * read here stands in section "Over time" of docs/semantics.md.)
 */
import type { Rank } from '../../model/state.ts';
import type { Agenda } from './agenda.ts';
import { KIND, NONE, type TimedNetwork } from './network.ts';

/** Times that have not come: no run has begun. */
const NEVER = Infinity;

export class Memory {
  private readonly network: TimedNetwork;
  private readonly agenda: Agenda;
  /** Place of a vertex's numbers in the arrays below; NONE if it has none. */
  private readonly slots: Uint32Array;
  /** Per delay and rank: since when its input has been so bad, without a break. */
  private readonly runs: Float64Array;
  /** Per delay and rank: until when what has ended still counts. */
  private readonly held: Float64Array;
  /** Per window and switch: since when the first member has been partial or worse. */
  private readonly firstDown: Float64Array;
  /** Per switch: since when it could have been made: the first member is down, and what it requires is there. */
  private readonly canSwitch: Float64Array;
  /** Per switch: whether it was made. */
  private readonly isMade: Uint8Array;
  /** Per start vertex: the rank that its node had just before. */
  private readonly before: Uint8Array;
  /** Per start vertex, and only if things start in turn: what was needed counted for so much just before. */
  private readonly seen: Uint8Array | undefined;

  constructor(network: TimedNetwork, agenda: Agenda, isInTurn: boolean) {
    this.network = network;
    this.agenda = agenda;
    const { kinds, vertexCount } = network;
    this.slots = new Uint32Array(vertexCount).fill(NONE);
    let count = 0;
    for (let vertex = 0; vertex < vertexCount; vertex++) {
      if (kinds[vertex] !== KIND.threshold) this.slots[vertex] = count++;
    }
    this.runs = new Float64Array(3 * count).fill(NEVER);
    this.held = new Float64Array(3 * count).fill(-NEVER);
    this.firstDown = new Float64Array(count).fill(NEVER);
    this.canSwitch = new Float64Array(count).fill(NEVER);
    this.isMade = new Uint8Array(count);
    this.before = new Uint8Array(count);
    this.seen = isInTurn ? new Uint8Array(count) : undefined;
  }

  /** What a vertex with a memory makes of its input at a time. */
  output(vertex: number, input: number, time: number): number {
    const { kinds, wait } = this.network;
    const slot = this.slots[vertex]!;
    switch (kinds[vertex]!) {
      case KIND.delay:
        return this.delayed(vertex, slot, input, time);
      case KIND.start:
        return Math.min(this.seen === undefined ? input : this.seen[slot]!, this.before[slot]!);
      case KIND.window: {
        const since = this.firstDown[slot]!;
        return since === NEVER || time < since + wait[vertex]! ? input : 0;
      }
      default:
        return this.isMade[slot] === 1 ? 0 : input;
    }
  }

  /** The worst rank at which a delay's input has matured, or did so not longer ago than the lag. */
  private delayed(vertex: number, slot: number, input: number, time: number): number {
    const wait = this.network.wait[vertex]!;
    const lag = this.network.lag[vertex]!;
    for (let rank = 3; rank > 0; rank--) {
      const at = 3 * slot + rank - 1;
      const since = this.runs[at]!;
      const hasMatured = input >= rank && (wait === 0 || since + wait <= time);
      if (hasMatured || (lag > 0 && since + wait < time) || time < this.held[at]!) return rank;
    }
    return 0;
  }

  /** A time has come for a vertex; tells whether that may make things better. A switch is made, if nothing came between. */
  due(vertex: number, time: number): boolean {
    const slot = this.slots[vertex]!;
    if (this.network.kinds[vertex] === KIND.delay) {
      return [0, 1, 2].some((level) => this.held[3 * slot + level] === time);
    }
    if (this.canSwitch[slot]! + this.network.wait[vertex]! <= time) this.isMade[slot] = 1;
    return true;
  }

  /** Whether a time that is due for a vertex still means something. */
  isLive(vertex: number, time: number): boolean {
    const slot = this.slots[vertex]!;
    const wait = this.network.wait[vertex]!;
    switch (this.network.kinds[vertex]!) {
      case KIND.delay:
        return [0, 1, 2].some(
          (level) =>
            this.runs[3 * slot + level]! + wait === time ||
            (this.held[3 * slot + level] === time && this.runs[3 * slot + level]! + wait >= time),
        );
      case KIND.window:
        return this.firstDown[slot]! + wait === time;
      case KIND.switch:
        return this.isMade[slot] === 0 && this.canSwitch[slot]! + wait === time;
      default:
        return true;
    }
  }

  /** A node changed within an instant: what of its start requirements counts is decided by what it is now. */
  ownerIs(start: number, rank: number): void {
    this.before[this.slots[start]!] = rank;
  }

  /** What a node needs to start has changed within an instant; it counts from the next look on. */
  neededIs(start: number, input: number): void {
    if (this.seen !== undefined) this.seen[this.slots[start]!] = input;
  }

  /** A group's first member was better than partial, if only within an instant: all begins anew. */
  firstIsBack(vertex: number): void {
    const slot = this.slots[vertex]!;
    this.firstDown[slot] = NEVER;
    this.canSwitch[slot] = NEVER;
    this.isMade[slot] = 0;
  }

  /** An instant is solved, and the input of a delay has changed in it. */
  settleDelay(vertex: number, input: number, time: number): void {
    const slot = this.slots[vertex]!;
    const wait = this.network.wait[vertex]!;
    const lag = this.network.lag[vertex]!;
    let begins = false;
    let ends = false;
    for (let rank = 1; rank <= 3; rank++) {
      const at = 3 * slot + rank - 1;
      const since = this.runs[at]!;
      if (input >= rank) {
        if (since !== NEVER) continue;
        this.runs[at] = time;
        begins = true;
      } else if (since !== NEVER) {
        this.runs[at] = NEVER;
        if (lag === 0 || since + wait >= time) continue;
        this.held[at] = time + lag;
        ends = true;
      }
    }
    // All ranks that begin or end together come due together: one entry is enough.
    if (begins && wait > 0) this.agenda.add(time + wait, vertex);
    if (ends) this.agenda.add(time + lag, vertex);
  }

  /** An instant is solved, and the first member of a window's or switch's group, or what it requires, has changed. */
  settleFirst(vertex: number, first: Rank, input: number, time: number): void {
    const slot = this.slots[vertex]!;
    const wait = this.network.wait[vertex]!;
    const isSwitch = this.network.kinds[vertex] === KIND.switch;
    if (first < 2) {
      this.firstIsBack(vertex);
      return;
    }
    if (this.firstDown[slot] === NEVER) {
      this.firstDown[slot] = time;
      if (!isSwitch) this.agenda.add(time + wait, vertex);
    }
    if (!isSwitch || this.isMade[slot] === 1) return;
    if (input > 0) this.canSwitch[slot] = NEVER;
    else if (this.canSwitch[slot] === NEVER) {
      this.canSwitch[slot] = time;
      if (wait === 0) this.isMade[slot] = 1;
      else this.agenda.add(time + wait, vertex);
    }
  }
}
