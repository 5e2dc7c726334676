/** Proves which calls and properties make which references, and in which direction. */
import { describe, expect, it } from 'vitest';
import { edges, pairs, read, readStack } from './reading.ts';

const FN = "const fn = new lambda.Function(this, 'Fn', {});\n";
const TABLE = "const table = new dynamodb.Table(this, 'Table', {});\n";
const QUEUE = "const queue = new sqs.Queue(this, 'Queue');\n";

const edgesOf = async (body: string): Promise<readonly string[]> => edges(await readStack(body));

describe('properties', () => {
  it('hold constructs whole, by attribute, in texts and behind helpers', async () => {
    expect(
      await edgesOf(`${TABLE}${QUEUE}
        const vpc = new ec2.Vpc(this, 'Vpc', {});
        new lambda.Function(this, 'Fn', {
          vpc,
          deadLetterQueue: queue,
          environment: { TABLE: table.tableName, URL: \`https://\${queue.queueName}.example.com/\` },
          initialPolicy: [new iam.PolicyStatement({ actions: ['dynamodb:*'], resources: [table.tableArn + '/index/*'] })],
        });
      `),
    ).toEqual([
      'S/Fn -> S/Queue DeadLetterConfig.TargetArn',
      'S/Fn -> S/Queue Environment.Variables.URL',
      'S/Fn -> S/Table Environment.Variables.TABLE',
      'S/Fn -> S/Table Policies.Resource',
      'S/Fn -> S/Vpc VpcConfig.SubnetIds',
    ]);
  });

  it('of raw resources are spelled as CloudFormation spells them', async () => {
    expect(
      await edgesOf(`${QUEUE}
        new sns.CfnSubscription(this, 'Sub', { topicArn: new sns.CfnTopic(this, 'Topic').ref, endpoint: queue.queueArn });
      `),
    ).toEqual(['S/Sub -> S/Queue Endpoint', 'S/Sub -> S/Topic TopicArn']);
  });

  it('addresses in settings are texts to be understood', async () => {
    const facts = await readStack(
      "new lambda.Function(this, 'Fn', { environment: { API_URL: 'https://api.example.com', MODE: 'dark' } });",
    );
    expect(facts.references.map(({ to }) => to)).toEqual([
      { by: 'text', text: 'https://api.example.com', as: 'env', key: 'API_URL' },
      { by: 'text', text: 'dark', as: 'env', key: 'MODE' },
    ]);
  });

  it('stored values are ARNs', async () => {
    expect(
      await edgesOf(
        "new lambda.Function(this, 'Fn', { environment: { URL: ssm.StringParameter.valueForStringParameter(this, '/shop/url') } });",
      ),
    ).toEqual(['S/Fn -> env:arn:aws:ssm:::parameter/shop/url Environment.Variables.URL']);
  });
});

describe('permissions', () => {
  it('who is allowed needs what it may use, and its key', async () => {
    const facts = await readStack(`${FN}
      const key = new kms.Key(this, 'Key');
      const table = new dynamodb.Table(this, 'Table', { encryptionKey: key });
      table.grantReadData(fn);
    `);
    expect(edges(facts).filter((edge) => edge.startsWith('S/Fn'))).toEqual([
      'S/Fn -> S/Key Policies.PolicyDocument.Statement.Resource',
      'S/Fn -> S/Table Policies.PolicyDocument.Statement.Resource',
    ]);
    expect(facts.references.at(-2)).toMatchObject({ class: 'permission', why: 'table.grantReadData(fn)' });
  });

  it('a right of what has a role of its own is the role’s', async () => {
    expect(
      await edgesOf(`${TABLE}
        const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
        const fn = new lambda.Function(this, 'Fn', { role });
        table.grants.readData(fn);
      `),
    ).toEqual(['S/Fn -> S/Role Role', 'S/Role -> S/Table Policies.PolicyDocument.Statement.Resource']);
  });

  it('a statement about everything names the service', async () => {
    expect(
      await edgesOf(`${FN}
        const statement = new iam.PolicyStatement({ resources: ['*'] });
        statement.addActions('rekognition:DetectLabels', 'rekognition:DetectText', 'ses:SendEmail');
        fn.addToRolePolicy(statement);
        fn.addToRolePolicy(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:*'], resources: ['*'] }));
      `),
    ).toEqual([
      'S/Fn -> action:rekognition:DetectLabels Policies.PolicyDocument.Statement.Action',
      'S/Fn -> action:ses:SendEmail Policies.PolicyDocument.Statement.Action',
    ]);
  });

  it('a policy that says who may is no need of the thing', async () => {
    expect(
      await edgesOf(`${FN}
        const bucket = new s3.Bucket(this, 'B');
        bucket.addToResourcePolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'], principals: [new iam.ArnPrincipal(fn.functionArn)] }));
      `),
    ).toEqual([]);
  });
});

describe('events', () => {
  it('a consumer needs its source, a subscriber its topic, and a bucket tells', async () => {
    const facts = await readStack(`${FN}${QUEUE}
      const topic = new sns.Topic(this, 'Topic');
      const bucket = new s3.Bucket(this, 'Bucket');
      fn.addEventSource(new sources.SqsEventSource(queue, { batchSize: 5 }));
      topic.addSubscription(new subs.SqsSubscription(queue));
      bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new s3n.SnsDestination(topic));
    `);
    expect(edges(facts)).toEqual([
      'S/Bucket -> S/Topic NotificationConfiguration.TopicConfigurations.Topic',
      'S/Fn -> S/Queue EventSourceArn',
      'S/Queue -> S/Topic TopicArn',
    ]);
    expect(facts.references.map((reference) => reference.class)).toEqual([
      'asynchronous',
      'asynchronous',
      undefined,
    ]);
  });

  it('a rule names its targets, and what its task runs on is a setting', async () => {
    expect(
      await edgesOf(`${FN}${QUEUE}
        const bus = new events.EventBus(this, 'Bus');
        const rule = new events.Rule(this, 'Rule', { eventBus: bus, targets: [new targets.LambdaFunction(fn, { deadLetterQueue: queue })] });
        const cluster = new ecs.Cluster(this, 'Cluster', {});
        rule.addTarget(new targets.EcsTask({ cluster, taskDefinition: new ecs.FargateTaskDefinition(this, 'Task') }));
      `),
    ).toEqual([
      'S/Rule -> S/Bus EventBusName',
      'S/Rule -> S/Cluster Targets.EcsParameters.Cluster',
      'S/Rule -> S/Fn Targets.Arn',
      'S/Rule -> S/Queue Targets.DeadLetterConfig.Arn',
      'S/Rule -> S/Task Targets.Arn',
    ]);
  });
});

describe('APIs', () => {
  it('routes lead to what answers them, however deep the path', async () => {
    expect(
      await edgesOf(`${FN}
        const api = new apigateway.RestApi(this, 'Api', {});
        const orders = api.root.addResource('orders');
        orders.addResource('{id}').addMethod('GET', new apigateway.LambdaIntegration(fn));
        const http = new apigwv2.HttpApi(this, 'Http', {});
        http.addRoutes({ path: '/', integration: new integrations.HttpLambdaIntegration('I', fn) });
      `),
    ).toEqual(['S/Api -> S/Fn Integration', 'S/Http -> S/Fn Integration']);
  });

  it('data sources of a GraphQL API are its own, and its functions are the API’s', async () => {
    expect(
      await edgesOf(`${TABLE}
        const api = new appsync.GraphqlApi(this, 'Api', { name: 'api' });
        const source = api.addDynamoDbDataSource('Source', table);
        new appsync.AppsyncFunction(this, 'Step', { api, dataSource: source, name: 'step' });
      `),
    ).toEqual([
      'S/Api -> S/Table DataSources.DynamoDb',
      'S/Step -> S/Api ApiId',
      'S/Step -> S/Api DataSourceName',
    ]);
  });

  it('origins of a distribution are where its pages come from', async () => {
    expect(
      await edgesOf(`
        const bucket = new s3.Bucket(this, 'Pages');
        const site = new cloudfront.Distribution(this, 'Site', {
          defaultBehavior: { origin: new origins.S3Origin(bucket) },
        });
        site.addBehavior('/api', new origins.HttpOrigin('api.example.com'));
      `),
    ).toEqual([
      'S/Site -> S/Pages DistributionConfig.Origins.DomainName',
      'S/Site -> host:api.example.com DistributionConfig.Origins.DomainName',
    ]);
  });
});

describe('balancers', () => {
  it('a listener leads to its group, and machines register in it', async () => {
    expect(
      await edgesOf(`
        const vpc = new ec2.Vpc(this, 'Vpc', {});
        const group = new autoscaling.AutoScalingGroup(this, 'Machines', { vpc });
        const lb = new elb.ApplicationLoadBalancer(this, 'Lb', { vpc });
        lb.addListener('Http', { port: 80 }).addTargets('All', { port: 80, targets: [group] });
      `),
    ).toEqual([
      'S/Lb -> S/Vpc Subnets',
      'S/Lb/Http -> S/Lb LoadBalancerArn',
      'S/Lb/Http -> S/Lb/Http/AllGroup DefaultActions.TargetGroupArn',
      'S/Lb/Http/AllGroup -> S/Machines Targets.Id',
      'S/Machines -> S/Lb/Http/AllGroup TargetGroupARNs',
      'S/Machines -> S/Vpc VPCZoneIdentifier',
    ]);
  });

  it('who may connect calls; between security groups it is their rule', async () => {
    expect(
      await edgesOf(`${FN}
        const vpc = new ec2.Vpc(this, 'Vpc', {});
        const db = new rds.DatabaseInstance(this, 'Db', { vpc });
        db.connections.allowDefaultPortFrom(fn);
        const a = new ec2.SecurityGroup(this, 'A', { vpc });
        const b = new ec2.SecurityGroup(this, 'B', { vpc });
        a.addIngressRule(ec2.Peer.securityGroupId(b.securityGroupId), ec2.Port.tcp(80));
      `),
    ).toEqual([
      'S/A -> S/B SecurityGroupIngress.SourceSecurityGroupId',
      'S/A -> S/Vpc VpcId',
      'S/B -> S/Vpc VpcId',
      'S/Db -> S/Vpc DBSubnetGroupName',
      'S/Fn -> S/Db Connections',
    ]);
  });
});

describe('state machines', () => {
  it('need what their states call, however the states are chained', async () => {
    expect(
      pairs(
        await readStack(`${FN}${TABLE}${QUEUE}
          const first = new tasks.LambdaInvoke(this, 'First', { lambdaFunction: fn });
          const send = new tasks.SqsSendMessage(this, 'Send', { queue, messageBody: sfn.TaskInput.fromText('x') });
          const put = new tasks.DynamoPutItem(this, 'Put', { table, item: {} });
          first.next(new sfn.Choice(this, 'Which').when(sfn.Condition.isPresent('$'), send).otherwise(put));
          new sfn.StateMachine(this, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(first) });
        `),
      ),
    ).toEqual(['S/Machine -> S/Fn', 'S/Machine -> S/Queue', 'S/Machine -> S/Table']);
  });
});

describe('the rest', () => {
  it('order of deployment is start-up, also of whole constructs', async () => {
    const facts = await readStack(`${TABLE}${QUEUE}
      class Part extends Construct {
        constructor(scope: Construct, id: string) { super(scope, id); new sns.Topic(this, 'Topic'); }
      }
      queue.node.addDependency(table, new Part(this, 'Part'));
    `);
    expect(edges(facts)).toEqual(['S/Queue -> S/Part/Topic DependsOn', 'S/Queue -> S/Table DependsOn']);
    expect(facts.references.every((reference) => reference.class === 'start-up')).toBe(true);
  });

  it('an alarm watches, and tells a topic', async () => {
    expect(
      await edgesOf(`${FN}
        const topic = new sns.Topic(this, 'Topic');
        const alarm = fn.metricErrors().createAlarm(this, 'Alarm', { threshold: 1, evaluationPeriods: 1 });
        alarm.addAlarmAction(new actions.SnsAction(topic));
      `),
    ).toEqual(['S/Alarm -> S/Fn Metrics', 'S/Alarm -> S/Topic AlarmActions']);
  });

  it('outputs with names are exports, and imports of them are references', async () => {
    const facts = await readStack(`${TABLE}
      new cdk.CfnOutput(this, 'Out', { value: table.tableArn, exportName: 'orders-table' });
      new lambda.Function(this, 'Fn', { environment: { T: cdk.Fn.importValue('orders-table') } });
    `);
    expect(facts.exports).toEqual([
      expect.objectContaining({
        name: 'orders-table',
        to: [{ by: 'address', address: { scope: 'S', local: 'Table' } }],
      }),
    ]);
    expect(edges(facts)).toEqual(['S/Fn -> export:orders-table Environment.Variables.T']);
  });

  it('what another stack made is referred to there', async () => {
    const facts = await read({
      'a.ts': `
        import { App, Stack } from 'aws-cdk-lib';
        import { Vpc } from 'aws-cdk-lib/aws-ec2';
        import { Cluster, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
        class Net extends Stack {
          readonly vpc = new Vpc(this, 'Vpc');
        }
        class Web extends Stack {
          constructor(scope, id, { vpc }) {
            super(scope, id);
            const cluster = new Cluster(this, 'Cluster', { vpc });
            new FargateService(this, 'Service', { cluster, taskDefinition: new FargateTaskDefinition(this, 'Task') });
          }
        }
        const app = new App();
        new Web(app, 'Web', { vpc: new Net(app, 'Net').vpc });
      `,
    });
    expect(pairs(facts)).toEqual([
      'Web/Service -> Net/Vpc',
      'Web/Service -> Web/Cluster',
      'Web/Service -> Web/Task',
    ]);
  });

  it('what the template is told to call so is that', async () => {
    expect(
      await edgesOf(`
        new dynamodb.CfnTable(this, 'Orders', {});
        new lambda.CfnFunction(this, 'Fn', { environment: { variables: { T: cdk.Fn.ref('Orders'), A: cdk.Fn.sub('x-\${Orders.Arn}') } } });
      `),
    ).toEqual(['S/Fn -> S/Orders Environment.Variables.A', 'S/Fn -> S/Orders Environment.Variables.T']);
  });
});
