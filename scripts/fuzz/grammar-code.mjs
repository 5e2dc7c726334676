// TypeScript that builds infrastructure, or calls it: the libraries' names with whatever the language allows around them.
import { hostileNumber, hostileWord, name } from './leaves.mjs';

const word = (draw) => name(draw).replaceAll(/\W/g, '_').replace(/^\d/, '_$&') || 'a';
const text = (draw) => JSON.stringify(hostileWord(draw));

const DIALECTS = {
  cdk: {
    head: "import * as cdk from 'aws-cdk-lib';\nimport { aws_s3 as s3, aws_lambda as lambda, aws_sqs as sqs, aws_ec2 as ec2, aws_iam as iam, aws_sns as sns } from 'aws-cdk-lib';\nimport { Construct } from 'constructs';\n",
    calls: [
      'new s3.Bucket(this, N, P)',
      'new lambda.Function(this, N, P)',
      'new sqs.Queue(this, N, P)',
      'new ec2.Vpc(this, N, P)',
      'new iam.Role(this, N, P)',
      'new sns.Topic(scope, N)',
      'cdk.Fn.importValue(E)',
      'cdk.Fn.sub(E)',
      's3.Bucket.fromBucketName(this, N, E)',
      'E.grantRead(E)',
      'E.addEventSource(E)',
      'new cdk.CfnOutput(this, N, P)',
      'new cdk.App()',
      'new A(app, N, P)',
      'cdk.Stack.of(this).region',
      'new cdk.CfnResource(this, N, P)',
      'iam.PolicyStatement.fromJson(E)',
      'E.node.tryGetContext(E)',
      'new cdk.NestedStack(this, N)',
    ],
    tail: "class A extends cdk.Stack { constructor(scope: Construct, id: string, props?: any) { super(scope, id, props); BODY } }\nconst app = new cdk.App();\nnew A(app, 'A', { env: { region: 'eu-west-1' } });\n",
  },
  pulumi: {
    head: "import * as aws from '@pulumi/aws';\nimport * as pulumi from '@pulumi/pulumi';\nimport * as k8s from '@pulumi/kubernetes';\n",
    calls: [
      'new aws.s3.Bucket(N, P)',
      'new aws.lambda.Function(N, P)',
      'new aws.sqs.Queue(N, P)',
      'pulumi.interpolate`${E}/x`',
      'E.apply((v) => E)',
      'pulumi.all([E, E]).apply(([p, q]) => E)',
      'new pulumi.Config().require(E)',
      'new pulumi.StackReference(E)',
      'new k8s.apps.v1.Deployment(N, P)',
      'pulumi.output(E)',
      'aws.getRegion().then((r) => E)',
      'new pulumi.ComponentResource(N, N, P)',
      'new k8s.yaml.ConfigFile(N, P)',
      'pulumi.concat(E, E)',
    ],
    tail: 'BODY\nexport const out = EXPR;\n',
  },
  cdktf: {
    head: "import { Construct } from 'constructs';\nimport { App, TerraformStack, Fn, TerraformOutput, TerraformIterator } from 'cdktf';\nimport { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';\nimport { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';\nimport { AwsProvider } from '@cdktf/provider-aws/lib/provider';\n",
    calls: [
      'new S3Bucket(this, N, P)',
      'new SqsQueue(this, N, P)',
      'new AwsProvider(this, N, P)',
      'Fn.join(E, [E])',
      'new TerraformOutput(this, N, P)',
      'TerraformIterator.fromList(E)',
      'new A(app, N)',
      'E.addOverride(E, E)',
    ],
    tail: "class A extends TerraformStack { constructor(scope: Construct, id: string) { super(scope, id); BODY } }\nconst app = new App();\nnew A(app, 'a');\napp.synth();\n",
  },
  'aws-sdk': {
    head: "import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\nimport { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';\nimport { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nimport AWS from 'aws-sdk';\n",
    calls: [
      'new S3Client(P)',
      'E.send(new GetObjectCommand(P))',
      'new AWS.DynamoDB.DocumentClient(P)',
      'E.send(new PutCommand({ TableName: E }))',
      'E.send(new SendMessageCommand({ QueueUrl: E }))',
      'E.putItem({ TableName: E }).promise()',
      'process.env.TABLE',
      'process.env[E]',
      'new SQSClient({ region: E })',
      'fetch(E)',
      'AWS.config.update(P)',
    ],
    tail: 'export const handler = async (event: any) => { try { BODY } catch (e) { BODY } };\n',
  },
};

const expression = (draw, calls, depth) => {
  if (depth <= 0)
    return draw.pick([
      () => word(draw),
      () => text(draw),
      () => String(hostileNumber(draw)),
      () => 'this',
      () => 'undefined',
      () => 'props',
      () => '[]',
      () => '{}',
    ])();
  const inner = () => expression(draw, calls, depth - 1 - draw.below(2));
  const fill = (pattern) =>
    pattern.replaceAll(/\b[NPE]\b/g, (letter) =>
      letter === 'N' ? (draw.oneIn(3) ? inner() : `'${word(draw)}'`) : letter === 'P' ? object() : inner(),
    );
  const object = () =>
    `{ ${draw.some(4, () => draw.pick([() => `${word(draw)}: ${inner()}`, () => `...${inner()}`, () => `[${inner()}]: ${inner()}`, () => word(draw), () => `get ${word(draw)}() { return ${inner()}; }`, () => `bucketName: ${inner()}`, () => `environment: { A: ${inner()} }`, () => `__proto__: ${inner()}`])()).join(', ')} }`;
  return draw.pick([
    () => fill(draw.pick(calls)),
    () => fill(draw.pick(calls)),
    () => object(),
    () => `[${draw.some(4, () => `${draw.oneIn(6) ? '...' : ''}${inner()}`).join(', ')}]`,
    () => `\`a\${${inner()}}b\${${inner()}}\``,
    () =>
      `(${inner()} ${draw.pick(['+', '-', '*', '%', '**', '??', '||', '&&', '===', '<', 'in', 'instanceof', '<<', ','])} ${inner()})`,
    () => `(${inner()} ? ${inner()} : ${inner()})`,
    () => `${word(draw)}(${draw.some(3, inner).join(', ')})`,
    () =>
      `(${draw.pick(['x', '{ a, ...b }', '[c, d = 1]', 'x = 1', '...xs'])}) => ${draw.oneIn(2) ? inner() : `{ ${statements(draw, calls, depth - 1)} return ${inner()}; }`}`,
    () =>
      `${inner()}.${draw.pick(['map', 'forEach', 'filter', 'reduce', 'flatMap', 'find', 'concat', 'join', 'split', 'replace', 'slice', 'sort', 'repeat', 'padEnd', 'toString', 'constructor', '__proto__', 'length', 'call', 'apply', 'bind', 'fill'])}(${draw.some(2, inner).join(', ')})`,
    () =>
      `${draw.pick(['Object.entries', 'Object.assign', 'Object.fromEntries', 'Array.from', 'JSON.stringify', 'JSON.parse', 'String', 'Number', 'new Map', 'new Set', 'Array', 'new Array', 'parseInt', 'Math.max', 'Promise.all', 'Symbol', 'require', 'new Date', 'RegExp', 'new Proxy'])}(${draw.some(2, inner).join(', ')})`,
    () => `${inner()}[${inner()}]`,
    () => `${inner()}?.${word(draw)}`,
    () => `${inner()}!`,
    () => `(${inner()} as any)`,
    () => `${draw.pick(['!', '-', 'typeof ', 'void ', 'await ', 'delete ', '...'])}${inner()}`,
    () => `${word(draw)} ${draw.pick(['=', '+=', '??=', '||='])} ${inner()}`,
    () => `${word(draw)}++`,
    () => `class ${word(draw)} extends ${inner()} { static x = ${inner()}; y = ${inner()}; }`,
    () => `/${'a+'.repeat(draw.below(4))}$/.test(${inner()})`,
  ])();
};

const statements = (draw, calls, depth) =>
  draw.some(depth > 0 ? 4 : 1, () => statement(draw, calls, depth)).join('\n');

const statement = (draw, calls, depth) => {
  const expr = () => expression(draw, calls, Math.max(0, depth - 1));
  const inner = () => (depth > 0 ? statements(draw, calls, depth - 1) : '');
  return draw.pick([
    () => `const ${word(draw)} = ${expr()};`,
    () => `let ${draw.pick([word(draw), '{ a, b: c = 1, ...d }', '[a, , ...b]'])} = ${expr()};`,
    () => `${expr()};`,
    () => `${expr()};`,
    () => `for (const ${word(draw)} of ${expr()}) { ${inner()} }`,
    () => `for (let i = 0; i < ${draw.pick(['3', '10', '1e9', expr()])}; i++) { ${inner()} }`,
    () => `for (const k in ${expr()}) { ${inner()} }`,
    () => `while (${expr()}) { ${inner()} ${draw.pick(['break;', '', 'continue;'])} }`,
    () => `if (${expr()}) { ${inner()} } else { ${inner()} }`,
    () => `function ${word(draw)}(a, b = ${expr()}, ...c) { ${inner()} return ${expr()}; }`,
    () => `function ${word(draw)}() { return ${word(draw)}(); }`,
    () => `switch (${expr()}) { case ${expr()}: ${inner()} break; default: ${inner()} }`,
    () => `try { ${inner()} } catch (e) { ${inner()} } finally { ${inner()} }`,
    () =>
      `class ${word(draw)} extends ${word(draw)} { x = ${expr()}; constructor(s, i, p) { super(s, i, p); ${inner()} } get y() { return this.y; } static z() { return new this(); } }`,
    () => `return ${expr()};`,
    () => `throw ${expr()};`,
    () => `export ${draw.pick(['const', 'let'])} ${word(draw)} = ${expr()};`,
    () => `import { ${word(draw)} } from './${draw.pick(['other', 'main', 'a', '..'])}';`,
    () => `export * from './${draw.pick(['other', 'main'])}';`,
    () => `enum ${word(draw)} { A = ${expr()}, B }`,
    () => `namespace ${word(draw)} { ${inner()} }`,
    () => `label: for (;;) { ${inner()} break label; }`,
    () => `do { ${inner()} } while (${expr()});`,
    () => `export default ${expr()};`,
    () => 'export = a;',
    () => `@${word(draw)}() class D {}`,
  ])();
};

const program = (draw, { head, calls, tail }) =>
  head +
  (draw.oneIn(3) ? statements(draw, calls, 2) : '') +
  '\n' +
  tail
    .replaceAll('BODY', () => statements(draw, calls, 3))
    .replaceAll('EXPR', () => expression(draw, calls, 2));

/** A folder of a program in one of the dialects. */
export const codeFolder = (dialect) => (draw) => {
  const shape = DIALECTS[dialect];
  return {
    'main.ts': program(draw, shape),
    ...(draw.oneIn(3) ? { 'other.ts': program(draw, shape) } : {}),
    'package.json': draw.odd(9) ? hostileWord(draw) : '{"name":"x","main":"main.ts"}',
    ...(dialect === 'pulumi'
      ? {
          'Pulumi.yaml': `name: ${draw.oneIn(5) ? text(draw) : 'x'}\nruntime: ${draw.pick(['nodejs', 'yaml'])}\n${draw.oneIn(4) ? pulumiYaml(draw) : ''}`,
          'Pulumi.dev.yaml': `config:\n  x:a: ${text(draw)}\n  aws:region: eu-west-1\n`,
        }
      : {}),
    ...(dialect === 'cdk'
      ? { 'cdk.json': draw.oneIn(5) ? text(draw) : '{"app":"npx ts-node main.ts","context":{"a":[1]}}' }
      : {}),
    ...(dialect === 'cdktf' ? { 'cdktf.json': '{"language":"typescript","app":"npx ts-node main.ts"}' } : {}),
  };
};

const pulumiText = (draw) =>
  draw.pick([
    text(draw),
    `"\${${word(draw)}.arn}"`,
    `"\${${word(draw)}[0].a}\${"`,
    '"${pulumi.stack}"',
    '{ fn::invoke: { function: aws:getRegion, arguments: {} } }',
    '{ fn::join: ["-", ["${a}", b]] }',
    '{ fn::toJSON: { a: "${b}" } }',
    '{ fn::secret: x }',
  ]);
const pulumiYaml = (draw) =>
  `variables:\n${draw.some(3, () => `  ${word(draw)}: ${pulumiText(draw)}`).join('\n')}\nresources:\n${draw.some(4, () => `  ${word(draw)}:\n    type: ${draw.pick(['aws:s3:Bucket', 'aws:sqs/queue:Queue', 'kubernetes:apps/v1:Deployment', '::', text(draw)])}\n    properties:\n      a: ${pulumiText(draw)}\n    options:\n      dependsOn: ${draw.pick(['["${a}"]', '${b}', '[]'])}`).join('\n')}\noutputs:\n  o: ${pulumiText(draw)}\n`;
