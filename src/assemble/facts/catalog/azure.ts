/** What Azure's resources mean, as Terraform's provider `azurerm` names them. */
import type { TypeRow } from '../catalog.ts';
import { AZURE_APPS } from './azure/apps.ts';
import { AZURE_COMPUTE } from './azure/compute.ts';
import { AZURE_DATA } from './azure/data.ts';
import { AZURE_EDGE } from './azure/edge.ts';
import { AZURE_EVENTS } from './azure/events.ts';
import { AZURE_NETWORK } from './azure/network.ts';
import { AZURE_PLATFORMS } from './azure/platforms.ts';
import { AZURE_SETTINGS } from './azure/settings.ts';

export const AZURE_TYPES: readonly TypeRow[] = [
  ...AZURE_COMPUTE,
  ...AZURE_APPS,
  ...AZURE_DATA,
  ...AZURE_EVENTS,
  ...AZURE_PLATFORMS,
  ...AZURE_NETWORK,
  ...AZURE_EDGE,
  ...AZURE_SETTINGS,
];
