/** Proves which redundancy is found to be none, what it is said to share, and what is shared by design. */
import { describe, expect, it } from 'vitest';
import { sharedFates } from '../../../src/analyze/audit/shared-fate.ts';
import { universeOf } from '../../../src/analyze/audit/universe.ts';
import { compile } from '../../../src/engine/compile.ts';
import type { Estate } from '../../../src/model/estate.ts';
import { stateOf } from '../../../src/model/state.ts';
import { DAY, type Needs, estateWith } from '../../engine/estates.ts';
import { loadEstate } from '../../../src/scan/document.ts';

const toldOf = async (estate: Estate): Promise<readonly string[]> => {
  const id = (position: number): string => estate.nodes[position]!.id;
  const fates = await sharedFates(estate, compile(estate, DAY), DAY, universeOf(estate, undefined));
  return fates.map(
    ({ owner, shared, wider, rank, members }) =>
      `${id(owner)}: ${stateOf(rank)} with ${id(shared)}` +
      (wider.length === 0 ? '' : ` (also ${wider.map(id).join(', ')})`) +
      ` by ${members.map(({ way }) => way.map(id).join('>')).join(' and ')}`,
  );
};

const told = (needs: Needs): Promise<readonly string[]> => toldOf(estateWith(needs));

const aws: Needs = {
  aws: { kind: 'provider' },
  'aws/east': { kind: 'region', in: 'aws' },
  'aws/east/a': { kind: 'zone', in: 'aws/east' },
  'aws/east/b': { kind: 'zone', in: 'aws/east' },
  'aws/east/ec2': { kind: 'service', in: 'aws/east' },
  'aws/west': { kind: 'region', in: 'aws' },
  'aws/west/a': { kind: 'zone', in: 'aws/west' },
  'aws/iam': { kind: 'identity', in: 'aws' },
};

const pair = (first: string, second: string): Needs => ({
  ...aws,
  app: { kind: 'app', dependsOn: [{ anyOf: ['one', 'two'] }] },
  one: { kind: 'compute', in: first, dependsOn: ['aws/iam'] },
  two: { kind: 'compute', in: second, dependsOn: ['aws/iam'] },
});

describe('two that back each other up', () => {
  it('share nothing if nothing takes both', async () => {
    expect(await told({ app: [{ anyOf: ['one', 'two'] }], one: [], two: [] })).toEqual([]);
  });

  it('share what both need, and it is named together with what takes it', async () => {
    expect(
      await told({
        app: [{ anyOf: ['one', 'two'] }],
        one: ['store'],
        two: ['cache'],
        cache: ['store'],
        store: ['vendor'],
        vendor: { kind: 'external' },
      }),
    ).toEqual(['app: outage with store (also vendor) by store>one and store>cache>two']);
  });

  it('share nothing where a stronger document took them back', async () => {
    const needs: Needs = { one: ['store'], two: ['store'], store: [] };
    expect(await told({ app: [{ anyOf: ['one', 'two'], impact: 'degraded' }], ...needs })).toHaveLength(1);
    expect(await told({ app: [{ anyOf: ['one', 'two'], impact: 'none' }], ...needs })).toEqual([]);
  });

  it('share a fate if one of them needs the other', async () => {
    expect(await told({ app: [{ anyOf: ['one', 'two'] }], one: [], two: ['one'] })).toEqual([
      'app: outage with one by one and one>two',
    ]);
  });

  it('share none if what both need hardly harms them', async () => {
    const soft = { node: 'store', impact: 'degraded' } as const;
    expect(await told({ app: [{ anyOf: ['one', 'two'] }], one: [soft], two: [soft], store: [] })).toEqual([]);
  });

  it('share none by what takes who needs them, and only by that takes them', async () => {
    expect(
      await told({
        pools: ['network', { anyOf: ['one', 'two'] }],
        one: ['pools'],
        two: ['pools'],
        network: [],
      }),
    ).toEqual([]);
  });

  it('are told apart from two that share the work out', async () => {
    const needs = { one: ['store'], two: ['store'], store: [] };
    const routes = { atLeast: { operational: 2, partial: 1 }, of: ['one', 'two'] } as const;
    expect(await told({ app: [routes], ...needs })).toEqual([]);
    const spread = { atLeast: { operational: 2, degraded: 1 }, of: ['one', 'two'] } as const;
    expect(await told({ app: [spread], ...needs })).toHaveLength(1);
  });

  it('are told apart from two of which neither may be missing', async () => {
    const needs = { one: ['store'], two: ['store'], store: [] };
    expect(await told({ app: [{ atLeast: 2, of: ['one', 'two'] }], ...needs })).toEqual([]);
  });
});

describe('the place of both', () => {
  it('is by design if it is the region over whose zones they are spread', async () => {
    expect(await told(pair('aws/east/a', 'aws/east/b'))).toEqual([]);
  });

  it('is not by design if it is one zone', async () => {
    expect(await told(pair('aws/east/a', 'aws/east/a'))).toEqual([
      'app: outage with aws/east/a by aws/east/a>one and aws/east/a>two',
    ]);
  });

  it('is told if they are in two regions: what all regions need, or one region both need', async () => {
    const needs = pair('aws/east/a', 'aws/west/a');
    expect(await told(needs)).toEqual(['app: outage with aws/iam by aws/iam>one and aws/iam>two']);
    const two: Needs[string] = { kind: 'compute', in: 'aws/west/a', dependsOn: ['aws/east/ec2'] };
    expect(await told({ ...needs, one: { kind: 'compute', in: 'aws/east/a' }, two })).toEqual([
      'app: outage with aws/east by aws/east>aws/east/a>one and aws/east>aws/east/ec2>two',
    ]);
  });

  it('may be said among the dependencies', async () => {
    const zones = { anyOf: ['aws/east/a', 'aws/east/b'] };
    expect(await told({ ...aws, app: [{ anyOf: ['one', 'two'] }], one: [zones], two: [zones] })).toEqual([]);
  });

  it('is found in a circle of places without end', async () => {
    expect(await told({ app: [{ anyOf: ['one', 'two'] }], one: { in: 'two' }, two: { in: 'one' } })).toEqual([
      'app: outage with one (also two) by one and one>two',
    ]);
  });
});

describe('subnets of two zones', () => {
  const network = (zone: string, ...dependsOn: readonly string[]): Needs[string] => ({
    kind: 'network',
    in: zone,
    dependsOn,
  });
  const subnets = (second: string, ...shared: readonly string[]): Needs => ({
    ...aws,
    app: { kind: 'app', dependsOn: [{ anyOf: ['subnet-a', 'subnet-b'] }] },
    'subnet-a': network('aws/east/a', ...shared),
    'subnet-b': network(second, ...shared),
    vpc: network('aws/east'),
    gateway: network('aws/east/a'),
  });

  it('share the network that they are parts of by design', async () => {
    expect(await told(subnets('aws/east/b', 'vpc'))).toEqual([]);
  });

  it('do not share by design what stands in one of the zones', async () => {
    expect(await told(subnets('aws/east/b', 'vpc', 'gateway'))).toEqual([
      'app: outage with gateway (also aws/east/a) by gateway>subnet-a and gateway>subnet-b',
    ]);
  });

  it('and machines in them share a cloud network that a scan read, but no gateway, and no line of people', async () => {
    const machine = (zone: string): Needs[string] => ({ in: zone, dependsOn: ['net'] });
    const two = (net: object): Needs => ({
      ...aws,
      app: [{ anyOf: ['one', 'two'] }],
      one: machine('aws/east/a'),
      two: machine('aws/east/b'),
      net: { kind: 'network', in: 'aws/east', ...net },
    });
    expect(await told(two({ source: 'main.tf:3', tags: ['aws_vpc'] }))).toEqual([]);
    expect(await told(two({ source: 'main.tf:3', tags: ['aws_nat_gateway'] }))).toHaveLength(1);
    expect(await told(two({}))).toHaveLength(1);
  });

  it('do not share by design what is in another region than one of them', async () => {
    expect(await told(subnets('aws/west/a', 'vpc'))).toEqual([
      'app: outage with vpc (also aws/east) by vpc>subnet-a and vpc>subnet-b',
    ]);
  });
});

it('the doubled web shop shares its sign-in', async () => {
  expect(await toldOf(await loadEstate(['graphs/examples/web-shop-multi-region.yaml']))).toEqual([
    'checkout: outage with sign-in (also aws/us-east-1, aws/us-east-1/cognito) by sign-in>orders/us-east-1 and sign-in>orders/us-west-2',
  ]);
});
