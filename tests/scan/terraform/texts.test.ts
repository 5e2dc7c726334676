import { describe, expect, test } from 'vitest';
import { from, scan } from './files.ts';

const texts = async (block: string, id: string): Promise<readonly string[]> =>
  from(await scan({ 'main.tf': block }), id);

describe('texts that name something', () => {
  test('settings of a program go with their key, unless they are references already', async () => {
    const block = `
resource "aws_dynamodb_table" "t" { name = "orders" }
resource "aws_lambda_function" "f" {
  environment {
    variables = {
      TABLE  = aws_dynamodb_table.t.name
      OTHERS = "bills"
      LEVEL  = 3
    }
  }
}
`;
    expect(await texts(block, 'aws_lambda_function.f')).toEqual([
      'aws_dynamodb_table.t (environment.variables.TABLE)',
      'env OTHERS=bills (environment.variables.OTHERS)',
      'env LEVEL=3 (environment.variables.LEVEL)',
    ]);
  });

  test('an entry of a map has its own line, however it is wrapped', async () => {
    const { references } = await scan({
      'main.tf': `
resource "aws_dynamodb_table" "t" { name = "orders" }
resource "aws_lambda_function" "f" {
  environment {
    variables = merge({ LEVEL = "debug" }, {
      OTHER = "x"
      TABLE = aws_dynamodb_table.t.name
    })
  }
}
`,
    });
    expect(references.map(({ property, where }) => [property, where.line])).toEqual([
      ['environment.variables.TABLE', 7],
      ['environment.variables.LEVEL', 5],
      ['environment.variables.OTHER', 6],
    ]);
  });

  test('a setting that names something which is not known is told', async () => {
    const { findings } = await scan({
      'main.tf': `
variable "rates_url" {}
variable "level" {}
resource "aws_lambda_function" "f" {
  environment {
    variables = {
      RATES_URL = var.rates_url
      LEVEL     = var.level
    }
  }
}
`,
    });
    expect(findings.map(({ kind, message, line }) => [kind, message, line])).toEqual([
      ['unknown-value', 'environment.variables.RATES_URL: its value is not known, nor what it names', 7],
    ]);
  });

  test('containers are looked into, though their JSON is not known as a whole', async () => {
    const block = `
resource "aws_ecs_task_definition" "t" {
  container_definitions = jsonencode([{
    name  = "web"
    image = "redis:7"
    logs  = aws_x.l.id
    environment = [{ name = "DB_HOST", value = "db.internal:5432" }]
  }])
}
resource "aws_x" "l" {}
`;
    expect(await texts(block, 'aws_ecs_task_definition.t')).toEqual([
      'aws_x.l (container_definitions.logs)',
      'image redis:7 (container_definitions.image)',
      'env DB_HOST=db.internal:5432 (container_definitions.environment.DB_HOST)',
    ]);
  });

  test('settings that are blocks go with their key, too, and so do references in them', async () => {
    const block = `
resource "google_redis_instance" "cache" {}
resource "google_cloud_run_v2_service" "s" {
  template {
    containers {
      image = "nginx:1"
      env {
        name  = "API_URL"
        value = "https://api.example.com"
      }
      env {
        name  = "REDIS_HOST"
        value = google_redis_instance.cache.host
      }
    }
  }
}
`;
    expect(await texts(block, 'google_cloud_run_v2_service.s')).toEqual([
      'google_redis_instance.cache (template.containers.env.REDIS_HOST)',
      'image nginx:1 (template.containers.image)',
      'env API_URL=https://api.example.com (template.containers.env.API_URL)',
    ]);
  });

  test("a machine's image is no container's, and AWS's own policies name nothing", async () => {
    const block = `
resource "google_compute_instance" "i" {
  boot_disk {
    initialize_params { image = "debian-cloud/debian-12" }
  }
}
resource "aws_iam_role_policy_attachment" "a" {
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
`;
    expect(await texts(block, 'google_compute_instance.i')).toEqual([]);
    expect(await texts(block, 'aws_iam_role_policy_attachment.a')).toEqual([]);
  });

  test('ARNs keep what is known of them; hosts and URLs are told; tags and descriptions are not', async () => {
    const block = `
data "aws_caller_identity" "me" {}
data "aws_region" "here" {}
provider "aws" { region = "eu-west-1" }
resource "aws_x" "a" {
  queue       = "arn:aws:sqs:\${data.aws_region.here.name}:\${data.aws_caller_identity.me.account_id}:orders"
  url         = "https://api.example.com/v1"
  anything    = "\${data.aws_caller_identity.me.account_id}://x"
  description = "see https://wiki.example.com"
  tags        = { source = "https://git.example.com" }
}
`;
    expect((await texts(block, 'aws_x.a')).filter((line) => !line.startsWith('data.'))).toEqual([
      'arn arn:aws:sqs:eu-west-1:*:orders (queue)',
      'host https://api.example.com/v1 (url)',
    ]);
  });
});

describe('policies', () => {
  test('name what they allow, or else the service, once', async () => {
    const block = `
resource "aws_sqs_queue" "q" {}
resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject", "logs:PutLogEvents"], Resource = "*" },
      { Effect = "Allow", Action = "dynamodb:GetItem", Resource = "arn:aws:dynamodb:*:*:table/orders" },
      { Effect = "Deny", Action = "ec2:*", Resource = "arn:aws:ec2:eu-west-1:1:instance/i" },
      { Effect = "Allow", Action = "sqs:*", Resource = aws_sqs_queue.q.arn },
    ]
  })
}
`;
    expect(await texts(block, 'aws_iam_policy.p')).toEqual([
      'aws_sqs_queue.q (policy)',
      'action s3:GetObject (policy)',
      'action logs:PutLogEvents (policy)',
      'arn arn:aws:dynamodb:*:*:table/orders (policy)',
    ]);
  });

  test('documents made of blocks say the same; who may take a role needs nothing', async () => {
    const block = `
data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["ses:SendEmail"]
    resources = ["*"]
  }
  statement {
    actions   = ["kms:Decrypt"]
    resources = ["arn:aws:kms:eu-west-1:111122223333:key/abc"]
  }
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}
`;
    const facts = await scan({ 'main.tf': block });
    expect(from(facts, 'data.aws_iam_policy_document.d')).toEqual([
      'action ses:SendEmail (statement.resources)',
      'arn arn:aws:kms:eu-west-1:111122223333:key/abc (statement.resources)',
    ]);
    expect(facts.references.map((reference) => reference.class)).toEqual(['permission', 'permission']);
  });

  test('the JSON text of a heredoc is read, too', async () => {
    const block = `
resource "aws_iam_role" "r" {
  assume_role_policy = <<EOF
{"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs.amazonaws.com"}}]}
EOF
}
resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.r.id
  policy = <<EOF
{"Statement": [{"Effect": "Allow", "Action": "ssm:GetParameter", "Resource": "*"}]}
EOF
}
`;
    const facts = await scan({ 'main.tf': block });
    expect(from(facts, 'aws_iam_role_policy.p')).toEqual([
      'aws_iam_role.r (role)',
      'action ssm:GetParameter (policy)',
    ]);
    expect(from(facts, 'aws_iam_role.r')).toEqual([]);
  });
});
