/** The contract of the rows that say how a foreign table or label becomes a type of Terraform's. */

/**
 * Where a value is found: `db_subnet_group.Subnets.SubnetIdentifier`. Lists on the way are walked through, and keys are
 * compared without case and underlines, since one program writes `SubnetIdentifier` where another has
 * `subnet_identifier`.
 */
export type Source = string;

export interface Spec {
  /** Terraform's type. */
  readonly type: string;
  /** The tables of each layout. */
  readonly tables: { readonly [L in Layout]?: readonly string[] };
  /**
   * Attributes by Terraform's names (`a.b`: in a block), each with the sources tried for it, the first that says
   * something counting. `x#` is what follows the last colon or slash of x, `x~enabled` whether x says `enabled`.
   */
  readonly attributes: Readonly<Record<string, readonly Source[]>>;
  /** The attribute that names it within its account and region; those after a `+` are joined to it, if they are known. */
  readonly named: readonly string[];
  /** It is in no region: a column called so says something else. */
  readonly isGlobal?: boolean;
  /** Attributes that hold the name (not the id or ARN) of another one, and of which type. */
  readonly refers?: Readonly<Record<string, { readonly type: string; readonly by: string }>>;
  /** Attributes whose maps have keys in another case than Terraform's: `Environment` → `environment`. */
  readonly recased?: readonly string[];
  /** It does not run while this source says one of these. */
  readonly off?: { readonly source: readonly Source[]; readonly is: readonly string[] };
}

export const LAYOUTS = ['steampipe', 'cloudquery'] as const;

export type Layout = (typeof LAYOUTS)[number];
