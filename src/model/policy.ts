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

/** The id of a rule that ships with the program. */
export type RuleId = keyof typeof RULE_OPTIONS;

/** The id of a rule that a plug-in brings: `acme/owner`. */
export type PluginRuleId = `${string}/${string}`;

/** The id of any rule that a document may set. */
export type RuleName = RuleId | PluginRuleId;

/** Sorted. */
export const RULE_IDS = Object.keys(RULE_OPTIONS) as readonly RuleId[];

/** The rule that all `survive` policies without a name are findings of; those with one are `survive/<name>`. */
export const SURVIVE = 'survive';

/** The rule that the findings of a `survive` policy are of. */
export const surviveRule = (name: string | undefined): string =>
  name === undefined ? SURVIVE : `${SURVIVE}/${name}`;

/** What plug-ins and their rules, scanners and formats may be called. */
export const NAME_PATTERN = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** First words of ids that are ours: no plug-in may be called so. */
export const OWN_WORDS: readonly string[] = [SURVIVE, 'diff', 'faultline'];

/**
 * Whether a text is the id of a plug-in's rule. A document may name such a rule whether or not the plug-in is there: what
 * a document means never depends on what is installed.
 */
export const isPluginRule = (text: string): text is PluginRuleId => {
  const [plugin = '', rule = '', ...more] = text.split('/');
  return (
    more.length === 0 && NAME_PATTERN.test(plugin) && NAME_PATTERN.test(rule) && !OWN_WORDS.includes(plugin)
  );
};

/** The options that a document may give a rule. Of a plug-in's, nobody knows before it is loaded. */
export const optionsOfRule = (id: RuleName): readonly RuleOption[] =>
  isPluginRule(id) ? PLUGIN_OPTIONS : RULE_OPTIONS[id];

const PLUGIN_OPTIONS: readonly RuleOption[] = ['apps', 'among'];

/** Whether a text can be the id of a rule; whether there is such a policy or plug-in is another question. */
export const isRuleText = (text: string): boolean =>
  text === SURVIVE ||
  text.startsWith(`${SURVIVE}/`) ||
  RULE_IDS.some((id) => id === text) ||
  isPluginRule(text);

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

/** What a document holds the infrastructure to. */
export interface Policies {
  /** Those with a name first, by name; then the others as written. */
  readonly survive: readonly SurvivePolicy[];
  /** By id, sorted. */
  readonly rules: ReadonlyMap<RuleName, RuleSetting>;
  readonly suppress: readonly Suppression[];
  readonly waivers: readonly Waiver[];
}
