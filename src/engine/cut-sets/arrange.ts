/**
 * In which order a diagram asks for the modules of a core: on that hangs whether it is small.
 *
 * By depth first, as everyone does; or so that what backs up different things and falls with the same one is asked for
 * together with it.
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
export const byDepth = ({ modules, alternatives, thresholds }: ReducedCore): readonly number[] => {
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
