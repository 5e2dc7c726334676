/** Values as far as they may be told: known, not secret, not huge, and JSON text read as what it says. */
import type { Plain, Properties } from '../../model/fact.ts';
import { at, entriesOf } from '../tree.ts';
import { isMap } from './described.ts';

/** Characters of a text that are kept. */
const MOST_TEXT = 4_000;

/** Characters of a text that is tried as JSON: policies and task definitions are far shorter. */
const MOST_JSON = 200_000;

const MOST_DEEP = 60;

/** Attributes that hold secrets whether or not a provider marks them; states before version 4 mark none. */
const SECRET =
  /passw|private_key|secret_(?:key|string|binary)|client_secret|access_key|auth_token|sas_token|(?:primary|secondary|master|account|shared)_key$|(?:primary|secondary)\w*_connection_string|kube_(?:admin_)?config|ciphertext|certificate_(?:pem|body|chain)/i;

/**
 * A resource's values without what is unknown (null) or secret.
 *
 * @param mask the same shape with `true` where a value is sensitive.
 */
export const knownOf = (values: Plain | undefined, mask?: Plain): Properties => {
  const known = shown(values, mask, '', 0);
  return isMap(known) ? known : {};
};

const shown = (
  value: Plain | undefined,
  mask: Plain | undefined,
  key: string,
  depth: number,
): Plain | undefined => {
  if (value === undefined || value === null || mask === true || depth > MOST_DEEP) return undefined;
  if (typeof value === 'string') {
    if (SECRET.test(key)) return undefined;
    return jsonIn(value) ?? (value.length > MOST_TEXT ? value.slice(0, MOST_TEXT) : value);
  }
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = value.map((item: Plain, index) => shown(item, at(mask, index), key, depth + 1));
    return items.filter((item) => item !== undefined);
  }
  const members: [string, Plain][] = [];
  for (const [name, member] of entriesOf(value)) {
    const known = shown(member, at(mask, name), name, depth + 1);
    if (known !== undefined) members.push([name, known]);
  }
  return Object.fromEntries(members);
};

/** The map or list that a text is, if it is one. */
const jsonIn = (text: string): Plain | undefined => {
  if (text.length > MOST_JSON || !/^\s*(?:\{\s*"|\[\s*[{"])/.test(text)) return undefined;
  try {
    return withoutNulls(JSON.parse(text) as Plain, 0);
  } catch {
    return undefined;
  }
};

const withoutNulls = (value: Plain, depth: number): Plain | undefined =>
  shown(value, undefined, '', depth + 1);

/** Attributes that a raw state marks as sensitive: paths of steps, as a mask. */
export const maskOf = (paths: readonly Plain[]): Plain => {
  const marked: [string, Plain][] = [];
  for (const path of paths) {
    // Only the first step is looked at: rather too much is left out than a part of a secret shown.
    const first = at(path, 0, 'value') ?? at(path, 'value');
    if (typeof first === 'string') marked.push([first, true]);
  }
  return Object.fromEntries(marked);
};
