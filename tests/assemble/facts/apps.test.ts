import { describe, expect, test } from 'vitest';
import type { Facts, ResourceFact } from '../../../src/model/fact.ts';
import { facts, nodeOf, refers, resource, scanned } from '../../support/facts.ts';

const apps = (found: Facts, by: 'scope' | 'entry' | 'none' = 'scope') =>
  [...scanned([found], { apps: by }).document.nodes.values()]
    .filter(({ kind }) => kind === 'app')
    .map(({ id, dependsOn }) => [
      id,
      dependsOn.flatMap((requirement) =>
        requirement.form === 'node'
          ? [requirement.node]
          : requirement.of.map((member) => (member.form === 'node' ? member.node : '')),
      ),
    ]);

const shop = facts(
  [
    resource('cdn', 'aws_cloudfront_distribution'),
    resource('lb', 'aws_lb', { properties: { internal: false } }),
    resource('inner', 'aws_lb', { properties: { internal: true } }),
    resource('api', 'aws_api_gateway_rest_api'),
    resource('worker', 'aws_lambda_function'),
  ],
  [refers('cdn', 'lb', 'origin.domain_name')],
);

describe('apps', () => {
  test('one per scope, of the entry points that no other one leads to', () => {
    expect(apps(shop)).toEqual([['apps/shop', ['shop/api', 'shop/cdn']]]);
  });

  test('with one of several entry points gone, part of the app is', () => {
    const [requirement] = nodeOf(scanned([shop], { apps: 'scope' }), 'apps/shop').dependsOn;
    expect(requirement).toMatchObject({ form: 'atLeast', atLeast: [2, 2, 1], confidence: 'inferred' });
    expect(requirement!.source).toBe('main.tf:1');
  });

  test('one per entry point, or none', () => {
    expect(apps(shop, 'entry')).toEqual([
      ['apps/shop/api', ['shop/api']],
      ['apps/shop/cdn', ['shop/cdn']],
    ]);
    expect(apps(shop, 'none')).toEqual([]);
  });

  test('without an entry point, what runs and nothing else of it needs', () => {
    const found = facts(
      [
        resource('consumer', 'aws_lambda_function'),
        resource('helper', 'aws_lambda_function'),
        resource('queue', 'aws_sqs_queue'),
      ],
      [
        refers('consumer', 'queue', 'environment.variables.Q'),
        refers('consumer', 'helper', 'environment.variables.F'),
      ],
    );
    expect(apps(found)).toEqual([['apps/shop', ['shop/consumer']]]);
  });

  test('a scope with settings alone is no app', () => {
    expect(apps(facts([resource('role', 'aws_iam_role'), resource('bucket', 'aws_s3_bucket')]))).toEqual([]);
  });

  test('the source may say which app it is of, and why people reach it', () => {
    const found = facts([
      resource('default/web', 'apps/Deployment', { app: 'boutique', entry: 'publishes port 80' }),
      resource('payments/pay', 'apps/Deployment', { app: 'boutique' }),
      resource('other', 'apps/Deployment', { entry: 'publishes port 81' }),
    ]);
    expect(apps(found)).toEqual([
      ['apps/boutique', ['default/web']],
      ['apps/shop', ['shop/other']],
    ]);
  });

  test('what is switched off, and what is only read, is no entry point', () => {
    const found = facts([
      resource('off', 'aws_api_gateway_rest_api', { count: 0 }),
      resource('read', 'aws_api_gateway_rest_api', { isForeign: true }),
    ]);
    expect(apps(found)).toEqual([]);
  });

  test('entry points in a circle all count', () => {
    const found = facts(
      [resource('a', 'aws_api_gateway_rest_api'), resource('b', 'aws_api_gateway_rest_api')],
      [refers('a', 'b', 'body'), refers('b', 'a', 'body')],
    );
    expect(apps(found)).toEqual([['apps/shop', ['shop/a', 'shop/b']]]);
  });

  test('the scanned folder itself is the app main', () => {
    expect(apps(facts([resource('/fn', 'aws_lambda_function')]))).toEqual([['apps/main', ['fn']]]);
  });
});

test('a name with failover stands for the entry points that it chooses from', () => {
  const record = (at: string, type: string) =>
    resource(at, 'aws_route53_record', {
      properties: { name: 'www.example.com', type: 'A', failover_routing_policy: { type } },
    });
  const found = facts(
    [
      resource('here', 'aws_lb', { region: 'eu-west-1' }),
      resource('there', 'aws_lb', { region: 'us-east-1' }),
      record('primary', 'PRIMARY'),
      record('secondary', 'SECONDARY'),
    ],
    [refers('primary', 'here', 'alias.name'), refers('secondary', 'there', 'alias.name')],
  );
  expect(apps(found)).toEqual([['apps/shop', ['shop/www.example.com.dns']]]);
});

test('what is behind a profile is no entry point', () => {
  const found = facts([
    resource('web', 'compose/service', { entry: 'publishes port 80' }),
    resource('debug', 'compose/service', { entry: 'publishes port 81', tags: ['profile:debug'] }),
  ]);
  expect(apps(found)).toEqual([['apps/shop', ['shop/web']]]);
});

test('a bucket is a way in only as a website', () => {
  const app = (properties: ResourceFact['properties']) =>
    scanned(
      [facts([resource('site/pages', 'AWS::S3::Bucket', properties === undefined ? {} : { properties })])],
      {
        apps: 'scope',
      },
    ).document.nodes.get('apps/site');
  expect(app({ WebsiteConfiguration: { IndexDocument: 'index.html' } })).toBeDefined();
  expect(app({ BucketName: 'pages' })).toBeUndefined();
});
