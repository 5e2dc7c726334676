/** Databases, caches, buckets and warehouses. */
import type { TypeRow } from '../../catalog.ts';
import { settings } from '../aws/rows.ts';

const NAME = { form: 'name', property: ['name'] } as const;

export const GOOGLE_DATA: readonly TypeRow[] = [
  {
    types: ['google_sql_database_instance'],
    kind: 'database',
    service: 'cloud-sql',
    spread: 'zonal',
    asTarget: 'data',
    zones: ['settings.location_preference.zone', 'settings.location_preference.secondary_zone'],
    // REGIONAL has a standby in another zone of the region, which takes over in about 60 seconds:
    // cloud.google.com/sql/docs/mysql/high-availability
    standby: [{ property: 'settings.availability_type', is: 'REGIONAL' }],
    failover: 60,
    names: [
      NAME,
      { form: 'name', property: ['connection_name'] },
      { form: 'host', property: ['private_ip_address', 'first_ip_address', 'ip_address.ip_address'] },
      { form: 'host', property: ['dns_name'] },
    ],
    properties: {
      'settings.ip_configuration': 'network',
      master_instance_name: 'asynchronous',
      encryption_key_name: 'key',
      clone: 'start-up',
    },
  },
  // A database in an instance fails with the instance and not otherwise.
  {
    types: ['google_sql_database'],
    kind: 'database',
    asTarget: 'data',
    names: [NAME],
    properties: { instance: 'data' },
  },
  {
    types: ['google_alloydb_cluster', 'google_alloydb_instance'],
    kind: 'database',
    spread: 'regional',
    asTarget: 'data',
    // cloud.google.com/alloydb/docs/overview: two nodes in two zones
    standby: [{ property: 'availability_type', is: 'REGIONAL' }],
    failover: 60,
    names: [{ form: 'host', property: ['ip_address'] }],
    properties: { cluster: 'data', 'network_config|network': 'network', encryption_config: 'key' },
  },
  {
    types: ['google_spanner_instance', 'google_spanner_database'],
    kind: 'database',
    service: 'spanner',
    spread: 'regional',
    asTarget: 'data',
    names: [NAME],
    properties: { instance: 'data', encryption_config: 'key' },
  },
  {
    types: ['google_bigtable_instance'],
    kind: 'database',
    service: 'bigtable',
    spread: 'zonal',
    asTarget: 'data',
    // Several clusters are copies of each other: cloud.google.com/bigtable/docs/replication-overview
    zones: ['cluster.zone'],
    counts: ['cluster.num_nodes'],
    names: [NAME],
    properties: { 'cluster.kms_key_name': 'key' },
  },
  {
    types: ['google_bigtable_table'],
    kind: 'database',
    asTarget: 'data',
    names: [NAME],
    properties: { instance_name: 'data' },
  },
  {
    types: ['google_firestore_database', 'google_datastore_index', 'google_firestore_index'],
    kind: 'database',
    service: 'firestore',
    spread: 'regional',
    asTarget: 'data',
    names: [NAME],
  },
  {
    types: ['google_redis_instance'],
    kind: 'cache',
    service: 'memorystore',
    spread: 'zonal',
    asTarget: 'data',
    zones: ['location_id', 'alternative_location_id'],
    // The standard tier has a replica in another zone: cloud.google.com/memorystore/docs/redis/redis-tiers
    standby: [{ property: 'tier', is: 'STANDARD_HA' }],
    failover: 30,
    names: [NAME, { form: 'host', property: ['host'] }],
    properties: { authorized_network: 'network', customer_managed_key: 'key' },
  },
  {
    types: ['google_redis_cluster', 'google_memcache_instance', 'google_memorystore_instance'],
    kind: 'cache',
    service: 'memorystore',
    spread: 'regional',
    asTarget: 'data',
    names: [NAME, { form: 'host', property: ['discovery_endpoint', 'discovery_endpoints.address'] }],
    properties: { 'psc_configs|authorized_network': 'network' },
  },
  {
    types: ['google_storage_bucket'],
    kind: 'storage',
    service: 'cloud-storage',
    spread: 'regional',
    asTarget: 'data',
    names: [
      NAME,
      { form: 'host', property: ['name'], as: '{}.storage.googleapis.com' },
      { form: 'name', property: ['name'], as: 'gs://{}' },
    ],
    properties: { encryption: 'key', logging: 'telemetry' },
  },
  ...settings(
    'start-up',
    'google_storage_bucket_object google_storage_default_object_acl google_storage_object_acl',
  ).map((row) => ({ ...row, properties: { bucket: 'data' } as const })),
  {
    types: ['google_storage_notification'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      { from: 'bucket', to: 'topic', class: 'asynchronous', why: 'changes in the bucket are published' },
    ],
  },
  {
    types: ['google_filestore_instance'],
    kind: 'storage',
    spread: 'zonal',
    asTarget: 'data',
    zones: ['location', 'zone'],
    names: [{ form: 'host', property: ['networks.ip_addresses'] }],
    properties: { networks: 'network' },
  },
  {
    types: ['google_bigquery_dataset', 'google_bigquery_table'],
    kind: 'database',
    service: 'bigquery',
    spread: 'regional',
    asTarget: 'data',
    names: [{ form: 'name', property: ['table_id', 'dataset_id'] }],
    properties: { dataset_id: 'data', 'default_encryption_configuration|encryption_configuration': 'key' },
  },
  {
    types: ['google_dataflow_job', 'google_dataflow_flex_template_job'],
    kind: 'function',
    service: 'dataflow',
    spread: 'regional',
    asTarget: 'call',
    properties: {
      'network|subnetwork': 'network',
      service_account_email: 'permission',
      'temp_gcs_location|template_gcs_path|container_spec_gcs_path': 'start-up',
      parameters: 'data',
    },
  },
  {
    types: ['google_artifact_registry_repository'],
    kind: 'storage',
    service: 'artifact-registry',
    spread: 'regional',
    asTarget: 'start-up',
    names: [{ form: 'name', property: ['repository_id'] }],
    properties: { kms_key_name: 'key' },
  },
  {
    types: ['google_container_registry'],
    kind: 'storage',
    service: 'container-registry',
    spread: 'regional',
    asTarget: 'start-up',
  },
];
