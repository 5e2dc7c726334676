/**
 * What a layout is given, in an order of its own: things by their keys, edges by their ends. So the order in which they
 * came decides nothing. Lengths are along rows (`across`) and from row to row (`along`): the direction is forgotten.
 */
import { byCodePoint } from '../../src/model/order.ts';
import type { LayoutInput } from '../model/layout.ts';
import { integers, reals } from './numbers.ts';

export interface Given {
  /** How many things; as a number of a box it is the picture itself. */
  readonly count: number;
  /** By own number: the number in the input. */
  readonly numbers: Uint32Array;
  /** By own number; `count`: in nothing. */
  readonly parents: Int32Array;
  readonly across: Float64Array;
  readonly along: Float64Array;
  readonly tiers: Uint8Array;
  /** Each pair of things once, sorted, and how often it was given. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly weights: Float64Array;
  /** Former centres; NaN where there is none. */
  readonly formerAcross: Float64Array;
  readonly formerAlong: Float64Array;
}

/** The input, sorted. */
export const givenOf = (input: LayoutInput): Given => {
  const { keys, direction, before } = input;
  const count = keys.length;
  const isDown = direction === 'down';
  const numbers = Uint32Array.from(keys, (_, i) => i).toSorted((a, b) => byCodePoint(keys[a]!, keys[b]!));
  const owns = new Uint32Array(count);
  numbers.forEach((number, own) => (owns[number] = own));

  const former = Array.from(numbers, (number) => before?.get(keys[number]!));
  const formerX = reals(count, (i) => former[i]?.x ?? NaN);
  const formerY = reals(count, (i) => former[i]?.y ?? NaN);
  const widths = reals(count, (i) => length(input.widths[numbers[i]!]!));
  const heights = reals(count, (i) => length(input.heights[numbers[i]!]!));
  return {
    count,
    numbers,
    parents: integers(count, (i) => {
      const parent = input.parents[numbers[i]!]!;
      return parent < 0 ? count : owns[parent]!;
    }),
    across: isDown ? widths : heights,
    along: isDown ? heights : widths,
    tiers: Uint8Array.from(numbers, (number) => input.tiers[number]!),
    ...edgesOf(input.edges, owns, count),
    formerAcross: isDown ? formerX : formerY,
    formerAlong: isDown ? formerY : formerX,
  };
};

const length = (value: number): number => (Number.isFinite(value) ? Math.max(0, value) : 0);

const edgesOf = (
  edges: Uint32Array,
  owns: Uint32Array,
  count: number,
): Pick<Given, 'from' | 'to' | 'weights'> => {
  const codes = new Float64Array(edges.length >> 1);
  for (let e = 0; e < codes.length; e++) codes[e] = owns[edges[2 * e]!]! * count + owns[edges[2 * e + 1]!]!;
  codes.sort();
  const from: number[] = [];
  const to: number[] = [];
  const weights: number[] = [];
  codes.forEach((code, e) => {
    if (e > 0 && code === codes[e - 1]) {
      weights[weights.length - 1]!++;
      return;
    }
    from.push(Math.floor(code / count));
    to.push(code % count);
    weights.push(1);
  });
  return { from: Uint32Array.from(from), to: Uint32Array.from(to), weights: Float64Array.from(weights) };
};
