/** What a node is. The list is closed: an unknown kind is an error, not a new kind. */

export const KINDS = [
  'app',
  'service',
  'function',
  'compute',
  'database',
  'cache',
  'queue',
  'storage',
  'cdn',
  'dns',
  'network',
  'identity',
  'control-plane',
  'zone',
  'region',
  'provider',
  'external',
  'resource',
] as const;

/** One of `KINDS`. */
export type Kind = (typeof KINDS)[number];
