/** Shards that are no whole are told what is missing, there twice, or of something else. */
import { expect, it } from 'vitest';
import { sweep } from '../../../src/analyze/sweep.ts';
import { merged } from '../../../src/analyze/sweep/merged.ts';
import { partOf } from '../../../src/analyze/sweep/shard-read.ts';
import { json } from '../../../src/report/json.ts';
import type { UserError } from '../../../src/model/user-error.ts';
import { DAY, estateWith } from '../../engine/estates.ts';

const NODES = { shop: { kind: 'app', dependsOn: ['db'] }, db: { kind: 'database' } } as const;

const shard = async (index: number, of: number, options = {}, nodes = NODES) => {
  const report = await sweep.run({
    estate: estateWith(nodes),
    args: [],
    options: { ...options, shard: `${index}/${of}` },
    today: DAY,
  });
  const file = `${index}.json`;
  const text = json.render(report, { width: 80, paint: (_, shown) => shown });
  return { file, part: partOf(JSON.parse(text), file) };
};

const problemOf = async (...parts: readonly Awaited<ReturnType<typeof shard>>[]) => {
  try {
    merged(parts);
  } catch (error) {
    const [{ message, hint }] = (error as UserError).problems as [{ message: string; hint?: string }];
    return [message, ...(hint === undefined ? [] : [hint])];
  }
  return [];
};

const again = (index: number, of: number, it: string): string =>
  `run ${it} again: faultline sweep … --shard ${index}/${of} -o shard-${index}.json`;

it('all of them are a whole', async () => {
  expect(await problemOf(await shard(2, 3), await shard(1, 3), await shard(3, 3))).toEqual([]);
  const { losses } = merged([await shard(1, 1)]);
  expect(losses.map(({ name }) => name)).toEqual(['db', 'shop']);
});

it('none of them are nothing', async () => {
  expect(await problemOf()).toEqual(['there is nothing to merge']);
});

it('some of them are not', async () => {
  expect(await problemOf(await shard(1, 2))).toEqual(['shard 2 of 2 is missing', again(2, 2, 'it')]);
  expect(await problemOf(await shard(2, 4))).toEqual([
    'shards 1, 3 and 4 of 4 are missing',
    again(1, 4, 'them'),
  ]);
  expect(await problemOf(await shard(1, 11))).toEqual([
    'shards 2, 3, 4, 5, 6, 7, 8, 9, 10 and 11 of 11 are missing',
    again(2, 11, 'them'),
  ]);
  expect(await problemOf(await shard(1, 2_000))).toEqual([
    'shards 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 1,989 more of 2000 are missing',
    again(2, 2_000, 'them'),
  ]);
});

it('one of them twice is not', async () => {
  const [one, two] = [await shard(1, 2), await shard(2, 2)];
  const hint = 'leave one of them out';
  expect(await problemOf(one, two, { ...one, file: 'copy.json' })).toEqual([
    'shard 1/2 is there twice: 1.json and copy.json',
    hint,
  ]);
  expect(await problemOf(one, one)).toEqual(['shard 1/2 is there twice: in 1.json', hint]);
});

it('of other questions, documents and divisions they are not', async () => {
  const one = await shard(1, 2);
  const hint = 'run all shards with the same documents and the same options; --date makes the day the same';
  expect(await problemOf(one, await shard(2, 3))).toEqual([
    '1.json is one of 2 shards, 2.json one of 3',
    'merge shards of one division',
  ]);
  expect(await problemOf(one, await shard(2, 2, { state: 'degraded' }))).toEqual([
    '2.json answers another question than 1.json: the options differ (state)',
    hint,
  ]);
  const others = { ...NODES, db: { kind: 'cache' } } as unknown as typeof NODES;
  expect(await problemOf(one, await shard(2, 2, {}, others))).toEqual([
    '2.json was made of other documents than 1.json, or on another day',
    hint,
  ]);
});
