/** Proves what methods and properties mean that give one construct to another in a way of their own. */
import { describe, expect, it } from 'vitest';
import { edges, pairs, read, readStack } from './reading.ts';

describe('imports', () => {
  it('by an attribute of what the program makes are that', async () => {
    const facts = await readStack(`
      const topic = new sns.Topic(this, 'Topic');
      const same = sns.Topic.fromTopicArn(this, 'Same', topic.topicArn);
      const again = sns.Topic.fromTopicArn(this, 'Again', same.topicArn);
      again.addSubscription(new subs.SqsSubscription(new sqs.Queue(this, 'Queue')));
    `);
    expect(pairs(facts)).toEqual(['S/Queue -> S/Topic']);
  });

  it('with attributes of other kinds are not those', async () => {
    const facts = await readStack(`
      const vpc = new ec2.Vpc(this, 'Vpc', { availabilityZones: ['eu-west-1a'] });
      const cluster = ecs.Cluster.fromClusterAttributes(this, 'Cluster', { clusterName: 'shared', vpc });
      new ecs.FargateService(this, 'Web', { cluster, taskDefinition: new ecs.FargateTaskDefinition(this, 'Task') });
    `);
    expect(pairs(facts)).toContain('S/Web -> S/Cluster');
  });
});

describe('pipelines', () => {
  it('make a bucket for what their stages hand on, which what builds needs', async () => {
    const facts = await readStack(`
      const project = new cdk.aws_codebuild.PipelineProject(this, 'Build');
      const pipeline = new cdk.aws_codepipeline.Pipeline(this, 'Pipe');
      pipeline.addStage({ stageName: 'Build', actions: [
        new cdk.aws_codepipeline_actions.CodeBuildAction({ actionName: 'B', project, input: undefined }),
      ] });
    `);
    expect(edges(facts)).toEqual([
      'S/Build -> S/Pipe/ArtifactsBucket Policies.PolicyDocument.Statement.Resource',
      'S/Pipe -> S/Build Stages.Actions.Project',
      'S/Pipe -> S/Pipe/ArtifactsBucket ArtifactStore.Location',
    ]);
  });

  it('keep the bucket that they are given', async () => {
    const facts = await readStack(`
      new cdk.aws_codepipeline.Pipeline(this, 'Pipe', { artifactBucket: new s3.Bucket(this, 'Own') });
    `);
    expect(edges(facts)).toEqual(['S/Pipe -> S/Own ArtifactStore.Location']);
  });

  it('deploy a service into its cluster', async () => {
    const facts = await readStack(`
      const service = new ecs.FargateService(this, 'Web', { cluster: new ecs.Cluster(this, 'Cluster') });
      new cdk.aws_codedeploy.EcsDeploymentGroup(this, 'Group', { service });
    `);
    expect(pairs(facts)).toContain('S/Group -> S/Cluster');
  });
});

describe('secrets', () => {
  it.each([
    'rds.Credentials.fromSecret(secret) });',
    "rds.Credentials.fromPassword('a', secret.secretValue) }); secret.attach(database);",
  ])('of a database have an attachment that names it: %s', async (rest) => {
    const facts = await readStack(`
      const secret = new cdk.aws_secretsmanager.Secret(this, 'Secret');
      const database = new rds.DatabaseInstance(this, 'Db', { credentials: ${rest}
    `);
    expect(edges(facts)).toEqual([
      'S/Db -> S/Secret MasterUserPassword',
      'S/Secret/Attachment -> S/Db TargetId',
      'S/Secret/Attachment -> S/Secret SecretId',
    ]);
  });
});

describe('methods', () => {
  it('that guard all of an API make the authorizer the API’s', async () => {
    const facts = await readStack(`
      const handler = new lambda.Function(this, 'Auth', {});
      const authorizer = new apigateway.TokenAuthorizer(this, 'Guard', { handler });
      new apigateway.RestApi(this, 'Api', { defaultMethodOptions: { authorizer } });
    `);
    expect(edges(facts)).toEqual([
      'S/Api -> S/Guard Auth.Authorizers',
      'S/Guard -> S/Api RestApiId',
      'S/Guard -> S/Auth AuthorizerUri',
    ]);
  });

  it('that write over the template keep its words', async () => {
    const facts = await readStack(`
      const queue = new sqs.CfnQueue(this, 'Queue', {});
      const low = new s3.Bucket(this, 'Bucket').node.defaultChild as s3.CfnBucket;
      low.addPropertyOverride('NotificationConfiguration', { QueueConfigurations: [{ Queue: queue.attrArn }] });
      low.addPropertyOverride('Tags.0.Value', 'x');
      const db = new rds.DatabaseInstance(this, 'Db', { multiAz: false }).node.defaultChild as rds.CfnDBInstance;
      db.addPropertyOverride('MultiAZ', true);
    `);
    expect(edges(facts)).toEqual(['S/Bucket -> S/Queue NotificationConfiguration.QueueConfigurations.Queue']);
    expect(facts.resources.find(({ address }) => address.local === 'Db')?.properties?.['MultiAZ']).toBe(true);
  });

  it('that add people to groups, functions to machines, products to portfolios', async () => {
    const facts = await readStack(`
      const group = new iam.Group(this, 'Group');
      new iam.User(this, 'Ann').addToGroup(group);
      group.addUser(new iam.User(this, 'Bob'));
      new lambda.CapacityProvider(this, 'Machines', {}).addFunction(new lambda.Function(this, 'Fn', {}));
      new cdk.aws_servicecatalog.Portfolio(this, 'Shelf', {}).giveAccessToGroup(group);
    `);
    expect(pairs(facts)).toEqual([
      'S/Ann -> S/Group',
      'S/Bob -> S/Group',
      'S/Fn -> S/Machines',
      'S/Shelf -> S/Group',
    ]);
    expect(facts.references.map(({ confidence }) => confidence)).not.toContain('inferred');
  });

  it('and helpers of old state machines are told by what they call', async () => {
    const facts = await readStack(`
      const fn = new lambda.Function(this, 'Fn', {});
      const task = new sfn.Task(this, 'Task', { task: new tasks.RunLambdaTask(fn) });
      new sfn.StateMachine(this, 'Machine', { definition: sfn.Chain.start(task) });
    `);
    expect(pairs(facts)).toEqual(['S/Machine -> S/Fn']);
  });

  it('that fetch code from a bucket or a repository need it to start', async () => {
    const facts = await readStack(`
      const code = lambda.Code.fromBucket(new s3.Bucket(this, 'Code'), 'fn.zip');
      new lambda.Function(this, 'Fn', { code });
    `);
    expect(facts.references).toEqual([
      expect.objectContaining({
        property: 'Code',
        class: 'start-up',
        to: expect.objectContaining({ by: 'address' }),
      }),
    ]);
  });
});

describe('texts', () => {
  it('that well-known packages write in another case are known', async () => {
    const facts = await read({
      'app.ts': `
        import { App, Stack } from 'aws-cdk-lib';
        import { Bucket } from 'aws-cdk-lib/aws-s3';
        import { kebabCase, pascalCase } from 'change-case';
        import { camelCase } from 'somewhere-else';
        const stage = process.env.STAGE ?? 'eu-dev';
        new Bucket(new Stack(new App(), 'Shop' + pascalCase(stage)), kebabCase('OrdersStore'));
        new Bucket(new Stack(new App(), 'Other'), camelCase('not-known'));
      `,
    });
    expect(facts.resources.map(({ address: { scope, local } }) => `${scope}/${local}`)).toEqual([
      'ShopEuDev/orders-store',
      'Other/Bucket',
    ]);
  });
});

it('a template that is included is told, as what the program changes in it is not known', async () => {
  const facts = await read({
    'app.ts': `
      import { App, Stack } from 'aws-cdk-lib';
      import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
      new CfnInclude(new Stack(new App(), 'S'), 'Old', { templateFile: 'old.yaml' });
    `,
  });
  expect(facts.findings).toEqual([
    expect.objectContaining({ kind: 'unrendered', message: expect.stringContaining('old.yaml'), line: 4 }),
  ]);
});
