/** What runs without servers of one's own: functions, Cloud Run, App Engine, and what builds or schedules it. */
import type { TypeRow } from '../../catalog.ts';
import { settings } from '../aws/rows.ts';

/** Who may call it is public or not; only a service that takes traffic from outside is where people come in. */
const INTERNAL = ['INGRESS_TRAFFIC_INTERNAL_ONLY', 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER'];

const NETWORKED = {
  'vpc_connector|service_config.vpc_connector|template.vpc_access|vpc_access': 'network',
  'service_account_email|service_config.service_account_email|template.service_account': 'permission',
  'template.spec.service_account_name|template.template.service_account': 'permission',
  'source_archive_bucket|source_archive_object|build_config': 'start-up',
  'kms_key_name|template.encryption_key': 'key',
} as const;

export const GOOGLE_SERVERLESS: readonly TypeRow[] = [
  {
    types: ['google_cloudfunctions_function', 'google_cloudfunctions2_function'],
    kind: 'function',
    service: 'cloud-functions',
    spread: 'regional',
    asTarget: 'call',
    names: [
      { form: 'name', property: ['name'] },
      { form: 'host', property: ['https_trigger_url', 'service_config.uri', 'url'] },
    ],
    properties: { ...NETWORKED, event_trigger: 'asynchronous' },
  },
  {
    types: ['google_cloud_run_service', 'google_cloud_run_v2_service'],
    kind: 'service',
    service: 'cloud-run',
    spread: 'regional',
    asTarget: 'call',
    entry: { why: 'Cloud Run service', unless: [{ property: 'ingress', is: INTERNAL }] },
    names: [
      { form: 'name', property: ['name'] },
      { form: 'host', property: ['uri', 'status.url'] },
    ],
    properties: {
      ...NETWORKED,
      'template.volumes.cloud_sql_instance|template.metadata': 'data',
      'template.containers.env.value_source|template.spec.containers.env.value_from': 'start-up',
      'template.containers.image|template.spec.containers.image': 'start-up',
    },
  },
  {
    types: ['google_cloud_run_v2_job', 'google_cloud_run_v2_worker_pool'],
    kind: 'function',
    service: 'cloud-run',
    spread: 'regional',
    asTarget: 'call',
    names: [{ form: 'name', property: ['name'] }],
    properties: {
      ...NETWORKED,
      'template.template.volumes.cloud_sql_instance': 'data',
      'template.template.containers.env.value_source': 'start-up',
    },
  },
  {
    types: ['google_app_engine_application'],
    kind: 'service',
    service: 'app-engine',
    spread: 'regional',
    asTarget: 'placement',
    names: [{ form: 'host', property: ['default_hostname'] }],
  },
  {
    types: [
      'google_app_engine_standard_app_version',
      'google_app_engine_flexible_app_version',
      'google_app_engine_service_split_traffic',
    ],
    kind: 'service',
    service: 'app-engine',
    spread: 'regional',
    asTarget: 'call',
    entry: { why: 'App Engine service' },
    names: [{ form: 'name', property: ['service'] }],
    properties: { deployment: 'start-up', vpc_access_connector: 'network', service_account: 'permission' },
  },
  ...settings('config', 'google_app_engine_domain_mapping google_cloud_run_domain_mapping'),
  {
    types: ['google_cloud_scheduler_job'],
    kind: 'service',
    // No public source says what Cloud Scheduler stands on: it stands on its region alone.
    spread: 'regional',
    asTarget: 'asynchronous',
    properties: {
      'pubsub_target|http_target|app_engine_http_target': 'call',
      'http_target.oidc_token|http_target.oauth_token': 'permission',
    },
  },
  {
    types: ['google_cloud_tasks_queue'],
    kind: 'queue',
    spread: 'regional',
    asTarget: 'asynchronous',
    names: [{ form: 'name', property: ['name', 'id'] }],
  },
  {
    types: ['google_workflows_workflow'],
    kind: 'function',
    spread: 'regional',
    asTarget: 'call',
    names: [{ form: 'name', property: ['name'] }],
    properties: { service_account: 'permission', source_contents: 'call' },
  },
  {
    types: ['google_cloudbuild_trigger', 'google_cloudbuild_worker_pool'],
    kind: 'service',
    service: 'cloud-build',
    spread: 'regional',
    asTarget: 'start-up',
    properties: { service_account: 'permission', pubsub_config: 'asynchronous', '*': 'config' },
  },
  {
    types: ['google_composer_environment'],
    kind: 'service',
    service: 'composer',
    spread: 'regional',
    asTarget: 'call',
    names: [{ form: 'name', property: ['name'] }],
    properties: { 'config.node_config': 'network' },
  },
  {
    types: [
      'google_vertex_ai_endpoint',
      'google_vertex_ai_index_endpoint',
      'google_vertex_ai_index',
      'google_vertex_ai_featurestore',
      'google_vertex_ai_feature_online_store',
      'google_notebooks_instance',
      'google_workbench_instance',
    ],
    kind: 'service',
    service: 'vertex-ai',
    spread: 'regional',
    asTarget: 'call',
    names: [{ form: 'name', property: ['name'] }],
    properties: { 'network|subnet': 'network' },
  },
];
