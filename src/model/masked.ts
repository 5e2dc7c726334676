/**
 * Secrets in a line that is repeated: what looks like one is stars, as many as it has characters, so that what stands below
 * a place still does.
 *
 * Messages quote what was written, and end in the logs of build machines, which more people read than the file.
 */

/** Keys of which the value is a secret, with what stands between. */
const NAMED =
  /((?:passw(?:or)?d|passwd|passphrase|pwd|secret|token|credentials?|api[_-]?key|access[_-]?key|account[_-]?key|private[_-]?key|secret[_-]?access[_-]?key|connection[_-]?string|sharedaccess(?:key|signature)|authorization)(?:["'`]|\s){0,3}[:=][\s"'`]{0,10}(?:(?:bearer|basic)\s)?)([^\s"'`,;&{}[\]()<>]+)/gi;

/** The name and the password of an address. */
const ADDRESS = /(:\/\/[^\s:/?#@"'<>]{0,200}:)([^\s/?#@"'<>]{1,500})(?=@)/g;

/** Keys of clouds and of services, by how they begin. */
const SHAPED =
  /\b(?:A(?:KI|SI)A[A-Z0-9]{12,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|[sr]k_(?:live|test)_\w{10,}|AIza[\w-]{30,}|eyJ[\w-]{8,}\.[\w.-]{16,})/g;

/** A private key on one line, or a line of its middle. */
const PEM = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.{0,10000}|[A-Za-z0-9+/]{60,}={0,2}/g;

/** Base64 has them all where it is long, and names have not. */
const isRandom = (text: string): boolean => /\d/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text);

const stars = (text: string): string => '*'.repeat(text.length);

/** The line without secrets; as long as before. */
export const masked = (line: string): string =>
  line
    .replace(ADDRESS, (_, before: string, secret: string) => before + stars(secret))
    .replace(NAMED, (_, before: string, secret: string) => before + stars(secret))
    .replace(SHAPED, stars)
    .replace(PEM, (text) => (text.startsWith('-') || isRandom(text) ? stars(text) : text));
