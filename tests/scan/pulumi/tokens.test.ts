/** Classes of packages, and the types by which the catalog knows them. */
import { expect, test } from 'vitest';
import { rowOf } from '../../../src/assemble/facts/catalog/index.ts';
import { COMPONENTS } from '../../../src/scan/pulumi/types/components.ts';
import { AWS_EXCEPTIONS } from '../../../src/scan/pulumi/types/aws.ts';
import { AZURE_EXCEPTIONS } from '../../../src/scan/pulumi/types/azure.ts';
import { libraryOfToken, typeOfClass } from '../../../src/scan/pulumi/tokens.ts';

const typed = (module: string, path: string): readonly (string | undefined)[] => {
  const type = typeOfClass({ kind: 'library', module, path: path.split('.') });
  return [type?.token, type?.type];
};

test.each([
  ['lambda.Function', 'aws:lambda/function:Function', 'aws_lambda_function'],
  ['ec2.Instance', 'aws:ec2/instance:Instance', 'aws_instance'],
  ['ec2.VpcEndpoint', 'aws:ec2/vpcEndpoint:VpcEndpoint', 'aws_vpc_endpoint'],
  ['lb.LoadBalancer', 'aws:lb/loadBalancer:LoadBalancer', 'aws_lb'],
  ['alb.TargetGroup', 'aws:alb/targetGroup:TargetGroup', 'aws_lb_target_group'],
  ['rds.Instance', 'aws:rds/instance:Instance', 'aws_db_instance'],
  ['rds.Cluster', 'aws:rds/cluster:Cluster', 'aws_rds_cluster'],
  ['rds.ClusterInstance', 'aws:rds/clusterInstance:ClusterInstance', 'aws_rds_cluster_instance'],
  ['rds.SubnetGroup', 'aws:rds/subnetGroup:SubnetGroup', 'aws_db_subnet_group'],
  ['cloudwatch.EventBus', 'aws:cloudwatch/eventBus:EventBus', 'aws_cloudwatch_event_bus'],
  ['cloudwatch.EventRule', 'aws:cloudwatch/eventRule:EventRule', 'aws_cloudwatch_event_rule'],
  ['sns.TopicSubscription', 'aws:sns/topicSubscription:TopicSubscription', 'aws_sns_topic_subscription'],
  ['apigateway.RestApi', 'aws:apigateway/restApi:RestApi', 'aws_api_gateway_rest_api'],
  ['apigatewayv2.Api', 'aws:apigatewayv2/api:Api', 'aws_apigatewayv2_api'],
  ['appsync.GraphQLApi', 'aws:appsync/graphQLApi:GraphQLApi', 'aws_appsync_graphql_api'],
  ['s3.BucketV2', 'aws:s3/bucketV2:BucketV2', 'aws_s3_bucket'],
  ['autoscaling.Group', 'aws:autoscaling/group:Group', 'aws_autoscaling_group'],
  ['kinesis.Stream', 'aws:kinesis/stream:Stream', 'aws_kinesis_stream'],
])('@pulumi/aws %s', (path, token, type) => {
  expect(typed('@pulumi/aws', path)).toEqual([token, type]);
  expect(rowOf(type)).toBeDefined();
});

test.each([
  ['@pulumi/aws/ec2', 'Vpc', 'aws_vpc'],
  ['@pulumi/aws/s3/bucket', 'Bucket', 'aws_s3_bucket'],
  ['@pulumi/gcp', 'cloudrun.Service', 'google_cloud_run_service'],
  ['@pulumi/gcp', 'sql.DatabaseInstance', 'google_sql_database_instance'],
  ['@pulumi/gcp', 'container.Cluster', 'google_container_cluster'],
  ['@pulumi/azure', 'network.VirtualNetwork', 'azurerm_virtual_network'],
  ['@pulumi/azure', 'appservice.AppService', 'azurerm_app_service'],
  ['@pulumi/azure-native', 'storage.StorageAccount', 'Microsoft.Storage/storageAccounts'],
  ['@pulumi/azure-native/web/v20230101', 'WebApp', 'Microsoft.Web/sites'],
  ['@pulumi/aws-native', 'dynamodb.Table', 'AWS::DynamoDB::Table'],
  ['@pulumi/kubernetes', 'apps.v1.Deployment', 'apps/Deployment'],
  ['@pulumi/kubernetes', 'networking.v1.Ingress', 'networking.k8s.io/Ingress'],
  ['@pulumi/random', 'RandomPassword', 'random_password'],
])('%s %s', (module, path, type) => {
  expect(typed(module, path)[1]).toBe(type);
});

test('settings, providers, archives and clients of services make nothing', () => {
  for (const [module, path] of [
    ['@pulumi/pulumi', 'Config'],
    ['@pulumi/pulumi', 'asset.FileArchive'],
    ['@pulumi/pulumi', 'ComponentResource'],
    ['@pulumi/aws', 'Provider'],
    ['@pulumi/aws', 'sdk.S3'],
    ['@pulumi/policy', 'PolicyPack'],
    ['express', 'Router'],
  ])
    expect(typed(module!, path!)).toEqual([undefined, undefined]);
});

test('tokens of YAML mean the same classes', () => {
  for (const token of ['aws:ec2:Instance', 'aws:ec2/instance:Instance'])
    expect(typeOfClass(libraryOfToken(token))?.type).toBe('aws_instance');
  expect(libraryOfToken('pulumi:providers:aws').path).toEqual(['Provider']);
  expect(typeOfClass(libraryOfToken('random:RandomPet'))?.type).toBe('random_pet');
});

test('what exceptions and components lead to, the catalog knows', () => {
  for (const types of [COMPONENTS, AWS_EXCEPTIONS, AZURE_EXCEPTIONS])
    for (const type of types.values()) expect(rowOf(type), type).toBeDefined();
});
