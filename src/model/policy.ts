/**
 * What an infrastructure is held to: which failures apps must survive, how strict each rule is, and what does not count.
 *
 * The ids of the rules stand here, because documents name them; what each looks for is the check's business.
 */
import type { Day } from './day.ts';
import type { Severity } from './finding.ts';
import type { Origin } from './place.ts';
import type { State } from './state.ts';

/** Options that a rule may have beside its severity: whom it protects, and what may fail. */
export type RuleOption = 'apps' | 'among';

/** The rules that ship with the program, by id, with the options that each has. */
export const RULE_OPTIONS = {
  'circular-start': [],
  'control-plane-in-recovery': ['among'],
  'expired-waiver': [],
  'extra-nine': ['apps'],
  'hard-coded-region': [],
  'shared-fate': ['among'],
  'single-point-of-failure': ['apps', 'among'],
  'single-region': ['apps'],
  'single-zone': ['apps'],
  'suppression-without-reason': [],
  'tier-inversion': ['apps'],
  'undeclared-dependency': [],
  'unknown-rule': [],
  'unresolved-dependency': [],
  'unused-suppression': [],
} as const satisfies Readonly<Record<string, readonly RuleOption[]>>;

export type RuleId = keyof typeof RULE_OPTIONS;

/** Sorted. */
export const RULE_IDS = Object.keys(RULE_OPTIONS) as readonly RuleId[];

/** The rule that all `survive` policies without a name are findings of; those with one are `survive/<name>`. */
export const SURVIVE = 'survive';

/** The rule that the findings of a `survive` policy are of. */
export const surviveRule = (name: string | undefined): string =>
  name === undefined ? SURVIVE : `${SURVIVE}/${name}`;

/** Whether a text can be the id of a rule; whether there is a policy of that name is another question. */
export const isRuleText = (text: string): boolean =>
  text === SURVIVE || text.startsWith(`${SURVIVE}/`) || RULE_IDS.some((id) => id === text);

/** Failures that apps must get through: each of them alone, or all at once. */
export interface SurvivePolicy {
  readonly name?: string;
  /** Selections of what must survive. */
  readonly apps: readonly string[];
  /** Selections of what fails. */
  readonly fail: readonly string[];
  /** The worst that an app may be. */
  readonly atMost: State;
  /** Seconds for which an app may be worse, all in all; left out: never, and time plays no part. */
  readonly within?: number;
  /** Whether all fail at once. */
  readonly together: boolean;
  /** What fails is in that state. */
  readonly state: State;
  readonly severity: Severity;
  readonly why?: string;
  readonly origin?: Origin;
}

/** How strict a rule is, and what it looks at. */
export interface RuleSetting {
  readonly severity?: Severity | 'off';
  readonly apps?: readonly string[];
  readonly among?: readonly string[];
  readonly origin?: Origin;
}

/** Findings that are not to count, for a reason that holds for good. */
export interface Suppression {
  readonly rule: string;
  /** Selections of the nodes that the findings are about. */
  readonly node: readonly string[];
  readonly reason: string;
  readonly origin?: Origin;
}

/** Findings that do not count for a while, in somebody's name. */
export interface Waiver extends Suppression {
  readonly owner: string;
  /** The last day on which it holds. */
  readonly until: Day;
}

export interface Policies {
  /** Those with a name first, by name; then the others as written. */
  readonly survive: readonly SurvivePolicy[];
  /** By id, sorted. */
  readonly rules: ReadonlyMap<RuleId, RuleSetting>;
  readonly suppress: readonly Suppression[];
  readonly waivers: readonly Waiver[];
}
