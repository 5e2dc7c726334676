/** What `faultline cut-sets` and `faultline spof` tell of one node, and how the panel asks for it. */
import type { State } from '../../../src/model/state.ts';
import type { Question } from '../../model/messages.ts';
import type { Side } from '../../model/state.ts';
import { counted, grouped } from '../../parts/words.ts';

/** A step of the way that a failure takes, from what fails to the node. */
export interface WayStep {
  readonly node: string;
  readonly place?: { readonly file: string; readonly line: number };
}

export interface CutSetEntry {
  /** Ids, sorted. */
  readonly nodes: readonly string[];
  /** A way for each of its members; left out: not worked out. */
  readonly ways?: readonly (readonly WayStep[])[];
}

/** Redundancy whose members fall together. */
export interface SharedFate {
  readonly owner: string;
  /** The group in words. */
  readonly group: string;
  readonly shared: string;
  readonly state: State;
  readonly members: readonly {
    readonly member: string;
    readonly state: State;
    readonly way: readonly string[];
  }[];
  readonly place?: { readonly file: string; readonly line: number };
}

export interface CutSetData {
  readonly app: string;
  readonly order: number;
  readonly complete: boolean;
  /** All sets of up to so many are known; left out: of up to `order`. */
  readonly countedTo?: number;
  /** By size: a number, or the digits of one that is too large. */
  readonly counts: Readonly<Record<string, number | string>>;
  /** Sets that are known and not listed. */
  readonly unlisted?: number | string;
  /** How many nodes may fail and matter. */
  readonly mayFail: number;
  readonly cutSets: readonly CutSetEntry[];
  readonly sharedFates: readonly SharedFate[];
}

/** Sets at first, and of how many of them the way is told: each is worked out by itself. */
const FIRST = 20;
const MOST = 1_000;

/** Nodes of a decision diagram: a tenth of what the command line allows, so that the page answers in seconds. */
const DIAGRAM = 200_000;

export const cutSetQuestion = (
  side: Side,
  analysis: 'spof' | 'cut-sets',
  id: string,
  state: State,
  isAll: boolean,
): Question => ({
  side,
  analysis,
  args: [id],
  options: {
    state,
    limit: String(isAll ? MOST : FIRST),
    explain: String(FIRST),
    'node-limit': String(DIAGRAM),
  },
});

const SIZES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  1: ['single failure', 'single failures'],
  2: ['pair', 'pairs'],
  3: ['triple', 'triples'],
};

/** `3 single failures, 5 pairs, of 24 nodes that may fail and matter`. */
export const countWords = (
  { counts, complete, countedTo, mayFail, order }: CutSetData,
  analysis: 'spof' | 'cut-sets',
): string => {
  const among = `of ${counted(mayFail, 'node that may fail and matters', 'nodes that may fail and matter')}`;
  const sizes = Object.entries(counts);
  if (sizes.length === 0 && complete) {
    return analysis === 'spof'
      ? `No outage of a single node does, ${among}.`
      : `No outage of up to ${order} nodes at once does, ${among}.`;
  }
  const parts = sizes.map(([size, count]) => `${amount(count)} ${sizeWords(size, count)}`);
  const atLeast = countedTo === undefined ? '' : 'at least ';
  return `${atLeast}${parts.length === 0 ? 'none' : parts.join(', ')}, ${among}.`;
};

const amount = (count: number | string): string =>
  typeof count === 'number' ? grouped(count) : count.replace(/\B(?=(\d{3})+$)/g, ',');

const sizeWords = (size: string, count: number | string): string => {
  const [one, many] = SIZES[size] ?? [`set of ${size}`, `sets of ${size}`];
  return count === 1 ? one : many;
};
