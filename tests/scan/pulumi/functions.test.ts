/** Expressions that make several things at once: callbacks, subscriptions, schedules, components. */
import { expect, test } from 'vitest';
import { pulumi } from '../../../src/scan/pulumi.ts';
import { factsOf, findings, resource, told, types } from './told.ts';

const program = (text: string) =>
  factsOf(pulumi, {
    'shop/Pulumi.yaml': 'name: shop\nruntime: nodejs\n',
    'shop/index.ts': `import * as aws from "@pulumi/aws";\nimport * as awsx from "@pulumi/awsx";\nimport * as eks from "@pulumi/eks";\nimport * as gcp from "@pulumi/gcp";\n${text}`,
  });

test('a callback is a function with a role and the policies that it is given', async () => {
  const facts = await program(`
    new aws.lambda.CallbackFunction("api", {
      policies: [aws.iam.ManagedPolicy.AWSLambdaExecute],
      callback: async () => {},
    });
  `);
  expect(types(facts)).toEqual({
    'shop/api': 'aws_lambda_function',
    'shop/api.Role': 'aws_iam_role',
    'shop/api-AWSLambdaExecute': 'aws_iam_role_policy_attachment',
  });
  expect(told(facts)).toEqual([
    'shop/api -> shop/api.Role role',
    'shop/api-AWSLambdaExecute -> shop/api.Role role',
  ]);
  expect(resource(facts, 'shop/api').code).toEqual(['shop/index.ts']);
});

test('what a callback asks for its value, its function needs, and not the one before it', async () => {
  const facts = await program(`
    const table = new aws.dynamodb.Table("orders");
    const topic = new aws.sns.Topic("news");
    const send = () => topic.arn.get();
    new aws.lambda.CallbackFunction("idle", { role: "r", callback: async () => 1 });
    new aws.lambda.CallbackFunction("api", { role: "r", callback: async () => {
      console.log(table.name.get());
    } });
    topic.onEvent("told", async () => {
      table.name.get();
    });
  `);
  expect(told(facts).filter((line) => line.endsWith(' callback'))).toEqual([
    'shop/api -> shop/orders callback',
    'shop/told -> shop/orders callback',
  ]);
});

test('subscriptions connect what happens with the function', async () => {
  const facts = await program(`
    const bucket = new aws.s3.Bucket("files");
    const queue = new aws.sqs.Queue("jobs");
    const worker = new aws.lambda.Function("worker");
    bucket.onObjectCreated("stored", worker);
    queue.onEvent("queued", async () => {});
    aws.cloudwatch.onSchedule("nightly", "rate(1 day)", worker);
  `);
  expect(types(facts)).toMatchObject({
    'shop/stored': 'aws_s3_bucket_notification',
    'shop/queued': 'aws_lambda_function',
    'shop/queued.EventSourceMapping': 'aws_lambda_event_source_mapping',
    'shop/nightly': 'aws_cloudwatch_event_rule',
    'shop/nightly.EventTarget': 'aws_cloudwatch_event_target',
  });
  expect(told(facts)).toEqual([
    'shop/nightly.EventTarget -> shop/nightly rule',
    'shop/nightly.EventTarget -> shop/worker arn',
    'shop/nightly.Permission -> shop/nightly source_arn',
    'shop/nightly.Permission -> shop/worker function',
    'shop/queued -> shop/queued.Role role',
    'shop/queued.EventSourceMapping -> shop/jobs event_source_arn',
    'shop/queued.EventSourceMapping -> shop/queued function_name',
    'shop/stored -> shop/files bucket',
    'shop/stored -> shop/worker lambda_function.lambda_function_arn',
    'shop/stored.Permission -> shop/files source_arn',
    'shop/stored.Permission -> shop/worker function',
  ]);
});

test('a function of Google that hears of a bucket needs it, and where its code lies', async () => {
  const facts = await program(`
    const bucket = new gcp.storage.Bucket("files");
    bucket.onObjectFinalized("seen", async () => {});
  `);
  expect(types(facts)).toEqual({
    'shop/files': 'google_storage_bucket',
    'shop/seen': 'google_cloudfunctions_function',
    'shop/seen.Bucket': 'google_storage_bucket',
    'shop/seen.BucketObject': 'google_storage_bucket_object',
  });
  expect(told(facts)).toEqual([
    'shop/seen -> shop/files event_trigger',
    'shop/seen -> shop/seen.Bucket source_archive_bucket',
    'shop/seen -> shop/seen.BucketObject source_archive_object',
    'shop/seen.BucketObject -> shop/seen.Bucket bucket',
  ]);
});

test('a component is one node of what it mainly makes, and that there is more is told', async () => {
  const facts = await program(`
    const vpc = new awsx.ec2.Vpc("net");
    const balancer = new awsx.lb.ApplicationLoadBalancer("front", { subnetIds: vpc.publicSubnetIds });
    new awsx.ecs.FargateService("web", {
      taskDefinitionArgs: { container: {
        image: "nginx",
        environment: [{ name: "API_URL", value: "http://api.internal" }],
        portMappings: [{ targetGroup: balancer.defaultTargetGroup }],
      } },
    });
    new eks.Cluster("cluster", { vpcId: vpc.vpcId });
  `);
  expect(types(facts)).toEqual({
    'shop/net': 'aws_vpc',
    'shop/front': 'aws_lb',
    'shop/web': 'aws_ecs_service',
    'shop/cluster': 'aws_eks_cluster',
  });
  expect(told(facts)).toEqual([
    'shop/cluster -> shop/net vpc_id',
    'shop/front -> shop/net subnet_ids',
    'shop/web -> env API_URL: http://api.internal task_definition_args.container.environment.API_URL',
    'shop/web -> image: nginx task_definition_args.container.image',
    'shop/web -> shop/front load_balancer.target_group_arn',
  ]);
  expect(findings(facts).filter((line) => line.startsWith('unrendered: awsx:ec2'))).toHaveLength(1);
});
