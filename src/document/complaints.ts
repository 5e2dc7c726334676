/**
 * What is wrong with the parts of a document that the decoder could not read, in words.
 *
 * The schema finds the mistakes; this file turns its issues into complaints: the right branch of a union, the key
 * that was misspelled, the word that was meant.
 */
import type { z } from 'zod';
import type { Complaint } from '../model/complaint.ts';
import { nearest } from '../model/nearest.ts';
import { isId } from '../model/node.ts';
import type { Origin, Step } from '../model/place.ts';
import { holdsPlaceholder, isTemplateId } from '../model/placeholder.ts';
import { RULE_IDS, SURVIVE, isPluginRule, optionsOfRule } from '../model/policy.ts';
import { quoted } from '../model/printable.ts';
import { UNSEEN } from './decode-placeholders.ts';
import { isOnePolicy } from './decode-policies.ts';
import { MOST_NESTED } from './limits.ts';
import { KEYS, frameSchema } from './schema.ts';
import { nodeSchema } from './schema/node.ts';
import { placeholdersSchema } from './schema/placeholders.ts';
import { policiesSchema } from './schema/policies.ts';
import { observationSchema, scenarioSchema } from './schema/scenario.ts';

type Issue = z.core.$ZodIssue;

/** The mistakes in the part of a document at `path`, which the decoder could not read. */
export const complaintsAbout = (raw: unknown, root: Origin, path: readonly Step[]): readonly Complaint[] => {
  const origin = path.reduce<Origin>((at, step) => at.at(step), root);
  const part = valueAt(raw, path);
  const [room, id] = path;
  const complaints = [
    ...(typeof id === 'string' ? misnamed(room!, id, origin) : []),
    ...broken(ROOMS.get(room) ?? frameSchema, part, origin, path),
    ...(room === 'scenarios' ? passedOver(part, origin, path) : []),
    ...(room === 'placeholders' ? unseenPlaceholders(part, origin) : []),
    ...(room === 'policies' ? unseenName(valueAt(part, ['survive']), origin.at('survive')) : []),
    ...(room === 'policies' ? unseenRule(valueAt(part, ['rules']), origin.at('rules')) : []),
  ];
  if (complaints.length > 0) return complaints;
  const group = firstTooDeep(part, origin, 0);
  if (group === undefined) {
    throw new Error(`the decoder refuses ${path.join('.')}, and the schema does not say why`);
  }
  return [{ origin: group, message: `groups nest deeper than ${MOST_NESTED} levels` }];
};

/** What the parts are held to that are read one by one. */
const ROOMS: ReadonlyMap<Step | undefined, z.ZodType> = new Map<Step | undefined, z.ZodType>([
  ['nodes', nodeSchema],
  ['templates', nodeSchema],
  ['scenarios', scenarioSchema],
  ['placeholders', placeholdersSchema],
  ['policies', policiesSchema],
]);

const misnamed = (room: Step, id: string, origin: Origin): readonly Complaint[] => {
  const isTemplate = room === 'templates';
  if (isTemplate ? isTemplateId(id) : isId(id)) return [];
  const segments = 'ids are segments of letters, digits, ".", "_", "@" and "-", joined by "/"';
  const hint = isTemplate
    ? `${segments}; in templates "{name}" may stand for any part of a segment`
    : holdsPlaceholder(id)
      ? 'placeholders stand in "templates" only'
      : segments;
  return [{ origin, at: 'key', message: `${quoted(id)} is not an id`, hint }];
};

const broken = (
  schema: z.ZodType,
  part: unknown,
  origin: Origin,
  path: readonly Step[],
): readonly Complaint[] =>
  schema.safeParse(part).error?.issues.flatMap((issue) => complaintsOf(issue, part, origin, path)) ?? [];

/** An observation of "__proto__": the one key of a map that the schema library never looks at. */
const passedOver = (scenario: unknown, origin: Origin, path: readonly Step[]): readonly Complaint[] => {
  const inside = ['observed', '__proto__'];
  const observation = valueAt(scenario, inside);
  return observation === undefined
    ? []
    : broken(observationSchema, observation, origin.at('observed').at('__proto__'), [...path, ...inside]);
};

/** Placeholders or values called "__proto__", for the same reason. */
const unseenPlaceholders = (part: unknown, origin: Origin): readonly Complaint[] =>
  !isMap(part)
    ? []
    : Object.entries(part).flatMap(([key, inner]) => [
        ...(key === UNSEEN
          ? [
              {
                origin: origin.at(key),
                at: 'key' as const,
                message: `${quoted(key)} is not a placeholder or value`,
              },
            ]
          : []),
        ...unseenPlaceholders(inner, origin.at(key)),
      ]);

/** A policy called "__proto__", again for that reason. */
const unseenName = (survive: unknown, origin: Origin): readonly Complaint[] =>
  isMap(survive) && Object.hasOwn(survive, UNSEEN)
    ? [{ origin: origin.at(UNSEEN), at: 'key', message: `${quoted(UNSEEN)} is not a name` }]
    : [];

/** A rule called so. */
const unseenRule = (rules: unknown, origin: Origin): readonly Complaint[] =>
  isMap(rules) && Object.hasOwn(rules, UNSEEN) ? [unknownKey(UNSEEN, origin, RULE_IDS)] : [];

/** The first group that stands in too many others. */
const firstTooDeep = (value: unknown, origin: Origin, groups: number): Origin | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const isGroup = !Array.isArray(value) && FORM_KEYS.slice(1).some(([key]) => key in value);
  if (isGroup && groups >= MOST_NESTED) return origin;
  for (const [key, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(key) : key;
    const found = firstTooDeep(inner, origin.at(step), isGroup ? groups + 1 : groups);
    if (found !== undefined) return found;
  }
  return undefined;
};

const complaintsOf = (
  issue: Issue,
  whole: unknown,
  base: Origin,
  before: readonly Step[],
): readonly Complaint[] => {
  const inside = issue.path.filter((step) => typeof step !== 'symbol');
  const origin = inside.reduce<Origin>((at, step) => at.at(step), base);
  const path = [...before, ...inside];
  const value = valueAt(whole, inside);
  switch (issue.code) {
    case 'invalid_union':
      return unionComplaints(issue.errors, value, origin, path);
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, origin, knownKeys(path, value)));
    case 'invalid_type':
      return [wrongType([issue.expected], value, origin, path)];
    case 'invalid_value':
      return [unknownWord(issue.values.map(String), value, origin, path)];
    case 'custom': {
      const hint: unknown = issue.params?.['hint'];
      return [{ origin, ...sentence(issue.message, value, path), ...hinted(hint) }];
    }
    case 'too_big':
      return [{ origin, message: `${subjectOf(path)} is too large` }];
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({
        origin,
        at: 'key',
        message: `${subjectOf(path)} ${message}`,
      }));
    case 'invalid_format':
    case 'too_small':
    case 'invalid_element':
    case 'not_multiple_of':
      return [{ origin, ...sentence(issue.message, value, path) }];
  }
};

const hinted = (hint: unknown): { hint?: string } => (typeof hint === 'string' ? { hint } : {});

/** "must …" needs a subject, what was found instead, and how to write it; whole sentences have all that. */
const sentence = (
  message: string,
  value: unknown,
  path: readonly Step[],
): Pick<Complaint, 'message' | 'hint'> => {
  if (!message.startsWith('must ')) return { message };
  if (message === 'must be a rule' && typeof value === 'string') {
    const known = [...RULE_IDS, `${SURVIVE}/NAME`, 'PLUGIN/RULE'];
    const [near] = nearest(value, known);
    const hint = near === undefined ? `one of ${known.join(', ')}` : `did you mean "${near}"?`;
    return { message: `unknown rule ${quoted(value)}`, hint };
  }
  if (typeof value === 'object' || message.startsWith('must not ')) {
    return { message: `${subjectOf(path)} ${message}` };
  }
  return { message: `${subjectOf(path)} ${message}, not ${found(value)}`, ...hinted(formOf(path)?.hint) };
};

/** What stands at a path, as the subject of a sentence. */
const subjectOf = (path: readonly Step[]): string => {
  const last = path.at(-1);
  if (last === undefined) return 'a document';
  if (typeof last === 'number') return `an entry of ${subjectOf(path.slice(0, -1))}`;
  const noun = path.length === 2 ? NOUNS.get(path[0]) : undefined;
  return noun === undefined ? quoted(last) : `the ${noun} ${quoted(last)}`;
};

/** What stands in each room of a document. */
const NOUNS: ReadonlyMap<Step | undefined, string> = new Map<Step | undefined, string>([
  ['nodes', 'node'],
  ['templates', 'template'],
  ['scenarios', 'scenario'],
  ['placeholders', 'placeholder'],
]);

interface Form {
  readonly name: string;
  readonly hint: string;
}

const DURATION: Form = { name: 'a duration', hint: 'write a number and a unit: 90s, 15m, 4h17m, 2d' };
const DAY: Form = { name: 'a day', hint: 'write year-month-day: 2017-02-28' };

/** Texts of a certain form, by the key that they stand under. */
const FORMS: ReadonlyMap<Step | undefined, Form> = new Map([
  ...['after', 'recovery', 'failover', 'time', 'from', 'until', 'onset', 'recovered', 'within'].map(
    (key) => [key, DURATION] as const,
  ),
  ...['validFrom', 'validUntil', 'date'].map((key) => [key, DAY] as const),
  ['start', { name: 'an instant in UTC', hint: 'write it like 2017-02-28T17:37:00Z' }] as const,
  ['availability', { name: 'a percentage', hint: 'write 99.95% or 0.9995' }] as const,
]);

const formOf = (path: readonly Step[]): Form | undefined =>
  path[0] === 'policies' && path.at(-1) === 'until' ? DAY : FORMS.get(path.at(-1));

/** Of the branches of a union, the one that the author meant decides what is wrong. */
const unionComplaints = (
  branches: readonly (readonly Issue[])[],
  value: unknown,
  origin: Origin,
  path: readonly Step[],
): readonly Complaint[] => {
  const isRequirement = branches.length === REQUIREMENT_FORMS;
  if (isRequirement && isMap(value)) {
    const form = FORM_KEYS.findIndex((keys) => keys.some((key) => key in value));
    if (form < 0) return [formless(value, origin)];
    return branches[form + 1]!.flatMap((issue) => complaintsOf(issue, value, origin, path));
  }
  if (path.length === 2 && path[0] === 'policies' && isMap(value)) {
    // One policy, a list, or a map of names.
    return branches[isOnePolicy(value) ? 0 : 2]!.flatMap((issue) => complaintsOf(issue, value, origin, path));
  }
  const words = branches.flatMap(([issue]) =>
    issue?.code === 'invalid_value' && issue.path.length === 0 ? issue.values.map(String) : [],
  );
  if (words.length > 0 && typeof value === 'string') return [unknownWord(words, value, origin, path)];
  const fitting = branches.find(
    (issues) =>
      !issues.some(
        ({ code, path: { length } }) => length === 0 && (code === 'invalid_type' || code === 'invalid_value'),
      ),
  );
  if (fitting !== undefined) return fitting.flatMap((issue) => complaintsOf(issue, value, origin, path));
  const expected = isRequirement ? ['an id', 'a requirement'] : branches.map(([issue]) => typeOf(issue!));
  const choice = words.length > 0 ? { hint: `one of ${words.join(', ')}` } : {};
  return [{ ...wrongType(expected, value, origin, path), ...choice }];
};

const typeOf = (issue: Issue): string => (issue.code === 'invalid_type' ? issue.expected : 'a state');

/** The forms of a requirement, in the order of the schema's union: a bare id, then those with these keys. */
const FORM_KEYS = [['node'], ['allOf'], ['anyOf'], ['atLeast', 'of']] as const;
const REQUIREMENT_FORMS = FORM_KEYS.length + 1;

const formless = (value: object, origin: Origin): Complaint => {
  const forms = FORM_KEYS.flat();
  const [near] = Object.keys(value).flatMap((key) => nearest(key, forms));
  return {
    origin,
    message: 'a requirement needs one of node, allOf, anyOf or atLeast',
    ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
  };
};

const unknownKey = (key: string, parent: Origin, known: readonly string[]): Complaint => ({
  origin: parent.at(key),
  at: 'key',
  message: `unknown key ${quoted(key)}`,
  hint: keyHint(key, known),
});

const keyHint = (key: string, known: readonly string[]): string => {
  if (known.includes('impact')) {
    if (key === 'failover') return 'only anyOf and atLeast groups have a failover';
    if (FORM_KEYS.flat().some((form) => form === key)) {
      return 'a requirement has one of node, allOf, anyOf and atLeast: write two requirements';
    }
  }
  const [near] = nearest(key, known);
  return near === undefined ? `known here: ${known.join(', ')}` : `did you mean "${near}"?`;
};

/** The keys that the schema knows at a path. */
const knownKeys = (path: readonly Step[], value: unknown): readonly string[] => {
  if (path.length === 0) return KEYS.document;
  const last = path.at(-1);
  const [room] = path;
  if (room === 'policies') return knownInPolicies(path);
  if (path.length === 2) return room === 'scenarios' ? KEYS.scenario : KEYS.node;
  if (room === 'scenarios') return path[2] === 'faults' ? KEYS.fault : KEYS.observation;
  if (last === 'failover') return KEYS.failover;
  if (last === 'impact') return KEYS.states;
  if (last === 'atLeast') return KEYS.states.slice(0, -1);
  if (!isMap(value)) return [];
  if ('node' in value) return KEYS.nodeForm;
  if ('allOf' in value) return KEYS.allOf;
  return 'anyOf' in value ? KEYS.anyOf : KEYS.atLeast;
};

const knownInPolicies = ([, room, rule]: readonly Step[]): readonly string[] => {
  if (room === undefined) return KEYS.policies;
  if (room === 'survive') return KEYS.survive;
  if (room === 'suppress') return KEYS.suppression;
  if (room === 'waivers') return KEYS.waiver;
  const text = String(rule);
  const id = isPluginRule(text) ? text : RULE_IDS.find((known) => known === text);
  return id === undefined ? RULE_IDS : ['severity', ...optionsOfRule(id)];
};

const unknownWord = (
  known: readonly string[],
  value: unknown,
  origin: Origin,
  path: readonly Step[],
): Complaint => {
  const choice = `one of ${known.join(', ')}`;
  if (known.length <= 2) {
    if (value === undefined) return missing(origin, path, `add ${String(path.at(-1))}: ${known[0]}`);
    return { origin, message: `${subjectOf(path)} must be ${known.join(' or ')}, not ${found(value)}` };
  }
  if (value === undefined) return missing(origin, path, choice);
  if (typeof value !== 'string') return { ...wrongType(['string'], value, origin, path), hint: choice };
  const [near] = nearest(value, known);
  const what = known.includes('none')
    ? 'impact'
    : known.includes('outage') || known.includes('partial')
      ? 'state'
      : known.includes('error')
        ? 'severity'
        : String(path.at(-1));
  return {
    origin,
    message: `unknown ${what} ${quoted(value)}`,
    hint: near === undefined ? choice : `did you mean "${near}"?`,
  };
};

/** What is missing has no place; the key of the map that lacks it has. */
const missing = (origin: Origin, path: readonly Step[], hint?: string): Complaint => ({
  origin,
  at: 'key',
  message: `${subjectOf(path)} is missing`,
  ...hinted(hint),
});

const wrongType = (
  expected: readonly string[],
  value: unknown,
  origin: Origin,
  path: readonly Step[],
): Complaint => {
  if (value === undefined) return missing(origin, path);
  const form = expected.includes('string') ? formOf(path) : undefined;
  const names = expected.map((type) =>
    type === 'string' && form !== undefined ? form.name : (TYPE_NAMES[type] ?? type),
  );
  return {
    origin,
    message: `${subjectOf(path)} must be ${[...new Set(names)].join(' or ')}, not ${found(value)}`,
    ...hinted(form?.hint ?? typeHint(expected, value)),
  };
};

const typeHint = (expected: readonly string[], value: unknown): string | undefined => {
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  if (expected.some((type) => type === 'string' || type === 'an id'))
    return isScalar ? 'put it in quotes' : undefined;
  if (expected.includes('array') && !expected.includes('object') && value !== null)
    return 'put it in square brackets';
  const isNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  return isNumber ? 'take the quotes away' : undefined;
};

/** What was found, in as few words as tell it. */
const found = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === null ? 'empty' : Array.isArray(value) ? 'a list' : 'a map';
};

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  object: 'a map',
  record: 'a map',
  array: 'a list',
  null: 'nothing',
  boolean: 'true or false',
};

const isMap = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const valueAt = (value: unknown, path: readonly Step[]): unknown =>
  path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, step)
        ? (at as Record<Step, unknown>)[step]
        : undefined,
    value,
  );
