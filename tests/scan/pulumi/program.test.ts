/** Programs in TypeScript: what they make, and what refers to what. */
import { expect, test } from 'vitest';
import { pulumi } from '../../../src/scan/pulumi.ts';
import { factsOf, findings, resource, told, types } from './told.ts';

const IMPORTS = `import * as pulumi from "@pulumi/pulumi";\nimport * as aws from "@pulumi/aws";\n`;

const program = (text: string, more: Readonly<Record<string, string>> = {}) =>
  factsOf(pulumi, {
    'shop/Pulumi.yaml': 'name: shop\nruntime: nodejs\n',
    'shop/index.ts': IMPORTS + text,
    ...more,
  });

test('a resource passed itself, its outputs, and what apply and interpolate make of them are references', async () => {
  const facts = await program(`
    const role = new aws.iam.Role("run", { assumeRolePolicy: "{}" });
    const table = new aws.dynamodb.Table("orders", { hashKey: "id" });
    const fn = new aws.lambda.Function("api", {
      role,
      handler: "index.handler",
      environment: { variables: { TABLE: table.name, "Kept-As-Is": pulumi.interpolate\`arn of \${table.arn}\` } },
    });
    const definition = (arn: string) => JSON.stringify({ States: { First: { Resource: arn } } });
    new aws.sfn.StateMachine("flow", {
      roleArn: role.arn,
      definition: pulumi.all([fn.arn, table.arn]).apply(([arn]) => definition(arn)),
    });
  `);
  expect(types(facts)).toEqual({
    'shop/run': 'aws_iam_role',
    'shop/orders': 'aws_dynamodb_table',
    'shop/api': 'aws_lambda_function',
    'shop/flow': 'aws_sfn_state_machine',
  });
  expect(told(facts)).toEqual([
    'shop/api -> shop/orders environment.variables.Kept-As-Is',
    'shop/api -> shop/orders environment.variables.TABLE',
    'shop/api -> shop/run role',
    'shop/flow -> shop/api definition.States.First.Resource',
    'shop/flow -> shop/run role_arn',
  ]);
});

test('why is in the words of the program, the property in those of the catalog', async () => {
  const { references } = await program(`
    const api = new aws.apigateway.RestApi("api");
    const balancer = new aws.lb.LoadBalancer("web");
    new aws.apigateway.Deployment("live", { restApi: api });
    new aws.lb.Listener("http", {
      loadBalancerArn: balancer.arn,
      defaultActions: [{ type: "forward", targetGroupArn: new aws.lb.TargetGroup("group").arn }],
    });
  `);
  expect(references.map(({ property, why }) => [property, why])).toEqual([
    ['rest_api_id', 'restApi'],
    ['load_balancer_arn', 'loadBalancerArn'],
    ['default_action.target_group_arn', 'defaultActions.targetGroupArn'],
  ]);
});

test('a property that the program gave a resource is worth what was given; its name is its own', async () => {
  const facts = await program(`
    const check = new aws.apigateway.RequestValidator("check", { restApi: "a" });
    const method = new aws.apigateway.Method("get", {
      restApi: "a", resourceId: "r", authorization: "NONE", httpMethod: "GET", requestValidatorId: check.id,
    });
    const suffix = new aws.sns.Topic("suffix");
    const queue = new aws.sqs.Queue("jobs", { name: suffix.name });
    new aws.apigateway.Deployment("live", {
      restApi: "a", triggers: { all: JSON.stringify([method.requestValidatorId, method.httpMethod]) },
    });
    new aws.sqs.QueuePolicy("rights", { queueUrl: queue.name, policy: "{}" });
  `);
  expect(told(facts).filter((line) => line.startsWith('shop/live'))).toEqual([
    'shop/live -> shop/check triggers.all',
  ]);
  expect(told(facts).filter((line) => line.startsWith('shop/rights'))).toEqual([
    'shop/rights -> shop/jobs queue_url',
    'shop/rights -> shop/suffix queue_url',
  ]);
});

test('policies: what statements refer to, ARNs in words, and the services of open actions', async () => {
  const facts = await program(`
    const table = new aws.dynamodb.Table("orders");
    const document = aws.iam.getPolicyDocumentOutput({
      statements: [{ actions: ["dynamodb:GetItem"], resources: [table.arn] }],
    });
    new aws.iam.Policy("read", { policy: document.json });
    new aws.iam.Policy("more", {
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:sqs:eu-west-1:111122223333:jobs" },
          { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "*" },
          { Effect: "Deny", Action: "sns:Publish", Resource: "*" },
        ],
      }),
    });
  `);
  expect(told(facts)).toEqual([
    'shop/more -> action: s3:GetObject policy.Statement.Action (permission)',
    'shop/more -> arn: arn:aws:sqs:eu-west-1:111122223333:jobs policy.Statement.Resource (permission)',
    'shop/read -> shop/orders policy.statements.resources',
  ]);
});

test('a policy written as a text keeps what is put into it', async () => {
  const facts = await program(`
    const table = new aws.dynamodb.Table("orders");
    new aws.iam.Policy("read", {
      policy: pulumi.interpolate\`{ "Statement": [{ "Effect": "Allow", "Action": "dynamodb:*", "Resource": "\${table.arn}" }] }\`,
    });
  `);
  expect(told(facts)).toEqual(['shop/read -> shop/orders policy.Statement.Resource']);
});

test('the region: of a provider, of the one that a parent was given, of the resource, of the settings', async () => {
  const facts = await program(
    `
    const west = new aws.Provider("west", { region: aws.Region.USWest2 });
    new aws.s3.Bucket("there", {}, { provider: west });
    new aws.s3.Bucket("here");
    new aws.sqs.Queue("own", { region: "eu-north-1" });
    class Pair extends pulumi.ComponentResource {
      constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
        super("shop:index:Pair", name, {}, opts);
        new aws.s3.Bucket(name + "-inner", {}, { parent: this });
      }
    }
    new Pair("pair", { provider: west });
  `,
    { 'shop/Pulumi.dev.yaml': 'config:\n  aws:region: eu-west-1\n' },
  );
  const regions = facts.resources.map(({ address, region }) => [address.local, region]);
  expect(regions).toEqual([
    ['there', 'us-west-2'],
    ['here', 'eu-west-1'],
    ['own', 'eu-north-1'],
    ['pair-inner', 'us-west-2'],
  ]);
});

test('settings: what the stack says, else the default in the code; what nobody says is told', async () => {
  const facts = await program(
    `
    const config = new pulumi.Config();
    new aws.lambda.Function("api", {
      environment: { variables: {
        PAYMENTS_URL: config.require("payments"),
        SEARCH_URL: config.get("search") ?? "https://search.internal",
        MAIL_URL: config.require("mail"),
      } },
    });
  `,
    { 'shop/Pulumi.dev.yaml': 'config:\n  shop:payments: https://pay.internal\n' },
  );
  expect(told(facts)).toContain(
    'shop/api -> env PAYMENTS_URL: https://pay.internal environment.variables.PAYMENTS_URL',
  );
  expect(told(facts)).toContain(
    'shop/api -> env SEARCH_URL: https://search.internal environment.variables.SEARCH_URL',
  );
  expect(findings(facts)).toContain(
    'unknown-value: api: the value of environment.variables.MAIL_URL is known only when the program runs',
  );
});

test.each(['["a", "b"]', '\'["a", "b"]\''])(
  'a list in the settings is one, however it is written: %s',
  async (written) => {
    const facts = await program(
      `
    const config = new pulumi.Config();
    config.requireObject<string[]>("zones").map((zone) => new aws.ec2.Subnet("subnet-" + zone, { availabilityZone: zone }));
  `,
      { 'shop/Pulumi.dev.yaml': `config:\n  shop:zones: ${written}\n` },
    );
    expect(Object.keys(types(facts))).toEqual(['shop/subnet-a', 'shop/subnet-b']);
  },
);

test('dependsOn is an order of starting, also on all that a component made', async () => {
  const facts = await program(`
    class Store extends pulumi.ComponentResource {
      constructor(name: string) {
        super("shop:index:Store", name);
        new aws.s3.Bucket(name + "-files", {}, { parent: this });
      }
    }
    const store = new Store("store");
    const topic = new aws.sns.Topic("news");
    new aws.sqs.Queue("jobs", {}, { dependsOn: [topic, store] });
  `);
  expect(told(facts)).toEqual([
    'shop/jobs -> shop/news depends_on (start-up)',
    'shop/jobs -> shop/store-files depends_on (start-up)',
  ]);
});

test('a loop makes one of each, and a name that nobody knows is told', async () => {
  const facts = await program(`
    for (const name of ["a", "b"]) new aws.sqs.Queue(\`\${name}-jobs\`);
    new aws.sqs.Queue(\`\${pulumi.getStack()}-late\`);
  `);
  expect(Object.keys(types(facts))).toEqual(['shop/a-jobs', 'shop/b-jobs', 'shop/${stack}-late']);
  expect(findings(facts)).toEqual([
    'unknown-value: ${stack}-late: the name of this Queue is known only when the program runs',
  ]);
});

test('two types may have one name', async () => {
  const facts = await program(`
    new aws.sqs.Queue("jobs");
    new aws.sns.Topic("jobs");
  `);
  expect(types(facts)).toEqual({ 'shop/jobs': 'aws_sqs_queue', 'shop/jobs.Topic': 'aws_sns_topic' });
});

test('what is only looked up is foreign, and its own search is nobody else’s', async () => {
  const facts = await program(`
    const role = new aws.iam.Role("run");
    const zone = aws.route53.getZoneOutput({ name: role.name });
    const vpc = aws.ec2.Vpc.get("shared", "vpc-1");
    new aws.route53.Record("www", { zoneId: zone.zoneId, name: "www", type: "A" });
    new aws.ec2.Subnet("inner", { vpcId: vpc.id });
  `);
  expect(resource(facts, 'shop/zone')).toMatchObject({ type: 'aws_route53_zone', isForeign: true });
  expect(resource(facts, 'shop/shared')).toMatchObject({ type: 'aws_vpc', isForeign: true });
  expect(told(facts)).toEqual([
    'shop/inner -> shop/shared vpc_id',
    'shop/www -> shop/zone zone_id',
    'shop/zone -> shop/run name',
  ]);
});

test('outputs of another project’s stack meet its exports', async () => {
  const facts = await factsOf(pulumi, {
    'net/Pulumi.yaml': 'name: network\nruntime: nodejs\n',
    'net/index.ts': `${IMPORTS}const vpc = new aws.ec2.Vpc("main");\nexport const vpcId = vpc.id;\n`,
    'app/Pulumi.yaml': 'name: app\nruntime: nodejs\n',
    'app/index.ts': `${IMPORTS}
      const other = new pulumi.StackReference(\`acme/network/\${pulumi.getStack()}\`);
      new aws.ec2.Subnet("one", { vpcId: other.getOutput("vpcId") });
      new aws.ec2.Subnet("two", { vpcId: other.outputs["vpcId"] });
      const unnamed = new pulumi.StackReference(new pulumi.Config().require("stack"));
      new aws.ec2.Subnet("three", { vpcId: unnamed.getOutput("vpcId") });
    `,
  });
  expect(facts.exports).toEqual([
    {
      name: 'pulumi:network/vpcId',
      to: [{ by: 'address', address: { scope: 'net', local: 'main' } }],
      where: { file: 'net/index.ts', line: 3 },
    },
  ]);
  expect(told(facts)).toEqual([
    'app/one -> export: pulumi:network/vpcId vpc_id',
    'app/two -> export: pulumi:network/vpcId vpc_id',
  ]);
  expect(findings(facts)).toContain(
    'unresolved: StackReference: which project it refers to is known only when the program runs',
  );
});

test('code: archives, and the folder of the image that is run', async () => {
  const facts = await program(`
    import * as awsx from "@pulumi/awsx";
    new aws.lambda.Function("api", {
      code: new pulumi.asset.AssetArchive({ ".": new pulumi.asset.FileArchive("./dist") }),
    });
    const image = new awsx.ecr.Image("image", { repositoryUrl: "r", context: "../worker" });
    new aws.lambda.Function("worker", { imageUri: image.imageUri });
  `);
  expect(resource(facts, 'shop/api').code).toEqual(['shop/dist']);
  expect(resource(facts, 'shop/worker').code).toEqual(['worker']);
});

test('programs in other languages are told, and tests make nothing', async () => {
  const facts = await factsOf(pulumi, {
    'py/Pulumi.yaml': 'name: py\nruntime:\n  name: python\n',
    'shop/Pulumi.yaml': 'name: shop\nruntime: nodejs\n',
    'shop/index.test.ts': `${IMPORTS}new aws.sqs.Queue("made-for-a-test");`,
  });
  expect(facts.resources).toEqual([]);
  expect(findings(facts)).toEqual([
    'skipped: its program is for the runtime python: programs in TypeScript, JavaScript and YAML are read',
  ]);
});

test('hostile keys and broken code stop nothing', async () => {
  const facts = await program(`
    const tags: any = { __proto__: "x", constructor: "y" };
    const loop: any = { name: "jobs" }; loop.self = loop;
    new aws.sqs.Queue("jobs", { tags, policy: loop });
    new aws.sqs.Queue();
    const fine = new aws.sns.Topic("fine" ; {
  `);
  expect(Object.keys(types(facts))).toContain('shop/jobs');
});

test('a program that is an exported function is run, and what it gives are the outputs', async () => {
  for (const start of [
    'export = async () =>',
    'export default async () =>',
    'module.exports = async () =>',
  ]) {
    const facts = await program(
      `
      ${start} {
        const jobs = new aws.sqs.Queue("jobs");
        new aws.lambda.Function("worker", { environment: { variables: { QUEUE: jobs.url } } });
        return { queue: jobs.arn };
      };
    `.replaceAll(/^ {6}/gm, ''),
    );
    expect(told(facts)).toEqual(['shop/worker -> shop/jobs environment.variables.QUEUE']);
    expect(facts.exports).toMatchObject([
      { name: 'pulumi:shop/queue', to: [{ by: 'address', address: { scope: 'shop', local: 'jobs' } }] },
    ]);
  }
});

test('the image of a disk is no image of a container', async () => {
  const facts = await program(`
    import * as gcp from "@pulumi/gcp";
    new gcp.compute.Instance("vm", { bootDisk: { initializeParams: { image: "debian-cloud/debian-11" } } });
    new gcp.cloudrun.Service("web", { template: { spec: { containers: [{ image: "shop/web:1" }] } } });
  `);
  expect(told(facts)).toEqual(['shop/web -> image: shop/web:1 template.spec.containers.image']);
});

test('a thing lies where the group lies whose place it takes over', async () => {
  const facts = await program(`
    import * as azure from "@pulumi/azure-native";
    const group = new azure.resources.ResourceGroup("group", { location: "westeurope" });
    new azure.storage.StorageAccount("files", { resourceGroupName: group.name, location: group.location });
  `);
  expect(resource(facts, 'shop/files').region).toBe('westeurope');
});
