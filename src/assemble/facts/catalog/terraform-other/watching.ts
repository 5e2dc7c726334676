/** What watches and tells people, and what code is kept in and built with. */
import type { TypeRow } from '../../catalog.ts';
import { asSettings, of, parts, watching } from './rows.ts';

/** What only watches, and tells people. */
export const WATCHING_TYPES: readonly TypeRow[] = [
  ...watching(
    of(
      'grafana',
      'data_source data_source_config data_source_permission dashboard dashboard_permission dashboard_public folder ' +
        'folder_permission alert contact_point notification_policy message_template mute_timing rule_group team ' +
        'team_external_group user organization organization_preferences service_account service_account_token ' +
        'service_account_permission api_key role role_assignment playlist library_panel report sso_settings ' +
        'synthetic_monitoring_check synthetic_monitoring_probe oncall_integration oncall_schedule oncall_escalation',
    ),
  ),
  ...watching(
    of(
      'datadog',
      'monitor monitor_json dashboard dashboard_json dashboard_list downtime downtime_schedule service_level_objective ' +
        'synthetics_test synthetics_global_variable synthetics_private_location logs_index logs_index_order ' +
        'logs_archive logs_archive_order logs_custom_pipeline logs_metric metric_metadata metric_tag_configuration ' +
        'integration_aws integration_aws_account integration_aws_lambda_arn integration_aws_log_collection ' +
        'integration_azure integration_gcp integration_gcp_sts integration_pagerduty ' +
        'integration_pagerduty_service_object integration_slack_channel webhook role roles user team ' +
        'application_key api_key security_monitoring_rule service_definition_yaml software_catalog',
    ),
  ),
  ...watching([
    ...of(
      'newrelic',
      'alert_policy alert_channel alert_condition nrql_alert_condition one_dashboard notification_channel ' +
        'notification_destination workflow synthetics_monitor synthetics_script_monitor entity entity_tags',
    ),
    ...of(
      'pagerduty',
      'service service_integration service_dependency business_service escalation_policy schedule team ' +
        'team_membership user user_contact_method ruleset event_rule event_orchestration vendor priority ' +
        'extension extension_schema slack_connection event_orchestration_service',
    ),
    ...of(
      'opsgenie',
      'team service schedule escalation api_integration notification_policy alert_policy user',
    ),
    ...of('sentry', 'project team organization key issue_alert metric_alert'),
    ...of('statuscake', 'uptime_check ssl_check contact_group test'),
    ...of('pingdom', 'check contact team'),
    ...of('uptimerobot', 'monitor alert_contact status_page'),
    ...of('betteruptime', 'monitor heartbeat status_page policy'),
    ...of('honeycombio', 'board trigger slo query derived_column recipient'),
    ...of('elasticstack', 'kibana_alerting_rule kibana_data_view kibana_space kibana_action_connector'),
  ]),
];

/** Code and the accounts of those that write it: what is built, not what runs. */
export const BUILDING_TYPES: readonly TypeRow[] = [
  ...asSettings(
    'start-up',
    of(
      'github',
      'repository repository_file repository_environment repository_collaborator repository_collaborators ' +
        'repository_ruleset repository_webhook repository_deploy_key repository_environment_deployment_policy ' +
        'repository_topics repository_dependabot_security_updates branch branch_default branch_protection ' +
        'branch_protection_v3 team team_members team_membership team_repository membership issue_label issue_labels ' +
        'actions_secret actions_variable actions_organization_secret actions_organization_variable ' +
        'actions_environment_secret actions_environment_variable actions_repository_permissions ' +
        'actions_repository_oidc_subject_claim_customization_template actions_runner_group ' +
        'actions_repository_access_level actions_public_key dependabot_secret codespaces_secret app ' +
        'app_installation_repository organization organization_settings organization_webhook organization_ruleset ' +
        'release user user_ssh_key ip_ranges',
    ),
  ),
  ...asSettings(
    'start-up',
    of(
      'gitlab',
      'project group project_variable group_variable project_hook branch_protection deploy_key deploy_token ' +
        'project_membership group_membership pipeline_schedule user_runner cluster_agent cluster_agent_token',
    ),
  ),
  ...asSettings('start-up', [
    ...of('docker', 'image registry_image tag'),
    ...of(
      'tfe',
      'workspace variable variable_set workspace_settings project team team_access outputs oauth_client',
    ),
    ...of('spacelift', 'stack context environment_variable policy aws_integration'),
    ...of('env0', 'project environment template variable_set configuration_variable'),
    ...of('circleci', 'project context environment_variable context_environment_variable'),
  ]),
  ...asSettings('config', of('docker', 'network volume config secret')),
  parts('service', 'call', of('docker', 'container service')),
];
