/** Proves that the sample of mutants is what it is said to be, and that the score's interval is Wilson's. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../cli/run.ts';

interface Mutant {
  readonly room: string;
  readonly key: string;
}

interface Tried {
  readonly room: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly mutator: string;
  readonly was: string;
  readonly becomes: string;
  readonly noticed: boolean;
  readonly how: string;
}

const script = <T>(name: string): Promise<T> => import(path.join(ROOT, 'scripts/mutate', name)) as Promise<T>;

const { sampleOf } = await script<{
  sampleOf: (mutants: readonly Mutant[], size: number, seed: number) => readonly Mutant[];
}>('mutants.mjs');
const { told } = await script<{ told: (tried: readonly Tried[]) => string }>('score.mjs');

const MUTANTS: readonly Mutant[] = Array.from({ length: 1_000 }, (_, i) => ({
  room: i < 200 ? 'engine' : 'analyze',
  key: String(i),
}));

describe('a sample', () => {
  it('is the same for the same seed, another for another, and has nothing twice', () => {
    const sample = sampleOf(MUTANTS, 100, 1);
    expect(sampleOf(MUTANTS, 100, 1)).toEqual(sample);
    expect(sampleOf(MUTANTS, 100, 2)).not.toEqual(sample);
    expect(new Set(sample.map(({ key }) => key)).size).toBe(100);
  });

  it('has of each room its share', () => {
    const rooms = sampleOf(MUTANTS, 100, 1).map(({ room }) => room);
    expect(rooms.filter((room) => room === 'engine')).toHaveLength(20);
    expect(sampleOf(MUTANTS, 5_000, 1)).toHaveLength(1_000);
  });

  it('takes each mutant as often as any other', () => {
    const taken = new Map<string, number>();
    for (let seed = 0; seed < 2_000; seed++)
      for (const { key } of sampleOf(MUTANTS, 100, seed)) taken.set(key, (taken.get(key) ?? 0) + 1);
    const counts = MUTANTS.map(({ key }) => taken.get(key) ?? 0);
    // A tenth of 2,000 each, with a deviation of 13.4: six of them either way.
    expect(Math.min(...counts)).toBeGreaterThan(120);
    expect(Math.max(...counts)).toBeLessThan(280);
  });
});

describe('the score', () => {
  const tried = (noticed: number, all: number): readonly Tried[] =>
    Array.from({ length: all }, (_, i) => ({
      room: 'engine',
      file: 'src/engine/a.ts',
      line: all - i,
      column: 3,
      mutator: 'EqualityOperator',
      was: 'a <\n  b',
      becomes: 'a <= b',
      noticed: i < noticed,
      how: i < noticed ? 'failed' : 'survived',
    }));
  const first = (all: readonly Tried[]): string | undefined => told(all).split('\n')[0];

  it('has the interval of Wilson', () => {
    // 8 of 10, the textbooks' example: 0.490 to 0.943.
    expect(first(tried(8, 10))).toBe('engine     80.0 %  (95 %:  49.0 % to  94.3 %)  8 of 10');
    expect(first(tried(0, 10))).toBe('engine      0.0 %  (95 %:   0.0 % to  27.8 %)  0 of 10');
    expect(first(tried(10, 10))).toBe('engine    100.0 %  (95 %:  72.2 % to 100.0 %)  10 of 10');
  });

  it('is told with what was missed, by place', () => {
    expect(told(tried(8, 10)).split('\n').slice(2)).toEqual([
      '',
      'noticed by a test that fails: 8, that takes too long: 0, that crashes: 0',
      'not noticed: 2, of them never run: 0',
      'src/engine/a.ts:1:3 EqualityOperator: a < b -> a <= b',
      'src/engine/a.ts:2:3 EqualityOperator: a < b -> a <= b',
      '',
    ]);
  });
});
