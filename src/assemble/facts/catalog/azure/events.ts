/** Messages, events, and where measurements go. */
import type { TypeRow } from '../../catalog.ts';
import { only, settings } from '../aws/rows.ts';
import { COMMON, NAMED, hosted } from './rows.ts';

/** A queue or topic fails with its namespace. */
const inside = (of: string, ...types: readonly string[]): TypeRow => ({
  types,
  kind: 'queue',
  asTarget: 'asynchronous',
  names: NAMED,
  properties: {
    ...COMMON,
    [of]: 'data',
    'forward_to|forward_dead_lettered_messages_to|capture_description': 'asynchronous',
  },
});

const NAMESPACE = 'namespace_id|namespace_name|eventhub_name|topic_id|topic_name|subscription_id';

export const AZURE_EVENTS: readonly TypeRow[] = [
  {
    types: ['azurerm_servicebus_namespace'],
    kind: 'queue',
    service: 'service-bus',
    spread: 'regional',
    asTarget: 'asynchronous',
    names: hosted('{}.servicebus.windows.net'),
    properties: COMMON,
  },
  inside(
    NAMESPACE,
    'azurerm_servicebus_queue',
    'azurerm_servicebus_topic',
    'azurerm_servicebus_subscription',
  ),
  {
    types: ['azurerm_eventhub_namespace', 'azurerm_eventhub_cluster'],
    kind: 'queue',
    service: 'event-hubs',
    spread: 'regional',
    asTarget: 'asynchronous',
    names: hosted('{}.servicebus.windows.net'),
    properties: { ...COMMON, dedicated_cluster_id: 'placement' },
  },
  inside(NAMESPACE, 'azurerm_eventhub'),
  ...settings(
    'permission',
    'azurerm_servicebus_namespace_authorization_rule azurerm_servicebus_queue_authorization_rule azurerm_servicebus_topic_authorization_rule azurerm_eventhub_authorization_rule azurerm_eventhub_namespace_authorization_rule',
  ),
  // A connection string from a rule leads to what the rule is for.
  ...settings('asynchronous', 'azurerm_eventhub_consumer_group azurerm_servicebus_subscription_rule'),
  {
    types: [
      'azurerm_eventgrid_topic',
      'azurerm_eventgrid_system_topic',
      'azurerm_eventgrid_domain',
      'azurerm_eventgrid_domain_topic',
    ],
    kind: 'queue',
    service: 'event-grid',
    spread: 'regional',
    asTarget: 'asynchronous',
    names: [...NAMED, { form: 'host', property: ['endpoint'] }],
    properties: { ...COMMON, 'source_arm_resource_id|source_resource_id': 'asynchronous' },
  },
  {
    types: ['azurerm_eventgrid_event_subscription', 'azurerm_eventgrid_system_topic_event_subscription'],
    kind: 'queue',
    role: 'link',
    asTarget: 'asynchronous',
    properties: { '*': 'config' },
    links: [
      {
        from: 'azure_function_endpoint.function_id|webhook_endpoint.url|service_bus_queue_endpoint_id|service_bus_topic_endpoint_id|eventhub_endpoint_id|hybrid_connection_endpoint_id|storage_queue_endpoint.storage_account_id',
        to: 'scope|system_topic',
        class: 'asynchronous',
        why: 'events are delivered to it',
      },
    ],
  },
  {
    types: ['azurerm_iothub', 'azurerm_iothub_dps'],
    kind: 'queue',
    service: 'iot-hub',
    spread: 'regional',
    asTarget: 'asynchronous',
    names: hosted('{}.azure-devices.net', 'hostname'),
    properties: { ...COMMON, 'endpoint|file_upload': 'asynchronous' },
  },
  {
    types: ['azurerm_stream_analytics_job'],
    kind: 'function',
    service: 'stream-analytics',
    spread: 'regional',
    asTarget: 'call',
    names: NAMED,
    properties: COMMON,
  },
  {
    types: ['azurerm_notification_hub', 'azurerm_notification_hub_namespace'],
    kind: 'queue',
    service: 'notification-hubs',
    spread: 'regional',
    asTarget: 'asynchronous',
    names: NAMED,
    properties: { ...COMMON, namespace_name: 'data' },
  },
  {
    types: ['azurerm_log_analytics_workspace'],
    kind: 'service',
    service: 'log-analytics',
    spread: 'regional',
    asTarget: 'telemetry',
    names: NAMED,
    properties: COMMON,
  },
  {
    types: ['azurerm_application_insights'],
    kind: 'service',
    service: 'application-insights',
    spread: 'regional',
    asTarget: 'telemetry',
    names: NAMED,
    properties: { ...COMMON, workspace_id: 'telemetry' },
  },
  {
    types: ['azurerm_monitor_diagnostic_setting'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'target_resource_id',
        to: 'log_analytics_workspace_id|storage_account_id|eventhub_authorization_rule_id|eventhub_name',
        class: 'telemetry',
        why: 'its logs are sent there',
      },
    ],
  },
  ...only(
    'telemetry',
    'azurerm_monitor_metric_alert azurerm_monitor_action_group azurerm_monitor_activity_log_alert azurerm_monitor_scheduled_query_rules_alert azurerm_monitor_scheduled_query_rules_alert_v2',
    'azurerm_monitor_data_collection_rule azurerm_monitor_data_collection_rule_association azurerm_monitor_data_collection_endpoint azurerm_monitor_workspace azurerm_log_analytics_solution azurerm_application_insights_web_test azurerm_application_insights_standard_web_test azurerm_dashboard_grafana azurerm_portal_dashboard',
  ),
];
