/**
 * The scenarios of a sweep by number: each failure, or each pair of failures, and which of them a shard solves.
 *
 * Pairs are numbered as they would be written down: the first with each that follows, then the second. A shard's
 * scenarios follow from its number alone, so that a result need not say which they are.
 */
import type { Scenarios } from '../../engine/sweep/request.ts';
import type { Rank } from '../../model/state.ts';
import { UserError } from '../../model/user-error.ts';
import { grouped } from '../totals.ts';

/** Scenarios of one sweep: about as many rows as fit into the memory of a small machine. */
const MOST = 2_000_000;

/** Numbers of all scenarios and classes: they matter where apps are of dozens of tiers. */
const MOST_CELLS = 20_000_000;

/** How many scenarios so many failures make. */
export const scenarioCount = (failures: number, pairs: boolean): number =>
  pairs ? (failures * (failures - 1)) / 2 : failures;

/**
 * The same, if it can be done; `classes` is how many sorts of nodes are counted apart.
 *
 * @throws UserError if it is too many, or a pair of one.
 */
export const assertedCount = (failures: number, pairs: boolean, classes: number): number => {
  const count = scenarioCount(failures, pairs);
  if (pairs && failures < 2)
    throw new UserError({
      message: '--pairs takes at least two failures, and there is one',
      hint: 'select more',
    });
  if (count > MOST)
    throw new UserError({
      message: `${grouped(failures)} failures make ${grouped(count)} ${pairs ? 'pairs' : 'scenarios'}; a sweep takes ${grouped(MOST)} at the most`,
      hint: 'select fewer: "kind:database tier:1", or larger ones: --each region,zone,owner',
    });
  if (count * classes > MOST_CELLS)
    throw new UserError({
      message: `the apps of ${grouped(count)} scenarios are of ${classes - 2} tiers: too many to count each`,
      hint: 'count fewer with --tier, or select fewer',
    });
  return count;
};

/** The failures of a scenario, as indexes: one, or two of which the lower is first. */
export const failuresIn = (
  scenario: number,
  failures: number,
  pairs: boolean,
): readonly [number] | readonly [number, number] => {
  if (!pairs) return [scenario];
  // Pairs before those that begin with `first`: the sum of failures − 1, failures − 2, …
  const before = (first: number): number => (first * (2 * failures - first - 1)) / 2;
  const root = Math.sqrt((2 * failures - 1) ** 2 - 8 * scenario);
  let first = Math.max(0, Math.floor((2 * failures - 1 - root) / 2));
  // Roots are rounded.
  while (before(first) > scenario) first--;
  while (before(first + 1) <= scenario) first++;
  return [first, scenario - before(first) + first + 1];
};

/** The `index`-th of `of` parts, from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

export const WHOLE: Shard = { index: 1, of: 1 };

/** Shards of one sweep: what any cluster runs, and no mistake for a number of something else. */
export const MOST_SHARDS = 100_000;

/**
 * Reads `3/8`.
 *
 * @throws UserError if it is none.
 */
export const shardOf = (text: string): Shard => {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const shard = { index: Number(match?.[1]), of: Number(match?.[2]) };
  if (match === null || shard.index < 1 || shard.index > shard.of || shard.of > MOST_SHARDS)
    throw new UserError({
      message: `--shard takes a number and of how many, not "${text.slice(0, 40)}"`,
      hint: 'write --shard 1/8 up to --shard 8/8',
    });
  return shard;
};

/** Blocks that each shard gets at least, where there is enough: what is slow stands together, and must be divided. */
const BLOCKS = 64;

/** Scenarios of a block at the most: those that stand together go the same ways, and are solved fastest together. */
const LARGEST_BLOCK = 1_024;

/** The numbers of a shard's scenarios, ascending: blocks of them are dealt like cards. */
export const numbersOf = (count: number, { index, of }: Shard): Uint32Array => {
  if (of === 1) return Uint32Array.from({ length: count }, (_, number) => number);
  const block = Math.max(1, Math.min(LARGEST_BLOCK, Math.floor(count / (of * BLOCKS))));
  const numbers: number[] = [];
  for (let from = (index - 1) * block; from < count; from += of * block)
    for (let number = from; number < Math.min(count, from + block); number++) numbers.push(number);
  return Uint32Array.from(numbers);
};

/** Scenarios in which so many lists of positions fail, each at the rank. */
export const scenariosFrom = (lists: readonly (readonly number[])[], rank: Rank): Scenarios => {
  const start = new Uint32Array(lists.length + 1);
  lists.forEach((list, scenario) => (start[scenario + 1] = start[scenario]! + list.length));
  const positions = new Uint32Array(start[lists.length]!);
  lists.forEach((list, scenario) => positions.set(list, start[scenario]));
  return { start, positions, ranks: new Uint8Array(positions.length).fill(rank) };
};

/** Two ascending lists as one, each position once. */
export const union = (a: readonly number[], b: readonly number[]): readonly number[] =>
  a.length === 1 && b.length === 1 && a[0] !== b[0]
    ? [Math.min(a[0]!, b[0]!), Math.max(a[0]!, b[0]!)]
    : [...new Set([...a, ...b])].toSorted((x, y) => x - y);
