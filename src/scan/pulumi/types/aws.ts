/** Where `@pulumi/aws` leaves Terraform's words: modules under other names, and classes with names of their own. */

/** The words that a module stands for in Terraform's types; '' where types leave it out. */
export const awsModule = ([module = '']: readonly string[], label: string): readonly string[] => {
  if (module === 'rds') return /^(?:Cluster|Global)/.test(label) ? ['rds', 'db'] : ['db', 'rds'];
  return MODULES.get(module) ?? [module];
};

const MODULES: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    alb: ['lb'],
    apigateway: ['api_gateway'],
    applicationloadbalancing: ['lb'],
    bedrock: ['bedrock', 'bedrockagent'],
    cfg: ['config'],
    directconnect: ['dx'],
    directoryservice: ['directory_service'],
    ec2: ['', 'ec2'],
    ec2clientvpn: ['ec2_client_vpn'],
    ec2transitgateway: ['ec2_transit_gateway', 'ec2'],
    elasticbeanstalk: ['elastic_beanstalk'],
    elasticloadbalancing: ['elb'],
    elasticloadbalancingv2: ['lb'],
    msk: ['msk', 'mskconnect'],
    servicediscovery: ['service_discovery'],
    timestreamwrite: ['timestreamwrite'],
    vpc: ['vpc', ''],
  }),
);

export const AWS_EXCEPTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'alb.LoadBalancer': 'aws_lb',
    'applicationloadbalancing.LoadBalancer': 'aws_lb',
    'appsync.DataSource': 'aws_appsync_datasource',
    'appsync.GraphQLApi': 'aws_appsync_graphql_api',
    'bedrock.AgentAgent': 'aws_bedrockagent_agent',
    'bedrock.AgentAgentActionGroup': 'aws_bedrockagent_agent_action_group',
    'bedrock.AgentAgentAlias': 'aws_bedrockagent_agent_alias',
    'bedrock.AgentDataSource': 'aws_bedrockagent_data_source',
    'bedrock.AgentKnowledgeBase': 'aws_bedrockagent_knowledge_base',
    'cloudtrail.Trail': 'aws_cloudtrail',
    'codepipeline.Pipeline': 'aws_codepipeline',
    'ec2.SecurityGroup': 'aws_security_group',
    'ec2transitgateway.TransitGateway': 'aws_ec2_transit_gateway',
    'elasticloadbalancingv2.LoadBalancer': 'aws_lb',
    'elb.LoadBalancer': 'aws_elb',
    'elasticloadbalancing.LoadBalancer': 'aws_elb',
    'iam.OpenIdConnectProvider': 'aws_iam_openid_connect_provider',
    'kinesis.FirehoseDeliveryStream': 'aws_kinesis_firehose_delivery_stream',
    'lambda.CallbackFunction': 'aws_lambda_function',
    'lb.LoadBalancer': 'aws_lb',
    's3.BucketObject': 'aws_s3_bucket_object',
    's3.BucketObjectv2': 'aws_s3_object',
    's3.BucketEventSubscription': 'aws_s3_bucket_notification',
    'serverless.Function': 'aws_lambda_function',
    'wafregional.WebAcl': 'aws_wafregional_web_acl',
  }),
);
