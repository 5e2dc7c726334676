/** The same things written in Terraform, Pulumi and CDKTF are the same graph: as many nodes, at the same places, with the same edges. */
import { expect, test } from 'vitest';
import { assembleFacts } from '../../src/assemble/facts/index.ts';
import type { Requirement } from '../../src/model/requirement.ts';
import { cdktf } from '../../src/scan/cdktf.ts';
import { pulumi } from '../../src/scan/pulumi.ts';
import type { Scanner } from '../../src/scan/scanner.ts';
import { terraform } from '../../src/scan/terraform.ts';
import { factsOf } from './pulumi/told.ts';

const TREES: Readonly<Record<'terraform' | 'pulumi' | 'cdktf', Scanner>> = { terraform, pulumi, cdktf };

/** Each node with its kind, its places and its requirements; the last word of an id is its name in all three. */
const graphOf = async (
  scanner: Scanner,
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> => {
  const facts = await factsOf(scanner, files);
  const { document } = assembleFacts([{ ...facts, realm: scanner.name }], {
    defines: (id) => id.startsWith('aws/'),
    apps: 'none',
  });
  return [...document.nodes.values()]
    .map(
      (node) =>
        `${nameOf(node.id)} [${node.kind}]` +
        (node.in === undefined ? '' : ` in ${said(node.in)}`) +
        node.dependsOn
          .map((one) => `\n  ${said(one)} ${JSON.stringify([one.impact, one.needed, one.after])}`)
          .toSorted()
          .join(''),
    )
    .toSorted();
};

const nameOf = (id: string): string =>
  id.startsWith('aws/') ? id : id.replace(/^.*\//, '').replace(/^(?:data\.)?aws_\w+\./, '');

const said = (requirement: Requirement): string =>
  requirement.form === 'node'
    ? nameOf(requirement.node)
    : `${requirement.form}(${requirement.of.map(said).toSorted().join(', ')})`;

interface Twins {
  readonly terraform: string;
  readonly pulumi: string;
  /** The body of a stack's constructor. */
  readonly cdktf: string;
}

const graphs = async (twins: Twins) => {
  const classes = [...new Set([...twins.cdktf.matchAll(/new ([A-Z]\w+)\(this/g)].map(([, name]) => name!))];
  const folderOf = (name: string): string => name.replaceAll(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
  return {
    terraform: await graphOf(TREES.terraform, {
      'shop/main.tf': `provider "aws" {\n  region = "eu-west-1"\n}\n${twins.terraform}`,
    }),
    pulumi: await graphOf(TREES.pulumi, {
      'shop/Pulumi.yaml': 'name: shop\nruntime: nodejs\n',
      'shop/Pulumi.dev.yaml': 'config:\n  aws:region: eu-west-1\n',
      'shop/index.ts': `import * as aws from "@pulumi/aws";\n${twins.pulumi}`,
    }),
    cdktf: await graphOf(TREES.cdktf, {
      'shop/cdktf.json': '{ "language": "typescript" }',
      'shop/main.ts':
        `import { App, TerraformStack } from "cdktf";\n` +
        `import { AwsProvider } from "@cdktf/provider-aws/lib/provider";\n` +
        classes
          .map((name) => `import { ${name} } from "@cdktf/provider-aws/lib/${folderOf(name)}";\n`)
          .join('') +
        `class Shop extends TerraformStack { constructor(scope, id) { super(scope, id);\n` +
        `new AwsProvider(this, "aws", { region: "eu-west-1" });\n${twins.cdktf}\n} }\nnew Shop(new App(), "prod");`,
    }),
  };
};

const CASES: Readonly<Record<string, Twins>> = {
  'a database in several zones': {
    terraform: `
resource "aws_db_subnet_group" "nets" { subnet_ids = [aws_subnet.a.id, aws_subnet.b.id] }
resource "aws_vpc" "vpc" {}
resource "aws_subnet" "a" {
  vpc_id = aws_vpc.vpc.id
  availability_zone = "eu-west-1a"
}
resource "aws_subnet" "b" {
  vpc_id = aws_vpc.vpc.id
  availability_zone = "eu-west-1b"
}
resource "aws_kms_key" "key" {}
resource "aws_db_instance" "db" {
  multi_az = true
  db_subnet_group_name = aws_db_subnet_group.nets.name
  kms_key_id = aws_kms_key.key.arn
}
resource "aws_db_instance" "reader" { replicate_source_db = aws_db_instance.db.identifier }`,
    pulumi: `
const vpc = new aws.ec2.Vpc("vpc");
const a = new aws.ec2.Subnet("a", { vpcId: vpc.id, availabilityZone: "eu-west-1a" });
const b = new aws.ec2.Subnet("b", { vpcId: vpc.id, availabilityZone: "eu-west-1b" });
const nets = new aws.rds.SubnetGroup("nets", { subnetIds: [a.id, b.id] });
const key = new aws.kms.Key("key");
const db = new aws.rds.Instance("db", { multiAz: true, dbSubnetGroupName: nets.name, kmsKeyId: key.arn });
new aws.rds.Instance("reader", { replicateSourceDb: db.identifier });`,
    cdktf: `
const vpc = new Vpc(this, "vpc");
const a = new Subnet(this, "a", { vpcId: vpc.id, availabilityZone: "eu-west-1a" });
const b = new Subnet(this, "b", { vpcId: vpc.id, availabilityZone: "eu-west-1b" });
const nets = new DbSubnetGroup(this, "nets", { subnetIds: [a.id, b.id] });
const key = new KmsKey(this, "key");
const db = new DbInstance(this, "db", { multiAz: true, dbSubnetGroupName: nets.name, kmsKeyId: key.arn });
new DbInstance(this, "reader", { replicateSourceDb: db.identifier });`,
  },
  'a group of servers over subnets behind a balancer': {
    terraform: `
resource "aws_vpc" "vpc" {}
resource "aws_subnet" "a" {
  vpc_id = aws_vpc.vpc.id
  availability_zone = "eu-west-1a"
}
resource "aws_subnet" "b" {
  vpc_id = aws_vpc.vpc.id
  availability_zone = "eu-west-1b"
}
resource "aws_lb" "front" { subnets = [aws_subnet.a.id, aws_subnet.b.id] }
resource "aws_lb_target_group" "targets" { vpc_id = aws_vpc.vpc.id }
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.front.arn
  default_action {
    type = "forward"
    target_group_arn = aws_lb_target_group.targets.arn
  }
}
resource "aws_launch_template" "template" {}
resource "aws_autoscaling_group" "servers" {
  min_size = 2
  max_size = 4
  vpc_zone_identifier = [aws_subnet.a.id, aws_subnet.b.id]
  target_group_arns = [aws_lb_target_group.targets.arn]
  launch_template { id = aws_launch_template.template.id }
}`,
    pulumi: `
const vpc = new aws.ec2.Vpc("vpc");
const a = new aws.ec2.Subnet("a", { vpcId: vpc.id, availabilityZone: "eu-west-1a" });
const b = new aws.ec2.Subnet("b", { vpcId: vpc.id, availabilityZone: "eu-west-1b" });
const front = new aws.lb.LoadBalancer("front", { subnets: [a.id, b.id] });
const targets = new aws.lb.TargetGroup("targets", { vpcId: vpc.id });
new aws.lb.Listener("http", {
  loadBalancerArn: front.arn,
  defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
});
const template = new aws.ec2.LaunchTemplate("template");
new aws.autoscaling.Group("servers", {
  minSize: 2, maxSize: 4, vpcZoneIdentifiers: [a.id, b.id], targetGroupArns: [targets.arn],
  launchTemplate: { id: template.id },
});`,
    cdktf: `
const vpc = new Vpc(this, "vpc");
const a = new Subnet(this, "a", { vpcId: vpc.id, availabilityZone: "eu-west-1a" });
const b = new Subnet(this, "b", { vpcId: vpc.id, availabilityZone: "eu-west-1b" });
const front = new Lb(this, "front", { subnets: [a.id, b.id] });
const targets = new LbTargetGroup(this, "targets", { vpcId: vpc.id });
new LbListener(this, "http", {
  loadBalancerArn: front.arn,
  defaultAction: [{ type: "forward", targetGroupArn: targets.arn }],
});
const template = new LaunchTemplate(this, "template");
new AutoscalingGroup(this, "servers", {
  minSize: 2, maxSize: 4, vpcZoneIdentifier: [a.id, b.id], targetGroupArns: [targets.arn],
  launchTemplate: { id: template.id },
});`,
  },
  'functions, what calls them and what they use': {
    terraform: `
resource "aws_sqs_queue" "jobs" {}
resource "aws_dynamodb_table" "orders" {}
resource "aws_sns_topic" "news" {}
resource "aws_iam_role" "role" {}
resource "aws_iam_role_policy" "rights" {
  role = aws_iam_role.role.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "dynamodb:PutItem", Resource = aws_dynamodb_table.orders.arn }] })
}
resource "aws_lambda_function" "worker" {
  role = aws_iam_role.role.arn
  environment { variables = { TABLE = aws_dynamodb_table.orders.name } }
}
resource "aws_lambda_event_source_mapping" "mapping" {
  event_source_arn = aws_sqs_queue.jobs.arn
  function_name = aws_lambda_function.worker.arn
}
resource "aws_lambda_permission" "leave" {
  action = "lambda:InvokeFunction"
  principal = "sns.amazonaws.com"
  function_name = aws_lambda_function.worker.function_name
  source_arn = aws_sns_topic.news.arn
}
resource "aws_sns_topic_subscription" "told" {
  topic_arn = aws_sns_topic.news.arn
  protocol = "lambda"
  endpoint = aws_lambda_function.worker.arn
}`,
    pulumi: `
const jobs = new aws.sqs.Queue("jobs");
const orders = new aws.dynamodb.Table("orders");
const news = new aws.sns.Topic("news");
const role = new aws.iam.Role("role");
new aws.iam.RolePolicy("rights", {
  role: role.id,
  policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "dynamodb:PutItem", Resource: orders.arn }] }),
});
const worker = new aws.lambda.Function("worker", {
  role: role.arn,
  environment: { variables: { TABLE: orders.name } },
});
new aws.lambda.EventSourceMapping("mapping", { eventSourceArn: jobs.arn, functionName: worker.arn });
new aws.lambda.Permission("leave", {
  action: "lambda:InvokeFunction", principal: "sns.amazonaws.com", function: worker.name, sourceArn: news.arn,
});
new aws.sns.TopicSubscription("told", { topic: news.arn, protocol: "lambda", endpoint: worker.arn });`,
    cdktf: `
const jobs = new SqsQueue(this, "jobs");
const orders = new DynamodbTable(this, "orders");
const news = new SnsTopic(this, "news");
const role = new IamRole(this, "role");
new IamRolePolicy(this, "rights", {
  role: role.id,
  policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "dynamodb:PutItem", Resource: orders.arn }] }),
});
const worker = new LambdaFunction(this, "worker", {
  role: role.arn,
  environment: { variables: { TABLE: orders.name } },
});
new LambdaEventSourceMapping(this, "mapping", { eventSourceArn: jobs.arn, functionName: worker.arn });
new LambdaPermission(this, "leave", {
  action: "lambda:InvokeFunction", principal: "sns.amazonaws.com", functionName: worker.functionName, sourceArn: news.arn,
});
new SnsTopicSubscription(this, "told", { topicArn: news.arn, protocol: "lambda", endpoint: worker.arn });`,
  },
  'an API of which each route is a function': {
    terraform: `
resource "aws_lambda_function" "worker" {}
resource "aws_api_gateway_rest_api" "api" {}
resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id = aws_api_gateway_rest_api.api.root_resource_id
}
resource "aws_api_gateway_method" "get" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_resource.orders.id
}
resource "aws_api_gateway_integration" "runs" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_resource.orders.id
  uri = aws_lambda_function.worker.invoke_arn
}
resource "aws_api_gateway_deployment" "deployment" { rest_api_id = aws_api_gateway_rest_api.api.id }
resource "aws_api_gateway_stage" "stage" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  deployment_id = aws_api_gateway_deployment.deployment.id
}`,
    pulumi: `
const worker = new aws.lambda.Function("worker");
const api = new aws.apigateway.RestApi("api");
const orders = new aws.apigateway.Resource("orders", { restApi: api.id, parentId: api.rootResourceId });
new aws.apigateway.Method("get", { restApi: api.id, resourceId: orders.id });
new aws.apigateway.Integration("runs", { restApi: api.id, resourceId: orders.id, uri: worker.invokeArn });
const deployment = new aws.apigateway.Deployment("deployment", { restApi: api.id });
new aws.apigateway.Stage("stage", { restApi: api.id, deployment: deployment.id });`,
    cdktf: `
const worker = new LambdaFunction(this, "worker");
const api = new ApiGatewayRestApi(this, "api");
const orders = new ApiGatewayResource(this, "orders", { restApiId: api.id, parentId: api.rootResourceId });
new ApiGatewayMethod(this, "get", { restApiId: api.id, resourceId: orders.id });
new ApiGatewayIntegration(this, "runs", { restApiId: api.id, resourceId: orders.id, uri: worker.invokeArn });
const deployment = new ApiGatewayDeployment(this, "deployment", { restApiId: api.id });
new ApiGatewayStage(this, "stage", { restApiId: api.id, deploymentId: deployment.id });`,
  },
  'a name with a second place to lead to': {
    terraform: `
resource "aws_lb" "main" {}
resource "aws_lb" "spare" {}
resource "aws_route53_zone" "zone" { name = "shop.test" }
resource "aws_route53_health_check" "check" { fqdn = aws_lb.main.dns_name }
resource "aws_route53_record" "first" {
  zone_id = aws_route53_zone.zone.zone_id
  name = "www.shop.test"
  type = "A"
  set_identifier = "first"
  health_check_id = aws_route53_health_check.check.id
  failover_routing_policy { type = "PRIMARY" }
  alias {
    name = aws_lb.main.dns_name
    zone_id = aws_lb.main.zone_id
    evaluate_target_health = true
  }
}
resource "aws_route53_record" "second" {
  zone_id = aws_route53_zone.zone.zone_id
  name = "www.shop.test"
  type = "A"
  set_identifier = "second"
  failover_routing_policy { type = "SECONDARY" }
  alias {
    name = aws_lb.spare.dns_name
    zone_id = aws_lb.spare.zone_id
    evaluate_target_health = true
  }
}`,
    pulumi: `
const main = new aws.lb.LoadBalancer("main");
const spare = new aws.lb.LoadBalancer("spare");
const zone = new aws.route53.Zone("zone", { name: "shop.test" });
const check = new aws.route53.HealthCheck("check", { fqdn: main.dnsName });
new aws.route53.Record("first", {
  zoneId: zone.zoneId, name: "www.shop.test", type: "A", setIdentifier: "first", healthCheckId: check.id,
  failoverRoutingPolicies: [{ type: "PRIMARY" }],
  aliases: [{ name: main.dnsName, zoneId: main.zoneId, evaluateTargetHealth: true }],
});
new aws.route53.Record("second", {
  zoneId: zone.zoneId, name: "www.shop.test", type: "A", setIdentifier: "second",
  failoverRoutingPolicies: [{ type: "SECONDARY" }],
  aliases: [{ name: spare.dnsName, zoneId: spare.zoneId, evaluateTargetHealth: true }],
});`,
    cdktf: `
const main = new Lb(this, "main");
const spare = new Lb(this, "spare");
const zone = new Route53Zone(this, "zone", { name: "shop.test" });
const check = new Route53HealthCheck(this, "check", { fqdn: main.dnsName });
new Route53Record(this, "first", {
  zoneId: zone.zoneId, name: "www.shop.test", type: "A", setIdentifier: "first", healthCheckId: check.id,
  failoverRoutingPolicy: { type: "PRIMARY" },
  alias: { name: main.dnsName, zoneId: main.zoneId, evaluateTargetHealth: true },
});
new Route53Record(this, "second", {
  zoneId: zone.zoneId, name: "www.shop.test", type: "A", setIdentifier: "second",
  failoverRoutingPolicy: { type: "SECONDARY" },
  alias: { name: spare.dnsName, zoneId: spare.zoneId, evaluateTargetHealth: true },
});`,
  },
};

for (const [what, twins] of Object.entries(CASES)) {
  test(`the same in Terraform, Pulumi and CDKTF: ${what}`, async () => {
    const { terraform: wanted, pulumi: one, cdktf: other } = await graphs(twins);
    expect(wanted.length).toBeGreaterThan(4);
    expect(one).toEqual(wanted);
    expect(other).toEqual(wanted);
  });
}
