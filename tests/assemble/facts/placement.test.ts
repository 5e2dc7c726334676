import { describe, expect, test } from 'vitest';
import { facts, need, nodeOf, onTarget, refers, resource, scanned } from '../../support/facts.ts';

const zones = (...letters: string[]) =>
  letters.map((letter) => ({ form: 'node', node: `aws/eu-west-1/eu-west-1${letter}` }));

const subnet = (name: string, letter: string) =>
  resource(name, 'aws_subnet', {
    region: 'eu-west-1',
    properties: { availability_zone: `eu-west-1${letter}` },
  });

test('the zones of subnets that another stack exports count, too', () => {
  const { where } = resource('net', 'aws_subnet');
  const exports = [
    {
      name: 'subnets',
      to: ['net/a', 'net/b'].map((id) => ({
        by: 'address' as const,
        address: resource(id, 'aws_subnet').address,
      })),
      where,
    },
  ];
  const out = scanned([
    facts([subnet('net/a', 'a'), subnet('net/b', 'b')], [], { exports }),
    facts(
      [
        resource('app/db', 'aws_db_instance', { region: 'eu-west-1', properties: { multi_az: true } }),
        resource('app/g', 'aws_db_subnet_group'),
      ],
      [
        refers('app/db', 'app/g', 'db_subnet_group_name'),
        { ...refers('app/g', 'app/g', 'subnet_ids'), to: { by: 'text', text: 'subnets', as: 'export' } },
      ],
    ),
  ]);
  expect(nodeOf(out, 'app/db').in).toMatchObject({ form: 'anyOf', of: zones('a', 'b') });
});

describe('regions', () => {
  test('the one that the source names', () => {
    const out = scanned([facts([resource('q', 'aws_sqs_queue', { region: 'eu-west-1' })])]);
    expect(nodeOf(out, 'shop/q').in).toMatchObject({ node: 'aws/eu-west-1', source: 'main.tf:1' });
    expect(need(out, 'shop/q', 'aws/eu-west-1/sqs')).toMatchObject({ form: 'node' });
    expect(out.document.use).toEqual(['aws']);
  });

  test('the one of the question for what nobody places, and for nothing else', () => {
    const found = [
      facts([resource('a', 'aws_sqs_queue'), resource('b', 'aws_sqs_queue', { region: 'us-east-1' })]),
    ];
    const out = scanned(found, { region: 'eu-west-1' });
    expect(nodeOf(out, 'shop/a').in).toMatchObject({ node: 'aws/eu-west-1' });
    expect(nodeOf(out, 'shop/b').in).toMatchObject({ node: 'aws/us-east-1' });
  });

  test('without either: one node for all, described, and told once a scope', () => {
    const out = scanned([
      facts([
        resource('a', 'aws_sqs_queue'),
        resource('b', 'aws_sqs_queue'),
        resource('other/c', 'aws_s3_bucket'),
      ]),
    ]);
    expect(nodeOf(out, 'shop/a').in).toMatchObject({ node: 'aws/default-region' });
    expect(nodeOf(out, 'other/c').in).toMatchObject({ node: 'aws/default-region' });
    expect(nodeOf(out, 'aws/default-region').kind).toBe('region');
    expect(nodeOf(out, 'aws/default-region/sqs').in).toMatchObject({ node: 'aws/default-region' });
    const told = out.findings.filter(({ hint }) => hint?.includes('--region'));
    expect(told.map(({ message }) => message)).toEqual([
      '2 resources of shop are in a region that no source names',
      '1 resource of other is in a region that no source names',
    ]);
  });

  test('a region that no pack knows is described by the scan', () => {
    const out = scanned([facts([resource('q', 'aws_sqs_queue', { region: 'xx-north-9' })])]);
    expect(nodeOf(out, 'aws/xx-north-9').kind).toBe('region');
  });

  test('an expression is no region', () => {
    const out = scanned([facts([resource('q', 'aws_sqs_queue', { region: '${var.region}' })])]);
    expect(nodeOf(out, 'shop/q').in).toMatchObject({ node: 'aws/default-region' });
  });

  test('a zone tells its region', () => {
    const properties = { availability_zone: 'us-east-1a' };
    const out = scanned([facts([resource('i', 'aws_instance', { properties })])], { region: 'eu-west-1' });
    expect(nodeOf(out, 'shop/i').in).toMatchObject({ node: 'aws/us-east-1/us-east-1a' });
  });

  test('what is of the whole provider is in no region', () => {
    const out = scanned([facts([resource('zone', 'aws_route53_zone', { region: 'eu-west-1' })])]);
    expect(nodeOf(out, 'shop/zone').in).toBeUndefined();
  });
});

describe('zones', () => {
  const placed = (letters: readonly string[], type: string, property: string, more: object) => {
    const subnets = letters.map((letter) => subnet(`subnet_${letter}`, letter));
    const links = letters.map((letter) => refers('it', `subnet_${letter}`, property));
    return nodeOf(
      scanned([facts([...subnets, resource('it', type, { region: 'eu-west-1', ...more })], links)]),
      'shop/it',
    );
  };

  test('an instance is in the zone of its subnet, and stands on the instances of that zone', () => {
    const node = placed(['b'], 'aws_instance', 'subnet_id', {});
    expect(node.in).toMatchObject({ form: 'node', node: 'aws/eu-west-1/eu-west-1b' });
    expect(onTarget(node, 'aws/eu-west-1/eu-west-1b/ec2')).toHaveLength(1);
  });

  test('a group of instances over three zones is degraded without one of them', () => {
    const node = placed(['a', 'b', 'c'], 'aws_autoscaling_group', 'vpc_zone_identifier', {});
    expect(node.in).toMatchObject({ form: 'atLeast', atLeast: [3, 1, 1], of: zones('a', 'b', 'c') });
  });

  const grouped = (properties: Record<string, boolean>) => {
    const found = facts(
      [
        subnet('sa', 'a'),
        subnet('sb', 'b'),
        resource('group', 'aws_db_subnet_group', { region: 'eu-west-1' }),
        resource('db', 'aws_db_instance', { region: 'eu-west-1', properties }),
      ],
      [
        refers('group', 'sa', 'subnet_ids'),
        refers('group', 'sb', 'subnet_ids'),
        refers('db', 'group', 'db_subnet_group_name'),
      ],
    );
    return nodeOf(scanned([found]), 'shop/db').in;
  };

  test('a Multi-AZ database has a standby in another zone, and the switch takes time', () => {
    expect(grouped({ multi_az: true })).toMatchObject({
      form: 'anyOf',
      of: zones('a', 'b'),
      failover: { time: 120 },
    });
  });

  test('a single database is in one of the zones of its group, and nobody knows in which', () => {
    expect(grouped({ multi_az: false })).toMatchObject({
      form: 'allOf',
      of: zones('a', 'b'),
      confidence: 'assumed',
    });
  });

  test('subnets made by a count are in the zones of all its instances', () => {
    const node = nodeOf(
      scanned([
        facts([
          resource('s', 'aws_subnet', {
            region: 'eu-west-1',
            count: 2,
            instances: [{ availability_zone: 'eu-west-1a' }, { availability_zone: 'eu-west-1b' }],
          }),
        ]),
      ]),
      'shop/s',
    );
    expect(node.in).toMatchObject({ form: 'atLeast', atLeast: [2, 1, 1], of: zones('a', 'b') });
  });

  test('zones named by affinity are those of the provider that names them so', () => {
    const more = { count: 6, minAvailable: 4, zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] };
    const out = scanned([facts([resource('shop/web', 'apps/Deployment', more)])]);
    // Two replicas in each zone: four of six need two zones.
    expect(nodeOf(out, 'shop/web').in).toMatchObject({
      form: 'atLeast',
      atLeast: [3, 2, 1],
      of: zones('a', 'b', 'c'),
    });
  });

  test('a lone replica is started anew in another zone; a lone store is in one of them', () => {
    const more = { count: 1, zones: ['eu-west-1a', 'eu-west-1b'] };
    const of = (kind: 'service' | 'database') =>
      nodeOf(scanned([facts([resource('shop/web', 'apps/Deployment', { ...more, kind })])]), 'shop/web').in;
    expect(of('service')).toMatchObject({ form: 'anyOf', of: zones('a', 'b'), failover: { time: 300 } });
    expect(of('database')).toMatchObject({ form: 'allOf', of: zones('a', 'b') });
  });

  test('a zone that is an expression is none', () => {
    const node = nodeOf(
      scanned([
        facts([
          resource('i', 'aws_instance', {
            region: 'eu-west-1',
            properties: { availability_zone: '${var.zone}' },
          }),
        ]),
      ]),
      'shop/i',
    );
    expect(node.in).toMatchObject({ form: 'node', node: 'aws/eu-west-1' });
  });
});

test('what there is none of stands nowhere, needs nothing, and is told', () => {
  const out = scanned([
    facts(
      [resource('q', 'aws_sqs_queue', { count: 0, region: 'eu-west-1' }), resource('k', 'aws_kms_key')],
      [refers('q', 'k', 'kms_master_key_id')],
    ),
  ]);
  const node = nodeOf(out, 'shop/q');
  expect(node.in).toBeUndefined();
  expect(node.tags).toContain('count:0');
  expect(need(out, 'shop/q', 'shop/k').impact).toEqual([0, 0, 0, 0]);
});

describe('a property decides', () => {
  const acl = (scope: string) =>
    nodeOf(
      scanned([
        facts([resource('acl', 'aws_wafv2_web_acl', { region: 'us-east-1', properties: { scope } })]),
      ]),
      'shop/acl',
    );

  test('rules for the edge lie in no region, though they are made in one', () => {
    expect(acl('CLOUDFRONT').in).toBeUndefined();
    expect(acl('REGIONAL').in).toMatchObject({ node: 'aws/us-east-1' });
  });
});

test('what only sets something is told to be in its region, and does not fall with it', () => {
  const out = scanned([facts([resource('sg', 'aws_security_group', { region: 'eu-west-1' })])]);
  expect(nodeOf(out, 'shop/sg').in).toMatchObject({ node: 'aws/eu-west-1', impact: [0, 0, 0, 0] });
});

test('an unknown type still stands on the service that its name begins with', () => {
  const out = scanned([facts([resource('x', 'aws_sqs_queue_something_new', { region: 'eu-west-1' })])]);
  expect(need(out, 'shop/x', 'aws/eu-west-1/sqs')).toBeDefined();
});

test('a region that is asked for holds only what its provider runs', () => {
  const all = [facts([resource('queue', 'aws_sqs_queue'), resource('files', 'azurerm_storage_account')])];
  const out = scanned(all, { region: 'eu-west-1' });
  expect(nodeOf(out, 'shop/queue').in).toMatchObject({ node: 'aws/eu-west-1' });
  expect(nodeOf(out, 'shop/files').in).toMatchObject({ node: 'azure/default-region' });
});
