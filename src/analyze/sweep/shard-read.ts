/**
 * Reading a shard, with distrust: files get lost, cut short, mixed up and edited, and what is merged of them must be
 * true.
 */
import { KINDS } from '../../model/kind.ts';
import { STATES } from '../../model/state.ts';
import { type Problem, UserError } from '../../model/user-error.ts';
import { type Counted, classCountOf } from './census.ts';
import type { Loss } from './losses.ts';
import { type Asked, BY } from './question.ts';
import { MOST_SHARDS, type Shard, assertedCount, failuresIn, numbersOf } from './scenarios.ts';
import type { SweptPart } from './shard.ts';
import type { Rows } from './swept.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/**
 * Reads a shard.
 *
 * @param file What it is called in messages.
 * @throws UserError if it is none, or not whole.
 */
export const partOf = (value: unknown, file: string): SweptPart => {
  if (!isFields(value) || value['faultline'] !== 1 || value['command'] !== 'sweep-shard')
    throw new UserError(notAShard(value, file));
  const asked = askedOf(value['asked']);
  const counted = countedOf(value['counted']);
  const shard = shardIn(value['shard']);
  const { fingerprint, losses: lossCount, of, rows } = value;
  if (
    asked !== undefined &&
    counted !== undefined &&
    shard !== undefined &&
    typeof fingerprint === 'string' &&
    isCount(lossCount) &&
    Array.isArray(of) &&
    isTexts(rows)
  ) {
    const count = assertedCount(lossCount, asked.pairs, classCountOf(counted));
    const losses = lossesIn(of, lossCount);
    const numbers = numbersOf(count, shard);
    const read = rowsIn(rows, numbers.length, 3 * classCountOf(counted), asked.pairs);
    const isWhole = (): boolean =>
      numbers.every((number) => failuresIn(number, lossCount, asked.pairs).every((at) => losses?.has(at)));
    if (losses !== undefined && read !== undefined && isWhole())
      return { shard, digest: fingerprint, asked, counted, lossCount, losses, rows: read };
  }
  throw new UserError({
    message: `${file} is no shard as "faultline sweep --shard" prints it: something in it is missing or was changed`,
    hint: 'run that shard again',
  });
};

const notAShard = (value: unknown, file: string): Problem => ({
  message:
    isFields(value) && value['command'] === 'sweep'
      ? `${file} is a whole sweep, not a shard of one`
      : `${file} is not a shard of a sweep`,
  hint: 'faultline sweep --shard 1/4 -o shard-1.json makes one',
});

const shardIn = (value: unknown): Shard | undefined => {
  if (!isFields(value)) return undefined;
  const { index, of } = value;
  return isCount(index) && isCount(of) && index >= 1 && index <= of && of <= MOST_SHARDS
    ? { index, of }
    : undefined;
};

const askedOf = (value: unknown): Asked | undefined => {
  if (!isFields(value)) return undefined;
  const { state, selection, each, pairs, only, tier, by, limit } = value;
  const failed = STATES.find((known) => known === state);
  const ranking = BY.find((known) => known === by);
  if (failed === undefined || failed === 'operational' || ranking === undefined) return undefined;
  if (!isTexts(selection) || !isTexts(each) || typeof pairs !== 'boolean' || !isCount(limit))
    return undefined;
  if ((only !== undefined && !isTexts(only)) || (tier !== undefined && !isCount(tier))) return undefined;
  return {
    state: failed,
    selection,
    each,
    pairs,
    ...(only === undefined ? {} : { only }),
    ...(tier === undefined ? {} : { tier }),
    by: ranking,
    limit,
  };
};

const countedOf = (value: unknown): Counted | undefined => {
  if (!isFields(value)) return undefined;
  const { tiers, totals, perUsd } = value;
  const isCounts = (list: unknown): list is readonly number[] => Array.isArray(list) && list.every(isCount);
  if (!isCounts(tiers) || !isCounts(totals) || totals.length !== classCountOf({ tiers })) return undefined;
  if (perUsd === undefined) return { tiers, totals };
  return typeof perUsd === 'number' && perUsd > 0 ? { tiers, totals, perUsd } : undefined;
};

const lossesIn = (list: readonly unknown[], count: number): ReadonlyMap<number, Loss> | undefined => {
  const losses = new Map<number, Loss>();
  for (const entry of list) {
    if (!isFields(entry)) return undefined;
    const { at, kind: kindText, appTier, failing } = entry;
    const of = (['node', 'owner', 'provider', 'vendor'] as const).find((key) => key in entry);
    const name = of === undefined ? undefined : entry[of];
    const kind = KINDS.find((known) => known === kindText);
    if (of === undefined || typeof name !== 'string' || !isCount(at) || at >= count) return undefined;
    if (!isCount(failing) || (appTier !== undefined && !isCount(appTier)) || kind !== kindText)
      return undefined;
    losses.set(at, {
      of,
      name,
      ...(kind === undefined ? {} : { kind }),
      ...(appTier === undefined ? {} : { tier: appTier }),
      failing,
    });
  }
  return losses;
};

const rowsIn = (texts: readonly string[], count: number, width: number, pairs: boolean): Rows | undefined => {
  if (texts.length !== count) return undefined;
  const counts = new Uint32Array(width * count);
  const costs = new Float64Array(count);
  const beyond = pairs ? new Uint32Array(width * count) : undefined;
  for (let row = 0; row < count; row++) {
    const numbers = texts[row]!.split(' ').map(Number);
    if (numbers.length !== 1 + width * (pairs ? 2 : 1) || !numbers.every(isCount)) return undefined;
    costs[row] = numbers[0]!;
    counts.set(numbers.slice(1, 1 + width), row * width);
    beyond?.set(numbers.slice(1 + width), row * width);
  }
  return { counts, costs, ...(beyond === undefined ? {} : { beyond }) };
};
