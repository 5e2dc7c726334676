/** Messages, events, and where measurements go. */
import type { TypeRow } from '../../catalog.ts';
import { only, settings } from '../aws/rows.ts';
import { COMMON, NAMED, PARENT, hosted } from './rows.ts';

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
    'forwardTo|forwardDeadLetteredMessagesTo|captureDescription': 'asynchronous',
  },
});

const NAMESPACE = 'namespace_id|namespace_name|eventhub_name|topic_id|topic_name|subscription_id|parent';

export const AZURE_EVENTS: readonly TypeRow[] = [
  {
    types: ['azurerm_servicebus_namespace', 'Microsoft.ServiceBus/namespaces'],
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
    'Microsoft.ServiceBus/namespaces/queues',
    'Microsoft.ServiceBus/namespaces/topics',
    'Microsoft.ServiceBus/namespaces/topics/subscriptions',
  ),
  {
    types: [
      'azurerm_eventhub_namespace',
      'azurerm_eventhub_cluster',
      'Microsoft.EventHub/namespaces',
      'Microsoft.EventHub/clusters',
    ],
    kind: 'queue',
    service: 'event-hubs',
    spread: 'regional',
    asTarget: 'asynchronous',
    names: hosted('{}.servicebus.windows.net'),
    properties: { ...COMMON, 'dedicated_cluster_id|clusterArmId': 'placement' },
  },
  inside(NAMESPACE, 'azurerm_eventhub', 'Microsoft.EventHub/namespaces/eventhubs'),
  ...settings(
    'permission',
    'azurerm_servicebus_namespace_authorization_rule azurerm_servicebus_queue_authorization_rule azurerm_servicebus_topic_authorization_rule azurerm_eventhub_authorization_rule azurerm_eventhub_namespace_authorization_rule',
    'Microsoft.ServiceBus/namespaces/authorizationRules Microsoft.ServiceBus/namespaces/queues/authorizationRules Microsoft.ServiceBus/namespaces/topics/authorizationRules Microsoft.EventHub/namespaces/authorizationRules Microsoft.EventHub/namespaces/eventhubs/authorizationRules Microsoft.ServiceBus/namespaces/networkRuleSets Microsoft.EventHub/namespaces/networkRuleSets',
  ),
  // A connection string from a rule leads to what the rule is for.
  ...settings(
    'asynchronous',
    'azurerm_eventhub_consumer_group azurerm_servicebus_subscription_rule Microsoft.EventHub/namespaces/eventhubs/consumergroups Microsoft.ServiceBus/namespaces/topics/subscriptions/rules',
  ),
  {
    types: [
      'azurerm_eventgrid_topic',
      'azurerm_eventgrid_system_topic',
      'azurerm_eventgrid_domain',
      'azurerm_eventgrid_domain_topic',
      'Microsoft.EventGrid/topics',
      'Microsoft.EventGrid/systemTopics',
      'Microsoft.EventGrid/domains',
      'Microsoft.EventGrid/domains/topics',
      'Microsoft.EventGrid/namespaces',
    ],
    kind: 'queue',
    service: 'event-grid',
    spread: 'regional',
    asTarget: 'asynchronous',
    names: [...NAMED, { form: 'host', property: ['endpoint'] }],
    properties: {
      ...COMMON,
      'source_arm_resource_id|source_resource_id|source': 'asynchronous',
      [PARENT]: 'data',
    },
  },
  {
    types: [
      'azurerm_eventgrid_event_subscription',
      'azurerm_eventgrid_system_topic_event_subscription',
      'Microsoft.EventGrid/eventSubscriptions',
      'Microsoft.EventGrid/systemTopics/eventSubscriptions',
      'Microsoft.EventGrid/topics/eventSubscriptions',
    ],
    kind: 'queue',
    role: 'link',
    asTarget: 'asynchronous',
    properties: { '*': 'config' },
    links: [
      {
        from: 'azure_function_endpoint.function_id|webhook_endpoint.url|service_bus_queue_endpoint_id|service_bus_topic_endpoint_id|eventhub_endpoint_id|hybrid_connection_endpoint_id|storage_queue_endpoint.storage_account_id|destination|deliveryWithResourceIdentity',
        to: 'scope|system_topic|parent|topic',
        class: 'asynchronous',
        why: 'events are delivered to it',
      },
    ],
  },
  {
    types: [
      'azurerm_iothub',
      'azurerm_iothub_dps',
      'Microsoft.Devices/IotHubs',
      'Microsoft.Devices/provisioningServices',
    ],
    kind: 'queue',
    service: 'iot-hub',
    spread: 'regional',
    asTarget: 'asynchronous',
    names: hosted('{}.azure-devices.net', 'hostname'),
    properties: { ...COMMON, 'endpoint|file_upload|routing|storageEndpoints': 'asynchronous' },
  },
  {
    types: ['azurerm_stream_analytics_job', 'Microsoft.StreamAnalytics/streamingJobs'],
    kind: 'function',
    service: 'stream-analytics',
    spread: 'regional',
    asTarget: 'call',
    names: NAMED,
    properties: COMMON,
  },
  {
    types: [
      'azurerm_notification_hub',
      'azurerm_notification_hub_namespace',
      'Microsoft.NotificationHubs/namespaces',
      'Microsoft.NotificationHubs/namespaces/notificationHubs',
    ],
    kind: 'queue',
    service: 'notification-hubs',
    spread: 'regional',
    asTarget: 'asynchronous',
    names: NAMED,
    properties: { ...COMMON, 'namespace_name|parent': 'data' },
  },
  {
    types: ['azurerm_log_analytics_workspace', 'Microsoft.OperationalInsights/workspaces'],
    kind: 'service',
    service: 'log-analytics',
    spread: 'regional',
    asTarget: 'telemetry',
    names: NAMED,
    properties: COMMON,
  },
  {
    types: ['azurerm_application_insights', 'Microsoft.Insights/components'],
    kind: 'service',
    service: 'application-insights',
    spread: 'regional',
    asTarget: 'telemetry',
    names: NAMED,
    properties: { ...COMMON, 'workspace_id|WorkspaceResourceId': 'telemetry' },
  },
  {
    types: ['azurerm_monitor_diagnostic_setting', 'Microsoft.Insights/diagnosticSettings'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'target_resource_id|scope|parent',
        to: 'log_analytics_workspace_id|storage_account_id|eventhub_authorization_rule_id|eventhub_name|workspaceId|storageAccountId|eventHubAuthorizationRuleId|eventHubName',
        class: 'telemetry',
        why: 'its logs are sent there',
      },
    ],
  },
  ...only(
    'telemetry',
    'azurerm_monitor_metric_alert azurerm_monitor_action_group azurerm_monitor_activity_log_alert azurerm_monitor_scheduled_query_rules_alert azurerm_monitor_scheduled_query_rules_alert_v2',
    'Microsoft.Insights/metricAlerts Microsoft.Insights/actionGroups Microsoft.Insights/activityLogAlerts Microsoft.Insights/scheduledQueryRules Microsoft.Insights/alertRules',
    'azurerm_monitor_data_collection_rule azurerm_monitor_data_collection_rule_association azurerm_monitor_data_collection_endpoint azurerm_monitor_workspace azurerm_log_analytics_solution azurerm_application_insights_web_test azurerm_application_insights_standard_web_test azurerm_dashboard_grafana azurerm_portal_dashboard',
    'Microsoft.Insights/dataCollectionRules Microsoft.Insights/dataCollectionRuleAssociations Microsoft.Insights/dataCollectionEndpoints Microsoft.Insights/webtests Microsoft.Insights/workbooks Microsoft.Monitor/accounts Microsoft.OperationsManagement/solutions Microsoft.OperationalInsights/workspaces/dataSources Microsoft.OperationalInsights/workspaces/linkedServices Microsoft.OperationalInsights/workspaces/savedSearches Microsoft.OperationalInsights/workspaces/tables Microsoft.Portal/dashboards Microsoft.Dashboard/grafana Microsoft.AlertsManagement/smartDetectorAlertRules',
  ),
];
