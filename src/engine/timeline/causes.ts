/** Why a node was down at an instant of a timeline, and what it still waited for just before it came back. */
import type { Rank } from '../../model/state.ts';
import { passed, vertexOf } from '../edge.ts';
import type { History } from './history.ts';
import { KIND, type TimedNetwork, microseconds, secondsOf } from './network.ts';
import type { Timeline } from './timeline.ts';

/** A node that another one was down for. */
export interface TimedCause {
  readonly position: number;
  /** The state that it was in. */
  readonly rank: Rank;
  /** It was needed to start. */
  readonly isStart: boolean;
  /** Its group was switching away from it. */
  readonly isSwitch: boolean;
  /** Seconds for which it counted on although it was back: what `recovery` says. */
  readonly lag: number;
}

/** The nodes for which one was in a state (or worse) at a time in seconds; none if it was so by its own faults alone. */
export const causesAt = (timeline: Timeline, position: number, seconds: number, rank: Rank) =>
  causes(timeline, position, { time: microseconds(seconds), isBefore: false }, rank);

/** The same for the last moment before a time: what held the node until then. */
export const causesBefore = (timeline: Timeline, position: number, seconds: number, rank: Rank) =>
  causes(timeline, position, { time: microseconds(seconds), isBefore: true }, rank);

/** A moment: the time itself, or what was just before it. */
interface Moment {
  readonly time: number;
  readonly isBefore: boolean;
}

interface Open {
  readonly vertex: number;
  readonly atLeast: number;
  readonly moment: Moment;
  readonly isStart: boolean;
  readonly isSwitch: boolean;
  readonly lag: number;
}

const causes = (
  { network, history }: Timeline,
  position: number,
  moment: Moment,
  rank: Rank,
): readonly TimedCause[] => {
  const found = new Map<number, TimedCause>();
  const seen = new Set<number>();
  const open: Open[] = [{ vertex: position, atLeast: rank, moment, isStart: false, isSwitch: false, lag: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { vertex } = next;
    for (const { source, atLeast } of inputsThatCount(network, history, next)) {
      const step = steppedOver(network, history, { ...next, atLeast }, source);
      if (source < network.nodeCount) {
        const cause = {
          position: source,
          rank: rankAt(history, source, step.moment),
          isStart: step.isStart,
          isSwitch: step.isSwitch,
          lag: step.lag,
        };
        const known = found.get(source);
        if (known === undefined || known.lag > cause.lag) found.set(source, cause);
      } else if (!seen.has(source) && source !== vertex) {
        seen.add(source);
        open.push(step);
      }
    }
  }
  return [...found.values()].toSorted((a, b) => a.position - b.position);
};

const rankAt = (history: History, vertex: number, { time, isBefore }: Moment): Rank =>
  isBefore ? history.justBefore(vertex, time) : history.at(vertex, time);

/** The inputs of a vertex that counted as badly as asked, with the least state of the source that does. */
const inputsThatCount = (network: TimedNetwork, history: History, { vertex, atLeast, moment }: Open) => {
  const inputs: { source: number; atLeast: number }[] = [];
  for (let at = network.inputStart[vertex]!; at < network.inputStart[vertex + 1]!; at++) {
    const edge = network.inputs[at]!;
    const needed = [1, 2, 3].find((rank) => passed(edge, rank) >= atLeast);
    if (needed === undefined) continue;
    const source = vertexOf(edge);
    const isLagging = network.kinds[vertex] === KIND.delay && rankAt(history, source, moment) < needed;
    if (isLagging || rankAt(history, source, moment) >= needed) inputs.push({ source, atLeast: needed });
  }
  return inputs;
};

/** Down to a source: what a delay still counts although it is over is looked for where it ended. */
const steppedOver = (network: TimedNetwork, history: History, from: Open, source: number): Open => {
  const { vertex, atLeast, moment } = from;
  const isStart = from.isStart || network.kinds[vertex] === KIND.start;
  const isSwitch = from.isSwitch || network.kinds[vertex] === KIND.window;
  if (network.kinds[vertex] !== KIND.delay) return { ...from, vertex: source, isStart, isSwitch };
  const counted = lastMatured(history, source, atLeast, network.wait[vertex]!, moment);
  return {
    vertex: source,
    atLeast,
    moment: counted,
    isStart,
    isSwitch,
    lag: from.lag + secondsOf(moment.time - counted.time),
  };
};

/** The last moment, up to one, at which a source had been so bad for long enough: shorter pulses are not felt. */
const lastMatured = (
  history: History,
  source: number,
  atLeast: number,
  wait: number,
  moment: Moment,
): Moment => {
  let until = moment;
  for (;;) {
    const changed = history.lastChange(source, until.time, until.isBefore);
    if (changed === undefined) return moment;
    let since = changed;
    if (rankAt(history, source, until) >= atLeast) {
      while (history.justBefore(source, since) >= atLeast) since = history.lastChange(source, since, true)!;
      const matured = since + wait;
      if (wait === 0 || (until.isBefore ? matured < until.time : matured <= until.time)) return until;
    }
    until = { time: since, isBefore: true };
  }
};
