/** Programs of CDKTF: stacks, constructs, and what refers to what. */
import { expect, test } from 'vitest';
import { cdktf } from '../../../src/scan/cdktf.ts';
import { factsOf, findings, resource, told, types } from '../pulumi/told.ts';

const IMPORTS = `
import { App, Fn, TerraformHclModule, TerraformIterator, TerraformOutput, TerraformStack, TerraformVariable, Token } from "cdktf";
import { Construct } from "constructs";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { LambdaFunction } from "./.gen/providers/aws/lambda-function";
import { IamPolicy } from "@cdktn/provider-aws/lib/iam-policy";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
`;

const program = (
  text: string,
  more: Readonly<Record<string, string>> = {},
  variables = new Map<string, string>(),
) =>
  factsOf(
    cdktf,
    { 'shop/cdktf.json': '{ "language": "typescript" }', 'shop/main.ts': IMPORTS + text, ...more },
    { variables },
  );

test('constructs by stack and path, with types by package and class', async () => {
  const facts = await program(`
    class Store extends Construct {
      readonly table: DynamodbTable;
      constructor(scope: Construct, id: string) {
        super(scope, id);
        this.table = new DynamodbTable(this, "table", { name: "orders" });
      }
    }
    class Shop extends TerraformStack {
      constructor(scope: Construct, id: string, region: string) {
        super(scope, id);
        new AwsProvider(this, "aws", { region });
        const east = new AwsProvider(this, "east", { region: "us-east-1", alias: "east" });
        const store = new Store(this, "store");
        const vpc = new DataAwsVpc(this, "vpc");
        new Subnet(this, "inner", { vpcId: vpc.id });
        new SqsQueue(this, "jobs", { provider: east });
        new LambdaFunction(this, "api", {
          functionName: "api",
          environment: { variables: { TABLE: store.table.name, KEY: Token.asString(store.table.arn) } },
        });
        new TerraformOutput(this, "out", { value: vpc.id });
      }
    }
    const app = new App();
    new Shop(app, "eu", "eu-west-1");
    new Shop(app, "us", "us-west-2");
    app.synth();
  `);
  const eu = Object.entries(types(facts)).filter(([id]) => id.startsWith('shop/eu/'));
  expect(Object.fromEntries(eu)).toEqual({
    'shop/eu/aws_dynamodb_table.store_table': 'aws_dynamodb_table',
    'shop/eu/data.aws_vpc.vpc': 'aws_vpc',
    'shop/eu/aws_subnet.inner': 'aws_subnet',
    'shop/eu/aws_sqs_queue.jobs': 'aws_sqs_queue',
    'shop/eu/aws_lambda_function.api': 'aws_lambda_function',
  });
  expect(resource(facts, 'shop/eu/data.aws_vpc.vpc').isForeign).toBe(true);
  expect(resource(facts, 'shop/eu/aws_subnet.inner').region).toBe('eu-west-1');
  expect(resource(facts, 'shop/us/aws_subnet.inner').region).toBe('us-west-2');
  expect(resource(facts, 'shop/us/aws_sqs_queue.jobs').region).toBe('us-east-1');
  expect(resource(facts, 'shop/eu/aws_lambda_function.api').properties).toMatchObject({
    function_name: 'api',
  });
  expect(told(facts).filter((line) => line.startsWith('shop/eu/'))).toEqual([
    'shop/eu/aws_lambda_function.api -> shop/eu/aws_dynamodb_table.store_table environment.variables.KEY',
    'shop/eu/aws_lambda_function.api -> shop/eu/aws_dynamodb_table.store_table environment.variables.TABLE',
    'shop/eu/aws_subnet.inner -> shop/eu/data.aws_vpc.vpc vpc_id',
  ]);
});

/** One stack around some constructs. */
const stack = (body: string): string => `
  class Shop extends TerraformStack {
    constructor(scope: Construct, id: string) {
      super(scope, id);
      ${body}
    }
  }
  new Shop(new App(), "prod");
`;

test('functions, iterators, orders, and rights', async () => {
  const facts = await program(
    stack(`
      const queue = new SqsQueue(this, "jobs");
      const each = TerraformIterator.fromMap({ a: { url: queue.url } });
      new SqsQueue(this, "more", { forEach: each, name: each.getString("url"), dependsOn: [queue] });
      new IamPolicy(this, "send", {
        policy: Fn.jsonencode({ Statement: [
          { Effect: "Allow", Action: "sqs:SendMessage", Resource: queue.arn },
          { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
        ] }),
      });
      new LambdaFunction(this, "api", {
        environment: { variables: { URL: Fn.join("/", ["https://shop.internal", "v1"]), QUEUES: Fn.upper(queue.url) } },
      });
    `),
  );
  expect(told(facts)).toEqual([
    'shop/prod/aws_iam_policy.send -> action: s3:GetObject policy.Statement.Action (permission)',
    'shop/prod/aws_iam_policy.send -> shop/prod/aws_sqs_queue.jobs policy.Statement.Resource',
    'shop/prod/aws_lambda_function.api -> env URL: https://shop.internal/v1 environment.variables.URL',
    'shop/prod/aws_lambda_function.api -> shop/prod/aws_sqs_queue.jobs environment.variables.QUEUES',
    'shop/prod/aws_sqs_queue.more -> shop/prod/aws_sqs_queue.jobs depends_on (start-up)',
    'shop/prod/aws_sqs_queue.more -> shop/prod/aws_sqs_queue.jobs for_each',
    'shop/prod/aws_sqs_queue.more -> shop/prod/aws_sqs_queue.jobs name',
  ]);
});

test('variables are worth what the command line says, else their default', async () => {
  const text = stack(`
    const host = new TerraformVariable(this, "host", { default: "db.internal" });
    new LambdaFunction(this, "api", { environment: { variables: { DB_HOST: host.stringValue } } });
  `);
  const setting = 'shop/prod/aws_lambda_function.api -> env DB_HOST';
  expect(told(await program(text))).toEqual([`${setting}: db.internal environment.variables.DB_HOST`]);
  const given = await program(text, {}, new Map([['host', 'other.internal']]));
  expect(told(given)).toEqual([`${setting}: other.internal environment.variables.DB_HOST`]);
});

test('a module is one node that gives and takes; overrides are read and told', async () => {
  const facts = await program(
    stack(`
      const queue = new SqsQueue(this, "jobs");
      const net = new TerraformHclModule(this, "net", {
        source: "terraform-aws-modules/vpc/aws", variables: { tag: queue.url },
      });
      const subnet = new Subnet(this, "inner", { vpcId: net.getString("vpc_id") });
      subnet.addOverride("tags.queue", queue.arn);
    `),
  );
  expect(types(facts)['shop/prod/module.net']).toBe('terraform/module');
  expect(told(facts)).toEqual([
    'shop/prod/aws_subnet.inner -> shop/prod/aws_sqs_queue.jobs tags.queue',
    'shop/prod/aws_subnet.inner -> shop/prod/module.net vpc_id',
    'shop/prod/module.net -> shop/prod/aws_sqs_queue.jobs tag',
  ]);
  expect(findings(facts)).toEqual([
    'unrendered: module.net: what is in the module is not part of the program',
    'unknown-value: aws_subnet.inner: the override of tags.queue is read for what it refers to, and otherwise not applied',
  ]);
});

test('what one stack hands to another is a reference across both', async () => {
  const facts = await program(`
    class Net extends TerraformStack {
      readonly inner: Subnet;
      constructor(scope: Construct, id: string) { super(scope, id); this.inner = new Subnet(this, "inner"); }
    }
    class Shop extends TerraformStack {
      constructor(scope: Construct, id: string, subnet: string) {
        super(scope, id);
        new LambdaFunction(this, "api", { vpcConfig: { subnetIds: [subnet], securityGroupIds: [] } });
      }
    }
    const app = new App();
    new Shop(app, "shop", new Net(app, "net").inner.id);
  `);
  expect(told(facts)).toEqual([
    'shop/shop/aws_lambda_function.api -> shop/net/aws_subnet.inner vpc_config.subnet_ids',
  ]);
});

test('a stack whose configuration lies there already is left to that', async () => {
  const facts = await program(stack('new SqsQueue(this, "jobs");'), {
    'shop/cdktf.out/stacks/prod/cdk.tf.json': '{ "resource": {} }',
  });
  expect(facts.resources).toEqual([]);
  expect(facts.findings.map(({ kind, file }) => [kind, file])).toEqual([['described-twice', 'shop/main.ts']]);
});

test('a stack that nobody makes is told with what is known of it; tests make nothing', async () => {
  const facts = await program(
    `export class Later extends TerraformStack {
      constructor(scope: Construct, id: string) { super(scope, id); new SqsQueue(this, "jobs"); }
    }`,
    {
      'shop/main.test.ts': `${IMPORTS} new SqsQueue(new TerraformStack(new App(), "t"), "made-for-a-test");`,
    },
  );
  expect(Object.values(types(facts))).toEqual(['aws_sqs_queue']);
  expect(findings(facts)).toEqual([
    'unknown-value: aws_sqs_queue.jobs: its name or its stack is known only when the program runs',
  ]);
});

test('a thing of Azure lies where the group lies whose place it takes over', async () => {
  const facts = await program(`
    import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
    import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
    class Shop extends TerraformStack {
      constructor(scope: Construct, id: string) {
        super(scope, id);
        const group = new ResourceGroup(this, "group", { location: "westeurope" });
        new StorageAccount(this, "files", { location: group.location });
      }
    }
    new Shop(new App(), "eu");
  `);
  expect(resource(facts, 'shop/eu/azurerm_storage_account.files').region).toBe('westeurope');
});
