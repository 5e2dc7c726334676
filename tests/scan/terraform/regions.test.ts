import { expect, test } from 'vitest';
import { resource, scan } from './files.ts';

test('the provider tells the region: the default one, an alias, or what a call passes on', async () => {
  const facts = await scan({
    'main.tf': `
locals { home = "eu-west-1" }
provider "aws" { region = local.home }
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
resource "aws_x" "here" {}
resource "aws_x" "there" { provider = aws.us }
resource "aws_x" "own" { region = "ap-south-1" }
resource "random_id" "r" {}
module "same" { source = "./m" }
module "other" {
  source    = "./m"
  providers = { aws = aws.us, aws.peer = aws }
}
`,
    'm/main.tf': 'resource "aws_x" "m" {}\nresource "aws_x" "peer" { provider = aws.peer }',
  });
  const region = (id: string): string | undefined => resource(facts, id)?.region;
  expect(region('aws_x.here')).toBe('eu-west-1');
  expect(region('aws_x.there')).toBe('us-east-1');
  expect(region('aws_x.own')).toBe('ap-south-1');
  expect(region('random_id.r')).toBeUndefined();
  expect(region('module.same.aws_x.m')).toBe('eu-west-1');
  expect(region('module.other.aws_x.m')).toBe('us-east-1');
  expect(region('module.other.aws_x.peer')).toBe('eu-west-1');
  expect(region('module.same.aws_x.peer')).toBeUndefined();
});

test('Google and Azure say it at the resource, or through its group', async () => {
  const facts = await scan({
    'main.tf': `
provider "google" { zone = "europe-west1-b" }
resource "google_x" "default" {}
resource "google_x" "zonal" { zone = "us-central1-a" }
resource "google_storage_bucket" "wide" { location = "EU" }
resource "azurerm_resource_group" "g" { location = "West Europe" }
resource "azurerm_x" "in_group" { resource_group_name = azurerm_resource_group.g.name }
resource "azurerm_x" "own" { location = "northeurope" }
`,
  });
  const regions = facts.resources.map(({ address, region }) => [address.local, region]);
  expect(regions).toEqual([
    ['google_x.default', 'europe-west1'],
    ['google_x.zonal', 'us-central1'],
    ['google_storage_bucket.wide', 'europe-west1'],
    ['azurerm_resource_group.g', 'westeurope'],
    ['azurerm_x.in_group', 'westeurope'],
    ['azurerm_x.own', 'northeurope'],
  ]);
});

test('a region that is not known is a finding, unless the command line tells one', async () => {
  const files = {
    'main.tf': 'variable "region" {}\nprovider "aws" {\n region = var.region\n}\nresource "aws_x" "a" {}',
  };
  const facts = await scan(files);
  expect(facts.findings).toMatchObject([{ kind: 'unknown-value', file: 'main.tf', line: 2 }]);
  const told = await scan(files, { region: 'eu-west-3' });
  expect(told.findings).toEqual([]);
  expect(resource(told, 'aws_x.a')?.region).toBe('eu-west-3');
});

test('what is made in a cluster depends on what its provider is configured with; a cloud provider says nothing', async () => {
  const facts = await scan({
    'main.tf': `
provider "kubernetes" { host = aws_eks_cluster.c.endpoint }
provider "aws" { assume_role { role_arn = data.aws_iam_role.r.arn } }
data "aws_iam_role" "r" {}
resource "aws_eks_cluster" "c" {}
resource "kubernetes_secret" "s" {}
`,
  });
  expect(facts.references).toMatchObject([
    {
      from: { local: 'kubernetes_secret.s' },
      to: { address: { local: 'aws_eks_cluster.c' } },
      property: 'provider',
    },
  ]);
});
