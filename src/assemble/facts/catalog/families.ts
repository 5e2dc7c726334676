/**
 * Services guessed from the words of a type that has no row: `aws_glue_ml_transform` and `AWS::Glue::MLTransform`
 * are Glue's. What such a resource is to a failure nobody knows; that it stands on the service is likely.
 */

/** By the provider pack's word for the service, how types of it begin. */
const SERVICES: Readonly<Record<string, string>> = {
  'api-gateway': 'aws_api_gateway_ aws_apigatewayv2_ AWS::ApiGateway:: AWS::ApiGatewayV2::',
  appsync: 'aws_appsync_ AWS::AppSync::',
  athena: 'aws_athena_ AWS::Athena::',
  autoscaling: 'aws_autoscaling_ aws_autoscalingplans_ AWS::AutoScaling:: AWS::AutoScalingPlans::',
  backup: 'aws_backup_ AWS::Backup::',
  batch: 'aws_batch_ AWS::Batch::',
  bedrock: 'aws_bedrock_ aws_bedrockagent_ aws_bedrockagentcore_ AWS::Bedrock:: AWS::BedrockAgentCore::',
  'cloud-map': 'aws_service_discovery_ AWS::ServiceDiscovery::',
  cloudformation: 'aws_cloudformation_ AWS::CloudFormation::',
  cloudtrail: 'aws_cloudtrail_ AWS::CloudTrail::',
  cloudwatch: 'aws_cloudwatch_metric_ aws_cloudwatch_composite_ AWS::CloudWatch:: AWS::Synthetics::',
  'cloudwatch/logs': 'aws_cloudwatch_log_ AWS::Logs::',
  cognito: 'aws_cognito_ AWS::Cognito::',
  config: 'aws_config_ AWS::Config::',
  connect: 'aws_connect_ AWS::Connect::',
  dax: 'aws_dax_ AWS::DAX::',
  'direct-connect': 'aws_dx_ AWS::DirectConnect::',
  documentdb: 'aws_docdb_ aws_docdbelastic_ AWS::DocDB:: AWS::DocDBElastic::',
  dynamodb: 'aws_dynamodb_ AWS::DynamoDB::',
  ecr: 'aws_ecr_ AWS::ECR::',
  ecs: 'aws_ecs_ AWS::ECS::',
  efs: 'aws_efs_ AWS::EFS::',
  eks: 'aws_eks_ AWS::EKS::',
  'elastic-beanstalk': 'aws_elastic_beanstalk_ AWS::ElasticBeanstalk::',
  elasticache: 'aws_elasticache_ AWS::ElastiCache::',
  elb: 'aws_lb_ aws_alb_ aws_elb_ AWS::ElasticLoadBalancing:: AWS::ElasticLoadBalancingV2::',
  emr: 'aws_emr_ aws_emrcontainers_ aws_emrserverless_ AWS::EMR:: AWS::EMRContainers:: AWS::EMRServerless::',
  eventbridge:
    'aws_cloudwatch_event_ aws_scheduler_ aws_pipes_ aws_schemas_ AWS::Events:: AWS::Scheduler:: AWS::Pipes:: ' +
    'AWS::EventSchemas::',
  firehose: 'aws_kinesis_firehose_ AWS::KinesisFirehose::',
  fsx: 'aws_fsx_ AWS::FSx::',
  glue: 'aws_glue_ AWS::Glue::',
  guardduty: 'aws_guardduty_ AWS::GuardDuty::',
  'identity-center': 'aws_ssoadmin_ aws_identitystore_ AWS::SSO:: AWS::IdentityStore::',
  'iot-core': 'aws_iot_ AWS::IoT::',
  kinesis:
    'aws_kinesis_ aws_kinesisanalyticsv2_ AWS::Kinesis:: AWS::KinesisAnalytics:: AWS::KinesisAnalyticsV2::',
  kms: 'aws_kms_ AWS::KMS::',
  lambda: 'aws_lambda_ AWS::Lambda::',
  memorydb: 'aws_memorydb_ AWS::MemoryDB::',
  mq: 'aws_mq_ AWS::AmazonMQ::',
  msk: 'aws_msk_ aws_mskconnect_ AWS::MSK:: AWS::KafkaConnect::',
  mwaa: 'aws_mwaa_ AWS::MWAA::',
  neptune: 'aws_neptune_ AWS::Neptune:: AWS::NeptuneGraph::',
  opensearch:
    'aws_opensearch_ aws_elasticsearch_ aws_opensearchserverless_ AWS::OpenSearchService:: AWS::Elasticsearch:: ' +
    'AWS::OpenSearchServerless::',
  outposts: 'aws_outposts_ AWS::Outposts:: AWS::S3Outposts::',
  rds: 'aws_db_ aws_rds_ AWS::RDS::',
  redshift: 'aws_redshift_ aws_redshiftserverless_ AWS::Redshift:: AWS::RedshiftServerless::',
  'route53-resolver': 'aws_route53_resolver_ AWS::Route53Resolver::',
  s3: 'aws_s3_ aws_s3control_ aws_s3tables_ aws_s3vectors_ AWS::S3:: AWS::S3Tables:: AWS::S3Vectors:: AWS::S3ObjectLambda::',
  sagemaker: 'aws_sagemaker_ AWS::SageMaker::',
  'secrets-manager': 'aws_secretsmanager_ AWS::SecretsManager::',
  ses: 'aws_ses_ aws_sesv2_ AWS::SES::',
  sns: 'aws_sns_ AWS::SNS::',
  sqs: 'aws_sqs_ AWS::SQS::',
  'step-functions': 'aws_sfn_ AWS::StepFunctions::',
  'systems-manager': 'aws_ssm_ aws_appconfig_ AWS::SSM:: AWS::AppConfig::',
  transcribe: 'aws_transcribe_ AWS::Transcribe::',
  'transit-gateway': 'aws_ec2_transit_gateway_',
  vpc: 'aws_vpc_ AWS::EC2::VPC',
  workspaces: 'aws_workspaces_ AWS::WorkSpaces::',
};

/** The longest beginnings first: `aws_kinesis_firehose_` before `aws_kinesis_`. */
const BEGINNINGS: readonly (readonly [string, string])[] = Object.entries(SERVICES)
  .flatMap(([service, beginnings]) => beginnings.split(' ').map((beginning) => [beginning, service] as const))
  .toSorted(([a], [b]) => b.length - a.length);

/** All services that a guess may name. */
export const GUESSED_SERVICES: readonly string[] = Object.keys(SERVICES);

/**
 * The service of AWS's pack that a type of resource without a row probably stands on (`inferred`, never more), by how
 * its name begins; undefined if no beginning fits.
 */
export const familyOf = (type: string): string | undefined =>
  BEGINNINGS.find(([beginning]) => type.startsWith(beginning))?.[1];
