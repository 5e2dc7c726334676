/** What a question about cut sets asks for, read from its options. */
import { select } from '../../assemble/select.ts';
import { MOST_NODES } from '../../engine/cut-sets/cut-sets.ts';
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import { type Rank, STATES, type State, rankOf } from '../../model/state.ts';
import { UserError } from '../../model/user-error.ts';
import type { OptionSpec } from '../analysis.ts';
import { universeOf } from '../audit/universe.ts';

/** Sets listed in text, for each app; and in JSON, where programs read them. */
const LISTED = 50;
const LISTED_AS_DATA = 10_000;

/** Sets whose ways are told in JSON: each is a propagation. */
const EXPLAINED = 100;

export const COMMON_OPTIONS = [
  {
    name: 'state',
    value: 'state',
    choices: STATES.filter((state) => state !== 'operational'),
    description: 'the state that counts as falling, or worse (default: outage)',
  },
  {
    name: 'among',
    value: 'selection',
    many: true,
    takesRest: true,
    description:
      'what may fail: ids, globs or conditions (default: places, services, datastores, networks, control planes, others’ services)',
  },
  {
    name: 'limit',
    value: 'sets',
    description: `sets listed of each app, 0 for all (default: ${LISTED}; in JSON ${LISTED_AS_DATA})`,
  },
  {
    name: 'explain',
    value: 'sets',
    description: `listed sets of each app whose ways JSON tells, 0 for all (default: ${EXPLAINED})`,
  },
  {
    name: 'node-limit',
    value: 'nodes',
    description: `nodes that the diagram of an app may have; beyond it answers say "at least" (default: ${MOST_NODES})`,
  },
  {
    name: 'date',
    value: 'day',
    description: 'the day that decides what dated dependencies count (default: today)',
  },
] as const satisfies readonly OptionSpec[];

export const ORDER_OPTIONS = [
  { name: 'order', value: 'size', description: 'the largest sets that are looked for (default: 3)' },
  {
    name: 'all-orders',
    description: 'count the sets of every size too, even where there are too many to list',
  },
] as const satisfies readonly OptionSpec[];

export interface RawOptions {
  readonly state?: State;
  readonly among?: readonly string[];
  readonly limit?: string;
  readonly explain?: string;
  readonly 'node-limit'?: string;
  readonly date?: string;
  readonly order?: string;
  readonly 'all-orders'?: boolean;
}

export interface CutSetRequest {
  readonly day: Day;
  /** Positions, ascending. */
  readonly apps: readonly number[];
  /** One app was named by its id: its answer stands alone, not in a list. */
  readonly isOne: boolean;
  readonly rank: Rank;
  /** Positions of what may fail, ascending. */
  readonly universe: readonly number[];
  /** Whether the universe was asked for: then an app in it fails itself. */
  readonly isUniverseGiven: boolean;
  readonly order: number;
  readonly allOrders: boolean;
  readonly listed: number;
  readonly listedAsData: number;
  readonly explained: number;
  readonly nodes: number;
}

/** @throws UserError if a selection matches nothing or a number is none. */
export const requestOf = (
  estate: Estate,
  args: readonly string[],
  options: RawOptions,
  today: Day,
): CutSetRequest => ({
  day: options.date ?? today,
  apps: select(estate, args),
  isOne: args.length === 1 && estate.positions.has(args[0]!),
  rank: rankOf(options.state ?? 'outage'),
  universe: universeOf(estate, options.among),
  isUniverseGiven: options.among !== undefined,
  order: positive('order', options.order, 3),
  allOrders: options['all-orders'] ?? false,
  listed: countOf('limit', options.limit, LISTED),
  listedAsData: countOf('limit', options.limit, LISTED_AS_DATA),
  explained: countOf('explain', options.explain, EXPLAINED),
  nodes: positive('node-limit', options['node-limit'], MOST_NODES),
});

const positive = (name: string, text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new UserError({ message: `--${name} takes a whole number from 1, not "${text}"` });
  return Number(text);
};

const countOf = (name: string, text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text))
    throw new UserError({ message: `--${name} takes a number of sets, not "${text}"` });
  return text === '0' ? Infinity : Number(text);
};
