/** Names at other companies, stores and queues there, and who may do what. */
import type { TypeRow } from '../../catalog.ts';
import { asSettings, of, parts } from './rows.ts';

/** Names, caches and programs at the edge of another company. */
export const EDGE_TYPES: readonly TypeRow[] = [
  {
    types: of('cloudflare', 'record dns_record zone'),
    kind: 'dns',
    asTarget: 'network',
    properties: { provider: 'config', zone_id: 'network' },
  },
  {
    types: of(
      'cloudflare',
      'load_balancer load_balancer_pool zero_trust_tunnel_cloudflared tunnel spectrum_application',
    ),
    kind: 'network',
    asTarget: 'call',
    properties: { zone_id: 'network', monitor: 'telemetry' },
  },
  parts('function', 'call', of('cloudflare', 'worker_script workers_script pages_project')),
  parts('storage', 'data', of('cloudflare', 'r2_bucket workers_kv_namespace')),
  parts('database', 'data', of('cloudflare', 'd1_database hyperdrive_config')),
  parts('queue', 'asynchronous', of('cloudflare', 'queue')),
  ...asSettings(
    'config',
    of(
      'cloudflare',
      'account zones zone_settings_override zone_setting zone_dnssec page_rule ruleset firewall_rule filter rate_limit ' +
        'access_rule access_application access_policy access_group zero_trust_access_application ' +
        'zero_trust_access_policy zero_trust_access_group api_token api_token_permission_groups ip_ranges list list_item ' +
        'load_balancer_monitor logpush_job worker_route workers_route worker_cron_trigger workers_cron_trigger ' +
        'worker_domain workers_custom_domain workers_kv pages_domain certificate_pack custom_ssl origin_ca_certificate ' +
        'custom_hostname argo tiered_cache authenticated_origin_pulls tunnel_config ' +
        'zero_trust_tunnel_cloudflared_config turnstile_widget email_routing_rule managed_headers',
    ),
  ),
  {
    types: of('fastly', 'service_vcl service_compute'),
    kind: 'network',
    asTarget: 'call',
    entry: { why: 'content network' },
    properties: { 'backend.address': 'call', 'logging_s3|logging_https': 'telemetry' },
  },
  ...asSettings(
    'config',
    of(
      'fastly',
      'service_dictionary_items service_acl_entries tls_subscription tls_subscription_validation tls_certificate ' +
        'tls_private_key tls_activation ip_ranges tls_configuration kvstore configstore secretstore package_hash',
    ),
  ),
];

/** Stores and queues at other companies, and what is kept inside of a store. */
export const STORE_TYPES: readonly TypeRow[] = [
  parts('database', 'data', [
    ...of('mongodbatlas', 'cluster advanced_cluster serverless_instance flex_cluster'),
    ...of('snowflake', 'database warehouse'),
    ...of('elasticstack', 'elasticsearch_index'),
    ...of('ec', 'deployment'),
    ...of('neon', 'project'),
    ...of('planetscale', 'database'),
    ...of('cockroach', 'cluster'),
    ...of('clickhouse', 'service'),
  ]),
  parts('cache', 'data', of('rediscloud', 'subscription subscription_database active_active_subscription')),
  parts('queue', 'asynchronous', [
    ...of('confluent', 'kafka_cluster kafka_topic'),
    ...of('kafka', 'topic'),
    ...of('rabbitmq', 'queue exchange'),
  ]),
  // A database in a server falls with the server, which its provider is configured with.
  {
    types: [...of('postgresql', 'database schema'), ...of('mysql', 'database'), ...of('influxdb', 'bucket')],
    kind: 'database',
    asTarget: 'data',
    properties: { provider: 'data' },
  },
  ...asSettings('permission', [
    ...of('postgresql', 'role grant grant_role default_privileges extension publication subscription'),
    ...of('mysql', 'user grant role'),
    ...of('mongodbatlas', 'project project_ip_access_list database_user network_peering network_container'),
    ...of('mongodbatlas', 'privatelink_endpoint privatelink_endpoint_service cloud_backup_schedule'),
    ...of('confluent', 'environment service_account role_binding api_key kafka_acl network peering'),
    ...of('kafka', 'acl'),
    ...of('rabbitmq', 'vhost user permissions binding policy'),
    ...of('snowflake', 'role user schema grant_privileges_to_account_role grant_account_role'),
    ...of(
      'opensearch',
      'index role roles_mapping user ism_policy composable_index_template component_template',
    ),
    ...of('opensearch', 'index_template ingest_pipeline monitor dashboard_object snapshot_repository'),
    ...of('elasticsearch', 'index index_template opensearch_role opensearch_roles_mapping'),
  ]),
];

/** Who may do what, and secrets that are kept elsewhere. */
export const IDENTITY_TYPES: readonly TypeRow[] = [
  parts('identity', 'permission', of('auth0', 'tenant')),
  ...asSettings('permission', [
    ...of(
      'auth0',
      'client resource_server connection action role user branding custom_domain email trigger_actions',
    ),
    ...of('auth0', 'client_grant rule organization log_stream client_credentials connection_clients'),
    ...of(
      'okta',
      'app_oauth app_saml group group_rule user auth_server auth_server_scope app_group_assignment',
    ),
    ...of('okta', 'auth_server_claim auth_server_policy idp_oidc policy_mfa trusted_origin app_user'),
    ...of('vault', 'policy auth_backend approle_auth_backend_role aws_auth_backend_role jwt_auth_backend'),
    ...of('vault', 'jwt_auth_backend_role kubernetes_auth_backend_role kubernetes_auth_backend_config token'),
    ...of('keycloak', 'realm openid_client role group user'),
  ]),
  ...asSettings('start-up', [
    ...of(
      'vault',
      'mount generic_secret kv_secret kv_secret_v2 aws_secret_backend database_secret_backend_role',
    ),
    ...of('vault', 'database_secret_backend_connection pki_secret_backend_cert pki_secret_backend_role'),
    ...of('onepassword', 'item vault'),
    ...of('doppler', 'secrets project environment config service_token'),
    ...of('sops', 'file external'),
    ...of('consul', 'keys key_prefix acl_policy acl_token intention config_entry'),
    ...of('acme', 'certificate registration'),
    ...of('launchdarkly', 'project environment segment'),
  ]),
  ...asSettings('flags', of('launchdarkly', 'feature_flag feature_flag_environment')),
];
