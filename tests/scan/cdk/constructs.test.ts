/** Proves that constructs become resources: types, ids, properties, imports, patterns. */
import { describe, expect, it } from 'vitest';
import { cdk } from '../../../src/scan/cdk.ts';
import { sourceFile } from '../../support/source-files.ts';
import { edges, pairs, read, readStack, types } from './reading.ts';

describe('claims', () => {
  const claims = (path: string, text: string): boolean => cdk.claims(sourceFile(path, text));

  it.each([
    ['lib/a.ts', "import { Stack } from 'aws-cdk-lib';"],
    ['lib/a.js', 'const s3 = require("@aws-cdk/aws-s3");'],
    ['a.mts', "import { LambdaToKendra } from '@aws-solutions-constructs/aws-lambda-kendra';"],
  ])('code that imports the construct library: %s', (path, text) => expect(claims(path, text)).toBe(true));

  it.each([
    ['lib/a.d.ts', "import { Stack } from 'aws-cdk-lib';"],
    ['test/a.test.ts', "import { Stack } from 'aws-cdk-lib';"],
    ['test/a.ts', "import { Stack } from 'aws-cdk-lib';"],
    ['a.ts', "import { TerraformStack } from 'cdktf'; import { Construct } from 'constructs';"],
    ['a.md', "import { Stack } from 'aws-cdk-lib';"],
  ])('neither declarations, tests nor other libraries: %s', (path, text) =>
    expect(claims(path, text)).toBe(false),
  );
});

describe('types', () => {
  it('those of library classes are the types of their main resources', async () => {
    const facts = await readStack(`
      new s3.Bucket(this, 'B');
      new dynamodb.TableV2(this, 'T', {});
      new elb.ApplicationLoadBalancer(this, 'L', {});
      new cdk.aws_sqs.Queue(this, 'Q');
      new sns.CfnTopic(this, 'Raw', {});
    `);
    expect(types(facts)).toEqual({
      'S/B': 'AWS::S3::Bucket',
      'S/T': 'AWS::DynamoDB::GlobalTable',
      'S/L': 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      'S/Q': 'AWS::SQS::Queue',
      'S/Raw': 'AWS::SNS::Topic',
    });
  });

  it('version 1 and alpha modules are the same classes', async () => {
    const facts = await read({
      'a.ts': `
        import * as cdk from '@aws-cdk/core';
        import { Bucket } from '@aws-cdk/aws-s3';
        import * as glue from '@aws-cdk/aws-glue-alpha';
        const stack = new cdk.Stack(new cdk.App(), 'S');
        new Bucket(stack, 'B');
        new glue.Database(stack, 'D');
      `,
    });
    expect(types(facts)).toEqual({ 'S/B': 'AWS::S3::Bucket', 'S/D': 'AWS::Glue::Database' });
  });

  it('a class that nobody wrote down is a node of its own type, and told with what it got', async () => {
    const facts = await read({
      'a.ts': `
        import { App, Stack } from 'aws-cdk-lib';
        import { Function } from 'aws-cdk-lib/aws-lambda';
        import { LambdaToKendra } from '@aws-solutions-constructs/aws-lambda-kendra';
        const stack = new Stack(new App(), 'S');
        const worker = new Function(stack, 'Fn', {});
        new LambdaToKendra(stack, 'Both', { existingLambdaObj: worker });
      `,
    });
    expect(types(facts)['S/Both']).toBe('@aws-solutions-constructs/aws-lambda-kendra.LambdaToKendra');
    expect(pairs(facts)).toEqual(['S/Both -> S/Fn']);
    expect(facts.findings).toEqual([
      expect.objectContaining({
        kind: 'unknown-type',
        line: 7,
        message: expect.stringContaining('given worker'),
      }),
    ]);
  });
});

describe('ids', () => {
  it('are folder, stack, the constructs between, and the construct', async () => {
    const facts = await read({
      'shop/cdk.json': '{}',
      'shop/lib/service.ts': `
        import { Construct } from 'constructs';
        import { Function } from 'aws-cdk-lib/aws-lambda';
        export class Service extends Construct {
          readonly handler: Function;
          constructor(scope: Construct, id: string) {
            super(scope, id);
            this.handler = new Function(this, 'Handler', {});
          }
        }
      `,
      'shop/bin/app.ts': `
        import { App, Stack } from 'aws-cdk-lib';
        import { Service } from '../lib/service';
        const stack = new Stack(new App(), 'OrdersStack');
        for (const name of ['Api', 'Worker']) new Service(stack, name);
      `,
    });
    expect(facts.resources.map(({ address, app }) => ({ ...address, app }))).toEqual([
      { scope: 'shop/OrdersStack/Api', local: 'Handler', app: 'shop/OrdersStack' },
      { scope: 'shop/OrdersStack/Worker', local: 'Handler', app: 'shop/OrdersStack' },
    ]);
  });

  it('a stack is called as it is deployed: by its stages, or by its own word', async () => {
    const facts = await read({
      'a.ts': `
        import { App, Stack, Stage } from 'aws-cdk-lib';
        import { Bucket } from 'aws-cdk-lib/aws-s3';
        const app = new App();
        new Bucket(new Stack(new Stage(app, 'Prod'), 'Web'), 'B');
        new Bucket(new Stack(app, 'Plain', { stackName: \`web-\${app.node.tryGetContext('stage') ?? 'dev'}\` }), 'B');
        const pipeline = new Stack(app, 'Pipeline');
        new Bucket(new Stack(new Stage(pipeline, 'Beta'), 'Web'), 'B');
      `,
    });
    expect(facts.resources.map(({ address }) => address.scope)).toEqual(['Prod-Web', 'web-dev', 'Beta-Web']);
  });

  it('a stack that no app makes is told', async () => {
    const facts = await read({
      'a.ts': `
        import { Stack } from 'aws-cdk-lib';
        import { Bucket } from 'aws-cdk-lib/aws-s3';
        export class Web extends Stack {
          constructor(scope, id, props) {
            super(scope, id, props);
            new Bucket(this, 'B');
          }
        }
      `,
    });
    expect(types(facts)).toEqual({ 'Web/B': 'AWS::S3::Bucket' });
    expect(facts.findings).toEqual([expect.objectContaining({ kind: 'assumed', file: 'a.ts', line: 6 })]);
  });
});

describe('properties', () => {
  const of = async (body: string, id: string) =>
    (await readStack(body)).resources.find(({ address }) => address.local === id)?.properties;

  it('are spelled as CloudFormation spells them', async () => {
    expect(
      await of("new lambda.Function(this, 'F', { functionName: 'f', environment: { lower: 'x' } });", 'F'),
    ).toEqual({ FunctionName: 'f', Environment: { Variables: { lower: 'x' } } });
    expect(
      await of("new rds.CfnDBInstance(this, 'D', { multiAz: true, dbSubnetGroupName: 'x' });", 'D'),
    ).toEqual({
      MultiAZ: true,
      DBSubnetGroupName: 'x',
    });
    expect(await of("new events.EventBus(this, 'E', { eventBusName: 'bus' });", 'E')).toEqual({
      Name: 'bus',
    });
  });

  it('say what the classes mean by default', async () => {
    expect(await of("new elb.ApplicationLoadBalancer(this, 'L', {});", 'L')).toEqual({ Scheme: 'internal' });
    expect(await of("new elb.NetworkLoadBalancer(this, 'L', { internetFacing: true });", 'L')).toMatchObject({
      Scheme: 'internet-facing',
      Type: 'network',
    });
    expect(
      await of("new dynamodb.Table(this, 'T', { replicationRegions: ['eu-west-1', 'us-east-1'] });", 'T'),
    ).toEqual({ Replicas: [{ Region: 'eu-west-1' }, { Region: 'us-east-1' }] });
    expect(
      await of(
        "new rds.DatabaseCluster(this, 'C', { engine: rds.DatabaseClusterEngine.auroraPostgres({}) });",
        'C',
      ),
    ).toEqual({ Engine: 'aurora-postgresql' });
  });

  it('keys of hostile names are keys like any other', async () => {
    const facts = await readStack(
      "new lambda.Function(this, 'F', { environment: { __proto__: 'a', constructor: 'b', toString: 'c' } });",
    );
    expect(facts.resources).toHaveLength(1);
    expect(({} as Record<string, unknown>)['Variables']).toBeUndefined();
  });
});

describe('imports', () => {
  it('are things of others, with their names', async () => {
    const { resources } = await readStack(`
      s3.Bucket.fromBucketName(this, 'Logs', 'company-logs');
      dynamodb.Table.fromTableArn(this, 'T', 'arn:aws:dynamodb:eu-west-1:1:table/orders');
      lambda.Function.fromFunctionAttributes(this, 'F', { functionArn: \`arn:aws:lambda:\${this.region}:1:function:f\` });
      ec2.Vpc.fromLookup(this, 'V', { vpcId: 'vpc-1' });
    `);
    expect(
      resources.map(({ address, isForeign, names, properties }) => [
        address.local,
        isForeign,
        names,
        properties,
      ]),
    ).toEqual([
      ['Logs', true, undefined, { BucketName: 'company-logs' }],
      ['T', true, [{ form: 'arn', text: 'arn:aws:dynamodb:eu-west-1:1:table/orders' }], undefined],
      ['F', true, [{ form: 'arn', text: 'arn:aws:lambda::1:function:f' }], undefined],
      ['V', true, undefined, { VpcId: 'vpc-1' }],
    ]);
  });

  it('one by the name of what the program makes is that', async () => {
    const facts = await readStack(`
      new dynamodb.Table(this, 'Orders', { tableName: 'orders' });
      const table = dynamodb.Table.fromTableName(this, 'Again', 'orders');
      new lambda.Function(this, 'F', { environment: { T: table.tableName } });
    `);
    expect(types(facts)).not.toHaveProperty('S/Again');
    expect(edges(facts)).toEqual(['S/F -> S/Orders Environment.Variables.T']);
  });
});

describe('patterns', () => {
  it('a balanced service brings its balancer, listener, target group and task definition', async () => {
    const facts = await readStack(`
      const vpc = new ec2.Vpc(this, 'Vpc', {});
      const table = new dynamodb.Table(this, 'T', {});
      const web = new patterns.ApplicationLoadBalancedFargateService(this, 'Web', {
        cluster: new ecs.Cluster(this, 'Cluster', { vpc }),
        taskImageOptions: { image: ecs.ContainerImage.fromRegistry('nginx'), environment: { T: table.tableName } },
      });
      table.grantReadData(web.taskDefinition.taskRole);
    `);
    expect(types(facts)).toMatchObject({
      'S/Web': 'AWS::ECS::Service',
      'S/Web/LB': 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      'S/Web/LB/PublicListener': 'AWS::ElasticLoadBalancingV2::Listener',
      'S/Web/LB/PublicListener/ECSGroup': 'AWS::ElasticLoadBalancingV2::TargetGroup',
      'S/Web/TaskDef': 'AWS::ECS::TaskDefinition',
    });
    expect(edges(facts)).toEqual([
      'S/Web -> S/Cluster Cluster',
      'S/Web -> S/Vpc NetworkConfiguration.AwsvpcConfiguration.Subnets',
      'S/Web -> S/Web/LB/PublicListener/ECSGroup LoadBalancers.TargetGroupArn',
      'S/Web -> S/Web/TaskDef TaskDefinition',
      'S/Web/LB -> S/Vpc Subnets',
      'S/Web/LB/PublicListener -> S/Web/LB LoadBalancerArn',
      'S/Web/LB/PublicListener -> S/Web/LB/PublicListener/ECSGroup DefaultActions.TargetGroupArn',
      'S/Web/TaskDef -> S/T ContainerDefinitions.Environment.T',
      'S/Web/TaskDef -> S/T Policies.PolicyDocument.Statement.Resource',
      'S/Web/TaskDef -> image:nginx ContainerDefinitions.Image',
    ]);
    const balancer = facts.resources.find(({ address }) => address.local === 'LB');
    expect(balancer?.properties).toMatchObject({ Scheme: 'internet-facing' });
  });

  it('a cluster of databases brings its instances', async () => {
    const facts = await readStack(`
      new rds.DatabaseCluster(this, 'Db', {
        engine: rds.DatabaseClusterEngine.auroraMysql({}),
        writer: rds.ClusterInstance.provisioned('Writer'),
        readers: [rds.ClusterInstance.serverlessV2('Reader')],
      });
    `);
    expect(edges(facts)).toEqual([
      'S/Db/Reader -> S/Db DBClusterIdentifier',
      'S/Db/Writer -> S/Db DBClusterIdentifier',
    ]);
  });
});
