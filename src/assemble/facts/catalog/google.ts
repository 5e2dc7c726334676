/** What Google Cloud's resources mean, as Terraform's provider `google` (and `google-beta`) names them. */
import type { TypeRow } from '../catalog.ts';
import { GOOGLE_COMPUTE } from './google/compute.ts';
import { GOOGLE_DATA } from './google/data.ts';
import { GOOGLE_EVENTS } from './google/events.ts';
import { GOOGLE_NETWORK } from './google/network.ts';
import { GOOGLE_SERVERLESS } from './google/serverless.ts';
import { GOOGLE_SETTINGS } from './google/settings.ts';

export const GOOGLE_TYPES: readonly TypeRow[] = [
  ...GOOGLE_COMPUTE,
  ...GOOGLE_SERVERLESS,
  ...GOOGLE_DATA,
  ...GOOGLE_EVENTS,
  ...GOOGLE_NETWORK,
  ...GOOGLE_SETTINGS,
];
