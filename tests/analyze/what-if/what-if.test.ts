/** Changes that are tried: each kind in small, on the shop with the trap, and those that make no sense. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { requirementText } from '../../../src/analyze/evidence.ts';
import { type WhatIf, edited } from '../../../src/analyze/what-if/what-if.ts';
import { MOST_NESTED } from '../../../src/document/limits.ts';
import { readDocument } from '../../../src/document/read.ts';
import { type Estate, nodeById } from '../../../src/model/estate.ts';
import { capOf } from '../../../src/model/impact.ts';
import { requirementsOf } from '../../../src/model/node.ts';
import type { Requirement } from '../../../src/model/requirement.ts';
import { loadEstate } from '../../../src/scan/document.ts';
import { ROOT } from '../../cli/run.ts';
import { type Needs, affectedIn, estateWith, outcomeOf } from '../../engine/estates.ts';
import type { RawRequirement } from '../../support/raw.ts';

/** A requirement in words, with the worst that it can do. */
const wordsOf = (requirement: Requirement): string => {
  const { impact } = requirement;
  return `${requirementText(requirement)}${impact === undefined ? '' : `, ${capOf(impact) ?? 'map'}`}`;
};

const needsOf = (estate: Estate, id: string): readonly string[] =>
  requirementsOf(nodeById(estate, id)!).map(wordsOf);

/** What `app` needs after changes; the refusals where there are some. */
const after = (needs: Needs, ...edits: readonly WhatIf[]): readonly string[] => {
  const { estate, refused } = edited(estateWith(needs), edits, []);
  return refused.length > 0 ? refused.map(({ why }) => why) : needsOf(estate, 'app');
};

/** The same for an app that needs these, of a, b, c and d. */
const appAfter = (needs: readonly RawRequirement[], ...edits: readonly WhatIf[]): readonly string[] =>
  after({ app: needs, a: [], b: [], c: [], d: [] }, ...edits);

const soften = (to: string, impact: 'operational' | 'degraded' | 'partial' | 'outage'): WhatIf => ({
  type: 'soften',
  from: 'app',
  to,
  impact,
});
const remove = (to: string): WhatIf => ({ type: 'remove', from: 'app', to });
const add = (to: string): WhatIf => ({ type: 'add', from: 'app', to });
const group = (to: string, ...others: readonly string[]): WhatIf => ({
  type: 'group',
  from: 'app',
  to,
  others,
});

describe('a dependency that becomes soft', () => {
  it('can do no worse than it is said', () => {
    expect(appAfter(['a', 'b'], soften('a', 'degraded'))).toEqual(['a, degraded', 'b']);
  });

  it('is soft wherever it is named: in groups, and for a switch', () => {
    const { estate } = edited(
      estateWith({
        app: ['a', { anyOf: ['b', { allOf: ['a', 'c'] }], failover: { time: '1m', requires: ['a'] } }],
        a: [],
        b: [],
        c: [],
      }),
      [soften('a', 'operational')],
      [],
    );
    expect(affectedIn(estate, outcomeOf(estate, { a: 'outage', b: 'outage' }))).toEqual({
      a: 'outage',
      b: 'outage',
    });
  });

  it('keeps what was softer already', () => {
    expect(
      appAfter([{ node: 'a', impact: { outage: 'partial', partial: 'degraded' } }], soften('a', 'degraded')),
    ).toEqual(['a, degraded']);
    expect(appAfter([{ node: 'a', impact: 'degraded' }], soften('a', 'partial'))).toEqual([
      'a can do no worse than that to app already',
    ]);
  });

  it('is refused where it says nothing', () => {
    expect(appAfter(['a'], soften('a', 'outage'))).toEqual([
      'a dependency that can do its worst is not soft',
    ]);
    expect(appAfter(['a'], soften('b', 'degraded'))).toEqual(['app does not need b']);
    expect(appAfter(['a'], soften('constructor', 'degraded'))).toEqual(['there is no "constructor"']);
  });
});

describe('a dependency that is taken away', () => {
  it('is gone from the estate, and has no impact in the document', () => {
    const estate = estateWith({ app: ['a', 'b'], a: [], b: [] });
    const { estate: now, patch } = edited(estate, [remove('a')], ['shop.yaml']);
    expect(needsOf(now, 'app')).toEqual(['b']);
    expect(patch).toBe(
      'faultline: 1\ninclude: [shop.yaml]\nnodes:\n  app:\n    dependsOn:\n      - { node: a, impact: none }\n',
    );
  });

  it.each<[RawRequirement, readonly string[]]>([
    [{ anyOf: ['a', 'b', 'c'] }, ['any of b, c']],
    [{ anyOf: ['a', 'b'] }, ['b']],
    [{ allOf: ['a', 'b'], impact: 'partial' }, ['b, partial']],
    [{ anyOf: [{ node: 'b', impact: 'degraded' }, 'a'] }, ['b, degraded']],
    [{ anyOf: [{ node: 'b', impact: 'degraded' }, 'a'], impact: 'partial' }, ['any of b, partial']],
    [{ atLeast: 2, of: ['a', 'b', 'c'] }, ['2 of b, c']],
    [{ atLeast: 3, of: ['a', 'b', 'c'] }, ['2 of b, c']],
    [{ atLeast: { operational: 3, degraded: 1 }, of: ['a', 'b', 'c'] }, ['2 (at least 1) of b, c']],
    [{ anyOf: ['b', { allOf: ['a', 'c'] }] }, ['any of b, c']],
    [{ anyOf: ['a'] }, []],
    [{ anyOf: ['b', 'c'], failover: { time: '1m', requires: ['a'] } }, ['any of b, c']],
  ])('leaves of %j what is left', (requirement, left) => {
    expect(appAfter([requirement], remove('a'))).toEqual(left);
  });

  it('is taken back even if it was said twice', () => {
    const twice = [
      { node: 'a', validUntil: '2020-01-01' },
      { node: 'a', validFrom: '2020-01-01' },
    ];
    expect(appAfter(twice, remove('a'))).toEqual([]);
  });

  it('cannot be where something runs, unless that is one place of several', () => {
    const home = (place: RawRequirement): Needs => ({
      app: { in: place },
      east: { kind: 'zone' },
      west: { kind: 'zone' },
    });
    expect(after(home('east'), remove('east'))).toEqual([
      'app runs in east, and must run somewhere: try a copy in another place',
    ]);
    expect(after(home({ anyOf: ['east', 'west'] }), remove('east'))).toEqual(['west']);
  });
});

describe('a dependency that is added', () => {
  it('stands beside the others', () => {
    expect(appAfter(['b'], { ...add('a'), impact: 'partial' } as WhatIf).toSorted()).toEqual([
      'a, partial',
      'b',
    ]);
  });

  it('may be one that was taken back before', () => {
    expect(appAfter(['a'], remove('a'), add('a'))).toEqual(['a']);
    expect(appAfter([{ node: 'a', impact: 'none' }], add('a'))).toEqual(['a']);
  });

  it('is refused if it is there, or on itself, or changes nothing', () => {
    expect(appAfter(['a'], add('a'))).toEqual(['app needs a already']);
    expect(appAfter(['a'], add('app'))).toEqual(['app cannot need itself']);
    expect(appAfter(['a'], { ...add('b'), impact: 'operational' } as WhatIf)).toEqual([
      'a dependency without any impact changes nothing',
    ]);
  });
});

describe('an alternative', () => {
  it.each<[RawRequirement, readonly string[]]>([
    ['a', ['any of a, c']],
    [{ node: 'a', impact: 'partial' }, ['any of a, c, partial']],
    [{ anyOf: ['a', 'b'] }, ['any of a, b, c']],
    [{ atLeast: 2, of: ['a', 'b'] }, ['2 of a, b, c']],
    [{ allOf: ['a', 'b'] }, ['all of (any of a, c), b']],
    [{ anyOf: ['b', { allOf: ['a', 'd'] }] }, ['any of b, (all of (any of a, c), d)']],
  ])('of what %j needs', (requirement, now) => {
    expect(appAfter([requirement], group('a', 'c'))).toEqual(now);
  });

  it('helps a switch, too', () => {
    const { estate } = edited(
      estateWith({
        app: [{ anyOf: ['a', 'b'], failover: { time: '1m', requires: ['c'] } }],
        a: [],
        b: [],
        c: [],
        d: [],
      }),
      [group('c', 'd')],
      [],
    );
    const fallen = (faults: Readonly<Record<string, 'outage'>>) =>
      affectedIn(estate, outcomeOf(estate, faults))['app'];
    expect(fallen({ a: 'outage', c: 'outage' })).toBeUndefined();
    expect(fallen({ a: 'outage', c: 'outage', d: 'outage' })).toBe('outage');
  });

  it('is refused where it is one already, or cannot be', () => {
    expect(appAfter([{ anyOf: ['a', 'b'] }], group('a', 'b'))).toEqual([
      'app can use b instead of a already',
    ]);
    expect(appAfter(['a'], group('a', 'app'))).toEqual(['app cannot stand in for what it needs']);
    expect(appAfter(['a'], group('a', 'a'))).toEqual(['nothing is named that could stand in for a']);
    expect(appAfter(['a'], group('a', 'x'))).toEqual(['there is no "x"']);
  });

  it('is refused where no document could say it', () => {
    let nested: RawRequirement = { allOf: ['a', 'b'] };
    for (let i = 1; i < MOST_NESTED; i++) nested = { allOf: [nested] };
    expect(appAfter([nested], group('a', 'c'))).toEqual([
      `groups would be nested more than ${MOST_NESTED} deep`,
    ]);
    expect(appAfter([{ allOf: ['a', 'b'] }], group('a', 'c'))).toEqual(['all of (any of a, c), b']);
  });
});

const SHOP = await loadEstate([path.join(ROOT, 'graphs/examples/web-shop-multi-region.yaml')]);

const CLOUD = await loadEstate([path.join(ROOT, 'tests/analyze/what-if/cloud.yaml')]);

const replica = (node: string, place: string): WhatIf => ({ type: 'replica', node, place });

const whyNot = (estate: Estate, ...edits: readonly WhatIf[]): readonly string[] =>
  edited(estate, edits, []).refused.map(({ why }) => why);

describe('a copy elsewhere', () => {
  it('mends the shop, together with a switch that needs something else', () => {
    const { estate, refused } = edited(
      SHOP,
      [
        replica('sign-in', 'aws/us-west-2'),
        { type: 'group', from: 'shop', to: 'route53/record-changes', others: ['route53/answers'] },
      ],
      [],
    );
    expect(refused).toEqual([]);
    expect(needsOf(estate, 'orders/us-west-2')).toContain('any of sign-in, sign-in/us-west-2');
    expect(needsOf(estate, 'sign-in/us-west-2')).toEqual(['aws/us-west-2/cognito']);
    const fallen = affectedIn(estate, outcomeOf(estate, { 'aws/us-east-1': 'outage' }));
    expect([fallen['shop'], fallen['checkout'], fallen['back-office']]).toEqual([
      undefined,
      undefined,
      'outage',
    ]);
  });

  it('is what stands there already, where there is one', () => {
    const { estate, patch } = edited(SHOP, [replica('database/us-east-1', 'aws/us-west-2')], []);
    expect(needsOf(estate, 'orders/us-east-1')).toContain('any of database/us-east-1, database/us-west-2');
    expect(patch).not.toContain('kind:');
  });

  it('of what is in no place stands in the one that is named', () => {
    const { estate } = edited(SHOP, [replica('payments', 'aws/us-west-2')], []);
    expect(needsOf(estate, 'payments/us-west-2')).toEqual(['aws/us-west-2']);
    expect(needsOf(estate, 'checkout')).toContain('any of payments, payments/us-west-2, partial');
  });

  it('in the same place is a second one', () => {
    const { estate } = edited(SHOP, [replica('database/us-east-1', 'aws/us-east-1')], []);
    expect(needsOf(estate, 'orders/us-east-1')).toContain('any of database/us-east-1, database/us-east-1-2');
  });

  it('is called otherwise where something else is called so', () => {
    const estate = estateWith({
      app: ['store'],
      store: { kind: 'database', in: 'cloud/east' },
      'store/west': { kind: 'queue' },
      'cloud/east': { kind: 'region' },
      'cloud/west': { kind: 'region' },
    });
    expect(needsOf(edited(estate, [replica('store', 'cloud/west')], []).estate, 'app')).toEqual([
      'any of store, store/west-2',
    ]);
  });

  it('in a zone of another region goes into that very zone', () => {
    const places: Needs = Object.fromEntries([
      ['cloud/east', { kind: 'region' }],
      ['cloud/west', { kind: 'region' }],
      ...['east', 'west'].flatMap((region) =>
        ['1', '2'].map((zone) => [`cloud/${region}/${zone}`, { kind: 'zone', in: `cloud/${region}` }]),
      ),
      ...['east', 'west'].map((region) => [`queue/${region}`, { kind: 'queue', in: `cloud/${region}` }]),
    ]) as Needs;
    const estate = estateWith({
      app: ['worker'],
      worker: { in: 'cloud/east/1', dependsOn: ['queue/east'] },
      ...places,
    });
    const { estate: now } = edited(estate, [replica('worker', 'cloud/west/2')], []);
    expect(needsOf(now, 'worker/west')).toEqual(['cloud/west/2', 'queue/west']);
    const { estate: beside } = edited(estate, [replica('worker', 'cloud/east/2')], []);
    expect(needsOf(beside, 'worker/2')).toEqual(['cloud/east/2', 'queue/east']);
  });

  it('is refused where it makes no sense', () => {
    expect(whyNot(SHOP, replica('nobody', 'aws/us-west-2'))).toEqual(['there is no "nobody"']);
    expect(whyNot(SHOP, replica('sign-in', 'aws/eu'))).toEqual(['there is no "aws/eu"']);
    expect(whyNot(SHOP, replica('sign-in', 'payments'))).toEqual([
      'payments is no zone or region, where a copy could stand',
    ]);
    expect(whyNot(SHOP, replica('aws/us-east-1', 'aws/us-west-2'))).toEqual([
      'aws/us-east-1 is a region: nobody can make another one',
    ]);
    expect(whyNot(SHOP, replica('back-office', 'aws/us-west-2'))).toEqual([
      'nothing needs back-office, so a copy of it would stand in for nobody',
    ]);
    const twice = replica('sign-in', 'aws/us-west-2');
    expect(whyNot(SHOP, twice, twice)).toEqual(['whoever needs sign-in can use sign-in/us-west-2 already']);
    const rack: Needs = { app: ['rack'], rack: { kind: 'compute' }, zone: { kind: 'zone', in: 'rack' } };
    expect(whyNot(estateWith(rack), replica('rack', 'zone'))).toEqual([
      'zone is in rack: its copy would lie in itself',
    ]);
  });
});

describe('what a provider runs', () => {
  it('is used in another place, where the document knows it', () => {
    const { estate } = edited(CLOUD, [replica('aws/us-east-1/s3', 'aws/us-west-2')], []);
    expect(needsOf(estate, 'shop')).toContain('any of aws/us-east-1/s3, aws/us-west-2/s3');
  });

  it('is not made where the document does not know it', () => {
    expect(whyNot(CLOUD, replica('aws/us-east-1/sqs', 'aws/us-west-2'))).toEqual([
      'aws/us-east-1/sqs has no counterpart in aws/us-west-2: aws/us-west-2/sqs is not described',
    ]);
  });

  it('needs what the provider says', () => {
    const [target] = CLOUD.nodes[CLOUD.positions.get('aws/us-east-1/sqs')!]!.dependsOn.flatMap((one) =>
      one.form === 'node' ? [one.node] : [],
    );
    expect(whyNot(CLOUD, { type: 'remove', from: 'aws/us-east-1/sqs', to: target! })).toEqual([
      'aws/us-east-1/sqs is run by its provider, and needs what the provider says',
    ]);
  });
});

describe('several changes', () => {
  it('build on one another, and those that make no sense are left out', () => {
    const { estate, patch, refused } = edited(
      SHOP,
      [
        replica('sign-in', 'aws/us-west-2'),
        remove('sign-in'),
        { type: 'remove', from: 'orders/us-west-2', to: 'sign-in' },
      ],
      ['shop.yaml'],
    );
    expect(refused).toEqual([{ index: 1, why: 'there is no "app"' }]);
    expect(needsOf(estate, 'orders/us-west-2')).toContain('sign-in/us-west-2');
    expect(needsOf(estate, 'orders/us-west-2').join()).not.toContain('any of sign-in');
    expect(patch).toMatchInlineSnapshot(`
      "faultline: 1
      include: [shop.yaml]
      nodes:
        aws/us-west-2/cognito:
          kind: identity
          in: aws/us-west-2
        orders/us-east-1:
          dependsOn:
            - anyOf: [sign-in, sign-in/us-west-2]
              why: "every order asks who its customer is"
            - { node: sign-in, impact: none }
        orders/us-west-2:
          dependsOn:
            - node: sign-in/us-west-2
              why: "every order asks who its customer is"
            - { node: sign-in, impact: none }
        sign-in/us-west-2:
          kind: identity
          name: "Customers' sign-in (us-west-2)"
          dependsOn:
            - aws/us-west-2/cognito
      "
    `);
  });

  it.each([
    ['a bell', '\u0007'],
    ['a next line', '\u0085'],
    ['half a character', '\ud800'],
    ['a byte order mark', '\ufeff'],
    ['a character that is none', '\uffff'],
    ['the other direction', '\u202e'],
    ['the end of a list', '}, ] #'],
  ])('keep long reasons with %s in them', async (_, strange) => {
    const why = `${'word '.repeat(30)}a${strange}b and more`;
    const { patch, estate } = edited(
      estateWith({ app: [{ node: 'a', why }], a: [] }),
      [soften('a', 'partial')],
      [],
    );
    const { document, problems } = await readDocument({ file: 'tried.yaml', text: patch });
    expect(problems).toEqual([]);
    // What a file or a terminal would spoil is escaped.
    expect(patch).toMatch(/^[\n\x20-\u{10ffff}]*$/u);
    expect(patch).not.toMatch(/\p{Surrogate}/u);
    expect(document!.nodes.get('app')!.dependsOn[0]!.why).toBe(nodeById(estate, 'app')!.dependsOn[0]!.why);
  });

  it('that change nothing leave the estate as it is', () => {
    expect(edited(SHOP, [remove('x')], ['a.yaml'])).toEqual({
      estate: SHOP,
      patch: '',
      refused: [{ index: 0, why: 'there is no "app"' }],
    });
  });
});
