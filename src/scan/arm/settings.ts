/** Which of the values in a body are settings of code, and whose. */
import { resolved } from './resolve.ts';
import { type Deployed, type Thing, type Value, isOpen, knownText } from './value.ts';

/** Names of what is given to code as it runs. */
const SETTINGS = /^(?:appSettings|env|environmentVariables|connectionStrings)$/i;

/** Settings of a web app that stand in a resource of their own are the app's. */
export const ownerOf = (thing: Thing): Thing => {
  const isConfig = /^microsoft\.web\/sites(?:\/slots)?\/config$/.test(thing.key.type);
  const above = isConfig && thing.parent !== undefined ? resolved(thing.parent) : undefined;
  return above ?? thing;
};

/** A list's item that is a name and a value: `{name: 'DB_HOST', value: …}`. */
export const settingIn = (
  { entries }: Value & { readonly is: 'map' },
  path: readonly string[],
): { readonly key: string; readonly value: Value; readonly line: number } | undefined => {
  if (!SETTINGS.test(path.at(-1) ?? '')) return undefined;
  const name = entries.get('name');
  const value =
    entries.get('value') ??
    entries.get('connectionString') ??
    entries.get('secureValue') ??
    entries.get('secretRef');
  const key = name === undefined ? undefined : knownText(name.value);
  return key === undefined || value === undefined ? undefined : { key, value: value.value, line: value.line };
};

/** Whether a path is that of a setting: `siteConfig.appSettings.DB_HOST`, or any member of a web app's settings. */
export const isSetting = (path: readonly string[], { key, names }: Thing): boolean =>
  SETTINGS.test(path.at(-2) ?? '') ||
  (key.type.endsWith('/config') &&
    path.length > 0 &&
    /^(?:appsettings|connectionstrings)$/i.test(names.at(-1) ?? ''));

/** Resources of the same deployment whose computed name is part of a text. */
export const namedIn = (text: string, { things }: Deployed): readonly Thing[] =>
  things.filter(({ names }) => {
    const own = names.at(-1) ?? '';
    // A name that is no more than one short gap may be anything.
    return names.length === 1 && isOpen(own) && own.length > 6 && text !== own && text.includes(own);
  });
