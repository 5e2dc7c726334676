/**
 * What the user says of a foreign graph's own words: which attribute holds what, and what its values mean.
 *
 * On the command line `id=hostname,kind=type`; in a file the same as YAML, with values besides:
 *
 *     columns: { id: hostname, kind: type, from: src, to: dst, impact: criticality }
 *     values:
 *       impact: { high: outage, medium: partial, low: degraded }
 */
import type { Plain } from '../../../model/fact.ts';
import { nearest } from '../../../model/nearest.ts';
import { quoted } from '../../../model/printable.ts';
import { type Problem, UserError } from '../../../model/user-error.ts';
import { at, entriesOf, parseTrees, textOf } from '../../tree.ts';
import type { TextFile } from '../../../document/parsed.ts';

/** What of a node or an edge an attribute may hold. */
const FIELDS = [
  'id',
  'name',
  'kind',
  'description',
  'owner',
  'tier',
  'tags',
  'in',
  'costPerHour',
  'availability',
  'dependsOn',
  'from',
  'to',
  'impact',
  'after',
  'recovery',
  'needed',
  'group',
  'why',
  'source',
  'confidence',
] as const;

export type Field = (typeof FIELDS)[number];

export interface Mapping {
  /** The attribute that holds a field, as the source calls it; compared without case. */
  readonly columns: ReadonlyMap<Field, string>;
  /** What values of a field mean, by the source's word in lower case. */
  readonly values: ReadonlyMap<Field, ReadonlyMap<string, string>>;
}

export const NO_MAPPING: Mapping = { columns: new Map(), values: new Map() };

/** Fields of which a value may be given a meaning. */
const TRANSLATED: readonly Field[] = ['kind', 'impact', 'owner', 'tier', 'confidence', 'needed'];

/**
 * `id=hostname,kind=type`: several pairs, divided by commas. A column's name may hold spaces, but no comma.
 *
 * @throws UserError for what is no pair, and with the nearest field for one that is none.
 */
export const mappingOfPairs = (text: string): Mapping => {
  const pairs = text.split(',').map((pair) => pair.trim());
  const columns = new Map<Field, string>();
  const problems: Problem[] = [];
  for (const pair of pairs.filter((one) => one !== '')) {
    const equals = pair.indexOf('=');
    const column = pair.slice(equals + 1).trim();
    if (equals < 1 || column === '') {
      problems.push({
        message: `--map ${quoted(pair)} says no column`,
        hint: 'write FIELD=COLUMN: --map id=hostname,kind=type',
      });
      continue;
    }
    const field = pair.slice(0, equals).trim();
    if (isField(field)) columns.set(field, column);
    else problems.push(noField(field));
  }
  if (problems.length > 0) throw new UserError(problems);
  return { columns, values: new Map() };
};

/**
 * A map file.
 *
 * @throws UserError with the line of each mistake.
 */
export const mappingOfFile = ({ file, text }: TextFile): Mapping => {
  const { trees, problems: broken } = parseTrees(text);
  const [tree] = trees;
  if (broken.length > 0 || tree === undefined || trees.length > 1) {
    const [first] = broken;
    throw new UserError({
      message: first === undefined ? 'a map file holds one map' : first.message,
      place: { file, line: first?.line ?? 1, column: 1 },
      hint: 'columns: { id: hostname, kind: type }',
    });
  }
  const problems: Problem[] = [];
  const complain = (path: readonly string[], { message, hint }: Problem): void => {
    const place = { file, line: tree.line(path), column: 1 };
    problems.push({ message, place, ...(hint === undefined ? {} : { hint }) });
  };
  for (const [key] of entriesOf(tree.value)) if (!ROOMS.includes(key)) complain([key], noRoom(key));
  const columns = new Map<Field, string>();
  for (const [field, value] of entriesOf(at(tree.value, 'columns'))) {
    const column = textOf(value);
    if (!isField(field)) complain(['columns', field], noField(field));
    else if (column === undefined) complain(['columns', field], { message: `${field}: a column is a text` });
    else columns.set(field, column);
  }
  const values = new Map<Field, ReadonlyMap<string, string>>();
  for (const [field, meanings] of entriesOf(at(tree.value, 'values'))) {
    if (!isField(field)) complain(['values', field], noField(field));
    else if (!TRANSLATED.includes(field))
      complain(['values', field], {
        message: `${field}: its values are taken as they are`,
        hint: `values may be given for ${TRANSLATED.join(', ')}`,
      });
    else values.set(field, meaningsOf(meanings));
  }
  if (problems.length > 0) throw new UserError(problems);
  return { columns, values };
};

const ROOMS = ['columns', 'values'];

const noRoom = (key: string): Problem => {
  const [near] = nearest(key, ROOMS);
  return {
    message: `${quoted(key)} means nothing in a map file`,
    hint: near === undefined ? 'it has columns and values' : `did you mean "${near}"?`,
  };
};

const meaningsOf = (meanings: Plain): ReadonlyMap<string, string> =>
  new Map(
    entriesOf(meanings).flatMap(([word, meaning]) => {
      const text = textOf(meaning);
      return text === undefined ? [] : [[word.trim().toLowerCase(), text] as const];
    }),
  );

/** Several mappings as one: what is said later counts. */
export const mappingsTogether = (mappings: readonly Mapping[]): Mapping => ({
  columns: new Map(mappings.flatMap(({ columns }) => [...columns])),
  values: new Map(mappings.flatMap(({ values }) => [...values])),
});

const isField = (text: string): text is Field => (FIELDS as readonly string[]).includes(text);

const noField = (field: string): Problem => {
  const [near] = nearest(field, FIELDS);
  return {
    message: `there is no field ${quoted(field)}`,
    hint: near === undefined ? `there are: ${FIELDS.join(', ')}` : `did you mean "${near}"?`,
  };
};
