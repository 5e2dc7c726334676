/**
 * Hosts that commands, arguments and configuration files name. Only what stands where a host stands is taken: behind
 * a scheme, before a port, after a tool that connects, as the value of a key that asks for one.
 */

/** What a text says, to be understood later: a host, or the value of a named setting. */
interface Said {
  readonly text: string;
  readonly as: 'env' | 'host';
  /** `REDIS_HOST`, also where the source writes `--redis-host` or `redis.host`. */
  readonly key?: string;
  /** The line of the text that says it, from 0. */
  readonly line: number;
}

const URL_TEXT = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'`<>|;,(){}\\\]]+/gi;

/** A host with a port: `redis:6379`, `db.shop.svc:5432`. The name holds a letter, so that no clock time is one. */
const HOST_PORT = /(?<![\w@/:.$}%-])([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*):(\d{2,5})(?![\w.:-])/gi;

const CONNECTS = [
  /\b(?:nc|ncat|netcat)\s+(?:-\w+\s+(?:\d+\s+)?)*([a-z][\w.-]*)\s+(\d{2,5})\b/gi,
  /\/dev\/tcp\/([a-z][\w.-]*)\/(\d{2,5})\b/gi,
  // Where a command begins: in a sentence these are words ("cannot ping redis").
  /(?:^|[;&|(`!]|\b(?:then|do|until|while|if|else|exec|sudo))\s{0,20}(?:nslookup|ping|getent\s+hosts)\s+(?:-\w+\s+(?:\d+\s+)?)*([a-z][\w.-]*)/gi,
  /\b(?:pg_isready|psql|mysql|mysqladmin|mariadb|redis-cli|mongo|mongosh)\b[^\n;|&]{0,200}?\s(?:-h|--host)[ =]?\s{0,3}([a-z][\w.-]*)/gi,
];

const CONNECTING =
  /^(?:.*\/)?(?:nc|ncat|netcat|nslookup|ping|getent|pg_isready|psql|mysql|mysqladmin|mariadb|redis-cli|mongo|mongosh)$/;

/** Names of the machine itself, and of documents that are never fetched. */
const NOWHERE =
  /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/]*@)?(?:localhost|0\.0\.0\.0|127\.\d+\.\d+\.\d+|\[?::1?\]?|(?:www\.)?w3\.org|schemas?\.[\w.-]+|json-schema\.org|(?:[\w-]+\.)?example\.(?:com|org|net))(?:[:/?#]|$)/i;

const isSomewhere = (text: string): boolean => !text.includes('$') && !NOWHERE.test(text);

/** A name of the public internet: `docs.acme.io`, and not `db.shop.svc`. */
const PUBLIC =
  /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?[a-z0-9.-]+\.(?!(?:svc|local|internal|cluster)\b)[a-z]{2,24}(?=[:/?#]|$)/i;

/** Words beside a URL in what is configuration: `proxy_pass`, `"url"`, `exec my-tool --target`. */
const MOST_WORDS = 6;

/** Whether a URL leads people to a page, in a sentence: with words around it. */
const isInText = (url: string, line: string): boolean =>
  PUBLIC.test(url) &&
  line
    .replace(url, ' ')
    .split(/[^\w$@-]+/)
    .filter((word) => /[a-z]/i.test(word)).length > MOST_WORDS;

/** Hosts in one line of a script. */
const hostsIn = (line: string): readonly string[] => {
  const urls = [...line.matchAll(URL_TEXT)].map(([url]) => url).filter((url) => !isInText(url, line));
  const rest = line.replaceAll(URL_TEXT, ' ');
  const pairs = [...rest.matchAll(HOST_PORT)].map(([, host, port]) => `${host}:${port}`);
  const tools = CONNECTS.flatMap((tool) =>
    [...rest.matchAll(tool)].map(([, host, port]) => (port === undefined ? host! : `${host}:${port}`)),
  );
  return [...new Set([...urls, ...pairs, ...tools])].filter(isSomewhere);
};

const saidInScript = (script: string): readonly Said[] =>
  script
    .split('\n')
    .flatMap((line, index) => (/^\s*#/.test(line) ? [] : hostsIn(line).map((text) => host(text, index))));

const host = (text: string, line: number): Said => ({ text, as: 'host', line });

/** `--redis-host`, `-Dredis.host` and `redis.host` ask for the same as `REDIS_HOST`. */
const keyOf = (flag: string): string =>
  flag
    .replace(/^-{0,2}(?:D(?=[a-z]))?/, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();

/** What a command and its arguments say. Each word's index stands in `line`. */
export const saidInWords = (words: readonly string[]): readonly Said[] => {
  if (CONNECTING.test(words[0] ?? '')) return hostsIn(words.join(' ')).map((text) => host(text, 0));
  const said: Said[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const flag = /^(--?[A-Za-z][\w.-]*)=(.+)$/s.exec(word);
    const next = words[i + 1];
    if (flag !== null) {
      said.push({ text: flag[2]!, as: 'env', key: keyOf(flag[1]!), line: i });
    } else if (/^--[A-Za-z][\w.-]*$/.test(word) && next !== undefined && !/^-|\s/.test(next)) {
      said.push({ text: next, as: 'env', key: keyOf(word), line: i });
      i++;
    } else if (/\s/.test(word)) {
      said.push(...saidInScript(word).map((one) => ({ ...one, line: i })));
    } else {
      said.push(...hostsIn(word).map((text) => host(text, i)));
    }
  }
  return said;
};

/** Kinds of files that name hosts without ever calling them: pages, styles, code, dashboards' panels. */
const NO_CONFIGURATION =
  /\.(?:html?|css|m?js|jsx|tsx?|md|svg|py|rb|go|java|lua|sql|crt|pem|key|pub|tmpl|gotmpl|rules)$/i;

/** Characters of one file that are looked through. */
export const MOST_CONFIGURATION = 262_144;

/** What is read as configuration: by its key in a ConfigMap, and not a page of code or a picture of panels. */
export const isConfiguration = (name: string, text: string): boolean =>
  !NO_CONFIGURATION.test(name) && !(name.endsWith('.json') && text.includes('"panels"'));

const SETTING = /^\s*(?:-\s+)?["']?([A-Za-z][\w.-]*)["']?\s*[:=]\s*["']?([^\s"',;#{}[\]]+)["']?\s*[,;]?\s*$/;

/** What a document is written in, and what is said of it: nobody calls that. */
const VOCABULARY = /^\s*(?:-\s+)?["']?(?:\$schema|\$id|\$ref|\$comment|xmlns|schema|description)["']?\s*[:=]/;

const ASKS_FOR_HOST = /(?:host|hostname|hosts|server|servers|address|addr|url|uri|endpoint|broker|brokers)$/i;

/** What a configuration file says, line by line; its comments left out. */
export const saidInConfiguration = (text: string): readonly Said[] =>
  text.split('\n').flatMap((line, index) => {
    if (/^\s*(?:#|\/\/|;|<!--|--\s)/.test(line) || line.length > 2_000 || VOCABULARY.test(line)) return [];
    const plain = line.replace(/\s#.*$/, '');
    const setting = SETTING.exec(plain);
    if (setting !== null && ASKS_FOR_HOST.test(setting[1]!)) {
      const [, key, value] = setting;
      return isSomewhere(value!) ? [{ text: value!, as: 'env', key: keyOf(key!), line: index } as const] : [];
    }
    const upstream =
      /^\s*(?:server|fastcgi_pass|uwsgi_pass|memcached_pass)\s+([a-z][\w.-]*(?::\d+)?)(?=[\s;])/.exec(plain);
    const hosts = upstream === null ? hostsIn(plain) : [upstream[1]!].filter(isSomewhere);
    return hosts.map((one) => host(one, index));
  });

/** Whether a setting's value may be a host: it decides nothing but whether anything was said at all. */
export const mayNameHost = (key: string, value: string): boolean =>
  isSomewhere(value) &&
  (/:\/\//.test(value) ||
    /^[^\s/]*[a-z][\w.-]*:\d{2,5}\b/i.test(value) ||
    /\.(?:svc|local|internal|com|net|io|org)\b/i.test(value) ||
    (/HOST|ADDR|URL|URI|ENDPOINT|SERVER|BROKER|DSN|CONNECTION|SERVICE/i.test(key) &&
      /^[a-z][\w.-]*$/i.test(value) &&
      !/^(?:true|false|yes|no|none|on|off)$/i.test(value)));
