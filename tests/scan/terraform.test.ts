import { describe, expect, test } from 'vitest';
import { terraform } from '../../src/scan/terraform.ts';
import type { SourceFile } from '../../src/scan/scanner.ts';
import { sourceFile } from '../support/source-files.ts';
import { from, references, resource, scan } from './terraform/files.ts';

const file = (inside: string, head = ''): SourceFile => sourceFile(inside, head);

describe('which files are claimed', () => {
  test.each([
    ['main.tf'],
    ['main.tofu'],
    ['main.tf.json'],
    ['terraform.tfvars'],
    ['eu.auto.tfvars.json'],
    ['a/terragrunt.hcl'],
  ])('%s is', (name) => {
    expect(terraform.claims(file(name))).toBe(true);
  });

  test.each([
    ['.terraform.lock.hcl'],
    ['image.pkr.hcl'],
    ['prod.tfvars'],
    ['plan.json'],
    ['.terraform/modules/vpc/main.tf'],
  ])('%s is not', (name) => {
    expect(terraform.claims(file(name))).toBe(false);
  });

  test('HCL of another name is, if it includes or depends', () => {
    expect(terraform.claims(file('env.hcl', 'dependency "vpc" {\n}'))).toBe(true);
    expect(terraform.claims(file('env.hcl', 'job "web" {\n}'))).toBe(false);
  });
});

describe('blocks', () => {
  test('a resource is a fact with its type, line and known properties', async () => {
    const facts = await scan({
      'shop/main.tf': `
locals { size = "db.t3" }
resource "aws_db_instance" "orders" {
  instance_class = "\${local.size}.large"
  multi_az       = true
  password       = random_password.db.result
  restore { at = "now" }
}
resource "random_password" "db" { length = 20 }
data "aws_ami" "linux" { owners = ["amazon"] }
`,
    });
    expect(resource(facts, 'shop:aws_db_instance.orders')).toEqual({
      address: { scope: 'shop', local: 'aws_db_instance.orders' },
      type: 'aws_db_instance',
      where: { file: 'shop/main.tf', line: 3 },
      properties: { instance_class: 'db.t3.large', multi_az: true, restore: { at: 'now' } },
    });
    expect(resource(facts, 'shop:data.aws_ami.linux')).toMatchObject({ type: 'aws_ami', isForeign: true });
    expect(facts.references).toEqual([
      {
        from: { scope: 'shop', local: 'aws_db_instance.orders' },
        to: { by: 'address', address: { scope: 'shop', local: 'random_password.db' } },
        property: 'password',
        where: { file: 'shop/main.tf', line: 6 },
        confidence: 'documented',
      },
    ]);
  });

  test('references go through locals, nested and dynamic blocks, provisioners and conditions', async () => {
    const facts = await scan({
      'main.tf': `
locals {
  target = var.public ? aws_lb.out.arn : aws_lb.in.arn
  rules  = [{ group = aws_sg.a.id }, { group = aws_sg.b.id }]
}
variable "public" { default = true }
resource "aws_lb" "in" {}
resource "aws_lb" "out" {}
resource "aws_sg" "a" {}
resource "aws_sg" "b" {}
resource "aws_thing" "x" {
  action { target_arn = local.target }
  dynamic "rule" {
    for_each = local.rules
    content { group = rule.value.group }
  }
  provisioner "local-exec" { command = "echo \${aws_lb.in.id}" }
  lifecycle { ignore_changes = [some_attribute] }
}
`,
    });
    expect(from(facts, 'aws_thing.x').toSorted()).toEqual([
      'aws_lb.in (action.target_arn)',
      'aws_lb.in (provisioner.command)',
      'aws_lb.out (action.target_arn)',
      'aws_sg.a (rule)',
      'aws_sg.a (rule.group)',
      'aws_sg.b (rule)',
      'aws_sg.b (rule.group)',
    ]);
    expect(facts.findings).toEqual([]);
  });

  test('depends_on is the order of starting; a module there is everything that it makes', async () => {
    const facts = await scan({
      'main.tf': `
module "net" { source = "./net" }
resource "aws_x" "a" { depends_on = [aws_x.b, module.net] }
resource "aws_x" "b" {}
`,
      'net/main.tf': `
data "aws_z" "read" {}
resource "aws_y" "one" {}
resource "aws_y" "two" {}
`,
    });
    expect(from(facts, 'aws_x.a')).toEqual([
      'aws_x.b (depends_on)',
      'module.net.aws_y.one (depends_on)',
      'module.net.aws_y.two (depends_on)',
    ]);
    expect(facts.references.map((reference) => reference.class)).toEqual([
      'start-up',
      'start-up',
      'start-up',
    ]);
  });

  test('instances are counted, and their properties kept where they differ', async () => {
    const facts = await scan({
      'main.tf': `
variable "zones" { default = ["eu-west-1a", "eu-west-1b"] }
resource "aws_subnet" "each" {
  count             = length(var.zones)
  availability_zone = var.zones[count.index]
}
resource "aws_user" "named" {
  for_each = toset(["ann", "bob"])
  name     = each.key
}
resource "aws_x" "same" {
  count = 3
  size  = 1
}
resource "aws_x" "off" {
  count  = 0
  subnet = aws_subnet.each[0].id
}
`,
    });
    expect(resource(facts, 'aws_subnet.each')).toMatchObject({
      count: 2,
      properties: { availability_zone: 'eu-west-1a' },
      instances: [{ availability_zone: 'eu-west-1a' }, { availability_zone: 'eu-west-1b' }],
    });
    expect(resource(facts, 'aws_user.named')).toMatchObject({
      count: 2,
      instances: [{ name: 'ann' }, { name: 'bob' }],
    });
    expect(resource(facts, 'aws_x.same')).toMatchObject({ count: 3 });
    expect(resource(facts, 'aws_x.same')).not.toHaveProperty('instances');
    expect(resource(facts, 'aws_x.off')).toMatchObject({ count: 0 });
    expect(from(facts, 'aws_x.off')).toEqual(['aws_subnet.each (subnet)']);
  });

  test('an override replaces attributes and keeps the rest', async () => {
    const facts = await scan({
      'main.tf': 'resource "aws_x" "a" {\n size = 1\n name = "a"\n}',
      'main_override.tf': 'resource "aws_x" "a" {\n size = 2\n}',
    });
    expect(resource(facts, 'aws_x.a')?.properties).toEqual({ size: 2, name: 'a' });
  });

  test('a resource does not refer to itself, and each pair and property is said once', async () => {
    const facts = await scan({
      'main.tf': `
resource "aws_x" "b" {}
resource "aws_x" "a" {
  count = 2
  peers = [aws_x.b.id, aws_x.b.arn, aws_x.a[0].id]
}
`,
    });
    expect(references(facts)).toEqual(['aws_x.a -> aws_x.b (peers)']);
  });

  test('JSON syntax says the same', async () => {
    const facts = await scan({
      'main.tf.json': JSON.stringify({
        resource: { aws_x: { a: { peer: '${aws_x.b.id}' }, b: { size: 1 } } },
      }),
    });
    expect(references(facts)).toEqual(['aws_x.a -> aws_x.b (peer)']);
    expect(resource(facts, 'aws_x.b')?.properties).toEqual({ size: 1 });
  });
});

describe('what is not understood', () => {
  test('is told with file and line', async () => {
    const facts = await scan({
      'main.tf': `
resource "aws_x" "a" {
  peer = aws_y.gone.id
}
module "away" {
  source = "git::https://example.com/x.git"
}
module "lost" {
  source = "./lost"
}
`,
    });
    expect(facts.findings.map(({ kind, line }) => [kind, line])).toEqual([
      ['unresolved', 3],
      ['skipped', 5],
      ['unresolved', 8],
    ]);
  });

  test('a broken file costs only what is broken', async () => {
    const facts = await scan({
      'a.tf': 'resource "aws_x" "a" {\n  size = = 3\n}\n',
      'b.tf': 'resource "aws_x" "b" {}',
    });
    expect(facts.findings).toMatchObject([{ kind: 'unreadable', file: 'a.tf', line: 2 }]);
    expect(resource(facts, 'aws_x.b')).toBeDefined();
  });

  test('an empty file is no finding', async () => {
    expect(await scan({ 'a.tf': '' })).toEqual({ resources: [], references: [], findings: [] });
  });

  test('a name without value is told once, if it decides how many there are', async () => {
    const facts = await scan({
      'main.tf': `
variable "create" {}
resource "aws_x" "a" { count = var.create ? 1 : 0 }
resource "aws_x" "b" { count = var.create ? 1 : 0 }
`,
    });
    expect(facts.findings).toMatchObject([
      { kind: 'unknown-value', line: 3, hint: 'Give it one: --var create=…' },
    ]);
    expect(resource(facts, 'aws_x.a')).not.toHaveProperty('count');
  });

  test('a module that calls itself comes to an end', async () => {
    const facts = await scan({ 'main.tf': 'module "again" { source = "./" }\nresource "aws_x" "a" {}' });
    expect(resource(facts, 'aws_x.a')).toBeDefined();
    expect(facts.findings.at(-1)?.kind).toBe('skipped');
  });

  test('keys of foreign objects are keys like any other', async () => {
    const facts = await scan({
      'main.tf': 'resource "aws_x" "constructor" {\n tags = { "__proto__" = "a", constructor = "b" }\n}',
    });
    expect(JSON.stringify(resource(facts, 'aws_x.constructor')?.properties)).toContain('"constructor":"b"');
  });
});
