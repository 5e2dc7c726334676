/** What well-known container images are: a database, a cache, a queue. Images of one's own say nothing. */
import type { Kind } from '../model/kind.ts';

const KINDS: readonly (readonly [kind: Kind, words: string])[] = [
  [
    'database',
    'postgres postgresql pg postgis pgvector timescaledb mysql mariadb percona mongo mongodb mssql sqlserver oracle ' +
      'cassandra scylla scylladb elasticsearch opensearch couchdb couchbase neo4j influxdb clickhouse cockroach ' +
      'cockroachdb rethinkdb arangodb dynamodb solr meilisearch typesense qdrant weaviate milvus etcd tidb yugabyte ' +
      'yugabytedb db2 firebird surrealdb questdb victoriametrics ravendb',
  ],
  ['cache', 'redis redismod valkey memcached keydb dragonfly hazelcast infinispan varnish'],
  [
    'queue',
    'kafka redpanda rabbitmq nats activemq artemis mosquitto emqx hivemq pulsar elasticmq nsqd nsq beanstalkd ' +
      'rocketmq vernemq',
  ],
  ['storage', 'minio seaweedfs garage nfs azurite'],
  ['identity', 'keycloak dex authelia authentik openldap zitadel'],
  ['dns', 'coredns pihole unbound bind9 dnsmasq'],
];

const KIND_OF: ReadonlyMap<string, Kind> = new Map(
  KINDS.flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)),
);

/** `postgres-exporter`, `kafka-ui`, `guestbook-php-redis`: what works with such a thing is none itself. */
const TOOLS = new Set(
  (
    'exporter ui admin adminer express commander insight operator proxy client clients cli backup backups restore ' +
    'agent webui web console dashboard dashboards manager connect connector rest registry bridge init setup migrate ' +
    'migrations migration loader seed seeder tools tool test tests benchmark mirror maker router gateway api service ' +
    'php python node nodejs java golang ruby rails django flask spring dotnet frontend backend ' +
    'app example sample consumer producer worker etl mc shell browser viewer hq adapter metrics monitor sidecar'
  ).split(' '),
);

/** Last segments that say nothing: `mcr.microsoft.com/mssql/server`. */
const GENERIC = new Set(['server', 'database', 'db', 'local', 'standalone', 'broker', 'enterprise', 'free']);

/**
 * The kind of an image by the last segment of its repository's name; nothing if it is not a well-known one.
 * Registry, tag, digest and placeholders do not count.
 */
export const kindOfImage = (image: string): Kind | undefined => {
  if (image.length > 500) return undefined;
  const repository = image
    .replaceAll(/\$\{[^}]*\}/g, '')
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '')
    .toLowerCase();
  const segments = repository.split('/').filter((segment) => segment !== '');
  const last = segments.at(-1) ?? '';
  const named = GENERIC.has(last) ? (segments.at(-2) ?? '') : last;
  const words = named.split(/[-_.]+/);
  if (words.some((word) => TOOLS.has(word))) return undefined;
  if (named === 'azure-sql-edge') return 'database';
  for (const word of words) {
    const kind = KIND_OF.get(word) ?? KIND_OF.get(word.replace(/\d+$/, ''));
    if (kind !== undefined) return kind;
  }
  return undefined;
};
