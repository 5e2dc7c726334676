/** The types of AWS's resources, in the words of Terraform, CloudFormation and SAM, by family. */
import type { TypeRow } from '../../catalog.ts';
import { ANALYTICS_TYPES } from './analytics.ts';
import { API_TYPES } from './api.ts';
import { BALANCING_TYPES } from './balancing.ts';
import { CACHE_TYPES } from './cache.ts';
import { COMPUTE_TYPES } from './compute.ts';
import { CONTAINER_TYPES } from './containers.ts';
import { DATABASE_TYPES } from './database.ts';
import { DEPLOYMENT_TYPES } from './deployment.ts';
import { EDGE_TYPES } from './edge.ts';
import { IDENTITY_TYPES } from './identity.ts';
import { MESSAGING_TYPES } from './messaging.ts';
import { MODEL_TYPES } from './models.ts';
import { NETWORK_TYPES } from './network.ts';
import { OBSERVABILITY_TYPES } from './observability.ts';
import { ROUTING_TYPES } from './routing.ts';
import { completed } from './rows.ts';
import { SERVERLESS_TYPES } from './serverless.ts';
import { STORAGE_TYPES } from './storage.ts';

const FAMILIES: Readonly<Record<string, readonly TypeRow[]>> = {
  analytics: ANALYTICS_TYPES,
  api: API_TYPES,
  balancing: BALANCING_TYPES,
  cache: CACHE_TYPES,
  compute: COMPUTE_TYPES,
  containers: CONTAINER_TYPES,
  database: DATABASE_TYPES,
  deployment: DEPLOYMENT_TYPES,
  edge: EDGE_TYPES,
  identity: IDENTITY_TYPES,
  messaging: MESSAGING_TYPES,
  models: MODEL_TYPES,
  network: NETWORK_TYPES,
  observability: OBSERVABILITY_TYPES,
  routing: ROUTING_TYPES,
  serverless: SERVERLESS_TYPES,
  storage: STORAGE_TYPES,
};

/** By family: the name of the file that holds the rows. */
export const AWS_FAMILIES: ReadonlyMap<string, readonly TypeRow[]> = new Map(
  Object.entries(FAMILIES).map(([name, rows]) => [name, rows.map(completed)]),
);

export const AWS_TYPES: readonly TypeRow[] = [...AWS_FAMILIES.values()].flat();
