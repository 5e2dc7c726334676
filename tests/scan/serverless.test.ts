import { describe, expect, it } from 'vitest';
import { cloudformation } from '../../src/scan/cloudformation.ts';
import { serverless } from '../../src/scan/serverless.ts';
import { filesOf } from './cloudformation/files.ts';
import { idsOf, linesOf, scanned } from './cloudformation/scanned.ts';

const scan = (texts: Readonly<Record<string, string>>, more = {}) => scanned(serverless, texts, more);

const service = (text: string, more = {}) =>
  scan({ 'serverless.yml': `service: shop\nprovider:\n  name: aws\n${text}` }, more);

describe('claims', () => {
  const claims = (name: string, text: string): boolean => serverless.claims(filesOf({ [name]: text })[0]!);

  it('takes services by what is in them, and leaves descriptions of examples alone', () => {
    expect(claims('a.yaml', 'service: a\nprovider: aws\n')).toBe(true);
    expect(claims('serverless.json', '{"service": "a", "provider": {"name": "aws"}}')).toBe(true);
    expect(claims('serverless.template.yml', 'name: a\norg: b\n')).toBe(false);
    expect(claims('docker-compose.yml', 'services:\n  a:\n    provider: x\n')).toBe(false);
  });
});

describe('functions', () => {
  it('are called by their keys, in the folder, with the region that is said', async () => {
    const facts = await scan({
      'api/serverless.yml':
        'service: shop\nprovider: { name: aws, region: eu-west-1 }\nfunctions:\n  send-mail: { handler: a.b }\n',
    });
    expect(idsOf(facts)).toEqual(['api/send-mail']);
    expect(facts.resources[0]).toMatchObject({
      type: 'AWS::Lambda::Function',
      region: 'eu-west-1',
      where: { file: 'api/serverless.yml', line: 4 },
      properties: { FunctionName: 'shop-dev-send-mail' },
    });
  });

  it('of other providers are no Lambdas, and chain by name', async () => {
    const facts = await scan({
      'serverless.yml': `
service: a
provider: { name: openwhisk }
functions:
  first: { handler: a.b, events: [{ http: GET /x }] }
  both: { sequence: [first, second] }
  second: { handler: a.c }
`,
    });
    expect(facts.resources.map(({ type, kind, entry }) => [type, kind, entry])).toEqual([
      ['serverless/openwhisk-function', 'function', 'HTTP event'],
      ['serverless/openwhisk-function', 'function', undefined],
      ['serverless/openwhisk-function', 'function', undefined],
    ]);
    expect(linesOf(facts)).toEqual(['both -> first (sequence)', 'both -> second (sequence)']);
  });

  it('may stand in lists and in files of their own; lines are those of the file', async () => {
    const facts = await scan({
      'serverless.yml': `
service: a
provider: { name: aws }
functions:
  - one: { handler: a.b }
  - \${file(functions/more.yml):functions}
resources: \${file(resources.yml)}
`,
      'functions/more.yml': 'functions:\n  two:\n    handler: a.c\n    environment: { TABLE: !Ref T }\n',
      'resources.yml':
        'Resources:\n  Other: { Type: AWS::SQS::Queue }\n  T:\n    Type: AWS::DynamoDB::Table\n',
    });
    expect(idsOf(facts)).toEqual(['one', 'two', 'Other', 'T']);
    expect(facts.resources.map(({ where }) => `${where.file}:${where.line}`)).toEqual([
      'serverless.yml:5',
      'functions/more.yml:2',
      'resources.yml:2',
      'resources.yml:3',
    ]);
    expect(facts.references.map(({ where }) => `${where.file}:${where.line}`)).toEqual([
      'functions/more.yml:4',
    ]);
  });

  it('share the environment and the statements of the provider', async () => {
    const facts = await service(`  environment: { URL: !GetAtt Search.Endpoint }
  iam: { role: { statements: [{ Effect: Allow, Action: "dynamodb:*", Resource: !GetAtt T.Arn }] } }
  iamRoleStatements: [{ Effect: Allow, Action: "ses:SendEmail", Resource: "*" }]
functions:
  a: { handler: a.a }
  b: { handler: a.b, environment: { URL: "http://other:80" } }
resources:
  Resources:
    T: { Type: AWS::DynamoDB::Table }
    Search: { Type: AWS::OpenSearchService::Domain }
`);
    expect(linesOf(facts)).toEqual([
      'a -> Search (Environment.Variables.URL)',
      'a -> T (Policies.PolicyDocument.Statement.Resource)',
      'a -> action:ses:SendEmail (Policies.PolicyDocument.Statement.Action)',
      'b -> env:URL=http://other:80 (Environment.Variables.URL)',
      'b -> T (Policies.PolicyDocument.Statement.Resource)',
      'b -> action:ses:SendEmail (Policies.PolicyDocument.Statement.Action)',
    ]);
    expect(facts.references.map(({ where }) => where.line)).toEqual([4, 5, 6, 9, 5, 6]);
    expect(facts.references[1]?.class).toBe('permission');
  });
});

describe('events', () => {
  it('refer to their sources, and make what nobody declares', async () => {
    const facts = await service(`functions:
  a:
    handler: a.b
    events:
      - sqs: { arn: !GetAtt [Q, Arn] }
      - stream: arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/x
      - s3: photos
      - s3: { bucket: old-ones, existing: true }
      - sns: news
      - schedule: rate(1 minute)
      - eventBridge: { pattern: { source: [shop] } }
resources:
  Resources:
    Q: { Type: AWS::SQS::Queue }
`);
    expect(linesOf(facts)).toEqual([
      'a -> Q (events.sqs.arn)',
      'a -> arn:arn:aws:dynamodb:eu-west-1:123456789012:table/t/stream/x (events.stream)',
      'a -> S3BucketPhotos (events.s3.bucket)',
      'a -> arn:arn:aws:s3:::old-ones (events.s3.bucket)',
      'a -> SNSTopicNews (events.sns.topicName)',
      'a -> action:events:PutEvents (events.schedule)',
      'a -> action:events:PutEvents (events.eventBridge)',
    ]);
    expect(facts.resources.find(({ address }) => address.local === 'S3BucketPhotos')).toMatchObject({
      type: 'AWS::S3::Bucket',
      properties: { BucketName: 'photos' },
      where: { line: 10 },
    });
    expect(facts.references[0]?.where.line).toBe(8);
  });

  it('of an API let it call the functions, and who decides who may', async () => {
    const facts = await service(`functions:
  a: { handler: a.b, events: [{ http: { path: a, method: get, authorizer: auth } }, { httpApi: "*" }] }
  b: { handler: a.c, events: [{ http: GET b }] }
  auth: { handler: a.d }
`);
    expect(linesOf(facts)).toEqual([
      'ApiGatewayRestApi -> a (Integration)',
      'ApiGatewayRestApi -> b (Integration)',
      'ApiGatewayRestApi -> auth (Authorizer)',
      'HttpApi -> a (Integration)',
    ]);
  });

  it('make no API where one is given', async () => {
    const facts = await service(`  apiGateway: { restApiId: !ImportValue shared-api }
functions:
  a: { handler: a.b, events: [{ http: GET a }] }
`);
    expect(idsOf(facts)).toEqual(['a']);
  });
});

describe('templates inside', () => {
  it('know functions by their logical ids, and what every deployment makes', async () => {
    const facts = await service(`functions:
  check-it: { handler: a.b }
resources:
  - Resources:
      P:
        Type: AWS::Lambda::Permission
        Properties: { FunctionName: !GetAtt CheckDashitLambdaFunction.Arn, Role: !GetAtt IamRoleLambdaExecution.Arn }
  - Outputs:
      Fn: { Value: !Ref CheckDashitLambdaFunction, Export: { Name: !Sub "\${AWS::StackName}-fn" } }
`);
    expect(linesOf(facts)).toEqual(['P -> check-it (FunctionName)']);
    expect(facts.exports).toMatchObject([{ name: 'shop-dev-fn', to: [{ address: { local: 'check-it' } }] }]);
    expect(facts.findings).toEqual([]);
  });

  it('of the step functions plugin refer to functions by their keys', async () => {
    const facts = await service(`functions:
  one: { handler: a.b }
stepFunctions:
  stateMachines:
    flow:
      events: [{ http: { path: x, method: post } }]
      definition: { States: { A: { Resource: !GetAtt [one, Arn] }, B: { Resource: "arn:aws:states:::sqs:sendMessage" } } }
`);
    expect(linesOf(facts)).toEqual([
      'flow -> one (Definition.States.A.Resource)',
      'flow -> arn:arn:aws:states:::sqs:sendMessage (Definition.States.B.Resource)',
      'ApiGatewayRestApi -> flow (Integration)',
    ]);
  });

  it('are not read twice: a part is no stack of its own', async () => {
    const texts = {
      'serverless.yml': 'service: a\nprovider: aws\nresources:\n  - ${file(parts/table.yml)}\n',
      'parts/table.yml': 'Resources:\n  T: { Type: AWS::DynamoDB::Table }\n',
    };
    expect(idsOf(await scanned(cloudformation, texts))).toEqual([]);
    expect(idsOf(await scan(texts))).toEqual(['T']);
  });
});

describe('variables', () => {
  const named = async (name: string, rest = '', more = {}) => {
    const facts = await service(
      `${rest}functions:\n  a: { handler: a.b, environment: { X: "${name}" } }\n`,
      more,
    );
    const [reference] = facts.references;
    return reference?.to.by === 'text' ? reference.to.text : undefined;
  };

  it('are put in as far as they are known', async () => {
    const rest =
      '  stage: test\ncustom:\n  table: ${self:service}-${sls:stage}\n  by: { test: { one: eins }, dev: { one: zwei } }\n';
    expect(await named('${self:custom.table}', rest)).toBe('shop-test');
    expect(await named('${self:custom.by.${opt:stage, self:provider.stage}.one}', rest)).toBe('eins');
    expect(await named("${env:GONE, 'a, b'}", rest)).toBe('a, b');
    expect(await named('${opt:stage}-x', rest, { variables: new Map([['stage', 'prod']]) })).toBe('prod-x');
    expect(await named('arn:aws:sqs:${aws:region}:1:q', rest, { region: 'eu-west-1' })).toBe(
      'arn:aws:sqs:eu-west-1:1:q',
    );
  });

  it('stay where they are not known, and that is told once', async () => {
    const facts = await service(
      'functions:\n  a: { handler: a.b, environment: { X: "a-${env:GONE}", Y: "b-${env:GONE}-${AWS::Region}" } }\n',
    );
    expect(linesOf(facts)).toEqual([
      'a -> env:X=a-${env:GONE} (Environment.Variables.X)',
      'a -> env:Y=b-${env:GONE}-${AWS::Region} (Environment.Variables.Y)',
    ]);
    expect(facts.findings).toMatchObject([
      { kind: 'unknown-value', line: 5, hint: expect.stringContaining('--var') },
    ]);
  });

  it('that mean themselves end', async () => {
    expect(
      await named('${self:custom.a}-x', 'custom: { a: "${self:custom.b}", b: "${self:custom.a}" }\n'),
    ).toContain('${');
  });
});

it('a service that is a program is told, not guessed', async () => {
  const facts = await scan({ 'serverless.ts': 'export default { service: "a" };' });
  expect(facts).toMatchObject({ resources: [], findings: [{ kind: 'unrendered', file: 'serverless.ts' }] });
});

describe('pipes', () => {
  it('read from their source, and name what they pass on to', async () => {
    const facts = await service(`functions:
  enrich: { handler: a.b }
pipes:
  orders:
    source: { dynamodb: { arn: !GetAtt [T, StreamArn] } }
    enrichment: { name: enrich }
    target: { sqs: { arn: !GetAtt [Q, Arn] } }
resources:
  Resources:
    T: { Type: AWS::DynamoDB::Table }
    Q: { Type: AWS::SQS::Queue }
`);
    expect(facts.resources.find(({ address }) => address.local === 'orders')?.type).toBe('AWS::Pipes::Pipe');
    expect(linesOf(facts)).toEqual([
      'orders -> T (Source)',
      'orders -> enrich (Enrichment)',
      'orders -> Q (Target)',
    ]);
    expect(facts.references.map(({ where }) => where.line)).toEqual([8, 9, 10]);
  });
});
