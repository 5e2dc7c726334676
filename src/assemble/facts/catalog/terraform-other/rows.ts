/** What the rows of Terraform's other providers have in common. */
import type { EdgeClass } from '../../../../model/fact.ts';
import type { Kind } from '../../../../model/kind.ts';
import type { TypeRow } from '../../catalog.ts';
import { only, settings } from '../aws/rows.ts';

/** `kubernetes` and `service_v1 pod`: types that begin with the one and end with one of the others. */
export const of = (provider: string, words: string): readonly string[] =>
  words.split(' ').map((word) => `${provider}_${word}`);

/** What configures, and what is asked of it is of that class. */
export const asSettings = (asTarget: EdgeClass, types: readonly string[]): readonly TypeRow[] =>
  settings(asTarget, types.join(' '));

/** What only watches: nothing that it refers to, and nothing that refers to it, fails with it. */
export const watching = (types: readonly string[]): readonly TypeRow[] => only('telemetry', types.join(' '));

/** What runs by itself, in the cluster or account that its provider is configured for. */
export const parts = (kind: Kind, asTarget: EdgeClass, types: readonly string[]): TypeRow => ({
  types,
  kind,
  asTarget,
  properties: { provider: 'placement' },
});
