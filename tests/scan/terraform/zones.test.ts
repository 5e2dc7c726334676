/** Proves that the usual ways to spread over zones are read, that what is taken for granted is said, and no more. */
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/model/fact.ts';
import { from, resource, scan } from './files.ts';

const ZONES = `
data "aws_availability_zones" "all" {
  state = "available"
  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}
`;

const zonesOf = (facts: Facts, id: string, property = 'availability_zone'): readonly unknown[] => {
  const { instances, properties } = resource(facts, id)!;
  return (instances ?? [properties]).map((one) => one?.[property]);
};

const assumed = ({ findings }: Facts): readonly string[] =>
  findings.filter(({ kind }) => kind === 'assumed').map(({ message }) => message);

describe('the zones of a region', () => {
  test.each([
    ['count = 2', 'element(data.aws_availability_zones.all.names, count.index)', 'ab'],
    [
      'count = length(data.aws_availability_zones.all.names)',
      'data.aws_availability_zones.all.names[count.index]',
      'abc',
    ],
    ['for_each = toset(slice(data.aws_availability_zones.all.names, 0, 2))', 'each.key', 'ab'],
    ['for_each = toset(local.zones)', 'each.value', 'abc'],
  ])('%s', async (often, zone, letters) => {
    const facts = await scan({
      'main.tf': `
provider "aws" { region = "eu-west-1" }
${ZONES}
locals { zones = data.aws_availability_zones.all.names }
resource "aws_subnet" "s" {
  ${often}
  availability_zone = ${zone}
}
`,
    });
    expect(zonesOf(facts, 'aws_subnet.s')).toEqual(letters.split('').map((letter) => `eu-west-1${letter}`));
    expect(resource(facts, 'aws_subnet.s')?.count).toBe(letters.length);
    // That it is read from there stays told.
    expect(from(facts, 'aws_subnet.s')).toContain('data.aws_availability_zones.all (availability_zone)');
    expect(assumed(facts)).toEqual([
      'data.aws_availability_zones.all: the zones of the region are taken to be eu-west-1a, eu-west-1b, eu-west-1c, in this order',
    ]);
  });

  test('are those of the provider that the block is read with, and one finding is enough for all regions', async () => {
    const module = `${ZONES}
resource "aws_subnet" "s" { availability_zone = data.aws_availability_zones.all.names[2] }
`;
    const facts = await scan({
      'net/main.tf': module,
      'live/main.tf': `
provider "aws" { region = "ca-central-1" }
provider "aws" {
  alias  = "us"
  region = "us-west-2"
}
module "here" { source = "../net" }
module "there" {
  source    = "../net"
  providers = { aws = aws.us }
}
`,
    });
    // Canada has no c.
    expect(zonesOf(facts, 'live:module.here.aws_subnet.s')).toEqual(['ca-central-1d']);
    expect(zonesOf(facts, 'live:module.there.aws_subnet.s')).toEqual(['us-west-2c']);
    expect(assumed(facts)).toHaveLength(1);
  });

  test('of Google have their own names', async () => {
    const facts = await scan({
      'main.tf': `
data "google_compute_zones" "all" { region = "europe-west1" }
resource "google_compute_instance" "i" {
  count = 2
  zone  = data.google_compute_zones.all.names[count.index]
}
`,
    });
    expect(zonesOf(facts, 'google_compute_instance.i', 'zone')).toEqual(['europe-west1-b', 'europe-west1-c']);
  });

  test.each([
    ['the region is not known', '', ''],
    [
      'certain ones are asked for',
      'provider "aws" { region = "eu-west-1" }',
      'filter {\n name = "zone-name"\n values = ["eu-west-1c"]\n}',
    ],
  ])('stay unknown if %s', async (_, provider, filter) => {
    const facts = await scan({
      'main.tf': `
${provider}
data "aws_availability_zones" "all" {
  ${filter}
}
resource "aws_subnet" "s" { availability_zone = data.aws_availability_zones.all.names[0] }
`,
    });
    expect(resource(facts, 'aws_subnet.s')?.properties).toBeUndefined();
    expect(assumed(facts)).toEqual([]);
  });

  test('leave out those that are excluded', async () => {
    const facts = await scan({
      'main.tf': `
provider "aws" { region = "eu-west-1" }
data "aws_availability_zones" "all" { exclude_names = ["eu-west-1a"] }
resource "aws_subnet" "s" { availability_zone = data.aws_availability_zones.all.names[0] }
`,
    });
    expect(zonesOf(facts, 'aws_subnet.s')).toEqual(['eu-west-1b']);
  });
});
