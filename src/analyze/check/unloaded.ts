/** Rules of plug-ins that a document names and nobody brings: a typing error, or a plug-in that is not loaded. */
import type { Estate } from '../../model/estate.ts';
import { nearest } from '../../model/nearest.ts';
import { isPluginRule } from '../../model/policy.ts';
import type { Origin } from '../../model/place.ts';
import { quoted } from '../../model/printable.ts';
import type { Found } from './rule.ts';

/** What is found of them. To switch off what is not there does no harm. */
export const unloadedRules = (
  { policies }: Estate,
  known: readonly string[],
): readonly { readonly rule: 'unknown-rule'; readonly found: Found }[] => {
  if (policies === undefined) return [];
  const named = [
    ...[...policies.rules]
      .filter(([, { severity }]) => severity !== 'off')
      .map(([rule, { origin }]) => ({ rule: rule as string, what: 'a setting', origin })),
    ...policies.suppress.map(({ rule, origin }) => ({
      rule,
      what: 'a suppression',
      origin: origin?.at('rule'),
    })),
    ...policies.waivers.map(({ rule, origin }) => ({ rule, what: 'a waiver', origin: origin?.at('rule') })),
  ];
  return named
    .filter(({ rule }) => isPluginRule(rule) && !known.includes(rule))
    .map(({ rule, what, origin }) => ({ rule: 'unknown-rule', found: foundOf(rule, what, origin, known) }));
};

const foundOf = (rule: string, what: string, origin: Origin | undefined, known: readonly string[]): Found => {
  const [near] = nearest(rule, known);
  return {
    node: rule,
    message: `${what} names the rule ${quoted(rule)}, which no plug-in brings`,
    remedy:
      near === undefined
        ? `name the plug-in ${rule.split('/', 1)[0]!} under "plugins" of faultline.config.yaml`
        : `did you mean "${near}"?`,
    key: [what],
    ...(origin === undefined ? {} : { spot: { type: 'origin', origin } }),
  };
};
