/** Resource groups, identities, what these may do, and keys: needed, but rarely what fails. */
import type { TypeRow } from '../../catalog.ts';
import { only, settings } from '../aws/rows.ts';
import { COMMON, NAMED, hosted } from './rows.ts';

export const AZURE_SETTINGS: readonly TypeRow[] = [
  // What is in a group runs on without it, and cannot be changed: learn.microsoft.com/azure/azure-resource-manager
  ...settings('config', 'azurerm_resource_group', 'Microsoft.Resources/resourceGroups'),
  {
    types: ['azurerm_user_assigned_identity', 'Microsoft.ManagedIdentity/userAssignedIdentities'],
    kind: 'identity',
    service: 'managed-identity',
    spread: 'regional',
    asTarget: 'permission',
    names: [...NAMED, { form: 'name', property: ['client_id'] }],
    properties: COMMON,
  },
  {
    types: ['azurerm_role_assignment', 'Microsoft.Authorization/roleAssignments'],
    kind: 'resource',
    role: 'link',
    asTarget: 'permission',
    properties: { '*': 'config' },
    links: [
      {
        from: 'principal_id|principalId',
        to: 'scope|parent',
        class: 'permission',
        why: 'it is allowed to use it',
      },
    ],
  },
  {
    types: ['azurerm_key_vault', 'Microsoft.KeyVault/vaults'],
    kind: 'identity',
    service: 'key-vault',
    spread: 'regional',
    // Secrets are mostly read at the start; what needs a key for each request says so by its property.
    asTarget: 'start-up',
    names: hosted('{}.vault.azure.net'),
    properties: { ...COMMON, network_acls: 'network', 'access_policy|accessPolicies': 'permission' },
    links: [
      {
        from: 'accessPolicies.objectId',
        to: 'self',
        class: 'permission',
        why: 'it is allowed to read from it',
      },
    ],
  },
  {
    types: ['azurerm_key_vault_secret', 'azurerm_key_vault_certificate', 'Microsoft.KeyVault/vaults/secrets'],
    kind: 'resource',
    role: 'setting',
    asTarget: 'start-up',
    names: NAMED,
    properties: { 'key_vault_id|parent': 'start-up', '*': 'config' },
  },
  {
    types: [
      'azurerm_key_vault_key',
      'azurerm_key_vault_managed_hardware_security_module',
      'Microsoft.KeyVault/vaults/keys',
      'Microsoft.KeyVault/managedHSMs',
    ],
    kind: 'resource',
    role: 'setting',
    asTarget: 'key',
    names: NAMED,
    properties: { 'key_vault_id|parent': 'key' },
  },
  {
    types: ['azurerm_key_vault_access_policy', 'Microsoft.KeyVault/vaults/accessPolicies'],
    kind: 'resource',
    role: 'link',
    asTarget: 'permission',
    properties: { '*': 'config' },
    links: [
      {
        from: 'object_id|accessPolicies.objectId',
        to: 'key_vault_id|parent',
        class: 'permission',
        why: 'it is allowed to read from it',
      },
    ],
  },
  {
    types: ['azurerm_app_configuration', 'Microsoft.AppConfiguration/configurationStores'],
    kind: 'service',
    service: 'app-configuration',
    spread: 'regional',
    asTarget: 'config',
    names: hosted('{}.azconfig.io'),
    properties: COMMON,
  },
  ...settings(
    'config',
    'azurerm_app_configuration_key azurerm_app_configuration_feature',
    'Microsoft.AppConfiguration/configurationStores/keyValues',
  ),
  // What runs once while all is deployed.
  ...only(
    'start-up',
    'azurerm_resource_deployment_script_azure_cli Microsoft.Resources/deploymentScripts Microsoft.Resources/tags',
  ),
  ...only(
    'permission',
    'azurerm_role_definition azurerm_federated_identity_credential azurerm_policy_assignment azurerm_resource_group_policy_assignment azurerm_subscription_policy_assignment azurerm_policy_definition azurerm_policy_set_definition azurerm_management_lock azurerm_client_config azurerm_subscription azurerm_management_group',
    'Microsoft.Authorization/roleDefinitions Microsoft.Authorization/policyAssignments Microsoft.Authorization/policyDefinitions Microsoft.Authorization/policySetDefinitions Microsoft.Authorization/locks Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials Microsoft.Management/managementGroups Microsoft.ContainerRegistry/registries/scopeMaps',
  ),
];
