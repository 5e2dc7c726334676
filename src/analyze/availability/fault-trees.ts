/** Fault trees that others wrote: their minimal cut sets, the probability of their tops, and what that hangs on. */
import { minimalCutSets } from '../../engine/fault-tree/cut-sets.ts';
import { importanceOf, probabilityOf } from '../../engine/fault-tree/probability.ts';
import { type FaultTree, type Gate, isCoherent } from '../../engine/fault-tree/tree.ts';
import { type Interval, wilson } from '../../engine/monte-carlo/interval.ts';
import { sampleOf } from '../../engine/monte-carlo/sample.ts';
import { nearest } from '../../model/nearest.ts';
import { byCodePoint } from '../../model/order.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';

/** A model with names, however it was written; vertices as in a fault tree. */
export interface NamedModel {
  readonly events: readonly {
    readonly name: string;
    readonly label?: string;
    readonly probability?: number;
  }[];
  /** Those with a name are the ones that were written as gates; house events are among them. */
  readonly gates: readonly (Gate & { readonly name?: string })[];
  readonly tops: readonly {
    readonly tree: string;
    readonly name: string;
    readonly label?: string;
    readonly vertex: number;
  }[];
  readonly leftOut: readonly string[];
}

export interface TreeEffort {
  readonly method?: 'exact' | 'monte-carlo';
  readonly nodes: number;
  readonly samples: number;
  readonly seed: number;
  /** Only cut sets of at most so many events. */
  readonly order?: number;
  readonly withImportance: boolean;
  /** Cut sets are listed by their probability instead of by their size. */
  readonly byProbability: boolean;
  /** Cut sets that are listed. */
  readonly listed: number;
  readonly progress?: (what: string, done: number, of: number) => void;
}

interface ListedSet {
  readonly events: readonly string[];
  readonly probability?: number;
}

export interface TreeFigure {
  readonly tree: string;
  readonly top: string;
  readonly label?: string;
  readonly gates: number;
  readonly events: number;
  readonly isCoherent: boolean;
  /** Undefined counts: out of reach. */
  readonly cutSets: { readonly counts?: readonly bigint[]; readonly list: readonly ListedSet[] };
  /** Left out: events without a probability, by name. */
  readonly probability?: number;
  readonly sampled?: { readonly samples: number; readonly interval: Interval };
  readonly importance?: readonly (Measures & { readonly event: string })[];
  /** Names of events of which no probability is known. */
  readonly unknown: readonly string[];
}

interface Measures {
  readonly birnbaum: number;
  readonly fussellVesely: number;
  readonly riskAchievement: number;
  readonly riskReduction: number;
}

/**
 * The tops that are asked about, all by default.
 *
 * @throws UserError if there is none of that name, or none at all.
 */
export const topsAsked = ({ tops }: NamedModel, names: readonly string[] | undefined): NamedModel['tops'] => {
  if (tops.length === 0)
    throw new UserError({
      message: 'there is no fault tree in it',
      hint: 'give all files of the model at once',
    });
  if (names === undefined) return tops;
  return names.flatMap((name) => {
    const found = tops.filter((top) => top.name === name || top.tree === name);
    if (found.length > 0) return found;
    const [near] = nearest(
      name,
      tops.flatMap((top) => [top.name, top.tree]),
    );
    throw new UserError({
      message: `there is no top event and no fault tree ${quoted(name)}`,
      hint:
        near === undefined
          ? `there are: ${tops
              .map((top) => top.name)
              .slice(0, 10)
              .join(', ')}`
          : `did you mean ${quoted(near)}?`,
    });
  });
};

/**
 * Works out one tree.
 *
 * @throws UserError if it must be exact and is out of reach.
 */
export const treeFigure = (
  model: NamedModel,
  top: NamedModel['tops'][number],
  effort: TreeEffort,
): TreeFigure => {
  const { tree, events, writtenGates } = below(model, top.vertex);
  const named = events.map((event) => model.events[event]!);
  const unknown = named.flatMap(({ name, probability }) => (probability === undefined ? [name] : []));
  const p = Float64Array.from(named, ({ probability }) => probability ?? NaN);
  const isKnown = unknown.length === 0;
  return {
    tree: top.tree,
    top: top.name,
    ...(top.label === undefined ? {} : { label: top.label }),
    gates: writtenGates,
    events: tree.eventCount,
    isCoherent: isCoherent(tree),
    cutSets: cutSetsOf(tree, p, isKnown, named, effort),
    unknown,
    ...(isKnown ? probabilityFigure(tree, p, named, effort, top.name) : {}),
  };
};

type Named = readonly { readonly name: string }[];

const cutSetsOf = (
  tree: FaultTree,
  p: Float64Array,
  isKnown: boolean,
  named: Named,
  { nodes, order, byProbability, listed }: TreeEffort,
): TreeFigure['cutSets'] => {
  const found = minimalCutSets(tree, { nodes, ...(order === undefined ? {} : { order }) });
  if (!found.complete) return { list: [] };
  const sets =
    byProbability && isKnown ? found.mostProbable(p, listed).map(({ events }) => events) : found.list(listed);
  return {
    counts: found.counts,
    list: sets.map((events) => ({
      events: events.map((event) => named[event]!.name).toSorted(byCodePoint),
      ...(isKnown ? { probability: events.reduce((product, event) => product * p[event]!, 1) } : {}),
    })),
  };
};

const probabilityFigure = (
  tree: FaultTree,
  p: Float64Array,
  named: Named,
  effort: TreeEffort,
  top: string,
): Pick<TreeFigure, 'probability' | 'sampled' | 'importance'> => {
  const { nodes, method, withImportance } = effort;
  if (method !== 'monte-carlo') {
    if (withImportance) {
      const found = importanceOf(tree, p, { nodes });
      if (found !== undefined) {
        const importance = found.events
          .toSorted((a, b) => b.fussellVesely - a.fussellVesely || a.event - b.event)
          .map(({ event, ...measures }) => ({ event: named[event]!.name, ...measures }));
        return { probability: found.probability, importance };
      }
    } else {
      const found = probabilityOf(tree, p, { nodes });
      if (found !== undefined) return found;
    }
    if (method === 'exact') {
      throw new UserError({
        message: `the exact probability of ${top} takes a diagram of more than ${nodes} nodes`,
        hint: 'allow more with --nodes, or leave out --method for a Monte Carlo answer',
      });
    }
  }
  const { hits, samples } = sampleOf(tree, p, effort, (done, of) =>
    effort.progress?.(`sampling ${top}`, done, of),
  );
  return { probability: hits / samples, sampled: { samples, interval: wilson(hits, samples) } };
};

/** The tree of one vertex of a model, with only what stands below it, numbered anew in the order of the model. */
const below = (
  { events, gates }: NamedModel,
  top: number,
): { readonly tree: FaultTree; readonly events: readonly number[]; readonly writtenGates: number } => {
  const isMet = new Uint8Array(events.length + gates.length);
  const open = [top];
  isMet[top] = 1;
  for (let vertex = open.pop(); vertex !== undefined; vertex = open.pop()) {
    for (const input of gates[vertex - events.length]?.inputs ?? []) {
      if (isMet[input >> 1] === 1) continue;
      isMet[input >> 1] = 1;
      open.push(input >> 1);
    }
  }
  const numbers = new Int32Array(isMet.length);
  const kept: number[] = [];
  isMet.forEach((met, vertex) => {
    if (met === 1) numbers[vertex] = kept.push(vertex) - 1;
  });
  const ownEvents = kept.filter((vertex) => vertex < events.length);
  const renamed = (input: number): number => 2 * numbers[input >> 1]! + (input & 1);
  return {
    tree: {
      eventCount: ownEvents.length,
      gates: kept.slice(ownEvents.length).map((vertex) => {
        const { operator, atLeast, inputs } = gates[vertex - events.length]!;
        return { operator, atLeast, inputs: inputs.map(renamed) };
      }),
      top: 2 * numbers[top]!,
    },
    events: ownEvents,
    writtenGates: kept.filter((vertex) => gates[vertex - events.length]?.name !== undefined).length,
  };
};
