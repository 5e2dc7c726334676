/** Survive policies that are gone, or ask for less: fewer apps, fewer or milder failures, a worse state, more time. */
import { formatDuration } from '../../model/duration.ts';
import { SEVERITIES } from '../../model/finding.ts';
import { type SurvivePolicy, surviveRule } from '../../model/policy.ts';
import { rankOf } from '../../model/state.ts';
import type { Asked } from './asked.ts';
import { dropped } from './selected.ts';
import type { View } from './view.ts';
import { listText } from './words.ts';

/** Policies of base that head has not, or has in a weaker form. */
export const weakerPolicies = (view: View): readonly Asked[] => {
  const [before, after] = [view.from.estate.policies?.survive ?? [], view.to.estate.policies?.survive ?? []];
  return paired(before, after).flatMap(([old, now]): readonly Asked[] => {
    const name = surviveRule(old.name);
    const what = 'policy';
    const subject = policyText(old);
    if (now === undefined) return [{ what, name, message: `${subject} is gone`, originBefore: old.origin }];
    const weaker = differences(view, old, now);
    return weaker.length === 0
      ? []
      : [{ what, name, message: `${subject} asks for less: ${weaker.join('; ')}`, origin: now.origin }];
  });
};

const policyText = ({ name, apps, fail }: SurvivePolicy): string =>
  name === undefined ? `the policy that ${apps.join(', ')} survive ${fail.join(', ')}` : `the policy ${name}`;

/** Each policy of base with that of head by its name; without a name by what it asks, or by most of that. */
const paired = (
  before: readonly SurvivePolicy[],
  after: readonly SurvivePolicy[],
): readonly (readonly [SurvivePolicy, SurvivePolicy | undefined])[] => {
  const left = new Set(after);
  const taken = (matches: (now: SurvivePolicy) => boolean): SurvivePolicy | undefined => {
    const found = [...left].find(matches);
    if (found !== undefined) left.delete(found);
    return found;
  };
  const pairs = new Map<SurvivePolicy, SurvivePolicy>();
  const keys: readonly ((policy: SurvivePolicy) => string)[] = [
    ({ name, apps, fail, together, state, atMost, within, severity }) =>
      JSON.stringify([name, apps, fail, together, state, atMost, within, severity]),
    ({ name, apps, fail, together }) => name ?? JSON.stringify([apps, fail, together]),
    ({ name, fail }) => name ?? JSON.stringify(fail),
    ({ name, apps }) => name ?? JSON.stringify(apps),
  ];
  for (const keyOf of keys) {
    for (const old of before) {
      if (pairs.has(old)) continue;
      const now = taken(
        (one) => (one.name === undefined) === (old.name === undefined) && keyOf(one) === keyOf(old),
      );
      if (now !== undefined) pairs.set(old, now);
    }
  }
  return before.map((old) => [old, pairs.get(old)] as const);
};

/** In how far `now` asks for less. */
const differences = (view: View, old: SurvivePolicy, now: SurvivePolicy): readonly string[] => {
  const [apps, fail] = [dropped(view, old.apps, now.apps), dropped(view, old.fail, now.fail)];
  const isLonger = now.within !== undefined && (old.within === undefined || now.within > old.within);
  const rankIn = SEVERITIES.indexOf.bind(SEVERITIES);
  return [
    ...(apps.length === 0 ? [] : [`it is no longer about ${listText(apps)}`]),
    ...(fail.length === 0
      ? []
      : [`${listText(fail)} no longer ${fail.length === 1 ? 'fails' : 'fail'} in it`]),
    ...(old.together && !now.together ? ['what fails no longer fails at once'] : []),
    ...(rankOf(now.state) < rankOf(old.state) ? [`what fails is ${now.state}, not ${old.state}`] : []),
    ...(rankOf(now.atMost) > rankOf(old.atMost) ? [`at most ${now.atMost}, not ${old.atMost}`] : []),
    ...(isLonger
      ? [
          `within ${formatDuration(now.within)}, not ${old.within === undefined ? 'always' : formatDuration(old.within)}`,
        ]
      : []),
    ...(rankIn(now.severity) > rankIn(old.severity) ? [`${now.severity}, not ${old.severity}`] : []),
  ];
};
