/**
 * Properties in Terraform's spelling: the catalog of types knows them by that, and Pulumi renames them by rule. Lists of blocks become
 * plural (`defaultActions` for `default_action`), and what refers to one thing loses its ending (`restApi` for
 * `rest_api_id`). Which of the rules applied to a word, the words of the catalog's row tell.
 */
import type { TypeRow } from '../../assemble/facts/catalog.ts';
import { rowOf } from '../../assemble/facts/catalog/index.ts';
import type { Plain, Properties } from '../../model/fact.ts';
import { entriesOf, put } from '../tree/values.ts';
import { singulars, snake } from './words.ts';

/** Below these properties keys are of the maker's choice, or of another format: they stay as they are. */
const FREE: ReadonlySet<string> = new Set(
  (
    'variables environment_variables env_vars environment_vars app_settings tags labels annotations triggers ' +
    'parameters default_arguments request_templates request_parameters request_models response_templates ' +
    'response_parameters response_models policy assume_role_policy inline_policy container_definitions definition ' +
    'body event_pattern schema dashboard_body redrive_policy redrive_allow_policy access_policies access_policy ' +
    'policies_document metadata spec data string_data input input_template keepers settings_override stage_variables'
  ).split(' '),
);

/** Spells a path of properties, as the source has them, for a type. */
export const spelled = (type: string, path: readonly string[]): readonly string[] => {
  const words = wordsOf(type);
  const result: string[] = [];
  for (const [at, word] of path.entries()) {
    // A key beneath is anybody's: it is not looked at, and neither is what follows.
    if (result.some((before) => FREE.has(before))) result.push(word);
    else result.push(spelledWord(word, at === 0 ? words.first : words.later, at === 0));
  }
  return result;
};

/** A map of properties, spelled for a type. */
export const spelledProperties = (type: string, properties: Plain | undefined): Properties | undefined => {
  const given = entriesOf(properties);
  if (given.length === 0) return undefined;
  return spelledMap(given, wordsOf(type), 0);
};

const MOST_DEEP = 20;

const spelledMap = (
  entries: readonly (readonly [string, Plain])[],
  words: Words,
  depth: number,
): Readonly<Record<string, Plain>> => {
  const result: Record<string, Plain> = {};
  for (const [key, value] of entries) {
    const name = spelledWord(key, depth === 0 ? words.first : words.later, depth === 0);
    put(result, name, FREE.has(name) ? value : spelledPlain(value, words, depth + 1));
  }
  return result;
};

const spelledPlain = (value: Plain, words: Words, depth: number): Plain => {
  if (depth > MOST_DEEP || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return (value as readonly Plain[]).map((item) => spelledPlain(item, words, depth + 1));
  return spelledMap(entriesOf(value), words, depth);
};

const ENDINGS = ['_id', '_arn', '_name', '_ids', '_arns', '_names'];

const spelledWord = (word: string, words: ReadonlySet<string>, isTop: boolean): string => {
  // `Statement`, `TABLE`, `application/json` are no names of properties.
  if (!/^[a-z][A-Za-z0-9]*$/.test(word)) return word;
  const plain = snake(word);
  if (words.has(plain)) return plain;
  const singular = singulars(plain).find((one) => words.has(one));
  if (singular !== undefined) return singular;
  const longer = isTop ? ENDINGS.map((ending) => plain + ending).find((one) => words.has(one)) : undefined;
  return longer ?? RENAMED.get(plain) ?? plain.replace(/_routing_policies$/, '_routing_policy');
};

/** Names of properties that Pulumi chose itself, wherever they stand. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['rest_api', 'rest_api_id'],
  ['deployment', 'deployment_id'],
  ['code', 'filename'],
]);

/** Words that a type's row speaks of: those that properties begin with, and those below. */
interface Words {
  readonly first: ReadonlySet<string>;
  readonly later: ReadonlySet<string>;
}

const known = new Map<string, Words>();

const wordsOf = (type: string): Words => {
  const before = known.get(type);
  if (before !== undefined) return before;
  const row = rowOf(type);
  const paths = (row === undefined ? [] : patternsOf(row)).flatMap((pattern) =>
    pattern.split('|').map((path) => path.split('.')),
  );
  const isOwn = (word: string): boolean => /^[a-z][a-z0-9_]*$/.test(word);
  const words = {
    first: new Set(paths.flatMap((path) => path.slice(0, 1)).filter(isOwn)),
    later: new Set(paths.flatMap((path) => path.slice(1)).filter(isOwn)),
  };
  known.set(type, words);
  return words;
};

const patternsOf = (row: TypeRow): readonly string[] => [
  ...(row.zones ?? []),
  ...(row.subnets ?? []),
  ...(row.counts ?? []),
  ...(row.replicas ?? []),
  ...(row.standby ?? []).map(({ property }) => property),
  ...(row.variants ?? []).map(({ property }) => property),
  ...(row.names ?? []).flatMap(({ property }) => property),
  ...Object.keys(row.properties ?? {}),
  ...(row.routes === undefined ? [] : [row.routes]),
  ...(row.links ?? []).flatMap(({ from, to }) => [from, to]),
  ...(row.entry?.unless ?? []).map(({ property }) => property),
];

/** Whether a property, as the source spells it, is what a thing of the type answers to: its id, its name, its address. */
export const isIdentity = (type: string, property: string): boolean => {
  if (/^(?:id|arn|urn|name|url|uri|fqdn|endpoint|host|hostname|address|metadata)$/.test(property))
    return true;
  const [word = ''] = spelled(type, [property]);
  return (rowOf(type)?.names ?? []).some((rule) => rule.property.includes(word));
};
