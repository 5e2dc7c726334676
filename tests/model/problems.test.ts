/** Proves that problems are sorted by place, each once, and that complaints become problems with places and frames. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../src/model/complaint.ts';
import { groupBy } from '../../src/model/group-by.ts';
import {
  Origin,
  type Place,
  type Sought,
  type Source,
  formatPlace,
  placesOf,
} from '../../src/model/place.ts';
import { type Problem, UserError, sortedProblems } from '../../src/model/user-error.ts';

const at = (file: string, line: number, column: number, message = 'm'): Problem => ({
  message,
  place: { file, line, column },
});

describe('sortedProblems', () => {
  const sorted: readonly Problem[] = [
    { message: 'a' },
    { message: 'b' },
    at('B.yaml', 9, 9),
    at('a.yaml', 1, 2),
    at('a.yaml', 2, 1),
    at('a.yaml', 2, 10, 'x'),
    at('a.yaml', 2, 10, 'y'),
    at('a.yaml', 10, 1),
    at('\u{1f600}.yaml', 1, 1),
  ];

  it('by file, line, column and message; those without a place first', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...sorted], { minLength: sorted.length }), (shuffled) => {
        expect(sortedProblems(shuffled)).toEqual(sorted);
      }),
      { numRuns: 50, seed: 20_170_228 },
    );
  });

  it('each once, but what differs in anything is two', () => {
    const one = at('a', 1, 1);
    expect(
      sortedProblems([one, { ...one, hint: 'h' }, { ...one, place: { ...one.place! } }, one]),
    ).toHaveLength(2);
  });
});

describe('UserError', () => {
  it('holds its problems sorted, and is their messages', () => {
    const error = new UserError([at('b', 1, 1, 'second'), at('a', 1, 1, 'first')]);
    expect(error.problems.map(({ message }) => message)).toEqual(['first', 'second']);
    expect([error.message, error.name, error instanceof Error]).toEqual(['first; second', 'UserError', true]);
  });

  it('may hold a single problem', () => {
    expect(new UserError({ message: 'm', hint: 'h' }).problems).toEqual([{ message: 'm', hint: 'h' }]);
  });
});

/** A source that writes down what it is asked. */
const sourceNamed = (file: string) => {
  const asked: (readonly Sought[])[] = [];
  const source: Source = {
    file,
    locate: (sought) => {
      asked.push(sought);
      return sought.map(({ path }) => ({ file, line: path.length, column: 1 }));
    },
    frame: (place: Place) => `frame of ${formatPlace(place)}`,
  };
  return { source, asked };
};

describe('problemsOf', () => {
  it('places complaints, searching each source once', () => {
    const [a, b] = [sourceNamed('a'), sourceNamed('b')];
    const [inA, inB] = [new Origin(a.source), new Origin(b.source)];
    const problems = problemsOf([
      { origin: inA.at('x').at(1), message: 'one' },
      { origin: inB, message: 'two', hint: 'h' },
      { origin: inA.at('y'), message: 'three', at: 'key' },
    ]);
    expect(problems).toEqual([
      { message: 'one', place: { file: 'a', line: 2, column: 1 }, frame: 'frame of a:2' },
      { message: 'three', place: { file: 'a', line: 1, column: 1 }, frame: 'frame of a:1' },
      { message: 'two', place: { file: 'b', line: 0, column: 1 }, frame: 'frame of b:0', hint: 'h' },
    ]);
    expect(a.asked).toEqual([
      [
        { path: ['x', 1], at: 'value' },
        { path: ['y'], at: 'key' },
      ],
    ]);
    expect(b.asked).toEqual([[{ path: [], at: 'value' }]]);
  });
});

describe('origins', () => {
  it('are paths from the root', () => {
    const root = new Origin(sourceNamed('a').source);
    expect(root.path).toEqual([]);
    expect(root.at('nodes').at('a/b').at('dependsOn').at(0).path).toEqual(['nodes', 'a/b', 'dependsOn', 0]);
  });

  it('are placed all at once', () => {
    const { source, asked } = sourceNamed('a');
    const origins = [new Origin(source).at('x'), new Origin(source).at('y').at('z')];
    expect([...placesOf(origins).values()].map((place) => formatPlace(place))).toEqual(['a:1', 'a:2']);
    expect(asked).toHaveLength(1);
  });
});

describe('groupBy', () => {
  it('keeps keys and items in order of appearance', () => {
    expect([...groupBy(['b1', 'a1', 'b2'], (text) => text[0])]).toEqual([
      ['b', ['b1', 'b2']],
      ['a', ['a1']],
    ]);
  });
});
