/**
 * What the key of a setting says of its value: whether a bare word there is a host, a thing's name, or nothing.
 *
 * `POSTGRES_USER=gitea` beside a service `gitea` is no dependency, `DB_HOST=gitea` is one: only the key tells.
 */
import type { EdgeClass } from '../../../model/fact.ts';
import type { Kind } from '../../../model/kind.ts';

/**
 * `host`: bare words are hosts. `perhaps`: they may be. `self`: so may addresses, which are often the thing's own.
 * `own`: it says what the thing itself is called, or who may call it: nothing in it is needed. `secret`: the value
 * must not be looked at, but for ARNs. `other`: only what has the shape of an address counts.
 */
export interface KeyMeaning {
  readonly role: 'host' | 'perhaps' | 'self' | 'own' | 'secret' | 'other';
  /** Several values, also with blanks between. */
  readonly isPlural: boolean;
  /** What a bare word names, if the key says that it names something of a provider. */
  readonly kinds: readonly Kind[];
}

/** `spring.redisHost-2` in words: SPRING REDIS HOST 2. */
export const wordsOf = (key: string): readonly string[] =>
  key
    .slice(0, 300)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '');

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const HOST_WORDS = setOf(
  'HOST HOSTNAME ADDR ADDRESS URL URI ENDPOINT SERVER BROKER BOOTSTRAP DSN UPSTREAM CONNECT PEER ' +
    'HOSTS HOSTNAMES ADDRS ADDRESSES URLS URIS ENDPOINTS SERVERS BROKERS UPSTREAMS PEERS NODES SENTINELS VOTERS',
);
const PERHAPS_WORDS = setOf('SERVICE SERVICES NODE DEPENDENCIES BACKEND BACKENDS TARGET TARGETS');
const PLURAL_WORDS = setOf(
  'HOSTS HOSTNAMES ADDRS ADDRESSES URLS URIS ENDPOINTS SERVERS BROKERS UPSTREAMS PEERS NODES SENTINELS SERVICES ' +
    'BOOTSTRAP DEPENDENCIES BACKENDS TARGETS',
);

/** `DATABASE_URL_2`, `DB_HOST_REPLICA`: words that may follow without changing what the value is. */
const TRAILING = setOf(
  'LIST CONFIG PRIMARY SECONDARY MASTER SLAVE REPLICA READER WRITER READ WRITE RO RW INTERNAL PRIVATE STRING DEV PROD STAGING',
);

/** Written in one word: `PGHOST`, `DBSERVER`. */
const IN_ONE =
  /^(?:PG|DB|MYSQL|SQL|REDIS|MONGO|AMQP|RABBIT|SMTP|MAIL|API|APP|WEB|CACHE|ES)(?:HOST|URL|URI|ADDR|SERVER)S?$/;

const SECRET_WORDS = setOf(
  'PASSWORD PASSWORDS PASSWD PASS PWD PASSPHRASE SECRET SECRETS TOKEN TOKENS APIKEY CREDENTIAL CREDENTIALS SALT COOKIE',
);

/** `API_KEY`, `SECRET_ACCESS_KEY`: a KEY that is not one of those that name something. */
const KEY_BEFORE = setOf(
  'API ACCESS PRIVATE SECRET SIGNING ENCRYPTION MASTER ACCOUNT SHARED AUTH LICENSE JWT',
);

/** The value is about others that call, or about how the thing itself is reached, built or described. */
const OWN_WORDS = setOf(
  'CORS ALLOW ALLOWED ALLOWLIST WHITELIST TRUSTED CSRF ORIGIN ORIGINS REDIRECT ' +
    'CALLBACK ADVERTISED ADVERTISE LISTEN LISTENER LISTENERS BIND REGEX PATTERN CLASSPATH',
);
/** At the end of a key: what a thing is built from. `IMAGE_PROVIDER_HOST` is a host all the same. */
const BUILT_WORDS = setOf('IMAGE IMAGES DOCKERFILE DOCKERFILES');
const OWN_KEYS = setOf(
  'HOSTNAME KC_HOSTNAME PATH NO_PROXY VIRTUAL_HOST LETSENCRYPT_HOST MYSQL_ROOT_HOST MARIADB_ROOT_HOST OTEL_RESOURCE_ATTRIBUTES',
);

/** Of a thing's own address people say this: where it is not another known thing, it is itself. */
const SELF_WORDS = setOf('BASE PUBLIC SITE ROOT EXTERNAL SELF FRONT CANONICAL');

/** Pages that people are sent to: shown as a link, never called. */
const PAGE_WORDS = setOf(
  'DOCS DOCUMENTATION CHANGELOG HELP SUPPORT PRIVACY TERMS TOS LEGAL IMPRINT HOMEPAGE WIKI FAQ LOGO FAVICON ICON',
);

const NAMED: Readonly<Record<string, readonly Kind[]>> = {
  TABLE: ['database'],
  BUCKET: ['storage'],
  QUEUE: ['queue'],
  TOPIC: ['queue'],
  STREAM: ['queue'],
  BUS: ['queue'],
  FUNCTION: ['function'],
  LAMBDA: ['function'],
  CLUSTER: ['database', 'cache', 'queue', 'compute', 'service', 'resource'],
  MACHINE: ['service', 'function', 'compute', 'resource'],
  SECRET: ['identity', 'service', 'storage', 'resource'],
  POOL: ['identity'],
  INSTANCE: ['database', 'compute', 'cache'],
};

const NAMING = setOf('NAME NAMES ARN ARNS ID IDENTIFIER URL');

/** What the key says; without one, nothing. */
export const meaningOfKey = (key: string | undefined): KeyMeaning => {
  const words = key === undefined ? [] : wordsOf(key);
  const roleWords = words.filter((word, i) => i === 0 || !(TRAILING.has(word) || /^\d+$/.test(word)));
  const last = roleWords.at(-1) ?? '';
  const isHost = HOST_WORDS.has(last) || IN_ONE.test(last) || words.includes('BOOTSTRAP');
  const kinds = kindsOf(roleWords);
  const role = isOwn(words)
    ? 'own'
    : isSecret(words) && kinds.length === 0
      ? 'secret'
      : isHost
        ? words.some((word) => SELF_WORDS.has(word) || PAGE_WORDS.has(word))
          ? 'self'
          : 'host'
        : PERHAPS_WORDS.has(last)
          ? 'perhaps'
          : 'other';
  return { role, isPlural: PLURAL_WORDS.has(last) || words.includes('BOOTSTRAP'), kinds };
};

const isOwn = (words: readonly string[]): boolean =>
  OWN_KEYS.has(words.join('_')) ||
  BUILT_WORDS.has(words.at(-1) ?? '') ||
  words.some((word) => OWN_WORDS.has(word));

const isSecret = (words: readonly string[]): boolean =>
  words.some(
    (word, i) => SECRET_WORDS.has(word) || (word === 'KEY' && i > 0 && KEY_BEFORE.has(words[i - 1]!)),
  );

/** Whether the value of a setting with this key is a secret. `SECRET_ARN` names one, and is none. */
export const isSecretKey = (key: string): boolean => {
  const words = wordsOf(key);
  return isSecret(words) && kindsOf(words).length === 0;
};

/** `ORDERS_TABLE`, `TABLE_NAME`, `STATE_MACHINE_ARN`. A `…_SECRET` alone is the secret, not its name. */
const kindsOf = (words: readonly string[]): readonly Kind[] => {
  const isNaming = NAMING.has(words.at(-1) ?? '');
  const noun = (isNaming ? words.at(-2) : words.at(-1))?.replace(/(?<=[^S])S$/, '') ?? '';
  if (!Object.hasOwn(NAMED, noun)) return [];
  const needsMore = noun === 'SECRET' || noun === 'POOL' || noun === 'INSTANCE' || noun === 'MACHINE';
  if (needsMore && !isNaming && noun !== 'MACHINE') return [];
  if (noun === 'INSTANCE' && !words.some((word) => word === 'DB' || word === 'RDS')) return [];
  if (noun === 'MACHINE' && !words.includes('STATE')) return [];
  return NAMED[noun]!;
};

const TELEMETRY = setOf(
  'OTEL OTLP OPENTELEMETRY TELEMETRY TRACING TRACE TRACES JAEGER ZIPKIN TEMPO METRICS STATSD PUSHGATEWAY TRACELOOP ' +
    'DATADOG DD NEWRELIC HONEYCOMB LOKI FLUENTD FLUENTBIT FLUENT LOGSTASH SYSLOG GELF GRAYLOG APM XRAY LOGGING COLLECTOR',
);
const FLAGS = setOf('FLAGD LAUNCHDARKLY UNLEASH FLAGSMITH CONFIGCAT OPENFEATURE GROWTHBOOK FLIPT');
const ASYNCHRONOUS = setOf(
  'KAFKA AMQP RABBITMQ RABBIT NATS SQS SNS QUEUE QUEUES TOPIC TOPICS BROKER BROKERS PUBSUB EVENTBUS BUS MQTT PULSAR ' +
    'REDPANDA ACTIVEMQ STREAM KINESIS EVENTHUB SERVICEBUS CELERY',
);
const DATA = setOf(
  'DB DATABASE POSTGRES POSTGRESQL PG MYSQL MARIADB SQL MSSQL ORACLE JDBC DATASOURCE MONGO MONGODB REDIS VALKEY ' +
    'MEMCACHED MEMCACHE CACHE CASSANDRA ELASTICSEARCH ELASTIC OPENSEARCH NEO INFLUXDB COUCHDB CLICKHOUSE DYNAMODB ' +
    'TABLE BUCKET MINIO S3 STORAGE PGHOST DBHOST RDS MYSQLHOST REDISHOST',
);
const CONFIG = setOf('CONSUL ETCD EUREKA ZOOKEEPER VAULT');

/** What class of dependency a setting's key tells of; none if it does not tell. The first that fits counts. */
export const classOfKey = (key: string): EdgeClass | undefined => {
  const words = wordsOf(key);
  const has = (set: ReadonlySet<string>): boolean => words.some((word) => set.has(word));
  const follows = (first: string, second: string): boolean =>
    words.some((word, i) => word === first && (words[i + 1] ?? '').startsWith(second));
  // The pages of such a tool are called like any other; it is not they that are sent to.
  if (words.includes('UI') || words.includes('DOCS')) return undefined;
  if (has(FLAGS) || follows('FEATURE', 'FLAG')) return 'flags';
  if (has(TELEMETRY) || follows('NEW', 'RELIC') || follows('APPLICATION', 'INSIGHTS')) return 'telemetry';
  // Sentry's own parts say `SENTRY_REDIS_HOST`.
  if (['DSN', 'URL', 'HOST', 'ENDPOINT'].some((word) => follows('SENTRY', word))) return 'telemetry';
  if (follows('CONFIG', 'SERVER') || has(CONFIG)) return 'config';
  if (words.includes('KMS')) return 'key';
  if (has(ASYNCHRONOUS)) return 'asynchronous';
  if (has(DATA)) return 'data';
  return undefined;
};
