/** What keeps copies in memory: caches, and databases that live there. */
import type { TypeRow } from '../../catalog.ts';
import { named } from './rows.ts';

export const CACHE_TYPES: readonly TypeRow[] = [
  {
    types: ['aws_dax_cluster', 'AWS::DAX::Cluster'],
    kind: 'cache',
    service: 'dax',
    spread: 'zonal',
    asTarget: 'data',
    zones: ['availability_zones', 'AvailabilityZones'],
    subnets: ['subnet_group_name', 'SubnetGroupName'],
    counts: ['replication_factor', 'ReplicationFactor'],
    names: named('dax:{region}::cache/{}', 'cluster_name', 'ClusterName'),
  },
  {
    types: ['aws_elasticache_replication_group', 'AWS::ElastiCache::ReplicationGroup'],
    kind: 'cache',
    service: 'elasticache',
    spread: 'zonal',
    asTarget: 'data',
    zones: ['preferred_cache_cluster_azs', 'PreferredCacheClusterAZs'],
    subnets: ['subnet_group_name', 'CacheSubnetGroupName'],
    // How long it takes AWS tells only as "minimised", so no seconds stand here:
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html
    standby: [
      { property: 'automatic_failover_enabled', is: true },
      { property: 'multi_az_enabled', is: true },
      { property: 'AutomaticFailoverEnabled', is: true },
      { property: 'MultiAZEnabled', is: true },
    ],
    counts: ['num_cache_clusters', 'number_cache_clusters', 'NumCacheClusters'],
    names: named('elasticache:{region}::replicationgroup:{}', 'replication_group_id', 'ReplicationGroupId'),
  },
  {
    types: ['aws_elasticache_cluster', 'AWS::ElastiCache::CacheCluster'],
    kind: 'cache',
    service: 'elasticache',
    spread: 'zonal',
    asTarget: 'data',
    zones: [
      'availability_zone',
      'preferred_availability_zones',
      'PreferredAvailabilityZone',
      'PreferredAvailabilityZones',
    ],
    subnets: ['subnet_group_name', 'CacheSubnetGroupName'],
    counts: ['num_cache_nodes', 'NumCacheNodes'],
    names: named('elasticache:{region}::cluster:{}', 'cluster_id', 'ClusterName'),
    properties: { replication_group_id: 'config' },
  },
  {
    types: ['aws_elasticache_serverless_cache', 'AWS::ElastiCache::ServerlessCache'],
    kind: 'cache',
    service: 'elasticache',
    spread: 'regional',
    asTarget: 'data',
    subnets: ['subnet_ids', 'SubnetIds'],
    names: named('elasticache:{region}::serverlesscache:{}', 'name', 'ServerlessCacheName'),
  },
  {
    types: ['aws_memorydb_cluster', 'AWS::MemoryDB::Cluster'],
    kind: 'database',
    service: 'memorydb',
    spread: 'zonal',
    asTarget: 'data',
    subnets: ['subnet_group_name', 'SubnetGroupName'],
    standby: [
      { property: 'num_replicas_per_shard', is: [1, 2, 3, 4, 5] },
      { property: 'NumReplicasPerShard', is: [1, 2, 3, 4, 5] },
    ],
    names: named('memorydb:{region}::cluster/{}', 'name', 'ClusterName'),
  },
];
