/** Resource groups, identities, what these may do, and keys: needed, but rarely what fails. */
import type { TypeRow } from '../../catalog.ts';
import { only, settings } from '../aws/rows.ts';
import { COMMON, NAMED, hosted } from './rows.ts';

export const AZURE_SETTINGS: readonly TypeRow[] = [
  // What is in a group runs on without it, and cannot be changed: learn.microsoft.com/azure/azure-resource-manager
  ...settings('config', 'azurerm_resource_group'),
  {
    types: ['azurerm_user_assigned_identity'],
    kind: 'identity',
    service: 'managed-identity',
    spread: 'regional',
    asTarget: 'permission',
    names: [...NAMED, { form: 'name', property: ['client_id'] }],
    properties: COMMON,
  },
  {
    types: ['azurerm_role_assignment'],
    kind: 'resource',
    role: 'link',
    asTarget: 'permission',
    properties: { '*': 'config' },
    links: [{ from: 'principal_id', to: 'scope', class: 'permission', why: 'it is allowed to use it' }],
  },
  {
    types: ['azurerm_key_vault'],
    kind: 'identity',
    service: 'key-vault',
    spread: 'regional',
    // Secrets are mostly read at the start; what needs a key for each request says so by its property.
    asTarget: 'start-up',
    names: hosted('{}.vault.azure.net'),
    properties: { ...COMMON, network_acls: 'network', access_policy: 'permission' },
  },
  {
    types: ['azurerm_key_vault_secret', 'azurerm_key_vault_certificate'],
    kind: 'resource',
    role: 'setting',
    asTarget: 'start-up',
    names: NAMED,
    properties: { key_vault_id: 'start-up', '*': 'config' },
  },
  {
    types: ['azurerm_key_vault_key', 'azurerm_key_vault_managed_hardware_security_module'],
    kind: 'resource',
    role: 'setting',
    asTarget: 'key',
    names: NAMED,
    properties: { key_vault_id: 'key' },
  },
  {
    types: ['azurerm_key_vault_access_policy'],
    kind: 'resource',
    role: 'link',
    asTarget: 'permission',
    properties: { '*': 'config' },
    links: [
      { from: 'object_id', to: 'key_vault_id', class: 'permission', why: 'it is allowed to read from it' },
    ],
  },
  {
    types: ['azurerm_app_configuration'],
    kind: 'service',
    service: 'app-configuration',
    spread: 'regional',
    asTarget: 'config',
    names: hosted('{}.azconfig.io'),
    properties: COMMON,
  },
  ...settings('config', 'azurerm_app_configuration_key azurerm_app_configuration_feature'),
  ...only(
    'permission',
    'azurerm_role_definition azurerm_federated_identity_credential azurerm_policy_assignment azurerm_resource_group_policy_assignment azurerm_subscription_policy_assignment azurerm_policy_definition azurerm_policy_set_definition azurerm_management_lock azurerm_client_config azurerm_subscription azurerm_management_group',
  ),
];
