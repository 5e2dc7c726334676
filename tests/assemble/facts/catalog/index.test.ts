/** Proves that a type is found, found once, and that what is unknown is only guessed at. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AWS_FAMILIES } from '../../../../src/assemble/facts/catalog/aws/index.ts';
import { GUESSED_SERVICES } from '../../../../src/assemble/facts/catalog/families.ts';
import { TYPE_ROWS, familyOf, providerOf, rowOf } from '../../../../src/assemble/facts/catalog/index.ts';
import { packOf } from '../../../../src/assemble/packs/pack.ts';
import { loadDocuments, shippedFile } from '../../../../src/document/load.ts';
import { KINDS } from '../../../../src/model/kind.ts';

const { documents } = await loadDocuments([shippedFile('aws')]);
const pack = packOf(documents[0]!, () => undefined);

it('no type is given twice', () => {
  const seen = new Set<string>();
  const twice = TYPE_ROWS.flatMap(({ types }) => types).filter((type) => {
    const isKnown = seen.has(type);
    seen.add(type);
    return isKnown;
  });
  expect(twice).toEqual([]);
});

it('every row has a type and a kind', () => {
  for (const { types, kind } of TYPE_ROWS) {
    expect(types.length).toBeGreaterThan(0);
    expect(KINDS).toContain(kind);
  }
});

describe('the row of a type', () => {
  it('is the same by each spelling', () => {
    expect(rowOf('aws_db_instance')).toBeDefined();
    expect(rowOf('aws_db_instance')).toBe(rowOf('AWS::RDS::DBInstance'));
  });

  it('of a custom resource does not depend on its name', () => {
    expect(rowOf('Custom::Anything')).toBe(rowOf('AWS::CloudFormation::CustomResource'));
  });

  it.each(['aws_unheard_of', 'constructor', '__proto__', ''])('of %s is not there', (type) => {
    expect(rowOf(type)).toBeUndefined();
  });
});

it.each([
  ['aws_sqs_queue', 'aws'],
  ['AWS::SQS::Queue', 'aws'],
  ['Custom::Anything', 'aws'],
  ['google_storage_bucket', 'gcp'],
  ['azurerm_storage_account', 'azure'],
  ['random_id', undefined],
  ['aws', undefined],
  ['', undefined],
])('%s is of %s', (type, provider) => {
  expect(providerOf(type)).toBe(provider);
});

describe('the service of an unknown type is guessed', () => {
  it.each([
    ['aws_glue_ml_transform', 'glue'],
    ['AWS::Glue::MLTransform', 'glue'],
    ['aws_kinesis_firehose_unheard_of', 'firehose'],
    ['aws_kinesis_unheard_of', 'kinesis'],
    ['aws_cloudwatch_log_unheard_of', 'cloudwatch/logs'],
    ['aws_unheard_of', undefined],
    ['google_sql_user', undefined],
    ['constructor', undefined],
  ])('%s: %s', (type, service) => {
    expect(familyOf(type)).toBe(service);
  });

  it('from services that the provider pack defines', () => {
    expect(GUESSED_SERVICES.filter((service) => !pack.defines(`aws/us-east-1/${service}`))).toEqual([]);
  });
});

it('the page on the catalog counts right', () => {
  const page = readFileSync(new URL('../../../../docs/scanners/catalog.md', import.meta.url), 'utf8');
  const told = [...page.matchAll(/^\| `(\w+)` +\| +(\d+) +\| +(\d+) +\|/gm)].map(
    ([, family, rows, types]) => [family, Number(rows), Number(types)],
  );
  const counted = [...AWS_FAMILIES].map(([family, rows]) => [
    family,
    rows.length,
    rows.flatMap(({ types }) => types).length,
  ]);
  expect(told).toEqual(counted);
});
