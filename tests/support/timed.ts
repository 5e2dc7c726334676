/**
 * Random documents in which time plays a part, what fails in them when, and the program's way to play that out.
 *
 * All durations are whole seconds, and few different ones, so that things often fall together. Small groups that
 * switch, needs that only a start has, and circles of both are far more frequent than in any real estate.
 */
import fc from 'fast-check';
import { playOut, type TimedFault } from '../../src/engine/timeline/timeline.ts';
import { rankOf, stateOf } from '../../src/model/state.ts';
import {
  IDS,
  among,
  compact,
  countings,
  groupOf,
  ids,
  impacts,
  levels,
  named,
  oneIn,
  periods,
  states,
} from './documents.ts';
import { estateOf } from './engine.ts';
import type { NaiveTimeline, RawTimedFault, Starting, Stretch, TimedSystem } from './naive-timeline.ts';
import type { Level, RawFailover, RawNode, RawNodeForm, RawRequirement, RawState, RawTerms } from './raw.ts';

/** What the systems may hold beside groups, impacts and validity dates; all of it if left out. */
export interface Timing {
  /** `after` and `recovery`. */
  readonly lags?: boolean;
  readonly failovers?: boolean;
  readonly starts?: boolean;
  /** Faults that end. */
  readonly ends?: boolean;
}

// —— documents —————————————————————————————————————————————————————————————————————————————————————————————————————

const durations = fc.constantFrom(0, 1, 2, 3, 4, 6, 12).map((seconds) => `${seconds}s`);

/** The arbitrary, or nothing at all where it is not wanted. */
const wanted = <T>(yes: boolean, arbitrary: fc.Arbitrary<T | undefined>): fc.Arbitrary<T | undefined> =>
  yes ? arbitrary : fc.constant(undefined);

const termsFor = ({ lags = true, starts = true }: Timing): fc.Arbitrary<RawTerms> =>
  fc
    .record({
      impact: oneIn(3, impacts),
      after: wanted(lags, oneIn(3, durations)),
      recovery: wanted(lags, oneIn(4, durations)),
      needed: wanted(starts, oneIn(5, fc.constant('start' as const))),
      period: oneIn(20, periods),
    })
    .map(({ period, ...terms }) => ({ ...compact<RawTerms>(terms), ...period }));

const failoversWith = (requirement: fc.Arbitrary<RawRequirement>): fc.Arbitrary<RawFailover> =>
  fc.oneof(
    { weight: 1, arbitrary: durations },
    {
      weight: 3,
      arbitrary: fc
        .record({
          time: durations,
          requires: oneIn(2, fc.array(requirement, { minLength: 1, maxLength: 2 })),
          during: oneIn(2, states),
        })
        .map((fields) => compact<Exclude<RawFailover, string>>(fields)),
    },
  );

/** Requirements with groups nested up to `depth` deep. */
const requirementsOf = (depth: number, timing: Timing): fc.Arbitrary<RawRequirement> => {
  const terms = termsFor(timing);
  const leaf = fc.oneof(
    { withCrossShrink: true },
    { weight: 2, arbitrary: ids },
    { weight: 3, arbitrary: fc.tuple(ids, terms).map(([node, rest]): RawNodeForm => ({ node, ...rest })) },
  );
  if (depth === 0) return leaf;
  const inner = requirementsOf(depth - 1, timing);
  const group = fc
    .tuple(
      countings,
      fc.array(inner, { minLength: 1, maxLength: 3 }),
      wanted(timing.failovers ?? true, oneIn(2, failoversWith(inner))),
      terms,
    )
    .map((parts) => groupOf(...parts));
  return fc.oneof({ withCrossShrink: true }, { weight: 4, arbitrary: leaf }, { weight: 3, arbitrary: group });
};

const NESTED = 2;

/** A node, and the terms on which it needs the next one, if it does: so there are long chains, and rings. */
interface Link {
  readonly dependsOn: readonly RawRequirement[];
  readonly next: RawTerms | undefined;
}

const linksWith = (timing: Timing): fc.Arbitrary<Link> =>
  fc.record({
    dependsOn: fc.array(requirementsOf(NESTED, timing), { maxLength: 2, size: 'max' }),
    next: oneIn(2, termsFor(timing)),
  });

/** A pulse that is long enough passes these unchanged but late, and goes round in a ring of them for ever. */
const delays: fc.Arbitrary<Link> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 1 }))
  .map(([after, longer]) => ({
    dependsOn: [],
    next: { after: `${after}s`, recovery: `${after + longer}s` },
  }));

/** A node that switches from one part to others, and needs one more part for that; the first may need it in turn. */
const switches: fc.Arbitrary<readonly Link[]> = fc
  .record({
    counting: countings.filter(({ form }) => form !== 'allOf'),
    first: oneIn(3, durations),
    later: fc.constantFrom(1, 2),
    back: oneIn(4, fc.constant(IDS[0])),
    time: durations,
    during: oneIn(3, states),
  })
  .map(({ counting, first: after, later, back, time, during }) => {
    const [first, needed, ...others] = IDS.slice(1, 3 + later);
    const members = [{ node: first!, ...compact<RawTerms>({ after }) }, ...others];
    const failover = {
      requires: [needed!],
      ...compact<{ time: string; during: RawState }>({ time, during }),
    };
    const parts = [first, needed, ...others].map((_, i): Link => ({
      dependsOn: i > 0 || back === undefined ? [] : [back],
      next: undefined,
    }));
    return [{ dependsOn: [groupOf(counting, members, failover, {})], next: undefined }, ...parts];
  });

const chained = (links: readonly Link[]): readonly RawNode[] =>
  links.map(({ dependsOn, next }, i) => ({
    kind: 'service',
    dependsOn:
      next === undefined ? dependsOn : [...dependsOn, { node: IDS[(i + 1) % links.length]!, ...next }],
  }));

// —— systems ———————————————————————————————————————————————————————————————————————————————————————————————————————

/** Faults that begin up to a second; the sooner all must begin, the more falls together. */
const faultsWith = ({ ends = true }: Timing, latest: number): fc.Arbitrary<RawTimedFault> =>
  fc
    .record({
      node: ids,
      state: levels,
      from: fc.nat(latest),
      lasts: ends
        ? fc.oneof(
            { withCrossShrink: true },
            { weight: 1, arbitrary: fc.constant(undefined) },
            { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) },
            { weight: 3, arbitrary: fc.integer({ min: 1, max: 20 }) },
          )
        : fc.constant(undefined),
    })
    .map(({ lasts, ...fault }) => ({
      ...fault,
      ...(lasts === undefined ? {} : { until: fault.from + lasts }),
    }));

const MOST_NODES = 8;

/** Systems of the kinds there are: anything at all, rings that only delay, and single switches on simple parts. */
const outlinesWith = (timing: Timing) => {
  const { lags = true, failovers = true } = timing;
  const faults = (maxLength: number, latest: number) =>
    fc.array(faultsWith(timing, latest), { minLength: 1, maxLength, size: 'max' });
  const links = fc.array(linksWith(timing), { minLength: 1, maxLength: MOST_NODES, size: 'max' });
  return fc.oneof(
    { weight: 8, arbitrary: fc.tuple(links, faults(4, 20)) },
    {
      weight: lags ? 1 : 0,
      arbitrary: fc.tuple(fc.array(delays, { minLength: 2, maxLength: 5 }), faults(2, 20)),
    },
    { weight: failovers ? 2 : 0, arbitrary: fc.tuple(switches, faults(6, 8)) },
  );
};

/** Documents of up to eight nodes with a few faults. */
export const timedSystems = (timing: Timing = {}): fc.Arbitrary<TimedSystem> =>
  outlinesWith(timing).map(([links, faults]) => ({
    document: { faultline: 1, nodes: named(chained(links)) },
    faults: faults.map((fault) => ({ ...fault, node: among(links.length)(fault.node) })),
  }));

// —— the engine ————————————————————————————————————————————————————————————————————————————————————————————————————

/** Played out by the program, told as the naive reading tells it. */
export const playByEngine = (
  { document, faults }: TimedSystem,
  day: string,
  horizon = 200,
  { inTurn = false }: Starting = {},
): NaiveTimeline => {
  const estate = estateOf(document);
  const timed = faults.map(({ node, state, from, until }): TimedFault => {
    const fault = { position: estate.positions.get(node)!, rank: rankOf(state), from };
    return until === undefined ? fault : { ...fault, until };
  });
  const { intervals, settled, end } = playOut(estate, day, timed, { horizon, inTurn });
  const told = [...intervals].map(([position, list]): readonly [string, readonly Stretch[]] => [
    estate.nodes[position]!.id,
    list.map(({ from, until, rank }) => ({ from, until: until ?? null, state: stateOf(rank) as Level })),
  ]);
  return { intervals: Object.fromEntries(told), settled, end };
};
