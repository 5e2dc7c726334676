/** Resources that operators turn into something: nodes, with the hosts that their operator gives them. */
import type { Name, Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, textOf } from '../tree.ts';
import type { Gathered } from '../gathered.ts';
import type { Inventory, Thing } from './inventory.ts';
import { belongingOf, hostNames } from './names.ts';
import { mayNameHost } from './said.ts';

/** Services that operators make for their resources, `{}` being the resource's name. */
const MADE: ReadonlyMap<string, readonly string[]> = new Map([
  ['postgresql.cnpg.io/Cluster', ['{}-rw', '{}-ro', '{}-r']],
  ['postgresql.cnpg.io/Pooler', ['{}']],
  ['acid.zalan.do/postgresql', ['{}', '{}-repl', '{}-pooler']],
  [
    'postgres-operator.crunchydata.com/PostgresCluster',
    ['{}-primary', '{}-replicas', '{}-ha', '{}-pgbouncer'],
  ],
  ['kafka.strimzi.io/Kafka', ['{}-kafka-bootstrap', '{}-kafka-brokers', '{}-zookeeper-client']],
  ['kafka.strimzi.io/KafkaConnect', ['{}-connect-api']],
  ['rabbitmq.com/RabbitmqCluster', ['{}']],
  ['elasticsearch.k8s.elastic.co/Elasticsearch', ['{}-es-http']],
  ['kibana.k8s.elastic.co/Kibana', ['{}-kb-http']],
  ['opensearch.opster.io/OpenSearchCluster', ['{}']],
  ['mongodbcommunity.mongodb.com/MongoDBCommunity', ['{}-svc']],
  ['psmdb.percona.com/PerconaServerMongoDB', ['{}-rs0', '{}-mongos']],
  ['pxc.percona.com/PerconaXtraDBCluster', ['{}-haproxy', '{}-proxysql', '{}-pxc']],
  ['mysql.oracle.com/InnoDBCluster', ['{}']],
  ['k8s.mariadb.com/MariaDB', ['{}', '{}-primary', '{}-secondary']],
  ['cassandra.datastax.com/CassandraDatacenter', ['{}-service']],
  ['scylla.scylladb.com/ScyllaCluster', ['{}-client']],
  ['crdb.cockroachlabs.com/CrdbCluster', ['{}-public']],
  ['clickhouse.altinity.com/ClickHouseInstallation', ['clickhouse-{}']],
  ['redis.redis.opstreelabs.in/Redis', ['{}']],
  ['redis.redis.opstreelabs.in/RedisCluster', ['{}-leader', '{}-follower']],
  ['redis.redis.opstreelabs.in/RedisReplication', ['{}', '{}-master', '{}-replica']],
  ['databases.spotahome.com/RedisFailover', ['rfs-{}', 'rfrm-{}', 'rfr-{}']],
  ['dragonflydb.io/Dragonfly', ['{}']],
  ['hazelcast.com/Hazelcast', ['{}']],
  ['minio.min.io/Tenant', ['{}-hl']],
  ['monitoring.coreos.com/Prometheus', ['prometheus-operated']],
  ['monitoring.coreos.com/Alertmanager', ['alertmanager-operated']],
]);

const COUNTS: readonly (readonly string[])[] = [
  ['spec', 'instances'],
  ['spec', 'replicas'],
  ['spec', 'numberOfInstances'],
  ['spec', 'members'],
  ['spec', 'size'],
  ['spec', 'nodes'],
  ['spec', 'kafka', 'replicas'],
];

/** References of one resource that nobody knows; more would be a document, not a configuration. */
const MOST_TEXTS = 200;

/** A resource of some operator: a node, with whatever its texts name. */
export const customFacts = (
  thing: Thing,
  inventory: Inventory,
  appOf: (file: string) => string | undefined,
  out: Gathered,
): void => {
  const [item] = thing.items;
  const from = inventory.addressOf(thing);
  const names: readonly Name[] = (MADE.get(thing.type) ?? []).flatMap((pattern) =>
    hostNames(
      pattern.replace('{}', () => thing.name),
      thing.namespace,
    ),
  );
  const count = COUNTS.map((path) => at(item.value, ...path)).find((value) => typeof value === 'number');
  out.resource({
    address: from,
    type: thing.type,
    where: item.where([]),
    ...(names.length === 0 ? {} : { names }),
    ...(typeof count === 'number' ? { count } : {}),
    ...belongingOf(thing, appOf),
  });
  for (const { key, text, path } of textsIn(at(item.value, 'spec') ?? null, ['spec']).slice(0, MOST_TEXTS)) {
    const isArn = text.startsWith('arn:');
    if (!isArn && (/\s/.test(text) || !mayNameHost(key, text))) continue;
    out.refer({
      from,
      to: isArn ? { by: 'text', text, as: 'arn' } : { by: 'text', text, as: 'env', key: shouted(key) },
      property: path.filter((step) => typeof step === 'string').join('.'),
      where: item.where(path),
      confidence: 'documented',
    });
  }
  const kafka = textOf(at(item.value, 'metadata', 'labels', 'strimzi.io/cluster'));
  const cluster =
    kafka === undefined ? undefined : inventory.find('kafka.strimzi.io/Kafka', thing.namespace, kafka);
  if (cluster !== undefined) {
    out.refer({
      from,
      to: { by: 'address', address: inventory.addressOf(cluster) },
      property: 'metadata.labels.strimzi.io/cluster',
      where: item.where(['metadata', 'labels']),
      confidence: 'documented',
    });
  }
};

/** `bootstrapServers` as a variable would be called: `BOOTSTRAP_SERVERS`. */
const shouted = (key: string): string =>
  key
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();

interface Text {
  readonly key: string;
  readonly text: string;
  readonly path: readonly Step[];
}

const textsIn = (value: Plain, path: readonly Step[]): readonly Text[] => {
  if (typeof value === 'string') {
    const key = path.findLast((step) => typeof step === 'string');
    return [{ key: typeof key === 'string' ? key : '', text: value, path }];
  }
  return Array.isArray(value)
    ? (value as readonly Plain[]).flatMap((item, index) => textsIn(item, [...path, index]))
    : entriesOf(value).flatMap(([key, member]) => textsIn(member, [...path, key]));
};
