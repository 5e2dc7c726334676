/** A shard that was cut short, mixed up or edited is refused, whatever was done to it; one that is whole is read. */
import { describe, expect, it } from 'vitest';
import { sweep } from '../../../src/analyze/sweep.ts';
import { partOf } from '../../../src/analyze/sweep/shard-read.ts';
import { json } from '../../../src/report/json.ts';
import { DAY, estateWith } from '../../engine/estates.ts';

type Shard = Record<string, unknown> & {
  asked: Record<string, unknown>;
  counted: Record<string, unknown>;
  shard: Record<string, unknown>;
  of: Record<string, unknown>[];
  rows: string[];
};

const ESTATE = estateWith({
  shop: { kind: 'app', tier: 1, costPerHour: 100, dependsOn: ['db'] },
  desk: { kind: 'app', tier: 2, costPerHour: 50, dependsOn: ['db', 'web'] },
  web: { owner: 'a-team' },
  db: { kind: 'database' },
});

/** A shard as it would come from a file. */
const shardWith = async (options: Parameters<typeof sweep.run>[0]['options'] = {}): Promise<Shard> => {
  const report = await sweep.run({
    estate: ESTATE,
    args: [],
    options: { shard: '1/2', ...options },
    today: DAY,
  });
  return JSON.parse(json.render(report, { width: 80, paint: (_, shown) => shown })) as Shard;
};

const OPTIONS = { only: ['**'], tier: '2', each: ['node', 'owner'] };

describe('a shard', () => {
  it('is read as it was written', async () => {
    const written = await shardWith(OPTIONS);
    const { shard, digest, asked, counted, lossCount, losses, rows } = partOf(written, 'a.json');
    expect(shard).toEqual({ index: 1, of: 2 });
    expect(digest).toBe(written['fingerprint']);
    expect(asked).toEqual(written.asked);
    expect(counted).toEqual(written.counted);
    expect(lossCount).toBe(5);
    // Each second loss, by its number; the owner comes after the nodes.
    expect([...losses].map(([at, { of, name }]) => [at, of, name])).toEqual(
      written.of.map((entry) => [
        entry['at'],
        'node' in entry ? 'node' : 'owner',
        entry['node'] ?? entry['owner'],
      ]),
    );
    expect([...rows.costs]).toEqual(written.rows.map((row) => Number(row.split(' ')[0])));
    expect([...rows.counts]).toEqual(written.rows.flatMap((row) => row.split(' ').slice(1).map(Number)));
    expect(rows.beyond).toBeUndefined();
  });

  it('of pairs has twice the counts', async () => {
    const written = await shardWith({ pairs: true });
    const { rows } = partOf(written, 'a.json');
    expect(rows.beyond).toHaveLength(rows.counts.length);
    expect([...rows.counts, ...rows.beyond!].length + rows.costs.length).toBe(
      written.rows.flatMap((row) => row.split(' ')).length,
    );
  });

  it.each<[string, (shard: Shard) => void]>([
    ['no answer to what', (one) => delete (one as Partial<Shard>).asked],
    ['asked nothing', (one) => (one.asked = [] as never)],
    ['a state that there is not', (one) => (one.asked['state'] = 'down')],
    ['a failure that is none', (one) => (one.asked['state'] = 'operational')],
    ['a ranking that there is not', (one) => (one.asked['by'] = 'name')],
    ['a selection that is no list', (one) => (one.asked['selection'] = 'kind:app')],
    ['kinds that are no words', (one) => (one.asked['each'] = [1])],
    ['pairs or not', (one) => (one.asked['pairs'] = 'no')],
    ['a limit below nothing', (one) => (one.asked['limit'] = -1)],
    ['a limit that is half', (one) => (one.asked['limit'] = 0.5)],
    ['a limit in words', (one) => (one.asked['limit'] = '10')],
    ['a scope that is no list', (one) => (one.asked['only'] = '**')],
    ['a tier that is none', (one) => (one.asked['tier'] = -1)],
    ['no counts', (one) => (one.counted = null as never)],
    ['tiers that are no numbers', (one) => (one.counted['tiers'] = ['1'])],
    ['more tiers than totals', (one) => (one.counted['tiers'] = [1, 2, 3])],
    ['costs of nothing', (one) => (one.counted['perUsd'] = 0)],
    ['no number of its own', (one) => (one.shard = undefined as never)],
    ['the part before the first', (one) => (one.shard['index'] = 0)],
    ['the part after the last', (one) => (one.shard['index'] = 3)],
    ['another part', (one) => (one.shard['of'] = 1)],
    ['of more parts than there may be', (one) => (one.shard = { index: 1, of: 100_001 })],
    ['no fingerprint', (one) => (one['fingerprint'] = 7)],
    ['fewer losses', (one) => (one['losses'] = 1)],
    ['losses that are no number', (one) => (one['losses'] = '5')],
    ['no list of losses', (one) => (one.of = {} as never)],
    ['a loss that is none', (one) => (one.of[0] = 'db' as never)],
    ['a loss of nothing', (one) => delete one.of[0]!['node']],
    ['a loss without a name', (one) => (one.of[0]!['node'] = 7)],
    ['a loss at no place', (one) => delete one.of[0]!['at']],
    ['a loss beyond the last', (one) => (one.of[0]!['at'] = 5)],
    ['a loss of a kind that there is not', (one) => (one.of[0]!['kind'] = 'thing')],
    ['a loss of a tier that is none', (one) => (one.of[0]!['appTier'] = -1)],
    ['a loss of no size', (one) => delete one.of[0]!['failing']],
    ['a loss that is gone', (one) => one.of.shift()],
    ['rows that are no texts', (one) => (one.rows = [1] as never)],
    ['a row that is gone', (one) => one.rows.pop()],
    ['a row twice', (one) => one.rows.push(one.rows[0]!)],
    ['a row cut short', (one) => (one.rows[0] = one.rows[0]!.replace(/ \d+$/, ''))],
    ['a row too long', (one) => (one.rows[0] += ' 0')],
    ['a row with a word', (one) => (one.rows[0] = one.rows[0]!.replace(/\d+$/, 'x'))],
    ['a row below nothing', (one) => (one.rows[0] = one.rows[0]!.replace(/\d+$/, '-1'))],
  ])('with %s is refused', async (_, change) => {
    const shard = await shardWith(OPTIONS);
    change(shard);
    expect(() => partOf(shard, 'a.json')).toThrow(
      'a.json is no shard as "faultline sweep --shard" prints it: something in it is missing or was changed',
    );
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['another command', { faultline: 1, command: 'impact' }],
    ['another version', { faultline: 2, command: 'sweep-shard' }],
  ])('is not %s', (_, value) => {
    expect(() => partOf(value, 'a.json')).toThrow('a.json is not a shard of a sweep');
  });

  it('is not a whole sweep', () => {
    expect(() => partOf({ faultline: 1, command: 'sweep' }, 'a.json')).toThrow(
      'a.json is a whole sweep, not a shard of one',
    );
  });
});
