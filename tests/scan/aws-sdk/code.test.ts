/** What manifests say of the code that functions and services run. */
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../src/model/fact.ts';
import { entriesAt } from '../../../src/scan/aws-sdk/entry.ts';
import { cloudformation } from '../../../src/scan/cloudformation.ts';
import { compose } from '../../../src/scan/compose.ts';
import type { Scanner } from '../../../src/scan/scanner.ts';
import { serverless } from '../../../src/scan/serverless.ts';
import { terraform } from '../../../src/scan/terraform.ts';
import { contextOf, sourceFiles } from '../../support/source-files.ts';

const scan = (scanner: Scanner, texts: Readonly<Record<string, string>>): Promise<Facts> => {
  const files = sourceFiles(texts);
  return scanner.scan(
    files.filter((file) => scanner.claims(file)),
    contextOf(files),
  );
};

const codes = ({ resources }: Facts): Readonly<Record<string, readonly string[] | undefined>> =>
  Object.fromEntries(resources.map(({ address, code }) => [address.local, code]));

describe('an entry', () => {
  it('is a file without its ending, in the folder of the code', () => {
    expect(entriesAt('shop', './orders', 'src/app.handler')).toEqual(['shop/orders/src/app']);
    expect(entriesAt('', '.', 'index.handler')).toEqual(['index']);
  });

  it('is also looked for where a build takes its sources from', () => {
    expect(entriesAt('shop', 'dist', 'app.handler')).toEqual(['shop/dist/app', 'shop/src/app']);
  });

  it('is the folder if the handler names no file, and nothing if the code is elsewhere', () => {
    expect(entriesAt('shop', 'orders', 'shop.Orders::handle')).toEqual(['shop/orders']);
    expect(entriesAt('shop', 's3://packages/orders.zip', 'app.handler')).toEqual([]);
    expect(entriesAt('shop', '../../orders', 'app.handler')).toEqual([]);
    expect(entriesAt('shop', 'orders.zip', 'app.handler')).toEqual([]);
  });
});

describe('a template', () => {
  it('says which file a function of SAM begins with', async () => {
    const facts = await scan(cloudformation, {
      'shop/template.yaml': `Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Runtime: nodejs20.x } }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: orders/, Handler: src/app.handler }
  Built:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: orders/, Handler: app.handler }
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [src/built.ts] } }
  Java:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: java, Handler: shop.Orders, Runtime: java21 }
  Packaged:
    Type: AWS::Serverless::Function
    Properties: { CodeUri: s3://packages/x, Handler: app.handler }
  Image:
    Type: AWS::Serverless::Function
    Properties: { PackageType: Image }
    Metadata: { DockerContext: ./image }
  Table: { Type: AWS::DynamoDB::Table }
`,
    });
    expect(codes(facts)).toEqual({
      Orders: ['shop/orders/src/app'],
      Built: ['shop/orders/src/built'],
      Java: ['shop/java'],
      Packaged: undefined,
      Image: ['shop/image'],
      Table: undefined,
    });
  });

  it('says nothing where the code stands in a bucket', async () => {
    const facts = await scan(cloudformation, {
      'a.yaml': `AWSTemplateFormatVersion: 2010-09-09
Resources:
  Far:
    Type: AWS::Lambda::Function
    Properties: { Handler: index.handler, Code: { S3Bucket: packages, S3Key: far.zip } }
  Near:
    Type: AWS::Lambda::Function
    Properties: { Handler: index.handler, Code: ./near }
`,
    });
    expect(codes(facts)).toEqual({ Far: undefined, Near: ['near/index'] });
  });
});

it('a serverless.yml says it by its handlers', async () => {
  const facts = await scan(serverless, {
    'api/serverless.yml':
      'service: shop\nprovider: { name: aws }\nfunctions:\n  mail: { handler: src/mail.send }\n  image: { image: shop:1 }\n',
  });
  expect(codes(facts)).toEqual({ mail: ['api/src/mail'], image: undefined });
});

describe('a compose file', () => {
  it('says it by the folder that a service is built from', async () => {
    const facts = await scan(compose, {
      'shop/compose.yaml': `services:
  web: { build: ./web }
  api: { build: { context: .., dockerfile: services/api/Dockerfile } }
  ops: { build: { context: ./ops, dockerfile: docker/Dockerfile } }
  far: { build: https://git.example.com/far.git }
  outside: { build: ../../outside }
  db: { image: postgres }
`,
    });
    expect(codes(facts)).toEqual({
      web: ['shop/web'],
      api: ['services/api'],
      ops: ['shop/ops'],
      far: undefined,
      outside: undefined,
      db: undefined,
    });
  });
});

describe('Terraform', () => {
  it('says it by the archive that a function is deployed from', async () => {
    const facts = await scan(terraform, {
      'infra/main.tf': `data "archive_file" "orders" {
  type        = "zip"
  source_dir  = "\${path.module}/../orders"
  output_path = "orders.zip"
}
data "archive_file" "one" {
  type        = "zip"
  source_file = "\${path.module}/src/one.mjs"
  output_path = "one.zip"
}
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  runtime       = "nodejs20.x"
  handler       = "index.handler"
  filename      = data.archive_file.orders.output_path
}
resource "aws_lambda_function" "one" {
  function_name    = "one"
  filename         = "one.zip"
  source_code_hash = data.archive_file.one.output_base64sha256
}
resource "aws_lambda_function" "far" {
  function_name = "far"
  s3_bucket     = "packages"
}
`,
    });
    expect(codes(facts)).toMatchObject({
      'aws_lambda_function.orders': ['orders/index'],
      'aws_lambda_function.one': ['infra/src/one.mjs'],
      'aws_lambda_function.far': undefined,
    });
  });
});
