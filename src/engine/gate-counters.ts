/**
 * How many more inputs each gate can lose before it fails at each of the three bad ranks: three counters in a number.
 *
 * A gate fails at degraded before it fails at partial, and at partial before outage, so the lowest counter, that of
 * degraded, is never above the others: while it is above zero nothing has failed, and one subtraction counts an input.
 * A counter has ten bits. What a larger group has beyond them waits in a reserve, and is fetched when the lowest
 * counter is used up.
 */
import type { Rank } from '../model/state.ts';

const BITS = 10;
const MOST = 1023;

export interface GateCounters {
  /** Per gate, what is left: degraded in the low bits, then partial, then outage. */
  readonly left: Uint32Array;
  /** Per gate that needs one, what does not fit: three numbers. */
  readonly reserves: ReadonlyMap<number, Int32Array>;
}

/** Counters before anything has failed; `needed` holds three numbers a gate, never falling and from 1. */
export const gateCounters = (needed: readonly number[]): GateCounters => {
  const left = new Uint32Array(needed.length / 3);
  const reserves = new Map<number, Int32Array>();
  for (let gate = 0; gate < left.length; gate++) {
    const [degraded, partial, outage] = [needed[3 * gate]!, needed[3 * gate + 1]!, needed[3 * gate + 2]!];
    if (outage <= MOST) left[gate] = packed(degraded, partial, outage);
    else {
      const reserve = Int32Array.of(degraded, partial, outage);
      left[gate] = drawnFrom(reserve);
      reserves.set(gate, reserve);
    }
  }
  return { left, reserves };
};

/** Counters for one run, which uses them up. */
export const copied = ({ left, reserves }: GateCounters): GateCounters => ({
  left: left.slice(),
  reserves: new Map([...reserves].map(([gate, reserve]) => [gate, reserve.slice()])),
});

/** The bits of the lowest counter, of degraded. */
export const LOWEST_COUNTER = 1023;

/** Whether no counter is at zero: nothing has failed. */
export const isWhole = (left: number): boolean => (left & LOWEST_COUNTER) !== 0;

/** `LOSS[4·before + now]`: what to take off a gate that is whole for an input that went from one rank to a worse one. */
export const LOSS: Uint32Array = Uint32Array.from({ length: 16 }, (_, i) => {
  const [before, now] = [i >> 2, i & 3];
  return [0, 1, 2].reduce(
    (loss, level) => loss + (before <= level && level < now ? 2 ** (BITS * level) : 0),
    0,
  );
});

/** The same for a gate that is no longer whole: a counter that is at zero stays there. */
export const without = (left: number, before: number, now: number): number => {
  let after = left;
  for (let level = before; level < now; level++) {
    if (((after >>> (BITS * level)) & MOST) > 0) after -= 2 ** (BITS * level);
  }
  return after;
};

/** The worst rank at which a gate has failed; 0 if at none. */
export const failedRank = (left: number): Rank => {
  if (left >>> (2 * BITS) === 0) return 3;
  if (((left >>> BITS) & MOST) === 0) return 2;
  return isWhole(left) ? 0 : 1;
};

/** Fetches from the reserve what fits, if there is one. */
export const refilled = (left: number, reserve: Int32Array | undefined): number => {
  if (reserve === undefined) return left;
  for (let level = 0; level < 3; level++) reserve[level]! += (left >>> (BITS * level)) & MOST;
  return drawnFrom(reserve);
};

const drawnFrom = (reserve: Int32Array): number => {
  const [degraded, partial, outage] = reserve.map((count) => Math.min(count, MOST));
  reserve[0]! -= degraded!;
  reserve[1]! -= partial!;
  reserve[2]! -= outage!;
  return packed(degraded!, partial!, outage!);
};

const packed = (degraded: number, partial: number, outage: number): number =>
  degraded + partial * 2 ** BITS + outage * 2 ** (2 * BITS);
