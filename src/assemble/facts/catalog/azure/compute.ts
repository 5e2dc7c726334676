/** Virtual machines, their scale sets and disks, and clusters of containers. */
import type { TypeRow } from '../../catalog.ts';
import { settings } from '../aws/rows.ts';
import { COMMON, NAMED, PARENT, hosted } from './rows.ts';

const MACHINE = {
  ...COMMON,
  network_interface: 'network',
  'boot_diagnostics|diagnosticsProfile': 'telemetry',
  'storageProfile.osDisk|storageProfile.dataDisks': 'data',
  'storageProfile.imageReference|osProfile': 'start-up',
  'source_image_id|custom_data|user_data|admin_ssh_key': 'start-up',
  'availability_set_id|proximity_placement_group_id|availabilitySet|proximityPlacementGroup|host': 'config',
} as const;

const INTERFACE = 'virtualMachineProfile.networkProfile.networkInterfaceConfigurations.ipConfigurations';

/** Pools that the instances of a scale set are in. */
const SCALE_SET_POOLS = [
  'loadBalancerBackendAddressPools',
  'loadBalancerInboundNatPools',
  'applicationGatewayBackendAddressPools',
]
  .map((pools) => `${INTERFACE}.${pools}`)
  .join('|');

export const AZURE_COMPUTE: readonly TypeRow[] = [
  {
    types: [
      'azurerm_linux_virtual_machine',
      'azurerm_windows_virtual_machine',
      'azurerm_virtual_machine',
      'Microsoft.Compute/virtualMachines',
    ],
    kind: 'compute',
    service: 'vm',
    spread: 'zonal',
    asTarget: 'call',
    zones: ['zone', 'zones'],
    names: [
      ...NAMED,
      { form: 'name', property: ['computer_name'] },
      { form: 'host', property: ['private_ip_address'] },
      { form: 'host', property: ['public_ip_address'] },
    ],
    properties: { ...MACHINE, network_interface_ids: 'network' },
  },
  {
    types: [
      'azurerm_linux_virtual_machine_scale_set',
      'azurerm_windows_virtual_machine_scale_set',
      'azurerm_orchestrated_virtual_machine_scale_set',
      'azurerm_virtual_machine_scale_set',
      'Microsoft.Compute/virtualMachineScaleSets',
    ],
    kind: 'compute',
    service: 'vm',
    spread: 'zonal',
    asTarget: 'call',
    zones: ['zones'],
    counts: ['instances', 'sku.capacity'],
    names: NAMED,
    properties: {
      ...MACHINE,
      'network_interface.ip_configuration.load_balancer_backend_address_pool_ids': 'config',
      'virtualMachineProfile.networkProfile': 'network',
      'virtualMachineProfile.diagnosticsProfile': 'telemetry',
      'virtualMachineProfile.storageProfile|virtualMachineProfile.osProfile|virtualMachineProfile.extensionProfile':
        'start-up',
      [`${SCALE_SET_POOLS}|virtualMachineProfile.networkProfile.healthProbe`]: 'config',
      health_probe_id: 'config',
    },
    links: [
      {
        from: `network_interface.ip_configuration.load_balancer_backend_address_pool_ids|network_interface.ip_configuration.application_gateway_backend_address_pool_ids|${SCALE_SET_POOLS}`,
        to: 'self',
        class: 'call',
        form: 'balanced',
        why: 'its instances answer for the pool',
      },
    ],
  },
  {
    types: ['azurerm_managed_disk', 'Microsoft.Compute/disks'],
    kind: 'storage',
    service: 'disks',
    // ZRS is a copy in each of three zones; LRS lies in one: learn.microsoft.com/azure/virtual-machines/disks-redundancy
    spread: 'zonal',
    asTarget: 'data',
    zones: ['zone', 'zones'],
    properties: { ...COMMON, 'source_resource_id|image_reference_id|source_uri|creationData': 'start-up' },
  },
  {
    types: ['azurerm_virtual_machine_data_disk_attachment'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [{ from: 'virtual_machine_id', to: 'managed_disk_id', class: 'data', why: 'the disk is mounted' }],
  },
  ...settings(
    'config',
    'azurerm_availability_set azurerm_proximity_placement_group azurerm_ssh_public_key azurerm_virtual_machine_extension',
    'Microsoft.Compute/availabilitySets Microsoft.Compute/proximityPlacementGroups Microsoft.Compute/sshPublicKeys Microsoft.Compute/virtualMachines/extensions Microsoft.Compute/virtualMachines/runCommands',
    'azurerm_monitor_autoscale_setting azurerm_virtual_machine_scale_set_extension azurerm_disk_encryption_set',
    'Microsoft.Insights/autoscaleSettings Microsoft.Compute/virtualMachineScaleSets/extensions Microsoft.Compute/diskEncryptionSets Microsoft.Compute/capacityReservationGroups',
  ).map((row) => ({ ...row, properties: { '*': 'config' } as const })),
  ...settings(
    'start-up',
    'azurerm_image azurerm_shared_image azurerm_shared_image_version azurerm_shared_image_gallery azurerm_snapshot azurerm_platform_image',
    'Microsoft.Compute/images Microsoft.Compute/galleries Microsoft.Compute/galleries/images Microsoft.Compute/galleries/images/versions Microsoft.Compute/galleries/applications Microsoft.Compute/galleries/applications/versions Microsoft.Compute/snapshots',
  ),
  {
    types: ['azurerm_kubernetes_cluster', 'Microsoft.ContainerService/managedClusters'],
    kind: 'compute',
    service: 'aks',
    // The control plane is spread by Azure where the region has zones: learn.microsoft.com/azure/aks/availability-zones
    spread: 'regional',
    asTarget: 'placement',
    counts: ['default_node_pool.node_count', 'agentPoolProfiles.count'],
    names: [...NAMED, { form: 'host', property: ['fqdn', 'private_fqdn'] }],
    properties: {
      ...COMMON,
      'default_node_pool|network_profile|agentPoolProfiles': 'network',
      'oms_agent|monitor_metrics|microsoft_defender|addonProfiles|azureMonitorProfile|securityProfile':
        'telemetry',
      'key_vault_secrets_provider|kubelet_identity|service_principal|identityProfile|servicePrincipalProfile':
        'permission',
      'ingress_application_gateway|addonProfiles.ingressApplicationGateway': 'config',
    },
  },
  {
    types: ['azurerm_kubernetes_cluster_node_pool', 'Microsoft.ContainerService/managedClusters/agentPools'],
    kind: 'compute',
    service: 'vm',
    spread: 'zonal',
    asTarget: 'placement',
    zones: ['zones', 'availabilityZones'],
    counts: ['node_count', 'count'],
    properties: { ...COMMON, 'kubernetes_cluster_id|parent': 'placement', vnet_subnet_id: 'network' },
    links: [
      {
        from: 'kubernetes_cluster_id|parent',
        to: 'self',
        class: 'placement',
        form: 'balanced',
        why: 'its nodes run what is in the cluster',
      },
    ],
  },
  {
    types: ['azurerm_container_registry', 'Microsoft.ContainerRegistry/registries'],
    kind: 'storage',
    service: 'container-registry',
    spread: 'regional',
    asTarget: 'start-up',
    names: hosted('{}.azurecr.io', 'login_server'),
    properties: COMMON,
  },
  {
    types: ['azurerm_container_group', 'Microsoft.ContainerInstance/containerGroups'],
    kind: 'service',
    service: 'container-instances',
    spread: 'zonal',
    asTarget: 'call',
    zones: ['zones'],
    entry: {
      why: 'container group',
      unless: [
        { property: 'ip_address_type', is: ['Private', 'None'] },
        { property: 'ipAddress.type', is: 'Private' },
      ],
    },
    names: [...NAMED, { form: 'host', property: ['fqdn', 'ip_address'] }],
    properties: {
      ...COMMON,
      'subnet_ids|subnetIds': 'network',
      'image_registry_credential|imageRegistryCredentials': 'start-up',
      diagnostics: 'telemetry',
      'container.volume|volumes': 'data',
    },
  },
  {
    types: [
      'azurerm_batch_account',
      'azurerm_batch_pool',
      'Microsoft.Batch/batchAccounts',
      'Microsoft.Batch/batchAccounts/pools',
    ],
    kind: 'compute',
    service: 'batch',
    spread: 'regional',
    asTarget: 'call',
    properties: { ...COMMON, 'storage_account_id|autoStorage': 'data', [PARENT]: 'placement' },
  },
];
