/** Addresses and names in values: what is said outright, what is only a default, what the environment decides. */
import { choicesOf, patternOf, textOf } from '../typescript/read.ts';
import type { Call, Value } from '../typescript/value.ts';

/** A text that a value may be. */
export interface Said {
  /** With `${…}` for what is not known of it; left out: only the environment knows. */
  readonly text?: string;
  /** The environment variable that decides. */
  readonly key?: string;
  /** Only what is taken if nothing else is said. */
  readonly isDefault: boolean;
}

/** Values inside of values that are looked into. */
const DEEPEST = 8;
/** Texts that one value may be. */
const MOST = 20;

/** All texts that a value may be, each once. */
export const saidIn = (value: Value | undefined): readonly Said[] => {
  const found = new Map<string, Said>();
  for (const one of value === undefined ? [] : said(value, 0)) {
    if (found.size < MOST) found.set(JSON.stringify([one.text, one.key]), one);
  }
  return [...found.values()];
};

const said = (value: Value, depth: number): readonly Said[] => {
  if (depth > DEEPEST) return [];
  if (value.kind === 'plain') {
    const text = textOf(value);
    return text === undefined || text === '' ? [] : [{ text, isDefault: false }];
  }
  if (value.kind === 'environment') return [{ key: value.name, isDefault: false }];
  if (value.kind === 'either') return alternatives(choicesOf(value).flatMap((arm) => said(arm, depth + 1)));
  if (value.kind === 'list') return value.items.flatMap((item) => said(item, depth + 1));
  if (value.kind === 'text') return joined(value.parts, depth);
  if (value.kind === 'result') return ofCall(value.call, depth);
  // Of what went into something only a few things say what it is about.
  if (value.kind === 'unknown')
    return value.of.length > 3
      ? []
      : value.of.flatMap((of) => said(of, depth + 1)).filter(({ text }) => text !== undefined);
  const isUrl = value.kind === 'member' && (value.name === 'href' || value.name === 'origin');
  return isUrl ? said(value.of, depth + 1) : [];
};

/** `new URL(path, base)`, `url.toString()`, `String(x)`. */
const ofCall = ({ name, callee, args }: Call, depth: number): readonly Said[] => {
  if (name === 'toString' && callee.kind === 'member') return said(callee.of, depth + 1);
  const [first, base] = args;
  if ((name !== 'URL' && name !== 'String') || first === undefined) return [];
  const own = said(first, depth + 1);
  return base === undefined || own.some(({ text }) => text?.includes('://')) ? own : said(base, depth + 1);
};

/** `process.env.X ?? 'd'`: of an environment variable and texts, the texts are defaults. */
const alternatives = (arms: readonly Said[]): readonly Said[] => {
  const key = arms.find((arm) => arm.key !== undefined && arm.text === undefined)?.key;
  const texts = arms.filter(({ text }) => text !== undefined);
  return key === undefined || texts.length === 0
    ? arms
    : texts.map((arm) => ({ ...arm, key: arm.key ?? key, isDefault: true }));
};

/** A template begins as its first part does; the rest stands as far as it is known. */
const joined = (parts: readonly Value[], depth: number): readonly Said[] => {
  const [first, ...rest] = parts;
  if (first === undefined) return [];
  const tail = rest.map((part) => patternOf(part) ?? '${…}').join('');
  const heads =
    first.kind === 'plain' ? [{ text: textOf(first) ?? '', isDefault: false }] : said(first, depth + 1);
  if (heads.length === 0) return [{ text: `\${…}${tail}`, isDefault: false }];
  return heads.map((head) => (head.text === undefined ? head : { ...head, text: head.text + tail }));
};

/** Hosts that are this machine, or nobody's: reserved for examples and tests. */
const NOWHERE =
  /^(?:localhost|(?:.*\.)?localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[?::1?\]?|host\.docker\.internal|(?:.*\.)?example(?:\.(?:com|org|net|edu))?|.*\.(?:test|invalid|example)|.*\.localstack\.cloud|your-.*|my-domain\..*|foo\.com|bar\.com)$/i;

/** The host of a URL or of `host:port`; none if its name is not known. */
export const hostIn = (text: string): string | undefined => {
  const host =
    /^(?:[a-z][a-z0-9+.-]{0,30}:)?\/\/(?:[^@/?#\s]{0,300}@)?(\[[^\]]{0,60}\]|[^/?#:,\s]{1,300})/i.exec(
      text,
    )?.[1];
  const bare = host ?? /^([\w.-]{1,254})(?::\d{1,5})?$/.exec(text)?.[1];
  return bare === undefined || bare.includes('${') ? undefined : bare;
};

/** Whether a text leads to this machine, or to nobody. */
export const isNowhere = (text: string): boolean => NOWHERE.test(hostIn(text) ?? '');

/** Whether a text is an address by its form: it has a scheme or a port. */
export const isAddress = (text: string): boolean =>
  /^[a-z][a-z0-9+.-]{0,30}:\/\/[^/\s]/i.test(text) ||
  /^\/\/[\w-]+\.[\w.-]+/.test(text) ||
  /^[\w.-]{1,254}:\d{2,5}$/.test(text);

/** Accounts that documentation uses: they are anybody's. */
export const withoutExample = (text: string): string =>
  text.startsWith('arn:')
    ? text.replace(/^(arn:[^:]*:[^:]*:[^:]*:)(?:1{12}|123456789012|0{12}|111122223333):/, '$1:')
    : text.replace(/\/(?:1{12}|123456789012|0{12}|111122223333)\//, '/${account}/');
