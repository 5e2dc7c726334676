/** Compute Engine and Google Kubernetes Engine: instances, their groups and disks, clusters and their nodes. */
import type { TypeRow } from '../../catalog.ts';
import { settings } from '../aws/rows.ts';

const POOLS = 'target_pools';

export const GOOGLE_COMPUTE: readonly TypeRow[] = [
  {
    types: ['google_compute_instance', 'google_compute_instance_from_template'],
    kind: 'compute',
    service: 'compute',
    spread: 'zonal',
    asTarget: 'call',
    zones: ['zone'],
    names: [
      { form: 'name', property: ['name'] },
      { form: 'host', property: ['network_interface.network_ip'] },
      { form: 'host', property: ['network_interface.access_config.nat_ip'] },
    ],
    properties: {
      'boot_disk|attached_disk': 'data',
      'boot_disk.initialize_params': 'start-up',
      'network_interface|network_interface.subnetwork': 'network',
      service_account: 'permission',
      'metadata|metadata_startup_script|source_instance_template': 'start-up',
      resource_policies: 'config',
    },
  },
  {
    types: ['google_compute_instance_group_manager', 'google_compute_instance_group'],
    kind: 'compute',
    service: 'compute',
    spread: 'zonal',
    asTarget: 'call',
    zones: ['zone'],
    counts: ['target_size'],
    names: [{ form: 'name', property: ['name'] }],
    properties: {
      'version|instance_template': 'start-up',
      [POOLS]: 'config',
      instances: 'call',
      auto_healing_policies: 'config',
    },
    // Its instances are members of the pool: the balancer needs them, they do not need the balancer.
    links: [
      { from: POOLS, to: 'self', class: 'call', form: 'balanced', why: 'its instances answer for the pool' },
    ],
  },
  {
    // Spread evenly over the zones of the region unless the policy names some:
    // cloud.google.com/compute/docs/instance-groups/regional-migs
    types: ['google_compute_region_instance_group_manager'],
    kind: 'compute',
    service: 'compute',
    spread: 'zonal',
    asTarget: 'call',
    zones: ['distribution_policy_zones'],
    counts: ['target_size'],
    names: [{ form: 'name', property: ['name'] }],
    properties: {
      'version|instance_template': 'start-up',
      [POOLS]: 'config',
      auto_healing_policies: 'config',
    },
    links: [
      { from: POOLS, to: 'self', class: 'call', form: 'balanced', why: 'its instances answer for the pool' },
    ],
  },
  ...settings('config', 'google_compute_autoscaler google_compute_region_autoscaler').map((row) => ({
    ...row,
    properties: { '*': 'config' } as const,
  })),
  ...settings('start-up', 'google_compute_instance_template google_compute_region_instance_template').map(
    (row) => ({
      ...row,
      properties: {
        network_interface: 'network',
        service_account: 'permission',
        disk: 'start-up',
        '*': 'config',
      } as const,
    }),
  ),
  {
    types: ['google_compute_disk'],
    kind: 'storage',
    service: 'persistent-disk',
    spread: 'zonal',
    asTarget: 'data',
    zones: ['zone'],
    properties: { 'snapshot|image|source_disk': 'start-up', disk_encryption_key: 'key' },
  },
  {
    // A copy in each of two zones: cloud.google.com/compute/docs/disks/regional-persistent-disk
    types: ['google_compute_region_disk'],
    kind: 'storage',
    service: 'persistent-disk',
    spread: 'zonal',
    asTarget: 'data',
    zones: ['replica_zones'],
    properties: { 'snapshot|source_disk': 'start-up', disk_encryption_key: 'key' },
  },
  {
    types: ['google_compute_attached_disk'],
    kind: 'resource',
    role: 'link',
    properties: { '*': 'config' },
    links: [{ from: 'instance', to: 'disk', class: 'data', why: 'the disk is mounted' }],
  },
  ...settings(
    'start-up',
    'google_compute_image google_compute_machine_image',
    'google_compute_snapshot google_compute_region_disk_resource_policy_attachment',
    'google_compute_resource_policy google_compute_disk_resource_policy_attachment',
    'google_compute_reservation google_compute_project_metadata google_compute_project_metadata_item',
  ),
  {
    types: ['google_container_cluster'],
    kind: 'compute',
    service: 'gke',
    // With a zone as location there is one control plane, with a region one in each of three zones:
    // cloud.google.com/kubernetes-engine/docs/concepts/regional-clusters
    spread: 'zonal',
    asTarget: 'placement',
    zones: ['zone', 'node_locations', 'location'],
    names: [
      { form: 'name', property: ['name'] },
      { form: 'host', property: ['endpoint'] },
    ],
    properties: {
      'network|subnetwork|ip_allocation_policy|private_cluster_config': 'network',
      node_config: 'permission',
      database_encryption: 'key',
      'notification_config|resource_usage_export_config': 'telemetry',
    },
  },
  {
    types: ['google_container_node_pool'],
    kind: 'compute',
    service: 'compute',
    spread: 'zonal',
    asTarget: 'placement',
    zones: ['node_locations', 'location'],
    counts: ['node_count', 'initial_node_count'],
    properties: { cluster: 'placement', 'node_config.service_account': 'permission', node_config: 'config' },
    links: [
      {
        from: 'cluster',
        to: 'self',
        class: 'placement',
        form: 'balanced',
        why: 'its nodes run what is in the cluster',
      },
    ],
  },
  {
    types: ['google_dataproc_cluster'],
    kind: 'compute',
    service: 'dataproc',
    spread: 'zonal',
    asTarget: 'call',
    zones: ['cluster_config.gce_cluster_config.zone'],
    properties: {
      'cluster_config.staging_bucket': 'data',
      'cluster_config.gce_cluster_config': 'network',
    },
  },
];
