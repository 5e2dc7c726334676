/** Words in values that may name something outside of the configuration: ARNs, hosts, images, settings of a program. */
import type { Target } from '../../model/fact.ts';
import type { Value } from '../hcl/value.ts';
import { isThing } from './address.ts';
import { referencesIn, textIn } from './values.ts';

type TextTarget = Target & { readonly by: 'text' };

export interface Text {
  readonly property: string;
  readonly target: TextTarget;
}

/** Maps of settings that a program gets, by the last word of the property. */
const SETTINGS =
  /^(?:environment|environment_variables|env|env_vars|environment_vars|app_settings|variables)$/;

/** Lists of `{name, value}`: containers. */
const NAMED_SETTINGS = /^(?:environment|environment_variables?|env)$/;

const IMAGES = /^(?:image_uri|image_identifier|docker_image|docker_image_name|container_image)$/;

/** Whose `image` is a container's: elsewhere it is a machine's, a build's or a picture. */
const CONTAINERS = /container/i;

/** Policies that AWS itself keeps: everybody's, and nothing that fails. */
const KEPT_BY_AWS = /^arn:[^:]*:iam::aws:/;

/** What people write for people, and what says who may use something, not what it needs. */
const SILENT = new Set([
  'tags',
  'tags_all',
  'default_tags',
  'labels',
  'description',
  'comment',
  'assume_role_policy',
  'Principal',
  'principals',
  'NotPrincipal',
]);

/** Texts looked at in one attribute. */
const MOST = 2_000;

/** All texts of a value that may name something; `path` is the property that holds it. */
export const textsIn = (value: Value, path: readonly string[]): readonly Text[] => {
  const found: Text[] = [];
  gather(value, path, found);
  return found;
};

const gather = (value: Value, path: readonly string[], found: Text[]): void => {
  const name = path.at(-1) ?? '';
  if (found.length >= MOST || SILENT.has(name)) return;
  if (value.kind === 'map') {
    if (isSettings(value, path)) return settings(value.entries, path, found);
    for (const [key, member] of value.entries) gather(member, [...path, key], found);
  } else if (value.kind === 'list') {
    for (const item of value.items) {
      const setting = NAMED_SETTINGS.test(name) ? namedSetting(item) : undefined;
      if (setting === undefined) gather(item, path, found);
      else settings(setting, path, found);
    }
  } else if (value.kind === 'plain' && typeof value.plain === 'string') {
    const target = targetOf(value.plain, path, value);
    if (target !== undefined) found.push({ property: path.join('.'), target });
  }
};

/** `environment { variables = {…} }` is a block around the map; `variables` counts only below it. */
export const isSettings = (value: Value & { kind: 'map' }, path: readonly string[]): boolean => {
  const name = path.at(-1) ?? '';
  if (!SETTINGS.test(name)) return false;
  if (name === 'variables') return path.at(-2) === 'environment';
  if (name === 'environment' && value.entries.get('variables')?.kind === 'map') return false;
  return [...value.entries.values()].every(({ kind }) => kind === 'plain' || kind === 'unknown');
};

/** `{name = "TABLE", value = "orders"}`. */
const namedSetting = (item: Value): ReadonlyMap<string, Value> | undefined =>
  item.kind === 'map' ? settingOf(item.entries) : undefined;

const settingOf = (entries: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> | undefined => {
  const key = textIn(entries.get('name'));
  const value = entries.get('value');
  return key === undefined || value === undefined ? undefined : new Map([[key, value]]);
};

/** The name of the setting that a block is, if its type says that it is one: `env { name = "TABLE", value = … }`. */
export const settingNamed = (type: string, name: Value | undefined): string | undefined =>
  NAMED_SETTINGS.test(type) ? textIn(name) : undefined;

/** The text of a setting; nothing if its value is not known, or is a reference. */
export const settingText = (path: readonly string[], key: string, value: Value): readonly Text[] => {
  const found: Text[] = [];
  settings(new Map([[key, value]]), path, found);
  return found;
};

/** Keys of settings that name something to be reached; what `LOG_LEVEL` is does not matter. */
const NAMING =
  /(?:^|_)(?:URLS?|URI|HOSTS?|ADDR(?:ESS)?|ENDPOINTS?|SERVERS?|BROKERS?|DSN|TABLE|BUCKET|QUEUE|TOPIC|STREAM)(?:_|$)/i;

/** Settings, by property, that name something which nobody can know: their values are given elsewhere. */
export const unknownSettings = (value: Value, path: readonly string[]): readonly string[] => {
  if (value.kind !== 'map' || path.length > MOST_DEEP) return [];
  const isOfSettings = isSettings(value, path);
  return [...value.entries].flatMap(([key, member]) =>
    !isOfSettings
      ? unknownSettings(member, [...path, key])
      : member.kind === 'unknown' && NAMING.test(key) && !refersToThing(member)
        ? [[...path, key].join('.')]
        : [],
  );
};

/** Maps within maps that settings may lie in. */
const MOST_DEEP = 10;

const settings = (entries: ReadonlyMap<string, Value>, path: readonly string[], found: Text[]): void => {
  for (const [key, value] of entries) {
    const text = textIn(value);
    // A setting that refers to something is that reference; its text would say the same again.
    if (text === undefined || text === '' || refersToThing(value) || text.includes('*')) continue;
    found.push({ property: [...path, key].join('.'), target: { by: 'text', as: 'env', text, key } });
  }
};

const targetOf = (text: string, path: readonly string[], value: Value): TextTarget | undefined => {
  if (refersToThing(value) || text.length > 2_000) return undefined;
  if (isImage(path) && text !== '' && !text.includes('*')) return { by: 'text', as: 'image', text };
  if (text.startsWith('arn:')) return isTelling(text) ? { by: 'text', as: 'arn', text } : undefined;
  const host =
    /^[a-z][a-z0-9+.-]*:\/\/([^/?#\s]+)/i.exec(text)?.[1] ?? (text.includes('amazonaws.com') ? text : '');
  return host !== '' && !/[*\s]/.test(host) ? { by: 'text', as: 'host', text } : undefined;
};

const isImage = (path: readonly string[]): boolean => {
  const name = path.at(-1) ?? '';
  return IMAGES.test(name) || (name === 'image' && path.slice(0, -1).some((word) => CONTAINERS.test(word)));
};

/** Whether it refers to things of the configuration: then its text says nothing that the reference does not. */
export const refersToThing = (value: Value): boolean => [...referencesIn(value)].some(isThing);

/** An ARN of which the last part says more than `*`, and that is not everybody's. */
export const isTelling = (arn: string): boolean => {
  const resource = arn.split(':').slice(5).join(':');
  return resource !== '' && !/^[*/:]*$/.test(resource) && !KEPT_BY_AWS.test(arn);
};
