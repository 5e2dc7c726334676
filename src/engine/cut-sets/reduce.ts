/**
 * Makes a core smaller by taking modules out of it, again and again: what is left is what shares events.
 *
 * Modules that stand in the same places are one; so are those that are needed together wherever they are needed. A
 * threshold that has modules of its own only is a module of the places that it stands in. And thresholds and
 * alternatives that are the same are one: several nodes often need the same.
 */
import { groupBy } from '../../model/group-by.ts';
import type { Core, Threshold } from './core.ts';
import type { Module } from './modules.ts';

/** A core whose classes are modules: numbers of `modules` stand for those of classes. */
export interface ReducedCore extends Pick<Core, 'alternatives' | 'thresholds'> {
  readonly modules: readonly Module[];
}

/** Modules within modules beyond which it is left to the diagram: so nothing that walks them goes deep. */
const ROUNDS = 50;

export const reduced = (core: Core): ReducedCore => {
  let state = stateOf(core);
  for (let round = 0; round < ROUNDS; round++) {
    const before = sizeOf(state);
    state = withBlocks(withGroups(withoutPasses(withoutTwins(withoutUnused(state)))));
    // What shrinks by a link at a time is a long chain: a diagram takes it as it is.
    if (sizeOf(state) > 0.99 * before) break;
  }
  return resultOf(withoutUnused(state));
};

/** A module and the alternatives that it stands in, ascending. */
interface Placed {
  readonly module: Module;
  readonly places: readonly number[];
}

/** Numbers of alternatives and thresholds stay while it shrinks; of thresholds that are gone nothing is left. */
interface State {
  readonly placed: readonly Placed[];
  /** Per alternative the thresholds in it, ascending. */
  readonly inner: readonly (readonly number[])[];
  readonly thresholds: readonly (Threshold | undefined)[];
}

const stateOf = ({ classes, alternatives, thresholds }: Core): State => {
  const places: number[][] = classes.map(() => []);
  alternatives.forEach((any, place) => any.classes.forEach((number) => places[number]!.push(place)));
  return {
    placed: classes.map((events, number) => ({
      module: anyOf(events.map((event) => ({ type: 'event', event }))),
      places: places[number]!,
    })),
    inner: alternatives.map((any) => any.thresholds),
    thresholds,
  };
};

const sizeOf = ({ placed, inner, thresholds }: State): number =>
  placed.reduce((sum, { places }) => sum + 1 + places.length, 0) +
  inner.reduce((sum, numbers) => sum + numbers.length, 0) +
  thresholds.reduce((sum, threshold) => sum + (threshold === undefined ? 0 : 1 + threshold.inputs.length), 0);

const anyOf = (parts: readonly Module[]): Module => (parts.length === 1 ? parts[0]! : { type: 'any', parts });

// —— what no longer matters ————————————————————————————————————————————————————————————————————————————————————————

/** Only what the top can be reached from. */
const withoutUnused = ({ placed, inner, thresholds }: State): State => {
  const isUsed = new Uint8Array(inner.length);
  const kept = new Set<number>();
  const open = [0];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (isUsed[place] === 1) continue;
    isUsed[place] = 1;
    for (const number of inner[place]!) {
      kept.add(number);
      open.push(...thresholds[number]!.inputs);
    }
  }
  return {
    placed: together(
      placed
        .map(({ module, places }) => ({ module, places: places.filter((place) => isUsed[place] === 1) }))
        .filter(({ places }) => places.length > 0),
    ),
    inner: inner.map((numbers, place) => (isUsed[place] === 1 ? numbers : [])),
    thresholds: thresholds.map((threshold, number) => (kept.has(number) ? threshold : undefined)),
  };
};

/** Modules that stand in the same places, as one. */
const together = (placed: readonly Placed[]): readonly Placed[] =>
  [...groupBy(placed, ({ places }) => places.join(' ')).values()].map((group) => ({
    module: anyOf(group.map(({ module }) => module)),
    places: group[0]!.places,
  }));

/** Alternatives and thresholds that are the same, as one. */
const withoutTwins = ({ placed, inner, thresholds }: State): State => {
  const modules = modulesByPlace(placed, inner.length);
  // The top stays what it is.
  const places = firstByKey(
    inner.map((numbers, place) =>
      place === 0 ? 'top' : `${modules[place]!.join(' ')};${numbers.join(' ')}`,
    ),
  );
  const joined = thresholds.map((threshold) => {
    if (threshold === undefined) return undefined;
    const inputs = threshold.inputs.map((input) => places[input]!).toSorted(ascending);
    return isAll(threshold) ? allOf(new Set(inputs)) : { needed: threshold.needed, inputs };
  });
  const firsts = firstByKey(
    joined.map((threshold, number) =>
      threshold === undefined ? `gone ${number}` : `${threshold.needed}: ${threshold.inputs.join(' ')}`,
    ),
  );
  return {
    placed,
    inner: inner.map((numbers) => sorted(numbers.map((number) => firsts[number]!))),
    thresholds: joined,
  };
};

const isAll = ({ needed, inputs }: Threshold): boolean => needed === inputs.length;

const allOf = (inputs: ReadonlySet<number>): Threshold => ({ needed: inputs.size, inputs: sorted(inputs) });

/** A threshold that one input is enough for is no more than further alternatives where it stands. */
const withoutPasses = ({ placed, inner, thresholds }: State): State => {
  const passes = new Map(
    thresholds.flatMap((threshold, number) =>
      threshold?.needed === 1 ? [[number, threshold.inputs] as const] : [],
    ),
  );
  if (passes.size === 0) return { placed, inner, thresholds };
  /** Per alternative those that it also is, itself among them. */
  const also = inner.map((_, place) => {
    const all = new Set<number>();
    const open = [place];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (all.has(next)) continue;
      all.add(next);
      for (const number of inner[next]!) open.push(...(passes.get(number) ?? []));
    }
    return all;
  });
  const modules = modulesByPlace(placed, inner.length);
  const places: number[][] = placed.map(() => []);
  also.forEach((all, place) => {
    for (const module of new Set([...all].flatMap((one) => modules[one]!))) places[module]!.push(place);
  });
  return {
    placed: placed.map(({ module }, number) => ({ module, places: places[number]! })),
    inner: also.map((all) =>
      sorted([...all].flatMap((place) => inner[place]!).filter((number) => !passes.has(number))),
    ),
    thresholds: thresholds.map((threshold, number) => (passes.has(number) ? undefined : threshold)),
  };
};

// —— modules ———————————————————————————————————————————————————————————————————————————————————————————————————————

/** Thresholds that have modules of their own only. */
const withGroups = (state: State): State => {
  const { placed, inner, thresholds } = state;
  const users = usersOf(state);
  const own = lonelyModules(state);
  const taken = new Set<Placed>();
  const made: Placed[] = [];
  const left = thresholds.map((threshold, number) => {
    const parts = threshold?.inputs.map((input) => (users[input]!.length === 1 ? own.get(input) : undefined));
    if (threshold === undefined || parts!.includes(undefined)) return threshold;
    for (const part of parts!) taken.add(part!);
    made.push({
      module: { type: 'some', needed: threshold.needed, parts: parts!.map((part) => part!.module) },
      places: inner.flatMap((numbers, place) => (numbers.includes(number) ? [place] : [])),
    });
    return undefined;
  });
  if (made.length === 0) return state;
  return {
    placed: [...placed.filter((each) => !taken.has(each)), ...made],
    inner: inner.map((numbers) => numbers.filter((number) => left[number] !== undefined)),
    thresholds: left,
  };
};

/** Modules that wherever they are needed are needed together, by thresholds that need all of their inputs. */
const withBlocks = (state: State): State => {
  const { placed, inner, thresholds } = state;
  const users = usersOf(state);
  const candidates = [...lonelyModules(state)].filter(
    ([place]) => users[place]!.length > 0 && users[place]!.every((number) => isAll(thresholds[number]!)),
  );
  const blocks = [...groupBy(candidates, ([place]) => users[place]!.join(' ')).values()].filter(
    ({ length }) => length > 1,
  );
  if (blocks.length === 0) return state;
  const gone = new Set(blocks.flatMap((block) => block.slice(1).map(([place]) => place)));
  const taken = new Set(blocks.flatMap((block) => block.map(([, each]) => each)));
  return {
    placed: [
      ...placed.filter((each) => !taken.has(each)),
      ...blocks.map((block) => ({
        module: {
          type: 'some' as const,
          needed: block.length,
          parts: block.map(([, { module }]) => module),
        },
        places: [block[0]![0]],
      })),
    ],
    inner,
    thresholds: thresholds.map((threshold) =>
      threshold === undefined || !isAll(threshold)
        ? threshold
        : allOf(new Set(threshold.inputs.filter((input) => !gone.has(input)))),
    ),
  };
};

/** Alternatives that are nothing but one module that stands nowhere else: by number, the module. */
const lonelyModules = ({ placed, inner }: State): ReadonlyMap<number, Placed> => {
  const modules = modulesByPlace(placed, inner.length);
  return new Map(
    placed.flatMap((each) => {
      const [place] = each.places;
      const isLonely =
        each.places.length === 1 &&
        place !== 0 &&
        inner[place!]!.length === 0 &&
        modules[place!]!.length === 1;
      return isLonely ? [[place!, each] as const] : [];
    }),
  );
};

/** Per alternative the thresholds that it is an input of, as often as it is; the top has none that count. */
const usersOf = ({ inner, thresholds }: State): readonly (readonly number[])[] => {
  const users: number[][] = inner.map(() => []);
  thresholds.forEach((threshold, number) => threshold?.inputs.forEach((input) => users[input]!.push(number)));
  return users;
};

/** The numbers of the modules that stand in each alternative, ascending. */
const modulesByPlace = (placed: readonly Placed[], count: number): readonly (readonly number[])[] => {
  const modules: number[][] = Array.from({ length: count }, () => []);
  placed.forEach(({ places }, module) => places.forEach((place) => modules[place]!.push(module)));
  return modules;
};

// —— the result ————————————————————————————————————————————————————————————————————————————————————————————————————

/** With new numbers, without gaps. */
const resultOf = ({ placed, inner, thresholds }: State): ReducedCore => {
  const places = numbered(new Set([0, ...thresholds.flatMap((threshold) => threshold?.inputs ?? [])]));
  const numbers = numbered(
    new Set(thresholds.flatMap((threshold, number) => (threshold === undefined ? [] : [number]))),
  );
  const modules = modulesByPlace(placed, inner.length);
  return {
    modules: placed.map(({ module }) => module),
    alternatives: [...places.keys()].map((place) => ({
      classes: modules[place]!,
      thresholds: inner[place]!.map((number) => numbers.get(number)!),
    })),
    thresholds: thresholds.flatMap((threshold) =>
      threshold === undefined
        ? []
        : [{ needed: threshold.needed, inputs: threshold.inputs.map((input) => places.get(input)!) }],
    ),
  };
};

const numbered = (used: ReadonlySet<number>): ReadonlyMap<number, number> =>
  new Map(sorted(used).map((old, number) => [old, number]));

const ascending = (a: number, b: number): number => a - b;

/** Each once, ascending. */
const sorted = (numbers: Iterable<number>): readonly number[] => [...new Set(numbers)].toSorted(ascending);

/** Per key the index of the first that is the same. */
const firstByKey = (keys: readonly string[]): readonly number[] => {
  const first = new Map<string, number>();
  return keys.map((key, index) => {
    const known = first.get(key) ?? index;
    first.set(key, known);
    return known;
  });
};
