/** Proves that an agenda gives back what is due in the order of time, each as often as it was put in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Agenda } from '../../../src/engine/timeline/agenda.ts';
import { holds } from '../../support/law.ts';

type Due = readonly [time: number, vertex: number];

const taken = (agenda: Agenda): Due => {
  const time = agenda.next!;
  return [time, agenda.take()];
};

const emptied = (agenda: Agenda): readonly Due[] => {
  const all: Due[] = [];
  while (agenda.next !== undefined) all.push(taken(agenda));
  return all;
};

const byTime = (a: Due, b: Due): number => a[0] - b[0] || a[1] - b[1];

describe('an agenda', () => {
  it('has nothing due when it is empty, before and after', () => {
    const agenda = new Agenda();
    expect(agenda.next).toBeUndefined();
    agenda.add(0, 7);
    expect(agenda.next).toBe(0);
    expect(agenda.take()).toBe(7);
    expect(agenda.next).toBeUndefined();
  });

  it('gives back the earliest, not the first that was put in', () => {
    const agenda = new Agenda();
    for (const [time, vertex] of [
      [5, 50],
      [1, 10],
      [3, 30],
      [4, 40],
      [2, 20],
    ] as const) {
      agenda.add(time, vertex);
    }
    expect(emptied(agenda)).toEqual([
      [1, 10],
      [2, 20],
      [3, 30],
      [4, 40],
      [5, 50],
    ]);
  });

  it('gives back the same vertex at the same time as often as it was put in', () => {
    const agenda = new Agenda();
    for (let i = 0; i < 3; i++) agenda.add(1, 4);
    expect(emptied(agenda)).toEqual([
      [1, 4],
      [1, 4],
      [1, 4],
    ]);
  });
});

describe('for any times', () => {
  const dues = fc.array(fc.tuple(fc.nat(20), fc.nat(1_000)), { maxLength: 200, size: 'max' });

  it('all come out in order, and none is lost', () => {
    holds(
      1_000,
      fc.property(dues, (all) => {
        const agenda = new Agenda();
        for (const [time, vertex] of all) agenda.add(time, vertex);
        const out = emptied(agenda);
        expect(out.map(([time]) => time)).toEqual(all.map(([time]) => time).toSorted((a, b) => a - b));
        expect(out.toSorted(byTime)).toEqual(all.toSorted(byTime));
      }),
    );
  });

  it('that are put in while others are taken out, the earliest of what is there comes next', () => {
    const steps = fc.array(fc.oneof(fc.constant('take' as const), fc.tuple(fc.nat(20), fc.nat(1_000))), {
      maxLength: 200,
      size: 'max',
    });
    holds(
      1_000,
      fc.property(steps, (all) => {
        const agenda = new Agenda();
        const there: Due[] = [];
        for (const step of all) {
          if (step !== 'take') {
            agenda.add(...step);
            there.push(step);
          } else if (there.length > 0) {
            const due = taken(agenda);
            expect(due[0]).toBe(Math.min(...there.map(([time]) => time)));
            const place = there.findIndex((other) => byTime(other, due) === 0);
            expect(place).toBeGreaterThanOrEqual(0);
            there.splice(place, 1);
          }
          expect(agenda.next).toBe(there.length === 0 ? undefined : Math.min(...there.map(([t]) => t)));
        }
      }),
    );
  });
});
