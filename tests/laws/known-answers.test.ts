/**
 * The law: what textbooks and common sense know, the engine finds.
 *
 * Small systems whose answers are known from elsewhere: series, parallel, two of three, the bridge network, groups in
 * groups, circles, switches that cannot be made.
 */
import { describe, expect, it } from 'vitest';
import { DAY } from '../support/documents.ts';
import { solveByEngine } from '../support/engine.ts';
import { LEVELS, type Level, type RawDocument, type RawRequirement, type RawState } from '../support/raw.ts';

/** A document of a system that needs this, and of parts that need what they are said to. */
const systemThatNeeds = (
  dependsOn: readonly RawRequirement[],
  parts: Readonly<Record<string, readonly RawRequirement[]>>,
): RawDocument => ({
  faultline: 1,
  nodes: {
    system: { kind: 'app', dependsOn },
    ...Object.fromEntries(
      Object.entries(parts).map(([id, needs]) => [id, { kind: 'service', dependsOn: needs }]),
    ),
  },
});

type Faults = Readonly<Record<string, Level>>;

const statesUnder = (document: RawDocument, faults: Faults): Readonly<Record<string, RawState>> => {
  const injected = Object.entries(faults).map(([node, state]) => ({ node, state }));
  const { fates } = solveByEngine({ document, faults: injected }, DAY);
  return Object.fromEntries(Object.entries(fates).map(([id, { state }]) => [id, state]));
};

const systemUnder = (document: RawDocument, faults: Faults): RawState | undefined =>
  statesUnder(document, faults)['system'];

const outageOf = (ids: readonly string[]): Faults => Object.fromEntries(ids.map((id) => [id, 'outage']));

/** All subsets, by the binary numbers that choose their members. */
const subsetsOf = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: 2 ** ids.length }, (_, chosen) => ids.filter((_id, i) => ((chosen >> i) & 1) === 1));

/** By trying every set of parts: the sets whose outage puts the system out, and no smaller set within them does. */
const minimalCutSets = (document: RawDocument, parts: readonly string[]): readonly (readonly string[])[] => {
  const cuts = subsetsOf(parts).filter((subset) => systemUnder(document, outageOf(subset)) === 'outage');
  return cuts.filter(
    (cut) => !cuts.some((other) => other.length < cut.length && other.every((id) => cut.includes(id))),
  );
};

const sorted = (sets: readonly (readonly string[])[]): readonly string[] =>
  sets.map((set) => set.toSorted().join(' ')).toSorted();

describe('networks of parts', () => {
  const three = { a: [], b: [], c: [] };

  it('in series fail with any of them', () => {
    const series = systemThatNeeds(['a', 'b', 'c'], three);
    expect(sorted(minimalCutSets(series, ['a', 'b', 'c']))).toEqual(['a', 'b', 'c']);
    expect(
      sorted(minimalCutSets(systemThatNeeds([{ allOf: ['a', 'b', 'c'] }], three), ['a', 'b', 'c'])),
    ).toEqual(['a', 'b', 'c']);
  });

  it('in parallel fail with all of them', () => {
    const parallel = systemThatNeeds([{ anyOf: ['a', 'b', 'c'] }], three);
    expect(sorted(minimalCutSets(parallel, ['a', 'b', 'c']))).toEqual(['a b c']);
  });

  it('two of three fail with any two', () => {
    const majority = systemThatNeeds([{ atLeast: 2, of: ['a', 'b', 'c'] }], three);
    expect(sorted(minimalCutSets(majority, ['a', 'b', 'c']))).toEqual(['a b', 'a c', 'b c']);
    expect(systemUnder(majority, { a: 'outage' })).toBe('operational');
    expect(systemUnder(majority, { a: 'outage', b: 'partial' })).toBe('partial');
    expect(systemUnder(majority, { a: 'outage', b: 'partial', c: 'degraded' })).toBe('partial');
  });

  it('the bridge has its four minimal cut sets', () => {
    // 1 and 2 lead in, 4 and 5 lead out, 3 joins the two ways.
    const ways = ['1 4', '2 5', '1 3 5', '2 3 4'].map((way) => way.split(' '));
    const parts = ['1', '2', '3', '4', '5'];
    const bridge = systemThatNeeds(
      [{ anyOf: ways.map((allOf) => ({ allOf })) }],
      Object.fromEntries(parts.map((id) => [id, []])),
    );
    expect(sorted(minimalCutSets(bridge, parts))).toEqual(['1 2', '1 3 5', '2 3 4', '4 5']);
  });

  it('two of three pairs, each pair one of two, fail with two whole pairs', () => {
    const ids = ['a1', 'a2', 'b1', 'b2', 'c1', 'c2'];
    const pairs = systemThatNeeds(
      [{ atLeast: 2, of: ['a', 'b', 'c'].map((pair) => ({ anyOf: [`${pair}1`, `${pair}2`] })) }],
      Object.fromEntries(ids.map((id) => [id, []])),
    );
    expect(sorted(minimalCutSets(pairs, ids))).toEqual(['a1 a2 b1 b2', 'a1 a2 c1 c2', 'b1 b2 c1 c2']);
  });
});

describe('counts that depend on the state', () => {
  const cluster: RawRequirement = {
    atLeast: { operational: 3, degraded: 2, partial: 1 },
    of: ['a', 'b', 'c'],
  };
  const document = systemThatNeeds([cluster], { a: [], b: [], c: [] });

  it('let the group sink by one state for each member lost', () => {
    expect(systemUnder(document, {})).toBe('operational');
    expect(systemUnder(document, outageOf(['a']))).toBe('degraded');
    expect(systemUnder(document, outageOf(['a', 'b']))).toBe('partial');
    expect(systemUnder(document, outageOf(['a', 'b', 'c']))).toBe('outage');
  });

  it('count members in a state or better', () => {
    expect(systemUnder(document, { a: 'degraded', b: 'degraded', c: 'degraded' })).toBe('degraded');
    expect(systemUnder(document, { a: 'partial', b: 'degraded', c: 'degraded' })).toBe('degraded');
    expect(systemUnder(document, { a: 'partial', b: 'partial', c: 'degraded' })).toBe('partial');
    expect(systemUnder(document, { a: 'partial', b: 'outage', c: 'outage' })).toBe('partial');
  });

  it('take the count of the next better state where one is left out', () => {
    const two = systemThatNeeds([{ atLeast: { operational: 3, partial: 2 }, of: ['a', 'b', 'c'] }], {
      a: [],
      b: [],
      c: [],
    });
    expect(systemUnder(two, outageOf(['a']))).toBe('partial');
    expect(systemUnder(two, { a: 'degraded' })).toBe('degraded');
    expect(systemUnder(two, outageOf(['a', 'b']))).toBe('outage');
  });

  it('nest', () => {
    const nested = systemThatNeeds(
      [
        {
          atLeast: 1,
          of: [cluster, { atLeast: 2, of: ['d', 'e'], impact: 'partial' }],
          impact: { partial: 'degraded' },
        },
      ],
      { a: [], b: [], c: [], d: [], e: [] },
    );
    expect(systemUnder(nested, outageOf(['a', 'b', 'c']))).toBe('operational');
    // The second group can do no worse than partial; the better of the two counts.
    expect(systemUnder(nested, outageOf(['a', 'b', 'c', 'd']))).toBe('degraded');
    expect(systemUnder(nested, outageOf(['a', 'd']))).toBe('degraded');
    expect(systemUnder(nested, outageOf(['d', 'e']))).toBe('operational');
  });
});

describe('impact', () => {
  const underEach = (requirement: RawRequirement): readonly (RawState | undefined)[] =>
    LEVELS.map((state) => systemUnder(systemThatNeeds([requirement], { a: [] }), { a: state }));

  it('as a state is the worst that can come through', () => {
    expect(underEach('a')).toEqual(['degraded', 'partial', 'outage']);
    expect(underEach({ node: 'a', impact: 'partial' })).toEqual(['degraded', 'partial', 'partial']);
    expect(underEach({ node: 'a', impact: 'degraded' })).toEqual(['degraded', 'degraded', 'degraded']);
    expect(underEach({ node: 'a', impact: 'none' })).toEqual(['operational', 'operational', 'operational']);
  });

  it('as a map says it state by state, and can make things worse', () => {
    const impact = { degraded: 'operational', partial: 'outage' } as const;
    expect(underEach({ node: 'a', impact })).toEqual(['operational', 'outage', 'outage']);
  });

  it('applies to a group as a whole', () => {
    expect(underEach({ anyOf: ['a'], impact: { outage: 'partial' } })).toEqual([
      'degraded',
      'partial',
      'partial',
    ]);
  });
});

describe('circles', () => {
  const circle = systemThatNeeds(['a'], { a: ['b'], b: ['a', 'c'], c: [] });

  it('do not bring themselves down', () => {
    expect(statesUnder(circle, {})).toEqual({
      system: 'operational',
      a: 'operational',
      b: 'operational',
      c: 'operational',
    });
  });

  it('fall together, whatever of them fails', () => {
    for (const fault of ['a', 'b', 'c']) {
      expect(statesUnder(circle, { [fault]: 'partial' }), fault).toEqual({
        system: 'partial',
        a: 'partial',
        b: 'partial',
        c: fault === 'c' ? 'partial' : 'operational',
      });
    }
  });

  it('hold nothing up: an alternative that rests on oneself is none', () => {
    const document = systemThatNeeds([{ anyOf: ['a', 'mirror'] }], { a: [], mirror: ['a'] });
    expect(statesUnder(document, { a: 'outage' })).toEqual({
      system: 'outage',
      a: 'outage',
      mirror: 'outage',
    });
  });

  it('stop where the alternatives suffice', () => {
    // Each of the two would do with the other, or with what it has of its own.
    const document = systemThatNeeds(['x'], {
      x: [{ anyOf: ['y', 'p'] }],
      y: [{ anyOf: ['x', 'q'] }],
      p: [],
      q: [],
    });
    expect(systemUnder(document, outageOf(['p', 'q']))).toBe('operational');
    expect(systemUnder(document, outageOf(['p', 'y']))).toBe('outage');
  });
});

describe('failover', () => {
  const document = systemThatNeeds(
    [{ anyOf: ['first', 'second'], failover: { time: '5m', requires: ['dns'] } }],
    {
      first: [],
      second: [],
      dns: [],
    },
  );

  it('needs nothing while the first member stands', () => {
    expect(systemUnder(document, outageOf(['dns', 'second']))).toBe('operational');
  });

  it('is made while what it requires is operational or degraded', () => {
    expect(systemUnder(document, { first: 'outage' })).toBe('operational');
    expect(systemUnder(document, { first: 'outage', dns: 'degraded' })).toBe('operational');
  });

  it('is not made once what it requires is partial or out', () => {
    expect(systemUnder(document, { first: 'outage', dns: 'partial' })).toBe('outage');
    expect(systemUnder(document, { first: 'degraded', dns: 'outage' })).toBe('degraded');
  });

  it('of a time only is always made', () => {
    const simple = systemThatNeeds([{ anyOf: ['first', 'second'], failover: '2m' }], {
      first: [],
      second: [],
    });
    expect(systemUnder(simple, { first: 'outage' })).toBe('operational');
    expect(systemUnder(simple, outageOf(['first', 'second']))).toBe('outage');
  });

  it('leaves the first as written the first, though it does not count on the day', () => {
    const members: readonly RawRequirement[] = [{ node: 'first', validUntil: '2020-01-01' }, 'second'];
    const dated = systemThatNeeds([{ anyOf: members, failover: { time: '5m', requires: ['dns'] } }], {
      first: [],
      second: [],
      dns: [],
    });
    expect(systemUnder(dated, { dns: 'outage' })).toBe('outage');
    expect(systemUnder(dated, { first: 'outage' })).toBe('operational');
  });
});

describe('what does not count', () => {
  it('needs to start do no harm to what runs', () => {
    const document = systemThatNeeds(
      [
        { node: 'a', needed: 'start' },
        { atLeast: 2, of: ['b', { node: 'a', needed: 'start' }] },
      ],
      { a: [], b: [] },
    );
    expect(systemUnder(document, { a: 'outage' })).toBe('operational');
    expect(systemUnder(document, { b: 'partial' })).toBe('partial');
  });

  it('members of another day are as if they were not written, and all that remain may be needed', () => {
    const gone = { node: 'c', validUntil: DAY };
    const document = systemThatNeeds([{ atLeast: 3, of: ['a', 'b', gone] }], { a: [], b: [], c: [] });
    expect(systemUnder(document, { c: 'outage' })).toBe('operational');
    expect(systemUnder(document, { a: 'outage' })).toBe('outage');
  });

  it('a group whose members are all of another day is as if it were not written', () => {
    const gone: RawRequirement = { allOf: [{ node: 'b', validFrom: '2024-06-16' }] };
    const alone = systemThatNeeds([gone], { a: [], b: [] });
    expect(systemUnder(alone, { b: 'outage' })).toBe('operational');
    const beside = systemThatNeeds([{ anyOf: ['a', gone] }], { a: [], b: [] });
    expect(systemUnder(beside, { a: 'outage' })).toBe('outage');
  });
});
