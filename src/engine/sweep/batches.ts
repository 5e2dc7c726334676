/** Scenarios by where they begin in the order: those that are neighbours there have most in common. */
import { bucketed } from '../buckets.ts';
import { LANES } from './lanes.ts';
import type { Order } from './order.ts';
import type { Scenarios } from './request.ts';

/** Numbers of scenarios by the first place at which one has a fault, those without any first. */
export const byPlace = (
  numbers: Uint32Array,
  { start, positions }: Scenarios,
  { places }: Order,
): Uint32Array => {
  const keys = numbers.map((scenario) => {
    const [first, end] = [start[scenario]!, start[scenario + 1]!];
    if (first === end) return 0;
    let least = places[positions[first]!]!;
    for (let at = first + 1; at < end; at++) least = Math.min(least, places[positions[at]!]!);
    return least + 1;
  });
  return bucketed(places.length + 1, keys, numbers).values;
};

/** Numbers of scenarios by batch; those of a batch have lanes 0, 1, 2 … */
export const batchesOf = (
  numbers: Uint32Array,
  scenarios: Scenarios,
  order: Order,
): readonly Uint32Array[] => {
  const sorted = byPlace(numbers, scenarios, order);
  return Array.from({ length: Math.ceil(sorted.length / LANES) }, (_, i) =>
    sorted.subarray(LANES * i, LANES * (i + 1)),
  );
};
