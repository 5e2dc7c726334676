/** Proves that what is read names nothing outside of its folder, and that nothing that is no file is waited for. */
import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../cli/folders.ts';
import { type Run, runProgram } from '../cli/run.ts';

const GOOD = 'faultline: 1\nnodes: { leaked: { kind: app } }\n';

const expectRefused = ({ code, stdout, stderr }: Run): void => {
  expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' });
  expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+\)|defect/);
};

describe('what a document includes or uses', () => {
  it.each([
    '/etc/passwd',
    '../outside/good.yaml',
    '../*/good.yaml',
    'sub/../../outside/good.yaml',
    'link.yaml',
    'folder/good.yaml',
    'folder/*.yaml',
    'loop.yaml',
    'zero.yaml',
    'pipe.yaml',
    '{/etc/passwd,x}',
    './nothing\u0000.yaml',
    'file:///etc/passwd',
    'https://127.0.0.1:9/x.yaml',
    '~/x.yaml',
    '//etc/passwd',
  ])('is not %j', { timeout: 20_000 }, (name) => {
    const base = folderWith({ 'outside/good.yaml': GOOD, 'in/sub/': '' });
    const cwd = path.join(base, 'in');
    symlinkSync('../outside/good.yaml', path.join(cwd, 'link.yaml'));
    symlinkSync('../outside', path.join(cwd, 'folder'));
    symlinkSync('loop.yaml', path.join(cwd, 'loop.yaml'));
    symlinkSync('/dev/zero', path.join(cwd, 'zero.yaml'));
    spawnSync('mkfifo', [path.join(cwd, 'pipe.yaml')]);
    for (const key of ['include', 'use']) {
      const document = `faultline: 1\n${key}: [${JSON.stringify(name)}]\nnodes: { a: { kind: app } }\n`;
      spawnSync('sh', ['-c', 'cat > faultline.yaml'], { cwd, input: document });
      const run = runProgram(['nodes'], { cwd });
      expectRefused(run);
      expect(run.stderr).not.toMatch(/root:|leaked/);
    }
  });

  it('may be a pipe if it lies there by leave, but is not waited for', { timeout: 20_000 }, () => {
    const cwd = folderWith({ 'faultline.yaml': 'faultline: 1\ninclude: [./pipe.yaml]\n' });
    spawnSync('mkfifo', [path.join(cwd, 'pipe.yaml')]);
    const run = runProgram(['nodes', '--allow-outside'], { cwd });
    expectRefused(run);
    expect(run.stderr).toContain('is no regular file');
  });
});

/** A file of each kind that names what lies outside of the repository. */
const ESCAPES: Readonly<Record<string, string>> = {
  'compose/compose.yaml':
    'services:\n  a: { image: a, env_file: [../../outside/leak.env, /etc/passwd], extends: { file: ../../outside/compose.yaml, service: leaked } }\ninclude: [../../outside/compose.yaml]\n',
  'kustomize/kustomization.yaml':
    'resources: [../../outside, /etc/passwd]\nconfigMapGenerator: [{ name: c, envs: [../../outside/leak.env] }]\n',
  'tf/main.tf':
    'module "m" { source = "../../outside" }\nlocals { a = file("../../outside/leak.env") }\nresource "aws_sqs_queue" "q" { name = file("/etc/passwd") }\nresource "aws_sns_topic" "t" { name = templatefile("../../outside/leak.env", {}) }\n',
  'tg/terragrunt.hcl':
    'include "x" { path = "../../outside/terragrunt.hcl" }\nterraform { source = "../../outside" }\ninputs = jsondecode(file("../../outside/leak.json"))\n',
  'serverless/serverless.yml':
    'service: s\nprovider: { name: aws }\nfunctions: { f: { handler: h, environment: { X: "${file(../../outside/leak.json):x}" } } }\n',
  'code/package.json': '{"dependencies":{"aws-cdk-lib":"2","@aws-sdk/client-s3":"3"}}',
  'code/cdk.json': '{"app":"ts-node app.ts"}',
  'code/tsconfig.json': '{"extends":"../../outside/tsconfig.json"}',
  'code/app.ts':
    "import { leaked } from '../../outside/leaked';\nimport * as s3 from '@aws-sdk/client-s3';\nexport const c = new s3.S3Client({ endpoint: leaked });\n",
  'bicep/main.bicep':
    "module m '../../outside/main.bicep' = { name: 'm' }\nvar a = loadTextContent('../../outside/leak.env')\n",
  'arm/azuredeploy.json':
    '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","contentVersion":"1.0.0.0","resources":[{"type":"Microsoft.Resources/deployments","apiVersion":"2021-04-01","name":"x","properties":{"templateLink":{"relativePath":"../../outside/leak.json"}}}]}',
  'pulumi/Pulumi.yaml':
    'name: p\nruntime: yaml\nresources: { b: { type: "aws:s3:Bucket", properties: { bucket: { "fn::readFile": ../../outside/leak.env } } } }\n',
  'backstage/catalog-info.yaml':
    'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: l }\nspec: { targets: [../../outside/leak.yaml, /etc/passwd, "https://127.0.0.1:9/x"] }\n',
};

const OUTSIDE = {
  'outside/leak.env': 'LEAKED=leaked-host.internal\n',
  'outside/leak.json': '{"x":"https://leaked-host.internal"}',
  'outside/leak.yaml':
    'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: leaked-component }\nspec: { type: service }\n',
  'outside/compose.yaml': 'services: { leaked: { image: leaked-image } }\n',
  'outside/kustomization.yaml': 'resources: [leak.yaml]\n',
  'outside/main.tf': 'resource "aws_sqs_queue" "leaked" { name = "leaked-queue" }\n',
  'outside/main.bicep':
    "resource leaked 'Microsoft.Storage/storageAccounts@2021-04-01' = { name: 'leakedaccount' }\n",
  'outside/terragrunt.hcl': 'inputs = { a = "leaked-input" }\n',
  'outside/tsconfig.json': '{"compilerOptions":{"paths":{"x":["leaked-path"]}}}',
  'outside/leaked.ts': "export const leaked = 'https://leaked-host.internal';\n",
};

describe('what is scanned', () => {
  it('leads nowhere out of its repository, in any format', { timeout: 60_000 }, () => {
    const base = folderWith({
      ...OUTSIDE,
      ...Object.fromEntries(Object.entries(ESCAPES).map(([name, text]) => [`repo/${name}`, text])),
    });
    const cwd = path.join(base, 'repo');
    spawnSync('git', ['init', '-q'], { cwd });
    symlinkSync('../outside', path.join(cwd, 'linked'));
    symlinkSync('../outside/compose.yaml', path.join(cwd, 'compose.yaml'));
    symlinkSync('.', path.join(cwd, 'loop'));
    symlinkSync('/dev/zero', path.join(cwd, 'docker-compose.yml'));
    spawnSync('mkfifo', [path.join(cwd, 'main.tf')]);
    const run = runProgram(['scan', '.', '-o', '-', '--coverage', 'coverage.json'], { cwd });
    expect(run.code, run.stderr).toBe(0);
    // The same with nothing around it: what does not depend on the outside cannot have read it.
    spawnSync('rm', ['-rf', path.join(base, 'outside')]);
    const alone = runProgram(['scan', '.', '-o', '-'], { cwd });
    expect(run.stdout.replaceAll(/^ *#.*\n/gm, '')).toBe(alone.stdout.replaceAll(/^ *#.*\n/gm, ''));
    expect(/leaked-[a-z]+|leakedaccount|root:x/.exec(run.stdout)?.[0]).toBeUndefined();
  });
});

it('settings that lie in a repository load no code, and write nowhere else', () => {
  const evil = "import { writeFileSync } from 'node:fs';\nwriteFileSync('pwned', 'x');\nexport default {};\n";
  const cwd = folderWith({
    'faultline.yaml': GOOD,
    '.git/': '',
    'evil.mjs': evil,
    'faultline.config.mjs': evil,
    'faultline.config.js': evil,
    'faultline.config.yaml': 'plugins: [./evil.mjs]\n',
  });
  const run = runProgram(['nodes'], { cwd });
  expect([0, 2], run.stderr).toContain(run.code);
  expect(spawnSync('ls', ['pwned'], { cwd }).status).not.toBe(0);
});
