/** The whole sweep of all its shards: complete, each once, all of the same question about the same estate. */
import { UserError } from '../../model/user-error.ts';
import { grouped } from '../totals.ts';
import { classCountOf } from './census.ts';
import type { Loss } from './losses.ts';
import { numbersOf, scenarioCount } from './scenarios.ts';
import type { SweptPart } from './shard.ts';
import type { Swept } from './swept.ts';

/** A part and the name of the file that it comes from. */
interface Named {
  readonly file: string;
  readonly part: SweptPart;
}

/**
 * The whole sweep of all its shards, in whatever order they come.
 *
 * @throws UserError if one is missing, there twice, or of another sweep.
 */
export const merged = (parts: readonly Named[]): Swept => {
  const [first] = parts;
  if (first === undefined) throw new UserError({ message: 'there is nothing to merge' });
  for (const other of parts) assertSame(first, other);
  assertComplete(parts);
  const { asked, counted, lossCount } = first.part;
  const count = scenarioCount(lossCount, asked.pairs);
  const width = 3 * classCountOf(counted);
  const losses: Loss[] = Array.from({ length: lossCount });
  const counts = new Uint32Array(width * count);
  const costs = new Float64Array(count);
  const beyond = asked.pairs ? new Uint32Array(width * count) : undefined;
  for (const { part } of parts) {
    for (const [index, loss] of part.losses) losses[index] = loss;
    numbersOf(count, part.shard).forEach((number, row) => {
      const own = row * width;
      costs[number] = part.rows.costs[row]!;
      counts.set(part.rows.counts.subarray(own, own + width), number * width);
      if (part.rows.beyond !== undefined)
        beyond?.set(part.rows.beyond.subarray(own, own + width), number * width);
    });
  }
  return { asked, counted, losses, rows: { counts, costs, ...(beyond === undefined ? {} : { beyond }) } };
};

const fieldsOf = (asked: object): Readonly<Record<string, unknown>> => ({ ...asked });

const assertSame = (first: Named, other: Named): void => {
  const [a, b] = [first.part, other.part];
  if (
    a.digest === b.digest &&
    JSON.stringify([a.asked, a.counted]) === JSON.stringify([b.asked, b.counted])
  ) {
    if (a.shard.of === b.shard.of && a.lossCount === b.lossCount) return;
    throw new UserError({
      message: `${first.file} is one of ${a.shard.of} shards, ${other.file} one of ${b.shard.of}`,
      hint: 'merge shards of one division',
    });
  }
  const key = [...new Set([...Object.keys(a.asked), ...Object.keys(b.asked)])].find(
    (name) => JSON.stringify(fieldsOf(a.asked)[name]) !== JSON.stringify(fieldsOf(b.asked)[name]),
  );
  throw new UserError({
    message:
      key === undefined
        ? `${other.file} was made of other documents than ${first.file}, or on another day`
        : `${other.file} answers another question than ${first.file}: the options differ (${key})`,
    hint: 'run all shards with the same documents and the same options; --date makes the day the same',
  });
};

const assertComplete = (parts: readonly Named[]): void => {
  const { of } = parts[0]!.part.shard;
  const byIndex = new Map<number, string>();
  for (const { file, part } of parts) {
    const before = byIndex.get(part.shard.index);
    if (before !== undefined)
      throw new UserError({
        message: `shard ${part.shard.index}/${of} is there twice: ${before === file ? `in ${file}` : `${before} and ${file}`}`,
        hint: 'leave one of them out',
      });
    byIndex.set(part.shard.index, file);
  }
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((index) => !byIndex.has(index));
  if (missing.length === 0) return;
  throw new UserError({
    message: `${missing.length === 1 ? 'shard' : 'shards'} ${listed(missing)} of ${of} ${missing.length === 1 ? 'is' : 'are'} missing`,
    hint: `run ${missing.length === 1 ? 'it' : 'them'} again: faultline sweep … --shard ${missing[0]!}/${of} -o shard-${missing[0]!}.json`,
  });
};

/** Numbers that a message names. */
const NAMED = 10;

const listed = (numbers: readonly number[]): string => {
  const named = numbers.slice(0, NAMED).map(String);
  const left = numbers.length - named.length;
  const parts = left === 0 ? named : [...named, `${grouped(left)} more`];
  return parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
};
