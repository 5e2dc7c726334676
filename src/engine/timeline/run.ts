/**
 * One run of a timeline, from event to event.
 *
 * Time jumps: to a fault that begins or ends, a grace that runs out, a recovery that is over, a switch that is made. At
 * each such instant the least fixpoint is solved. Start requirements and switches go by what was just before, so the
 * answer may itself change what was "just before": it is then solved again, until nothing changes. What lasts no time is
 * not felt; only the last answer is remembered and written down.
 */
import type { Rank } from '../../model/state.ts';
import { Agenda } from './agenda.ts';
import { FaultPlan, type TimedFault } from './fault-plan.ts';
import { Log } from './history.ts';
import { Memory } from './memory.ts';
import { KIND, type TimedNetwork } from './network.ts';
import { OnceList } from './once-list.ts';
import { Solver } from './solver.ts';

/** Changes after which we stop looking: more than any estate that settles, in memory that a machine has. */
const MOST_CHANGES = 20_000_000;

export class Run {
  readonly log = new Log();
  /** The last change of a node; the time at which we stopped looking, if that came first. */
  end = 0;
  private readonly network: TimedNetwork;
  private readonly agenda = new Agenda();
  private readonly memory: Memory;
  private readonly faults: FaultPlan;
  private readonly solver: Solver;
  /** Per vertex: the rank that was last written down, and those that may differ from it. */
  private readonly logged: Uint8Array;
  private readonly moved: OnceList;
  /** Vertices to remember something of once the instant is solved. */
  private readonly unsettled: OnceList;
  private readonly isInTurn: boolean;
  private now = 0;

  constructor(network: TimedNetwork, faults: readonly TimedFault[], isInTurn: boolean) {
    const { vertexCount } = network;
    this.network = network;
    this.isInTurn = isInTurn;
    this.memory = new Memory(network, this.agenda, isInTurn);
    this.faults = new FaultPlan(faults, this.agenda);
    this.solver = new Solver(network, (vertex, input) => this.outputOf(vertex, input));
    this.logged = new Uint8Array(vertexCount);
    this.moved = new OnceList(vertexCount);
    this.unsettled = new OnceList(vertexCount);
  }

  /** Plays up to and including a time in microseconds; tells whether nothing would change after it. */
  until(horizon: number): boolean {
    for (let time = this.agenda.next; time !== undefined; time = this.agenda.next) {
      if (time > horizon || this.log.length > MOST_CHANGES) {
        const settled = !this.isAnythingLive();
        if (!settled) this.end = Math.min(horizon, time);
        return settled;
      }
      if (!this.instant(time)) {
        this.end = time;
        return false;
      }
    }
    return true;
  }

  private isAnythingLive(): boolean {
    for (let time = this.agenda.next; time !== undefined; time = this.agenda.next) {
      if (this.memory.isLive(this.agenda.take(), time)) return true;
    }
    return false;
  }

  /** Solves an instant; tells whether it came to rest. */
  private instant(time: number): boolean {
    const { agenda, solver, faults, memory, network } = this;
    this.now = time;
    while (agenda.next === time) {
      const vertex = agenda.take();
      const isNode = vertex < network.nodeCount;
      solver.mark(vertex, isNode ? faults.endsAt(vertex, time) : memory.due(vertex, time));
    }
    // Things that start in turn take a step each. Start requirements within groups that map states can be written so
    // that an instant never comes to rest; nobody will on purpose, and then the timeline ends there, and says so.
    let steps = 1000 + network.vertexCount;
    do {
      solver.solve();
      this.lookBack();
    } while (!solver.isAtRest && --steps > 0);
    this.settle();
    return steps > 0;
  }

  /** What a vertex makes of its input: nodes add their faults, and what remembers goes by its memory. */
  private outputOf(vertex: number, input: number): number {
    if (this.network.kinds[vertex] !== KIND.threshold) return this.memory.output(vertex, input, this.now);
    const fault = vertex < this.network.nodeCount ? this.faults.at(vertex, this.now) : 0;
    return fault > input ? fault : input;
  }

  /** Takes what has been found as what was just before, and marks what that changes. */
  private lookBack(): void {
    const { solver, memory } = this;
    const { watcherStart, watchers, kinds } = this.network;
    solver.changed.drain((vertex) => {
      this.moved.add(vertex);
      const rank = solver.ranks[vertex]!;
      for (let at = watcherStart[vertex]!; at < watcherStart[vertex + 1]!; at++) {
        const watcher = watchers[at]!;
        if (kinds[watcher] === KIND.start) memory.ownerIs(watcher, rank);
        else if (rank < 2) memory.firstIsBack(watcher);
        else this.unsettled.add(watcher);
        solver.reconsider(watcher);
      }
    });
    solver.touched.drain((vertex) => {
      if (kinds[vertex] !== KIND.start) this.unsettled.add(vertex);
      else if (this.isInTurn) {
        memory.neededIs(vertex, solver.inputOf(vertex));
        solver.reconsider(vertex);
      }
    });
  }

  /** The instant is solved: what it means for later is remembered, and what changed is written down. */
  private settle(): void {
    const { network, memory, solver, now } = this;
    this.unsettled.drain((vertex) => {
      const input = solver.inputOf(vertex);
      if (network.kinds[vertex] === KIND.delay) memory.settleDelay(vertex, input, now);
      else memory.settleFirst(vertex, solver.ranks[network.subject[vertex]!] as Rank, input, now);
    });
    this.moved.drain((vertex) => {
      const rank = solver.ranks[vertex]!;
      if (rank === this.logged[vertex]) return;
      this.logged[vertex] = rank;
      this.log.add(vertex, now, rank);
      if (vertex < network.nodeCount) this.end = now;
    });
  }
}
