/**
 * What fuzzing found: inputs that once made a scan crash, or take more time or memory than anybody has.
 *
 * Each is scanned in memory, in a few seconds even on a slow machine, and what the scanner says of it is read.
 */
import { expect, test } from 'vitest';
import { assembleFacts } from '../../src/assemble/facts/index.ts';
import { readDocument } from '../../src/document/read.ts';
import { writeYaml } from '../../src/document/write.ts';
import type { Facts } from '../../src/model/fact.ts';
import { bicep } from '../../src/scan/bicep.ts';
import { cloudformation } from '../../src/scan/cloudformation.ts';
import { compose } from '../../src/scan/compose.ts';
import type { Scanner } from '../../src/scan/scanner.ts';
import { serverless } from '../../src/scan/serverless.ts';
import { terraform } from '../../src/scan/terraform.ts';
import { contextOf, sourceFiles } from '../support/source-files.ts';

const scan = (scanner: Scanner, texts: Readonly<Record<string, string>>): Promise<Facts> => {
  const files = sourceFiles(texts);
  return scanner.scan(
    files.filter((file) => scanner.claims(file)),
    contextOf(files),
  );
};

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

const messages = ({ findings }: Facts): readonly string[] => findings.map(({ message }) => message);

const names = ({ resources }: Facts): readonly string[] => resources.map(({ address }) => address.local);

/** Milliseconds: what hung took minutes, or for ever. */
const SOON = 20_000;

test(
  'compose files that include themselves and each other several times are read once',
  async () => {
    const include = 'include: [b.yaml, compose.yaml, b.yaml, compose.yaml]\n';
    const facts = await scan(compose, {
      'compose.yaml': `${include}services: {a: {image: x}}\n`,
      'b.yaml': `${include}services: {b: {image: y, ports: ["1:1"]}}\n`,
    });
    expect(names(facts).toSorted()).toEqual(['a', 'b']);
  },
  SOON,
);

test(
  'compose files whose folders have variables of their own end, too, and what was left out is told',
  async () => {
    const here = {
      '.env': 'A=1\n',
      'compose.yaml': 'include: [x/b.yaml, y/b.yaml]\nservices: {a: {image: x}}\n',
    };
    const there = 'include: [../x/b.yaml, ../y/b.yaml, ../compose.yaml]\nservices: {b: {image: "i:${B}"}}\n';
    const facts = await scan(compose, {
      ...here,
      'x/.env': 'B=1\n',
      'y/.env': 'B=2\n',
      'x/b.yaml': there,
      'y/b.yaml': there,
    });
    expect(names(facts).toSorted()).toEqual(['a', 'b']);
    expect(messages(facts)).toContain('more than 1000 files are included: the others are not read');
  },
  SOON,
);

test(
  'thousands of services that extend those of a large file',
  async () => {
    const facts = await scan(compose, {
      'compose.yaml': `services:\n${lines(2_000, (i) => `  s${i}: {extends: {file: base.yaml, service: b${i}}}`)}\n`,
      'base.yaml': `services:\n${lines(2_000, (i) => `  b${i}: {image: "x:\${V:-1}"}`)}\n`,
    });
    expect(facts.resources).toHaveLength(2_000);
  },
  SOON,
);

test.each(['!', '-', '! '])('bicep: tens of thousands of %j before a value', async (sign) => {
  const facts = await scan(bicep, {
    'main.bicep': `var a = ${sign.repeat(40_000)}1\nresource s 'Microsoft.Storage/storageAccounts@2023-01-01' = { name: 's' }\n`,
  });
  expect(messages(facts)).toEqual([expect.stringContaining('cannot be read')]);
  expect(facts.resources).toHaveLength(1);
});

test('bicep: a hundred statements that cannot be read do not cost those behind them', async () => {
  const facts = await scan(bicep, {
    'main.bicep': `${lines(150, (i) => `var v${i} = (1 +`)}\nvar last = 's1'\nresource s 'Microsoft.Storage/storageAccounts@2023-01-01' = { name: last }\n`,
  });
  expect(JSON.stringify(facts.resources)).toContain('"s1"');
});

test.each([
  ['sums', ' + 1', 'expressions nest deeper than 400 levels'],
  ['splats', '[*].a', 'an expression has more than 1000 steps'],
  ['names', '.a', 'an expression has more than 1000 steps'],
])(
  'terraform: tens of thousands of %s in one expression',
  async (_, step, message) => {
    const facts = await scan(terraform, {
      'main.tf': `locals {\n  a = x${step.repeat(20_000)}\n}\nresource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n`,
    });
    expect(messages(facts)).toContainEqual(expect.stringContaining(message));
    expect(names(facts)).toEqual(['aws_s3_bucket.b']);
  },
  SOON,
);

test.each([
  ['lists', (i: number) => `[local.a${i}, local.a${i}]`],
  ['maps', (i: number) => `{ x = local.a${i}, y = [local.a${i}] }`],
  ['what functions make', (i: number) => `concat([local.a${i}], [local.a${i}])`],
] as const)(
  'terraform: %s that double with every name',
  async (_, twice) => {
    const facts = await scan(terraform, {
      'main.tf': `locals {\n${lines(60, (i) => `  a${i} = ${twice(i + 1)}`)}\n  a60 = aws_sqs_queue.q.arn\n}\nresource "aws_sqs_queue" "q" {}\nresource "aws_s3_bucket" "b" {\n  x = local.a0\n}\n`,
    });
    // What it all stands on is known still.
    expect(
      facts.references.map(
        ({ from, to }) => `${from.local} ${to.by === 'address' ? to.address.local : to.text}`,
      ),
    ).toEqual(['aws_s3_bucket.b aws_sqs_queue.q']);
  },
  SOON,
);

test(
  'thousands of mistakes in one long line are told in time',
  async () => {
    const fault = `{"rule":"single-zone","node":"a","reason":"x","until":"never"}`;
    const text = `{"faultline":1,"nodes":{},"policies":{"waivers":[${Array(8_000).fill(fault).join(',')}]}}`;
    const { problems } = await readDocument({ file: 'd.json', text });
    expect(problems.length).toBeGreaterThanOrEqual(8_000);
  },
  SOON,
);

test('a type that is empty makes no tag that cannot be read again', async () => {
  const facts = await scan(bicep, { 'main.bicep': "resource a '@2023-01-01' = { name: 'a' }\n" });
  const { document } = assembleFacts([facts], { defines: () => false });
  const { problems } = await readDocument({ file: 'scanned.yaml', text: writeYaml(document) });
  expect(problems).toEqual([]);
});

test.each([
  ['comments', '/**a', 'a comment that begins here never ends'],
  ['heredocs', 'a = <<EOF\n', ''],
])(
  'terraform: tens of thousands of %s that never end cost what stands behind them only',
  async (_, open, message) => {
    const facts = await scan(terraform, {
      'main.tf': `resource "aws_s3_bucket" "b" {\n  bucket = "x/*"\n}\nlocals {\n  a = 1\n${open.repeat(25_000)}`,
    });
    expect(messages(facts)).toContainEqual(expect.stringContaining(message));
    expect(names(facts)).toEqual(['aws_s3_bucket.b']);
  },
  SOON,
);

test('cloudformation: ten thousand conditions that stand on one another', async () => {
  const facts = await scan(cloudformation, {
    't.yaml': `AWSTemplateFormatVersion: "2010-09-09"\nConditions:\n${lines(10_000, (i) => `  C${i}: !Or [!Condition C${i + 1}, !Condition C${i + 1}]`)}\nResources:\n  R: {Type: "AWS::S3::Bucket", Condition: C0}\n`,
  });
  expect(names(facts)).toEqual(['R']);
});

test(
  'serverless: variables that double with every hop',
  async () => {
    const facts = await scan(serverless, {
      'serverless.yml': `service: a\nprovider: {name: aws}\ncustom:\n${lines(200, (i) => `  a${i}: "\${self:custom.a${i + 1}}\${self:custom.a${i + 1}}"`)}\nfunctions: {f: {handler: "\${self:custom.a0}"}}\n`,
    });
    expect(names(facts)).toContain('f');
    expect(facts.findings.every(({ kind }) => kind === 'unknown-value')).toBe(true);
    expect(facts.findings.length).toBeGreaterThan(0);
  },
  SOON,
);

test(
  'serverless: a file that puts itself in thousands of times',
  async () => {
    const facts = await scan(serverless, {
      'serverless.yml': `service: a\nprovider: {name: aws}\nfunctions:\n${lines(4_000, (i) => `  f${i}: \${file(./serverless.yml):functions}`)}\n`,
    });
    expect(facts.resources.length).toBeGreaterThanOrEqual(4_000);
  },
  SOON,
);
