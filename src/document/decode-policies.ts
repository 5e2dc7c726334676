/** What an infrastructure is held to: from plain values to the model. */
import { isDay } from '../model/day.ts';
import { SEVERITIES } from '../model/finding.ts';
import { isId } from '../model/node.ts';
import { byCodePoint, byText } from '../model/order.ts';
import type { Origin } from '../model/place.ts';
import {
  type Policies,
  RULE_IDS,
  type RuleName,
  type RuleSetting,
  type Suppression,
  type SurvivePolicy,
  type Waiver,
  isPluginRule,
  isRuleText,
  optionsOfRule,
} from '../model/policy.ts';
import { UNSEEN } from './decode-placeholders.ts';
import {
  type Draft,
  type Fields,
  asDuration,
  asFields,
  asList,
  asOneOf,
  asState,
  asText,
  asTexts,
  isFields,
  malformed,
} from './fields.ts';

/** The keys of a `survive` policy. A map that has none of them is a map of names, which therefore cannot be these. */
export const SURVIVE_KEYS = [
  'name',
  'apps',
  'fail',
  'atMost',
  'within',
  'together',
  'state',
  'severity',
  'why',
] as const;

/** Whether what stands under `survive` is one policy, not a map of names. */
export const isOnePolicy = (raw: object): boolean => SURVIVE_KEYS.some((key) => Object.hasOwn(raw, key));

export const decodePolicies = (raw: unknown, origin: Origin): Policies => {
  const policies: Draft<Policies> = { survive: [], rules: new Map(), suppress: [], waivers: [] };
  const fields = asFields(raw);
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    const at = origin.at(key);
    switch (key) {
      case 'survive':
        policies.survive = decodeSurvival(value, at);
        break;
      case 'rules':
        policies.rules = decodeRules(value, at);
        break;
      case 'suppress':
        policies.suppress = asList(value).map((one, i) => decodeSuppression(one, at.at(i)));
        break;
      case 'waivers':
        policies.waivers = asList(value).map((one, i) => decodeWaiver(one, at.at(i)));
        break;
      default:
        malformed();
    }
  }
  return policies;
};

/** One, a list, or a map of names. */
const decodeSurvival = (raw: unknown, origin: Origin): readonly SurvivePolicy[] => {
  if (Array.isArray(raw)) {
    const policies = raw.map((one: unknown, i) => decodeSurvive(one, origin.at(i)));
    const names = policies.flatMap(({ name }) => name ?? []);
    return new Set(names).size < names.length ? malformed() : byName(policies);
  }
  const fields = asFields(raw);
  if (isOnePolicy(fields)) return [decodeSurvive(fields, origin)];
  return byName(
    Object.keys(fields).map((name) =>
      isName(name) ? decodeSurvive(fields[name], origin.at(name), name) : malformed(),
    ),
  );
};

/** Those with a name first, by name; the others as they come. */
const byName = (policies: readonly SurvivePolicy[]): readonly SurvivePolicy[] => [
  ...policies.filter(({ name }) => name !== undefined).toSorted(byText(({ name }) => name!)),
  ...policies.filter(({ name }) => name === undefined),
];

const isName = (text: string): boolean =>
  isId(text) && text !== UNSEEN && !SURVIVE_KEYS.some((key) => key === text);

const decodeSurvive = (raw: unknown, origin: Origin, key?: string): SurvivePolicy => {
  const fields = asFields(raw);
  const named = key ?? fields['name'];
  if (key !== undefined && 'name' in fields) malformed();
  if (named !== undefined && !(typeof named === 'string' && isName(named))) malformed();
  const policy: Draft<SurvivePolicy> = {
    ...(typeof named === 'string' ? { name: named } : {}),
    apps: ['kind:app'],
    fail: asSelections(fields['fail']),
    atMost: asState(fields['atMost']),
    together: false,
    state: 'outage',
    severity: 'error',
    origin,
  };
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    switch (key) {
      case 'name':
      case 'fail':
      case 'atMost':
        break;
      case 'apps':
        policy.apps = asSelections(value);
        break;
      case 'within':
        policy.within = asDuration(value);
        break;
      case 'together':
        policy.together = typeof value === 'boolean' ? value : malformed();
        break;
      case 'state':
        policy.state = asState(value);
        break;
      case 'severity':
        policy.severity = asOneOf(SEVERITIES, value);
        break;
      case 'why':
        policy.why = asText(value);
        break;
      default:
        malformed();
    }
  }
  // Nothing can be worse than an outage, and nothing operational fails.
  return policy.atMost === 'outage' || policy.state === 'operational' ? malformed() : policy;
};

const decodeRules = (raw: unknown, origin: Origin): ReadonlyMap<RuleName, RuleSetting> => {
  const fields = asFields(raw);
  return new Map(
    Object.keys(fields)
      .toSorted(byCodePoint)
      .map((key) => {
        const id = isPluginRule(key) ? key : asOneOf(RULE_IDS, key);
        return [id, decodeSetting(id, fields[key], origin.at(key))];
      }),
  );
};

/** What a rule's severity may be set to. */
export const SETTINGS = ['off', ...SEVERITIES] as const;

const decodeSetting = (id: RuleName, raw: unknown, origin: Origin): RuleSetting => {
  if (!isFields(raw)) return { severity: asOneOf(SETTINGS, raw), origin };
  const setting: Draft<RuleSetting> = { origin };
  const options = optionsOfRule(id);
  for (const key of Object.keys(raw)) {
    if (key === 'severity') setting.severity = asOneOf(SETTINGS, raw[key]);
    else setting[asOneOf(options, key)] = asSelections(raw[key]);
  }
  return setting;
};

const decodeSuppression = (raw: unknown, origin: Origin): Suppression => {
  const fields = asFields(raw);
  onlyKeys(fields, ['rule', 'node', 'reason']);
  return {
    rule: asRule(fields['rule']),
    node: asSelections(fields['node']),
    reason: asText(fields['reason']),
    origin,
  };
};

const decodeWaiver = (raw: unknown, origin: Origin): Waiver => {
  const fields = asFields(raw);
  const { until } = fields;
  onlyKeys(fields, ['rule', 'node', 'reason', 'owner', 'until']);
  return {
    rule: asRule(fields['rule']),
    node: asSelections(fields['node']),
    reason: asText(fields['reason']),
    owner: asText(fields['owner']),
    until: typeof until === 'string' && isDay(until) ? until : malformed(),
    origin,
  };
};

const onlyKeys = (fields: Fields, known: readonly string[]): void => {
  for (const key of Object.keys(fields)) if (!known.includes(key)) malformed();
};

const asRule = (raw: unknown): string => {
  const rule = asText(raw);
  return isRuleText(rule) ? rule : malformed();
};

/** A selection or several. */
const asSelections = (raw: unknown): readonly string[] => {
  if (typeof raw === 'string') return [asText(raw)];
  const selections = asTexts(raw);
  return selections.length === 0 ? malformed() : selections;
};
