/** Proves that the rows of AWS's types are sound: spelled well, on services that exist, with links that mean what they say. */
import { describe, expect, it } from 'vitest';
import { AWS_FAMILIES, AWS_TYPES } from '../../../../src/assemble/facts/catalog/aws/index.ts';
import { classOfProperty } from '../../../../src/assemble/facts/catalog/common.ts';
import { rowOf } from '../../../../src/assemble/facts/catalog/index.ts';
import type { Link, TypeRow } from '../../../../src/assemble/facts/catalog.ts';
import { packOf } from '../../../../src/assemble/packs/pack.ts';
import { loadDocuments, shippedFile } from '../../../../src/document/load.ts';

const { documents } = await loadDocuments([shippedFile('aws')]);
const pack = packOf(documents[0]!, () => undefined);

const TERRAFORM = /^aws_[a-z0-9]+(?:_[a-z0-9]+)*$/;
const CLOUDFORMATION = /^AWS::[A-Z][A-Za-z0-9]*::[A-Z][A-Za-z0-9]*$/;
/** Words joined by dots, in Terraform's or CloudFormation's spelling, or `*` for any word. */
const PATH = /^(?:\*|[A-Za-z][A-Za-z0-9_]*)(?:\.(?:\*|[A-Za-z][A-Za-z0-9_]*))*$/;

const titled = (rows: readonly TypeRow[]) => rows.map((row) => [row.types[0]!, row] as const);

const row = (type: string): TypeRow => {
  const found = rowOf(type);
  expect(found, type).toBeDefined();
  return found!;
};

/** Where a type's service is looked for. */
const placesOf = ({ service, spread }: TypeRow): readonly string[] =>
  spread === 'global'
    ? [`aws/${service}`]
    : spread === 'zonal'
      ? [`aws/us-east-1/us-east-1a/${service}`, `aws/us-east-1/${service}`]
      : [`aws/us-east-1/${service}`];

describe('every row', () => {
  it('spells its types as Terraform or CloudFormation do', () => {
    const types = AWS_TYPES.flatMap((one) => one.types);
    expect(types.filter((type) => !TERRAFORM.test(type) && !CLOUDFORMATION.test(type))).toEqual([]);
  });

  it('stands on a service that the provider pack defines, in the place where that service is', () => {
    const lost = AWS_TYPES.filter((one) => one.service !== undefined)
      .filter((one) => !placesOf(one).some((id) => pack.defines(id)))
      .map(({ types, service, spread }) => `${types[0]}: ${service} (${spread})`);
    expect(lost).toEqual([]);
  });

  it('says where its service is', () => {
    expect(AWS_TYPES.filter((one) => one.service !== undefined && one.spread === undefined)).toEqual([]);
  });

  it('names properties by paths', () => {
    const paths = AWS_TYPES.flatMap(
      ({ names = [], zones = [], subnets = [], counts = [], standby = [], ...rest }) => [
        ...names.flatMap(({ property }) => property),
        ...zones,
        ...subnets,
        ...counts,
        ...standby.map(({ property }) => property),
        ...(rest.entry?.unless ?? []).map(({ property }) => property),
        ...Object.keys(rest.properties ?? {}),
        ...(rest.links ?? []).flatMap(({ from, to }) => [from, to].flatMap((end) => end.split('|'))),
      ],
    );
    expect(paths.filter((path) => !PATH.test(path))).toEqual([]);
  });

  it('has links between two different ends, with a reason', () => {
    const links = AWS_TYPES.flatMap((one) => one.links ?? []);
    expect(links.filter(({ from, to, why }) => from === to || why === '')).toEqual([]);
  });

  it('makes ARNs of six parts, and fills in nothing but value and region', () => {
    const rules = AWS_TYPES.flatMap((one) => one.names ?? []).filter(({ as }) => as !== undefined);
    expect(rules.length).toBeGreaterThan(50);
    for (const { form, as = '' } of rules) {
      expect(as.replaceAll(/\{(?:region)?\}/g, '')).not.toMatch(/[{}]/);
      expect(as).toContain('{}');
      if (form === 'arn') expect(as, as).toMatch(/^arn:aws:[a-z0-9-]+:(?:\{region\})?::.*\{\}/);
    }
  });

  it.each(titled(AWS_TYPES.filter(({ role }) => role === 'link')))(
    '%s, if it connects two others, has a link, or holds nothing but the network together',
    (_, { links = [], properties = {} }) => {
      expect(links.length > 0 || properties['*'] === 'network').toBe(true);
    },
  );
});

/** What exists in one of the two languages only, or has no counterpart that means the same. */
const ONE_SIDED = new Set([
  'AWS::Serverless::Function',
  'AWS::Serverless::Application',
  'aws_rds_cluster_instance',
  'aws_dynamodb_table_replica',
]);

it.each(
  titled(AWS_TYPES.filter(({ role = 'part' }) => role === 'part')).filter(([type]) => !ONE_SIDED.has(type)),
)('%s is known to Terraform and to CloudFormation', (_, { types }) => {
  expect(types.some((type) => TERRAFORM.test(type))).toBe(true);
  expect(types.some((type) => CLOUDFORMATION.test(type))).toBe(true);
});

it('there are rows for the types of each family', () => {
  for (const [family, rows] of AWS_FAMILIES) expect(rows.length, family).toBeGreaterThan(4);
  expect(new Set(AWS_TYPES.flatMap(({ types }) => types)).size).toBeGreaterThan(800);
});

describe('a reference is of the class that its property tells', () => {
  it.each([
    ['aws_lambda_function', 'role', 'permission'],
    ['aws_lambda_function', 'vpc_config.security_group_ids', 'network'],
    ['aws_lambda_function', 'dead_letter_config.target_arn', 'config'],
    ['aws_lambda_function', 'kms_key_arn', 'key'],
    ['aws_lambda_function', 'layers', 'start-up'],
    ['aws_lambda_function', 'environment.variables.TABLE', undefined],
    ['aws_lambda_function', 'environment.variables.role', undefined],
    ['AWS::Lambda::Function', 'Environment.Variables.Policies', undefined],
    ['AWS::Serverless::Function', 'Events.Orders.Properties.Queue', 'asynchronous'],
    ['AWS::Serverless::Function', 'Events.Orders.Properties.RestApiId', 'config'],
    ['AWS::Serverless::Function', 'Policies.DynamoDBCrudPolicy.TableName', 'permission'],
    ['aws_ecs_service', 'cluster', 'placement'],
    ['aws_ecs_task_definition', 'container_definitions.logConfiguration.options.awslogs-group', 'telemetry'],
    ['AWS::Pipes::Pipe', 'Source', 'asynchronous'],
    ['AWS::Pipes::Pipe', 'RoleArn', 'permission'],
    ['aws_cloudwatch_metric_alarm', 'alarm_actions', 'telemetry'],
    ['aws_cloudwatch_metric_alarm', 'dimensions.QueueName', 'telemetry'],
    ['AWS::IAM::Role', 'Policies.PolicyDocument.Statement.Resource', 'permission'],
    ['AWS::IAM::Role', 'AssumeRolePolicyDocument.Statement.Principal.AWS', 'config'],
    ['aws_s3_bucket', 'depends_on', 'start-up'],
    ['aws_db_instance', 'db_subnet_group_name', 'config'],
  ])('%s %s is %s', (type, property, expected) => {
    expect(classOfProperty(row(type), property)).toBe(expected);
  });
});

describe('a reference without such a property is of the class of its target', () => {
  it.each([
    ['aws_kms_key', 'key'],
    ['AWS::KMS::Alias', 'key'],
    ['AWS::IAM::Role', 'permission'],
    ['aws_iam_policy_document', 'permission'],
    ['AWS::Logs::LogGroup', 'telemetry'],
    ['aws_security_group', 'network'],
    ['AWS::EC2::Subnet', 'network'],
    ['aws_acm_certificate', 'config'],
    ['aws_db_parameter_group', 'config'],
    ['AWS::ECR::Repository', 'start-up'],
    ['aws_launch_template', 'start-up'],
    ['AWS::SQS::Queue', 'asynchronous'],
    ['aws_kinesis_stream', 'asynchronous'],
    ['AWS::DynamoDB::Table', 'data'],
    ['aws_s3_bucket', 'data'],
    ['AWS::ElastiCache::ReplicationGroup', 'data'],
    ['AWS::Serverless::Function', 'call'],
    ['AWS::AppConfig::Application', 'flags'],
  ])('%s: %s', (type, expected) => {
    expect(row(type).asTarget).toBe(expected);
  });
});

describe('a link leads from what is hurt to what fails', () => {
  const linksOf = (type: string): readonly Pick<Link, 'from' | 'to' | 'class' | 'form'>[] =>
    row(type).links!.map(({ from, to, class: of, form }) => ({
      from,
      to,
      class: of,
      ...(form === undefined ? {} : { form }),
    }));

  it.each<[string, string, string, string, 'each' | 'any' | 'balanced']>([
    ['aws_lambda_event_source_mapping', 'function_name', 'event_source_arn', 'asynchronous', 'each'],
    ['AWS::SNS::Subscription', 'Endpoint', 'TopicArn', 'asynchronous', 'each'],
    ['aws_cloudwatch_event_target', 'arn', 'rule', 'asynchronous', 'each'],
    ['AWS::Events::Rule', 'Targets.Arn', 'self', 'asynchronous', 'each'],
    ['aws_iam_role_policy_attachment', 'role', 'policy_arn', 'permission', 'each'],
    ['AWS::IAM::Policy', 'Roles', 'self', 'permission', 'each'],
    ['aws_lb_listener', 'load_balancer_arn', 'self', 'call', 'each'],
    ['AWS::ElasticLoadBalancingV2::ListenerRule', 'ListenerArn', 'Actions.TargetGroupArn', 'call', 'each'],
    ['aws_lb_target_group_attachment', 'target_group_arn', 'target_id', 'call', 'balanced'],
    ['AWS::ECS::Service', 'LoadBalancers.TargetGroupArn', 'self', 'call', 'balanced'],
    ['aws_autoscaling_group', 'target_group_arns', 'self', 'call', 'balanced'],
    ['aws_route_table_association', 'subnet_id', 'route_table_id', 'network', 'each'],
    ['AWS::EC2::Route', 'RouteTableId', 'NatGatewayId', 'network', 'each'],
    ['aws_rds_cluster_instance', 'cluster_identifier', 'self', 'data', 'balanced'],
    ['aws_api_gateway_integration', 'rest_api_id', 'uri', 'call', 'each'],
    ['AWS::ApiGatewayV2::Integration', 'ApiId', 'IntegrationUri', 'call', 'each'],
    ['AWS::AppSync::DataSource', 'ApiId', 'DynamoDBConfig', 'call', 'each'],
    ['aws_volume_attachment', 'instance_id', 'volume_id', 'data', 'each'],
    ['aws_s3_bucket_notification', 'lambda_function.lambda_function_arn', 'bucket', 'asynchronous', 'each'],
    ['aws_s3_bucket_notification', 'queue.queue_arn', 'bucket', 'asynchronous', 'each'],
    ['aws_db_instance', 'self', 'db_subnet_group_name', 'network', 'any'],
    ['aws_lambda_function', 'self', 'vpc_config.subnet_ids', 'network', 'any'],
  ])('%s: %s on %s (%s)', (type, from, to, of, form) => {
    const found = linksOf(type).find(
      (link) => link.from.split('|').includes(from) && link.to.split('|').includes(to),
    );
    expect(found).toMatchObject({ class: of, ...(form === 'each' ? {} : { form }) });
    if (form === 'each') expect(found).not.toHaveProperty('form');
  });

  it('a permission to call a function is not a call', () => {
    for (const type of ['aws_lambda_permission', 'AWS::Lambda::Permission']) {
      expect(row(type)).toMatchObject({ role: 'setting', properties: { '*': 'permission' }, links: [] });
    }
  });
});

describe('people come in', () => {
  const ENTRIES = [
    'aws_lb',
    'AWS::ElasticLoadBalancing::LoadBalancer',
    'aws_cloudfront_distribution',
    'AWS::ApiGateway::RestApi',
    'AWS::Serverless::HttpApi',
    'aws_lambda_function_url',
    'AWS::AppSync::GraphQLApi',
    'aws_globalaccelerator_accelerator',
    'aws_apprunner_service',
    'AWS::Amplify::App',
  ];

  it.each(ENTRIES)('by %s', (type) => {
    expect(row(type).entry?.why).toMatch(/\S/);
  });

  it('not by a load balancer that is internal, nor by a private API', () => {
    expect(row('aws_lb').entry?.unless).toContainEqual({ property: 'internal', is: true });
    expect(row('AWS::ElasticLoadBalancingV2::LoadBalancer').entry?.unless).toContainEqual({
      property: 'Scheme',
      is: 'internal',
    });
    expect(row('aws_api_gateway_rest_api').entry?.unless).toContainEqual({
      property: 'endpoint_configuration.types',
      is: 'PRIVATE',
    });
  });

  it('only where something runs', () => {
    expect(AWS_TYPES.filter(({ entry, role }) => entry !== undefined && role !== undefined)).toEqual([]);
  });
});

it('a database with a standby says how long the switch takes', () => {
  expect(row('aws_db_instance')).toMatchObject({
    standby: [
      { property: 'multi_az', is: true },
      { property: 'MultiAZ', is: true },
    ],
    failover: 120,
  });
  expect(row('AWS::RDS::DBCluster').failover).toBe(60);
});

it('whom a connector feeds needs what feeds it, not the other way round', () => {
  for (const type of [
    'AWS::SQS::Queue',
    'AWS::SNS::Topic',
    'AWS::S3::Bucket',
    'AWS::Events::Rule',
    'AWS::Serverless::SimpleTable',
  ]) {
    expect(row(type).links, type).toContainEqual(
      expect.objectContaining({
        from: 'Connectors.*.Properties.Destination.Id',
        to: 'self',
        class: 'asynchronous',
      }),
    );
    expect(classOfProperty(row(type), 'Connectors.Out.Properties.Destination.Id'), type).toBe('config');
  }
});

it('members of an Aurora cluster are not held to be in one zone of their subnets', () => {
  expect(row('AWS::RDS::DBInstance').variants).toContainEqual(
    expect.objectContaining({
      property: 'Engine',
      is: expect.arrayContaining(['aurora-mysql']),
      spread: 'regional',
    }),
  );
});

it('what is replicated to other regions names them', () => {
  expect(row('AWS::DynamoDB::GlobalTable').replicas).toContain('Replicas.Region');
  expect(row('aws_dynamodb_table').replicas).toContain('replica.region_name');
  expect(row('aws_secretsmanager_secret').replicas).toContain('replica.region');
});

it('a bucket does not feel the loss of whom it tells, nor of its replica', () => {
  const bucket = row('AWS::S3::Bucket');
  expect(classOfProperty(bucket, 'NotificationConfiguration.QueueConfigurations.Queue')).toBe('config');
  expect(classOfProperty(bucket, 'ReplicationConfiguration.Role')).toBe('telemetry');
  expect(
    bucket.links?.some(({ from, to }) => from.includes('QueueConfigurations.Queue') && to === 'self'),
  ).toBe(true);
});
