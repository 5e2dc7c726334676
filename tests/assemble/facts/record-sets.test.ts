import { describe, expect, test } from 'vitest';
import { facts, nodeOf, onTarget, refers, resource, says, scanned } from '../../support/facts.ts';

const record = (at: string, properties: Record<string, string | number | Record<string, string>>) =>
  resource(at, 'aws_route53_record', { properties: { name: 'www.example.com', type: 'A', ...properties } });

const failover = (type: string) => ({ failover_routing_policy: { type }, set_identifier: type });

describe('records with failover', () => {
  const pair = facts(
    [
      record('secondary', failover('SECONDARY')),
      record('primary', failover('PRIMARY')),
      resource('check', 'aws_route53_health_check', {
        properties: { request_interval: 10, failure_threshold: 2 },
      }),
      resource('zone', 'aws_route53_zone'),
    ],
    [
      refers('primary', 'zone', 'zone_id'),
      refers('secondary', 'zone', 'zone_id'),
      refers('primary', 'check', 'health_check_id'),
    ],
  );

  test('are one name, whose primary comes first and whose switch takes as long as checks and answers last', () => {
    expect(nodeOf(scanned([pair]), 'shop/www.example.com.dns').dependsOn).toMatchObject([
      {
        form: 'anyOf',
        of: [{ node: 'shop/primary' }, { node: 'shop/secondary' }],
        failover: { time: 80, requires: [{ node: 'aws/route53/health-checks' }] },
      },
    ]);
  });

  test('who calls the name needs the name, not one of its answers', () => {
    const out = scanned([
      pair,
      facts(
        [resource('web', 'apps/Deployment')],
        [says('web', 'https://www.example.com/', 'env', 'API_URL')],
      ),
    ]);
    expect(onTarget(nodeOf(out, 'shop/web'), 'shop/www.example.com.dns')).toHaveLength(1);
    expect(onTarget(nodeOf(out, 'shop/web'), 'shop/primary')).toEqual([]);
  });

  test('of another zone or another type are another name', () => {
    const other = { ...failover('SECONDARY'), type: 'AAAA' };
    const out = scanned([facts([record('primary', failover('PRIMARY')), record('secondary', other)])]);
    expect([...out.document.nodes.keys()]).not.toContain('shop/www.example.com.dns');
  });
});

test('records by weight share the work', () => {
  const out = scanned([
    facts([
      record('a', { weighted_routing_policy: { weight: '50' } }),
      record('b', { weighted_routing_policy: { weight: '50' } }),
    ]),
  ]);
  expect(nodeOf(out, 'shop/www.example.com.dns').dependsOn).toMatchObject([
    { form: 'atLeast', atLeast: [2, 1, 1] },
  ]);
});

test('in the words of CloudFormation', () => {
  const of = (at: string, type: string) =>
    resource(at, 'AWS::Route53::RecordSet', {
      properties: {
        Name: 'www.example.com.',
        Type: 'A',
        Failover: type,
        TTL: 30,
        HostedZoneName: 'example.com.',
      },
    });
  const out = scanned([facts([of('One', 'PRIMARY'), of('Two', 'SECONDARY')])]);
  expect(nodeOf(out, 'shop/www.example.com.dns').dependsOn).toMatchObject([
    { form: 'anyOf', of: [{ node: 'shop/One' }, { node: 'shop/Two' }], failover: { time: 120 } },
  ]);
});

test('a plain record is no set', () => {
  const out = scanned([facts([record('a', {}), record('b', {})])]);
  expect([...out.document.nodes.keys()]).not.toContain('shop/www.example.com.dns');
});
