/** All that is known of types of resources: the rows of every provider, and what a type's name alone tells. */
import type { TypeRow } from '../catalog.ts';
import { AWS_TYPES } from './aws/index.ts';
import { AZURE_TYPES } from './azure.ts';
import { GOOGLE_TYPES } from './google.ts';
import { KUBERNETES_TYPES } from './kubernetes.ts';
import { UTILITY_TYPES } from './utility.ts';

export { familyOf } from './families.ts';

/** A provider, as its pack of nodes is called. */
export type Provider = 'aws' | 'azure' | 'gcp';

/** The rows of all types; each type is in one of them. */
export const TYPE_ROWS: readonly TypeRow[] = [
  ...AWS_TYPES,
  ...GOOGLE_TYPES,
  ...AZURE_TYPES,
  ...KUBERNETES_TYPES,
  ...UTILITY_TYPES,
];

const ROWS: ReadonlyMap<string, TypeRow> = new Map(
  TYPE_ROWS.flatMap((row) => row.types.map((type) => [type, row] as const)),
);

/** `Custom::AnyName` is a custom resource under a name of its maker's choice. */
const CUSTOM = /^Custom::/;

/** What a type means for failures; undefined if nobody wrote it down. */
export const rowOf = (type: string): TypeRow | undefined =>
  ROWS.get(CUSTOM.test(type) ? 'AWS::CloudFormation::CustomResource' : type);

const PROVIDERS: readonly (readonly [RegExp, Provider])[] = [
  [/^(?:aws_|awscc_|AWS::|Custom::|Alexa::)/, 'aws'],
  [/^google_/, 'gcp'],
  [/^(?:azurerm_|azuread_|azapi_|Microsoft\.)/, 'azure'],
];

/** Whose type it is, by how its name begins; undefined for those of no provider with a pack. */
export const providerOf = (type: string): Provider | undefined =>
  PROVIDERS.find(([begins]) => begins.test(type))?.[1];
