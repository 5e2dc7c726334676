/** Hosts: what may be one, and what only looks like one. */
import type { Mention } from './mention.ts';

export type Host = Mention & { readonly form: 'host' };

/** Names of the machine itself, as seen from inside of it. */
const OWN = new Set([
  'localhost',
  'localhost.localdomain',
  'ip6-localhost',
  'ip6-loopback',
  'host.docker.internal',
  'gateway.docker.internal',
  'kubernetes.docker.internal',
  'docker.for.mac.localhost',
  'host.minikube.internal',
  'host-gateway',
  // The cluster that it runs in: no manifest declares its own control plane.
  'kubernetes.default',
  'kubernetes.default.svc',
  'kubernetes.default.svc.cluster.local',
]);

/** Names of formats and vocabularies that look like addresses and are never called. */
const VOCABULARY = new Set([
  'www.w3.org',
  'json-schema.org',
  'schemas.xmlsoap.org',
  'schemas.microsoft.com',
  'schemas.android.com',
  'java.sun.com',
  'maven.apache.org',
]);

/** Values of settings that are words, but never hosts. */
const WORDS = new Set(
  (
    'true false yes no on off none null nil undefined default auto all any enabled disabled self http https tcp udp ' +
    'unix y n production development staging test prod dev debug info warn warning error fatal trace'
  ).split(' '),
);

/** A host's name in lower case; none of IP addresses, the machine itself, or what cannot be a name. */
export const hostName = (text: string): string | undefined => {
  if (text.length > 254) return undefined;
  const name = (text.endsWith('.') ? text.slice(0, -1) : text).toLowerCase();
  if (!/^[a-z0-9_][a-z0-9._-]*$/.test(name) || name.includes('..') || /[.-]$/.test(name)) return undefined;
  if (!/[a-z]/.test(name) || /^0x[0-9a-f]+$/.test(name)) return undefined;
  if (OWN.has(name) || VOCABULARY.has(name) || name.endsWith('.localhost')) return undefined;
  return name;
};

/** `host`, `host:port`, as they stand in a URL's authority or a list. Brackets are for IPv6, which names nothing. */
export const hostAndPort = (text: string, sure: boolean): Host | undefined => {
  const colon = text.lastIndexOf(':');
  const port = colon < 0 ? undefined : portOf(text.slice(colon + 1));
  if (colon >= 0 && port === undefined) return undefined;
  const host = hostName(colon < 0 ? text : text.slice(0, colon));
  return host === undefined
    ? undefined
    : { form: 'host', host, ...(port === undefined ? {} : { port }), sure };
};

export const portOf = (text: string): number | undefined => {
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? port : undefined;
};

/** A word that could be a host where a host is expected. */
export const bareHost = (text: string, sure: boolean): Host | undefined =>
  WORDS.has(text.toLowerCase()) || isFile(text) ? undefined : hostAndPort(text, sure);

const FILE_ENDING =
  /\.(?:ya?ml|json|toml|ini|conf|cfg|properties|env|txt|md|py|js|mjs|ts|jar|war|rb|go|cs|dll|exe|sql|db|sqlite3?|log|pem|crt|key|p12|jks|xml|html?|css|png|jpe?g|svg|gz|zip|tar|tpl|tmpl|proto|php|sock|pid|csv|lock)$/;

const isFile = (text: string): boolean => FILE_ENDING.test(text.slice(-12).toLowerCase());

/** `shop.example.com` wherever it stands: several labels, all lower case, and no file's or class's name. */
export const looksLikeDomain = (text: string): boolean =>
  /^(?:[a-z0-9_][a-z0-9_-]*\.){2,}[a-z]{2,24}$/.test(text) &&
  !isFile(text) &&
  !/\.(?:local|class|sh)$/.test(text) &&
  !/^(?:com|org|io|net|java|javax|spring|app)\./.test(text);
