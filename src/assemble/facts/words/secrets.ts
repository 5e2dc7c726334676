/** Evidence is shown to people and written to files: passwords and keys are taken out of it first. */
import { isSecretKey as soundsSecret } from './keys.ts';

const MASK = '***';

/** Characters of evidence that are kept at all. */
const MOST = 4_000;

/** The text with credentials of URLs, values of secret-looking keys and well-known forms of keys masked. */
export const withoutSecrets = (text: string): string => {
  const short = text.length > MOST ? `${text.slice(0, MOST)}…` : text;
  return withoutKnownForms(withoutPairs(withoutUsers(short)));
};

/** The client of the service that keeps secrets is none: `SecretsManagerClient: GetSecretValue`. */
const isSecretKey = (key: string): boolean =>
  soundsSecret(key) && !/^(?:AWS\.)?SecretsManager(?:Client)?$/.test(key);

/** `scheme://user:password@host`, also where the password holds what it should not: up to the word's last `@`. */
const withoutUsers = (text: string): string =>
  text
    .split(/(\s+)/)
    .map((word) => {
      const at = word.lastIndexOf('@');
      if (at < 0) return word;
      const scheme = word.indexOf('://');
      if (scheme >= 0 && scheme < at) return maskedUrls(word);
      // user:password@tcp(db:3306)/shop, without a scheme.
      const equals = word.indexOf('=');
      const start = equals >= 0 && equals < word.indexOf(':') ? equals + 1 : 0;
      return word.slice(start, at).includes(':') ? word.slice(0, start) + MASK + word.slice(at) : word;
    })
    .join('');

/** Each URL of a word by itself: the parts between one scheme and the next. */
const maskedUrls = (word: string): string => {
  const parts = word.split('://');
  return parts
    .map((part, i) => {
      const at = i === 0 ? -1 : userEnd(part);
      return at < 0 ? part : MASK + part.slice(at);
    })
    .join('://');
};

/** The `@` that ends the credentials: the authority's last, or later if a password has begun and not ended. */
const userEnd = (part: string): number => {
  const end = part.search(/[/?#]/);
  const authority = end < 0 ? part : part.slice(0, end);
  const colon = authority.indexOf(':');
  const isOpen = colon >= 0 && !/^:\d*(?:$|,)/.test(authority.slice(colon));
  return authority.includes('@') && !isOpen
    ? authority.lastIndexOf('@')
    : isOpen
      ? part.lastIndexOf('@')
      : -1;
};

/** `Password=…;`, `"token": "…"`, `password=… dbname=…`, and `DB_PASSWORD=…` up to the end of the text. */
const withoutPairs = (text: string): string => {
  const whole = /^\s*([A-Za-z_][\w.-]{0,199})\s*[=:]/.exec(text);
  if (whole !== null && isSecretKey(whole[1]!) && !text.includes(';') && !/\s\w+=/.test(text)) {
    return whole[0] + MASK;
  }
  let result = '';
  let done = 0;
  for (const match of text.matchAll(/(?<![\w.-])([A-Za-z_][\w.-]{0,199})["']?\s{0,3}[=:]\s{0,3}/g)) {
    const from = match.index + match[0].length;
    // The `secret:` in the middle of an ARN is no key.
    const isInner = text[match.index - 1] === ':' && !match[0].includes('=');
    const isSecret = isSecretKey(match[1]!) || isSecretOfQuery(text[match.index - 1], match[1]!);
    if (match.index < done || isInner || !isSecret || text.startsWith('//', from)) continue;
    result += text.slice(done, from) + MASK;
    done = endOfValue(text, from);
  }
  return result + text.slice(done);
};

/** What is no secret by its name elsewhere is one in the query of an address: `?key=…`, `&sig=…`. */
const isSecretOfQuery = (before: string | undefined, key: string): boolean =>
  (before === '?' || before === '&') && /^(?:key|sig|signature|code|auth|pass|apikey)$/i.test(key);

/** A quoted value to its quote; of a list with `;` to the next; else to the next blank or `&`. */
const endOfValue = (text: string, from: number): number => {
  const quote = text[from];
  if (quote === '"' || quote === "'") {
    const end = text.indexOf(quote, from + 1);
    return end < 0 ? text.length : end + 1;
  }
  const rest = text.slice(from);
  const end = rest.search(text.includes(';') ? /[;\n]/ : /[\s&"']/);
  return end < 0 ? text.length : from + end;
};

const KNOWN_FORMS =
  /\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{20,255}|github_pat_\w{20,255}|xox[abpr]-[\w-]{10,255}|[sr]k_(?:live|test)_\w{10,255}|sk-[\w-]{20,255}|AIza[\w-]{35}|eyJ[\w-]{10,2000}\.[\w-]{2,2000}(?:\.[\w-]{1,2000})?)/g;

const withoutKnownForms = (text: string): string => {
  const pem = text.indexOf('-----BEGIN ');
  return (pem < 0 ? text : text.slice(0, pem) + MASK).replaceAll(KNOWN_FORMS, MASK);
};
