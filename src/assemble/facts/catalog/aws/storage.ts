/** Buckets, file systems, backups and transfers. */
import type { TypeRow } from '../../catalog.ts';
import { FEEDS, named, only, settings } from './rows.ts';

/** The addresses of a bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html */
const BUCKET_HOSTS = [
  '{}.s3.amazonaws.com',
  '{}.s3.{region}.amazonaws.com',
  '{}.s3-website-{region}.amazonaws.com',
];

const BUCKET_NAMES = ['bucket', 'BucketName'];

export const STORAGE_TYPES: readonly TypeRow[] = [
  {
    types: ['aws_s3_bucket', 'AWS::S3::Bucket'],
    kind: 'storage',
    service: 's3',
    spread: 'regional',
    entry: { why: 'website in a bucket', only: ['WebsiteConfiguration', 'website'] },
    asTarget: 'data',
    names: [
      // A bucket's ARN has no region: names are unique all over the world.
      ...named('s3:::{}', ...BUCKET_NAMES),
      ...BUCKET_HOSTS.map((as) => ({ form: 'host' as const, property: BUCKET_NAMES, as })),
    ],
    properties: {
      // What it tells others and copies elsewhere goes out: whoever reads and writes here does not feel its loss.
      NotificationConfiguration: 'config',
      'ReplicationConfiguration.Role|replication_configuration.role': 'telemetry',
      'ReplicationConfiguration|replication_configuration': 'config',
      'LoggingConfiguration|logging': 'telemetry',
      'InventoryConfigurations|AnalyticsConfigurations|Connectors': 'config',
    },
    links: [
      FEEDS,
      {
        from:
          'NotificationConfiguration.LambdaConfigurations.Function|' +
          'NotificationConfiguration.QueueConfigurations.Queue|NotificationConfiguration.TopicConfigurations.Topic',
        to: 'self',
        class: 'asynchronous',
        why: 'the bucket tells it of new objects',
      },
      {
        from: 'ReplicationConfiguration.Rules.Destination.Bucket|replication_configuration.rules.destination.bucket',
        to: 'self',
        class: 'asynchronous',
        why: 'its objects are copied from there',
      },
    ],
  },
  {
    types: ['aws_s3_bucket_notification'],
    kind: 'resource',
    role: 'link',
    service: 's3/event-notifications',
    spread: 'regional',
    properties: { '*': 'config' },
    links: [
      {
        from: 'lambda_function.lambda_function_arn|queue.queue_arn|topic.topic_arn',
        to: 'bucket',
        class: 'asynchronous',
        why: 'the bucket tells it of new objects',
      },
    ],
  },
  {
    types: ['aws_s3_bucket_replication_configuration'],
    kind: 'resource',
    role: 'link',
    properties: { role: 'permission', '*': 'config' },
    links: [
      {
        from: 'rule.destination.bucket',
        to: 'bucket',
        class: 'asynchronous',
        why: 'its objects are copied from there',
      },
    ],
  },
  {
    types: ['aws_s3_directory_bucket', 'AWS::S3Express::DirectoryBucket'],
    kind: 'storage',
    service: 's3-express',
    spread: 'zonal',
    asTarget: 'data',
    zones: ['location.name', 'LocationName'],
    names: named('s3express:{region}::bucket/{}', ...BUCKET_NAMES),
  },
  {
    types: [
      'aws_s3_access_point',
      'AWS::S3::AccessPoint',
      'aws_s3control_object_lambda_access_point',
      'AWS::S3ObjectLambda::AccessPoint',
    ],
    kind: 'storage',
    service: 's3',
    spread: 'regional',
    asTarget: 'data',
    names: named('s3:{region}::accesspoint/{}', 'name', 'Name'),
    properties: { 'configuration|ObjectLambdaConfiguration': 'call', 'bucket|Bucket': 'data' },
  },
  {
    types: ['aws_s3control_multi_region_access_point', 'AWS::S3::MultiRegionAccessPoint'],
    kind: 'storage',
    service: 's3-multi-region-access-points',
    spread: 'global',
    asTarget: 'data',
    links: [
      {
        from: 'self',
        to: 'details.region.bucket|Regions.Bucket',
        class: 'data',
        form: 'balanced',
        why: 'requests go to the nearest of the buckets',
      },
    ],
  },
  {
    types: ['aws_s3_object', 'aws_s3_bucket_object', 'aws_s3_object_copy', 'AWS::S3::Object'],
    kind: 'resource',
    role: 'setting',
    asTarget: 'start-up',
    properties: { 'bucket|Bucket|Target': 'data' },
  },
  {
    types: ['aws_efs_file_system', 'AWS::EFS::FileSystem'],
    kind: 'storage',
    service: 'efs',
    spread: 'regional',
    asTarget: 'data',
    // A file system of the One Zone kind lies in the zone that it names, others in all of the region.
    zones: ['availability_zone_name', 'AvailabilityZoneName'],
    names: [{ form: 'name', property: ['creation_token'] }],
  },
  {
    types: ['aws_efs_mount_target', 'AWS::EFS::MountTarget'],
    kind: 'network',
    spread: 'zonal',
    subnets: ['subnet_id', 'SubnetId'],
    asTarget: 'network',
    properties: { 'file_system_id|FileSystemId': 'config' },
    links: [
      {
        from: 'file_system_id|FileSystemId',
        to: 'self',
        class: 'network',
        form: 'balanced',
        why: 'it is mounted through the mount target of a zone',
      },
    ],
  },
  {
    types: ['aws_efs_access_point', 'AWS::EFS::AccessPoint'],
    kind: 'storage',
    role: 'setting',
    asTarget: 'data',
    properties: { 'file_system_id|FileSystemId': 'data' },
  },
  {
    types: [
      'aws_fsx_windows_file_system',
      'aws_fsx_lustre_file_system',
      'aws_fsx_ontap_file_system',
      'aws_fsx_openzfs_file_system',
      'AWS::FSx::FileSystem',
    ],
    kind: 'storage',
    service: 'fsx',
    spread: 'zonal',
    asTarget: 'data',
    subnets: ['subnet_ids', 'SubnetIds'],
    standby: [
      { property: 'deployment_type', is: ['MULTI_AZ_1', 'MULTI_AZ_2'] },
      { property: 'WindowsConfiguration.DeploymentType', is: 'MULTI_AZ_1' },
      { property: 'OntapConfiguration.DeploymentType', is: ['MULTI_AZ_1', 'MULTI_AZ_2'] },
      { property: 'OpenZFSConfiguration.DeploymentType', is: 'MULTI_AZ_1' },
    ],
  },
  {
    types: [
      'aws_fsx_ontap_storage_virtual_machine',
      'aws_fsx_ontap_volume',
      'aws_fsx_openzfs_volume',
      'AWS::FSx::StorageVirtualMachine',
      'AWS::FSx::Volume',
    ],
    kind: 'storage',
    role: 'setting',
    asTarget: 'data',
  },
  {
    types: ['aws_backup_vault', 'AWS::Backup::BackupVault'],
    kind: 'storage',
    service: 'backup',
    spread: 'regional',
    asTarget: 'config',
    names: named('backup:{region}::backup-vault:{}', 'name', 'BackupVaultName'),
  },
  {
    types: ['aws_transfer_server', 'AWS::Transfer::Server'],
    kind: 'service',
    spread: 'regional',
    asTarget: 'call',
    entry: {
      why: 'public file transfer server',
      unless: [
        { property: 'endpoint_type', is: ['VPC', 'VPC_ENDPOINT'] },
        { property: 'EndpointType', is: ['VPC', 'VPC_ENDPOINT'] },
      ],
    },
    properties: { 'function|IdentityProviderDetails': 'call' },
  },
  {
    types: ['aws_transfer_user', 'AWS::Transfer::User'],
    kind: 'resource',
    role: 'link',
    properties: { 'role|Role': 'permission', '*': 'config' },
    links: [
      {
        from: 'server_id|ServerId',
        to: 'home_directory|home_directory_mappings|HomeDirectory|HomeDirectoryMappings',
        class: 'data',
        why: 'the user’s files lie there',
      },
    ],
  },
  {
    types: ['aws_datasync_task', 'AWS::DataSync::Task'],
    kind: 'service',
    spread: 'regional',
    asTarget: 'asynchronous',
    properties: {
      'source_location_arn|SourceLocationArn|destination_location_arn|DestinationLocationArn': 'data',
    },
  },
  ...settings(
    'data',
    'aws_datasync_location_s3 AWS::DataSync::LocationS3',
    'aws_datasync_location_efs AWS::DataSync::LocationEFS',
    'aws_datasync_location_nfs AWS::DataSync::LocationNFS',
    'aws_datasync_location_smb AWS::DataSync::LocationSMB',
  ),
  ...only(
    'permission',
    'aws_s3_bucket_policy AWS::S3::BucketPolicy',
    'aws_s3_bucket_public_access_block aws_s3_account_public_access_block AWS::S3::AccessGrant',
    'aws_s3control_access_grants_instance AWS::S3::AccessGrantsInstance',
    'aws_s3control_access_grants_location AWS::S3::AccessGrantsLocation',
    'aws_s3control_access_grant',
    'aws_efs_file_system_policy',
    'aws_backup_vault_policy',
    'aws_transfer_ssh_key',
  ),
  ...only(
    'config',
    'aws_s3_bucket_versioning',
    'aws_s3_bucket_server_side_encryption_configuration',
    'aws_s3_bucket_lifecycle_configuration',
    'aws_s3_bucket_ownership_controls',
    'aws_s3_bucket_acl',
    'aws_s3_bucket_cors_configuration',
    'aws_s3_bucket_object_lock_configuration',
    'aws_s3_bucket_accelerate_configuration',
    'aws_s3_bucket_request_payment_configuration',
    'aws_s3_bucket_intelligent_tiering_configuration',
    'aws_s3_bucket_inventory aws_s3_bucket_analytics_configuration',
    'aws_s3_objects aws_canonical_user_id',
    'aws_efs_backup_policy aws_efs_replication_configuration',
    'aws_backup_plan AWS::Backup::BackupPlan',
    'aws_backup_selection AWS::Backup::BackupSelection',
    'aws_backup_vault_lock_configuration aws_backup_vault_notifications',
    'aws_backup_region_settings aws_backup_global_settings',
  ),
  {
    // People reach the bucket as a website through the address that this gives it.
    types: ['aws_s3_bucket_website_configuration'],
    kind: 'resource',
    role: 'setting',
    asTarget: 'config',
    properties: { bucket: 'data' },
  },
  ...only('telemetry', 'aws_s3_bucket_logging', 'aws_s3_bucket_metric'),
];
