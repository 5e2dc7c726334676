/** Databases, caches and storage. */
import type { TypeRow } from '../../catalog.ts';
import { settings } from '../aws/rows.ts';
import { COMMON, NAMED, hosted } from './rows.ts';

/** A standby in another zone, or none: learn.microsoft.com/azure/postgresql/flexible-server/concepts-high-availability */
const FLEXIBLE_STANDBY = [{ property: 'high_availability.mode', is: 'ZoneRedundant' }] as const;

/** A database of a server fails with the server. */
const database = (of: string, ...types: readonly string[]): TypeRow => ({
  types,
  kind: 'database',
  asTarget: 'data',
  names: NAMED,
  properties: { ...COMMON, [of]: 'data' },
});

export const AZURE_DATA: readonly TypeRow[] = [
  {
    types: ['azurerm_storage_account'],
    kind: 'storage',
    // The pack tells kinds of redundancy apart; an account is at least what LRS is, on which no zone's name depends.
    service: 'storage/lrs',
    spread: 'regional',
    asTarget: 'data',
    names: [
      ...hosted('{}.blob.core.windows.net', 'primary_blob_host'),
      { form: 'host', property: ['name'], as: '{}.queue.core.windows.net' },
      { form: 'host', property: ['name'], as: '{}.table.core.windows.net' },
      { form: 'host', property: ['name'], as: '{}.file.core.windows.net' },
      { form: 'host', property: ['name'], as: '{}.dfs.core.windows.net' },
      { form: 'host', property: ['primary_web_host'] },
    ],
    properties: COMMON,
  },
  {
    types: [
      'azurerm_storage_container',
      'azurerm_storage_share',
      'azurerm_storage_table',
      'azurerm_storage_data_lake_gen2_filesystem',
    ],
    kind: 'storage',
    asTarget: 'data',
    names: NAMED,
    properties: { 'storage_account_name|storage_account_id': 'data' },
  },
  {
    types: ['azurerm_storage_queue'],
    kind: 'queue',
    asTarget: 'asynchronous',
    names: NAMED,
    properties: { 'storage_account_name|storage_account_id': 'data' },
  },
  ...settings(
    'config',
    'azurerm_storage_account_network_rules azurerm_storage_management_policy azurerm_storage_account_customer_managed_key azurerm_storage_account_static_website azurerm_storage_encryption_scope azurerm_storage_account_queue_properties',
    'azurerm_mssql_firewall_rule azurerm_mssql_virtual_network_rule azurerm_mssql_server_extended_auditing_policy azurerm_mssql_server_security_alert_policy azurerm_postgresql_flexible_server_configuration azurerm_postgresql_flexible_server_firewall_rule azurerm_mysql_flexible_server_configuration azurerm_mysql_flexible_server_firewall_rule azurerm_postgresql_firewall_rule azurerm_mysql_firewall_rule azurerm_sql_firewall_rule azurerm_redis_firewall_rule',
  ).map((row) => ({ ...row, properties: { '*': 'config' } as const })),
  ...settings('start-up', 'azurerm_storage_blob'),
  {
    types: ['azurerm_mssql_server', 'azurerm_sql_server'],
    kind: 'database',
    service: 'sql-database',
    spread: 'regional',
    asTarget: 'data',
    names: hosted('{}.database.windows.net', 'fully_qualified_domain_name'),
    properties: { ...COMMON, azuread_administrator: 'permission' },
  },
  {
    types: ['azurerm_mssql_database', 'azurerm_sql_database', 'azurerm_mssql_elasticpool'],
    kind: 'database',
    service: 'sql-database',
    // Below a server, of which it has the region. With zone_redundant its copies are in several zones:
    // learn.microsoft.com/azure/azure-sql/database/high-availability-sla-local-zone-redundancy
    spread: 'regional',
    asTarget: 'data',
    standby: [{ property: 'zone_redundant', is: true }],
    failover: 30,
    names: NAMED,
    properties: {
      ...COMMON,
      'server_id|server_name|elastic_pool_id': 'data',
      creation_source_database_id: 'asynchronous',
    },
  },
  {
    types: ['azurerm_mssql_failover_group'],
    kind: 'database',
    spread: 'global',
    asTarget: 'data',
    names: hosted('{}.database.windows.net'),
    properties: { server_id: 'data', 'partner_server|databases': 'config' },
  },
  {
    types: ['azurerm_mssql_managed_instance'],
    kind: 'database',
    service: 'sql-managed-instance',
    spread: 'regional',
    asTarget: 'data',
    standby: [{ property: 'zone_redundant_enabled', is: true }],
    failover: 30,
    names: [...NAMED, { form: 'host', property: ['fqdn'] }],
    properties: COMMON,
  },
  database('managed_instance_id', 'azurerm_mssql_managed_database'),
  {
    types: ['azurerm_postgresql_flexible_server', 'azurerm_postgresql_server'],
    kind: 'database',
    service: 'postgresql',
    spread: 'zonal',
    asTarget: 'data',
    zones: ['zone', 'high_availability.standby_availability_zone'],
    standby: FLEXIBLE_STANDBY,
    // 60 to 120 seconds, as the page above says.
    failover: 120,
    names: hosted('{}.postgres.database.azure.com', 'fqdn'),
    properties: { ...COMMON, source_server_id: 'asynchronous' },
  },
  database(
    'server_id|server_name',
    'azurerm_postgresql_flexible_server_database',
    'azurerm_postgresql_database',
  ),
  {
    types: ['azurerm_mysql_flexible_server', 'azurerm_mysql_server', 'azurerm_mariadb_server'],
    kind: 'database',
    service: 'mysql',
    spread: 'zonal',
    asTarget: 'data',
    zones: ['zone', 'high_availability.standby_availability_zone'],
    standby: FLEXIBLE_STANDBY,
    failover: 120,
    names: hosted('{}.mysql.database.azure.com', 'fqdn'),
    properties: { ...COMMON, source_server_id: 'asynchronous' },
  },
  database(
    'server_name',
    'azurerm_mysql_flexible_database',
    'azurerm_mysql_database',
    'azurerm_mariadb_database',
  ),
  {
    types: ['azurerm_cosmosdb_account', 'azurerm_cosmosdb_postgresql_cluster', 'azurerm_mongo_cluster'],
    kind: 'database',
    service: 'cosmos-db',
    spread: 'regional',
    asTarget: 'data',
    names: [
      ...hosted('{}.documents.azure.com'),
      { form: 'host', property: ['name'], as: '{}.mongo.cosmos.azure.com' },
      { form: 'host', property: ['name'], as: '{}.cassandra.cosmos.azure.com' },
    ],
    properties: { ...COMMON, virtual_network_rule: 'network' },
  },
  database(
    'account_name|database_name|cosmosdb_account_id',
    'azurerm_cosmosdb_sql_database',
    'azurerm_cosmosdb_sql_container',
    'azurerm_cosmosdb_mongo_database',
    'azurerm_cosmosdb_mongo_collection',
    'azurerm_cosmosdb_table',
    'azurerm_cosmosdb_cassandra_keyspace',
    'azurerm_cosmosdb_gremlin_database',
  ),
  {
    types: ['azurerm_redis_cache', 'azurerm_redis_enterprise_cluster', 'azurerm_managed_redis'],
    kind: 'cache',
    service: 'redis',
    spread: 'zonal',
    asTarget: 'data',
    zones: ['zones'],
    // Two nodes from Standard upwards; in several zones if these are named:
    // learn.microsoft.com/azure/azure-cache-for-redis/cache-high-availability
    standby: [{ property: 'sku_name', is: ['Standard', 'Premium'] }],
    failover: 15,
    names: hosted('{}.redis.cache.windows.net', 'hostname'),
    properties: COMMON,
  },
  {
    types: ['azurerm_netapp_account', 'azurerm_netapp_pool', 'azurerm_netapp_volume'],
    kind: 'storage',
    service: 'netapp-files',
    spread: 'zonal',
    asTarget: 'data',
    zones: ['zone'],
    properties: COMMON,
  },
  {
    types: ['azurerm_kusto_cluster', 'azurerm_kusto_database'],
    kind: 'database',
    service: 'data-explorer',
    spread: 'regional',
    asTarget: 'data',
    names: [...NAMED, { form: 'host', property: ['uri'] }],
    properties: { ...COMMON, cluster_name: 'data' },
  },
  {
    types: ['azurerm_data_factory'],
    kind: 'service',
    service: 'data-factory',
    spread: 'regional',
    asTarget: 'call',
    names: NAMED,
    properties: COMMON,
  },
  {
    types: ['azurerm_recovery_services_vault', 'azurerm_data_protection_backup_vault'],
    kind: 'storage',
    service: 'backup',
    spread: 'regional',
    role: 'setting',
    asTarget: 'config',
    properties: COMMON,
  },
];
