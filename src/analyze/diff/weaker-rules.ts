/** Rules of the check that are off, less strict, or look at less than before. */
import { SEVERITIES, type Severity } from '../../model/finding.ts';
import { type RuleId, type RuleSetting, RULE_IDS } from '../../model/policy.ts';
import { EXCUSE_RULES } from '../check/excuse-rules.ts';
import { CHECK_RULES } from '../check/rules/index.ts';
import type { Asked } from './asked.ts';
import { dropped } from './selected.ts';
import type { View } from './view.ts';
import { listText } from './words.ts';

/** Rules that head asks less of than base. */
export const weakerRules = (view: View): readonly Asked[] => {
  const settingIn = (side: View['from'], id: RuleId): RuleSetting =>
    side.estate.policies?.rules.get(id) ?? {};
  return RULE_IDS.flatMap((id): readonly Asked[] => {
    const [old, now] = [settingIn(view.from, id), settingIn(view.to, id)];
    const [was, is] = [old.severity ?? usual(id), now.severity ?? usual(id)];
    const told = (message: string): Asked => ({
      what: 'rule',
      name: id,
      message: `the rule ${id} ${message}`,
      origin: now.origin,
      originBefore: old.origin,
    });
    if (strictness(is) < strictness(was))
      return [told(is === 'off' ? 'is off' : `is a ${is}, not ${was === 'error' ? 'an' : 'a'} ${was}`)];
    if (is === 'off') return [];
    return [...narrower(view, 'apps', old, now), ...narrower(view, 'among', old, now)].map(told);
  });
};

const usual = (id: RuleId): Severity =>
  (
    CHECK_RULES.find(({ rule }) => rule.id === id)?.rule ??
    Object.values(EXCUSE_RULES).find((one) => one.id === id)
  )?.severity ?? 'warning';

/** More is stricter. */
const strictness = (severity: Severity | 'off'): number =>
  severity === 'off' ? 0 : SEVERITIES.length - SEVERITIES.indexOf(severity);

/** What is no longer looked at. Without a choice it is the rule's own, which a choice is likely to narrow. */
const narrower = (
  view: View,
  option: 'apps' | 'among',
  old: RuleSetting,
  now: RuleSetting,
): readonly string[] => {
  const [before, after] = [old[option], now[option]];
  if (after === undefined) return [];
  if (before === undefined) return [`looks only at ${after.join(', ')}`];
  const gone = dropped(view, before, after);
  return gone.length === 0 ? [] : [`no longer looks at ${listText(gone)}`];
};
