/** Which files are Terraform's JSON, and that what cannot be read is told and never thrown. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { terraformJson } from '../../src/scan/terraform-json.ts';
import { sampled } from '../support/law.ts';
import { file, scan, scanOne, state, stored } from './terraform-json/support.ts';

const PLAN = { format_version: '1.2', terraform_version: '1.9.0', planned_values: { root_module: {} } };

describe('recognises by content', () => {
  test.each([
    ['a plan under any name', 'out/whatever.json', PLAN],
    ['a plan on one line', 'plan', JSON.stringify(PLAN)],
    [
      'a plan behind the line of a wrapper',
      'plan.json',
      `[command]/opt/terraform-bin show -json plan\n${JSON.stringify(PLAN)}`,
    ],
    [
      'a plan with its keys sorted',
      'p.json',
      { configuration: { provider_config: {}, root_module: {} }, format_version: '1.2' },
    ],
    [
      'a state as it is shown',
      'show.json',
      { format_version: '1.0', terraform_version: '1.5.3', values: {} },
    ],
    ['a raw state', 'prod.json', state([])],
    [
      'a raw state with a misspelt version',
      'x.json',
      { version: 4, terraform_verison: '1', resources: [{ instances: [] }] },
    ],
    ['an empty file that its name says is a state', 'terraform.tfstate', ''],
    [
      'the log of a plan',
      'plan.json',
      '{"@level":"info","@message":"Terraform 1.5.0","terraform":"1.5.0","type":"version"}\n',
    ],
  ])('%s', (_, path, content) => {
    expect(terraformJson.claims(file(path, content))).toBe(true);
  });

  test.each([
    ['schemas of providers', 'schemas.json', { format_version: '1.0', provider_schemas: {} }],
    ['signatures of functions', 'functions.json', { format_version: '1.0', function_signatures: {} }],
    ['the result of a validation', 'validate.json', { format_version: '1.0', valid: true, diagnostics: [] }],
    ['a package', 'package.json', { name: 'x', version: '1.0.0' }],
    ['a workspace with a number as version', 'angular.json', { version: 1, projects: {} }],
    ['configuration written as JSON', 'main.tf.json', { terraform: { required_version: '1' }, resource: {} }],
    [
      'a template of CloudFormation',
      'template.json',
      { AWSTemplateFormatVersion: '2010-09-09', Resources: {} },
    ],
    ['nothing', 'empty.json', ''],
  ])('not %s', (_, path, content) => {
    expect(terraformJson.claims(file(path, content))).toBe(false);
  });
});

describe('tells what it cannot read', () => {
  const problem = async (content: unknown, path?: string) => {
    const { resources, findings } = await scanOne(content, path);
    expect(resources).toEqual([]);
    expect(findings).toHaveLength(1);
    return findings[0]!;
  };

  test('two values in one file, with the line of the second', async () => {
    expect(await problem(`${JSON.stringify(PLAN, null, 2)}\n{\n}\n`)).toMatchObject({
      kind: 'unreadable',
      line: 8,
      message: expect.stringContaining('goes on after the end') as string,
    });
  });

  test('JSON that is broken, with the line', async () => {
    expect(await problem('{\n  "format_version": "1.2",\n  "values" {}\n}')).toMatchObject({
      kind: 'unreadable',
      line: 3,
    });
  });

  test('an empty state', async () => {
    expect(await problem('', 'terraform.tfstate')).toMatchObject({
      kind: 'unreadable',
      message: 'it is empty',
    });
  });

  test('a version of the state that is too old, or not known yet', async () => {
    for (const version of [2, 5]) {
      const { message } = await problem({ version, terraform_version: '0.6', serial: 1, modules: [] });
      expect(message).toBe(`its version ${version} is not supported: states of versions 3 and 4 are read`);
    }
  });

  test('a version of the format that is not known yet', async () => {
    expect((await problem({ ...PLAN, format_version: '2.0' })).message).toContain('2.0 is not supported');
  });

  test('an encrypted state', async () => {
    const content = { serial: 1, lineage: 'x', meta: {}, encrypted_data: 'AAAA', encryption_version: 'v0' };
    expect(await problem(content, 'terraform.tfstate')).toMatchObject({
      kind: 'skipped',
      message: 'the state is encrypted',
    });
  });

  test('the log of a plan, with the way to the plan itself', async () => {
    const log =
      '{"@level":"info","terraform":"1.5.0","type":"version"}\n{"@level":"info","type":"planned_change"}\n';
    expect(await problem(log)).toMatchObject({
      kind: 'skipped',
      hint: expect.stringContaining('show -json') as string,
    });
  });

  test('a resource without any attribute; it is there all the same', async () => {
    const { resources, findings } = await scanOne(state([stored('aws_db_instance.mydb', {})]));
    expect(resources.map(({ address }) => address.local)).toEqual(['aws_db_instance.mydb']);
    expect(findings).toMatchObject([
      { kind: 'unreadable', line: 8, message: expect.stringContaining('no id') as string },
    ]);
  });

  test('an older copy beside the state', async () => {
    const files = [
      file('terraform.tfstate', state([stored('aws_vpc.a', { id: 'vpc-1' })])),
      file('terraform.tfstate.backup', state([stored('aws_vpc.gone', { id: 'vpc-2' })])),
    ];
    const { resources, findings } = await scan(files);
    expect(resources.map(({ address }) => address.local)).toEqual(['aws_vpc.a']);
    expect(findings).toMatchObject([{ kind: 'skipped', file: 'terraform.tfstate.backup' }]);
  });
});

describe('never throws', () => {
  /** Objects made of the words of plans and states, in any place. */
  const words = fc.constantFrom(
    ...'format_version version planned_values root_module resources child_modules address type name mode values'.split(
      ' ',
    ),
    ...'configuration module_calls expressions references constant_value depends_on instances attributes'.split(
      ' ',
    ),
    ...'provider_config provider_config_key prior_state modules primary __proto__ index_key sensitive_values'.split(
      ' ',
    ),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6, withCrossShrink: true },
      fc.constantFrom<unknown>(
        null,
        true,
        3,
        4,
        '1.2',
        'managed',
        'aws_vpc.a',
        'module.a',
        'var.x',
        'aws_vpc',
        '',
      ),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.array(fc.tuple(words, tie('tree')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
    ),
  }));

  test('whatever stands where', async () => {
    for (const value of sampled(tree, 300)) {
      const head = { format_version: '1.2', version: 4, ...(value as object) };
      await scanOne(head);
      await scanOne({ ...head, format_version: undefined });
      await scanOne({
        format_version: '1.2',
        configuration: { root_module: value },
        planned_values: { root_module: value },
      });
      await scanOne({ version: 4, resources: value });
      await scanOne({ version: 3, modules: value });
    }
  });

  test('however the text is cut', async () => {
    const text = JSON.stringify(state([stored('aws_vpc.a', { id: 'vpc-1' })]), null, 1);
    for (let length = 0; length < text.length; length += 5) {
      const { findings } = await scanOne(text.slice(0, length));
      expect(findings).toMatchObject([{ kind: 'unreadable' }]);
    }
  });

  test('however deep it nests', async () => {
    const deep = `${'{"root_module":{"child_modules":[{"a":'.repeat(3_000)}1${'}]}}'.repeat(3_000)}`;
    const { findings } = await scanOne(`{"format_version":"1.2",\n"planned_values":${deep}}`);
    expect(findings).toEqual([]);
  });
});
