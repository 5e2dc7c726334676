import { describe, expect, it } from 'vitest';
import { cloudformation } from '../../../src/scan/cloudformation.ts';
import { idsOf, linesOf, scanned } from './scanned.ts';

const scan = (texts: Readonly<Record<string, string>>, more = {}) => scanned(cloudformation, texts, more);

describe('nested stacks', () => {
  const parent = `
Resources:
  Vpc: { Type: AWS::EC2::VPC }
  Net:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./parts/net.yaml, Parameters: { VpcId: !Ref Vpc, Name: blue } }
  Web: { Type: AWS::EC2::Instance, Properties: { SubnetId: !GetAtt Net.Outputs.Subnet, Name: !GetAtt Net.Outputs.Name } }
`;
  const child = `
Parameters:
  VpcId: { Type: String }
  Name: { Type: String }
Resources:
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref VpcId, SubnetName: !Ref Name } }
Outputs:
  Subnet: { Value: !Ref Subnet }
  Name: { Value: !Sub "\${Name}-net" }
`;

  it('pass things down as parameters, and hand them up as outputs', async () => {
    const facts = await scan({ 'app/main.yaml': parent, 'app/parts/net.yaml': child });
    expect(linesOf(facts)).toEqual([
      'Net -> Vpc (Parameters.VpcId)',
      'Web -> Net (SubnetId)',
      'Web -> Subnet (SubnetId)',
      'Web -> Net (Name)',
      'Subnet -> Vpc (VpcId)',
    ]);
    expect(facts.resources.find(({ address }) => address.local === 'Subnet')).toMatchObject({
      address: { scope: 'app/parts/net' },
      properties: { SubnetName: 'blue' },
    });
    expect(facts.resources.find(({ address }) => address.local === 'Web')?.properties).toMatchObject({
      Name: 'blue-net',
    });
  });

  it('are found by the end of an address in the cloud, if only one template fits', async () => {
    const remote = parent.replace('./parts/net.yaml', '!Sub "https://s3.amazonaws.com/${Bucket}/x/net.yaml"');
    expect(linesOf(await scan({ 'app/main.yaml': remote, 'app/parts/net.yaml': child }))).toContain(
      'Subnet -> Vpc (VpcId)',
    );
    const twice = { 'app/main.yaml': remote, 'app/parts/net.yaml': child, 'app/more/net.yaml': child };
    expect(linesOf(await scan(twice))).not.toContain('Subnet -> Vpc (VpcId)');
  });

  it('are told apart by the folders at the end of the address', async () => {
    const service = 'Resources:\n  Q: { Type: AWS::SQS::Queue }\nOutputs:\n  Q: { Value: !Ref Q }\n';
    const facts = await scan({
      'main.yaml': `Resources:
  B: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: https://x.example/v1/b/service.yaml } }
  F: { Type: AWS::Lambda::Function, Properties: { Environment: { Variables: { Q: !GetAtt B.Outputs.Q } } } }
`,
      'a/service.yaml': service,
      'b/service.yaml': service,
    });
    expect(facts.references.map(({ to }) => to.by === 'address' && to.address)).toEqual([
      { scope: 'main', local: 'B' },
      { scope: 'b/service', local: 'Q' },
    ]);
  });

  it('end, even if they contain themselves', async () => {
    const facts = await scan({
      'a.yaml':
        'Parameters: { P: { Type: String } }\nResources:\n  B: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: b.yaml, Parameters: { P: !Ref P } } }\nOutputs: { O: { Value: !GetAtt B.Outputs.O } }\n',
      'b.yaml':
        'Parameters: { P: { Type: String } }\nResources:\n  A: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: a.yaml, Parameters: { P: !GetAtt A.Outputs.O } } }\nOutputs: { O: { Value: !GetAtt A.Outputs.O } }\n',
    });
    expect(idsOf(facts)).toEqual(['a/B', 'b/A']);
  });
});

describe('exports', () => {
  const network = (name: string): string => `
Resources:
  Vpc: { Type: AWS::EC2::VPC }
Outputs:
  Vpc: { Value: !Ref Vpc, Export: { Name: ${name} } }
  Other: { Value: !Ref Vpc }
`;
  const web = (name: string): string => `
Parameters:
  Network: { Type: String, Default: network }
Resources:
  Web: { Type: AWS::EC2::SecurityGroup, Properties: { VpcId: { 'Fn::ImportValue': ${name} } } }
`;

  it('are told by name, with what they refer to', async () => {
    const { exports } = await scan({ 'n.yaml': network('main-vpc') });
    expect(exports).toEqual([
      {
        name: 'main-vpc',
        to: [{ by: 'address', address: { scope: 'n', local: 'Vpc' } }],
        where: { file: 'n.yaml', line: 5 },
      },
    ]);
  });

  it('are imported by the name that is worked out', async () => {
    const facts = await scan({ 'w.yaml': web('!Sub "${Network}-vpc"') });
    expect(linesOf(facts)).toEqual(['Web -> export:network-vpc (VpcId)']);
  });

  it('meet by their ends, where the stack gets its name at deployment', async () => {
    const facts = await scan({
      'a/n.yaml': network('!Sub "${AWS::StackName}-Vpc"'),
      'a/w.yaml': web('!Sub "${Network}-Vpc"'),
    });
    expect(linesOf(facts)).toEqual(['Web -> Vpc (VpcId)']);
    expect(facts.references[0]).toMatchObject({ confidence: 'inferred', to: { address: { scope: 'a/n' } } });
  });

  it('do not meet if several would', async () => {
    const facts = await scan({
      'a/n.yaml': network('!Sub "${AWS::StackName}-Vpc"'),
      'b/n.yaml': network('!Sub "${AWS::StackName}-Vpc"'),
      'c/w.yaml': web('!Sub "${Network}-Vpc"'),
    });
    expect(linesOf(facts)).toEqual(['Web -> export:network-Vpc (VpcId)']);
  });
});

describe('assemblies of the CDK', () => {
  const manifest = JSON.stringify({
    version: '1',
    artifacts: {
      Shop: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://123456789012/eu-west-1',
        properties: { templateFile: 'Shop.template.json', stackName: 'shop-prod' },
      },
      Web: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://unknown-account/unknown-region',
        properties: { templateFile: 'Web.template.json' },
      },
      Assets: { type: 'cdk:asset-manifest', properties: { file: 'Shop.assets.json' } },
    },
  });
  const shop = JSON.stringify({
    Resources: {
      TableA1B2: {
        Type: 'AWS::DynamoDB::Table',
        Properties: { TableName: { 'Fn::Join': ['-', ['orders', { Ref: 'AWS::Region' }]] } },
        Metadata: { 'aws:cdk:path': 'Shop/Orders/Table/Resource' },
      },
      CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'x' } },
      PartNestedStack: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: {
          TemplateURL: { 'Fn::Join': ['', ['https://s3.', { Ref: 'AWS::Region' }]] },
          Parameters: { T: { Ref: 'TableA1B2' } },
        },
        Metadata: { 'aws:asset:path': 'ShopPart.nested.template.json' },
      },
    },
    Outputs: { O: { Value: { Ref: 'TableA1B2' }, Export: { Name: 'Shop:ExportsOutputRefTable' } } },
  });
  const part = JSON.stringify({
    Parameters: { T: { Type: 'String' } },
    Resources: {
      Fn: {
        Type: 'AWS::Lambda::Function',
        Properties: { Environment: { Variables: { TABLE: { Ref: 'T' } } } },
      },
    },
  });
  const web = JSON.stringify({
    Resources: {
      Fn: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Environment: { Variables: { TABLE: { 'Fn::ImportValue': 'Shop:ExportsOutputRefTable' } } },
        },
      },
    },
  });
  const assembly = {
    'cdk.out/manifest.json': manifest,
    'cdk.out/Shop.template.json': shop,
    'cdk.out/ShopPart.nested.template.json': part,
    'cdk.out/Web.template.json': web,
  };

  it('give stacks their names and regions, and constructs theirs', async () => {
    const facts = await scan(assembly);
    expect(idsOf(facts)).toEqual([
      'shop-prod/TableA1B2',
      'shop-prod/PartNestedStack',
      'cdk.out/ShopPart/Fn',
      'Web/Fn',
    ]);
    expect(facts.resources[0]).toMatchObject({
      name: 'Orders/Table',
      region: 'eu-west-1',
      properties: { TableName: 'orders-eu-west-1' },
    });
    expect(facts.resources.at(-1)?.region).toBeUndefined();
    expect(facts.findings).toEqual([]);
  });

  it('join stacks by nesting and by exports', async () => {
    expect(linesOf(await scan(assembly))).toEqual([
      'PartNestedStack -> TableA1B2 (Parameters.T)',
      'Fn -> TableA1B2 (Environment.Variables.TABLE)',
      'Fn -> export:Shop:ExportsOutputRefTable (Environment.Variables.TABLE)',
    ]);
  });
});

describe('nasty files', () => {
  const ids = async (text: string, name = 'a.yaml') => {
    const facts = await scan({ [name]: text });
    return { ids: idsOf(facts), kinds: facts.findings.map(({ kind, line }) => [kind, line]) };
  };

  it('of a shell are read below what it printed', async () => {
    const text =
      '$ sam validate\n  ok: [\nAWSTemplateFormatVersion: "2010-09-09"\nResources:\n  A:\n    Type: AWS::SQS::Queue\n';
    expect(await ids(text)).toEqual({ ids: ['a/A'], kinds: [['unreadable', 1]] });
  });

  it('with commas too many, foreign line ends or JSON at the margin are read', async () => {
    const tabs = '{\n\t"Resources": {\n\t\t"A": {\n\t\t\t"Type": "AWS::SQS::Queue",\n\t\t},\n\t},\n}\n';
    expect((await ids(tabs, 'a.json')).ids).toEqual(['a/A']);
    expect((await ids('{"Resources": {"A": {"Type": "AWS::SQS::Queue",},},}', 'a.json')).ids).toEqual([
      'a/A',
    ]);
    expect(
      (
        await ids(
          'Resources:\r\n  A:\r\n    Type: AWS::SQS::Queue\r\n    DependsOn: B\r\n  B:\r\n    Type: T::B::C\r\n',
        )
      ).ids,
    ).toEqual(['a/A', 'a/B']);
    const margin =
      'Resources:\n  A:\n    Type: AWS::IAM::Policy\n    Properties:\n      PolicyDocument: !Sub \'{\n      "Statement": []\n      }\'\n';
    expect(await ids(margin)).toEqual({ ids: ['a/A'], kinds: [] });
  });

  it('without resources, or with resources that are none, do no harm', async () => {
    expect(await ids('AWSTemplateFormatVersion: "2010-09-09"\nResources:\n')).toEqual({ ids: [], kinds: [] });
    expect(await ids('AWSTemplateFormatVersion: "2010-09-09"\nResources: [1, 2]\n')).toEqual({
      ids: [],
      kinds: [],
    });
    expect(
      await ids(
        'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  A: text\n  B: { Type: AWS::SQS::Queue }\n',
      ),
    ).toEqual({ ids: ['a/B'], kinds: [['unreadable', 3]] });
    expect(await ids('AWSTemplateFormatVersion: "2010-09-09"\nResources: [\n')).toMatchObject({ ids: [] });
  });

  it('with names of the language itself are read as any other', async () => {
    const text = JSON.stringify({
      Resources: { constructor: { Type: 'AWS::SQS::Queue', Properties: { A: { Ref: 'toString' } } } },
    });
    expect(await ids(text, 'a.json')).toMatchObject({ ids: ['a/constructor'], kinds: [['unresolved', 1]] });
  });

  it('that nest without end are told, not tried', async () => {
    const deep = `${'{"A":'.repeat(5000)}1${'}'.repeat(5000)}`;
    expect(
      await ids(`{"Resources": {"A": {"Type": "AWS::SQS::Queue", "Properties": ${deep}}}}`, 'a.json'),
    ).toEqual({ ids: [], kinds: [['unreadable', 1]] });
  });
});

describe('what is put together elsewhere is told', () => {
  const told = async (text: string) =>
    (await scan({ 'a.yaml': `Resources:\n${text}` })).findings.map(({ kind, line, message }) => [
      kind,
      line,
      message,
    ]);

  it('parts that are included, but for an API that is read', async () => {
    const include = 'Fn::Transform: { Name: AWS::Include, Parameters: { Location: parts.yaml } }';
    expect(
      await told(`  A:
    Type: AWS::SQS::Queue
    Properties:
      ${include}
  ${include}
  Api:
    Type: AWS::Serverless::Api
    Properties:
      DefinitionBody:
        ${include}
`),
    ).toEqual([
      ['unrendered', 5, 'AWS::Include of parts.yaml puts something in here: it is not read'],
      ['unrendered', 6, 'AWS::Include of parts.yaml puts something in here: it is not read'],
      ['skipped', 11, 'Api: its definition parts.yaml is not there'],
    ]);
  });

  it('stack sets, and stacks whose template is not there', async () => {
    expect(
      await told(`  Set: { Type: AWS::CloudFormation::StackSet, Properties: { StackSetName: x } }
  Net:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: https://s3.amazonaws.com/b/net.yaml
`),
    ).toEqual([
      ['unrendered', 2, 'Set is a stack set: what it makes in other accounts and regions is not known'],
      [
        'skipped',
        6,
        'Net is a stack of its own: its template https://s3.amazonaws.com/b/net.yaml is not among the files',
      ],
    ]);
  });
});

describe('twins', () => {
  const yaml =
    'Resources:\n  A: { Type: AWS::SQS::Queue, Properties: { X: !GetAtt B.Arn } }\n  B: { Type: AWS::SQS::Queue }\n';
  const json = (ids: readonly string[]): string =>
    JSON.stringify({ Resources: Object.fromEntries(ids.map((id) => [id, { Type: 'AWS::SQS::Queue' }])) });

  it('in YAML and JSON are one stack, and that is told', async () => {
    const facts = await scan({ 'a.json': json(['A', 'B']), 'a.yaml': yaml });
    expect(idsOf(facts)).toEqual(['a/A', 'a/B']);
    expect(facts.findings).toMatchObject([{ kind: 'described-twice', file: 'a.json' }]);
  });

  it('that have little in common are two', async () => {
    expect(idsOf(await scan({ 'a.json': json(['X', 'Y', 'A']), 'a.yaml': yaml }))).toEqual([
      'a/A',
      'a/B',
      'a.json/X',
      'a.json/Y',
      'a.json/A',
    ]);
  });
});
