import { describe, expect, test } from 'vitest';
import type { Facts, ReferenceFact, ResourceFact } from '../../../src/model/fact.ts';
import { facts, nodeOf, onTarget, refers, resource, says, scanned } from '../../support/facts.ts';

/** A package whose file calls DynamoDB, and a file that brings it along. */
const code = (
  file = 'services/orders/src/db.ts',
  to: { region?: string; regionKey?: string; nameKeys?: readonly string[] } = {},
): Facts => {
  const call = says('services/orders', 'dynamodb:PutItem', 'action', undefined, {
    class: 'data',
    code: file,
    where: { file, line: 7 },
  });
  return facts(
    [resource('services/orders', 'code/package', { kind: 'service', view: { names: ['orders'] } })],
    [{ ...call, to: { ...call.to, ...to } }],
    {
      realm: 'aws-sdk',
      tells: 'code',
      reaches: new Map([
        ['services/orders/src/create.ts', ['services/orders/src/db.ts']],
        ['services/orders/src/remove.ts', []],
      ]),
    },
  );
};

const lambda = (local: string, path: string, more: Partial<ResourceFact> = {}): ResourceFact =>
  resource(`stack/${local}`, 'AWS::Lambda::Function', { region: 'eu-west-1', code: [path], ...more });

const TABLES = 'aws/eu-west-1/dynamodb';

describe('what code needs, those need that run it', () => {
  test('by the entry that brings the file along', () => {
    const out = scanned([
      facts([lambda('Create', 'services/orders/src/create'), lambda('Remove', 'services/orders/src/remove')]),
      code(),
    ]);
    expect(onTarget(nodeOf(out, 'stack/Create'), TABLES)).toMatchObject([
      { source: 'services/orders/src/db.ts:7' },
    ]);
    expect(onTarget(nodeOf(out, 'stack/Remove'), TABLES)).toEqual([]);
  });

  test('by the innermost folder around the file', () => {
    const out = scanned([facts([lambda('All', 'services'), lambda('Orders', 'services/orders')]), code()]);
    expect(onTarget(nodeOf(out, 'stack/Orders'), TABLES)).toHaveLength(1);
    expect(onTarget(nodeOf(out, 'stack/All'), TABLES)).toEqual([]);
  });

  test('and all of them, if several run it', () => {
    const out = scanned([facts([lambda('A', 'services/orders'), lambda('B', 'services/orders/')]), code()]);
    expect(onTarget(nodeOf(out, 'stack/A'), TABLES)).toHaveLength(1);
    expect(onTarget(nodeOf(out, 'stack/B'), TABLES)).toHaveLength(1);
  });

  test('but not by a folder that holds several packages', () => {
    const carts = facts([resource('services/carts', 'code/package', { kind: 'service' })], [], {
      realm: 'aws-sdk',
      tells: 'code',
    });
    const image = facts([resource('stack/collector', 'compose/service', { code: ['services'] })]);
    const alone = scanned([image, code()]);
    expect(onTarget(nodeOf(alone, 'stack/collector'), 'aws/default-region/dynamodb')).toHaveLength(1);
    const several = scanned([image, code(), { ...carts, references: code().references }]);
    expect(onTarget(nodeOf(several, 'stack/collector'), 'aws/default-region/dynamodb')).toEqual([]);
    expect(onTarget(nodeOf(several, 'services/orders'), 'aws/default-region/dynamodb')).toHaveLength(1);
  });

  test('else its package does', () => {
    const out = scanned([facts([lambda('Other', 'services/carts')]), code()]);
    expect(onTarget(nodeOf(out, 'services/orders'), 'aws/default-region/dynamodb')).toHaveLength(1);
  });

  test('or the workload that the package is', () => {
    const out = scanned([facts([resource('shop/orders', 'apps/Deployment')]), code()], {
      region: 'eu-west-1',
    });
    expect(onTarget(nodeOf(out, 'shop/orders'), TABLES)).toHaveLength(1);
    expect(out.document.nodes.has('services/orders')).toBe(false);
  });
});

test('a package all of whose code runs elsewhere is no node', () => {
  const out = scanned([facts([lambda('Orders', 'services/orders')]), code()]);
  expect(out.document.nodes.has('services/orders')).toBe(false);
});

describe('the region of a call', () => {
  const at = (properties: ResourceFact['properties'], to: Parameters<typeof code>[1]): readonly string[] => {
    const own = lambda('Orders', 'services/orders', properties === undefined ? {} : { properties });
    const node = nodeOf(scanned([facts([own]), code(undefined, to)]), 'stack/Orders');
    return node.dependsOn.flatMap((one) =>
      one.form === 'node' && one.node.endsWith('dynamodb') ? [one.node] : [],
    );
  };

  test('is the one that is called', () => {
    expect(at(undefined, { region: 'us-east-1' })).toEqual(['aws/us-east-1/dynamodb']);
  });

  test('is what the environment of whoever runs it says', () => {
    const properties = { Environment: { Variables: { REGION: 'us-east-1' } } };
    expect(at(properties, { regionKey: 'REGION' })).toEqual(['aws/us-east-1/dynamodb']);
  });

  test('is what that environment says, whatever the code takes without it', () => {
    const properties = { Environment: { Variables: { REGION: 'us-east-1' } } };
    expect(at(properties, { regionKey: 'REGION', region: 'eu-central-1' })).toEqual([
      'aws/us-east-1/dynamodb',
    ]);
    expect(at(undefined, { regionKey: 'REGION', region: 'eu-central-1' })).toEqual([
      'aws/eu-central-1/dynamodb',
    ]);
  });

  test('is its own, if nothing else is said', () => {
    expect(at(undefined, {})).toEqual([TABLES]);
    expect(at({ Environment: { Variables: { REGION: '${Where}' } } }, { regionKey: 'REGION' })).toEqual([
      TABLES,
    ]);
  });
});

describe('a call whose resource the environment names', () => {
  const by = (...settings: readonly ReferenceFact[]) =>
    nodeOf(
      scanned([
        facts(
          [
            lambda('Orders', 'services/orders'),
            resource('stack/Table', 'AWS::DynamoDB::Table', { region: 'eu-west-1' }),
          ],
          settings,
        ),
        code(undefined, { nameKeys: ['TABLE'] }),
      ]),
      'stack/Orders',
    );

  test('is to what the setting means, with the code as evidence', () => {
    const node = by(refers('stack/Orders', 'stack/Table', 'Environment.Variables.TABLE'));
    expect(onTarget(node, 'stack/Table')).toMatchObject([{ why: expect.stringContaining('text') }]);
    expect(onTarget(node, TABLES)).toEqual([]);
  });

  test('is to the service, if nobody says what the setting means', () => {
    expect(onTarget(by(), TABLES)).toHaveLength(1);
  });
});
