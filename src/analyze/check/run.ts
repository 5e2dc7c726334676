/**
 * A check from beginning to end: rules and policies looked at, findings placed, excused, and told apart from those that a
 * baseline knows. Nothing of it knows how a result is shown.
 */
import type { Sweeper } from '../../engine/sweep/request.ts';
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import type { CheckCase, Excused, Finding, Rule, Severity } from '../../model/finding.ts';
import { groupBy } from '../../model/group-by.ts';
import { byCodePoint } from '../../model/order.ts';
import type { Checked } from '../../model/report.ts';
import { type RuleSetting, type SurvivePolicy, SURVIVE, surviveRule } from '../../model/policy.ts';
import { requirementsOf } from '../../model/node.ts';
import { type Requirement, partsOf } from '../../model/requirement.ts';
import type { Scanned } from '../analysis.ts';
import { sourceFile } from './source-file.ts';
import { type Audit, auditOf } from './audit.ts';
import { type Baseline, type BaselineState, baselineState } from './baseline.ts';
import { EXCUSE_RULES } from './excuse-rules.ts';
import { excusesOf } from './excuses.ts';
import { type Placed, type Told, findingOf, lineLookup, placed, proofsOf } from './found.ts';
import { unloadedRules } from './unloaded.ts';
import type { RulePlugin } from './plugin-rule.ts';
import { pluginRules } from './plugin-rules.ts';
import type { Case, CheckRule, Found } from './rule.ts';
import { CHECK_RULES } from './rules/index.ts';
import { SURVIVE_RULE, surviveCases, surviveRuleOf } from './survive.ts';
import { wholesOf } from './whole.ts';

/** What is to be checked, and how. */
export interface CheckQuestion {
  readonly estate: Estate;
  readonly day: Day;
  /** The ids of the rules to look at; left out: all that are not off. */
  readonly rules?: readonly string[];
  /** The policies to look at, by the id of their rule; left out: all. */
  readonly policies?: readonly string[];
  /** Those who bring rules besides ours; left out: nobody. */
  readonly plugins?: readonly RulePlugin[];
  readonly sweeper?: Sweeper;
  readonly scanned?: Scanned;
  readonly linesOf?: (file: string) => readonly string[] | undefined;
  readonly baseline?: { readonly file: string; readonly baseline: Baseline };
  readonly progress?: (what: string, done: number, of: number) => void;
}

/** What a check found, with what formats and tables ask of it. */
export interface CheckResult extends Checked {
  /** Findings that count: neither suppressed, waived nor in the baseline. By severity, rule, node. */
  readonly counting: readonly Finding[];
  readonly baseline?: BaselineState;
  /** The failure that a finding is about, for tables that put several in a line. */
  readonly failureOf: (finding: Finding) => string | undefined;
  /** What a finding was put together from; itself, if it stands for itself. */
  readonly partsOf: (finding: Finding) => readonly Placed[];
  /** Positions of what fails in a finding, if anything does. */
  readonly failing: (finding: Finding) => readonly number[];
  readonly audit: Audit;
}

/** What was looked at by one rule or policy. */
interface Looked {
  readonly rule: Rule;
  readonly cases: readonly Case[];
}

/** Checks an estate. */
export const runCheck = async (question: CheckQuestion): Promise<CheckResult> => {
  const { estate, day, linesOf = () => undefined, baseline } = question;
  const audit = auditOf(estate, day, question);
  const available = [...CHECK_RULES, ...pluginRules(question.plugins ?? [])];
  const looked = await lookedAt(audit, question, available);
  const told = looked.flatMap(({ rule, cases }) =>
    cases.flatMap(({ subject, found }) =>
      found.map((one): Told => ({
        rule: rule.id,
        subject,
        severity: capped(rule.severity, one),
        found: one,
      })),
    ),
  );
  const founds = told.map(({ found }) => found);
  const lines = lineLookup(audit, founds);
  const all = placed(told, lines);
  const ids = new Set(looked.map(({ rule }) => rule.id));
  const known = knownRules(estate, available);
  const excuses = excusesOf({
    estate,
    today: day,
    linesOf,
    files: filesOf(estate, all),
    isLooked: (rule) => ids.has(rule),
    known,
  });
  const excused = new Map<Placed, Excused>();
  for (const one of all) {
    const excuse = excuses.excuseOf(one);
    if (excuse !== undefined) excused.set(one, excuse);
  }
  const flaws = [...excuses.flaws(), ...unloadedRules(estate, known)].flatMap(
    ({ rule, found }): readonly Told[] => {
      const set = withSetting(EXCUSE_RULES[rule], estate.policies?.rules.get(rule));
      return set === undefined ? [] : [{ rule, subject: found.node, severity: set.severity, found }];
    },
  );
  const everything = [
    ...all,
    ...placed(
      flaws,
      lineLookup(
        audit,
        flaws.map(({ found }) => found),
      ),
    ),
  ];
  const hidden = everything.filter(
    (one) =>
      !excused.has(one) && one.rule !== 'expired-waiver' && baseline?.baseline.entries.has(one.fingerprint),
  );
  for (const one of hidden)
    excused.set(one, {
      by: 'baseline',
      reason: `there since ${baseline!.baseline.entries.get(one.fingerprint)!.since}`,
    });
  const wholes = wholesOf(everything, excused);
  const proofs = proofsOf(
    audit,
    wholes.map(({ found }) => found),
  );
  const made = new Map(wholes.map((one) => [one, findingOf(one, proofs, lines)]));
  const origins = new Map([...made].map(([one, finding]) => [finding, one]));
  const findings = [...made.values()].toSorted(byPlace);
  return {
    audit,
    rules: rulesOf(looked, flaws),
    findings,
    counting: findings.filter((finding) => finding.excused === undefined).toSorted(bySeverity),
    cases: casesOf(looked, made),
    failureOf: (finding) => origins.get(finding)?.found.failure,
    failing: (finding) => origins.get(finding)?.found.proof?.failures ?? [],
    partsOf: (finding) => origins.get(finding)?.parts ?? [],
    ...(baseline === undefined
      ? {}
      : {
          baseline: baselineState(
            baseline.file,
            baseline.baseline,
            new Set(everything.map(({ fingerprint }) => fingerprint)),
            hidden.length,
            findings.filter((finding) => finding.excused?.by === 'baseline').length,
            (rule) => ids.has(rule) || Object.hasOwn(EXCUSE_RULES, rule),
          ),
        }),
  };
};

/** The ids of all rules, and of the policies of the document. */
const knownRules = ({ policies }: Estate, rules: readonly CheckRule[]): readonly string[] => [
  ...new Set([
    ...rules.map(({ id }) => id),
    ...Object.keys(EXCUSE_RULES),
    ...(policies?.survive ?? []).map(({ name }) => surviveRule(name)),
  ]),
];

const lookedAt = async (
  audit: Audit,
  question: CheckQuestion,
  rules: readonly CheckRule[],
): Promise<readonly Looked[]> => {
  const { policies } = question.estate;
  const looked: Looked[] = [];
  const asked = rules.flatMap(({ id, rule, cases }) => {
    const setting = policies?.rules.get(id) ?? {};
    const set = withSetting(rule, setting);
    const isAsked = isAskedFor(question, id);
    return set === undefined || !isAsked ? [] : [{ rule: set, cases, setting }];
  });
  const survived = (policies?.survive ?? []).filter(({ name }) => isAskedFor(question, surviveRule(name)));
  const steps = asked.length + survived.length;
  for (const { rule, cases, setting } of asked) {
    question.progress?.(rule.id, looked.length, steps);
    looked.push({ rule, cases: await cases(audit, setting) });
  }
  for (const policy of survived) {
    question.progress?.(surviveRule(policy.name), looked.length, steps);
    looked.push({ rule: ruleOf(policy), cases: await surviveCases(audit, policy) });
  }
  return looked;
};

/** Policies without a name are one rule to those that show it; how bad each is stays its own. */
const ruleOf = (policy: SurvivePolicy): Rule =>
  policy.name === undefined ? { ...SURVIVE_RULE, severity: policy.severity } : surviveRuleOf(policy);

/** Without a choice all are; a choice of rules leaves the policies out, and the other way round. */
const isAskedFor = ({ rules, policies }: CheckQuestion, id: string): boolean =>
  rules === undefined && policies === undefined ? true : [...(rules ?? []), ...(policies ?? [])].includes(id);

/** A rule with the severity that a document gives it; undefined: it is off. */
const withSetting = (rule: Rule, setting: RuleSetting | undefined): Rule | undefined => {
  const severity = setting?.severity ?? rule.severity;
  return severity === 'off' ? undefined : { ...rule, severity };
};

/** Documents, and the files that a scan read: those that have a line in the graph, or a finding. */
const filesOf = (estate: Estate, all: readonly Placed[]): readonly string[] => {
  const files = new Set<string>();
  const say = (file: string | undefined): void => void (file === undefined || files.add(file));
  for (const node of estate.nodes) {
    for (const { source } of node.origins) say(source.file);
    say(sourceFile(node.source));
    const open: Requirement[] = [...requirementsOf(node)];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      say(sourceFile(next.source));
      open.push(...partsOf(next));
    }
  }
  for (const { place } of all) say(place?.file);
  return [...files].toSorted(byCodePoint);
};

const rulesOf = (looked: readonly Looked[], flaws: readonly Told[]): readonly Rule[] => {
  const rules = new Map(looked.map(({ rule }) => [rule.id, rule]));
  for (const { rule, severity } of flaws)
    rules.set(rule, { ...EXCUSE_RULES[rule as keyof typeof EXCUSE_RULES], severity });
  return [...rules.values()].toSorted((a, b) => byCodePoint(a.id, b.id));
};

const casesOf = (looked: readonly Looked[], made: ReadonlyMap<Placed, Finding>): readonly CheckCase[] => {
  const keyOf = (rule: string, subject: string): string => `${rule}\0${subject}`;
  const findings = groupBy(made.keys(), ({ rule, subject }) => keyOf(rule, subject));
  const cases = new Map<string, CheckCase>();
  const add = (rule: string, subject: string, skipped?: string): void => {
    const key = keyOf(rule, subject);
    const own = (findings.get(key) ?? []).map((one) => made.get(one)!);
    cases.set(key, { rule, subject, findings: own, ...(skipped === undefined ? {} : { skipped }) });
  };
  for (const { rule, cases: own } of looked)
    for (const { subject, skipped } of own) add(rule.id, subject, skipped);
  for (const { rule, subject } of made.keys()) if (!cases.has(keyOf(rule, subject))) add(rule, subject);
  return [...cases.values()].toSorted(
    (a, b) => byCodePoint(a.rule, b.rule) || byCodePoint(a.subject, b.subject),
  );
};

const byPlace = (a: Finding, b: Finding): number =>
  byCodePoint(a.place?.file ?? '', b.place?.file ?? '') ||
  (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
  (a.place?.column ?? 0) - (b.place?.column ?? 0) ||
  byCodePoint(a.fingerprint, b.fingerprint);

/** A rule is as bad as it is set, but for findings that are less. */
const capped = (severity: Severity, { atMost }: Found): Severity =>
  atMost !== undefined && RANKS[atMost] > RANKS[severity] ? atMost : severity;

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Worst first; policies of the document before the rules that ship. */
const bySeverity = (a: Finding, b: Finding): number =>
  RANKS[a.severity] - RANKS[b.severity] ||
  Number(b.rule.startsWith(SURVIVE)) - Number(a.rule.startsWith(SURVIVE)) ||
  byCodePoint(a.rule, b.rule) ||
  byCodePoint(a.node, b.node) ||
  byPlace(a, b);
