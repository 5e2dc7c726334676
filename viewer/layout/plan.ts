/** What no pass changes: each container's layers, and the shape that it should have. */
import type { Direction } from '../model/state.ts';
import type { Container, Containers } from './containers.ts';
import type { Given } from './given.ts';
import { GAP, LAYER_GAP, PADDING, ROOT_ASPECT } from './lengths.ts';
import { reals } from './numbers.ts';
import { type Strata, strataOf } from './strata.ts';

export interface Plan {
  readonly container: Container;
  readonly strata: Strata;
  /** Across by along. */
  readonly aspect: number;
}

/** Inner boxes may be this much wider or higher than the picture, if that fits in with their neighbours. */
const MOST_STRETCH = 2;

/** By container, each before the one around it. */
export const plansOf = (
  given: Given,
  { inner, isOpen, isAlone }: Containers,
  direction: Direction,
): readonly Plan[] => {
  const rough = roughSizes(given, inner);
  const root = direction === 'down' ? ROOT_ASPECT : 1 / ROOT_ASPECT;
  const stratas = inner.map((container) => {
    const { items } = container;
    const of = (values: ArrayLike<number>): Float64Array =>
      reals(items.length, (item) => values[items[item]!]!);
    return strataOf(container, {
      tiers: of(given.tiers),
      isAlone: of(isAlone),
      across: of(rough.across),
      along: of(rough.along),
      aspect: root,
    });
  });
  const aspects = aspectsOf(given, inner, stratas, isOpen, rough, root);
  return inner.map((container, i) => ({
    container,
    strata: stratas[i]!,
    aspect: aspects[container.box]!,
  }));
};

interface Sizes {
  readonly across: Float64Array;
  readonly along: Float64Array;
}

/** Sizes of all things with the room around them, before any is laid out: boxes as squares of what is in them. */
const roughSizes = (given: Given, inner: readonly Container[]): Sizes => {
  const across = given.across.map((length) => length + GAP);
  const along = given.along.map((length) => length + LAYER_GAP);
  for (const { box, items } of inner) {
    if (box === given.count) continue;
    const area = items.reduce((sum, item) => sum + across[item]! * along[item]!, 0);
    across[box] = along[box] = Math.sqrt(area) + 2 * PADDING + GAP;
  }
  return { across, along };
};

/**
 * The shape of each box: wide where a container would be too high with square boxes, high where it would be too wide.
 * What is no box hardly matters: it can be stacked.
 */
const aspectsOf = (
  given: Given,
  inner: readonly Container[],
  stratas: readonly Strata[],
  isOpen: Uint8Array,
  rough: Sizes,
  root: number,
): Float64Array => {
  const aspects = new Float64Array(given.count + 1).fill(root);
  for (let i = inner.length - 1; i >= 0; i--) {
    const { box, items } = inner[i]!;
    const { layerOf, layers } = stratas[i]!;
    const across = new Float64Array(layers.length);
    const along = new Float64Array(layers.length);
    items.forEach((thing, item) => {
      const layer = layerOf[item]!;
      if (isOpen[thing] === 1) across[layer]! += rough.across[thing]!;
      along[layer] = Math.max(along[layer]!, rough.along[thing]!);
    });
    const wide = across.reduce((most, length) => Math.max(most, length), 0);
    const high = along.reduce((sum, length) => sum + length, 0);
    const aspect = Math.min(
      root * MOST_STRETCH,
      Math.max(root / MOST_STRETCH, (aspects[box]! * high) / wide),
    );
    for (const thing of items) if (isOpen[thing] === 1) aspects[thing] = aspect;
  }
  return aspects;
};
