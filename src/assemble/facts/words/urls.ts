/** URLs of any scheme, wherever they stand in a text. */

export interface FoundUrl {
  readonly scheme: string;
  /** What stands before `@` in the authority, if anything: credentials, a container of a storage account. */
  readonly user?: string;
  /** What is called, with ports: several in `mongodb://a,b/db`. */
  readonly hosts: readonly string[];
  /** From the first `/`, without query. */
  readonly path: string;
  /** What follows the `?`; empty if nothing does. */
  readonly query: string;
}

/** Schemes whose URLs lead to no host: files, memory, values kept elsewhere. */
const HOSTLESS = new Set(
  (
    'file data unix npipe classpath jar memory mem inproc ipc sqlite sqlite3 about pack env secret secretref ssm op ' +
    'docker docker-image docker-daemon awsparamstore awssecretsmanager chrome-extension fd stdin embed'
  ).split(' '),
);

const ENDS = /[\s"'`<>\\^|{})]/;

/** The URLs of a text, and what is left of the text without them. */
export const urlsIn = (text: string): { readonly urls: readonly FoundUrl[]; readonly rest: string } => {
  const urls: FoundUrl[] = [];
  let rest = '';
  let done = 0;
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', Math.max(at + 3, done))) {
    const start = schemeStart(text, at);
    if (start < done) continue;
    const next = text.indexOf('://', at + 3);
    const limit = next < 0 ? text.length : Math.max(at + 3, schemeStart(text, next));
    const end = endOf(text, at + 3, limit);
    rest += text.slice(done, start) + ' ';
    done = end;
    const scheme = text.slice(start, at).toLowerCase();
    if (scheme !== '' && !HOSTLESS.has(scheme)) urls.push(parsed(scheme, text.slice(at + 3, end)));
  }
  return { urls, rest: rest + text.slice(done) };
};

/** A scheme has at most some 30 characters. */
const schemeStart = (text: string, colon: number): number => {
  let start = colon;
  while (start > 0 && colon - start < 30 && /[\w+.-]/.test(text[start - 1]!)) start--;
  return start;
};

/** Up to what cannot stand in a URL, and of a list of URLs only the first. */
const endOf = (text: string, from: number, limit: number): number => {
  let isPath = false;
  for (let i = from; i < limit; i++) {
    const c = text[i]!;
    if (ENDS.test(c)) return i;
    if (c === '/' && i > from) isPath = true;
    if (c === ',' && isPath) return i;
  }
  return limit;
};

const parsed = (scheme: string, after: string): FoundUrl => {
  const authorityEnd = after.search(/[/?#;]/);
  const bare = authorityEnd < 0 ? after : after.slice(0, authorityEnd);
  const { user, hosts, length } = authorityOf(bare, after);
  const tail = after.slice(length);
  const path = tail.startsWith('/') ? tail.replace(/[?#;][^]*$/, '') : '';
  // gRPC's names have their target in the path: dns:///shop:50051, dns://8.8.8.8/shop:50051.
  const isTarget = hosts === '' || scheme === 'dns';
  const called = isTarget ? (path.split('/')[1] ?? '') : hosts;
  return {
    scheme,
    ...(user === undefined ? {} : { user }),
    hosts: called.split(',').filter((host) => host !== ''),
    path: isTarget ? '' : path,
    query: /\?([^#]*)/.exec(tail)?.[1] ?? '',
  };
};

/** Passwords hold `/` and `@` more often than they should: if one has begun, it ends at the last `@`. */
const authorityOf = (
  bare: string,
  after: string,
): { readonly user?: string; readonly hosts: string; readonly length: number } => {
  const at = bare.lastIndexOf('@');
  if (at >= 0) return { user: bare.slice(0, at), hosts: bare.slice(at + 1), length: bare.length };
  const colon = bare.indexOf(':');
  const isPassword = colon >= 0 && !/^:\d*(?:$|,)/.test(bare.slice(colon));
  const later = isPassword ? after.lastIndexOf('@') : -1;
  if (later < 0) return { hosts: bare, length: bare.length };
  const hosts = after.slice(later + 1).replace(/[/?#;][^]*$/, '');
  return { user: after.slice(0, later), hosts, length: later + 1 + hosts.length };
};
