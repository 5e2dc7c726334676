/**
 * What is wrong with the parts of a document that the decoder could not read, in words.
 *
 * The schema finds the mistakes; this file turns its issues into complaints: the right branch of a union, the key
 * that was misspelled, the word that was meant.
 */
import type { z } from 'zod';
import type { Complaint } from '../model/complaint.ts';
import { nearest } from '../model/nearest.ts';
import { ID_PATTERN } from '../model/node.ts';
import type { Origin, Step } from '../model/place.ts';
import { MOST_NESTED } from './limits.ts';
import { KEYS, frameSchema, nodeSchema, scenarioSchema } from './schema.ts';

type Issue = z.core.$ZodIssue;

/** The mistakes in the part of a document at `path`, which the decoder could not read. */
export const complaintsAbout = (raw: unknown, root: Origin, path: readonly Step[]): readonly Complaint[] => {
  const origin = path.reduce<Origin>((at, step) => at.at(step), root);
  const part = valueAt(raw, path);
  const [room, id] = path;
  const complaints: Complaint[] = [];
  if (typeof id === 'string' && !ID_PATTERN.test(id)) {
    complaints.push({
      origin,
      at: 'key',
      message: `"${id.slice(0, 100)}" is not an id`,
      hint: 'ids are segments of letters, digits, ".", "_", "@" and "-", joined by "/"',
    });
  }
  if (nestsTooDeep(room === undefined ? undefined : part)) {
    complaints.push({ origin, message: `groups nest deeper than ${MOST_NESTED} levels` });
    return complaints;
  }
  const schema = room === 'nodes' ? nodeSchema : room === 'scenarios' ? scenarioSchema : frameSchema;
  const result = schema.safeParse(part);
  if (!result.success) {
    complaints.push(...result.error.issues.flatMap((issue) => complaintsOf(issue, part, origin, path)));
  }
  if (complaints.length === 0 && groupDepth(part) > MOST_NESTED) {
    complaints.push({ origin, message: `groups nest deeper than ${MOST_NESTED} levels` });
  }
  if (complaints.length === 0)
    throw new Error(`the decoder refuses ${path.join('.')}, and the schema does not say why`);
  return complaints;
};

/** Whether maps and lists nest deeper than groups within groups need; looks no deeper than that. */
const nestsTooDeep = (value: unknown, depth = 0): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (depth > 2 * MOST_NESTED + MARGIN || Object.values(value).some((inner) => nestsTooDeep(inner, depth + 1)));

/** Groups within groups; call it only where nesting is bounded. */
const groupDepth = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Math.max(0, ...Object.values(value).map(groupDepth));
  return inner + (FORM_KEYS.slice(1).some(([key]) => key in value) ? 1 : 0);
};

/** Levels around the groups: the node, its list, a failover. */
const MARGIN = 6;

const complaintsOf = (
  issue: Issue,
  whole: unknown,
  base: Origin,
  path: readonly Step[],
): readonly Complaint[] => {
  const inside = issue.path.filter((step) => typeof step !== 'symbol');
  const origin = inside.reduce<Origin>((at, step) => at.at(step), base);
  const value = valueAt(whole, inside);
  const last = inside.at(-1) ?? path.at(-1);
  const subject = typeof last === 'number' || last === undefined ? '' : `"${last}" `;
  switch (issue.code) {
    case 'invalid_union':
      return unionComplaints(issue.errors, value, origin, [...path, ...inside]);
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, origin, knownKeys([...path, ...inside], value)));
    case 'invalid_type':
      return [wrongType(issue.expected, value, origin, subject)];
    case 'invalid_value':
      return [unknownWord(issue.values.map(String), value, origin, last)];
    case 'custom': {
      const hint: unknown = issue.params?.['hint'];
      return [
        { origin, message: sentence(subject, issue.message), ...(typeof hint === 'string' ? { hint } : {}) },
      ];
    }
    case 'invalid_format':
    case 'too_small':
    case 'too_big':
      return [{ origin, message: sentence(subject, issue.message), ...formatHint(issue.message) }];
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
      return [{ origin, message: sentence(subject, issue.message) }];
  }
};

/** "must be …" and "is …" need a subject; whole sentences have one. */
const sentence = (subject: string, message: string): string =>
  /^(must|is) /.test(message) ? `${subject === '' ? 'this ' : subject}${message}` : message;

const formatHint = (message: string): { hint?: string } =>
  message.endsWith('is not a duration')
    ? { hint: 'write a number and a unit: 90s, 15m, 4h17m, 2d' }
    : message.endsWith('is not a day')
      ? { hint: 'write year-month-day: 2017-02-28' }
      : {};

/** Of the branches of a union, the one that the author meant decides what is wrong. */
const unionComplaints = (
  branches: readonly (readonly Issue[])[],
  value: unknown,
  origin: Origin,
  path: readonly Step[],
): readonly Complaint[] => {
  const fitting = branches.filter(
    (issues) => !issues.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0),
  );
  const isRequirement = branches.length === REQUIREMENT_FORMS;
  if (isRequirement && isMap(value)) {
    const form = FORM_KEYS.findIndex((keys) => keys.some((key) => key in value));
    if (form < 0) return [formless(value, origin)];
    return branches[form + 1]!.flatMap((issue) => complaintsOf(issue, value, origin, path));
  }
  const words = fitting.flatMap((issues) =>
    issues.flatMap((issue) =>
      issue.code === 'invalid_value' && issue.path.length === 0 ? issue.values.map(String) : [],
    ),
  );
  if (words.length > 0) return [unknownWord(words, value, origin, path.at(-1))];
  const [only] = fitting;
  if (only !== undefined) return only.flatMap((issue) => complaintsOf(issue, value, origin, path));
  const expected = isRequirement ? 'an id or a requirement' : typesOf(branches).join(' or ');
  return [wrongType(expected, value, origin, '')];
};

/** The forms of a requirement, in the order of the schema's union: a bare id, then those with these keys. */
const FORM_KEYS = [['node'], ['allOf'], ['anyOf'], ['atLeast', 'of']] as const;
const REQUIREMENT_FORMS = FORM_KEYS.length + 1;

const typesOf = (branches: readonly (readonly Issue[])[]): readonly string[] => [
  ...new Set(
    branches.flatMap(([issue]) => (issue?.code === 'invalid_type' ? [typeName(issue.expected)] : [])),
  ),
];

const formless = (value: object, origin: Origin): Complaint => {
  const forms = FORM_KEYS.flat();
  const [near] = Object.keys(value).flatMap((key) => nearest(key, forms));
  return {
    origin,
    message: 'a requirement needs one of node, allOf, anyOf or atLeast',
    ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
  };
};

const unknownKey = (key: string, parent: Origin, known: readonly string[]): Complaint => {
  const [near] = nearest(key, known);
  return {
    origin: parent.at(key),
    at: 'key',
    message: `unknown key "${key.slice(0, 100)}"`,
    hint: near === undefined ? `known here: ${known.join(', ')}` : `did you mean "${near}"?`,
  };
};

/** The keys that the schema knows at a path. */
const knownKeys = (path: readonly Step[], value: unknown): readonly string[] => {
  if (path.length === 0) return KEYS.document;
  const last = path.at(-1);
  const [room] = path;
  if (path.length === 2) return room === 'nodes' ? KEYS.node : KEYS.scenario;
  if (room === 'scenarios') return path[2] === 'faults' ? KEYS.fault : KEYS.observation;
  if (last === 'failover') return KEYS.failover;
  if (last === 'impact') return KEYS.states;
  if (last === 'atLeast') return KEYS.states.slice(0, -1);
  if (!isMap(value)) return [];
  if ('node' in value) return KEYS.nodeForm;
  if ('allOf' in value) return KEYS.allOf;
  return 'anyOf' in value ? KEYS.anyOf : KEYS.atLeast;
};

const unknownWord = (
  known: readonly string[],
  value: unknown,
  origin: Origin,
  what: Step | undefined,
): Complaint => {
  const name = typeof what === 'string' ? what : 'value';
  if (value === undefined)
    return { origin, message: `"${name}" is missing`, hint: `one of ${known.join(', ')}` };
  const shown = typeof value === 'string' ? `"${value.slice(0, 100)}"` : typeName(typeOf(value));
  const [near] = typeof value === 'string' ? nearest(value, known) : [];
  if (known.length === 1) return { origin, message: `"${name}" must be ${known[0]}, not ${shown}` };
  return {
    origin,
    message: `unknown ${name === 'value' ? 'word' : name} ${shown}`,
    hint: near === undefined ? `one of ${known.join(', ')}` : `did you mean "${near}"?`,
  };
};

const wrongType = (expected: string, value: unknown, origin: Origin, subject: string): Complaint => {
  if (value === undefined) return { origin, message: `${subject}is missing`.trim() };
  const found = typeOf(value);
  const takesText = expected === 'string' || expected.startsWith('an id');
  const unquoted = typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  return {
    origin,
    message: `${subject}must be ${typeName(expected)}, not ${typeName(found)}`.replace(/^must/, 'this must'),
    ...(takesText && unquoted !== undefined ? { hint: `put it in quotes: "${unquoted}"` } : {}),
  };
};

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  record: 'a map',
  array: 'a list',
  null: 'empty',
  undefined: 'missing',
};

const typeName = (type: string): string => TYPE_NAMES[type] ?? type;

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
