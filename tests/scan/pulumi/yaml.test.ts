/** Programs in YAML. */
import { expect, test } from 'vitest';
import { pulumi } from '../../../src/scan/pulumi.ts';
import { factsOf, findings, resource, told, types } from './told.ts';

const program = (text: string) =>
  factsOf(pulumi, { 'shop/Pulumi.yaml': `name: shop\nruntime: yaml\n${text}` });

test('resources, places in texts, functions, options and outputs', async () => {
  const facts = await program(`
config:
  aws:region: eu-west-1
variables:
  policy:
    fn::toJSON:
      Statement:
        - { Effect: Allow, Action: "s3:GetObject", Resource: ["\${files.arn}/*"] }
  zone:
    fn::invoke: { function: aws:route53:getZone, arguments: { name: example.com } }
resources:
  files: { type: aws:s3:Bucket }
  role: { type: "aws:iam/role:Role" }
  rights:
    type: aws:iam:RolePolicy
    properties: { role: "\${role.id}", policy: "\${policy}" }
  api:
    type: aws:lambda:Function
    properties:
      role: \${role.arn}
      code: { fn::fileArchive: ./api }
      environment: { variables: { BUCKET: "\${files.id}", COST: "$\${free}" } }
    options: { dependsOn: ["\${rights}"] }
  www:
    type: aws:route53:Record
    properties: { zoneId: "\${zone.zoneId}", name: www, type: A }
outputs:
  bucket: \${files.arn}
`);
  expect(types(facts)).toMatchObject({
    'shop/files': 'aws_s3_bucket',
    'shop/role': 'aws_iam_role',
    'shop/rights': 'aws_iam_role_policy',
    'shop/api': 'aws_lambda_function',
    'shop/www': 'aws_route53_record',
  });
  expect(told(facts)).toEqual([
    'shop/api -> env COST: ${free} environment.variables.COST',
    'shop/api -> shop/files environment.variables.BUCKET',
    'shop/api -> shop/rights depends_on (start-up)',
    'shop/api -> shop/role role',
    'shop/rights -> shop/files policy.Statement.Resource',
    'shop/rights -> shop/role role',
    'shop/www -> shop/zone zone_id',
  ]);
  expect(resource(facts, 'shop/api')).toMatchObject({ region: 'eu-west-1', code: ['shop/api'] });
  expect(resource(facts, 'shop/api').where).toEqual({ file: 'shop/Pulumi.yaml', line: 19 });
  expect(facts.exports?.map(({ name }) => name)).toEqual(['pulumi:shop/bucket']);
});

test('a place that means nothing is told, and a variable that is made of itself ends', async () => {
  const facts = await program(`
variables: { round: "\${round}" }
resources:
  jobs: { type: aws:sqs:Queue, properties: { name: "\${nobody.id}", policy: "\${round}" } }
  odd: { properties: {} }
`);
  expect(findings(facts)).toEqual([
    'unreadable: odd has no type',
    'unresolved: ${nobody} is neither a resource nor a variable of this program',
  ]);
});
