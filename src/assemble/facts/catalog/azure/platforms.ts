/** Platforms for data, learning and clusters of their own kind; what else of Azure is common in templates. */
import type { TypeRow } from '../../catalog.ts';
import type { Kind } from '../../../../model/kind.ts';
import { settings } from '../aws/rows.ts';
import { COMMON, NAMED, PARENT } from './rows.ts';

/** A service in a region of its own, which its children stand on. */
const platform = (kind: Kind, types: string): TypeRow => ({
  types: types.split(' '),
  kind,
  spread: 'regional',
  asTarget: kind === 'database' ? 'data' : kind === 'queue' ? 'asynchronous' : 'call',
  names: NAMED,
  properties: { ...COMMON, [PARENT]: 'placement' },
});

export const AZURE_PLATFORMS: readonly TypeRow[] = [
  platform(
    'database',
    'azurerm_synapse_workspace azurerm_synapse_sql_pool azurerm_synapse_spark_pool Microsoft.Synapse/workspaces Microsoft.Synapse/workspaces/sqlPools Microsoft.Synapse/workspaces/bigDataPools',
  ),
  platform('compute', 'azurerm_databricks_workspace Microsoft.Databricks/workspaces'),
  platform(
    'compute',
    'azurerm_hdinsight_hadoop_cluster azurerm_hdinsight_spark_cluster azurerm_hdinsight_kafka_cluster Microsoft.HDInsight/clusters',
  ),
  platform(
    'compute',
    'azurerm_service_fabric_cluster azurerm_service_fabric_managed_cluster Microsoft.ServiceFabric/clusters Microsoft.ServiceFabric/managedClusters',
  ),
  platform(
    'service',
    'azurerm_machine_learning_workspace Microsoft.MachineLearningServices/workspaces Microsoft.MachineLearningServices/workspaces/computes Microsoft.MachineLearningServices/workspaces/onlineEndpoints',
  ),
  platform('service', 'azurerm_purview_account Microsoft.Purview/accounts'),
  platform('service', 'azurerm_media_services_account Microsoft.Media/mediaservices'),
  platform('service', 'azurerm_maps_account Microsoft.Maps/accounts'),
  platform('service', 'azurerm_bot_service_azure_bot Microsoft.BotService/botServices'),
  platform('service', 'azurerm_communication_service Microsoft.Communication/communicationServices'),
  platform('service', 'azurerm_healthcare_workspace Microsoft.HealthcareApis/workspaces'),
  platform('service', 'azurerm_spring_cloud_service Microsoft.AppPlatform/Spring'),
  platform('queue', 'azurerm_relay_namespace Microsoft.Relay/namespaces'),
  platform('database', 'azurerm_analysis_services_server Microsoft.AnalysisServices/servers'),
  platform(
    'compute',
    'azurerm_virtual_desktop_host_pool Microsoft.DesktopVirtualization/hostPools Microsoft.DesktopVirtualization/applicationGroups Microsoft.DesktopVirtualization/workspaces',
  ),
  platform('compute', 'azurerm_redhat_openshift_cluster Microsoft.RedHatOpenShift/openShiftClusters'),
  // The extension of a machine that runs SQL Server: the machine is what fails.
  ...settings('config', 'azurerm_mssql_virtual_machine Microsoft.SqlVirtualMachine/sqlVirtualMachines'),
  // A connection is what a workflow calls another service by.
  ...settings('call', 'azurerm_api_connection Microsoft.Web/connections'),
  {
    types: [
      'azurerm_data_factory_linked_service_azure_blob_storage',
      'azurerm_data_factory_linked_service_azure_sql_database',
      'Microsoft.DataFactory/factories/linkedServices',
    ],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: `data_factory_id|${PARENT}`,
        to: 'connection_string|typeProperties',
        class: 'data',
        why: 'its pipelines read or write there',
      },
    ],
  },
  ...settings(
    'config',
    'azurerm_data_factory_pipeline Microsoft.DataFactory/factories/pipelines Microsoft.DataFactory/factories/datasets Microsoft.DataFactory/factories/triggers Microsoft.DataFactory/factories/dataflows Microsoft.DataFactory/factories/integrationRuntimes',
    'azurerm_backup_policy_vm Microsoft.RecoveryServices/vaults/backupPolicies Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems Microsoft.RecoveryServices/vaults/backupstorageconfig',
    'azurerm_maintenance_configuration Microsoft.Maintenance/maintenanceConfigurations Microsoft.Synapse/workspaces/firewallRules Microsoft.DevTestLab/schedules Microsoft.Automation/automationAccounts/jobSchedules Microsoft.Automation/automationAccounts/schedules Microsoft.Automation/automationAccounts/variables Microsoft.Automation/automationAccounts/modules',
    'azurerm_search_shared_private_link_service Microsoft.ContainerRegistry/registries/webhooks Microsoft.ContainerRegistry/registries/replications Microsoft.ContainerRegistry/registries/tasks Microsoft.App/managedEnvironments/daprComponents Microsoft.App/managedEnvironments/storages',
  ),
];
