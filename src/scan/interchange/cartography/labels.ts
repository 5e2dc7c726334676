/**
 * Labels and relationships of Cartography's AWS schema as Terraform's types and attributes.
 *
 * Schema: https://cartography-cncf.github.io/cartography/modules/aws/schema.html. Labels of newer versions begin with AWS
 * (`AWSEC2Instance`), those of older ones mostly do not: both are known, without it.
 */
import type { EdgeClass } from '../../../model/fact.ts';

export interface Label {
  readonly type: string;
  /** The property that names it; the first that is there. */
  readonly named: readonly string[];
  /** Terraform's attributes by Cartography's properties. */
  readonly attributes: Readonly<Record<string, string>>;
}

export const LABELS: Readonly<Record<string, Label>> = {
  EC2Instance: {
    type: 'aws_instance',
    named: ['instanceid', 'id'],
    attributes: {
      instanceid: 'id',
      availabilityzone: 'availability_zone',
      publicdnsname: 'public_dns',
      privateipaddress: 'private_ip',
      iaminstanceprofile: 'iam_instance_profile',
    },
  },
  AutoScalingGroup: {
    type: 'aws_autoscaling_group',
    named: ['name', 'arn'],
    attributes: { name: 'name', minsize: 'min_size', desiredcapacity: 'desired_capacity' },
  },
  RDSInstance: {
    type: 'aws_db_instance',
    named: ['db_instance_identifier', 'id'],
    attributes: {
      db_instance_identifier: 'identifier',
      engine: 'Engine',
      availability_zone: 'availability_zone',
      multi_az: 'multi_az',
      endpoint_address: 'address',
    },
  },
  RDSCluster: {
    type: 'aws_rds_cluster',
    named: ['db_cluster_identifier', 'id'],
    attributes: {
      db_cluster_identifier: 'cluster_identifier',
      engine: 'engine',
      endpoint: 'endpoint',
      reader_endpoint: 'reader_endpoint',
    },
  },
  Lambda: {
    type: 'aws_lambda_function',
    named: ['name', 'id'],
    attributes: { name: 'function_name' },
  },
  LambdaEventSourceMapping: {
    type: 'aws_lambda_event_source_mapping',
    named: ['id'],
    attributes: { id: 'uuid', functionarn: 'function_name', eventsourcearn: 'event_source_arn' },
  },
  S3Bucket: { type: 'aws_s3_bucket', named: ['name', 'id'], attributes: { name: 'bucket' } },
  DynamoDBTable: { type: 'aws_dynamodb_table', named: ['name', 'id'], attributes: { name: 'name' } },
  SQSQueue: { type: 'aws_sqs_queue', named: ['name', 'id'], attributes: { name: 'name', url: 'url' } },
  SNSTopic: { type: 'aws_sns_topic', named: ['name', 'id'], attributes: { name: 'name' } },
  ElasticacheCluster: {
    type: 'aws_elasticache_cluster',
    named: ['cache_cluster_id', 'id'],
    attributes: {
      cache_cluster_id: 'cluster_id',
      engine: 'engine',
      num_cache_nodes: 'num_cache_nodes',
      preferred_availability_zone: 'availability_zone',
    },
  },
  ECSCluster: { type: 'aws_ecs_cluster', named: ['name', 'id'], attributes: { name: 'name' } },
  ECSService: {
    type: 'aws_ecs_service',
    named: ['name', 'id'],
    attributes: {
      name: 'name',
      cluster_arn: 'cluster',
      task_definition: 'task_definition',
      desired_count: 'desired_count',
    },
  },
  ECSTaskDefinition: {
    type: 'aws_ecs_task_definition',
    named: ['id', 'family'],
    attributes: {
      family: 'family',
      task_role_arn: 'task_role_arn',
      execution_role_arn: 'execution_role_arn',
    },
  },
  EKSCluster: { type: 'aws_eks_cluster', named: ['name', 'id'], attributes: { name: 'name' } },
  LoadBalancerV2: {
    type: 'aws_lb',
    named: ['name', 'id'],
    attributes: { name: 'name', type: 'load_balancer_type', scheme: 'Scheme', dnsname: 'dns_name' },
  },
  LoadBalancer: {
    type: 'aws_elb',
    named: ['name', 'id'],
    attributes: { name: 'name', scheme: 'Scheme', dnsname: 'dns_name' },
  },
  ELBV2TargetGroup: { type: 'aws_lb_target_group', named: ['name', 'id'], attributes: { name: 'name' } },
  ELBV2Listener: {
    type: 'aws_lb_listener',
    named: ['id'],
    attributes: { targetgrouparn: 'default_action.target_group_arn' },
  },
  DNSZone: { type: 'aws_route53_zone', named: ['name', 'id'], attributes: { name: 'name' } },
  DNSRecord: {
    type: 'aws_route53_record',
    named: ['id', 'name'],
    attributes: { name: 'name', type: 'type' },
  },
  Vpc: { type: 'aws_vpc', named: ['vpcid', 'id'], attributes: { id: 'id' } },
  EC2Subnet: {
    type: 'aws_subnet',
    named: ['subnetid', 'subnet_id', 'id'],
    attributes: { id: 'id', availability_zone: 'availability_zone', vpc_id: 'vpc_id' },
  },
  EC2SecurityGroup: {
    type: 'aws_security_group',
    named: ['groupid', 'id'],
    attributes: { id: 'id', name: 'name' },
  },
  KMSKey: { type: 'aws_kms_key', named: ['id'], attributes: { id: 'key_id' } },
  Role: { type: 'aws_iam_role', named: ['name', 'arn'], attributes: { name: 'name' } },
  ECRRepository: { type: 'aws_ecr_repository', named: ['name', 'id'], attributes: { name: 'name' } },
  ESDomain: { type: 'aws_elasticsearch_domain', named: ['id'], attributes: {} },
  CloudFrontDistribution: {
    type: 'aws_cloudfront_distribution',
    named: ['id'],
    attributes: { domain_name: 'domain_name' },
  },
  APIGatewayRestAPI: { type: 'aws_api_gateway_rest_api', named: ['id'], attributes: {} },
  SecretsManagerSecret: {
    type: 'aws_secretsmanager_secret',
    named: ['name', 'id'],
    attributes: { name: 'name' },
  },
  EfsFileSystem: { type: 'aws_efs_file_system', named: ['id'], attributes: { id: 'id' } },
};

/** What a relationship means: which end refers to the other, and by which of its attributes. */
export interface Meaning {
  /** The start refers to the end; `end`: the other way. */
  readonly holder: 'start' | 'end';
  readonly property: string;
  readonly class?: EdgeClass;
}

/** By type and, where it means several things, by what starts or ends there: `ATTACHED_TO>Vpc`, `Lambda>HAS`. */
export const RELATIONSHIPS: Readonly<Record<string, Meaning>> = {
  MEMBER_OF_EC2_SECURITY_GROUP: { holder: 'start', property: 'vpc_security_group_ids' },
  PART_OF_SUBNET: { holder: 'start', property: 'subnet_id' },
  'LoadBalancerV2>PART_OF_SUBNET': { holder: 'start', property: 'subnets' },
  'LoadBalancer>PART_OF_SUBNET': { holder: 'start', property: 'subnets' },
  SUBNET: { holder: 'start', property: 'subnets' },
  MEMBER_OF_AWS_VPC: { holder: 'start', property: 'vpc_id' },
  VPC_IDENTIFIER: { holder: 'start', property: 'vpc_zone_identifier' },
  MEMBER_AUTO_SCALE_GROUP: { holder: 'start', property: 'autoscaling_group_name', class: 'start-up' },
  MEMBER_OF_EKS_CLUSTER: { holder: 'start', property: 'cluster_name', class: 'start-up' },
  IS_CLUSTER_MEMBER_OF: { holder: 'start', property: 'DBClusterIdentifier' },
  IS_READ_REPLICA_OF: { holder: 'start', property: 'replicate_source_db' },
  ENCRYPTED_BY: { holder: 'start', property: 'kms_key_id', class: 'key' },
  ELBV2_LISTENER: { holder: 'end', property: 'load_balancer_arn' },
  ELBV2_TARGET_GROUP: { holder: 'start', property: 'target_group_arn', class: 'call' },
  EXPOSE: { holder: 'start', property: 'Targets.Id', class: 'call' },
  TARGETS: { holder: 'start', property: 'targets', class: 'call' },
  HAS_SERVICE: { holder: 'end', property: 'cluster' },
  HAS_TASK_DEFINITION: { holder: 'start', property: 'task_definition' },
  HAS_TASK_ROLE: { holder: 'start', property: 'task_role_arn' },
  HAS_EXECUTION_ROLE: { holder: 'start', property: 'execution_role_arn' },
  ASSUMES: { holder: 'start', property: 'role' },
  STS_ASSUMEROLE_ALLOW: { holder: 'start', property: 'role' },
  HAS_DEADLETTER_QUEUE: { holder: 'start', property: 'redrive_policy', class: 'asynchronous' },
  DNS_POINTS_TO: { holder: 'start', property: 'alias.name', class: 'call' },
  MEMBER_OF_DNS_ZONE: { holder: 'start', property: 'zone_id' },
  SERVES_FROM: { holder: 'start', property: 'origin', class: 'data' },
  USES_LAMBDA_EDGE: { holder: 'start', property: 'lambda_function_association', class: 'call' },
  CACHE_CLUSTER: { holder: 'end', property: 'notification_topic_arn', class: 'telemetry' },
  LOGS_TO: { holder: 'start', property: 's3_bucket_name', class: 'telemetry' },
  NOTIFIES: { holder: 'start', property: 'sns_topic', class: 'asynchronous' },
};

/** Relationships that say who owns, tags, sees or judges something, and nothing of what it needs. */
export const HARMLESS: ReadonlySet<string> = new Set(
  `RESOURCE TAGGED AFFECTS HAS MEMBER OUTPUT_OF INSPECTED POLICY STATEMENT POLICY_STATEMENT APPLIES_TO OWNED_BY IDENTITY
   MEMBER_AWS_GROUP TRUSTS_AWS_PRINCIPAL CAN_READ CAN_WRITE CAN_ASSUME CAN_ACCESS HAS_VULNERABILITY DETECTED_BY NAMESERVER
   MEMBER_OF_EC2_RESERVATION SSH_LOGIN_TO KNOWN_AS ALLOWS_TRAFFIC_FROM MEMBER_OF_IP_RULE BLOCK_ASSOCIATION MONITORS
   SOURCE_SECURITY_GROUP GLOBAL_SECONDARY_INDEX HAS_BILLING HAS_SSE LATEST_STREAM WORKLOAD_PARENT`.split(
    /\s+/,
  ),
);

/** Labels of what owns, tags, sees or judges other things: no part of an infrastructure that fails. */
export const ASIDE =
  /^(?:Account|AWSAccount|Tag|Principal|User|Group|Policy\w*|InlinePolicy|ManagedPolicy|GuardDuty\w*|Inspector\w*|SecurityHub|SSM\w*|AccountAccessKey|EC2KeyPair|EC2Reservation|EC2ReservedInstance|IpRule|IpRange|IpPermissionInbound|CidrBlock|Ipv4CidrBlock|Ipv6CidrBlock|NameServer|SyncMetadata|ModuleSyncMetadata|DynamoDB(?:GlobalSecondaryIndex|BillingModeSummary|SSEDescription|Stream)|EBSSnapshot|RDSSnapshot|Organization\w*|Risk|CVE)$/;
