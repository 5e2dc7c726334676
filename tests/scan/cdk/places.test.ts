/** Proves where constructs are said to be, whose code they run, and what is told when that is not known. */
import { describe, expect, it } from 'vitest';
import { read, readStack, types } from './reading.ts';

const regionOf = async (props: string) => {
  const facts = await readStack("new s3.Bucket(this, 'B');", props);
  return [facts.resources[0]?.region, ...facts.findings.map(({ kind }) => kind)];
};

describe('regions', () => {
  it.each([
    ["{ env: { region: 'eu-west-1' } }", ['eu-west-1']],
    ['{ env: { region: process.env.CDK_DEFAULT_REGION } }', [undefined, 'unknown-value']],
    ["{ env: { region: process.env.REGION ?? 'eu-west-3' } }", ['eu-west-3', 'assumed']],
    ["{ env: { region: `${process.env.REGION || 'eu-west-3'}` } }", ['eu-west-3', 'assumed']],
    ["{ env: { region: process.env.EU ? 'eu-west-1' : 'us-east-1' } }", [undefined, 'unknown-value']],
    ['{}', [undefined]],
  ])('of %s', async (props, expected) => expect(await regionOf(props)).toEqual(expected));

  it('a stage says it for its stacks, and a table of environments for its loop', async () => {
    const facts = await read({
      'cdk.json': '{"context": {"home": "sa-east-1"}}',
      'config.ts':
        "export const ENVS = { dev: { region: 'eu-west-1' }, prod: { region: 'us-east-1' } } as const;",
      'app.ts': `
        import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
        import { Bucket } from 'aws-cdk-lib/aws-s3';
        import { ENVS } from './config';
        const app = new App();
        for (const [name, env] of Object.entries(ENVS)) new Bucket(new Stack(app, name, { env }), 'B');
        const inner = new Stack(new Stage(app, 'Stage', { env: { region: 'ap-south-1' } }), 'Inner');
        new Bucket(new NestedStack(inner, 'Nested'), 'B');
        new Bucket(new Stack(app, 'Home', { env: { region: app.node.tryGetContext('home') } }), 'B');
      `,
    });
    expect(facts.resources.map(({ address, region }) => [address.scope, region])).toEqual([
      ['dev', 'eu-west-1'],
      ['prod', 'us-east-1'],
      ['Stage-Inner/Nested', 'ap-south-1'],
      ['Home', 'sa-east-1'],
    ]);
  });
});

describe('zones of a network', () => {
  it('are those that it names, else as many as it asks for, which is told', async () => {
    const { resources, findings } = await readStack(
      `new ec2.Vpc(this, 'Named', { availabilityZones: ['eu-west-1b', 'eu-west-1c'] });
       new ec2.Vpc(this, 'Asked', { maxAzs: 2 });`,
      "{ env: { region: 'eu-west-1' } }",
    );
    expect(resources.map(({ zones }) => zones)).toEqual([
      ['eu-west-1b', 'eu-west-1c'],
      ['eu-west-1a', 'eu-west-1b'],
    ]);
    expect(findings).toEqual([
      expect.objectContaining({ kind: 'assumed', message: expect.stringContaining('Asked') }),
    ]);
  });

  it('are not known without a region, and known from what the tools remember', async () => {
    const [unknown] = (await readStack("new ec2.Vpc(this, 'V', { maxAzs: 2 });")).resources;
    expect(unknown?.zones).toBeUndefined();
    const { resources, findings } = await read({
      'cdk.context.json': '{"availability-zones:account=1:region=us-west-1": ["us-west-1a", "us-west-1c"]}',
      'a.ts': `
        import { App, Stack } from 'aws-cdk-lib';
        import { Vpc } from 'aws-cdk-lib/aws-ec2';
        new Vpc(new Stack(new App(), 'S', { env: { region: 'us-west-1' } }), 'V');
      `,
      'cdk.json': '{}',
    });
    expect(resources[0]?.zones).toEqual(['us-west-1a', 'us-west-1c']);
    expect(findings).toEqual([]);
  });
});

describe('code', () => {
  it('is the entry, the file of a handler, or the folder of an asset', async () => {
    const { resources } = await read({
      'infra/cdk.json': '{}',
      'infra/lambda/orders.ts': 'export const handler = () => {};',
      'infra/lib/stack.own.js': 'exports.handler = () => {};',
      'infra/lib/stack.ts': `
        import * as path from 'path';
        import { App, Stack } from 'aws-cdk-lib';
        import { Code, Function, DockerImageCode, DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
        import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
        const stack = new Stack(new App(), 'S');
        new Function(stack, 'Asset', { code: Code.fromAsset('lambda'), handler: 'orders.handler' });
        new Function(stack, 'Folder', { code: Code.fromAsset(path.join(__dirname, '..', 'dist')), handler: 'a.b' });
        new NodejsFunction(stack, 'Entry', { entry: path.join(__dirname, '../lambda/orders.ts') });
        new NodejsFunction(stack, 'own');
        new DockerImageFunction(stack, 'Image', { code: DockerImageCode.fromImageAsset('image') });
      `,
    });
    expect(Object.fromEntries(resources.map(({ address, code }) => [address.local, code]))).toEqual({
      Asset: ['infra/lambda/orders.ts'],
      Folder: ['infra/dist'],
      Entry: ['infra/lambda/orders.ts'],
      own: ['infra/lib/stack.own.js'],
      Image: ['infra/image'],
    });
  });

  it('may lie beside the app, in another package', async () => {
    const { resources } = await read({
      'packages/infra/cdk.json': '{}',
      'packages/orders/src/handler.ts': 'export const handler = () => {};',
      'packages/prices/lambda/index.py': 'def handler(): pass',
      'packages/infra/lib/stack.ts': `
        import * as path from 'path';
        import { App, Stack } from 'aws-cdk-lib';
        import { Code, Function } from 'aws-cdk-lib/aws-lambda';
        import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
        const stack = new Stack(new App(), 'S');
        new NodejsFunction(stack, 'ByDirname', { entry: path.join(__dirname, '../../orders/src/handler.ts') });
        new NodejsFunction(stack, 'ByFolder', { entry: '../orders/src/handler.ts' });
        new Function(stack, 'Asset', { code: Code.fromAsset(path.join(__dirname, '../../prices/lambda')), handler: 'index.handler' });
        new Function(stack, 'Nowhere', { code: Code.fromAsset(path.join(__dirname, '../../gone')) });
      `,
    });
    expect(Object.fromEntries(resources.map(({ address, code }) => [address.local, code]))).toEqual({
      ByDirname: ['packages/orders/src/handler.ts'],
      ByFolder: ['packages/orders/src/handler.ts'],
      Asset: ['packages/prices/lambda/index.py'],
      Nowhere: ['packages/infra/packages/gone'],
    });
  });
});

describe('a synthesised assembly', () => {
  const APP = `
    import { App, Stack } from 'aws-cdk-lib';
    import { Bucket } from 'aws-cdk-lib/aws-s3';
    import { Function } from 'aws-cdk-lib/aws-lambda';
    const app = new App();
    const data = new Bucket(new Stack(app, 'Data'), 'B');
    new Function(new Stack(app, 'Web'), 'Fn', { environment: { B: data.bucketName } });
  `;
  const MANIFEST = JSON.stringify({
    artifacts: {
      Data: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Data.template.json' } },
    },
  });

  it('is exact: its stacks are left to it, and told', async () => {
    const facts = await read({
      'cdk.json': '{}',
      'app.ts': APP,
      'cdk.out/manifest.json': MANIFEST,
      'cdk.out/Data.template.json': '{"Resources": {}}',
    });
    expect(types(facts)).toEqual({ 'Web/Fn': 'AWS::Lambda::Function' });
    expect(facts.references).toEqual([]);
    expect(facts.findings).toEqual([expect.objectContaining({ kind: 'described-twice', line: 6 })]);
  });

  it('whose template is not there counts for nothing', async () => {
    const facts = await read({ 'cdk.json': '{}', 'app.ts': APP, 'cdk.out/manifest.json': MANIFEST });
    expect(Object.keys(types(facts))).toEqual(['Data/B', 'Web/Fn']);
  });
});

describe('broken input', () => {
  it.each([
    ['a syntax error', "import 'aws-cdk-lib'; new App(((("],
    ['nothing but the import', "import 'aws-cdk-lib';"],
    [
      'a construct in itself',
      "import { App, Stack } from 'aws-cdk-lib'; const s = new Stack(s, 'S'); s.addDependency(s);",
    ],
    [
      'ids that are no texts',
      "import { App, Stack } from 'aws-cdk-lib'; import { Bucket } from 'aws-cdk-lib/aws-s3'; new Bucket(new Stack(new App(), {}), []);",
    ],
    [
      'props that hold themselves',
      "import { App, Stack } from 'aws-cdk-lib'; import { Queue } from 'aws-cdk-lib/aws-sqs'; const p = {}; p.p = p; new Queue(new Stack(new App(), 'S'), 'Q', p);",
    ],
    ['a class that extends itself', "import { Stack } from 'aws-cdk-lib'; class A extends A {} new A();"],
  ])('%s is no crash', async (_, text) => {
    await expect(read({ 'a.ts': text, 'cdk.json': '{{{', 'package.json': 'no' })).resolves.toBeDefined();
  });

  it('what a compiler made of a file that is there is not read again', async () => {
    const text =
      "import { App, Stack } from 'aws-cdk-lib'; import { Bucket } from 'aws-cdk-lib/aws-s3'; new Bucket(new Stack(new App(), 'S'), 'B');";
    const facts = await read({ 'a.ts': text, 'a.js': text.replace("'B'", "'Old'") });
    expect(Object.keys(types(facts))).toEqual(['S/B']);
  });
});
