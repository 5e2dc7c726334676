/** Types of packages that are made from a cloud's own descriptions: CloudFormation's, and those of Azure itself. */
import { lowerFirst } from '../words.ts';

/** `lambda` and `Function` are `AWS::Lambda::Function`. */
export const nativeType = (modules: readonly string[], label: string): string =>
  `AWS::${nativeModule(modules)}::${nativeLabel(label)}`;

/** `lambda` is `Lambda`, `dynamodb` is `DynamoDB`: CloudFormation's spelling of a service. */
const nativeModule = ([module = '']: readonly string[]): string =>
  NATIVE_MODULES.get(module) ?? module.charAt(0).toUpperCase() + module.slice(1);

const NATIVE_MODULES: ReadonlyMap<string, string> = new Map(
  (
    'ApiGateway ApiGatewayV2 AppRunner AppSync ApplicationAutoScaling AutoScaling CertificateManager CloudFront ' +
    'CloudTrail CloudWatch CodeBuild CodeDeploy CodePipeline Cognito DynamoDB DAX DocDB EC2 ECR ECS EFS EKS ' +
    'ElastiCache ElasticLoadBalancingV2 EMR EventSchemas Events FSx Glue IAM IoT KMS Kinesis KinesisFirehose Lambda ' +
    'Logs MemoryDB MSK MWAA Neptune NetworkFirewall OpenSearchService OpenSearchServerless Pipes RDS Redshift ' +
    'RedshiftServerless Route53 Route53Resolver S3 SES SNS SQS SSM SageMaker Scheduler SecretsManager ' +
    'ServiceDiscovery StepFunctions Synthetics Timestream Transfer VpcLattice WAFv2'
  )
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

/** Abbreviations that CloudFormation writes in capitals: `DbInstance` is `DBInstance`, `VpcEndpoint` `VPCEndpoint`. */
const nativeLabel = (label: string): string =>
  label
    .replace(/^Db(?=[A-Z])/, 'DB')
    .replace(/^Vpc/, 'VPC')
    .replace(/^Eip/, 'EIP')
    .replace(/^GraphQl/, 'GraphQL')
    .replace(/Acl$/, 'ACL');

/** `storage` and `StorageAccount` are `Microsoft.Storage/storageAccounts`, as Azure itself calls them. */
export const armType = ([module = '']: readonly string[], label: string): string => {
  const space = ARM_SPACES.get(module) ?? module.charAt(0).toUpperCase() + module.slice(1);
  const known = ARM_TYPES.get(`${module}.${label}`);
  if (known !== undefined) return known;
  const name = lowerFirst(label);
  const plural = /(?:s|x|ch|sh)$/.test(name) ? `${name}es` : name.replace(/y$/, 'ie') + 's';
  return `Microsoft.${space}/${plural}`;
};

const ARM_SPACES: ReadonlyMap<string, string> = new Map(
  (
    'ApiManagement App AppConfiguration Authorization Automation Batch Cache Cdn CognitiveServices Compute ' +
    'ContainerInstance ContainerRegistry ContainerService DBforMySQL DBforPostgreSQL DataFactory Databricks ' +
    'Devices DocumentDB EventGrid EventHub HDInsight Insights KeyVault Kusto Logic MachineLearningServices ' +
    'ManagedIdentity Network NotificationHubs OperationalInsights RecoveryServices Resources Search SecurityInsights ' +
    'ServiceBus ServiceFabric SignalRService Sql Storage StreamAnalytics Synapse Web'
  )
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

/** Where the plural is not the rule's, or the thing lies in another one. */
const ARM_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'app.ContainerApp': 'Microsoft.App/containerApps',
    'app.ManagedEnvironment': 'Microsoft.App/managedEnvironments',
    'cache.Redis': 'Microsoft.Cache/redis',
    'cdn.Endpoint': 'Microsoft.Cdn/profiles/endpoints',
    'containerinstance.ContainerGroup': 'Microsoft.ContainerInstance/containerGroups',
    'containerregistry.Registry': 'Microsoft.ContainerRegistry/registries',
    'containerservice.AgentPool': 'Microsoft.ContainerService/managedClusters/agentPools',
    'documentdb.SqlResourceSqlContainer': 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers',
    'documentdb.SqlResourceSqlDatabase': 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases',
    'eventhub.EventHub': 'Microsoft.EventHub/namespaces/eventhubs',
    'insights.Component': 'Microsoft.Insights/components',
    'keyvault.Secret': 'Microsoft.KeyVault/vaults/secrets',
    'network.NetworkSecurityGroup': 'Microsoft.Network/networkSecurityGroups',
    'network.PrivateDnsZoneGroup': 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
    'network.PrivateZone': 'Microsoft.Network/privateDnsZones',
    'network.PublicIPAddress': 'Microsoft.Network/publicIPAddresses',
    'network.Subnet': 'Microsoft.Network/virtualNetworks/subnets',
    'network.VirtualNetworkLink': 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
    'resources.ResourceGroup': 'Microsoft.Resources/resourceGroups',
    'servicebus.Namespace': 'Microsoft.ServiceBus/namespaces',
    'servicebus.Queue': 'Microsoft.ServiceBus/namespaces/queues',
    'servicebus.Topic': 'Microsoft.ServiceBus/namespaces/topics',
    'sql.Database': 'Microsoft.Sql/servers/databases',
    'sql.Server': 'Microsoft.Sql/servers',
    // These two are Pulumi's own: Azure itself has no such types.
    'storage.Blob': 'azurerm_storage_blob',
    'storage.BlobContainer': 'Microsoft.Storage/storageAccounts/blobServices/containers',
    'storage.Queue': 'Microsoft.Storage/storageAccounts/queueServices/queues',
    'storage.StorageAccountStaticWebsite': 'azurerm_storage_account_static_website',
    'storage.Table': 'Microsoft.Storage/storageAccounts/tableServices/tables',
    'web.AppServicePlan': 'Microsoft.Web/serverfarms',
    'web.Connection': 'Microsoft.Web/connections',
    'web.StaticSite': 'Microsoft.Web/staticSites',
    'web.WebApp': 'Microsoft.Web/sites',
    'web.WebAppSlot': 'Microsoft.Web/sites/slots',
    'web.WebAppSwiftVirtualNetworkConnection': 'Microsoft.Web/sites/networkConfig',
  }),
);
