/**
 * What resources of Terraform's other providers mean: workloads in a cluster, charts, what watches, names at another
 * company. None of them has a pack of nodes; what they are made in, the configuration of their provider tells.
 */
import type { TypeRow } from '../catalog.ts';
import { CLUSTER_TYPES } from './terraform-other/cluster.ts';
import { EDGE_TYPES, IDENTITY_TYPES, STORE_TYPES } from './terraform-other/companies.ts';
import { BUILDING_TYPES, WATCHING_TYPES } from './terraform-other/watching.ts';

export const OTHER_TYPES: readonly TypeRow[] = [
  ...CLUSTER_TYPES,
  ...WATCHING_TYPES,
  ...BUILDING_TYPES,
  ...EDGE_TYPES,
  ...STORE_TYPES,
  ...IDENTITY_TYPES,
];
