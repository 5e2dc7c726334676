/** What the rows of Azure's types have in common: names, and properties that mean the same on all of them. */
import type { EdgeClass } from '../../../../model/fact.ts';
import type { NameRule } from '../../catalog.ts';

/** A name of its maker's choice that is also the first label of a host: `{}.database.windows.net`. */
export const hosted = (host: string, ...known: readonly string[]): readonly NameRule[] => [
  { form: 'name', property: ['name'] },
  { form: 'host', property: ['name'], as: host },
  ...known.map((property): NameRule => ({ form: 'host', property: [property] })),
];

export const NAMED: readonly NameRule[] = [{ form: 'name', property: ['name'] }];

/** A child resource of Resource Manager's templates refers to what it is a child of by this word. */
export const PARENT = 'parent';

/** Of any type: the identity that it acts with, the keys that it encrypts with, the subnet that it is in. */
export const COMMON: Readonly<Record<string, EdgeClass>> = {
  resource_group_name: 'config',
  identity: 'permission',
  'customer_managed_key|key_vault_key_id|disk_encryption_set_id': 'key',
  'encryption|diskEncryptionSetID|keyVaultProperties': 'key',
  'subnet_id|virtual_network_subnet_id|delegated_subnet_id|network_rules|network_rulesets': 'network',
  private_dns_zone_id: 'network',
  'subnet|subnetId|virtualNetworkSubnetId|vnetSubnetID|networkAcls|virtualNetworkRules|network': 'network',
  'ipConfigurations|networkProfile|virtualNetworkConfiguration': 'network',
};
