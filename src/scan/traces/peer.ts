/**
 * Whom a span calls, by what OpenTelemetry's conventions and OpenTracing's before them let it say: a database, a queue,
 * a service of AWS, a host. It counts where the one that is called has no span of its own.
 */
import { type Attributes, textAt } from './attributes.ts';
import { AWS_KEYS, awsPeer } from './aws-peer.ts';
import { hostText, urlHost } from './hosts.ts';
import { CONSUMER, INTERNAL, NO_KIND, type Peer, PRODUCER, SERVER, type SpanKind } from './span.ts';

/** Keys that tell of a peer, in the order in which they are believed. */
const HOST_KEYS = [
  'server.address',
  'net.peer.name',
  'network.peer.address',
  'peer.hostname',
  'net.host.peer',
  'http.host',
  'peer.address',
] as const;
const PORT_KEYS = ['server.port', 'net.peer.port', 'peer.port'] as const;
const URL_KEYS = ['url.full', 'http.url'] as const;
const SYSTEM_KEYS = ['db.system.name', 'db.system', 'db.type'] as const;
const DATABASE_KEYS = ['db.namespace', 'db.name', 'db.instance'] as const;
const QUEUE_KEYS = [
  'messaging.destination.name',
  'messaging.destination',
  'message_bus.destination',
  'kafka.topic',
] as const;

export const PEER_KEYS: readonly string[] = [
  ...HOST_KEYS,
  ...PORT_KEYS,
  ...URL_KEYS,
  ...SYSTEM_KEYS,
  ...DATABASE_KEYS,
  ...QUEUE_KEYS,
  ...AWS_KEYS,
  'peer.service',
  'db.connection_string',
  'messaging.system',
  'messaging.destination.temporary',
  'messaging.destination.anonymous',
];

/** Databases that run within whoever uses them, unless an address is given. */
const EMBEDDED = /^(?:sqlite3?|h2(?:database)?|hsqldb|derby|duckdb|leveldb|rocksdb|firebird)$/;

/** Words for a database that do not tell which. */
const GENERIC = /^(?:sql|other_sql|nosql|db)$/;

const CACHES = /^(?:redis|valkey|memcached|memcache|keydb|dragonfly|hazelcast|ehcache)$/;

/**
 * The peer of a span; undefined if it has none. What a server says of its peer is who calls it.
 */
export const peerOf = (attributes: Attributes, kind: SpanKind): Peer | undefined => {
  if (attributes.size === 0 || kind === SERVER) return undefined;
  const isMessage =
    kind === PRODUCER ||
    kind === CONSUMER ||
    textAt(attributes, 'messaging.system', 'message_bus.destination') !== undefined;
  const system = textAt(attributes, ...SYSTEM_KEYS)?.toLowerCase();
  const aws = awsPeer(attributes, isMessage);
  if (aws !== undefined) return { ...ofService(attributes), ...aws };
  if (isMessage) return queue(attributes);
  if (system !== undefined) return database(attributes, system);
  // Without a kind, an address may as well be the span's own.
  return kind === NO_KIND || kind === INTERNAL ? undefined : called(attributes);
};

const ofService = (attributes: Attributes): { readonly service?: string } => {
  const service = textAt(attributes, 'peer.service');
  return service === undefined ? {} : { service };
};

const called = (attributes: Attributes): Peer | undefined => {
  const peer: Peer = { class: 'call', ...ofService(attributes), targets: addresses(attributes) };
  return peer.service === undefined && peer.targets.length === 0 ? undefined : peer;
};

const queue = (attributes: Attributes): Peer | undefined => {
  const targets = addresses(attributes);
  const named = textAt(attributes, ...QUEUE_KEYS);
  const isPassing =
    attributes.get('messaging.destination.temporary') === true ||
    attributes.get('messaging.destination.anonymous') === true;
  const name = isPassing ? undefined : named;
  const system = textAt(attributes, 'messaging.system') ?? textAt(attributes, 'peer.service');
  const service = ofService(attributes);
  if (name === undefined && system === undefined && targets.length === 0) return undefined;
  return {
    class: 'asynchronous',
    ...service,
    targets,
    ...(name === undefined && system === undefined
      ? {}
      : { thing: { kind: 'queue' as const, system: system ?? 'messaging', name: name ?? system! } }),
  };
};

const database = (attributes: Attributes, system: string): Peer | undefined => {
  const targets = addresses(attributes);
  const service = ofService(attributes);
  const isNowhere = targets.length === 0 && service.service === undefined;
  if (isNowhere && EMBEDDED.test(system)) return undefined;
  const kind = CACHES.test(system) ? 'cache' : 'database';
  // The databases of a cache are numbered.
  const name = kind === 'cache' ? undefined : textAt(attributes, ...DATABASE_KEYS);
  if (isNowhere && name === undefined && GENERIC.test(system)) return undefined;
  return { class: 'data', ...service, targets, thing: { kind, system, name: name ?? system } };
};

/** The first address that names a host which is not the machine itself. */
const addresses = (attributes: Attributes): Peer['targets'] => {
  const port = textAt(attributes, ...PORT_KEYS);
  for (const key of HOST_KEYS) {
    const host = textAt(attributes, key);
    const text = host === undefined ? undefined : hostText(host, port);
    if (text !== undefined) return [{ by: 'text', text, as: 'host' }];
  }
  for (const key of [...URL_KEYS, 'db.connection_string']) {
    const url = textAt(attributes, key);
    const text = url === undefined ? undefined : urlHost(url);
    if (text !== undefined) return [{ by: 'text', text, as: 'host' }];
  }
  return [];
};
