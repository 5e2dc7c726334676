/** Proves that the sample of mutants is what it is said to be, and that the score's interval is Wilson's. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../cli/run.ts';

interface Mutant {
  readonly room: string;
  readonly key: string;
}

interface Tried {
  readonly noticed: boolean;
}

const script = <T>(name: string): Promise<T> => import(path.join(ROOT, 'scripts/mutate', name)) as Promise<T>;

const { sampleOf } = await script<{
  sampleOf: (mutants: readonly Mutant[], size: number, seed: number) => readonly Mutant[];
}>('mutants.mjs');
const { scoreOf } = await script<{
  scoreOf: (tried: readonly Tried[]) => { share: number; from: number; to: number };
}>('score.mjs');

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

it('the score has the interval of Wilson', () => {
  const tried = (noticed: number, all: number) =>
    scoreOf(Array.from({ length: all }, (_, i) => ({ noticed: i < noticed })));
  // 8 of 10: 0.490 to 0.943, the textbooks' example.
  expect(tried(8, 10).share).toBe(0.8);
  expect(tried(8, 10).from).toBeCloseTo(0.4902, 4);
  expect(tried(8, 10).to).toBeCloseTo(0.9433, 4);
  expect(tried(0, 10).from).toBeCloseTo(0, 12);
  expect(tried(10, 10).to).toBeCloseTo(1, 12);
});
