/**
 * What a type of resource means for failures: the contract of the catalog's rows. The rows are data, one file per
 * provider; `catalog/index.ts` finds the row of a type.
 */
import type { EdgeClass } from '../../model/fact.ts';
import type { Kind } from '../../model/kind.ts';
import type { State } from '../../model/state.ts';

/** How many places a resource of a type is in at once. */
export type Spread =
  /** Of the whole provider, in no region: DNS, identity, a content network. */
  | 'global'
  /** Of a region, spread over its zones by the provider itself: a bucket, a table, a function. */
  | 'regional'
  /** In one zone, or in those that its properties or subnets name: a disk, an instance, a database. */
  | 'zonal';

export interface TypeRow {
  /** All spellings: `aws_db_instance`, `AWS::RDS::DBInstance`. */
  readonly types: readonly string[];
  readonly kind: Kind;
  /** The provider pack's service that it stands on, as the pack calls it: `rds`. Left out: none fails with it. */
  readonly service?: string;
  readonly spread?: Spread;
  /** Where a property decides: a balancer of the network is another service; the first that fits counts. */
  readonly variants?: readonly Variant[];
  /**
   * What it is to a failure. `part` (left out): it runs, and can fail. `setting`: it configures others (a policy, a
   * security group, a parameter): it does not fail by itself. `link`: it connects two others, and stands for the
   * dependency between them: see `links`.
   */
  readonly role?: 'part' | 'setting' | 'link';
  /**
   * Why people reach an app through it, if they do: `load balancer`. May look at properties: not if one is of a value
   * (`internal: true`), only if one of several is there (`website`).
   */
  readonly entry?: {
    readonly why: string;
    readonly unless?: readonly { property: string; is: unknown }[];
    readonly only?: readonly string[];
  };
  /** The names that it answers to, from properties: first property known wins. Spellings of all sources. */
  readonly names?: readonly NameRule[];
  /** Properties (any spelling) that say in which zone or zones it is. */
  readonly zones?: readonly string[];
  /** Properties that refer to subnets, whose zones are its zones. */
  readonly subnets?: readonly string[];
  /** Properties that, when true (or of one of these values), mean a standby in another zone; failover in seconds. */
  readonly standby?: readonly { property: string; is: unknown }[];
  readonly failover?: number;
  /** Properties that name other regions that it is replicated to: any of them, and its own, has it. */
  readonly replicas?: readonly string[];
  /** Properties that say how many there are: `desired_capacity`, `DesiredCount`. */
  readonly counts?: readonly string[];
  /** Class of references to a resource of this type, where the property does not say more: a key is `key`. */
  readonly asTarget?: EdgeClass;
  /** Classes of the references that single properties hold, where that differs from the target's own. */
  readonly properties?: Readonly<Record<string, EdgeClass>>;
  /** Properties, separated by `|`, whose targets are routes: each serves what no other does. */
  readonly routes?: string;
  /**
   * What it means beyond what it refers to: the target of `from` depends on the target of `to` (`self`: on this one).
   * An attachment of a policy to a role, a route, an event source, a listener. Property spellings of all sources,
   * separated by `|`.
   */
  readonly links?: readonly Link[];
}

/** What the row says instead, if a property is of a value or of one of several. */
interface Variant extends Pick<TypeRow, 'service' | 'spread'> {
  readonly property: string;
  readonly is: unknown;
}

export interface NameRule {
  readonly form: 'host' | 'arn' | 'name';
  /** Properties by all spellings. */
  readonly property: readonly string[];
  /** `arn:aws:sqs:{region}::{}`: `{}` is the property's value, `{region}` the region. Left out: the value as it is. */
  readonly as?: string;
}

export interface Link {
  /** Properties by all spellings, separated by `|`; `self` is the resource itself. */
  readonly from: string;
  readonly to: string;
  readonly class: EdgeClass;
  /** Several targets: they share the work, and fewer than all is degraded; or any of them is as good as all. */
  readonly form?: 'balanced' | 'any';
  /** How bad it can get, if not as bad as the class says: without its way out, what runs in a subnet goes on. */
  readonly atMost?: State;
  readonly why: string;
}
