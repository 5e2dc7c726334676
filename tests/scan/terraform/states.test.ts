import { describe, expect, test } from 'vitest';
import { from, resource, scan } from './files.ts';

describe('remote state', () => {
  const READER = (key: string): string => `
data "terraform_remote_state" "net" {
  backend = "s3"
  config  = { bucket = "states", key = "${key}", region = "eu-west-1" }
}
resource "aws_x" "a" { vpc = data.terraform_remote_state.net.outputs.vpc_id }
`;
  const OWNER = `
terraform {
  backend "s3" {
    bucket = "states"
    key    = "net.tfstate"
  }
}
resource "aws_vpc" "v" {}
output "vpc_id" { value = aws_vpc.v.id }
`;

  test('of a root among the files leads to what the output there refers to', async () => {
    const facts = await scan({ 'app/main.tf': READER('net.tfstate'), 'net/main.tf': OWNER });
    expect(from(facts, 'app:aws_x.a').toSorted()).toEqual([
      'app:data.terraform_remote_state.net (vpc)',
      'net:aws_vpc.v (vpc)',
    ]);
  });

  test('of a workspace is that of the same configuration', async () => {
    const facts = await scan({ 'app/main.tf': READER('env:/prod/net.tfstate'), 'net/main.tf': OWNER });
    expect(from(facts, 'app:aws_x.a')).toContain('net:aws_vpc.v (vpc)');
  });

  test('of anybody else leads to the block that reads it', async () => {
    const facts = await scan({ 'app/main.tf': READER('other.tfstate'), 'net/main.tf': OWNER });
    expect(from(facts, 'app:aws_x.a')).toEqual(['app:data.terraform_remote_state.net (vpc)']);
  });
});

describe('Terragrunt', () => {
  const ROOT = `
locals { region_file = read_terragrunt_config(find_in_parent_folders("region.hcl")) }
generate "provider" {
  path     = "provider.tf"
  contents = <<EOF
provider "aws" {
  region = "\${local.region_file.locals.region}"
}
EOF
}
inputs = { team = "shop" }
`;
  const TREE = {
    'live/root.hcl': ROOT,
    'live/eu/region.hcl': 'locals { region = "eu-central-1" }',
    'live/eu/vpc/terragrunt.hcl': `
include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "../../../modules//vpc" }
inputs = { cidr = "10.0.0.0/16" }
`,
    'live/eu/app/terragrunt.hcl': `
include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "git::https://example.com/app.git?ref=v1" }
dependency "vpc" { config_path = "../vpc" }
inputs = {
  vpc_id = dependency.vpc.outputs.id
}
`,
    'live/eu/web/terragrunt.hcl': `
include "root" { path = find_in_parent_folders("root.hcl") }
terraform { source = "\${get_terragrunt_dir()}/../../../modules/web" }
dependency "app" { config_path = "../app" }
dependency "gone" { config_path = "../gone" }
inputs = { app = dependency.app.outputs.url, vpc_id = dependency.gone.outputs.id }
`,
    'modules/vpc/main.tf': `
variable "cidr" {}
variable "team" {}
resource "aws_vpc" "this" {
  cidr = var.cidr
  team = var.team
}
output "id" { value = aws_vpc.this.id }
`,
    'modules/web/main.tf': 'variable "app" {}\nvariable "vpc_id" {}\nresource "aws_x" "w" { url = var.app }',
  };

  test('a unit is a root, with inputs and the region that is generated', async () => {
    const facts = await scan(TREE);
    expect(resource(facts, 'live/eu/vpc:aws_vpc.this')).toMatchObject({
      region: 'eu-central-1',
      properties: { cidr: '10.0.0.0/16', team: 'shop' },
      where: { file: 'modules/vpc/main.tf', line: 4 },
    });
    expect(facts.resources.map(({ address }) => address.scope)).not.toContain('modules/vpc');
  });

  test('dependencies lead from unit to unit, also where a module is not among the files', async () => {
    const facts = await scan(TREE);
    expect(resource(facts, 'live/eu/app:module.app')).toMatchObject({
      type: 'terraform/module',
      region: 'eu-central-1',
      properties: { source: 'git::https://example.com/app.git?ref=v1' },
    });
    expect(from(facts, 'live/eu/app:module.app')).toEqual(['live/eu/vpc:aws_vpc.this (vpc_id)']);
    expect(from(facts, 'live/eu/web:aws_x.w')).toEqual(['live/eu/app:module.app (url)']);
    expect(facts.findings.map(({ kind, file }) => [kind, file])).toEqual([
      ['skipped', 'live/eu/app/terragrunt.hcl'],
      ['unresolved', 'live/eu/web/terragrunt.hcl'],
    ]);
  });
});

describe('Terragrunt, decided by the environment', () => {
  const files = {
    'env/terragrunt.hcl': `
locals { told = jsondecode(read_tfvars_file("../../\${get_env("ENVIRONMENT")}.tfvars")) }
inputs = local.told
generate "provider" {
  path     = "provider.tf"
  contents = <<EOF
provider "aws" {
  region              = "\${local.told.region}"
  allowed_account_ids = [\${local.secret}]
}
%{ if local.told.env == "dev" }
provider "aws" {
  alias  = "dns"
  region = "ca-central-1"
}
%{ endif }
EOF
}
generate "variables" {
  path     = "variables.tf"
  contents = file("variables.tf")
}
`,
    'env/variables.tf': 'variable "env" {}',
    'env/dev.tfvars': 'env = "dev"\nregion = "eu-west-3"',
    'env/dev/app/terragrunt.hcl': `
include { path = find_in_parent_folders() }
terraform {
  source = "\${get_env("ENVIRONMENT") == "production" ? "git::https://git.example.com/x//app" : "../../../app"}"
}
`,
    'app/main.tf': `
resource "aws_sqs_queue" "q" { name = "orders-\${var.env}" }
resource "aws_route53_zone" "z" { provider = aws.dns }
`,
  };
  const id = 'env/dev/app:aws_sqs_queue.q';

  test('a source of two is the one that is there, which is said; what is generated counts', async () => {
    const facts = await scan(files);
    expect(resource(facts, id)).toBeDefined();
    expect(resource(facts, id)?.region).toBeUndefined();
    expect(resource(facts, 'env/dev/app:aws_route53_zone.z')?.region).toBe('ca-central-1');
    expect(facts.findings.filter(({ kind }) => kind === 'assumed').map(({ file }) => file)).toEqual([
      'env/dev/app/terragrunt.hcl',
    ]);
    expect(facts.findings.filter(({ kind }) => kind === 'unresolved')).toEqual([]);
  });

  test('the command line tells the environment, and with it files of values', async () => {
    const facts = await scan(files, { variables: { ENVIRONMENT: 'dev' } });
    expect(resource(facts, id)?.region).toBe('eu-west-3');
    expect(resource(facts, id)?.properties).toEqual({ name: 'orders-dev' });
    expect(facts.findings.filter(({ kind }) => kind === 'assumed')).toEqual([]);
  });
});
