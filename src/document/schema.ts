/**
 * The document format, said once: what the published JSON Schema is generated from, and what names the mistakes in a
 * document that the decoder could not read.
 *
 * Every key has a description and, where it helps, examples: editors show them. Rules that a JSON Schema cannot say
 * (monotone maps, counts within the group) are refinements here.
 */
import { z } from 'zod';
import { PERCENT_PATTERN, parseAvailability } from '../model/availability.ts';
import { DAY_PATTERN, isDay } from '../model/day.ts';
import { DURATION_PATTERN, parseDuration } from '../model/duration.ts';
import { SEVERITIES } from '../model/finding.ts';
import { isMonotone, tableOf } from '../model/impact.ts';
import { KINDS } from '../model/kind.ts';
import { ID_PATTERN } from '../model/node.ts';
import { PLACEHOLDER_NAME, TEMPLATE_ID_PATTERN } from '../model/placeholder.ts';
import { RULE_OPTIONS, type RuleId, type RuleOption, isRuleText } from '../model/policy.ts';
import { CONFIDENCES } from '../model/requirement.ts';
import { GRADES } from '../model/scenario.ts';
import { STATES, type State } from '../model/state.ts';
import { UNSEEN, namesPlaceholder } from './decode-placeholders.ts';
import { SETTINGS, SURVIVE_KEYS } from './decode-policies.ts';
import { START_PATTERN } from './limits.ts';

const text = z.string().min(1, { error: 'must not be empty' });

const state = z
  .enum(STATES)
  .describe('operational, degraded, partial (some of it is unusable, or data is missing) or outage.');

const duration = z
  .string()
  .regex(DURATION_PATTERN, { error: 'must be a duration', abort: true })
  .refine((value) => parseDuration(value) !== undefined, {
    error: 'must not be longer than 100 years',
    abort: true,
  })
  .meta({ examples: ['15m', '4h17m', '90s'] });

const day = z
  .string()
  .regex(DAY_PATTERN, { error: 'must be a day', abort: true })
  .refine(isDay, { error: 'must be a day that the calendar has' })
  .meta({ examples: ['2017-02-28'] });

const id = text.meta({ examples: ['shop', 'aws/us-east-1/s3'] });

/** A rule that a value must keep, with the place inside it and a way to mend it. */
const rule =
  <T>(
    broken: (value: T) => { path?: readonly (string | number)[]; message: string; hint?: string } | undefined,
  ) =>
  (value: T, context: z.RefinementCtx<T>): void => {
    const complaint = broken(value);
    if (complaint === undefined) return;
    const { path = [], message, hint } = complaint;
    context.addIssue({ code: 'custom', path: [...path], message, params: { hint } });
  };

const impact = z
  .union([
    z.literal('none').describe('Its state does not matter: the same as operational.'),
    state,
    z
      .strictObject({
        operational: state.optional(),
        degraded: state.optional(),
        partial: state.optional(),
        outage: state.optional(),
      })
      .superRefine(
        rule((map) => {
          const table = tableOf(map as Partial<Record<State, State>>);
          if (table[0] !== 0) {
            return {
              path: ['operational'],
              message: 'what is operational cannot do harm',
              hint: 'leave it out',
            };
          }
          if (isMonotone(table)) return undefined;
          const worse = ([1, 2, 3] as const).find((rank) => table[rank] < table[rank - 1]!)!;
          return {
            path: STATES[worse] in map ? [STATES[worse]] : [],
            message:
              `the impact map is not monotone: ${STATES[worse]} counts as ${STATES[table[worse]]}, ` +
              `but ${STATES[worse - 1]} as ${STATES[table[worse - 1]!]}`,
            hint: 'a worse state must not count for less; a state left out counts as itself',
          };
        }),
      )
      .describe('State by state; a state left out counts as itself. A worse state must not count for less.'),
  ])
  .describe('The worst that this requirement can do, or a map from its state to the state that counts.')
  .meta({ examples: ['degraded', 'none', { partial: 'degraded', outage: 'partial' }] });

/** What every requirement but the bare id may carry. */
const terms = {
  impact: impact.optional(),
  after: duration
    .optional()
    .describe('Grace: how long the dependent lives without it (a cache, a buffer, a lease).'),
  recovery: duration.optional().describe('How long after it is back the dependent is back.'),
  needed: z
    .enum(['run', 'start'])
    .optional()
    .describe(
      'start: needed to start or to scale, not to go on running (an image registry, a control plane).',
    ),
  why: text
    .optional()
    .describe('What it is needed for.')
    .meta({ examples: ['images'] }),
  source: text
    .optional()
    .describe('Where the dependency is known from.')
    .meta({ examples: ['deploy/cdn.tf:12', 'https://aws.amazon.com/message/41926/'] }),
  confidence: z.enum(CONFIDENCES).optional().describe('How sure the dependency is.'),
  validFrom: day.optional().describe('The first day on which the dependency counts.'),
  validUntil: day.optional().describe('The first day on which it no longer counts.'),
} as const;

const datesInOrder = rule((value: { validFrom?: string | undefined; validUntil?: string | undefined }) =>
  value.validFrom !== undefined && value.validUntil !== undefined && value.validFrom >= value.validUntil
    ? {
        path: ['validUntil'],
        message: `this never counts: ${value.validUntil} is not after ${value.validFrom}`,
      }
    : undefined,
);

// The type is said by hand: a schema that refers to itself has none to infer.
const requirement: z.ZodType = z
  .lazy(() => z.union([id.describe('The id of a node.'), nodeForm, allOfForm, anyOfForm, atLeastForm]))
  .meta({ id: 'requirement', examples: ['checkout', { node: 'recommendations', impact: 'degraded' }] });

const members = z
  .array(requirement)
  .min(1, { error: 'the group is empty' })
  .describe('The members: ids or requirements.');

const failover = z
  .union([
    duration.describe('How long the switch takes.'),
    z.strictObject({
      time: duration.describe('How long the switch takes.'),
      requires: z
        .array(requirement)
        .optional()
        .describe(
          'What the switch itself needs (DNS, a control plane): while one of these is partial or out, the later members do not count.',
        ),
      during: state.optional().describe('The state of the group while it switches; outage if left out.'),
    }),
  ])
  .optional()
  .describe('The switch from the first member to the later ones.')
  .meta({ examples: ['2m', { time: '5m', requires: ['aws/route53'], during: 'degraded' }] });

const count = z.int().min(1, { error: 'must be at least 1' });

const atLeast = z
  .union([
    count,
    z.strictObject({
      operational: count.describe('How many must be operational for the group to be.'),
      degraded: count.optional().describe('How many in degraded or better keep the group from being worse.'),
      partial: count.optional().describe('How many in partial or better keep the group from an outage.'),
    }),
  ])
  .describe('How many of the members must be in a state, or better, for the group to be.')
  .meta({ examples: [2, { operational: 3, degraded: 2, partial: 1 }] });

type AtLeast = z.infer<typeof atLeast>;

const countsWithin = rule(({ atLeast, of }: { atLeast: AtLeast; of: readonly unknown[] }) => {
  const counts = typeof atLeast === 'number' ? { operational: atLeast } : atLeast;
  const named = (['operational', 'degraded', 'partial'] as const).flatMap((state) => {
    const needed = counts[state];
    return Number.isSafeInteger(needed) ? [{ state, needed: needed! }] : [];
  });
  const at = (state: string): readonly string[] =>
    typeof atLeast === 'number' ? ['atLeast'] : ['atLeast', state];
  // That the group is empty is a complaint of its own; how many a template names is known only when it is used.
  const beyond =
    of.length === 0 || namesPlaceholder(of) ? undefined : named.find(({ needed }) => needed > of.length);
  if (beyond !== undefined) {
    return {
      path: at(beyond.state),
      message: `${beyond.needed} members are needed, but the group has ${of.length}`,
    };
  }
  const growing = named.findIndex(({ needed }, i) => i > 0 && needed > named[i - 1]!.needed);
  if (growing < 0) return undefined;
  const [better, worse] = [named[growing - 1]!, named[growing]!];
  return {
    path: at(worse.state),
    message: `${worse.needed} members are needed in ${worse.state} or better, but only ${better.needed} in ${better.state}`,
    hint: 'the counts may not grow from one state to the next worse',
  };
});

const nodeForm = z
  .strictObject({ node: id.describe('The id of the node that is needed.'), ...terms })
  .superRefine(datesInOrder)
  .describe('One node, with what its loss does.')
  .meta({ examples: [{ node: 'recommendations', impact: 'degraded' }] });

const allOfForm = z
  .strictObject({ allOf: members, ...terms })
  .superRefine(datesInOrder)
  .describe('All of these: the worst of them counts.');

const anyOfForm = z
  .strictObject({ anyOf: members, failover, ...terms })
  .superRefine(datesInOrder)
  .describe('Any of these: the best of them counts.')
  .meta({ examples: [{ anyOf: ['db-a', 'db-b'], failover: '2m' }] });

const atLeastForm = z
  .strictObject({ atLeast, of: members, failover, ...terms })
  .superRefine(countsWithin)
  .superRefine(datesInOrder)
  .describe('So many of these: the k-th best of them counts.')
  .meta({ examples: [{ atLeast: 2, of: ['cache-1', 'cache-2', 'cache-3'] }] });

export const nodeSchema = z
  .strictObject({
    kind: z
      .enum(KINDS)
      .optional()
      .describe('What it is. Every node needs one, in one of the documents that describe it.'),
    name: text.optional().describe('The name for people; the id if left out.'),
    description: text.optional().describe('What it does, in a sentence.'),
    owner: text
      .optional()
      .describe('The team that answers for it.')
      .meta({ examples: ['web-team'] }),
    tier: z
      .int()
      .min(0, { error: 'must not be negative' })
      .optional()
      .describe('How important it is; 1 is the most important.'),
    tags: z
      .array(text)
      .optional()
      .describe('Words to select it by.')
      .meta({ examples: [['pci']] }),
    in: requirement.optional().describe('Where it runs: a hard dependency, drawn as containment.'),
    dependsOn: z
      .array(requirement)
      .optional()
      .describe('What it needs. A bare id is a hard dependency: its state passes through.')
      .meta({ examples: [['checkout', { node: 'recommendations', impact: 'degraded' }]] }),
    costPerHour: z
      .number()
      .min(0, { error: 'must not be negative' })
      .optional()
      .describe('USD lost per hour of outage.')
      .meta({ examples: [120000] }),
    availability: z
      .union([
        z.string().regex(PERCENT_PATTERN, { error: 'must be a percentage or a fraction', abort: true }),
        z.number(),
      ])
      .refine((value) => parseAvailability(value) !== undefined, {
        error: 'must lie between 0 and 1, or 0% and 100%',
      })
      .optional()
      .describe('Of the node alone, its dependencies aside.')
      .meta({ examples: ['99.95%', 0.9995] }),
    availabilitySource: text
      .optional()
      .describe('Where the availability is known from, and of what day.')
      .meta({ examples: ['https://aws.amazon.com/compute/sla/, 2022-05-04'] }),
    source: text.optional().describe('Where the facts about the node are known from.'),
  })
  .describe('A part of the infrastructure.')
  .meta({ id: 'node' });

const faultSchema = z
  .strictObject({
    fail: z
      .union([text, z.array(text).min(1, { error: 'must name at least one selection' })])
      .describe('What fails: an id, a glob on ids, conditions, or a list of these.')
      .meta({ examples: ['aws/us-east-1/s3', 'aws/us-east-1/**', 'kind:zone in:aws/us-east-1'] }),
    state: state.optional().describe('The state it is in; outage if left out.'),
    from: duration
      .optional()
      .describe('When it begins, after the start of the scenario; at once if left out.'),
    until: duration.optional().describe('When it ends, after the start of the scenario; never if left out.'),
    why: text.optional().describe('What happened.'),
    source: text.optional().describe('Where this is known from.'),
  })
  .superRefine(
    rule(({ from, until }) =>
      until !== undefined && (parseDuration(until) ?? Infinity) <= (parseDuration(from ?? '0s') ?? 0)
        ? { path: ['until'], message: `the fault must end after it begins, at ${from ?? '0s'}` }
        : undefined,
    ),
  )
  .describe('A fault: what fails, how badly, from when until when.');

export const observationSchema = z
  .strictObject({
    state: state.describe('The worst state it was in.'),
    accept: z
      .array(state)
      .min(1, { error: 'must name at least one state' })
      .optional()
      .describe('The states that the sources allow, where they conflict.'),
    onset: duration.optional().describe('When the trouble began, after the first fault.'),
    recovered: duration.optional().describe('When it was over, after the first fault.'),
    why: text.optional().describe('What is said of a difference between this and what is predicted.'),
    confidence: z
      .enum(GRADES)
      .optional()
      .describe('How well it is attested: official (the provider), vendor (the owner), …'),
    source: text.optional().describe('Where this is known from.'),
  })
  .superRefine(
    rule(({ onset, recovered }) =>
      recovered !== undefined && (parseDuration(recovered) ?? Infinity) <= (parseDuration(onset ?? '0s') ?? 0)
        ? { path: ['recovered'], message: `it must recover after it begins, at ${onset ?? '0s'}` }
        : undefined,
    ),
  )
  .describe('What history says of a node.');

export const scenarioSchema = z
  .strictObject({
    title: text.optional().describe('A name for people.'),
    description: text.optional().describe('What the scenario is about.'),
    date: day
      .optional()
      .describe('The day it plays on, which decides what dated dependencies count; today if left out.'),
    start: z
      .string()
      .regex(START_PATTERN, { error: 'must be an instant in UTC', abort: true })
      .refine((value) => isDay(value.slice(0, 10)), { error: 'must be an instant that the calendar has' })
      .optional()
      .describe('The instant of the first fault, in UTC.')
      .meta({ examples: ['2017-02-28T17:37:00Z'] }),
    faults: z
      .array(faultSchema)
      .min(1, { error: 'must name at least one fault' })
      .describe('What goes wrong.'),
    observed: z
      .record(z.string(), observationSchema)
      .optional()
      .describe('What history says, by node: for a back-test.'),
    source: text.optional().describe('Where the facts are known from.'),
  })
  .describe('Something that can go wrong, or did.');

const placeholderName = z.string().regex(PLACEHOLDER_NAME, {
  error: 'must be a letter, then letters, digits, "_" and "-"',
});

// The types are said by hand: schemas that refer to themselves have none to infer.
const placeholderValues: z.ZodType = z
  .lazy(() =>
    z.union([
      text.describe('The only value.'),
      z.array(text).describe('Its values.'),
      z
        .record(text, z.union([placeholdersSchema, z.null()]))
        .describe('Its values, and for each of them further placeholders that hold for that value only.'),
    ]),
  )
  .meta({ id: 'placeholderValues' });

/** What `{names}` may stand for. */
export const placeholdersSchema: z.ZodType = z
  .lazy(() => z.record(placeholderName, placeholderValues))
  .meta({
    id: 'placeholders',
    examples: [{ region: { 'eu-west-1': { zone: ['eu-west-1a', 'eu-west-1b'], regionName: 'Ireland' } } }],
  });

/** A key of a scenario: a word, as in `faultline impact --scenario ID`. */
const names = z
  .string()
  .regex(ID_PATTERN, { error: 'must be made of letters, digits, ".", "_", "@", "-" and "/"' });

/** A key of a template: an id, any part of which may be a placeholder. */
const templateNames = z.string().regex(TEMPLATE_ID_PATTERN, {
  error: 'must be an id, in which "{name}" may stand for any part of a segment',
});

// —— policies ——————————————————————————————————————————————————————————————————————————————————————————————————————

const selections = z.union([text, z.array(text).min(1, { error: 'must name at least one selection' })]);

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

const ruleText = text
  .refine(isRuleText, { error: 'must be a rule' })
  .describe('The id of a rule, or survive/NAME of a policy.')
  .meta({ examples: ['single-region', 'survive/region-loss'] });

const suppressed = {
  rule: ruleText,
  node: selections.describe('The nodes whose findings do not count.').meta({ examples: ['back-office'] }),
  reason: text.describe('Why they do not count.'),
} as const;

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
    rules: z
      .strictObject(
        Object.fromEntries(
          Object.entries(RULE_OPTIONS).map(([id, options]) => [
            id,
            settingOf(options).describe(`How "faultline check" takes the rule ${id}.`),
          ]),
        ) as Readonly<Record<RuleId, z.ZodType>>,
      )
      .optional()
      .describe('How strict each rule is: a severity, off, or options.')
      .meta({ examples: [{ 'single-zone': 'off', 'single-region': { severity: 'error', apps: 'tier:1' } }] }),
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

/** Everything but the nodes, templates, scenarios and policies, which are read and complained about one by one. */
export const frameSchema = z.strictObject({
  $schema: z.string().optional().describe('Where editors find the schema of this format.'),
  faultline: z.literal(1).describe('The version of the format. Required.'),
  title: text
    .optional()
    .describe('What the document describes.')
    .meta({ examples: ['Web shop'] }),
  description: text.optional().describe('More about it.'),
  use: z
    .array(text)
    .optional()
    .describe(
      'What to take from on demand: packs that ship with the program, by name, or documents, by path.',
    )
    .meta({ examples: [['aws', './platform.yaml']] }),
  include: z
    .array(text)
    .optional()
    .describe('Other documents, relative to this one; globs allowed.')
    .meta({ examples: [['scanned.yaml', 'teams/*.yaml']] }),
  placeholders: z.unknown().optional(),
  nodes: z.record(z.string(), z.unknown()).optional(),
  templates: z.record(z.string(), z.unknown()).optional(),
  scenarios: z.record(z.string(), z.unknown()).optional(),
  policies: z.unknown().optional(),
});

/** The whole format; the JSON Schema is made from it. */
export const documentSchema = frameSchema
  .extend({
    placeholders: placeholdersSchema.optional().describe('What "{names}" in templates may stand for.'),
    nodes: z.record(names, nodeSchema).optional().describe('The parts of the infrastructure, by id.'),
    templates: z
      .record(templateNames, nodeSchema)
      .optional()
      .describe('Nodes for many values at once: ids and texts may hold placeholders, "{region}".'),
    scenarios: z.record(names, scenarioSchema).optional().describe('What can go wrong, or did, by id.'),
    policies: policiesSchema.optional(),
  })
  .describe('A Faultline document: an infrastructure and what its parts need.');

/** The keys that an object may have, by what it is: for "did you mean". */
export const KEYS = {
  document: Object.keys(frameSchema.shape),
  node: Object.keys(nodeSchema.shape),
  scenario: Object.keys(scenarioSchema.shape),
  fault: Object.keys(faultSchema.shape),
  observation: Object.keys(observationSchema.shape),
  nodeForm: Object.keys(nodeForm.shape),
  allOf: Object.keys(allOfForm.shape),
  anyOf: Object.keys(anyOfForm.shape),
  atLeast: Object.keys(atLeastForm.shape),
  failover: ['time', 'requires', 'during'],
  policies: Object.keys(policiesSchema.shape),
  survive: SURVIVE_KEYS,
  suppression: Object.keys(suppressed),
  waiver: [...Object.keys(suppressed), 'owner', 'until'],
  states: [...STATES],
} as const satisfies Record<string, readonly string[]>;
