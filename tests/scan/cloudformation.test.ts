import { describe, expect, it } from 'vitest';
import { cloudformation } from '../../src/scan/cloudformation.ts';
import { filesOf } from './cloudformation/files.ts';
import { idsOf, linesOf, scanned } from './cloudformation/scanned.ts';

const scan = (texts: Readonly<Record<string, string>>, more = {}) => scanned(cloudformation, texts, more);

const template = (text: string, more = {}) => scan({ 'template.yaml': text }, more);

describe('claims', () => {
  const claims = (name: string, text: string): boolean =>
    cloudformation.claims(filesOf({ [name]: text })[0]!);

  it('takes templates by what is in them, whatever they are called', () => {
    expect(claims('a.yml', 'AWSTemplateFormatVersion: "2010-09-09"\n')).toBe(true);
    expect(claims('a.json', '{ "Resources": { "A": { "Type": "AWS::S3::Bucket" } } }')).toBe(true);
    expect(claims('a.template', 'Resources:\r\n  A:\r\n    Type: AWS::S3::Bucket\r\n')).toBe(true);
    expect(claims('a.yaml', 'Resources:\n  A:\n    Type: !Rain::Module "x.yml"\n')).toBe(true);
    // All of it may stand further to the right.
    expect(claims('a.yaml', '---\n# a: b\n\n  Resources:\n    A:\n      Type: AWS::S3::Bucket\n')).toBe(true);
  });

  it('leaves alone what only looks alike', () => {
    expect(
      claims(
        'a.yml',
        'service: a\nprovider: aws\nresources:\n  Resources:\n    A:\n      Type: AWS::S3::Bucket\n',
      ),
    ).toBe(false);
    expect(claims('a.yml', 'Resources:\n  - a\nType: text\n')).toBe(false);
    expect(
      claims(
        'a.yml',
        'kind: ConfigMap\ndata:\n  t: |\n    Resources:\n      A:\n        Type: AWS::S3::Bucket\n',
      ),
    ).toBe(false);
    expect(claims('a.md', 'AWSTemplateFormatVersion: x')).toBe(false);
    expect(claims('a.json', '')).toBe(false);
  });
});

describe('resources', () => {
  it('have the folder and the file in front, unless the file is called template', async () => {
    const text = 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n';
    expect(
      idsOf(await scan({ 'shop/template.yaml': text, 'shop/orders.yaml': text, 'template.yml': text })),
    ).toEqual(['shop/Queue', 'shop/orders/Queue', 'Queue']);
  });

  it('are told apart even if two files would have one name', async () => {
    const text = (id: string): string => `Resources:\n  ${id}:\n    Type: AWS::SQS::Queue\n`;
    expect(idsOf(await scan({ 'a/b/template.yaml': text('A'), 'a/b.yaml': text('B') }))).toEqual([
      'a/b/A',
      'a/b.yaml/B',
    ]);
  });

  it('carry what is known of their properties, and leave out the rest', async () => {
    const { resources } = await template(`
Parameters:
  Size: { Type: String, Default: large }
  Open: { Type: String }
  Password: { Type: String, NoEcho: true, Default: hunter2 }
Mappings:
  Sizes:
    large: { Count: 3 }
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      MultiAZ: true
      AllocatedStorage: !FindInMap [Sizes, !Ref Size, Count]
      Engine: !Ref Open
      DBInstanceIdentifier: !Sub \${AWS::StackName}-db
      KmsKeyId: !GetAtt Key.Arn
      MasterUserPassword: !Ref Password
  Key: { Type: AWS::KMS::Key }
`);
    expect(resources[0]).toMatchObject({
      type: 'AWS::RDS::DBInstance',
      where: { file: 'template.yaml', line: 10 },
    });
    expect(resources[0]?.properties).toEqual({
      MultiAZ: true,
      AllocatedStorage: 3,
      DBInstanceIdentifier: '${AWS::StackName}-db',
    });
  });

  it('are switched off by a condition known to be false, and only by that', async () => {
    const { resources } = await template(`
Parameters:
  Stage: { Type: String, Default: test }
  Other: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsBoth: !And [!Condition IsProd, !Equals [!Ref Other, x]]
  IsOther: !Or [!Condition IsProd, !Equals [!Ref Other, x]]
  IsTest: !Not [!Condition IsProd]
Resources:
  A: { Type: AWS::SQS::Queue, Condition: IsProd }
  B: { Type: AWS::SQS::Queue, Condition: IsBoth }
  C: { Type: AWS::SQS::Queue, Condition: IsOther }
  D: { Type: AWS::SQS::Queue, Condition: IsTest }
`);
    expect(resources.map(({ count }) => count)).toEqual([0, 0, undefined, undefined]);
  });

  it('follow values given from outside before defaults', async () => {
    const text = `
Parameters:
  Stage: { Type: String, Default: test }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  A: { Type: AWS::SQS::Queue, Condition: IsProd }
`;
    const { resources } = await template(text, { variables: new Map([['Stage', 'prod']]) });
    expect(resources[0]?.count).toBeUndefined();
  });

  it('are read from the loops of a list', async () => {
    const facts = await template(`
Transform: AWS::LanguageExtensions
Parameters:
  Names: { Type: CommaDelimitedList, Default: "Red,Blue-1" }
  Later: { Type: CommaDelimitedList }
Resources:
  Fn::ForEach::Tables:
    - Name
    - !Ref Names
    - Table&{Name}:
        Type: AWS::DynamoDB::Table
        Properties: { TableName: !Ref Name, Tags: [{ Key: !Sub "\${Name}", Value: !Ref Log }] }
  Fn::ForEach::Queues:
    - Name
    - !Ref Later
    - Queue\${Name}: { Type: AWS::SQS::Queue }
  Log: { Type: AWS::Logs::LogGroup }
`);
    expect(idsOf(facts)).toEqual(['TableRed', 'TableBlue1', 'Log']);
    expect(facts.resources[1]?.properties).toMatchObject({ TableName: 'Blue-1' });
    expect(linesOf(facts)).toEqual(['TableRed -> Log (Tags.Value)', 'TableBlue1 -> Log (Tags.Value)']);
    expect(facts.findings).toMatchObject([{ kind: 'unknown-value', line: 13 }]);
  });

  it('stay, where a macro or a module may change them, and that is told', async () => {
    const facts = await template(`
Transform: [AWS::Serverless-2016-10-31, Count]
Resources:
  Part: { Type: !Rain::Module "./part.yml" }
  Queue: { Type: AWS::SQS::Queue, DependsOn: PartBucket }
`);
    expect(facts.resources.map(({ type }) => type)).toEqual(['Rain::Module', 'AWS::SQS::Queue']);
    expect(linesOf(facts)).toEqual(['Queue -> Part (DependsOn)']);
    expect(facts.findings.map(({ kind, line }) => [kind, line])).toEqual([
      ['unrendered', 4],
      ['unrendered', 2],
    ]);
  });
});

describe('references', () => {
  it('are found in every form, once for each property', async () => {
    const facts = await template(`
Parameters:
  Flag: { Type: String }
Conditions:
  Is: !Equals [!Ref Flag, "1"]
Resources:
  A:
    Type: AWS::Lambda::Function
    DependsOn: [B, C]
    Properties:
      Role: !GetAtt Role.Arn
      VpcConfig:
        SubnetIds: [!Ref B, !Select [0, [!Ref B]]]
      Layers: !If [Is, [!Ref C], [!GetAtt [D, Arn]]]
      Description: !Sub
        - "\${E} \${Own} \${!Kept} \${F.Arn}"
        - Own: !Ref G
      Code: !Join ["", [a, Fn::GetAtt: [H, Arn]]]
      FunctionName: !Ref A
  B: { Type: T::B::B }
  C: { Type: T::B::B }
  D: { Type: T::B::B }
  E: { Type: T::B::B }
  F: { Type: T::B::B }
  G: { Type: T::B::B }
  H: { Type: T::B::B }
  Role: { Type: AWS::IAM::Role }
`);
    expect(linesOf(facts)).toEqual([
      'A -> Role (Role)',
      'A -> B (VpcConfig.SubnetIds)',
      'A -> C (Layers)',
      'A -> D (Layers)',
      'A -> E (Description)',
      'A -> F (Description)',
      'A -> G (Description)',
      'A -> H (Code)',
      'A -> B (DependsOn)',
      'A -> C (DependsOn)',
    ]);
    expect(facts.references.find(({ property }) => property === 'DependsOn')).toMatchObject({
      class: 'start-up',
      where: { line: 9 },
    });
    expect(facts.findings).toEqual([]);
  });

  it('that lead nowhere are told once', async () => {
    const facts = await template(`
Resources:
  A: { Type: AWS::SQS::Queue, Properties: { X: !Ref Gone, Y: !GetAtt Gone.Arn, Z: !Ref AWS::Region } }
`);
    expect(facts.references).toEqual([]);
    expect(facts.findings).toMatchObject([
      { kind: 'unresolved', line: 3, message: expect.stringContaining('Gone') },
    ]);
  });

  it('in texts keep what is not known, so that equal texts meet', async () => {
    const facts = await template(`
Parameters:
  TableName: { Type: String }
Resources:
  F:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          ORDERS: !Sub \${AWS::StackName}-orders
          LEVEL: !Ref TableName
          TABLE_NAME: !Ref TableName
          URL: http://cart:8080
  T:
    Type: AWS::DynamoDB::Table
    Properties: { TableName: !Ref TableName }
`);
    expect(linesOf(facts)).toEqual([
      'F -> env:ORDERS=${AWS::StackName}-orders (Environment.Variables.ORDERS)',
      'F -> T (Environment.Variables.TABLE_NAME)',
      'F -> env:URL=http://cart:8080 (Environment.Variables.URL)',
    ]);
    expect(facts.references[1]?.confidence).toBe('inferred');
  });

  it('in lists of names and values are environment entries too', async () => {
    const facts = await template(`
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Image: shop/cart:1
          Environment: [{ Name: REDIS_ADDR, Value: "redis:6379" }]
          Secrets: [{ Name: PASSWORD, ValueFrom: !Ref Secret }]
  Secret: { Type: AWS::SecretsManager::Secret }
`);
    expect(linesOf(facts)).toEqual([
      'Task -> image:shop/cart:1 (ContainerDefinitions.Image)',
      'Task -> env:REDIS_ADDR=redis:6379 (ContainerDefinitions.Environment.Value)',
      'Task -> Secret (ContainerDefinitions.Secrets.ValueFrom)',
    ]);
  });

  it('of statements permit; those on everything name a service once', async () => {
    const facts = await template(`
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{ Effect: Allow, Action: "sts:AssumeRole", Principal: { Service: lambda.amazonaws.com } }]
      ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"]
      Policies:
        - PolicyDocument:
            Statement:
              - { Effect: Allow, Action: ["s3:GetObject", "s3:PutObject", "ses:SendEmail"], Resource: "*" }
              - { Effect: Allow, Action: "sqs:SendMessage", Resource: !Sub "arn:aws:sqs:\${AWS::Region}:\${AWS::AccountId}:orders" }
              - { Effect: Allow, Action: "dynamodb:*", Resource: !GetAtt T.Arn }
              - { Effect: Deny, Action: "kms:*", Resource: "*" }
        - PolicyDocument: '{"Statement": [{"Effect": "Allow", "Action": "sns:Publish", "Resource": "*"}]}'
  T: { Type: AWS::DynamoDB::Table }
`);
    expect(linesOf(facts)).toEqual([
      'Role -> arn:arn:aws:sqs:::orders (Policies.PolicyDocument.Statement.Resource)',
      'Role -> T (Policies.PolicyDocument.Statement.Resource)',
      'Role -> action:s3:GetObject (Policies.PolicyDocument.Statement.Action)',
      'Role -> action:ses:SendEmail (Policies.PolicyDocument.Statement.Action)',
      'Role -> action:sns:Publish (Policies.PolicyDocument.Statement.Action)',
    ]);
    expect(new Set(facts.references.map((reference) => reference.class))).toEqual(new Set(['permission']));
  });

  it('to the default bus and to services without a resource are texts', async () => {
    const facts = await template(`
Resources:
  Rule: { Type: AWS::Events::Rule, Properties: { EventPattern: { source: [shop] } } }
  Own: { Type: AWS::Events::Rule, Properties: { EventBusName: own, EventPattern: { source: [shop] } } }
  Method:
    Type: AWS::ApiGateway::Method
    Properties: { Integration: { Uri: !Sub "arn:aws:apigateway:\${AWS::Region}:dynamodb:action/PutItem" } }
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties: { DefinitionString: '{"Resource": "arn:aws:states:::sns:publish"}' }
  Db:
    Type: AWS::RDS::DBInstance
    Properties: { MasterUserPassword: "{{resolve:secretsmanager:shop/db:SecretString:password}}" }
`);
    expect(linesOf(facts)).toEqual([
      'Rule -> action:events:PutEvents (EventPattern)',
      'Method -> arn:arn:aws:apigateway::dynamodb:action/PutItem (Integration.Uri)',
      'Machine -> arn:arn:aws:states:::sns:publish (DefinitionString)',
      'Db -> arn:arn:aws:secretsmanager:::secret:shop/db (MasterUserPassword)',
    ]);
  });

  it('addresses that set up a machine are called as long as it runs', async () => {
    const facts = await template(`
Resources:
  Web:
    Type: AWS::EC2::Instance
    Metadata:
      Comment: !Ref Db
      AWS::CloudFormation::Init:
        config: { files: { /etc/app.conf: { content: !Sub "db=\${Db.Endpoint.Address} by \${Web}" } } }
    Properties:
      UserData: !Base64
        Fn::Sub: "run \${Cache.RedisEndpoint.Address} \${Bucket}"
  Db: { Type: AWS::RDS::DBInstance }
  Cache: { Type: AWS::ElastiCache::CacheCluster }
  Bucket: { Type: AWS::S3::Bucket }
`);
    expect(linesOf(facts)).toEqual([
      'Web -> Cache (UserData)',
      'Web -> Bucket (UserData)',
      'Web -> Db (AWS::CloudFormation::Init)',
    ]);
    expect(facts.references.map((reference) => [reference.class, reference.where.line])).toEqual([
      ['data', 10],
      [undefined, 10],
      ['data', 8],
    ]);
    expect(facts.references[2]?.confidence).toBe('inferred');
  });
});

describe('SAM', () => {
  it('policy templates name things by words, or a service by their own name', async () => {
    const facts = await template(`
Parameters:
  Other: { Type: String }
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - S3ReadPolicy: { BucketName: photos }
        - DynamoDBReadPolicy: { TableName: !Ref T }
        - SQSSendMessagePolicy: { QueueName: orders }
        - SNSPublishMessagePolicy: { TopicName: !Ref Other }
        - RekognitionDetectOnlyPolicy: {}
        - VPCAccessPolicy: {}
        - AWSLambdaExecute
  T: { Type: AWS::DynamoDB::Table }
  Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: orders } }
`);
    expect(linesOf(facts)).toEqual([
      'F -> T (Policies.DynamoDBReadPolicy.TableName)',
      'F -> Orders (Policies.SQSSendMessagePolicy.QueueName)',
      'F -> arn:arn:aws:s3:::photos (Policies.S3ReadPolicy.BucketName)',
      'F -> action:sns:* (Policies.SNSPublishMessagePolicy)',
      'F -> action:rekognition:* (Policies.RekognitionDetectOnlyPolicy)',
    ]);
  });

  it('what the clock starts stands on EventBridge', async () => {
    const facts = await template(`
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Hourly: { Type: Schedule, Properties: { Schedule: rate(1 hour) } }
        Daily: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day) } }
`);
    expect(linesOf(facts)).toEqual([
      'F -> action:events:PutEvents (Events.Hourly.Properties.Schedule)',
      'F -> action:events:PutEvents (Events.Daily.Properties.ScheduleExpression)',
    ]);
    expect(facts.references[0]).toMatchObject({ class: 'asynchronous', where: { line: 7 } });
  });

  it('puts Globals into functions, and says where they stand', async () => {
    const facts = await template(`
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Environment:
      Variables:
        TABLE: !Ref T
        QUEUE: !Ref Q
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Environment: { Variables: { QUEUE: !Ref P } }
  T: { Type: AWS::Serverless::SimpleTable }
  Q: { Type: AWS::SQS::Queue }
  P: { Type: AWS::SQS::Queue }
`);
    expect(linesOf(facts)).toEqual([
      'F -> T (Environment.Variables.TABLE)',
      'F -> P (Environment.Variables.QUEUE)',
    ]);
    expect(facts.references.map(({ where }) => where.line)).toEqual([7, 13]);
  });

  it('refers to the sources of events, and makes the APIs that nobody declares', async () => {
    const facts = await template(`
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Policies: [DynamoDBCrudPolicy: { TableName: !Ref T }]
      Events:
        In: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn } }
        Get: { Type: Api, Properties: { Path: /, Method: get } }
        Own: { Type: HttpApi, Properties: { ApiId: !Ref Api } }
        Bus: { Type: EventBridgeRule, Properties: { Pattern: { source: [a] } } }
  Api: { Type: AWS::Serverless::HttpApi, DependsOn: FRole }
  Q: { Type: AWS::SQS::Queue }
  T: { Type: AWS::DynamoDB::Table }
`);
    expect(linesOf(facts)).toEqual([
      'F -> T (Policies.DynamoDBCrudPolicy.TableName)',
      'F -> Q (Events.In.Properties.Queue)',
      'F -> Api (Events.Own.Properties.ApiId)',
      'F -> action:events:PutEvents (Events.Bus.Properties.Pattern)',
      'Api -> F (DependsOn)',
      'ServerlessRestApi -> F (Integration)',
    ]);
    expect(facts.resources.at(-1)).toMatchObject({
      address: { scope: '', local: 'ServerlessRestApi' },
      type: 'AWS::ApiGateway::RestApi',
      where: { line: 10 },
    });
  });

  it('reads connectors, which name things by their ids', async () => {
    const facts = await template(`
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Connectors:
      Out: { Properties: { Destination: { Id: T }, Permissions: [Write] } }
  T: { Type: AWS::DynamoDB::Table }
  Link:
    Type: AWS::Serverless::Connector
    Properties: { Source: { Id: F }, Destination: [{ Id: T }], Permissions: [Read] }
`);
    expect(linesOf(facts)).toEqual([
      'F -> T (Connectors.Out.Properties.Destination.Id)',
      'Link -> F (Source.Id)',
      'Link -> T (Destination.Id)',
      // As if the function itself had it.
      'F -> T (Connectors.Link.Properties.Destination.Id)',
    ]);
    expect(facts.references[3]).toMatchObject({ confidence: 'inferred', where: { line: 9 } });
  });

  it('a function with an address of its own is where people come in', async () => {
    const { resources } = await template(`
Resources:
  Open:
    Type: AWS::Serverless::Function
    Properties: { FunctionUrlConfig: { AuthType: NONE } }
  Signed:
    Type: AWS::Serverless::Function
    Properties: { FunctionUrlConfig: { AuthType: AWS_IAM } }
`);
    expect(resources.map(({ entry }) => entry)).toEqual(['function URL', undefined]);
  });

  it('knows region, name and parameters from the configuration beside the template', async () => {
    const facts = await scan({
      'template.yaml': `
Parameters:
  Stage: { Type: String }
Resources:
  B: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub "\${AWS::StackName}-\${Stage}-\${AWS::Region}" } }
`,
      'samconfig.toml':
        'version = 0.1\n[default.deploy.parameters]\nstack_name = "shop"\nregion = "eu-west-1"\nparameter_overrides = "Stage=\\"prod\\""\n',
    });
    expect(facts.resources[0]).toMatchObject({
      region: 'eu-west-1',
      properties: { BucketName: 'shop-prod-eu-west-1' },
    });
  });

  it('reads the definitions that lie in files of their own', async () => {
    const facts = await scan({
      'template.yaml': `
Transform: AWS::Serverless-2016-10-31
Resources:
  M: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: m/m.asl.json, DefinitionSubstitutions: { Arn: !GetAtt F.Arn } } }
  N: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: gone.json } }
  F: { Type: AWS::Serverless::Function }
  Api:
    Type: AWS::Serverless::Api
    Properties: { DefinitionBody: { "Fn::Transform": { Name: AWS::Include, Parameters: { Location: api.yaml } } } }
`,
      'api.yaml':
        'uri:\n  Fn::Sub: arn:aws:apigateway:${AWS::Region}:lambda:path/functions/${F.Arn}/invocations\n',
      'm/m.asl.json': '{\n  "Resource": "arn:aws:states:::dynamodb:putItem",\n  "Other": "${Arn}"\n}\n',
    });
    expect(linesOf(facts)).toEqual([
      'M -> F (DefinitionSubstitutions.Arn)',
      'M -> arn:arn:aws:states:::dynamodb:putItem (DefinitionUri)',
      'Api -> F (DefinitionBody)',
    ]);
    expect(facts.references[1]?.where).toEqual({ file: 'm/m.asl.json', line: 2 });
    expect(facts.findings).toMatchObject([{ kind: 'skipped', line: 5 }]);
  });
});
