/**
 * What the SDK's packages and classes are called in IAM actions. The pack's word for a service follows from that
 * (`assemble/facts/words`), so that a call and a permission for it mean the same node.
 */

/**
 * Where a package's name is not the prefix of its service's actions. Names from the service authorization reference;
 * DocumentDB and Neptune share the actions of RDS, and are told apart here.
 */
const PREFIXES: ReadonlyMap<string, string> = new Map(
  (
    'accessanalyzer:access-analyzer amp:aps api-gateway:apigateway apigatewayv2:apigateway ' +
    'apigatewaymanagementapi:execute-api app-mesh:appmesh appconfigdata:appconfig appintegrations:app-integrations ' +
    'application-auto-scaling:application-autoscaling application-discovery-service:discovery ' +
    'application-insights:applicationinsights auto-scaling:autoscaling auto-scaling-plans:autoscaling-plans ' +
    'backupsearch:backup-search bedrock-agent:bedrock bedrock-agent-runtime:bedrock bedrock-runtime:bedrock ' +
    'bedrock-data-automation:bedrock bedrock-data-automation-runtime:bedrock ' +
    'bedrock-agentcore-control:bedrock-agentcore chime-sdk-identity:chime chime-sdk-media-pipelines:chime ' +
    'chime-sdk-meetings:chime chime-sdk-messaging:chime chime-sdk-voice:chime cleanroomsml:cleanrooms-ml ' +
    'cloudcontrol:cloudformation cloudhsm-v2:cloudhsm cloudsearch-domain:cloudsearch cloudwatch-events:events ' +
    'cloudwatch-logs:logs codeguruprofiler:codeguru-profiler cognito-identity-provider:cognito-idp ' +
    'config-service:config connect-contact-lens:connect connectcampaigns:connect-campaigns connectcases:cases ' +
    'connectparticipant:connect cost-and-usage-report-service:cur cost-explorer:ce customer-profiles:profile ' +
    'data-pipeline:datapipeline database-migration-service:dms device-farm:devicefarm direct-connect:directconnect ' +
    'directory-service:ds directory-service-data:ds-data dynamodb-streams:dynamodb efs:elasticfilesystem ' +
    'elastic-beanstalk:elasticbeanstalk elastic-inference:elastic-inference ' +
    'elastic-load-balancing:elasticloadbalancing elastic-load-balancing-v2:elasticloadbalancing ' +
    'elastic-transcoder:elastictranscoder elasticsearch-service:es emr:elasticmapreduce eventbridge:events ' +
    'finspace-data:finspace forecastquery:forecast global-accelerator:globalaccelerator greengrassv2:greengrass ' +
    'iot-data-plane:iot iot-events:iotevents iot-events-data:iotevents iot-jobs-data-plane:iot ' +
    'iot-wireless:iotwireless ivs-realtime:ivs keyspaces:cassandra keyspacesstreams:cassandra ' +
    'kinesis-analytics:kinesisanalytics kinesis-analytics-v2:kinesisanalytics kinesis-video:kinesisvideo ' +
    'kinesis-video-archived-media:kinesisvideo kinesis-video-media:kinesisvideo ' +
    'kinesis-video-signaling:kinesisvideo kinesis-video-webrtc-storage:kinesisvideo launch-wizard:launchwizard ' +
    'lex-model-building-service:lex lex-models-v2:lex lex-runtime-service:lex lex-runtime-v2:lex location:geo ' +
    'machine-learning:machinelearning mailmanager:ses marketplace-catalog:aws-marketplace ' +
    'marketplace-commerce-analytics:aws-marketplace marketplace-entitlement-service:aws-marketplace ' +
    'marketplace-metering:aws-marketplace mediastore-data:mediastore migration-hub:mgh ' +
    'migrationhub-config:mgh migrationhuborchestrator:migrationhub-orchestrator ' +
    'migrationhubstrategy:migrationhub-strategy mturk:mechanicalturk mwaa:airflow neptunedata:neptune-db ' +
    'network-flow-monitor:networkflowmonitor opensearch:es opensearchserverless:aoss ' +
    'partnercentral-selling:partnercentral payment-cryptography-data:payment-cryptography ' +
    'personalize-events:personalize personalize-runtime:personalize pinpoint:mobiletargeting pinpoint-email:ses ' +
    'pinpoint-sms-voice:sms-voice pinpoint-sms-voice-v2:sms-voice qconnect:wisdom qldb-session:qldb ' +
    'resource-groups-tagging-api:tag route-53:route53 route-53-domains:route53domains s3-control:s3 ' +
    's3outposts:s3-outposts sagemaker-a2i-runtime:sagemaker sagemaker-edge:sagemaker ' +
    'sagemaker-featurestore-runtime:sagemaker sagemaker-metrics:sagemaker sagemaker-runtime:sagemaker ' +
    'secrets-manager:secretsmanager serverlessapplicationrepository:serverlessrepo ' +
    'service-catalog:servicecatalog service-catalog-appregistry:servicecatalog service-quotas:servicequotas ' +
    'sesv2:ses sfn:states socialmessaging:social-messaging sso-admin:sso sso-oidc:sso storage-gateway:storagegateway ' +
    'supplychain:scn support-app:supportapp taxsettings:tax timestream-influxdb:timestream-influxdb ' +
    'timestream-query:timestream timestream-write:timestream transcribe-streaming:transcribe voice-id:voiceid ' +
    'workspaces-thin-client:thinclient'
  )
    .split(' ')
    .map((pair) => {
      const [name, prefix] = pair.split(':');
      return [name!, prefix!] as const;
    }),
);

/** The prefix of a package's actions, by what follows `@aws-sdk/client-` in its name. */
export const prefixOf = (client: string): string => PREFIXES.get(client) ?? client;

/** `@aws-sdk/client-s3`, and what else is about one service: `@aws-sdk/lib-dynamodb`; without the `@aws-sdk/`. */
export const clientPackage = (module: string): string | undefined => {
  const name = /^@aws-sdk\/([a-z0-9-]+)/.exec(module)?.[1];
  if (name === undefined) return undefined;
  return name.startsWith('client-') ? name.slice('client-'.length) : LIBRARIES.get(name);
};

const LIBRARIES: ReadonlyMap<string, string> = new Map([
  ['lib-dynamodb', 'dynamodb'],
  ['lib-storage', 's3'],
  ['s3-presigned-post', 's3'],
]);

/** Where the second version's class is not called as the third one's package is, without dashes. */
const SECOND: ReadonlyMap<string, string> = new Map(
  (
    'cloudwatchevents:events cloudwatchlogs:logs cognitoidentity:cognito-identity ' +
    'cognitoidentityserviceprovider:cognito-idp cognitosync:cognito-sync costexplorer:ce cur:cur ' +
    'applicationautoscaling:application-autoscaling autoscaling:autoscaling autoscalingplans:autoscaling-plans ' +
    'apigateway:apigateway apigatewayv2:apigateway configservice:config discovery:discovery dms:dms ' +
    'dynamodbstreams:dynamodb elb:elasticloadbalancing elbv2:elasticloadbalancing iotdata:iot ' +
    'iotjobsdataplane:iot lexruntime:lex lexruntimev2:lex lexmodelbuildingservice:lex lexmodelsv2:lex ' +
    'personalizeevents:personalize personalizeruntime:personalize rdsdataservice:rds-data redshiftdata:redshift-data ' +
    'route53domains:route53domains s3control:s3 sagemakerruntime:sagemaker stepfunctions:states ' +
    'transcribeservice:transcribe resourcegroupstaggingapi:tag servicediscovery:servicediscovery ' +
    'simpledb:sdb bedrockruntime:bedrock bedrockagent:bedrock bedrockagentruntime:bedrock'
  )
    .split(' ')
    .map((pair) => {
      const [name, prefix] = pair.split(':');
      return [name!, prefix!] as const;
    }),
);

/** Third-version package names without dashes, to find the service of a class of the second. */
const BARE: ReadonlyMap<string, string> = new Map(
  [...PREFIXES].map(([name, prefix]) => [name.replaceAll('-', ''), prefix] as const),
);

/** Exports of `aws-sdk` that are no services, but what services are set up with. */
const NO_CLIENT =
  /Credentials$|Chain$|^(?:Config|Endpoint|Http\w*|Request|Response|Signers|Service|MetadataService|SequentialExecutor|EventListeners|ParamValidator|AbortController|Token\w*|TokenProviderChain|IniLoader|JSON|XML|util|config)$/;

/** The prefix of the actions of a class of `aws-sdk`: `S3`, `CognitoIdentityServiceProvider`. */
export const prefixOfSecond = (name: string): string | undefined => {
  if (!/^[A-Z]/.test(name) || NO_CLIENT.test(name)) return undefined;
  const bare = name.toLowerCase();
  return SECOND.get(bare) ?? BARE.get(bare) ?? bare;
};
