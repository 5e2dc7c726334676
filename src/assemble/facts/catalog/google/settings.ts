/** Identities, what these may do, keys and secrets: needed, but rarely what fails. */
import type { TypeRow } from '../../catalog.ts';
import { only, settings } from '../aws/rows.ts';

/** Ways to grant a role on one thing: `_member` adds one, `_binding` sets all of one role, `_policy` all of all. */
const GRANTED_ON: Readonly<Record<string, string>> = {
  google_storage_bucket_iam: 'bucket',
  google_pubsub_topic_iam: 'topic',
  google_pubsub_subscription_iam: 'subscription',
  google_secret_manager_secret_iam: 'secret_id',
  google_kms_crypto_key_iam: 'crypto_key_id',
  google_kms_key_ring_iam: 'key_ring_id',
  google_bigquery_dataset_iam: 'dataset_id',
  google_bigquery_table_iam: 'table_id',
  google_cloud_run_service_iam: 'service',
  google_cloud_run_v2_service_iam: 'name',
  google_cloudfunctions_function_iam: 'cloud_function',
  google_cloudfunctions2_function_iam: 'cloud_function',
  google_artifact_registry_repository_iam: 'repository',
  google_spanner_database_iam: 'database',
  google_spanner_instance_iam: 'instance',
  google_bigtable_instance_iam: 'instance',
  google_service_account_iam: 'service_account_id',
};

const grants: readonly TypeRow[] = Object.entries(GRANTED_ON).map(([type, on]) => ({
  types: [`${type}_member`, `${type}_binding`, `${type}_policy`],
  kind: 'resource',
  role: 'link',
  asTarget: 'permission',
  properties: { '*': 'config' },
  links: [{ from: 'member|members', to: on, class: 'permission', why: 'it is allowed to use it' }],
}));

export const GOOGLE_SETTINGS: readonly TypeRow[] = [
  ...grants,
  ...only(
    'permission',
    'google_project_iam_member google_project_iam_binding google_project_iam_policy google_project_iam_audit_config',
    'google_folder_iam_member google_folder_iam_binding google_organization_iam_member google_organization_iam_binding',
    'google_project_iam_custom_role google_organization_iam_custom_role google_iam_policy',
    'google_iam_workload_identity_pool google_iam_workload_identity_pool_provider google_iap_web_iam_member',
  ),
  {
    types: ['google_service_account', 'google_project_service_identity'],
    kind: 'identity',
    service: 'iam',
    spread: 'global',
    asTarget: 'permission',
    names: [{ form: 'name', property: ['email'] }],
  },
  ...settings('permission', 'google_service_account_key'),
  {
    types: ['google_kms_crypto_key', 'google_kms_key_ring', 'google_kms_crypto_key_version'],
    kind: 'identity',
    service: 'kms',
    spread: 'regional',
    asTarget: 'key',
    names: [{ form: 'name', property: ['id', 'name'] }],
    properties: { key_ring: 'key' },
  },
  {
    types: ['google_secret_manager_secret', 'google_secret_manager_regional_secret'],
    kind: 'identity',
    // Copied to several regions unless its maker names one: cloud.google.com/secret-manager/docs/choosing-replication
    service: 'secret-manager',
    spread: 'global',
    asTarget: 'start-up',
    names: [{ form: 'name', property: ['secret_id'] }],
    properties: { replication: 'key', topics: 'asynchronous' },
  },
  ...settings(
    'start-up',
    'google_secret_manager_secret_version google_secret_manager_regional_secret_version',
  ).map((row) => ({
    ...row,
    properties: { secret: 'start-up', '*': 'config' } as const,
  })),
  ...settings(
    'config',
    'google_project google_folder google_project_service google_client_config google_project_organization_policy',
    'google_compute_zones google_compute_regions google_netblock_ip_ranges google_container_engine_versions',
    'google_sql_user google_sql_ssl_cert google_spanner_backup_schedule google_bigquery_routine google_bigquery_job',
  ),
];
