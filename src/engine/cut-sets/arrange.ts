/**
 * In which order a diagram asks for the modules of a core: on that hangs whether it is small. What backs up different
 * things and falls with the same one should be asked for together with it.
 */
import type { ReducedCore } from './reduce.ts';

/** The core with its modules in another order; `order` says which comes at each place. */
export const rearranged = (
  { modules, alternatives, thresholds }: ReducedCore,
  order: readonly number[],
): ReducedCore => {
  const places = new Uint32Array(order.length);
  order.forEach((module, place) => (places[module] = place));
  return {
    modules: order.map((module) => modules[module]!),
    alternatives: alternatives.map((any) => ({
      classes: any.classes.map((module) => places[module]!).toSorted((a, b) => a - b),
      thresholds: any.thresholds,
    })),
    thresholds,
  };
};

/** As a search from the top down meets them. */
const byDepth = ({ modules, alternatives, thresholds }: ReducedCore): readonly number[] => {
  const met = new Set<number>();
  const seen = new Uint8Array(alternatives.length);
  const open = [0];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (seen[place] === 1) continue;
    seen[place] = 1;
    for (const module of alternatives[place]!.classes) met.add(module);
    for (const number of alternatives[place]!.thresholds.toReversed())
      open.push(...thresholds[number]!.inputs.toReversed());
  }
  for (let module = 0; module < modules.length; module++) met.add(module);
  return [...met];
};

/** The same, but what shares an alternative with a module that stands in several follows it at once. */
export const byNeighbours = (core: ReducedCore): readonly number[] => {
  const places = placesOf(core);
  const met = new Set<number>();
  for (const first of byDepth(core)) {
    const open = [first];
    for (let module = open.pop(); module !== undefined; module = open.pop()) {
      if (met.has(module)) continue;
      met.add(module);
      if (places[module]!.length < 2) continue;
      const beside = places[module]!.flatMap((place) => core.alternatives[place]!.classes);
      open.push(...beside.filter((other) => !met.has(other)).toReversed());
    }
  }
  return [...met];
};

/** The alternatives that each module stands in. */
const placesOf = ({ modules, alternatives }: ReducedCore): readonly (readonly number[])[] => {
  const places: number[][] = modules.map(() => []);
  alternatives.forEach(({ classes }, place) => classes.forEach((module) => places[module]!.push(place)));
  return places;
};

/** Rounds of moving that are tried, fewer where a round takes long; and rounds without anything better that are enough. */
const MOST_ROUNDS = 200;
const MOST_STEPS = 5_000_000;
const PATIENCE = 40;

/**
 * So that what stands together is close: everything moves to the middle of its neighbourhoods, the small ones counting
 * most, again and again. (F. A. Aloul, I. L. Markov and K. A. Sakallah, "FORCE: a fast and easy-to-implement
 * variable-ordering heuristic", GLSVLSI 2003; the weights are ours.) Takes longer, for harder cores.
 */
export const byCloseness = (core: ReducedCore): readonly number[] => {
  const edges = neighbourhoods(core);
  const count = core.modules.length + core.alternatives.length + core.thresholds.length;
  let order = byNeighbours(core);
  let places = firstPlaces(order, edges, count);
  let least = Infinity;
  const rounds = Math.min(MOST_ROUNDS, MOST_STEPS / edges.reduce((sum, edge) => sum + edge.length, 1));
  for (let round = 0, since = 0; round < rounds && since < PATIENCE; round++, since++) {
    places = moved(edges, places);
    const span = edges.reduce((sum, edge) => sum + spanOf(edge, places), 0);
    if (span >= least) continue;
    least = span;
    since = 0;
    order = order.toSorted((a, b) => places[a]! - places[b]!);
  }
  return order;
};

/** Vertices: modules, then alternatives, then thresholds. Each of the latter, first, with all that it consists of. */
const neighbourhoods = ({
  modules,
  alternatives,
  thresholds,
}: ReducedCore): readonly (readonly number[])[] => {
  const first = modules.length;
  const second = first + alternatives.length;
  return [
    ...alternatives.map((any, place) => [
      first + place,
      ...any.classes,
      ...any.thresholds.map((number) => second + number),
    ]),
    ...thresholds.map(({ inputs }, number) => [second + number, ...inputs.map((place) => first + place)]),
  ];
};

/** Modules in order; the rest in the middle of what it consists of, as far as that is known. */
const firstPlaces = (
  order: readonly number[],
  edges: readonly (readonly number[])[],
  count: number,
): Float64Array => {
  const places = new Float64Array(count);
  order.forEach((module, place) => (places[module] = place));
  for (let round = 0; round < 4; round++) {
    for (const [owner, ...members] of edges.toReversed())
      if (members.length > 0) places[owner!] = middleOf(members, places);
  }
  return ranked(places);
};

const moved = (edges: readonly (readonly number[])[], places: Float64Array): Float64Array => {
  const sums = new Float64Array(places.length);
  const weights = new Float64Array(places.length);
  for (const edge of edges) {
    if (edge.length < 2) continue;
    const weight = 1 / (edge.length - 1);
    const middle = middleOf(edge, places);
    for (const vertex of edge) {
      sums[vertex]! += weight * middle;
      weights[vertex]! += weight;
    }
  }
  return ranked(
    places.map((place, vertex) => (weights[vertex] === 0 ? place : sums[vertex]! / weights[vertex]!)),
  );
};

const middleOf = (vertices: readonly number[], places: Float64Array): number =>
  vertices.reduce((sum, vertex) => sum + places[vertex]!, 0) / vertices.length;

/** Places from 0, without gaps, in the same order. */
const ranked = (places: Float64Array): Float64Array => {
  const ranks = new Float64Array(places.length);
  Array.from(places.keys())
    .toSorted((a, b) => places[a]! - places[b]! || a - b)
    .forEach((vertex, rank) => (ranks[vertex] = rank));
  return ranks;
};

const spanOf = (edge: readonly number[], places: Float64Array): number => {
  let least = Infinity;
  let most = -Infinity;
  for (const vertex of edge) {
    least = Math.min(least, places[vertex]!);
    most = Math.max(most, places[vertex]!);
  }
  return most - least;
};
