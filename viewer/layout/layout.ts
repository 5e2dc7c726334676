/**
 * Our own layered layout of boxes in boxes: what requires is above what it requires, in every box.
 *
 * Each container is laid out by itself, the innermost first, since a box is as large as what is in it. What is joined
 * across boxes should face each other all the same: after a first pass, everybody knows where everybody stands, and
 * further passes put each box in order towards what is outside of it. The same input gives the same picture, in
 * whatever order it comes.
 */
import type { Layout, LayoutInput } from '../model/layout.ts';
import { containersOf } from './containers.ts';
import { type Given, givenOf } from './given.ts';
import { LABEL_HEIGHT, PADDING } from './lengths.ts';
import type { Orders } from './order.ts';
import { type Padding, type Placed, placedBy } from './placed.ts';
import { plansOf } from './plan.ts';

/** Passes over all containers: the first knows nothing of the world outside, the second looks up, the third around. */
const PASSES = 3;

/** A label is on top, wherever the rows run. */
const PADDINGS: Readonly<Record<LayoutInput['direction'], Padding>> = {
  down: { acrossStart: PADDING, alongStart: LABEL_HEIGHT + PADDING, end: PADDING },
  right: { acrossStart: LABEL_HEIGHT + PADDING, alongStart: PADDING, end: PADDING },
};

/** A picture of the things that `input` names, in milliseconds for a thousand of them. */
export const layoutOf = (input: LayoutInput): Layout => {
  const { direction } = input;
  const raw = givenOf(input);
  const containers = containersOf(raw);
  const given = withLabelsOnly(raw, containers.isOpen, direction);
  const plans = plansOf(given, containers, direction);
  let orders: readonly Orders[] = plans.map(({ strata }) => strata.layers);
  let best: Placed | undefined;
  let last: Placed | undefined;
  for (let pass = 0; pass < PASSES; pass++) {
    last = placedBy(given, plans, orders, last, pass === 1, PADDINGS[direction]);
    if (best === undefined || last.length < best.length) best = last;
    orders = last.orders;
  }
  return layoutFrom(given, best!, direction);
};

/** Of an open box only its width counts, which its label needs: it is as high as what is in it. */
const withLabelsOnly = (given: Given, isOpen: Uint8Array, direction: LayoutInput['direction']): Given => {
  const heights = direction === 'down' ? 'along' : 'across';
  return { ...given, [heights]: given[heights].map((length, thing) => (isOpen[thing] === 1 ? 0 : length)) };
};

const layoutFrom = (
  { numbers, count }: Given,
  placed: Placed,
  direction: LayoutInput['direction'],
): Layout => {
  const byNumber = (values: Float64Array): Float32Array => {
    const ordered = new Float32Array(count);
    numbers.forEach((number, own) => (ordered[number] = values[own]!));
    return ordered;
  };
  const isDown = direction === 'down';
  const [x, y] = isDown ? [placed.atAcross, placed.atAlong] : [placed.atAlong, placed.atAcross];
  const [widths, heights] = isDown ? [placed.across, placed.along] : [placed.along, placed.across];
  return {
    x: byNumber(x),
    y: byNumber(y),
    widths: byNumber(widths),
    heights: byNumber(heights),
    width: widths[count]!,
    height: heights[count]!,
  };
};
