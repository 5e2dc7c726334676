import { describe, expect, test } from 'vitest';
import { facts, need, nodeOf, onTarget, refers, resource, says, scanned } from '../../support/facts.ts';

const UNCHANGED = undefined;
const PARTIAL = [0, 1, 2, 2];
const DEGRADED = [0, 1, 1, 1];
const NOTHING = [0, 0, 0, 0];

describe('references', () => {
  test('all between two things are one requirement: the strongest decides, and is the evidence', () => {
    const out = scanned([
      facts(
        [resource('fn', 'aws_lambda_function'), resource('table', 'aws_dynamodb_table')],
        [
          refers('fn', 'table', 'depends_on', { class: 'start-up', where: { file: 'a.tf', line: 7 } }),
          refers('fn', 'table', 'environment.variables.TABLE', { where: { file: 'a.tf', line: 9 } }),
        ],
      ),
    ]);
    expect(need(out, 'shop/fn', 'shop/table')).toEqual({
      form: 'node',
      node: 'shop/table',
      why: 'data: environment.variables.TABLE, depends_on',
      source: 'a.tf:9',
      confidence: 'documented',
    });
  });

  test('what leads nowhere is a finding with its line, and no edge', () => {
    const out = scanned([facts([resource('fn', 'aws_lambda_function')], [refers('fn', 'gone', 'role')])]);
    expect(out.findings).toContainEqual({
      kind: 'unresolved',
      message: 'role: shop/gone is not among what was scanned',
      file: 'main.tf',
      line: 2,
    });
    expect(out.counts).toMatchObject({ references: 1, resolved: 0, unresolved: 1 });
  });

  test('what refers to itself does not need itself', () => {
    const out = scanned([facts([resource('sg', 'aws_security_group')], [refers('sg', 'sg', 'ingress')])]);
    expect(onTarget(nodeOf(out, 'shop/sg'), 'shop/sg')).toEqual([]);
  });
});

describe('classes', () => {
  const between = (target: ReturnType<typeof resource>, property: string, more = {}) => {
    const out = scanned([
      facts([resource('it', 'aws_ecs_service'), target], [refers('it', 'to', property, more)]),
    ]);
    return need(out, 'shop/it', 'shop/to');
  };

  test.each([
    ['a database', resource('to', 'aws_db_instance'), 'environment.variables.DB', 'data', UNCHANGED],
    ['a queue', resource('to', 'aws_sqs_queue'), 'environment.variables.Q', 'asynchronous', PARTIAL],
    ['a key', resource('to', 'aws_kms_key'), 'kms_key_id', 'key', DEGRADED],
    ['a log group', resource('to', 'aws_cloudwatch_log_group'), 'log_group', 'telemetry', NOTHING],
    ['a subnet', resource('to', 'aws_subnet'), 'network_configuration.subnets', 'network', [0, 0, 2, 3]],
  ])('%s', (_, target, property, edgeClass, impact) => {
    const requirement = between(target, property);
    expect(requirement.why).toMatch(new RegExp(`^${edgeClass}: `));
    expect(requirement.impact).toEqual(impact);
  });

  test('a role passes on what it is allowed to use, as partial at most', () => {
    const out = scanned([
      facts(
        [
          resource('fn', 'aws_lambda_function'),
          resource('role', 'aws_iam_role'),
          resource('b', 'aws_s3_bucket'),
        ],
        [refers('fn', 'role', 'role'), refers('role', 'b', 'inline_policy.policy', { class: 'permission' })],
      ),
    ]);
    expect(need(out, 'shop/fn', 'shop/role').impact).toBeUndefined();
    expect(need(out, 'shop/role', 'shop/b').impact).toEqual(PARTIAL);
  });

  test('order of starting is needed to start only', () => {
    expect(between(resource('to', 'aws_ecs_service'), 'depends_on', { class: 'start-up' }).needed).toBe(
      'start',
    );
  });

  test('in compose, order of starting on a store is use of it; on another service it is not', () => {
    const out = scanned([
      facts(
        [
          resource('web', 'compose/service'),
          resource('db', 'compose/service', { kind: 'database' }),
          resource('api', 'compose/service', { kind: 'service' }),
        ],
        [
          refers('web', 'db', 'depends_on', { class: 'start-up' }),
          refers('web', 'api', 'depends_on', { class: 'start-up' }),
        ],
      ),
    ]);
    expect(need(out, 'shop/web', 'shop/db').needed).toBeUndefined();
    expect(need(out, 'shop/web', 'shop/api').needed).toBe('start');
  });

  test('the name of a setting tells telemetry and flags from calls', () => {
    const services = ['collector', 'flagd', 'api'].map((name) =>
      resource(name, 'compose/service', {
        kind: 'service',
        names: [{ form: 'host', text: name, within: 'shop' }],
      }),
    );
    const out = scanned([
      facts(
        [...services, resource('web', 'compose/service')],
        [
          says('web', 'http://collector:4317', 'env', 'OTEL_EXPORTER_OTLP_ENDPOINT'),
          says('web', 'flagd', 'env', 'FLAGD_HOST'),
          says('web', 'http://api:8080', 'env', 'API_URL'),
        ],
      ),
    ]);
    expect(need(out, 'shop/web', 'shop/collector').impact).toEqual(NOTHING);
    expect(need(out, 'shop/web', 'shop/flagd').impact).toEqual(DEGRADED);
    expect(need(out, 'shop/web', 'shop/api').impact).toBeUndefined();
  });
});

describe('names meet', () => {
  const queue = resource('infra/aws_sqs_queue.orders', 'aws_sqs_queue', {
    region: 'eu-west-1',
    properties: { name: 'orders' },
  });
  const bucket = resource('infra/aws_s3_bucket.images', 'aws_s3_bucket', {
    region: 'eu-west-1',
    properties: { bucket: 'shop-images' },
  });

  test.each([
    ['a queue URL', 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders', 'infra/aws_sqs_queue.orders'],
    ['an ARN', 'arn:aws:sqs:eu-west-1:111122223333:orders', 'infra/aws_sqs_queue.orders'],
    [
      'a bucket host',
      'https://shop-images.s3.eu-west-1.amazonaws.com/logo.png',
      'infra/aws_s3_bucket.images',
    ],
    ['a bucket URL', 's3://shop-images/logo.png', 'infra/aws_s3_bucket.images'],
  ])('%s in the environment of a workload is the resource of another source', (_, text, id) => {
    const out = scanned([
      facts([queue, bucket]),
      facts([resource('default/web', 'apps/Deployment')], [says('default/web', text, 'env', 'TARGET_URL')]),
    ]);
    expect(onTarget(nodeOf(out, 'default/web'), id)).toHaveLength(1);
  });

  test.each([
    ['aws_db_instance', 'identifier', 'shop.c0ffee.eu-west-1.rds.amazonaws.com'],
    ['aws_rds_cluster', 'cluster_identifier', 'shop.cluster-c0ffee.eu-west-1.rds.amazonaws.com'],
  ])('the address of %s is told by its name', (type, property, host) => {
    const database = resource('infra/db', type, { region: 'eu-west-1', properties: { [property]: 'shop' } });
    const web = resource('default/web', 'apps/Deployment');
    const out = scanned([facts([database]), facts([web], [says('default/web', host, 'env', 'DB_HOST')])]);
    expect(onTarget(nodeOf(out, 'default/web'), 'infra/db')).toHaveLength(1);
    const unknown = scanned([facts([web], [says('default/web', host, 'env', 'DB_HOST')])]);
    expect(onTarget(nodeOf(unknown, 'default/web'), `external/${host}`)).toHaveLength(1);
  });

  test('a bare name, if its key says what it names', () => {
    const table = resource('infra/t', 'aws_dynamodb_table', { properties: { name: 'orders' } });
    const of = (key: string) =>
      scanned([
        facts([table]),
        facts([resource('infra/web', 'apps/Deployment')], [says('infra/web', 'orders', 'env', key)]),
      ]);
    expect(need(of('TABLE_NAME'), 'infra/web', 'infra/t').confidence).toBe('inferred');
    expect(onTarget(nodeOf(of('POSTGRES_USER'), 'infra/web'), 'infra/t')).toEqual([]);
  });

  test('an ARN of another region is another resource', () => {
    const out = scanned([
      facts([queue]),
      facts(
        [resource('default/web', 'apps/Deployment')],
        [says('default/web', 'arn:aws:sqs:us-east-1:111122223333:orders', 'arn')],
      ),
    ]);
    expect(onTarget(nodeOf(out, 'default/web'), 'infra/aws_sqs_queue.orders')).toEqual([]);
    expect(nodeOf(out, 'external/sqs/us-east-1/111122223333/orders').kind).toBe('queue');
  });

  test('a name that two others bear means none of them; the one in the own scope it does', () => {
    const host = (at: string, within?: string) =>
      resource(at, 'v1/Service', {
        names: [{ form: 'host', text: 'api', ...(within === undefined ? {} : { within }) }],
      });
    const web = resource('one/web', 'apps/Deployment');
    const call = says('one/web', 'http://api:80', 'env', 'API_URL');
    const apart = scanned([facts([host('one/api', 'one'), host('two/api', 'two'), web], [call])]);
    expect(onTarget(nodeOf(apart, 'one/web'), 'one/api')).toHaveLength(1);
    const both = scanned([facts([host('two/api'), host('three/api'), web], [call])]);
    expect(onTarget(nodeOf(both, 'one/web'), 'unresolved/one/api')).toHaveLength(1);
  });

  test('what is read here and made elsewhere is the same thing', () => {
    const read = resource('app/data.aws_sqs_queue.q', 'aws_sqs_queue', {
      isForeign: true,
      region: 'eu-west-1',
      properties: { name: 'orders' },
    });
    const out = scanned([facts([queue, read])]);
    expect(need(out, 'app/data.aws_sqs_queue.q', 'infra/aws_sqs_queue.orders').impact).toBeUndefined();
    expect(onTarget(nodeOf(out, 'infra/aws_sqs_queue.orders'), 'app/data.aws_sqs_queue.q')).toEqual([]);
  });

  test('an export is what its output refers to', () => {
    const exports = [
      {
        name: 'net-Vpc',
        to: [{ by: 'address' as const, address: { scope: 'net', local: 'Vpc' } }],
        where: { file: 'net.yaml', line: 9 },
      },
    ];
    const out = scanned([
      facts([resource('net/Vpc', 'AWS::EC2::VPC')], [], { exports }),
      facts([resource('app/Subnet', 'AWS::EC2::Subnet')], [says('app/Subnet', 'net-Vpc', 'export')]),
    ]);
    expect(onTarget(nodeOf(out, 'app/Subnet'), 'net/Vpc')).toHaveLength(1);
  });
});

test('of several hosts of one setting any will do', () => {
  const broker = (name: string) =>
    resource(name, 'compose/service', {
      kind: 'queue',
      names: [{ form: 'host', text: name, within: 'shop' }],
    });
  const out = scanned([
    facts(
      [broker('kafka-1'), broker('kafka-2'), resource('web', 'compose/service')],
      [says('web', 'kafka-1:9092,kafka-2:9092', 'env', 'KAFKA_BROKERS')],
    ),
  ]);
  expect(need(out, 'shop/web', 'shop/kafka-1')).toMatchObject({ form: 'atLeast', atLeast: [2, 1, 1] });
});

describe('outside', () => {
  const outside = (text: string, as: 'env' | 'image' | 'action' | 'arn', key?: string) =>
    scanned([
      facts([resource('web', 'aws_lambda_function', { region: 'eu-west-1' })], [says('web', text, as, key)]),
    ]);

  test('a host of the world is an external node', () => {
    const out = outside('https://api.stripe.com/v1', 'env', 'PAYMENT_URL');
    expect(nodeOf(out, 'external/api.stripe.com').kind).toBe('external');
    expect(need(out, 'shop/web', 'external/api.stripe.com').confidence).toBe('documented');
  });

  test('a host that should be here is told', () => {
    const out = outside('http://assistant:80', 'env', 'ASSISTANT_ADDR');
    expect(nodeOf(out, 'unresolved/shop/assistant').tags).toEqual(['unresolved']);
    expect(out.findings.map(({ message }) => message).join()).toContain('nothing here answers to assistant');
  });

  test('a registry is needed to start', () => {
    const out = outside('postgres:16', 'image');
    expect(need(out, 'shop/web', 'external/docker.io').needed).toBe('start');
  });

  test('an action is the service in the own region, as conclusion', () => {
    const out = outside('dynamodb:PutItem', 'action');
    expect(need(out, 'shop/web', 'aws/eu-west-1/dynamodb').confidence).toBe('inferred');
  });

  test.each(['hunter2', 'hunter2'.repeat(12)])('secrets are not told, however long: %s', (password) => {
    const text = `postgres://admin:${password}@db.example.com/shop`;
    const out = outside(text, 'env', 'DATABASE_URL');
    expect(nodeOf(out, 'external/db.example.com')).toBeDefined();
    expect(JSON.stringify([...out.document.nodes.values()])).not.toContain('hunter2');
    const lost = scanned([facts([resource('web', 'aws_lambda_function')], [says('web', text, 'export')])]);
    expect(lost.findings.map(({ message }) => message).join()).not.toContain('hunter2');
  });
});

test('an unknown type is a node, and told', () => {
  const out = scanned([facts([resource('x', 'acme_gizmo')])]);
  expect(nodeOf(out, 'shop/x').kind).toBe('resource');
  expect(out.counts.unknownTypes).toBe(1);
  expect(out.findings[0]).toMatchObject({ kind: 'unknown-type', file: 'main.tf', line: 1 });
});
