/**
 * Types of Kubernetes and Compose. None of them stands on a provider's service by itself: where a cluster runs, its
 * manifests do not say. What people enter by, the scanner says, since annotations decide it.
 */
import type { TypeRow } from '../catalog.ts';

/** Group and kinds: `apps` and `Deployment StatefulSet`. */
const of = (group: string, kinds: string): readonly string[] =>
  kinds.split(' ').map((kind) => `${group}/${kind}`);

export const KUBERNETES_TYPES: readonly TypeRow[] = [
  { types: ['compose/service'], kind: 'service' },
  { types: ['compose/volume'], kind: 'storage', asTarget: 'data' },
  { types: ['compose/network'], kind: 'network', role: 'setting', asTarget: 'network' },
  { types: ['compose/config', 'compose/secret'], kind: 'resource', role: 'setting', asTarget: 'config' },
  { types: ['compose/model'], kind: 'service' },

  {
    types: [
      ...of('apps', 'Deployment StatefulSet DaemonSet ReplicaSet'),
      'v1/ReplicationController',
      'v1/Pod',
      'argoproj.io/Rollout',
      'serving.knative.dev/Service',
      'apps.openshift.io/DeploymentConfig',
    ],
    kind: 'service',
  },
  { types: of('batch', 'Job CronJob'), kind: 'compute' },
  { types: ['v1/Service'], kind: 'service' },

  {
    types: [
      'networking.k8s.io/Ingress',
      'networking.istio.io/Gateway',
      'networking.istio.io/VirtualService',
      ...of('gateway.networking.k8s.io', 'Gateway HTTPRoute GRPCRoute TCPRoute TLSRoute UDPRoute'),
      'route.openshift.io/Route',
      'traefik.io/IngressRoute',
      'traefik.containo.us/IngressRoute',
      'projectcontour.io/HTTPProxy',
    ],
    kind: 'network',
    // What a way in leads to, it calls; each path of it is served by another one.
    asTarget: 'call',
    routes: 'spec|rules|http|backendRefs',
  },
  { types: ['networking.istio.io/ServiceEntry'], kind: 'external' },

  { types: of('v1', 'PersistentVolumeClaim PersistentVolume'), kind: 'storage', asTarget: 'data' },
  { types: ['storage.k8s.io/StorageClass'], kind: 'storage', role: 'setting', asTarget: 'config' },
  { types: of('v1', 'ConfigMap Secret'), kind: 'resource', role: 'setting', asTarget: 'config' },
  { types: ['v1/ServiceAccount'], kind: 'identity', role: 'setting', asTarget: 'permission' },
  {
    types: [
      ...of('external-secrets.io', 'ExternalSecret SecretStore ClusterSecretStore'),
      'secrets-store.csi.x-k8s.io/SecretProviderClass',
    ],
    kind: 'resource',
    role: 'setting',
    asTarget: 'config',
  },

  // Resources that operators turn into stores.
  {
    types: [
      'postgresql.cnpg.io/Cluster',
      'acid.zalan.do/postgresql',
      'postgres-operator.crunchydata.com/PostgresCluster',
      'kubegres.reactive-tech.io/Kubegres',
      'stackgres.io/SGCluster',
      'mongodbcommunity.mongodb.com/MongoDBCommunity',
      'mongodb.com/MongoDB',
      'psmdb.percona.com/PerconaServerMongoDB',
      'pxc.percona.com/PerconaXtraDBCluster',
      'ps.percona.com/PerconaServerMySQL',
      'pgv2.percona.com/PerconaPGCluster',
      'mysql.oracle.com/InnoDBCluster',
      'k8s.mariadb.com/MariaDB',
      'planetscale.com/VitessCluster',
      'cassandra.datastax.com/CassandraDatacenter',
      'k8ssandra.io/K8ssandraCluster',
      'scylla.scylladb.com/ScyllaCluster',
      'crdb.cockroachlabs.com/CrdbCluster',
      'pingcap.com/TidbCluster',
      'clickhouse.altinity.com/ClickHouseInstallation',
      'elasticsearch.k8s.elastic.co/Elasticsearch',
      'opensearch.opster.io/OpenSearchCluster',
      'solr.apache.org/SolrCloud',
      'neo4j.com/Neo4jCluster',
      'etcd.database.coreos.com/EtcdCluster',
      // Databases of a cloud, ordered through Crossplane or the provider's own controllers.
      'database.aws.crossplane.io/RDSInstance',
      'rds.aws.crossplane.io/DBInstance',
      'rds.aws.crossplane.io/DBCluster',
      ...of('rds.aws.upbound.io', 'Instance Cluster'),
      ...of('rds.services.k8s.aws', 'DBInstance DBCluster'),
      'dynamodb.aws.upbound.io/Table',
      'dynamodb.services.k8s.aws/Table',
      'sql.gcp.upbound.io/DatabaseInstance',
      'sql.cnrm.cloud.google.com/SQLInstance',
      'spanner.cnrm.cloud.google.com/SpannerInstance',
    ],
    kind: 'database',
    asTarget: 'data',
  },
  { types: ['postgresql.cnpg.io/Pooler'], kind: 'service', asTarget: 'data' },
  {
    types: [
      ...of('redis.redis.opstreelabs.in', 'Redis RedisCluster RedisReplication RedisSentinel'),
      'databases.spotahome.com/RedisFailover',
      'dragonflydb.io/Dragonfly',
      'hazelcast.com/Hazelcast',
      'infinispan.org/Infinispan',
      ...of('elasticache.aws.upbound.io', 'Cluster ReplicationGroup'),
      ...of('elasticache.services.k8s.aws', 'CacheCluster ReplicationGroup'),
      'redis.cnrm.cloud.google.com/RedisInstance',
    ],
    kind: 'cache',
    asTarget: 'data',
  },
  {
    types: [
      ...of('kafka.strimzi.io', 'Kafka KafkaTopic'),
      'platform.confluent.io/Kafka',
      'cluster.redpanda.com/Redpanda',
      'rabbitmq.com/RabbitmqCluster',
      'nats.io/NatsCluster',
      'jetstream.nats.io/Stream',
      'sqs.aws.upbound.io/Queue',
      'sqs.services.k8s.aws/Queue',
      'sns.aws.upbound.io/Topic',
      'sns.services.k8s.aws/Topic',
      ...of('pubsub.cnrm.cloud.google.com', 'PubSubTopic PubSubSubscription'),
    ],
    kind: 'queue',
    asTarget: 'asynchronous',
  },
  {
    types: of('kafka.strimzi.io', 'KafkaConnect KafkaMirrorMaker2 KafkaBridge KafkaConnector'),
    kind: 'service',
  },
  { types: ['kafka.strimzi.io/KafkaUser'], kind: 'identity', role: 'setting', asTarget: 'permission' },
  {
    types: [
      'kibana.k8s.elastic.co/Kibana',
      ...of('monitoring.coreos.com', 'Prometheus Alertmanager ThanosRuler'),
      ...of('opentelemetry.io', 'OpenTelemetryCollector'),
      ...of('jaegertracing.io', 'Jaeger'),
    ],
    kind: 'service',
  },
  {
    types: [
      'minio.min.io/Tenant',
      ...of('s3.aws.upbound.io', 'Bucket'),
      's3.services.k8s.aws/Bucket',
      'storage.cnrm.cloud.google.com/StorageBucket',
    ],
    kind: 'storage',
    asTarget: 'data',
  },
];
