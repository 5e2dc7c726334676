/** Proves that components are what reaches each other, in an order in which nothing comes before what it stands on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNCHANGED_BITS, edgeOf } from '../../../src/engine/edge.ts';
import { type Components, componentsOf } from '../../../src/engine/timeline/components.ts';
import { holds } from '../../support/law.ts';

type Edge = readonly [from: number, to: number];

const found = (count: number, edges: readonly Edge[]): Components => {
  const bySource = Array.from({ length: count }, (): number[] => []);
  for (const [from, to] of edges) bySource[from]!.push(edgeOf(to, UNCHANGED_BITS));
  const start = new Uint32Array(count + 1);
  bySource.forEach((targets, i) => (start[i + 1] = start[i]! + targets.length));
  return componentsOf(count, start, Uint32Array.from(bySource.flat()));
};

/** Components in their order, each with its members in theirs; a circle is marked. */
const told = ({ start, members, isCircle }: Components): readonly string[] =>
  Array.from(isCircle, (circle, c) =>
    [...members.subarray(start[c], start[c + 1])]
      .toSorted((a, b) => a - b)
      .join(' ')
      .concat(circle ? ' ○' : ''),
  );

describe('the components', () => {
  it('of nothing are none', () => {
    expect(told(found(0, []))).toEqual([]);
  });

  it('of a chain are its vertices, from its source on', () => {
    expect(
      told(
        found(4, [
          [3, 2],
          [2, 0],
          [0, 1],
        ]),
      ),
    ).toEqual(['3', '2', '0', '1']);
  });

  it('of a ring is the ring', () => {
    expect(
      told(
        found(4, [
          [0, 2],
          [2, 3],
          [3, 1],
          [1, 0],
        ]),
      ),
    ).toEqual(['0 1 2 3 ○']);
  });

  it('tell one that stands on itself from one that does not', () => {
    expect(
      told(
        found(2, [
          [1, 0],
          [0, 0],
        ]),
      ),
    ).toEqual(['1', '0 ○']);
  });

  it('of two rings joined one way are two, the one that leads to the other first', () => {
    expect(
      told(
        found(5, [
          [0, 1],
          [1, 0],
          [3, 4],
          [4, 3],
          [4, 2],
          [2, 1],
        ]),
      ),
    ).toEqual(['3 4 ○', '2', '0 1 ○']);
  });

  it('of two rings that share a vertex are one', () => {
    expect(
      told(
        found(5, [
          [0, 1],
          [1, 2],
          [2, 0],
          [2, 3],
          [3, 4],
          [4, 2],
        ]),
      ),
    ).toEqual(['0 1 2 3 4 ○']);
  });

  it('are not joined by an edge into one that is done', () => {
    // 2 is looked at when the component of 0 and 1 is closed.
    expect(
      told(
        found(3, [
          [0, 1],
          [1, 0],
          [2, 0],
        ]),
      ),
    ).toEqual(['2', '0 1 ○']);
  });

  it('see a ring closed by an edge to where it was left long ago', () => {
    // 0 → 1 → 2 → 3 → 1, and 2 has a side branch that is done before.
    expect(
      told(
        found(5, [
          [0, 1],
          [1, 2],
          [2, 4],
          [2, 3],
          [3, 1],
        ]),
      ),
    ).toEqual(['0', '1 2 3 ○', '4']);
  });

  it('do not mind edges that are there twice', () => {
    expect(
      told(
        found(3, [
          [0, 1],
          [0, 1],
          [1, 2],
          [1, 2],
        ]),
      ),
    ).toEqual(['0', '1', '2']);
  });
});

describe('for any graph', () => {
  const graphs = fc.integer({ min: 1, max: 12 }).chain((count) => {
    const vertex = fc.nat(count - 1);
    return fc.record({
      count: fc.constant(count),
      // From few edges (all apart) to many (all one).
      edges: fc.array(fc.tuple(vertex, vertex), { maxLength: 2 * count, size: 'max' }),
    });
  });

  /** Who is reached from whom in one step or more, tried until nothing is added. */
  const reachability = (count: number, edges: readonly Edge[]): readonly (readonly boolean[])[] => {
    const reached = Array.from({ length: count }, () => Array<boolean>(count).fill(false));
    for (const [from, to] of edges) reached[from]![to] = true;
    for (let by = 0; by < count; by++) {
      for (const row of reached) {
        if (row[by]!) reached[by]!.forEach((yes, to) => (row[to] ||= yes));
      }
    }
    return reached;
  };

  it('two are together if they reach each other, and marked if one reaches itself', () => {
    holds(
      3_000,
      fc.property(graphs, ({ count, edges }) => {
        const { of, isCircle } = found(count, edges);
        const reaches = reachability(count, edges);
        for (let a = 0; a < count; a++) {
          expect(isCircle[of[a]!] === 1).toBe(reaches[a]![a]);
          for (let b = 0; b < count; b++) {
            expect(of[a] === of[b]).toBe(a === b || (reaches[a]![b]! && reaches[b]![a]!));
          }
        }
      }),
    );
  });

  it('no edge leads back, and each vertex is a member of its component alone', () => {
    holds(
      3_000,
      fc.property(graphs, ({ count, edges }) => {
        const { of, start, members, isCircle } = found(count, edges);
        for (const [from, to] of edges) expect(of[from]).toBeLessThanOrEqual(of[to]!);
        expect([...members].toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
        expect(start).toHaveLength(isCircle.length + 1);
        isCircle.forEach((_, c) => {
          expect(start[c + 1]).toBeGreaterThan(start[c]!);
          for (const member of members.subarray(start[c], start[c + 1])) expect(of[member]).toBe(c);
        });
      }),
    );
  });
});

describe('a million vertices', () => {
  const MILLION = 1_000_000;
  // One edge each, to the next.
  const start = Uint32Array.from({ length: MILLION + 1 }, (_, i) => i);
  const next = Uint32Array.from({ length: MILLION }, (_, i) => edgeOf((i + 1) % MILLION, UNCHANGED_BITS));

  it('in a chain are a million components, in its order', () => {
    const ends = start.slice();
    ends[MILLION] = MILLION - 1;
    const { of, isCircle } = componentsOf(MILLION, ends, next.subarray(0, MILLION - 1));
    expect(isCircle).toHaveLength(MILLION);
    expect(isCircle.includes(1)).toBe(false);
    expect(of.every((component, vertex) => component === vertex)).toBe(true);
  });

  it('in a ring are one', () => {
    const { of, isCircle, members } = componentsOf(MILLION, start, next);
    expect([...isCircle]).toEqual([1]);
    expect(of.every((component) => component === 0)).toBe(true);
    expect(members).toHaveLength(MILLION);
  });
});
