/** Proves which ids are a provider's service, and which two may be one. */
import { describe, expect, it } from 'vitest';
import { cloudServiceOf, foreignServiceOf, mayBeOne } from '../../../src/analyze/reconcile/service-ids.ts';

describe('a service', () => {
  it.each([
    ['aws/eu-west-1/dynamodb', { provider: 'aws', service: 'dynamodb', region: 'eu-west-1' }],
    ['aws/us-gov-west-1/sqs', { provider: 'aws', service: 'sqs', region: 'us-gov-west-1' }],
    ['aws/eu-west-1/cloudwatch/logs', { provider: 'aws', service: 'cloudwatch/logs', region: 'eu-west-1' }],
    ['aws/eu-west-1/eu-west-1a/rds', { provider: 'aws', service: 'rds', region: 'eu-west-1' }],
    ['aws/default-region/sqs', { provider: 'aws', service: 'sqs' }],
    ['aws/route53', { provider: 'aws', service: 'route53' }],
    ['aws/route53/health-checks', { provider: 'aws', service: 'route53/health-checks' }],
    ['gcp/europe-west1/pubsub', { provider: 'gcp', service: 'pubsub', region: 'europe-west1' }],
    ['azure/westeurope/service-bus', { provider: 'azure', service: 'service-bus', region: 'westeurope' }],
    ['azure/dns', { provider: 'azure', service: 'dns' }],
  ])('%s', (id, service) => {
    expect(cloudServiceOf(id)).toEqual(service);
  });

  it.each([
    'aws',
    'aws/eu-west-1',
    'aws/eu-west-1/eu-west-1a',
    'aws/default-region',
    'shop/aws',
    'external/aws',
  ])('is not %s', (id) => {
    expect(cloudServiceOf(id)).toBeUndefined();
  });

  it('is told by the ARN of somebody else’s resource', () => {
    const table = 'external/dynamodb/us-east-1/111122223333/table/orders';
    expect(foreignServiceOf(table)).toEqual({ provider: 'aws', service: 'dynamodb', region: 'us-east-1' });
    expect(foreignServiceOf('external/api.example.com')).toBeUndefined();
  });
});

it('two may be one unless both say where, and say it differently', () => {
  const [here, there, anywhere] = ['eu-west-1', 'us-east-1', 'default-region'].map((region) =>
    cloudServiceOf(`aws/${region}/sqs`)!,
  );
  expect(mayBeOne(here!, anywhere!)).toBe(true);
  expect(mayBeOne(here!, here!)).toBe(true);
  expect(mayBeOne(here!, there!)).toBe(false);
  expect(mayBeOne(here!, cloudServiceOf('aws/eu-west-1/sns')!)).toBe(false);
});
