/** Words by which people call kinds of things, as what types, tags and ids of a scan say of them. */
const WORDS = {
  apigw: /apigateway|api_gateway|serverless.*api|httpapi|restapi/i,
  lambda: /lambda|serverless::function/i,
  dynamodb: /dynamodb|simpletable/i,
  scheduler: /scheduler|events::rule|cloudwatch_event_rule|eventbridge/i,
  alb: /loadbalancer|aws_a?lb\b/i,
  sfn: /stepfunctions|step-functions|sfn|statemachine/i,
  eventbridge: /events?::|eventbridge|cloudwatch_event|events$|\/eventbridge/i,
  opensearch: /opensearch|elasticsearch|aoss/i,
  documentdb: /docdb|documentdb/i,
  ddb: /dynamodb|simpletable/i,
  msk: /msk|kafka/i,
  mq: /amazonmq|aws_mq|\/mq/i,
  ses: /::SES::|aws_ses|\/ses/i,
  cloudwatch: /cloudwatch|::Logs::/i,
  firehose: /firehose/i,
  // As packages of the SDK are called.
  'bedrock-runtime': /bedrock/i,
  'cognito-identity-provider': /cognito/i,
  'rds-data': /\/rds|::RDS::|aws_rds/i,
  'secrets-manager': /secrets-?manager/i,
};

/**
 * Whether a node is what a word says.
 *
 * @param {string} word
 * @returns {(node: { id: string, tags: readonly string[] } | undefined) => boolean}
 */
export const isOfKind = (word) => {
  const expression = WORDS[word] ?? new RegExp(word.replaceAll(/[^a-z0-9]/g, ''), 'i');
  return (node) => node !== undefined && [...node.tags, node.id].some((text) => expression.test(text));
};
