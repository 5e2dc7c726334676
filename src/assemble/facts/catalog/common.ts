/**
 * Properties whose name alone says why they refer to something, whatever the type of resource: a key, a role, a
 * subnet. Where a row of the catalog says otherwise, the row is right.
 */
import type { EdgeClass } from '../../../model/fact.ts';
import type { TypeRow } from '../catalog.ts';

/** By class, the names in both spellings; they are the last word of a path, or any word on the way to it. */
const WORDS: readonly (readonly [EdgeClass, string])[] = [
  ['start-up', 'depends_on DependsOn'],
  ['start-up', 'ami image_id ImageId image_uri ImageUri launch_template LaunchTemplate launch_configuration'],
  ['start-up', 'LaunchConfigurationName user_data UserData layers Layers s3_bucket S3Bucket CodeUri Code'],
  ['start-up', 'replace_triggered_by triggers ServiceToken service_token secrets Secrets'],
  ['key', 'kms_key_id KmsKeyId kms_key_arn KmsKeyArn kms_master_key_id KmsMasterKeyId KMSMasterKeyID KmsKey'],
  ['key', 'kms_key key_arn KeyArn target_key_id TargetKeyId encryption_key EncryptionKey EncryptionKeyArn'],
  ['key', 'KMSKeyArn SSEKMSKeyId KeyId key_id encryption_key_arn kms_key_name'],
  ['permission', 'role Role role_arn RoleArn RoleARN Roles roles role_name RoleName iam_role IamRole'],
  ['permission', 'execution_role_arn ExecutionRoleArn task_role_arn TaskRoleArn service_role ServiceRole'],
  [
    'permission',
    'iam_instance_profile IamInstanceProfile instance_profile instance_role iam_role_arn IamRoleArn',
  ],
  [
    'permission',
    'managed_policy_arns ManagedPolicyArns permissions_boundary PermissionsBoundary policy Policy',
  ],
  ['permission', 'Policies policies assume_role_policy AssumeRolePolicyDocument PolicyDocument policy_arn'],
  ['permission', 'service_role_arn ServiceRoleArn credentials Credentials credentials_arn CredentialsArn'],
  ['network', 'vpc_id VpcId subnet_id SubnetId subnet_ids SubnetIds subnets Subnets vpc_config VpcConfig'],
  ['network', 'security_groups SecurityGroups security_group_ids SecurityGroupIds vpc_security_group_ids'],
  [
    'network',
    'VpcSecurityGroups VPCSecurityGroups VpcSecurityGroupIds vpc_zone_identifier VPCZoneIdentifier',
  ],
  [
    'network',
    'network_configuration NetworkConfiguration network_interface NetworkInterfaces route_table_id',
  ],
  ['network', 'RouteTableId route_table_ids RouteTableIds SecurityGroupId security_group_id vpc VPC'],
  ['network', 'db_subnet_group_name DBSubnetGroupName subnet_group_name source_security_group_id'],
  [
    'network',
    'SourceSecurityGroupId CacheSubnetGroupName cluster_subnet_group_name subnet_mapping SubnetMappings',
  ],
  // What could not be done is kept there: without it, what can be done still is.
  ['config', 'dead_letter_config DeadLetterConfig dead_letter_queue DeadLetterQueue redrive_policy'],
  ['config', 'RedrivePolicy RedriveAllowPolicy redrive_allow_policy'],
  ['asynchronous', 'destination_config DestinationConfig'],
  ['asynchronous', 'EventInvokeConfig notification_topic_arn NotificationTopicArn on_failure OnFailure'],
  [
    'telemetry',
    'log_configuration LogConfiguration logging_config LoggingConfig logging Logging access_logs',
  ],
  [
    'telemetry',
    'logging_configuration LoggingConfiguration access_log_settings AccessLogSettings log_group_name',
  ],
  ['telemetry', 'AccessLogSetting AccessLoggingPolicy log_destination LogDestination LogGroupName LogGroup'],
  ['telemetry', 'tracing_config TracingConfig monitoring_role_arn MonitoringRoleArn AccessLogDestinationArn'],
  ['telemetry', 'log_publishing_options LogPublishingOptions cloud_watch_logs_group_arn awslogs-group'],
  ['telemetry', 'log_delivery_configuration LogDeliveryConfigurations alarm_actions AlarmActions ok_actions'],
  ['telemetry', 'OKActions logging_info LoggingInfo enabled_cloudwatch_logs_exports LoggingBucket'],
  // What is only written into a name, a tag or a number is asked for when it is made, and never again.
  ['start-up', 'count for_each tags Tags tag_specifications TagSpecifications description Description'],
  ['config', 'parameter_group_name'],
  [
    'config',
    'DBParameterGroupName certificate_arn CertificateArn Certificates viewer_certificate option_group_name',
  ],
  ['config', 'ViewerCertificate acm_certificate_arn AcmCertificateArn db_cluster_parameter_group_name'],
  [
    'config',
    'DBClusterParameterGroupName CacheParameterGroupName server_side_encryption_configuration Metadata',
  ],
  ['config', 'domain_validation_options DomainValidationOptions scaling_config'],
];

/** Below these words keys are of the maker's choice: a variable called `role` says nothing of roles. */
const FREE: ReadonlySet<string> = new Set(
  (
    'environment Environment variables Variables environment_variables EnvironmentVariables labels Labels ' +
    'DefinitionSubstitutions default_arguments DefaultArguments Parameters parameters ' +
    'app_settings appSettings connection_string connectionStrings'
  ).split(' '),
);

/** Class of a reference by the name of the property that holds it. */
export const COMMON_PROPERTIES: Readonly<Record<string, EdgeClass>> = Object.freeze(
  Object.fromEntries(WORDS.flatMap(([of, words]) => words.split(' ').map((word) => [word, of] as const))),
);

/**
 * Whether a property is what a row means by a pattern: alternatives are separated by `|`, `*` is one word, whatever
 * it is (`Events.*.Properties.Queue`), and what lies below a property belongs to it (`Policies` is also
 * `Policies.PolicyDocument.Statement.Resource`).
 */
export const covers = (pattern: string, property: string): boolean =>
  pattern.split('|').some((path) => lengthOf(path.split('.'), property.split('.')) > 0);

/** Words of a path that a property begins with: all of them, or none counts. */
const lengthOf = (path: readonly string[], property: readonly string[]): number =>
  path.length <= property.length && path.every((word, at) => word === '*' || word === property[at])
    ? path.length
    : 0;

/**
 * The class of what a property refers to, if the name of the property tells it: by the row of the type that holds it,
 * the longest pattern first, then by the common names, the last word first. A row's `*` is all that nothing else says.
 */
export const classOfProperty = (row: TypeRow | undefined, property: string): EdgeClass | undefined => {
  const room = KNOWN.get(row ?? NO_ROW) ?? new Map<string, EdgeClass | undefined>();
  if (room.size === 0) KNOWN.set(row ?? NO_ROW, room);
  if (!room.has(property)) room.set(property, lookedUp(row, property));
  return room.get(property);
};

/** The same few properties are asked for again and again: 100,000 references hold some hundred of them. */
const KNOWN = new WeakMap<object, Map<string, EdgeClass | undefined>>();

const NO_ROW = {};

const lookedUp = (row: TypeRow | undefined, property: string): EdgeClass | undefined => {
  const words = property.split('.');
  const own = Object.entries(row?.properties ?? {})
    .filter(([pattern]) => pattern !== '*')
    .map(
      ([pattern, of]) =>
        [Math.max(...pattern.split('|').map((one) => lengthOf(one.split('.'), words))), of] as const,
    )
    .filter(([length]) => length > 0)
    .toSorted(([a], [b]) => b - a);
  if (own[0] !== undefined) return own[0][1];
  const all = row?.properties;
  if (all !== undefined && Object.hasOwn(all, '*')) return all['*'];
  const free = words.findIndex((one) => FREE.has(one));
  const word = words
    .slice(0, free < 0 ? words.length : free)
    .findLast((one) => Object.hasOwn(COMMON_PROPERTIES, one));
  return word === undefined ? undefined : COMMON_PROPERTIES[word];
};
