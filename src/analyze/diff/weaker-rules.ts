/** Rules of the check that are off, less strict, or look at less than before. */
import { SEVERITIES, type Severity } from '../../model/finding.ts';
import { type RuleName, type RuleSetting, RULE_IDS, isPluginRule } from '../../model/policy.ts';
import { byCodePoint } from '../../model/order.ts';
import { EXCUSE_RULES } from '../check/excuse-rules.ts';
import { CHECK_RULES } from '../check/rules/index.ts';
import type { Asked } from './asked.ts';
import { dropped } from './selected.ts';
import type { View } from './view.ts';
import { listText } from './words.ts';

/** Rules that head asks less of than base. */
export const weakerRules = (view: View): readonly Asked[] => {
  const settingIn = (side: View['from'], id: RuleName): RuleSetting =>
    side.estate.policies?.rules.get(id) ?? {};
  const foreign = [view.from, view.to].flatMap(({ estate }) =>
    [...(estate.policies?.rules.keys() ?? [])].filter(isPluginRule),
  );
  const ids: readonly RuleName[] = [...RULE_IDS, ...[...new Set(foreign)].toSorted(byCodePoint)];
  return ids.flatMap((id): readonly Asked[] => {
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

/** What a rule is without a word in the document; of a plug-in's, which may not be there, the middle is taken. */
const usual = (id: RuleName): Severity =>
  (
    CHECK_RULES.find(({ rule }) => rule.id === (id as string))?.rule ??
    Object.values(EXCUSE_RULES).find((one) => one.id === (id as string))
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
