/** Proves that no file, whatever is in it, makes a scan crash, hang or keep silent about it. */
import { chmodSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pipeAt } from '../scan/files/fakes.ts';
import { folderWith } from './folders.ts';
import { runHere } from './run.ts';

interface Told {
  readonly kind: string;
  readonly file: string;
  readonly message: string;
}

/** Scans with all scanners that there are. */
const scanned = async (
  cwd: string,
  args: readonly string[] = [],
): Promise<{ findings: readonly Told[]; ids: readonly string[] }> => {
  const { code, stderr } = await runHere(
    ['scan', ...args, '-o', 'out.json', '--coverage', 'out-coverage.json'],
    {
      cwd,
    },
  );
  expect(code, stderr).toBe(0);
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(cwd, file), 'utf8'));
  return {
    findings: (read('out-coverage.json') as { findings: readonly Told[] }).findings,
    ids: Object.keys((read('out.json') as { nodes: object }).nodes),
  };
};

const about = (findings: readonly Told[], file: string): readonly Told[] =>
  findings.filter((finding) => finding.file === file);

/** Beside whatever is hostile: this must be found all the same. */
const GOOD = {
  'good/compose.yaml': 'services:\n  web: { image: nginx, depends_on: [db] }\n  db: { image: postgres }\n',
};

const BOMB = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${'bcdefgh'
  .split('')
  .map((name, i) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefgh'[i]}`).join(', ')}]`)
  .join('\n')}\nservices: { bomb: { image: *h } }\n`;

const POD = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: x }\n';

const STACK = 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n';

describe('a file', () => {
  it.each([
    ['of broken YAML', 'bad/compose.yaml', 'services:\n  web: [\n'],
    ['of broken JSON', 'bad/main.tf.json', '{"resource": {"aws_sqs_queue": '],
    ['of broken HCL', 'bad/main.tf', 'resource "aws_sqs_queue" "q" {\n  name = \n'],
    ['that is a bomb of aliases', 'bad/compose.yaml', BOMB],
    ['that is a Helm template', 'bad/templates/web.yaml', `${POD}spec: {{ toYaml .Values.spec }}\n`],
    ['that is binary', 'bad/compose.yaml', '\0\u0001\u0002'],
    ['that is encrypted', 'bad/secrets.yaml', `${POD}data: ENC[AES256_GCM,data:a]\nsops: {}\n`],
    ['that nests too deep', 'bad/compose.yaml', `services: ${'['.repeat(5_000)}`],
    [
      'that nests too deep in JSON',
      'bad/template.json',
      `{"AWSTemplateFormatVersion": "x", "Resources": ${'['.repeat(100_000)}`,
    ],
    ['that is a module from outside', 'bad/main.tf', 'module "m" {\n  source = "../../../../etc"\n}\n'],
    [
      'that includes from outside',
      'bad/compose.yaml',
      'include: [../../../../etc/compose.yaml]\nservices: { w: { image: nginx } }\n',
    ],
    [
      'with settings from outside',
      'bad/compose.yaml',
      'services: { w: { image: nginx, env_file: ../../../etc/passwd } }\n',
    ],
    [
      'with two values',
      'bad/plan.json',
      '{"format_version": "1.2", "terraform_version": "1.5.0", "resource_changes": []}\n{"x": 1}\n',
    ],
  ])('%s is told, and the others are read', { timeout: 30_000 }, async (_, file, text) => {
    const cwd = folderWith({ ...GOOD, [file]: text });
    const { findings, ids } = await scanned(cwd);
    expect(about(findings, file), JSON.stringify(findings)).not.toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(['good/db', 'good/web']));
  });

  it.each([
    [
      'compose',
      'x/compose.yaml',
      'services:\n  __proto__: { image: nginx, environment: { __proto__: a, constructor: b } }\n  constructor: { image: redis }\n',
    ],
    [
      'HCL',
      'x/main.tf',
      'resource "__proto__" "constructor" {\n  __proto__ = "x"\n  tags = { __proto__ = 1, constructor = 2 }\n}\nlocals {\n  toString = local.valueOf\n}\n',
    ],
    [
      'a stack',
      'x/template.yaml',
      `${STACK}  __proto__: { Type: AWS::SQS::Queue }\n  constructor: { Type: constructor, Properties: { __proto__: !Ref __proto__ } }\n`,
    ],
    [
      'Kubernetes',
      'x/pod.yaml',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: constructor, labels: { __proto__: x } }\nspec: { selector: { matchLabels: { __proto__: x } }, template: { metadata: { labels: { __proto__: x } }, spec: { containers: [{ name: toString, image: valueOf }] } } }\n',
    ],
    [
      'Serverless',
      'x/serverless.yml',
      'service: constructor\nprovider: { name: aws, environment: { __proto__: "${self:constructor.__proto__}" } }\nfunctions: { __proto__: { handler: a.b }, constructor: { handler: a.b } }\n',
    ],
    [
      'a plan',
      'x/plan.json',
      '{"format_version":"1.2","terraform_version":"1.5.0","planned_values":{"root_module":{"resources":[{"address":"__proto__.constructor","type":"__proto__","name":"constructor","values":{"__proto__":{"x":1}}}]}},"configuration":{"root_module":{}}}',
    ],
  ])('of %s may use the names of objects', { timeout: 30_000 }, async (_, file, text) => {
    const { ids } = await scanned(folderWith({ ...GOOD, [file]: text }));
    expect(ids).toEqual(expect.arrayContaining(['good/db', 'good/web']));
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['a line feed', '\n'],
    ['a mark', '\ufeff'],
    ['null', 'null'],
    ['a number', '1'],
    ['a list', '[1, [2], {}]'],
    ['a text', '"services"'],
    [
      'maps of nothing',
      'services:\nResources:\nAWSTemplateFormatVersion:\napiVersion:\nkind:\nfunctions:\nprovider:\n',
    ],
    [
      'lists for maps',
      'services: [1]\nResources: [1]\nAWSTemplateFormatVersion: [1]\napiVersion: [1]\nkind: [1]\nmetadata: [1]\nservice: [1]\nfunctions: [1]\nprovider: [1]\n',
    ],
  ])('of any name may hold %s', { timeout: 60_000 }, async (_, text) => {
    const names = [
      'compose.yaml',
      'docker-compose.override.yml',
      'template.yaml',
      'serverless.yml',
      'serverless.json',
      'pod.yaml',
      'kustomization.yaml',
      'Chart.yaml',
      'values.yaml',
      'main.tf',
      'main.tf.json',
      'terraform.tfvars',
      'terraform.tfstate',
      'plan.json',
      'x.template.json',
      'samconfig.toml',
      'cdk.out/manifest.json',
      'cdk.out/tree.json',
      '.terraform.lock.hcl',
    ];
    const { ids } = await scanned(
      folderWith({ ...GOOD, ...Object.fromEntries(names.map((name) => [`x/${name}`, text])) }),
    );
    expect(ids).toEqual(expect.arrayContaining(['good/db', 'good/web']));
  });

  it.each(['utf16le', 'utf8'] as const)(
    'in %s with a mark is read',
    { timeout: 30_000 },
    async (encoding) => {
      const cwd = folderWith(GOOD);
      const bytes = Buffer.from(`\ufeff${GOOD['good/compose.yaml'].replaceAll('\n', '\r\n')}`, encoding);
      writeFileSync(path.join(cwd, 'good/compose.yaml'), bytes);
      const { findings, ids } = await scanned(cwd);
      expect(about(findings, 'good/compose.yaml').filter(({ kind }) => kind === 'unreadable')).toEqual([]);
      expect(ids).toEqual(expect.arrayContaining(['good/db', 'good/web']));
    },
  );
});

describe('a tree', () => {
  it('of everything that is no file', { timeout: 60_000 }, async () => {
    const outside = folderWith({ 'compose.yaml': 'services: { secret: { image: nginx } }' });
    const cwd = folderWith({
      ...GOOD,
      'a/b/': '',
      'late/compose.yaml': `${GOOD['good/compose.yaml']}#${' '.repeat(70_000)}`,
    });
    symlinkSync('..', path.join(cwd, 'a/up'));
    symlinkSync('loop', path.join(cwd, 'a/loop'));
    symlinkSync(outside, path.join(cwd, 'a/outside'));
    symlinkSync(path.join(outside, 'compose.yaml'), path.join(cwd, 'a/compose.yaml'));
    symlinkSync('/dev/zero', path.join(cwd, 'a/endless.yaml'));
    symlinkSync('/proc/self/mem', path.join(cwd, 'a/mem.json'));
    pipeAt(path.join(cwd, 'a/pipe.yaml'));
    writeFileSync(path.join(cwd, 'a/huge.yaml'), 'services:\n');
    truncateSync(path.join(cwd, 'a/huge.yaml'), 40_000_000_000);
    writeFileSync(
      path.join(cwd, 'a/huge.json'),
      '{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}',
    );
    truncateSync(path.join(cwd, 'a/huge.json'), 40_000_000_000);
    writeFileSync(path.join(cwd, 'late/compose.yaml'), 'caf\xe9', { encoding: 'latin1', flag: 'a' });
    const { findings, ids } = await scanned(cwd);
    const told = [
      'a/outside',
      'a/compose.yaml',
      'a/endless.yaml',
      'a/mem.json',
      'a/pipe.yaml',
      'a/huge.yaml',
      'a/huge.json',
      'late/compose.yaml',
    ];
    for (const file of told) expect.soft(about(findings, file), file).not.toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(['good/db', 'good/web']));
    expect(ids.filter((id) => id.includes('secret'))).toEqual([]);
  });

  it('of a file that must not be read', { timeout: 30_000, skip: process.getuid?.() === 0 }, async () => {
    const cwd = folderWith({ ...GOOD, 'bad/compose.yaml': 'services: {}', 'shut/compose.yaml': '' });
    chmodSync(path.join(cwd, 'bad/compose.yaml'), 0);
    chmodSync(path.join(cwd, 'shut'), 0);
    const { findings } = await scanned(cwd);
    chmodSync(path.join(cwd, 'shut'), 0o755);
    expect(about(findings, 'bad/compose.yaml')).toMatchObject([{ kind: 'unreadable' }]);
    expect(about(findings, 'shut')).toMatchObject([{ kind: 'unreadable' }]);
  });

  it('of names that nobody would give', { timeout: 60_000 }, async () => {
    const text = 'services: { web: { image: nginx } }\n';
    const names = ['new\nline', 'späß 😀', '-rf', '..hidden', 'a"b\'c`d', '%s', '__proto__', 'x'.repeat(200)];
    const cwd = folderWith({
      ...GOOD,
      ...Object.fromEntries(names.map((name) => [`${name}/compose.yaml`, text])),
    });
    const { ids } = await scanned(cwd, ['--apps', 'none']);
    expect(ids.filter((id) => id.endsWith('/web'))).toHaveLength(names.length + 1);
    const { code } = await runHere(['validate', '--scan', '.'], { cwd });
    expect(code).toBe(0);
  });

  it('that is deep', { timeout: 60_000 }, async () => {
    const deep = Array.from({ length: 300 }, (_, i) => `d${i}`).join('/');
    const { ids } = await scanned(folderWith({ [`${deep}/compose.yaml`]: GOOD['good/compose.yaml'] }), [
      '--apps',
      'none',
    ]);
    expect(ids).toContain(`${deep}/web`);
  });
});
