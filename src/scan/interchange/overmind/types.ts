/** Types of Overmind's sources as Terraform's types and attributes: what is in no row is a node of unknown meaning. */

export interface ItemType {
  readonly type: string;
  /** Terraform's attributes by those of the item, which are AWS's own. */
  readonly attributes: Readonly<Record<string, string>>;
}

export const ITEM_TYPES: Readonly<Record<string, ItemType>> = {
  'ec2-instance': {
    type: 'aws_instance',
    attributes: { InstanceId: 'id', SubnetId: 'subnet_id', PrivateDnsName: 'private_dns' },
  },
  'ec2-subnet': { type: 'aws_subnet', attributes: { SubnetId: 'id', AvailabilityZone: 'availability_zone' } },
  'ec2-vpc': { type: 'aws_vpc', attributes: { VpcId: 'id' } },
  'ec2-security-group': { type: 'aws_security_group', attributes: { GroupId: 'id' } },
  'ec2-volume': {
    type: 'aws_ebs_volume',
    attributes: { VolumeId: 'id', AvailabilityZone: 'availability_zone' },
  },
  'ec2-nat-gateway': { type: 'aws_nat_gateway', attributes: { NatGatewayId: 'id' } },
  'ec2-internet-gateway': { type: 'aws_internet_gateway', attributes: { InternetGatewayId: 'id' } },
  'autoscaling-auto-scaling-group': {
    type: 'aws_autoscaling_group',
    attributes: { AutoScalingGroupName: 'name', DesiredCapacity: 'desired_capacity' },
  },
  'rds-db-instance': {
    type: 'aws_db_instance',
    attributes: {
      DBInstanceIdentifier: 'identifier',
      MultiAZ: 'multi_az',
      AvailabilityZone: 'availability_zone',
      Engine: 'Engine',
    },
  },
  'rds-db-cluster': { type: 'aws_rds_cluster', attributes: { DBClusterIdentifier: 'cluster_identifier' } },
  'rds-db-subnet-group': { type: 'aws_db_subnet_group', attributes: { DBSubnetGroupName: 'name' } },
  'lambda-function': {
    type: 'aws_lambda_function',
    attributes: { Name: 'function_name', FunctionName: 'function_name' },
  },
  's3-bucket': { type: 'aws_s3_bucket', attributes: { Name: 'bucket' } },
  'sqs-queue': { type: 'aws_sqs_queue', attributes: { QueueURL: 'url' } },
  'sns-topic': { type: 'aws_sns_topic', attributes: { TopicArn: 'arn' } },
  'dynamodb-table': { type: 'aws_dynamodb_table', attributes: { TableName: 'name' } },
  'ecs-cluster': { type: 'aws_ecs_cluster', attributes: { ClusterName: 'name' } },
  'ecs-service': {
    type: 'aws_ecs_service',
    attributes: { ServiceName: 'name', DesiredCount: 'desired_count' },
  },
  'ecs-task-definition': { type: 'aws_ecs_task_definition', attributes: { Family: 'family' } },
  'eks-cluster': { type: 'aws_eks_cluster', attributes: { Name: 'name' } },
  'elbv2-load-balancer': {
    type: 'aws_lb',
    attributes: {
      LoadBalancerName: 'name',
      Scheme: 'Scheme',
      Type: 'load_balancer_type',
      DNSName: 'dns_name',
    },
  },
  'elbv2-target-group': { type: 'aws_lb_target_group', attributes: { TargetGroupName: 'name' } },
  'elbv2-listener': { type: 'aws_lb_listener', attributes: {} },
  'elb-load-balancer': {
    type: 'aws_elb',
    attributes: { LoadBalancerName: 'name', Scheme: 'Scheme', DNSName: 'dns_name' },
  },
  'kms-key': { type: 'aws_kms_key', attributes: { KeyId: 'key_id' } },
  'iam-role': { type: 'aws_iam_role', attributes: { RoleName: 'name' } },
  'iam-policy': { type: 'aws_iam_policy', attributes: { PolicyName: 'name' } },
  'route53-hosted-zone': { type: 'aws_route53_zone', attributes: { Name: 'name' } },
  'route53-resource-record-set': { type: 'aws_route53_record', attributes: { Name: 'name', Type: 'type' } },
  'cloudfront-distribution': {
    type: 'aws_cloudfront_distribution',
    attributes: { DomainName: 'domain_name' },
  },
  'efs-file-system': { type: 'aws_efs_file_system', attributes: { FileSystemId: 'id' } },
};

/** Types of Kubernetes and of the network at large, by what the model calls them. */
export const KINDS_OF_TYPES = {
  Deployment: 'service',
  StatefulSet: 'service',
  DaemonSet: 'service',
  Pod: 'compute',
  Service: 'network',
  Ingress: 'network',
  dns: 'dns',
  http: 'external',
  ip: 'network',
  certificate: 'resource',
} as const;
