/**
 * Terraform roots of fifty resources each: eighteen of their own, and four calls of a module of eight.
 *
 * Most references go through locals, variables and module outputs, as they do in real estates; subnets and queues are
 * repeated by `for_each`, policies are `jsonencode` or policy documents, and one provider in ten is an alias.
 */
import { randomFrom } from '../random.mjs';

const RESOURCES_PER_ROOT = 50;
const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2'];

/** @param {number} resources how many, about */
export function* terraformFiles(resources) {
  const roots = Math.ceil(resources / RESOURCES_PER_ROOT);
  const random = randomFrom(roots);
  yield* filesOf('modules/service', MODULE);
  for (let root = 0; root < roots; root++) {
    const region = REGIONS[Math.floor(random() * REGIONS.length)];
    yield* filesOf(`live/unit-${root}`, rootOf(root, region, Math.floor(random() * REGIONS.length)));
  }
}

function* filesOf(folder, files) {
  for (const [name, text] of Object.entries(files)) yield { path: `${folder}/${name}`, text };
}

const MODULE = {
  'variables.tf': `variable "name" {
  type = string
}

variable "settings" {
  type = object({
    memory = number
    tables = list(string)
  })
}

variable "subnet_ids" {
  type = list(string)
}

variable "queue_arn" {
  type    = string
  default = null
}

variable "environment" {
  type    = map(string)
  default = {}
}

variable "tags" {
  type    = map(string)
  default = {}
}
`,
  'main.tf': `locals {
  full_name = "\${var.name}-service"
  tags      = merge(var.tags, { component = var.name })
}

data "aws_iam_policy_document" "access" {
  statement {
    actions   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    resources = [for table in aws_dynamodb_table.this : table.arn]
  }

  dynamic "statement" {
    for_each = var.queue_arn == null ? [] : [var.queue_arn]
    content {
      actions   = ["sqs:SendMessage"]
      resources = [statement.value]
    }
  }
}

resource "aws_iam_role" "this" {
  name = local.full_name
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
  tags = local.tags
}

resource "aws_iam_role_policy" "access" {
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.access.json
}

resource "aws_dynamodb_table" "this" {
  for_each     = toset(var.settings.tables)
  name         = "\${local.full_name}-\${each.key}"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  tags = local.tags
}

resource "aws_lambda_function" "this" {
  function_name = local.full_name
  role          = aws_iam_role.this.arn
  handler       = "index.handler"
  runtime       = "nodejs20.x"
  memory_size   = var.settings.memory

  environment {
    variables = merge(var.environment, {
      TABLES = join(",", [for table in aws_dynamodb_table.this : table.name])
    })
  }

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [aws_security_group.this.id]
  }

  depends_on = [aws_cloudwatch_log_group.this]
  tags       = local.tags
}

resource "aws_security_group" "this" {
  name = local.full_name

  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/\${local.full_name}"
  retention_in_days = 14
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "\${local.full_name}-errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  threshold           = 0
  dimensions          = { FunctionName = aws_lambda_function.this.function_name }
}
`,
  'outputs.tf': `output "arn" {
  value = aws_lambda_function.this.arn
}

output "tables" {
  value = { for key, table in aws_dynamodb_table.this : key => table.arn }
}
`,
};

const SERVICES = ['orders', 'payments', 'stock', 'mail'];

const rootOf = (root, region, away) => ({
  'providers.tf': `terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
}

provider "aws" {
  region = "${region}"
}

provider "aws" {
  alias  = "away"
  region = "${REGIONS[away]}"
}
`,
  'variables.tf': `variable "environment" {
  type    = string
  default = "prod"
}

variable "zones" {
  type    = list(string)
  default = ["a", "b", "c"]
}

variable "cidr" {
  type    = string
  default = "10.${root % 250}.0.0/16"
}
`,
  'locals.tf': `locals {
  name    = "unit-${root}-\${var.environment}"
  subnets = { for i, zone in var.zones : zone => cidrsubnet(var.cidr, 8, i) }
  tags = {
    Environment = var.environment
    Unit        = "unit-${root}"
  }
  services = {
${SERVICES.map((name, i) => `    ${name} = { memory = ${128 * (i + 1)}, tables = ["${name}", "${name}-history"] }`).join('\n')}
  }
  shared_environment = {
    BUCKET    = aws_s3_bucket.files.bucket
    DB_HOST   = aws_db_instance.main.address
    LOG_LEVEL = var.environment == "prod" ? "info" : "debug"
  }
}
`,
  'network.tf': `resource "aws_vpc" "main" {
  cidr_block = var.cidr
  tags       = merge(local.tags, { Name = local.name })
}

resource "aws_subnet" "private" {
  for_each          = local.subnets
  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value
  availability_zone = "${region}\${each.key}"
  tags              = merge(local.tags, { Name = "\${local.name}-\${each.key}" })
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_eip" "nat" {
  domain = "vpc"
}

resource "aws_nat_gateway" "main" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.private[var.zones[0]].id
  depends_on    = [aws_internet_gateway.main]
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.main.id
  }
}

resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  subnet_id      = each.value.id
  route_table_id = aws_route_table.private.id
}
`,
  'data.tf': `resource "aws_security_group" "database" {
  name   = "\${local.name}-database"
  vpc_id = aws_vpc.main.id

  ingress {
    description = "from the services"
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = values(local.subnets)
  }
}

resource "aws_db_subnet_group" "main" {
  name       = local.name
  subnet_ids = [for subnet in aws_subnet.private : subnet.id]
}

resource "aws_db_instance" "main" {
  identifier             = local.name
  engine                 = "postgres"
  instance_class         = "db.t4g.medium"
  multi_az               = var.environment == "prod"
  db_subnet_group_name   = aws_db_subnet_group.main.name
  vpc_security_group_ids = [aws_security_group.database.id]
  kms_key_id             = aws_kms_key.main.arn
  tags                   = local.tags
}

resource "aws_kms_key" "main" {
  description = "data of \${local.name}"
}

resource "aws_s3_bucket" "files" {
  bucket = "\${local.name}-files"
  tags   = local.tags
}

resource "aws_s3_bucket" "copies" {
  provider = aws.away
  bucket   = "\${local.name}-copies"
  tags     = local.tags
}

resource "aws_s3_bucket_versioning" "files" {
  bucket = aws_s3_bucket.files.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_sqs_queue" "events" {
  for_each = local.services
  name     = "\${local.name}-\${each.key}"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "dead" {
  name = "\${local.name}-dead"
}

resource "aws_sns_topic" "alarms" {
  name = "\${local.name}-alarms"
}

resource "aws_sns_topic_subscription" "alarms" {
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.dead.arn
}
`,
  'services.tf': SERVICES.map(
    (name, i) => `module "${name}" {
  source      = "../../modules/service"
  name        = "\${local.name}-${name}"
  settings    = local.services["${name}"]
  subnet_ids  = [for subnet in aws_subnet.private : subnet.id]
  queue_arn   = aws_sqs_queue.events["${SERVICES[(i + 1) % SERVICES.length]}"].arn
  environment = local.shared_environment
  tags        = local.tags
}

output "${name}_arn" {
  value = module.${name}.arn
}
`,
  ).join('\n'),
});
