/**
 * What policies allow: the resources that they name, and where they name none, the services whose actions they list.
 * Policies that say who may take a role are not asked: being trusted needs nothing.
 */
import type { Value } from '../hcl/value.ts';
import { type Text, isTelling, refersToThing } from './texts.ts';
import { textIn } from './values.ts';

/** Statements of JSON policies within a value, however deep; `path` is the property that holds it. */
export const permissionsIn = (value: Value, path: readonly string[]): readonly Text[] =>
  statementsIn(value).flatMap((statement) => permissionOf(statement, JSON_WORDS, path.join('.')));

interface Words {
  readonly effect: string;
  readonly actions: string;
  readonly resources: string;
  readonly notResources: string;
}

const JSON_WORDS: Words = {
  effect: 'Effect',
  actions: 'Action',
  resources: 'Resource',
  notResources: 'NotResource',
};

/** The words of `aws_iam_policy_document`. */
const BLOCK_WORDS: Words = {
  effect: 'effect',
  actions: 'actions',
  resources: 'resources',
  notResources: 'not_resources',
};

/** What a `statement` block allows; it allows unless it says otherwise. */
export const permissionsOfStatement = (statement: ReadonlyMap<string, Value>): readonly Text[] =>
  permissionOf(statement, BLOCK_WORDS, 'statement.resources');

const MOST_DEEP = 10;

const statementsIn = (value: Value, depth = 0): readonly ReadonlyMap<string, Value>[] => {
  if (depth > MOST_DEEP) return [];
  if (value.kind === 'list') return value.items.flatMap((item) => statementsIn(item, depth + 1));
  if (value.kind !== 'map') return [];
  const statements = value.entries.get('Statement');
  if (statements === undefined)
    return [...value.entries.values()].flatMap((member) => statementsIn(member, depth + 1));
  return membersOf(statements).flatMap((statement) => (statement.kind === 'map' ? [statement.entries] : []));
};

const membersOf = (value: Value | undefined): readonly Value[] =>
  value === undefined ? [] : value.kind === 'list' ? value.items : [value];

const permissionOf = (
  statement: ReadonlyMap<string, Value>,
  words: Words,
  property: string,
): readonly Text[] => {
  if ((textIn(statement.get(words.effect)) ?? 'Allow') !== 'Allow') return [];
  // A statement with a principal belongs to a resource, and says who may use it.
  if (['Principal', 'principals', 'NotPrincipal'].some((name) => statement.has(name))) return [];
  const found: Text[] = [];
  let isNamed = false;
  for (const resource of membersOf(statement.get(words.resources))) {
    const text = textIn(resource);
    const isReference = refersToThing(resource);
    if (isReference) isNamed = true;
    if (text === undefined || !text.startsWith('arn:') || !isTelling(text)) continue;
    isNamed = true;
    if (!isReference) found.push({ property, target: { by: 'text', as: 'arn', text } });
  }
  return isNamed ? found : servicesOf(statement.get(words.actions), property);
};

/** One action of each service: nothing more is known than that it is used. */
const servicesOf = (actions: Value | undefined, property: string): readonly Text[] => {
  const services = new Map<string, string>();
  for (const action of membersOf(actions)) {
    const text = textIn(action) ?? '';
    const service = /^([a-z0-9-]+):/i.exec(text)?.[1]?.toLowerCase();
    if (service !== undefined && !services.has(service)) services.set(service, text);
  }
  return [...services.values()].map((text) => ({ property, target: { by: 'text', as: 'action', text } }));
};
