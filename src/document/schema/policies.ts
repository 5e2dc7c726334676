/** Policies as a document writes them: what must be survived, how strict rules are, and what does not count. */
import { z } from 'zod';
import { SEVERITIES } from '../../model/finding.ts';
import { ID_PATTERN } from '../../model/node.ts';
import {
  NAME_PATTERN,
  OWN_WORDS,
  RULE_IDS,
  RULE_OPTIONS,
  type RuleId,
  type RuleOption,
  isPluginRule,
  isRuleText,
} from '../../model/policy.ts';
import { UNSEEN } from '../decode-placeholders.ts';
import { SETTINGS, SURVIVE_KEYS } from '../decode-policies.ts';
import { day, duration, rule, selections, text } from './words.ts';

const severity = z
  .enum(SEVERITIES)
  .describe('error fails a run, warning does if --fail-on asks for it, note never does.');

/** A name is an id that is no key of a policy: else nobody could tell one policy from a map of them. */
const policyNames = z
  .string()
  .regex(new RegExp(`^(?!(?:${SURVIVE_KEYS.join('|')}|${UNSEEN})$)${ID_PATTERN.source.slice(1)}`), {
    error: 'must be a name of letters, digits, ".", "_", "@", "-" and "/"',
  });

const surviveShape = {
  name: policyNames.optional().describe('What to call it: the rule is survive/NAME.'),
  apps: selections
    .optional()
    .describe('What must survive: an id, a glob, conditions, or a list of these; all apps if left out.')
    .meta({ examples: ['kind:app tier:1'] }),
  fail: selections
    .describe('What fails: an id, a glob, conditions, or a list of these.')
    .meta({ examples: ['kind:region'] }),
  atMost: z
    .enum(['operational', 'degraded', 'partial'])
    .describe('The worst state that is still acceptable.'),
  within: duration
    .optional()
    .describe('For how long it may be worse, all in all. Left out: not at all, and time plays no part.'),
  together: z.boolean().optional().describe('true: all of it fails at once; each failure alone if left out.'),
  state: z
    .enum(['degraded', 'partial', 'outage'])
    .optional()
    .describe('The state of what fails; outage if left out.'),
  severity: severity.optional().describe('How bad it is not to survive; error if left out.'),
  why: text.optional().describe('Why this is asked for.'),
} satisfies Readonly<Record<(typeof SURVIVE_KEYS)[number], z.ZodType>>;

const SURVIVE_META = {
  description: 'Failures that apps must survive: each of them alone, or all together.',
  examples: [{ apps: 'kind:app tier:1', fail: 'kind:region', atMost: 'degraded', within: '15m' }],
};

const surviveSchema = z.strictObject(surviveShape).meta({ id: 'survive', ...SURVIVE_META });

const { name: _, ...namelessShape } = surviveShape;

/** Where the name is the key. */
const namelessSchema = z.strictObject(namelessShape).meta({ id: 'nameless', ...SURVIVE_META });

const namesOnce = rule((policies: readonly { readonly name?: string | undefined }[]) => {
  const names = policies.map(({ name }) => name);
  const again = names.findIndex((name, i) => name !== undefined && names.indexOf(name) < i);
  return again < 0 ? undefined : { path: [again, 'name'], message: `there is another policy of that name` };
});

const RULE_OPTION_SCHEMAS = {
  apps: selections.optional().describe('The nodes that the rule looks after.'),
  among: selections.optional().describe('What may fail.'),
} as const satisfies Readonly<Record<RuleOption, z.ZodType>>;

const setting = z.enum(SETTINGS).describe('How bad a finding is; off: the rule is not looked at.');

const settingOf = (options: readonly RuleOption[]): z.ZodType =>
  z
    .union([
      setting,
      z.strictObject({
        severity: setting.optional(),
        ...Object.fromEntries(options.map((option) => [option, RULE_OPTION_SCHEMAS[option]])),
      }),
    ])
    .optional();

const NAME = NAME_PATTERN.source.slice(1, -1);

/** The ids of plug-ins' rules, for editors: `isPluginRule` as a pattern. */
const PLUGIN_RULES = `^(?!(?:${OWN_WORDS.join('|')})/)${NAME}/${NAME}$`;

/** Rules of plug-ins are known by their form alone: the document means the same where they are not loaded. */
const rulesSchema = z
  .object(
    Object.fromEntries(
      Object.entries(RULE_OPTIONS).map(([id, options]) => [
        id,
        settingOf(options).describe(`How "faultline check" takes the rule ${id}.`),
      ]),
    ) as Readonly<Record<RuleId, z.ZodType>>,
  )
  .catchall(settingOf(['apps', 'among']).describe('How "faultline check" takes a rule of a plug-in.'))
  .superRefine((rules, context) => {
    const keys = Object.keys(rules).filter((key) => !RULE_IDS.some((id) => id === key) && !isPluginRule(key));
    if (keys.length > 0) context.addIssue({ code: 'unrecognized_keys', keys, input: rules });
  })
  .optional()
  .describe('How strict each rule is: a severity, off, or options.')
  .meta({
    examples: [{ 'single-zone': 'off', 'single-region': { severity: 'error', apps: 'tier:1' } }],
    propertyNames: { anyOf: [{ enum: RULE_IDS }, { pattern: PLUGIN_RULES }] },
  });

const ruleText = text
  .refine(isRuleText, { error: 'must be a rule' })
  .describe('The id of a rule, survive/NAME of a policy, or PLUGIN/RULE.')
  .meta({ examples: ['single-region', 'survive/region-loss'] });

/** What a suppression and a waiver have in common. */
export const suppressed = {
  rule: ruleText,
  node: selections.describe('The nodes whose findings do not count.').meta({ examples: ['back-office'] }),
  reason: text.describe('Why they do not count.'),
} as const;

/** All that may stand below `policies`. */
export const policiesSchema = z
  .strictObject({
    survive: z
      .union([
        surviveSchema,
        z.array(surviveSchema).superRefine(namesOnce),
        z.record(policyNames, namelessSchema).describe('Policies by name: each is a rule, survive/NAME.'),
      ])
      .optional()
      .describe('Which failures apps must survive: one policy, a list, or a map of names.'),
    rules: rulesSchema,
    suppress: z
      .array(
        z.strictObject(suppressed).describe('Findings that do not count, for a reason that holds for good.'),
      )
      .optional()
      .describe('Findings that do not count, for good.'),
    waivers: z
      .array(
        z
          .strictObject({
            ...suppressed,
            owner: text.describe('Who answers for it.').meta({ examples: ['web-team'] }),
            until: day.describe('The last day on which it holds; after that it fails by itself.'),
          })
          .describe('Findings that do not count for a while.'),
      )
      .optional()
      .describe('Findings that do not count for a while, in somebody\u2019s name.'),
  })
  .describe('What "faultline check" holds the infrastructure to.');
