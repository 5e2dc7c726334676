/** Variables of a compose file: `.env` files, and how `${NAME:-default}` is filled in. */

/** A variable's value; none if it is not set. */
export type Lookup = (name: string) => string | undefined;

/** Characters of a value: values may refer to one another, and double each time. */
const MOST = 10_000;

/** Defaults within defaults. */
const MOST_DEEP = 20;

const NAME = /^[A-Za-z_]\w*/;

/**
 * The text with its variables filled in. One that has no value stays as `${NAME}`, so that nobody takes what is left
 * for an address; `missing` hears of it. `$$` is a dollar.
 */
export const interpolated = (
  text: string,
  lookup: Lookup,
  missing: (name: string) => void = () => undefined,
  depth = 0,
): string => {
  if (!text.includes('$') || depth > MOST_DEEP) return text;
  let result = '';
  for (let i = 0; i < text.length;) {
    if (text[i] !== '$') {
      const next = text.indexOf('$', i);
      result += text.slice(i, next < 0 ? text.length : next);
      i = next < 0 ? text.length : next;
    } else if (text[i + 1] === '$') {
      result += '$';
      i += 2;
    } else if (text[i + 1] === '{') {
      const end = closing(text, i + 2);
      if (end < 0) return result + text.slice(i);
      result += expansion(text.slice(i + 2, end), lookup, missing, depth);
      i = end + 1;
    } else {
      const name = NAME.exec(text.slice(i + 1, i + 200))?.[0];
      result += name === undefined ? '$' : valueOf(name, lookup, missing);
      i += 1 + (name?.length ?? 0);
    }
    if (result.length > MOST) return result.slice(0, MOST);
  }
  return result;
};

const closing = (text: string, from: number): number => {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
};

const valueOf = (name: string, lookup: Lookup, missing: (name: string) => void): string => {
  const value = lookup(name);
  if (value === undefined) missing(name);
  return value ?? `\${${name}}`;
};

/** What stands between the braces: `NAME`, `NAME:-default`, `NAME-default`, `NAME:?error`, `NAME:+other`. */
const expansion = (inner: string, lookup: Lookup, missing: (name: string) => void, depth: number): string => {
  const name = NAME.exec(inner.slice(0, 200))?.[0];
  if (name === undefined) return `\${${inner}}`;
  const rest = inner.slice(name.length);
  const isStrict = rest.startsWith(':');
  const operator = rest[isStrict ? 1 : 0];
  const other = (): string => interpolated(rest.slice(isStrict ? 2 : 1), lookup, missing, depth + 1);
  const value = lookup(name);
  const isSet = value !== undefined && !(isStrict && value === '');
  if (operator === '-') return isSet ? value : other();
  if (operator === '+') return isSet ? other() : '';
  return valueOf(name, lookup, missing);
};

export interface Variable {
  readonly name: string;
  /** None: a name alone, whose value the surroundings give. */
  readonly value: string | undefined;
  readonly line: number;
}

/** A `.env` file: later values may use earlier ones, `outer` comes first where both know a name. */
export const variablesOf = (text: string, outer: Lookup): readonly Variable[] => {
  const known = new Map<string, string>();
  const lookup: Lookup = (name) => outer(name) ?? known.get(name);
  const found: Variable[] = [];
  let line = 0;
  const lines = text.split(/\r\n|\n|\r/);
  while (line < lines.length) {
    const begun = line;
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*(?:([=:])\s*(.*))?$/.exec(lines[line++]!);
    if (match === null) continue;
    const [, name, sign, rest = ''] = match;
    if (sign === undefined) {
      found.push({ name: name!, value: undefined, line: begun + 1 });
      continue;
    }
    let raw = rest;
    const quote = raw[0];
    if (quote === '"' || quote === "'") {
      // A quoted value may go on over lines; one whose quote never ends is a plain value.
      const quoted = [raw];
      let end = closingQuote(raw, quote);
      while (end < 0 && line < lines.length && quoted.length < 200) {
        quoted.push(lines[line++]!);
        end = closingQuote(quoted.at(-1)!, quote, 0);
      }
      if (end < 0) line = begun + 1;
      else raw = quoted.join('\n');
    }
    const value = valueIn(raw, lookup);
    known.set(name!, value);
    found.push({ name: name!, value, line: begun + 1 });
  }
  return found;
};

const closingQuote = (text: string, quote: string, from = 1): number => {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\' && quote === '"') i++;
    else if (text[i] === quote) return i;
  }
  return -1;
};

const valueIn = (raw: string, lookup: Lookup): string => {
  const quote = raw[0];
  if (quote === "'" || quote === '"') {
    const end = closingQuote(raw, quote);
    if (end > 0) {
      const inner = raw.slice(1, end);
      if (quote === "'") return inner;
      return interpolated(inner.replaceAll('\\n', '\n').replaceAll(/\\(["\\])/g, '$1'), lookup);
    }
  }
  return interpolated(withoutComment(raw).trim(), lookup);
};

const withoutComment = (raw: string): string => {
  if (raw.startsWith('#')) return '';
  const comment = raw.search(/[ \t]#/);
  return comment < 0 ? raw : raw.slice(0, comment);
};
