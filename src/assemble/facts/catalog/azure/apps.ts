/** App Service, Functions, Container Apps, Logic Apps and other places where code or requests run. */
import type { TypeRow } from '../../catalog.ts';
import { settings } from '../aws/rows.ts';
import { COMMON, NAMED, hosted } from './rows.ts';

const APP = {
  ...COMMON,
  'service_plan_id|app_service_plan_id|serverFarmId': 'placement',
  'site_config.application_insights_connection_string|site_config.application_insights_key|logs': 'telemetry',
  'app_settings.APPLICATIONINSIGHTS_CONNECTION_STRING|app_settings.APPINSIGHTS_INSTRUMENTATIONKEY':
    'telemetry',
  'storage_account_name|storage_account|storage_account_access_key': 'data',
} as const;

export const AZURE_APPS: readonly TypeRow[] = [
  {
    types: [
      'azurerm_service_plan',
      'azurerm_app_service_plan',
      'azurerm_app_service_environment_v3',
      'Microsoft.Web/serverfarms',
      'Microsoft.Web/hostingEnvironments',
    ],
    kind: 'compute',
    service: 'app-service',
    // Spread over zones if asked for: learn.microsoft.com/azure/reliability/reliability-app-service
    spread: 'regional',
    asTarget: 'placement',
    counts: ['worker_count', 'sku.capacity'],
    names: NAMED,
    properties: { ...COMMON, 'app_service_environment_id|hostingEnvironmentProfile': 'placement' },
  },
  {
    types: [
      'azurerm_linux_web_app',
      'azurerm_windows_web_app',
      'azurerm_app_service',
      'azurerm_linux_web_app_slot',
      'azurerm_windows_web_app_slot',
      'Microsoft.Web/sites',
      'Microsoft.Web/sites/slots',
    ],
    kind: 'service',
    service: 'app-service',
    spread: 'regional',
    asTarget: 'call',
    // One type of Resource Manager's is both: its kind tells which.
    variants: [
      {
        property: 'kind',
        is: [
          'functionapp',
          'functionapp,linux',
          'functionapp,linux,container',
          'functionapp,workflowapp',
          'functionapp,linux,workflowapp',
        ],
        service: 'functions',
      },
    ],
    entry: {
      why: 'web app',
      unless: [
        { property: 'public_network_access_enabled', is: false },
        { property: 'publicNetworkAccess', is: 'Disabled' },
      ],
    },
    names: hosted('{}.azurewebsites.net', 'default_hostname', 'default_site_hostname'),
    properties: APP,
  },
  {
    types: [
      'azurerm_linux_function_app',
      'azurerm_windows_function_app',
      'azurerm_function_app',
      'azurerm_function_app_flex_consumption',
    ],
    kind: 'function',
    service: 'functions',
    spread: 'regional',
    asTarget: 'call',
    names: hosted('{}.azurewebsites.net', 'default_hostname'),
    properties: { ...APP, storage_container_endpoint: 'start-up' },
  },
  {
    types: ['azurerm_static_web_app', 'azurerm_static_site', 'Microsoft.Web/staticSites'],
    kind: 'service',
    service: 'static-web-apps',
    spread: 'global',
    asTarget: 'call',
    entry: { why: 'static web app' },
    names: [...NAMED, { form: 'host', property: ['default_host_name'] }],
    properties: COMMON,
  },
  {
    types: ['azurerm_container_app_environment', 'Microsoft.App/managedEnvironments'],
    kind: 'compute',
    service: 'container-apps',
    spread: 'regional',
    asTarget: 'placement',
    names: [...NAMED, { form: 'host', property: ['default_domain'] }],
    properties: {
      ...COMMON,
      'infrastructure_subnet_id|vnetConfiguration': 'network',
      'log_analytics_workspace_id|appLogsConfiguration': 'telemetry',
    },
  },
  {
    types: [
      'azurerm_container_app',
      'azurerm_container_app_job',
      'Microsoft.App/containerApps',
      'Microsoft.App/jobs',
    ],
    kind: 'service',
    service: 'container-apps',
    spread: 'regional',
    asTarget: 'call',
    counts: ['template.min_replicas', 'template.scale.minReplicas'],
    names: [...NAMED, { form: 'host', property: ['ingress.fqdn', 'latest_revision_fqdn'] }],
    properties: {
      ...COMMON,
      'container_app_environment_id|managedEnvironmentId|environmentId': 'placement',
      'registry|secret|configuration.registries|configuration.secrets': 'start-up',
      'template.container.env|template.containers.env': 'call',
      'template.volume|template.volumes': 'data',
    },
  },
  {
    types: ['azurerm_logic_app_workflow', 'azurerm_logic_app_standard', 'Microsoft.Logic/workflows'],
    kind: 'function',
    service: 'logic-apps',
    spread: 'regional',
    asTarget: 'call',
    names: NAMED,
    properties: APP,
  },
  ...settings(
    'call',
    'azurerm_logic_app_action_http azurerm_logic_app_action_custom azurerm_logic_app_trigger_http_request azurerm_logic_app_trigger_recurrence azurerm_logic_app_trigger_custom',
  ).map((row) => ({ ...row, properties: { logic_app_id: 'config' } as const })),
  {
    types: ['azurerm_api_management', 'Microsoft.ApiManagement/service'],
    kind: 'network',
    service: 'api-management',
    spread: 'regional',
    asTarget: 'call',
    entry: {
      why: 'API Management',
      unless: [
        { property: 'virtual_network_type', is: 'Internal' },
        { property: 'virtualNetworkType', is: 'Internal' },
      ],
    },
    names: hosted('{}.azure-api.net'),
    properties: {
      ...COMMON,
      virtual_network_configuration: 'network',
      'additional_location|additionalLocations': 'network',
    },
  },
  {
    types: ['azurerm_api_management_backend', 'Microsoft.ApiManagement/service/backends'],
    kind: 'resource',
    role: 'setting',
    asTarget: 'call',
    properties: { 'api_management_name|parent': 'config', '*': 'call' },
    links: [
      {
        from: 'api_management_name|parent',
        to: 'url|resource_id|resourceId',
        class: 'call',
        why: 'it is one of its backends',
      },
    ],
  },
  {
    types: ['azurerm_api_management_api', 'Microsoft.ApiManagement/service/apis'],
    kind: 'resource',
    role: 'setting',
    asTarget: 'call',
    properties: { 'api_management_name|parent': 'config', 'service_url|serviceUrl': 'call' },
    links: [
      {
        from: 'api_management_name|parent',
        to: 'service_url|serviceUrl',
        class: 'call',
        why: 'the API is served from it',
      },
    ],
  },
  ...settings(
    'config',
    'azurerm_api_management_product azurerm_api_management_api_policy azurerm_api_management_api_operation azurerm_api_management_logger azurerm_api_management_subscription',
    'Microsoft.ApiManagement/service/products Microsoft.ApiManagement/service/products/apis Microsoft.ApiManagement/service/products/policies Microsoft.ApiManagement/service/policies Microsoft.ApiManagement/service/apis/policies Microsoft.ApiManagement/service/apis/operations Microsoft.ApiManagement/service/apis/operations/policies Microsoft.ApiManagement/service/apis/schemas Microsoft.ApiManagement/service/apis/diagnostics Microsoft.ApiManagement/service/diagnostics Microsoft.ApiManagement/service/loggers Microsoft.ApiManagement/service/subscriptions Microsoft.ApiManagement/service/namedValues Microsoft.ApiManagement/service/groups Microsoft.ApiManagement/service/users Microsoft.ApiManagement/service/certificates',
    'azurerm_app_service_custom_hostname_binding azurerm_app_service_certificate azurerm_app_service_managed_certificate azurerm_app_service_source_control azurerm_container_app_custom_domain',
    'Microsoft.Web/sites/config Microsoft.Web/sites/slots/config Microsoft.Web/sites/sourcecontrols Microsoft.Web/sites/hostNameBindings Microsoft.Web/sites/extensions Microsoft.Web/sites/siteextensions Microsoft.Web/sites/basicPublishingCredentialsPolicies Microsoft.Web/sites/publicCertificates Microsoft.Web/sites/functions Microsoft.Web/sites/deployments Microsoft.Web/certificates Microsoft.Web/staticSites/customDomains Microsoft.Web/staticSites/config Microsoft.App/managedEnvironments/certificates',
  ),
  {
    types: [
      'azurerm_app_service_virtual_network_swift_connection',
      'Microsoft.Web/sites/networkConfig',
      'Microsoft.Web/sites/virtualNetworkConnections',
    ],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [
      {
        from: 'app_service_id|parent',
        to: 'subnet_id|subnetResourceId|vnetResourceId',
        class: 'network',
        why: 'it reaches the network through it',
      },
    ],
  },
  {
    types: [
      'azurerm_signalr_service',
      'azurerm_web_pubsub',
      'Microsoft.SignalRService/signalR',
      'Microsoft.SignalRService/webPubSub',
    ],
    kind: 'service',
    service: 'signalr',
    spread: 'regional',
    asTarget: 'call',
    names: hosted('{}.service.signalr.net', 'hostname'),
    properties: { ...COMMON, upstream_endpoint: 'call' },
  },
  {
    types: ['azurerm_search_service', 'Microsoft.Search/searchServices'],
    kind: 'database',
    service: 'ai-search',
    spread: 'regional',
    asTarget: 'data',
    counts: ['replica_count', 'replicaCount'],
    names: hosted('{}.search.windows.net'),
    properties: COMMON,
  },
  {
    types: [
      'azurerm_cognitive_account',
      'azurerm_cognitive_deployment',
      'azurerm_ai_services',
      'Microsoft.CognitiveServices/accounts',
      'Microsoft.CognitiveServices/accounts/deployments',
    ],
    kind: 'service',
    spread: 'regional',
    asTarget: 'call',
    names: [
      ...NAMED,
      { form: 'host', property: ['custom_subdomain_name', 'customSubDomainName'], as: '{}.openai.azure.com' },
      {
        form: 'host',
        property: ['custom_subdomain_name', 'customSubDomainName'],
        as: '{}.cognitiveservices.azure.com',
      },
    ],
    properties: { ...COMMON, 'cognitive_account_id|parent': 'call' },
  },
  {
    types: [
      'azurerm_automation_account',
      'azurerm_automation_runbook',
      'Microsoft.Automation/automationAccounts',
      'Microsoft.Automation/automationAccounts/runbooks',
    ],
    kind: 'service',
    service: 'automation',
    spread: 'regional',
    asTarget: 'call',
    names: NAMED,
    properties: { ...COMMON, 'automation_account_name|parent': 'placement' },
  },
];
