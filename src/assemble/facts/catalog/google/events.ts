/** Messages: topics, subscriptions, triggers, and where logs are sent. */
import type { TypeRow } from '../../catalog.ts';
import { only } from '../aws/rows.ts';

export const GOOGLE_EVENTS: readonly TypeRow[] = [
  {
    types: ['google_pubsub_topic', 'google_pubsub_lite_topic'],
    kind: 'queue',
    service: 'pubsub',
    spread: 'regional',
    asTarget: 'asynchronous',
    names: [
      { form: 'name', property: ['name'] },
      { form: 'name', property: ['id'] },
    ],
    properties: { kms_key_name: 'key', schema_settings: 'config' },
  },
  {
    types: ['google_pubsub_subscription', 'google_pubsub_lite_subscription'],
    kind: 'queue',
    service: 'pubsub',
    spread: 'regional',
    asTarget: 'asynchronous',
    names: [
      { form: 'name', property: ['name'] },
      { form: 'name', property: ['id'] },
    ],
    properties: {
      'topic|dead_letter_policy': 'asynchronous',
      'push_config.oidc_token': 'permission',
      'bigquery_config|cloud_storage_config': 'data',
    },
    // What is pushed to lives on the messages; a failure of it leaves them in the subscription.
    links: [
      {
        from: 'push_config.push_endpoint',
        to: 'self',
        class: 'asynchronous',
        why: 'messages are pushed to it',
      },
    ],
  },
  {
    types: ['google_eventarc_trigger'],
    kind: 'queue',
    role: 'link',
    asTarget: 'asynchronous',
    properties: { '*': 'config' },
    links: [
      {
        from: 'destination.cloud_run_service.service|destination.cloud_function|destination.workflow|destination.gke.cluster',
        to: 'transport.pubsub.topic|matching_criteria.value',
        class: 'asynchronous',
        why: 'events are delivered to it',
      },
    ],
  },
  {
    types: ['google_logging_project_sink', 'google_logging_organization_sink', 'google_logging_folder_sink'],
    kind: 'service',
    service: 'logging',
    spread: 'global',
    role: 'setting',
    asTarget: 'telemetry',
    properties: { destination: 'telemetry', '*': 'config' },
  },
  ...only(
    'telemetry',
    'google_logging_metric google_logging_project_bucket_config google_logging_project_exclusion',
    'google_monitoring_alert_policy google_monitoring_notification_channel google_monitoring_dashboard',
    'google_monitoring_uptime_check_config google_monitoring_service google_monitoring_custom_service',
    'google_monitoring_slo google_monitoring_group',
  ),
];
