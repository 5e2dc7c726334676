/** What a plan or a state says of each resource, in one form for all of them. */
import type { Confidence } from '../../model/requirement.ts';
import type { EdgeClass, Plain, Properties } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';

/** One resource as configuration has it, with all of its instances. */
export interface Described {
  /** `module.a.aws_x.y`: without keys. */
  readonly local: string;
  readonly type: string;
  readonly mode: string;
  /** Where it stands in the file. */
  readonly path: readonly Step[];
  readonly instances: readonly Instance[];
  /** How many instances there are, if that says more than one plain resource. */
  readonly count?: number;
  /** The provider's configuration that it is made with, by any name that is the same for all of its resources. */
  readonly provider?: string;
  /** The region of its provider's configuration. */
  readonly region?: string;
  readonly references: readonly Referring[];
  /** What Terraform noted that it depends on, also through others. */
  readonly dependencies: ReadonlySet<string>;
  /** The attributes that the configuration sets; left out: not known, as in a state. */
  readonly configured?: ReadonlySet<string>;
}

export interface Instance {
  /** What is known and not secret. */
  readonly values: Properties;
  readonly path: readonly Step[];
}

/** A reference to another resource of the same file. */
export interface Referring {
  readonly to: string;
  readonly property: string;
  readonly path: readonly Step[];
  readonly confidence: Confidence;
  readonly class?: EdgeClass;
}

/** The property of what Terraform notes as a dependency without saying by which property. */
export const NOTED = 'dependencies';

/** What a file was not clear about. */
export interface Doubt {
  readonly kind: 'unreadable' | 'unresolved' | 'skipped' | 'assumed';
  readonly message: string;
  readonly path: readonly Step[];
  readonly hint?: string;
}

export interface Description {
  readonly form: 'plan' | 'state';
  readonly resources: readonly Described[];
  readonly doubts: readonly Doubt[];
  /** What all states of one root module have in common; plans do not tell it. */
  readonly lineage?: string;
  readonly serial?: number;
}

/** A resource's address from the parts that files name apart. */
export const localOf = (module: string, mode: string, type: string, name: string): string =>
  `${module === '' ? '' : `${module}.`}${mode === 'managed' ? '' : `${mode}.`}${type}.${name}`;

export const isMap = (value: Plain | undefined): value is { readonly [key: string]: Plain } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
