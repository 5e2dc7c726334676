/** Proves that packs answer without a document, and that ids on the command line are taken from packs in use. */
import { describe, expect, it } from 'vitest';
import { folderWith } from './folders.ts';
import { runHere } from './run.ts';

const SHOP = 'nodes:\n  shop: { kind: app, dependsOn: [aws/eu-west-1/s3] }\n';

describe('in an empty folder', () => {
  it('show tells what stands on a control plane in the whole pack', async () => {
    const { code, stdout } = await runHere(['show', 'aws/us-east-1/iam/control-plane'], {
      cwd: folderWith({ '.git/': '' }),
    });
    expect(code).toBe(0);
    expect(stdout).toContain('runs in aws/us-east-1');
    expect(stdout).toMatch(/^Needed by\n[├└]─ aws\/\{region\}\/[^\n]*: \d+ nodes/m);
  });

  it.each([
    [['impact', 'aws/us-east-1'], 'aws/us-east-1/s3'],
    [['impact', 'gcp/us-central1', 'azure/eastus', '--format', 'json'], 'azure/eastus/'],
    [['why', 'aws/us-west-2/rds/control-plane', '--fail', 'aws/us-east-1'], 'route53'],
  ])('%j is answered', async (args, part) => {
    const { code, stdout, stderr } = await runHere(args, { cwd: folderWith({ '.git/': '' }) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(part);
  });

  it.each([
    [
      ['show', 'aws/us-east-1/iamm'],
      'nothing matches "aws/us-east-1/iamm"',
      'did you mean "aws/us-east-1/iam"',
    ],
    [['show', 'shop'], 'there is no faultline.yaml here or above', 'faultline init'],
    [['impact', 'aws*/us-east-1'], 'there is no faultline.yaml here or above', 'faultline init'],
    [['validate'], 'there is no faultline.yaml here or above', 'faultline init'],
  ])('%j is not', async (args, message, hint) => {
    const { code, stderr } = await runHere(args, { cwd: folderWith({ '.git/': '' }) });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  });
});

describe('with a document', () => {
  it('an id that a pack in use defines is added, wherever it is named', async () => {
    const cwd = folderWith({ 'faultline.yaml': `faultline: 1\nuse: [aws]\n${SHOP}` });
    for (const args of [
      ['impact', 'aws/eu-west-1/sqs'],
      ['why', 'shop', '--fail', 'aws/eu-west-1/sqs'],
      ['impact', 'shop', '--only', 'aws/eu-west-1/sqs'],
    ]) {
      expect(await runHere(args, { cwd })).toMatchObject({ code: 0, stderr: '' });
    }
  });

  it('one that a pack would define is told of', async () => {
    const cwd = folderWith({ 'faultline.yaml': 'faultline: 1\nnodes: { shop: { kind: app } }\n' });
    const { code, stderr } = await runHere(['impact', 'aws/eu-west-1/sqs'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: nothing matches "aws/eu-west-1/sqs"\n  hint: use: [aws] defines it\n',
    });
  });
});

describe('providers', () => {
  it.each(['text', 'json', 'markdown'])(
    'lists the shipped packs as %s, without a document',
    async (format) => {
      const { code, stdout, stderr } = await runHere(['providers', '--format', format], {
        cwd: folderWith({ '.git/': '' }),
      });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      for (const name of ['aws', 'azure', 'gcp']) expect(stdout).toContain(name);
    },
  );

  it('lists those that the document uses, too', async () => {
    const cwd = folderWith({
      'faultline.yaml': `faultline: 1\nuse: [./platform.yaml]\nnodes: { shop: { kind: app } }\n`,
      'platform.yaml': 'faultline: 1\nnodes: { platform: { kind: provider, name: Ours, source: wiki } }\n',
    });
    const { stdout } = await runHere(['providers', 'platform'], { cwd });
    expect(stdout).toContain('platform · Ours');
    expect(stdout).toContain('1 source; without one: 0 nodes');
  });

  it('is told which there are', async () => {
    const { code, stderr } = await runHere(['providers', 'awss'], { cwd: folderWith({ '.git/': '' }) });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: there is no pack "awss"\n  hint: did you mean "aws"?\n',
    });
  });
});
