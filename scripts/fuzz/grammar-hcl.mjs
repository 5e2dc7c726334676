// Terraform from a grammar: every form of expression and block that the reader knows, with names that meet and hostile
// ends.
import { hostileNumber, hostileWord, name } from './leaves.mjs';

const FUNCTIONS =
  `abs alltrue anytrue base64decode base64encode ceil chomp chunklist cidrsubnet coalesce coalescelist compact concat
contains distinct element endswith file fileset flatten floor format formatlist indent join jsondecode jsonencode keys length lookup lower map
matchkeys max merge min one parseint pow range regex regexall replace reverse rsadecrypt setintersection setproduct setunion sha256 signum slice sort split
startswith strrev substr sum templatefile title tobool tolist tomap tonumber toset tostring transpose trim trimspace try upper urlencode values
yamldecode yamlencode zipmap provider::x::y can sensitive timestamp nosuch`.split(/\s+/);

const TYPES = [
  'aws_s3_bucket',
  'aws_instance',
  'aws_lambda_function',
  'aws_sqs_queue',
  'aws_iam_role_policy',
  'aws_db_instance',
  'aws_subnet',
  'aws_lb',
  'google_sql_database_instance',
  'azurerm_linux_web_app',
  'kubernetes_deployment',
  'random_id',
  'null_resource',
  'aws_ecs_task_definition',
  'aws_route53_record',
  'terraform_remote_state',
  'aws_region',
];

const OPERATORS = ['+', '-', '*', '/', '%', '==', '!=', '<', '>', '<=', '>=', '&&', '||'];

const quoted = (text) => JSON.stringify(text.replaceAll(/[\ud800-\udfff]/g, '')).replaceAll('\\u2028', ' ');

const reference = (draw) =>
  draw.pick([
    () => `var.${name(draw)}`,
    () => `local.${name(draw)}`,
    () => `module.${name(draw)}.${name(draw)}`,
    () => `${draw.pick(TYPES)}.${name(draw)}.arn`,
    () => `data.${draw.pick(TYPES)}.${name(draw)}.id`,
    () => 'each.value',
    () => 'each.key',
    () => 'count.index',
    () => 'self.id',
    () => 'path.module',
    () => 'terraform.workspace',
    () => `${draw.pick(TYPES)}.${name(draw)}[*].id`,
    () => `${draw.pick(TYPES)}.${name(draw)}[count.index]`,
    () => `${draw.pick(TYPES)}.${name(draw)}.*.id`,
    () => 'k',
    () => 'v',
  ])();

const expression = (draw, depth) => {
  if (depth <= 0)
    return draw.pick([
      () => reference(draw),
      () => quoted(hostileWord(draw)),
      () => String(hostileNumber(draw)),
      () => draw.pick(['true', 'false', 'null', '""', '[]', '{}']),
    ])();
  const inner = () => expression(draw, depth - 1 - draw.below(2));
  return draw.pick([
    () => reference(draw),
    () =>
      `"${draw.some(3, () => draw.pick([() => `\${${inner()}}`, () => 'text', () => `%{ if ${inner()} }a%{ else }b%{ endif }`, () => `%{ for x in ${inner()} ~}\${x}%{ endfor }`, () => '$${', () => '%%{'])()).join('-')}"`,
    () => `${draw.pick(FUNCTIONS)}(${draw.some(3, inner).join(', ')}${draw.oneIn(8) ? '...' : ''})`,
    () => `${inner()} ? ${inner()} : ${inner()}`,
    () => `(${inner()} ${draw.pick(OPERATORS)} ${inner()})`,
    () => `${draw.pick(['-', '!'])}${inner()}`,
    () => `[${draw.some(4, inner).join(', ')}]`,
    () =>
      `{ ${draw.some(3, () => `${draw.pick([name(draw), quoted(hostileWord(draw)), `(${inner()})`])} = ${inner()}`).join(', ')} }`,
    () =>
      `[for ${draw.pick(['x', 'k, v', 'i, x'])} in ${inner()} : ${inner()}${draw.oneIn(3) ? ` if ${inner()}` : ''}]`,
    () => `{for k, v in ${inner()} : ${inner()} => ${inner()}${draw.oneIn(4) ? '...' : ''}}`,
    () => `${inner()}[${inner()}]`,
    () => `${inner()}.${name(draw)}`,
    () => `<<-EOT\n  ${draw.some(2, () => `\${${inner()}}`).join('\n')}\n  EOT\n`,
    () => 'a'.repeat(draw.below(4)) + inner(),
  ])();
};

const body = (draw, depth) =>
  draw
    .some(5, () =>
      depth > 0 && draw.oneIn(4)
        ? `${draw.pick(['ingress', 'lifecycle', 'provisioner "x"', 'container', 'dynamic "setting"', 'content', 'environment', 'backend "s3"', 'connection'])} {\n${body(draw, depth - 1)}\n}`
        : `${draw.pick(['name', 'bucket', 'for_each', 'count', 'depends_on', 'policy', 'vpc_config', 'environment', 'region', 'provider', 'source', 'value', 'id', 'tags', 'role', 'filter'])} = ${expression(draw, draw.below(4))}`,
    )
    .join('\n');

const HEADS = [
  (draw) => `resource "${draw.pick(TYPES)}" "${name(draw)}"`,
  (draw) => `data "${draw.pick(TYPES)}" "${name(draw)}"`,
  (draw) => `variable "${name(draw)}"`,
  (draw) => `output "${name(draw)}"`,
  () => 'locals',
  () => 'provider "aws"',
  () => 'terraform',
  (draw) =>
    `${draw.pick(['moved', 'import', 'check "x"', 'removed', 'ephemeral "a" "b"', 'include "root"', 'dependency "vpc"', 'inputs'])}`,
];

const block = (draw) => {
  if (draw.oneIn(4)) {
    const source = draw.pick([
      '"./m"',
      '"./m"',
      '"."',
      '".."',
      '"./"',
      '"terraform-aws-modules/vpc/aws"',
      quoted(hostileWord(draw)),
    ]);
    return `module "${name(draw)}" {\n  source = ${source}\n${body(draw, 1)}\n}`;
  }
  const head = draw.pick(HEADS)(draw);
  if (head === 'locals')
    return `locals {\n${draw.some(4, () => `${name(draw)} = ${expression(draw, 3)}`).join('\n')}\n}`;
  if (head.startsWith('variable'))
    return `${head} {\n default = ${expression(draw, 2)}\n type = ${draw.pick(['string', 'any', 'map(string)', 'list(object({ a = optional(string, "x") }))', 'object({})', expression(draw, 2)])}\n}`;
  return `${head} {\n${body(draw, 2)}\n}`;
};

const file = (draw) => [...draw.some(5, () => block(draw)), block(draw)].join('\n\n');

export const terraformFolder = (draw) => ({
  'main.tf': file(draw),
  ...(draw.oneIn(2) ? { 'm/main.tf': file(draw) } : {}),
  ...(draw.oneIn(5)
    ? { 'terraform.tfvars': draw.some(4, () => `${name(draw)} = ${expression(draw, 1)}`).join('\n') }
    : {}),
  ...(draw.oneIn(6)
    ? {
        'terragrunt.hcl': file(draw),
        'm/terragrunt.hcl': `include "root" {\n path = find_in_parent_folders()\n}\ninputs = ${expression(draw, 2)}\n${file(draw)}`,
      }
    : {}),
});
