/**
 * A part of a sweep as a result of its own, for `faultline merge`.
 *
 * It carries what was asked, what is counted and its rows; which scenarios these are follows from its number.
 */
import type { Report } from '../../model/report.ts';
import { UserError } from '../../model/user-error.ts';
import { type Counted, classCountOf } from './census.ts';
import type { Loss } from './losses.ts';
import type { Asked } from './question.ts';
import { type Shard, failuresIn } from './scenarios.ts';
import type { Rows } from './swept.ts';

/** A part of a sweep: rows beside the numbers that its shard has. */
export interface SweptPart {
  readonly shard: Shard;
  readonly digest: string;
  readonly asked: Asked;
  readonly counted: Counted;
  /** How many losses the whole sweep has, and those that this part's scenarios are made of, by index. */
  readonly lossCount: number;
  readonly losses: ReadonlyMap<number, Loss>;
  readonly rows: Rows;
}

/** The losses that a part's scenarios are made of. */
export const lossesOf = (
  all: readonly Loss[],
  numbers: Uint32Array,
  pairs: boolean,
): ReadonlyMap<number, Loss> => {
  const indexes = new Set([...numbers].flatMap((number) => [...failuresIn(number, all.length, pairs)]));
  return new Map([...indexes].toSorted((a, b) => a - b).map((index) => [index, all[index]!]));
};

/** A part as a result: there is nothing in it for people. */
export const shardReport = (part: SweptPart): Report => {
  const { shard, digest, asked, counted, lossCount, losses, rows } = part;
  const of = `${shard.index}/${shard.of}`;
  return {
    command: 'sweep-shard',
    format: 'json',
    title: [`Shard ${of} of a sweep`],
    blocks: () => {
      throw new UserError({
        message: `shard ${of} of a sweep is nothing to read: its rows make sense with all others only`,
        hint: `write it with -o shard-${shard.index}.json, and let "faultline merge" print the whole`,
      });
    },
    data: () => ({
      shard,
      fingerprint: digest,
      asked,
      counted,
      losses: lossCount,
      of: [...losses].map(([index, { of: what, name, kind, tier, failing }]) => ({
        at: index,
        [what]: name,
        ...(kind === undefined ? {} : { kind }),
        ...(tier === undefined ? {} : { appTier: tier }),
        failing,
      })),
      rows: Array.from(rows.costs, (cost, row) => rowText(rows, row, 3 * classCountOf(counted), cost)),
    }),
  };
};

/** Cost, counts, and of pairs what is beyond: a line each, for there may be a million. */
const rowText = ({ counts, beyond }: Rows, row: number, width: number, cost: number): string =>
  [
    cost,
    ...counts.subarray(row * width, (row + 1) * width),
    ...(beyond === undefined ? [] : beyond.subarray(row * width, (row + 1) * width)),
  ].join(' ');
