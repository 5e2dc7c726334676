// Large inputs of one thing over and over: what takes time by the square of its length, or worse, shows here.
//
// A shape is a file, what stands before, the thing that is repeated (`#` is its number, `##` the next one) and what
// stands behind. Beside these, fragments of any notation are repeated wherever a text may stand.
import { FRAGMENTS } from './leaves.mjs';

const ARM =
  '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","contentVersion":"1.0.0.0",';
const CFN = 'AWSTemplateFormatVersion: "2010-09-09"\n';
const CDK =
  "import * as cdk from 'aws-cdk-lib';\nimport { aws_s3 as s3 } from 'aws-cdk-lib';\nclass A extends cdk.Stack { constructor(scope: any, id: string) { super(scope, id);\n";
const CDK_END = "\n} }\nnew A(new cdk.App(), 'A');\n";
const PULUMI = "import * as aws from '@pulumi/aws';\nimport * as pulumi from '@pulumi/pulumi';\n";
const SDK =
  "import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\nimport AWS from 'aws-sdk';\nconst c = new S3Client({});\n";
const CDKTF =
  "import { App, TerraformStack } from 'cdktf';\nimport { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';\nclass A extends TerraformStack { constructor(s, id) { super(s, id);\n";
const CDKTF_END = "\n} }\nconst app = new App();\nnew A(app, 'a');\n";

/** By target: [file, before, repeated, behind]. `@` is a place for any fragment. */
const SHAPES = {
  document: [
    ['d.yaml', 'faultline: 1\nnodes:\n', '  n#: {kind: app, dependsOn: [n##]}\n', '  n0: {kind: app}\n'],
    [
      'd.json',
      '{"faultline":1,"nodes":{"a":{"kind":"app","dependsOn":[',
      '"b",',
      '"b"]},"b":{"kind":"app"}}}',
    ],
    [
      'd.json',
      '{"faultline":1,"nodes":{',
      '"n#":{"kind":"app","dependsOn":["n##"]},',
      '"x":{"kind":"app"}}}',
    ],
    [
      'd.json',
      '{"faultline":1,"nodes":{"a":{"kind":"app"}},"policies":{"waivers":[',
      '{"rule":"single-zone","node":"a*#","reason":"x","until":"2030-01-01"},',
      '{"rule":"single-zone","node":"a","reason":"x","until":"2030-01-01"}]}}',
    ],
    ['d.json', '{"faultline":1,"nodes":{"a":{"kind":"app","in":', '{"anyOf":["a",', '"a"'],
    ['d.yaml', 'faultline: 1\ntitle: ', '@', '\n'],
    ['d.yaml', 'faultline: 1\ntitle: "', '@', '"\n'],
    ['d.yaml', 'faultline: 1\nnodes:\n', '  @: {}\n', ''],
    ['d.yaml', 'faultline: 1\nx: &a [1]\ny:\n', ' - *a\n', ''],
    ['d.yaml', '', '@', ''],
    ['d.json', '{"faultline":1,"title":"', '@', '"}'],
    ['d.json', '', '@', ''],
    [
      'd.json',
      '{"faultline":1,"nodes":{"a":{"kind":"app"}},"scenarios":{"s":{"faults":[',
      '{"fail":"@"},',
      '{"fail":"a"}]}}}',
    ],
  ],
  'open-psa': [
    [
      't.xml',
      '<opsa-mef><define-fault-tree name="t">',
      '<define-gate name="g#"><or><gate name="g##"/><basic-event name="e#"/></or></define-gate>',
      '</define-fault-tree></opsa-mef>',
    ],
    [
      't.xml',
      '<opsa-mef><model-data>',
      '<define-parameter name="p#"><parameter name="p##"/></define-parameter>',
      '<define-parameter name="p0"><float value="1"/></define-parameter></model-data></opsa-mef>',
    ],
    ['t.xml', '<opsa-mef><define-fault-tree name="t"><define-gate name="g">', '<or>', ''],
    ['t.xml', '<opsa-mef><define-fault-tree name="t">', '<define-component name="c#">', ''],
    [
      't.xml',
      '<opsa-mef><define-fault-tree name="t"><define-gate name="g"><label>',
      '@',
      '</label><or><basic-event name="a"/></or></define-gate></define-fault-tree></opsa-mef>',
    ],
    ['t.xml', '<opsa-mef a="', '@', '"></opsa-mef>'],
    ['t.xml', '<opsa-mef>', '@', '</opsa-mef>'],
    ['t.xml', '<opsa-mef ', 'a#="b" ', '></opsa-mef>'],
  ],
  baseline: [
    [
      'baseline.json',
      '{"faultlineBaseline":1,"history":[],"findings":[',
      '{"rule":"spof","node":"n#","fingerprint":"#","message":"@","since":"2026-01-01"},',
      '{"rule":"spof","node":"a","fingerprint":"f","message":"m","since":"2026-01-01"}]}',
    ],
  ],
  terraform: [
    ['main.tf', '', '@', ''],
    ['main.tf', 'locals {\n a = ', '@', '\n}\n'],
    ['main.tf', 'locals {\n a = "', '@', '"\n}\n'],
    ['main.tf', 'locals {\n a = <<EOF\n', '@', '\nEOF\n}\n'],
    ['main.tf', 'resource "aws_s3_bucket" "a" {\n bucket = ', '@', '\n}\n'],
    ['main.tf', 'resource "aws_s3_bucket" "a" {\n policy = "', '@', '"\n}\n'],
    ['main.tf', '', 'resource "aws_s3_bucket" "b#" {\n bucket = aws_s3_bucket.b##.id\n}\n', ''],
    [
      'main.tf',
      '',
      'resource "aws_lambda_function" "b#" {\n role = aws_iam_role.r.arn\n}\n',
      'resource "aws_iam_role" "r" {\n name = "r"\n}\n',
    ],
    ['main.tf', 'locals {\n', ' a# = local.a##\n', ' a0 = 1\n}\n'],
    [
      'main.tf',
      'locals {\n',
      ' a# = [local.a##, local.a##]\n',
      '}\nresource "aws_s3_bucket" "b" {\n bucket = local.a0\n}\n',
    ],
    [
      'main.tf',
      'locals {\n',
      ' a# = "${local.a##}${local.a##}"\n',
      '}\nresource "aws_s3_bucket" "b" {\n bucket = local.a0\n}\n',
    ],
    ['main.tf', 'locals {\n a = ', 'true ? 1 : ', '2\n}\n'],
    ['main.tf', 'locals {\n a = ', '1 + ', '2\n}\n'],
    ['main.tf', 'locals {\n a = ', 'merge({a = 1}, ', '{}\n}\n'],
    ['main.tf', 'locals {\n a = x', '[0]', '\n}\n'],
    ['main.tf', 'locals {\n a = x', '.a', '\n}\n'],
    ['main.tf', 'locals {\n a = x', '[*].a', '\n}\n'],
    ['main.tf', 'locals {\n a = ', '[for x in [1, 2] : ', '1\n}\n'],
    [
      'main.tf',
      'locals {\n a = join(",", [for i in range(1000) : format("%s", i)])\n',
      ' b# = join(",", [for i in range(1000) : i])\n',
      '}\nresource "aws_s3_bucket" "b" {\n bucket = local.b1\n tags = local.a\n}\n',
    ],
    ['main.tf', '', 'module "m#" {\n source = "./m"\n}\n', ''],
    ['main.tf', '', 'module "m#" {\n source = "."\n}\n', ''],
    [
      'main.tf',
      '',
      'variable "v#" {\n default = "x"\n}\n',
      'resource "aws_s3_bucket" "b" {\n bucket = var.v1\n}\n',
    ],
    [
      'main.tf',
      'resource "aws_security_group" "a" {\n',
      ' ingress {\n  security_groups = [aws_security_group.a.id]\n }\n',
      '}\n',
    ],
    ['main.tf', 'resource "aws_s3_bucket" "a" {\n', ' x {\n', ''],
    ['terraform.tfvars', '', 'v# = "@"\n', ''],
    ['terragrunt.hcl', 'inputs = {\n', ' a# = dependency.d##.outputs.x\n', '}\n'],
  ],
  bicep: [
    ['main.bicep', '', '@', ''],
    ['main.bicep', 'var a = ', '@', '\n'],
    ['main.bicep', "var a = '", '@', "'\n"],
    ['main.bicep', "var a = '''", '@', "'''\n"],
    ['main.bicep', '', 'var a# = a##\n', 'var a0 = 1\n'],
    [
      'main.bicep',
      '',
      "var a# = '${a##}${a##}'\n",
      "resource r 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n name: a0\n}\n",
    ],
    [
      'main.bicep',
      '',
      'var a# = [a##, a##]\n',
      "resource r 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n name: a0\n}\n",
    ],
    [
      'main.bicep',
      '',
      "resource r# 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n name: 'a#'\n dependsOn: [r##]\n}\n",
      '',
    ],
    ['main.bicep', '', "module m# 'm.bicep' = {\n name: 'a#'\n}\n", ''],
    ['main.bicep', '', "module m# 'main.bicep' = {\n name: 'a#'\n}\n", ''],
    ['main.bicep', 'var a = ', 'true ? 1 : ', '2\n'],
    ['main.bicep', 'var a = ', '[for i in range(0, 100): ', '1'],
    ['main.bicep', 'var a = ', '(', '1'],
    ['main.bicep', 'var a = ', '!', '1'],
    ['main.bicep', 'var a = ', 'x ?? ', '1'],
    ['main.bicep', 'var a = x', '.y', '\n'],
    ['main.bicep', '', '@description(1)\n', 'param a string\n'],
  ],
  arm: [
    ['a.json', `${ARM}"variables":{"a":"[`, '@', ']"},"resources":[]}'],
    ['a.json', `${ARM}"resources":[{"type":"a/b","apiVersion":"1","name":"[`, 'concat(', '1]"}]}'],
    ['a.json', `${ARM}"resources":[{"type":"a/b","apiVersion":"1","name":"[`, 'if(true,1,', '1]"}]}'],
    ['a.json', `${ARM}"resources":[{"type":"a/b","apiVersion":"1","name":"`, '@', '"}]}'],
    [
      'a.json',
      `${ARM}"variables":{`,
      '"v#":"[concat(variables(\'v##\'),variables(\'v##\'))]",',
      '"z":1},"resources":[{"type":"a/b","apiVersion":"1","name":"[variables(\'v0\')]"}]}',
    ],
    [
      'a.json',
      `${ARM}"variables":{`,
      '"v#":"[createArray(variables(\'v##\'),variables(\'v##\'))]",',
      '"z":1},"resources":[{"type":"a/b","apiVersion":"1","name":"[variables(\'v0\')]"}]}',
    ],
    [
      'a.json',
      `${ARM}"resources":[`,
      '{"type":"Microsoft.Web/sites","apiVersion":"1","name":"n#","dependsOn":["[resourceId(\'Microsoft.Web/sites\',\'n##\')]"]},',
      '{"type":"a/b","apiVersion":"1","name":"x"}]}',
    ],
    [
      'a.json',
      `${ARM}"resources":[`,
      '{"type":"a/b","apiVersion":"1","name":"n","copy":{"name":"c","count":1000}},',
      '{"type":"a/b","apiVersion":"1","name":"x"}]}',
    ],
    ['a.json', `${ARM}"resources":[{"type":"a/b","apiVersion":"1","name":"n",`, '"properties":{"a":', '1'],
    [
      'a.json',
      `${ARM}"variables":{"a":"[range(0,10000)]","b":"[`,
      "map(variables('a'),lambda('x',",
      '1]"},"resources":[{"type":"a/b","apiVersion":"1","name":"[variables(\'b\')]"}]}',
    ],
    ['a.json', `// ${ARM}`, '/*', ''],
    ['a.json', `${ARM}"x":"`, '/* ', '"}'],
  ],
  cloudformation: [
    ['t.yaml', `${CFN}Resources:\n`, '  R#:\n    Type: AWS::S3::Bucket\n    DependsOn: R##\n', ''],
    [
      't.yaml',
      `${CFN}Resources:\n  R:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub "`,
      '@',
      '"\n',
    ],
    [
      't.yaml',
      `${CFN}Resources:\n  R:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: `,
      '!Sub ',
      'x\n',
    ],
    [
      't.yaml',
      `${CFN}Resources:\n  R:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: "`,
      '@',
      '"\n',
    ],
    [
      't.yaml',
      `${CFN}Conditions:\n`,
      '  C#: !Or [!Condition C##, !Condition C##]\n',
      'Resources:\n  R:\n    Type: AWS::S3::Bucket\n    Condition: C0\n',
    ],
    [
      't.yaml',
      `${CFN}Resources:\n`,
      '  Fn::ForEach::A#:\n  - X\n  - [a, b]\n  - R${X}#: {Type: "AWS::S3::Bucket"}\n',
      '',
    ],
    [
      't.json',
      '{"AWSTemplateFormatVersion":"2010-09-09","Resources":{"R":{"Type":"AWS::S3::Bucket","Properties":{"a":',
      '{"Fn::Join":["",[',
      '',
    ],
    [
      't.json',
      '{"AWSTemplateFormatVersion":"2010-09-09","Resources":{"R":{"Type":"AWS::S3::Bucket","Properties":{"a":[',
      '{"Fn::GetAtt":["R","Arn"]},',
      '1]}}}}',
    ],
    [
      't.json',
      '{"AWSTemplateFormatVersion":"2010-09-09","Resources":{',
      '"R#":{"Type":"AWS::Lambda::Function","Properties":{"Role":{"Ref":"R##"},"Environment":{"Variables":{"A":{"Ref":"R##"}}}}},',
      '"X":{"Type":"a"}}}',
    ],
    [
      't.json',
      '{"AWSTemplateFormatVersion":"2010-09-09","Resources":{',
      '"R#":{"Type":"AWS::CloudFormation::Stack","Properties":{"TemplateURL":"t.json"}},',
      '"X":{"Type":"a"}}}',
    ],
    [
      't.json',
      '{"AWSTemplateFormatVersion":"2010-09-09","Resources":{"R":{"Type":"AWS::StepFunctions::StateMachine","Properties":{"DefinitionString":"',
      '@',
      '"}}}}',
    ],
    [
      't.json',
      '{"AWSTemplateFormatVersion":"2010-09-09","Parameters":{',
      '"P#":{"Type":"String","Default":"@"},',
      '"X":{"Type":"String"}},"Resources":{"R":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":{"Ref":"P1"}}}}}',
    ],
  ],
  serverless: [
    [
      'serverless.yml',
      'service: a\nprovider: {name: aws}\ncustom:\n',
      '  a#: ${self:custom.a##}\n',
      'functions: {f: {handler: "${self:custom.a0}"}}\n',
    ],
    [
      'serverless.yml',
      'service: a\nprovider: {name: aws}\ncustom:\n',
      '  a#: "${self:custom.a##}${self:custom.a##}"\n',
      'functions: {f: {handler: "${self:custom.a0}"}}\n',
    ],
    [
      'serverless.yml',
      'service: a\nprovider: {name: aws}\ncustom:\n',
      '  a#: {b: "${self:custom.a##}", c: "${self:custom.a##}"}\n',
      'functions: {f: {handler: x, environment: "${self:custom.a0}"}}\n',
    ],
    ['serverless.yml', 'service: a\nprovider: {name: aws}\nfunctions:\n  f:\n    handler: "', '@', '"\n'],
    [
      'serverless.yml',
      'service: a\nprovider: {name: aws}\nfunctions:\n  f:\n    handler: "',
      '${opt:a, ',
      'x"\n',
    ],
    [
      'serverless.yml',
      'service: a\nprovider: {name: aws}\nfunctions:\n',
      '  f#: {handler: x, events: [{sqs: {arn: !GetAtt [Q, Arn]}}], environment: {A: "${self:service}"}}\n',
      '',
    ],
    [
      'serverless.yml',
      'service: a\nprovider: {name: aws}\nfunctions:\n',
      '  f#: ${file(./serverless.yml):functions}\n',
      '',
    ],
    [
      'serverless.yml',
      'service: a\nprovider: {name: aws}\nfunctions:\n',
      ' - ${file(./serverless.yml):functions}\n',
      '',
    ],
    [
      'serverless.yml',
      'service: a\nprovider: {name: aws}\ncustom: ${file(./serverless.yml)}\nfunctions:\n',
      '  f#: {handler: "${self:custom.custom.custom.service}"}\n',
      '',
    ],
  ],
  compose: [
    ['compose.yaml', 'services:\n', '  s#: {image: a, depends_on: [s##]}\n', ''],
    ['compose.yaml', 'services:\n', '  s#: {extends: s##}\n', ''],
    ['compose.yaml', 'services:\n', '  s#: {extends: {file: compose.yaml, service: s##}}\n', ''],
    ['compose.yaml', 'services:\n', '  s#: {image: "${A:-${B:-x}}", env_file: .env}\n', ''],
    ['compose.yaml', 'services:\n  a:\n    image: "', '@', '"\n'],
    ['compose.yaml', 'services:\n  a:\n    image: "', '${A:-', '"\n'],
    ['compose.yaml', 'services:\n  a:\n    image: a\n    environment:\n', '    - A#=http://s##:80\n', ''],
    ['compose.yaml', 'services: {a: {image: a}}\ninclude:\n', '- compose.yaml\n', ''],
    ['.env', '', 'A#="${A##}"\n', ''],
    ['compose.yaml', 'services:\n  a: &a {image: a}\n', '  s#: *a\n', ''],
    ['compose.yaml', 'x-0: &x0 [a, b]\n', 'x-##: &x## [*x#, *x#]\n', 'services: {}\n'],
    ['compose.yaml', 'services:\n  a:\n    image: a\n    command: "', '@', '"\n'],
    ['compose.yaml', 'services:\n  a:\n    image: a\n    volumes:\n', '    - "./a#:/b#"\n', ''],
  ],
  kubernetes: [
    [
      'a.yaml',
      '',
      'apiVersion: v1\nkind: Service\nmetadata: {name: s#}\nspec: {selector: {app: a#}}\n---\n',
      '',
    ],
    [
      'a.yaml',
      '',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: s#, labels: {app: a}}\nspec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c, image: i, env: [{name: A, value: "http://s##"}]}]}}}\n---\n',
      '',
    ],
    [
      'a.yaml',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d, labels: {app: a}}\nspec: {template: {metadata: {labels: {app: a}}, spec: {containers: []}}}\n---\n',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: s#}\nspec: {podSelector: {matchLabels: {app: a}}}\n---\n',
      '',
    ],
    ['a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: "', '@', '"\n'],
    [
      'a.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: c}\nspec:\n  containers:\n  - name: a\n    image: a\n    args: ["',
      '@',
      '"]\n',
    ],
    [
      'a.yaml',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: c}\nspec:\n  containers:\n  - name: a\n    image: a\n    env:\n',
      '    - {name: A#, value: "$(A##)$(A##)"}\n',
      '',
    ],
    ['a.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: c}\nspec: ', '@', '\n'],
    ['kustomization.yaml', 'resources:\n', '- a#.yaml\n', ''],
    ['kustomization.yaml', 'resources:\n', '- .\n', ''],
    ['a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n', '{{- if .Values.a }}\n@\n', ''],
    [
      'a.json',
      '{"apiVersion":"v1","kind":"List","items":[',
      '{"apiVersion":"v1","kind":"List","items":[',
      '',
    ],
  ],
  backstage: [
    [
      'catalog-info.yaml',
      '',
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: a#}\nspec: {type: service, owner: x, dependsOn: [component:a##]}\n---\n',
      '',
    ],
    [
      'catalog-info.yaml',
      'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: a}\nspec:\n  targets:\n',
      '  - ./catalog-info.yaml\n',
      '',
    ],
    [
      'catalog-info.yaml',
      'apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: a}\nspec:\n  type: openapi\n  owner: x\n  definition: "',
      '@',
      '"\n',
    ],
    [
      'catalog-info.yaml',
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: "',
      '@',
      '"}\n',
    ],
    [
      'catalog-info.yaml',
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: a}\nspec:\n  dependsOn:\n',
      '  - "@"\n',
      '',
    ],
  ],
  traces: [
    [
      't.json',
      '{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"a"}}]},"scopeSpans":[{"spans":[',
      '{"traceId":"01","spanId":"#","parentSpanId":"##","kind":3},',
      '{}]}]}]}',
    ],
    [
      't.json',
      '{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"a"}}]},"scopeSpans":[{"spans":[',
      '{"traceId":"01","spanId":"01","parentSpanId":"01","kind":3},',
      '{}]}]}]}',
    ],
    [
      't.json',
      '{"resourceSpans":[',
      '{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s#"}}]},"scopeSpans":[{"spans":[{"traceId":"01","spanId":"#","parentSpanId":"##","kind":2}]}]},',
      '{}]}',
    ],
    [
      't.json',
      '{"data":[{"traceID":"a","spans":[',
      '{"traceID":"a","spanID":"#","references":[{"refType":"CHILD_OF","traceID":"a","spanID":"##"}],"processID":"p#"},',
      '{}],"processes":{}}]}',
    ],
    [
      't.json',
      '[',
      '{"traceId":"01","id":"#","parentId":"##","localEndpoint":{"serviceName":"s#"}},',
      '{"traceId":"01","id":"1"}]',
    ],
    ['t.json', '{"resourceSpans":[{"a":"', '@', '"}]}'],
    ['t.json', '{"resourceSpans":', '[', ''],
    ['t.jsonl', '', '{"resourceSpans":[]}\n', ''],
    [
      't.json',
      '{"resourceSpans":[{"resource":{"attributes":[',
      '{"key":"server.address","value":{"stringValue":"@"}},',
      '{}]},"scopeSpans":[{"spans":[{"traceId":"01","spanId":"01","kind":3}]}]}]}',
    ],
  ],
  'terraform-json': [
    [
      'plan.json',
      '{"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":{"resources":[',
      '{"address":"aws_s3_bucket.b#","mode":"managed","type":"aws_s3_bucket","name":"b#","values":{"bucket":"b##"}},',
      '{}]}},"configuration":{"root_module":{}}}',
    ],
    [
      'plan.json',
      '{"format_version":"1.2","terraform_version":"1.9.0","planned_values":{"root_module":{"resources":[{"address":"aws_s3_bucket.b0","mode":"managed","type":"aws_s3_bucket","name":"b0","values":{}}]}},"configuration":{"root_module":{"resources":[',
      '{"address":"aws_s3_bucket.b#","mode":"managed","type":"aws_s3_bucket","name":"b#","expressions":{"bucket":{"references":["aws_s3_bucket.b##.id","aws_s3_bucket.b##"]}}},',
      '{}]}}}',
    ],
    ['plan.json', '{"format_version":"1.2","planned_values":', '{"root_module":{"child_modules":[{"a":', ''],
    [
      'terraform.tfstate',
      '{"version":4,"terraform_version":"1.9.0","resources":[',
      '{"mode":"managed","type":"aws_s3_bucket","name":"b#","instances":[{"attributes":{"arn":"arn:aws:s3:::b#","policy":"arn:aws:s3:::b##"},"dependencies":["aws_s3_bucket.b##"]}]},',
      '{}]}',
    ],
    [
      'terraform.tfstate',
      '{"version":4,"terraform_version":"1.9.0","resources":[{"mode":"managed","type":"aws_s3_bucket","name":"b","instances":[',
      '{"index_key":#,"attributes":{"policy":"@"},"dependencies":["aws_s3_bucket.b"]},',
      '{}]}]}',
    ],
  ],
  cdk: [
    ['a.ts', CDK, "new s3.Bucket(this, 'b#');\n", CDK_END],
    ['a.ts', CDK, 'const a# = a## + a##;\n', CDK_END],
    ['a.ts', CDK, 'const a## = `${a#}${a#}`;\n', `new s3.Bucket(this, 'x', { bucketName: a9 });${CDK_END}`],
    ['a.ts', `${CDK}const x = `, '(', CDK_END],
    ['a.ts', `${CDK}const x = `, '[', CDK_END],
    ['a.ts', `${CDK}const x = `, 'a ? 1 : ', `2;${CDK_END}`],
    ['a.ts', `${CDK}const x = `, '() => ', `2;${CDK_END}`],
    ['a.ts', CDK, 'if (a) { ', CDK_END],
    ['a.ts', CDK, 'for (const x# of [1, 2, 3]) { ', CDK_END],
    ['a.ts', `${CDK}const x = s3`, '.a()', CDK_END],
    ['a.ts', `${CDK}const x = "`, '@', `";${CDK_END}`],
    ['a.ts', CDK, '@', CDK_END],
    ['a.ts', `${CDK}const x = \``, '${1}', `\`;${CDK_END}`],
    ['a.ts', `${CDK}const x = `, '1 + ', `1;${CDK_END}`],
    ['a.ts', CDK, 'function f#() { return f##(); }\n', `f0();${CDK_END}`],
    ['a.ts', CDK, 'function f#() { f##(); f##(); }\n', `f0();${CDK_END}`],
    ['a.ts', CDK, 'const c# = class extends c## {};\n', CDK_END],
    ['a.ts', `${CDK}const x = 'a'`, ".replace(/a/g, 'aa')", `;${CDK_END}`],
    ['a.ts', `${CDK}let s = 'a';`, 's += s;', CDK_END],
    ['a.ts', `${CDK}let s = [1];`, 's = [...s, ...s];', CDK_END],
    ['a.ts', `${CDK}let s = {};`, 's = { a: s, b: s };', `new s3.Bucket(this, 'x', s);${CDK_END}`],
  ],
  pulumi: [
    ['a.ts', PULUMI, "new aws.s3.Bucket('b#');\n", ''],
    ['a.ts', PULUMI, "const b# = new aws.s3.Bucket('b#', { bucket: b##.id });\n", ''],
    ['a.ts', `${PULUMI}const x = pulumi.output(1)`, '.apply((v) => v)', ';'],
    ['a.ts', `${PULUMI}const x = pulumi.interpolate\``, '${1}', '`;'],
    ['a.ts', `${PULUMI}const x = `, 'pulumi.all([', '1'],
    ['Pulumi.yaml', 'name: a\nruntime: yaml\nvariables:\n', '  a#: ${a##}\n', ''],
    [
      'Pulumi.yaml',
      'name: a\nruntime: yaml\nvariables:\n',
      '  a#: "${a##}${a##}"\n',
      'resources: {r: {type: "aws:s3:Bucket", properties: {bucket: "${a0}"}}}\n',
    ],
    [
      'Pulumi.yaml',
      'name: a\nruntime: yaml\nresources:\n',
      '  r#: {type: "aws:s3:Bucket", properties: {bucket: "${r##.id}"}}\n',
      '',
    ],
    [
      'Pulumi.yaml',
      'name: a\nruntime: yaml\nresources:\n  r:\n    type: aws:s3:Bucket\n    properties: {a: "',
      '@',
      '"}\n',
    ],
    ['Pulumi.yaml', 'name: a\nruntime: yaml\nvariables:\n  a: ', '{fn::join: ["", [', ''],
  ],
  cdktf: [
    ['a.ts', CDKTF, "new S3Bucket(this, 'b#', {});\n", CDKTF_END],
    ['a.ts', CDKTF, "const b# = new S3Bucket(this, 'b#', { bucket: b##.id });\n", CDKTF_END],
    ['a.ts', `${CDKTF}const x = "`, '@', `";${CDKTF_END}`],
  ],
  'aws-sdk': [
    ['a.ts', SDK, 'await c.send(new GetObjectCommand({ Bucket: "b#" }));\n', ''],
    ['a.ts', SDK, 'await c.send(new GetObjectCommand({ Bucket: process.env.B# }));\n', ''],
    ['a.ts', SDK, 'const f# = () => f##();\n', 'f0();'],
    ['a.ts', SDK, 'const f# = () => { f##(); f##(); };\n', 'f0();'],
    ['a.ts', `${SDK}const x = "`, '@', '";'],
    ['a.ts', SDK, '@', ''],
    ['a.ts', `${SDK}const x = /`, '(a+)+', '$/;'],
    ['a.ts', SDK, 'try { ', ''],
    ['a.ts', SDK, 'import { x# } from "./a";\n', ''],
    ['a.ts', SDK, 'export * from "./a";\n', ''],
    ['a.ts', SDK, 'fetch(`https://h#.example.com/@`);\n', ''],
  ],
};

/** Names of the targets that have shapes. */
export const GROWING = Object.keys(SHAPES);

const LENGTHS = [50_000, 100_000, 200_000, 500_000];

const filled = (unit, i) => unit.replaceAll('##', String(i + 1)).replaceAll('#', String(i));

/** A large input of a target. */
export const largeInput = (draw, target) => {
  const [file, before, repeated, behind] = draw.pick(SHAPES[target]);
  const isCode = file.endsWith('.ts');
  const fragment = draw.oneIn(3) ? draw.pick(FRAGMENTS) + draw.pick(FRAGMENTS) : draw.pick(FRAGMENTS);
  const isInText = /\.json$|\.tfstate$/.test(file) && before !== '';
  const unit = repeated.replaceAll('@', () => (isInText ? JSON.stringify(fragment).slice(1, -1) : fragment));
  const length = draw.pick(LENGTHS) / (isCode ? 10 : 1);
  const units = [];
  let size = 0;
  for (let i = 0; size < length; i++) {
    const one = filled(unit, i);
    units.push(one);
    size += one.length || 1;
  }
  // What is nested is closed again, half of the time, where closing it is known.
  const files = { [file]: Buffer.from(before + units.join('') + behind) };
  if (file === '.env')
    files['compose.yaml'] = Buffer.from('services: {a: {image: "${A1}", env_file: .env}}\n');
  if (target === 'pulumi' && file !== 'Pulumi.yaml')
    files['Pulumi.yaml'] = Buffer.from('name: a\nruntime: nodejs\n');
  if (file === 'terraform.tfvars' || file === 'terragrunt.hcl')
    files['main.tf'] = Buffer.from('variable "v1" {}\n');
  if (file === 'main.tf') files['m/main.tf'] = Buffer.from('resource "aws_s3_bucket" "a" {}\n');
  if (file === 'main.bicep') files['m.bicep'] = Buffer.from("param x string = 'a'\n");
  return files;
};
