import { describe, expect, test } from 'vitest';
import { from, references, resource, scan } from './files.ts';

describe('modules', () => {
  const NET = `
variable "zones" {}
variable "settings" { type = object({ size = optional(number, 7), name = string }) }
resource "aws_vpc" "this" {}
resource "aws_subnet" "this" {
  count             = length(var.zones)
  vpc_id            = aws_vpc.this.id
  availability_zone = var.zones[count.index]
  size              = var.settings.size
}
output "subnets" { value = aws_subnet.this[*].id }
output "vpc" { value = aws_vpc.this.id }
`;

  test('arguments and outputs are followed both ways, through modules in modules', async () => {
    const facts = await scan({
      'live/main.tf': `
module "net" {
  source   = "../modules/net"
  zones    = ["a", "b"]
  settings = { name = "x" }
}
module "app" {
  source  = "../modules/app"
  subnets = module.net.subnets
  key     = aws_kms_key.k.arn
}
resource "aws_kms_key" "k" {}
resource "aws_flow_log" "f" { vpc_id = module.net.vpc }
`,
      'modules/net/main.tf': NET,
      'modules/app/main.tf': `
variable "subnets" {}
variable "key" {}
module "base" {
  source  = "../base"
  subnets = var.subnets
  key_arn = var.key
}
`,
      'modules/base/main.tf': `
variable "subnets" {}
variable "key_arn" {}
resource "aws_instance" "i" {
  subnet_id = var.subnets[0]
  disk { kms = var.key_arn }
}
`,
    });
    expect(from(facts, 'live:module.app.module.base.aws_instance.i').toSorted()).toEqual([
      'live:aws_kms_key.k (disk.kms)',
      'live:module.net.aws_subnet.this (subnet_id)',
    ]);
    expect(from(facts, 'live:aws_flow_log.f')).toEqual(['live:module.net.aws_vpc.this (vpc_id)']);
    expect(resource(facts, 'live:module.net.aws_subnet.this')).toMatchObject({
      count: 2,
      properties: { availability_zone: 'a', size: 7 },
      where: { file: 'modules/net/main.tf', line: 5 },
    });
    expect(facts.resources.every(({ address }) => address.scope === 'live')).toBe(true);
  });

  test('a folder that is called is no root; one that lies outside of what is scanned is followed', async () => {
    const facts = await scan(
      {
        'repo/live/main.tf':
          'module "net" {\n source = "../lib/net"\n zones = []\n settings = { name = "x" }\n}',
        'repo/lib/net/main.tf': NET,
      },
      { below: 'repo/live/' },
    );
    expect(facts.resources.map(({ address }) => address)).toEqual([
      { scope: '', local: 'module.net.aws_vpc.this' },
      { scope: '', local: 'module.net.aws_subnet.this' },
    ]);
    expect(resource(facts, 'module.net.aws_subnet.this')?.count).toBe(0);
  });

  test('a module from elsewhere is one node, which refers and is referred to', async () => {
    const facts = await scan({
      'main.tf': `
module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.0.0"
  cidr    = data.aws_cidr.c.block
}
data "aws_cidr" "c" {}
resource "aws_lb" "l" { subnets = module.vpc.public_subnets }
`,
    });
    expect(resource(facts, 'module.vpc')).toMatchObject({
      type: 'terraform/module',
      properties: { source: 'terraform-aws-modules/vpc/aws', version: '5.0.0' },
    });
    expect(references(facts)).toEqual([
      'aws_lb.l -> module.vpc (subnets)',
      'module.vpc -> data.aws_cidr.c (cidr)',
    ]);
  });

  test('instances of a module are one set of resources, counted together', async () => {
    const facts = await scan({
      'main.tf': `
module "q" {
  source   = "./q"
  for_each = { orders = aws_kms_key.a.arn, bills = aws_kms_key.b.arn }
  name     = each.key
  key      = each.value
}
module "off" {
  source = "./q"
  count  = 0
  name   = "off"
  key    = aws_kms_key.a.arn
}
resource "aws_kms_key" "a" {}
resource "aws_kms_key" "b" {}
resource "aws_user" "u" { queue = module.q["bills"].arn }
`,
      'q/main.tf': `
variable "name" {}
variable "key" {}
resource "aws_sqs_queue" "q" {
  name = var.name
  key  = var.key
}
output "arn" { value = aws_sqs_queue.q.arn }
`,
    });
    expect(resource(facts, 'module.q.aws_sqs_queue.q')).toMatchObject({
      count: 2,
      instances: [{ name: 'orders' }, { name: 'bills' }],
    });
    expect(from(facts, 'module.q.aws_sqs_queue.q')).toEqual(['aws_kms_key.a (key)', 'aws_kms_key.b (key)']);
    expect(resource(facts, 'module.off.aws_sqs_queue.q')?.count).toBe(0);
    expect(from(facts, 'module.off.aws_sqs_queue.q')).toEqual(['aws_kms_key.a (key)']);
    expect(from(facts, 'aws_user.u')).toEqual(['module.q.aws_sqs_queue.q (queue)']);
  });

  test('modules that only call each other are not lost', async () => {
    const facts = await scan({
      'a/main.tf': 'module "b" { source = "../b" }\nresource "aws_x" "a" {}',
      'b/main.tf': 'module "a" { source = "../a" }\nresource "aws_x" "b" {}',
    });
    expect(resource(facts, 'a:aws_x.a')).toBeDefined();
    expect(resource(facts, 'a:module.b.aws_x.b')).toBeDefined();
    expect(facts.findings).toMatchObject([{ kind: 'skipped', file: 'b/main.tf' }]);
  });
});

describe('variables', () => {
  const MAIN = 'variable "size" { type = number }\nresource "aws_x" "a" { size = var.size }';

  test('the command line wins over files of values, the later file over the earlier', async () => {
    const files = {
      'main.tf': MAIN,
      'terraform.tfvars': 'size = 1',
      'eu.auto.tfvars': 'size = 2',
      'other.tfvars': 'size = 9',
    };
    expect(resource(await scan(files), 'aws_x.a')?.properties).toEqual({ size: 2 });
    expect(resource(await scan(files, { variables: { size: '3' } }), 'aws_x.a')?.properties).toEqual({
      size: 3,
    });
  });

  test('the workspace can be told', async () => {
    const files = { 'main.tf': 'resource "aws_x" "a" { count = terraform.workspace == "prod" ? 2 : 0 }' };
    expect(resource(await scan(files), 'aws_x.a')).not.toHaveProperty('count');
    const told = await scan(files, { variables: { 'terraform.workspace': 'prod' } });
    expect(resource(told, 'aws_x.a')?.count).toBe(2);
  });

  test('a file beside the module is read, if its path is plain', async () => {
    const facts = await scan({
      'main.tf': `
locals { data = jsondecode(file("\${path.module}/data.json")) }
resource "aws_x" "a" { size = local.data.prod.size }
`,
      'data.json': '{"prod": {"size": 5}}',
    });
    expect(resource(facts, 'aws_x.a')?.properties).toEqual({ size: 5 });
  });
});
