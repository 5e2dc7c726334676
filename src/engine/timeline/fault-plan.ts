/** The faults of each node, and when they begin and end. */
import type { Rank } from '../../model/state.ts';
import type { Agenda } from './agenda.ts';
import { microseconds } from './network.ts';

/** A node, by position, that is in a state (or worse) in [from, until); seconds, `until` left out: for ever. */
export interface TimedFault {
  readonly position: number;
  readonly rank: Rank;
  readonly from: number;
  readonly until?: number;
}

export class FaultPlan {
  private readonly byNode = new Map<number, { from: number; until: number; rank: number }[]>();

  constructor(faults: readonly TimedFault[], agenda: Agenda) {
    for (const { position, rank, from, until } of faults) {
      const window = {
        from: microseconds(from),
        until: until === undefined ? Infinity : microseconds(until),
        rank,
      };
      const known = this.byNode.get(position);
      if (known === undefined) this.byNode.set(position, [window]);
      else known.push(window);
      agenda.add(window.from, position);
      if (window.until < Infinity) agenda.add(window.until, position);
    }
  }

  /** Whether a fault of a node ends at a time. */
  endsAt(node: number, time: number): boolean {
    return this.byNode.get(node)?.some(({ until }) => until === time) ?? false;
  }

  /** The worst fault of a node that holds at a time. */
  at(node: number, time: number): number {
    let worst = 0;
    for (const { from, until, rank } of this.byNode.get(node) ?? []) {
      if (from <= time && time < until && rank > worst) worst = rank;
    }
    return worst;
  }
}
