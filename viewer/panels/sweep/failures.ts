/** The failures of a sweep as the page lists them: what each takes down, what it is called, and what to let fail to see it. */
import { isGlob } from '../../../src/model/glob.ts';
import { type Kind, KINDS } from '../../../src/model/kind.ts';
import type { State } from '../../../src/model/state.ts';
import type { ByState, NodeFacts } from '../../model/messages.ts';
import type { FaultSpec } from '../../model/state.ts';

/** What is lost, as the data of `faultline sweep` has it: one of the four names. */
interface LossData {
  readonly node?: string;
  readonly owner?: string;
  readonly provider?: string;
  readonly vendor?: string;
  readonly kind?: Kind;
  readonly failing?: number;
}

export interface FailureData extends LossData {
  readonly pair?: readonly LossData[];
  readonly state: State;
  readonly affected: number;
  readonly apps: ByState;
  readonly nodes: ByState;
  /** Apps of each tier that is affected, `none` for those without one. */
  readonly tiers?: Readonly<Record<string, ByState>>;
  readonly costPerHour?: number;
  /** Of a pair: what neither failure takes alone. */
  readonly beyond?: Omit<ByState, 'operational'>;
}

export interface SweepData {
  readonly each: readonly string[];
  readonly by: string;
  readonly state: State;
  readonly summary: {
    readonly scenarios: number;
    readonly listed: number;
    readonly nodes: number;
    readonly apps: number;
    readonly spareEveryApp: number;
    readonly takeAnApp: number;
    readonly takeBeyond?: number;
  };
  /** Worst first. */
  readonly failures: readonly FailureData[];
}

const SHARED = ['owner', 'provider', 'vendor'] as const;

/** What is lost. */
export interface Loss {
  readonly of: 'node' | (typeof SHARED)[number];
  readonly name: string;
  readonly kind?: Kind;
  /** How many nodes fail at once. */
  readonly failing: number;
}

/** One failure, or the two of a pair. */
export const lossesOf = (failure: FailureData): readonly Loss[] => (failure.pair ?? [failure]).map(lossOf);

const lossOf = ({ node, owner, provider, vendor, kind, failing = 1 }: LossData): Loss => {
  const shared = { owner, provider, vendor };
  const of = SHARED.find((word) => shared[word] !== undefined);
  return {
    of: of ?? 'node',
    name: (of === undefined ? node : shared[of]) ?? '',
    ...(kind === undefined ? {} : { kind }),
    failing,
  };
};

/** `aws/us-east-1`, `owner web-team`. */
export const lossText = ({ of, name }: Loss): string => (of === 'node' ? name : `${of} ${name}`);

/** A failure that can be told from the others of its sweep. */
export const failureKey = (failure: FailureData): string =>
  lossesOf(failure)
    .map(({ of, name }) => `${of} ${name}`)
    .join('\n');

/** Owners whose name no selection can say: how many nodes are named one by one instead. */
const MOST_NAMED = 200;

/**
 * What to let fail to see a failure. An owner is a condition, a provider or a vendor itself and all that lies in it.
 * Empty: it cannot be said.
 */
export const faultsOf = (failure: FailureData, nodes: readonly NodeFacts[]): readonly FaultSpec[] =>
  lossesOf(failure)
    .flatMap((loss) => selectionsOf(loss, nodes))
    .map((selection) => ({ selection, state: failure.state }));

const selectionsOf = ({ of, name, failing }: Loss, nodes: readonly NodeFacts[]): readonly string[] => {
  if (of === 'node') return [name];
  if (of !== 'owner') return failing > 1 ? [name, `in:${name}`] : [name];
  if (!isGlob(name) && !/["]/.test(name) && name.length < 4000)
    return [/\s/.test(name) ? `owner:"${name}"` : `owner:${name}`];
  return nodes
    .filter(({ owner }) => owner === name)
    .slice(0, MOST_NAMED)
    .map(({ id }) => id);
};

/** Whether these faults are those of the state, in any order. */
export const isSameFaults = (a: readonly FaultSpec[], b: readonly FaultSpec[]): boolean => {
  const keys = (faults: readonly FaultSpec[]): string =>
    faults
      .map(({ selection, state }) => `${state} ${selection}`)
      .toSorted()
      .join('\n');
  return a.length === b.length && keys(a) === keys(b);
};

/** What may fail at a time, and how many of it there are: nodes, kinds that there are, owners, providers and vendors. */
export const eachChoices = (
  nodes: readonly NodeFacts[],
): readonly { readonly each: string; readonly count: number }[] => {
  const kinds = new Map<Kind, number>();
  const owners = new Set<string>();
  for (const { kind, owner } of nodes) {
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (owner !== undefined) owners.add(owner);
  }
  const kindsThere = KINDS.filter((kind) => kind !== 'provider' && kinds.has(kind));
  const choices = [
    { each: 'node', count: nodes.length },
    { each: 'owner', count: owners.size },
    { each: 'provider', count: kinds.get('provider') ?? 0 },
    { each: 'vendor', count: kinds.get('external') ?? 0 },
    ...PLACES.map((kind) => ({ each: kind as string, count: kinds.get(kind) ?? 0 })),
    ...kindsThere
      .filter((kind) => !PLACES.some((place) => place === kind))
      .map((kind) => ({ each: kind as string, count: kinds.get(kind)! })),
  ];
  return choices.filter(({ count }) => count > 0);
};

/** Kinds that are asked for first. */
const PLACES = ['region', 'zone', 'service'] as const satisfies readonly Kind[];

/** Whether a row has the word of a filter. */
export const hasWord = (failure: FailureData, word: string): boolean => {
  const sought = word.trim().toLowerCase();
  if (sought === '') return true;
  return lossesOf(failure).some(
    (loss) => lossText(loss).toLowerCase().includes(sought) || (loss.kind ?? '').includes(sought),
  );
};

/** The most important tier of which a failure takes an app (partial or in outage); undefined: none. */
export const worstTier = ({ tiers }: FailureData): string | undefined => {
  const taken = Object.entries(tiers ?? {}).filter(([, { partial, outage }]) => partial + outage > 0);
  const numbered = taken.map(([tier]) => tier).filter((tier) => tier !== 'none');
  return numbered.toSorted((a, b) => Number(a) - Number(b))[0] ?? (taken.length > 0 ? 'none' : undefined);
};
