/**
 * The law: what does not come back has a reason that is true.
 *
 * In a timeline that has settled, every node that is still down is held by a fault without an end or by a circle. The
 * fault is one of those that were given, and it is reached from the node by going from what is down to what it is down
 * for. The circle is one of causes, each member down for the next, and no endless fault alone would explain it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import { propagate } from '../../src/engine/propagate.ts';
import { causesAt } from '../../src/engine/timeline/causes.ts';
import { type Hold, holdsOf } from '../../src/engine/timeline/circles.ts';
import { type TimedFault, type Timeline, playOut } from '../../src/engine/timeline/timeline.ts';
import type { Estate } from '../../src/model/estate.ts';
import { requirementsOf } from '../../src/model/node.ts';
import { type Requirement, partsOf } from '../../src/model/requirement.ts';
import { type Rank, rankOf } from '../../src/model/state.ts';
import { DAY } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holds, sampled } from '../support/law.ts';
import type { TimedSystem } from '../support/naive-timeline.ts';
import { type Timing, timedSystems } from '../support/timed.ts';

interface Held {
  readonly estate: Estate;
  readonly faults: readonly TimedFault[];
  readonly timeline: Timeline;
  readonly holdOf: ReadonlyMap<number, Hold>;
  /** By position, the state that each of those that do not come back is left in. */
  readonly stuck: ReadonlyMap<number, Rank>;
}

/** What holds what in a system; undefined if it does not come to rest. */
const heldIn = ({ document, faults: raw }: TimedSystem, inTurn: boolean): Held | undefined => {
  const estate = estateOf(document);
  const faults = raw.map(({ node, state, from, until }): TimedFault => ({
    position: estate.positions.get(node)!,
    rank: rankOf(state),
    from,
    ...(until === undefined ? {} : { until }),
  }));
  const timeline = playOut(estate, DAY, faults, { horizon: 200, inTurn });
  if (!timeline.settled) return undefined;
  const stuck = new Map(
    [...timeline.intervals].flatMap(([position, intervals]) => {
      const last = intervals.at(-1)!;
      return last.until === undefined ? [[position, last.rank]] : [];
    }),
  );
  return { estate, faults, timeline, stuck, holdOf: holdsOf(faults, timeline) };
};

/** A time at which nothing changes any more. */
const AFTERWARDS = 1_000;

/** Those for which a node is so bad at the end. */
const needs = ({ timeline }: Held, position: number, rank: Rank): readonly number[] =>
  causesAt(timeline, position, AFTERWARDS, rank).map((cause) => cause.position);

/**
 * All that are reached by going from what is down to what it is down for, from a node on. Little harm counts, too: in a
 * circle it may grow on its way round.
 */
const behind = (held: Held, position: number): ReadonlySet<number> => {
  const reached = new Set([position]);
  for (const each of reached) {
    for (const next of needs(held, each, 1)) if (held.stuck.has(next)) reached.add(next);
  }
  return reached;
};

const circlesOf = (held: Held): readonly (readonly number[])[] =>
  [...held.holdOf.values()].flatMap((hold) => (hold.type === 'circle' ? [hold.circle] : []));

/** Whether a node needs another one with a recovery, or to start, be it within a group. */
const doesRemember = ({ nodes }: Estate, position: number, other: number): boolean => {
  const remembers = (requirement: Requirement, isAround: boolean): boolean => {
    const isHere = isAround || (requirement.recovery ?? 0) > 0 || requirement.needed === 'start';
    if (requirement.form === 'node') return isHere && requirement.node === nodes[other]!.id;
    return partsOf(requirement).some((part) => remembers(part, isHere));
  };
  return requirementsOf(nodes[position]!).some((requirement) => remembers(requirement, false));
};

const forSettled = (timing: Timing, law: (held: Held) => void): void => {
  holds(
    2_000,
    fc.property(timedSystems(timing), fc.boolean(), (system, inTurn) => {
      const held = heldIn(system, inTurn);
      if (held !== undefined) law(held);
    }),
  );
};

describe('in a settled timeline', () => {
  it('exactly those that do not come back have a hold', () => {
    forSettled({}, ({ holdOf, stuck }) => {
      expect(new Set(holdOf.keys())).toEqual(new Set(stuck.keys()));
    });
  });

  it('a hold that is a fault is one without an end, and behind the node', () => {
    forSettled({}, (held) => {
      for (const [position, hold] of held.holdOf) {
        if (hold.type !== 'fault') continue;
        expect(
          held.faults.some((fault) => fault.position === hold.position && fault.until === undefined),
        ).toBe(true);
        expect(behind(held, position).has(hold.position)).toBe(true);
      }
    });
  });

  it('a hold that is a circle is one of causes, and behind the node', () => {
    forSettled({}, (held) => {
      for (const [position, hold] of held.holdOf) {
        if (hold.type !== 'circle') continue;
        const { circle } = hold;
        expect(circle[0]).toBe(Math.min(...circle));
        expect(new Set(circle).size).toBe(circle.length);
        circle.forEach((member, i) => {
          expect(needs(held, member, 1)).toContain(circle[(i + 1) % circle.length]);
        });
        expect(behind(held, position).has(circle[0]!)).toBe(true);
      }
    });
  });

  it('the members of a circle do not come back, and one of them remembers', () => {
    forSettled({}, (held) => {
      for (const circle of circlesOf(held)) {
        for (const member of circle) expect(held.stuck.has(member)).toBe(true);
        const links = circle.map((member, i) => [member, circle[(i + 1) % circle.length]!] as const);
        expect(links.some((link) => doesRemember(held.estate, ...link))).toBe(true);
      }
    });
  });

  it('those are held by a fault that endless faults alone would leave as they are', () => {
    // Switches and starts go by what was before, which the impact of faults does not know.
    forSettled({ failovers: false, starts: false }, ({ estate, faults, stuck, holdOf }) => {
      const endless = faults.filter(({ until }) => until === undefined);
      const { ranks } = propagate(compile(estate, DAY), endless);
      for (const [position, hold] of holdOf) {
        const isExplained = ranks[position]! >= stuck.get(position)!;
        expect(hold.type).toBe(isExplained ? 'fault' : 'circle');
      }
    });
  });

  it('that has no endless fault, all that does not come back is held by circles', () => {
    forSettled({}, ({ faults, holdOf }) => {
      if (faults.some(({ until }) => until === undefined)) return;
      for (const hold of holdOf.values()) expect(hold.type).toBe('circle');
    });
  });

  it('without recoveries, starts and switches there are no circles', () => {
    forSettled({ lags: false, failovers: false, starts: false }, (held) => {
      expect(circlesOf(held)).toEqual([]);
    });
  });
});

it('is tried on systems that hold themselves down, with and without endless faults', () => {
  const settled = sampled(timedSystems(), 1_000).flatMap((system) => heldIn(system, true) ?? []);
  const share = (test: (held: Held) => boolean): number => settled.filter(test).length / settled.length;
  const types = ({ holdOf }: Held): string =>
    [...new Set([...holdOf.values()].map(({ type }) => type))].toSorted().join(' ');
  expect(share((held) => types(held) === 'circle')).toBeGreaterThan(0.05);
  expect(share((held) => types(held) === 'fault')).toBeGreaterThan(0.05);
  expect(share((held) => types(held) === 'circle fault')).toBeGreaterThan(0.01);
  expect(share((held) => circlesOf(held).some(({ length }) => length > 2))).toBeGreaterThan(0.02);
});
