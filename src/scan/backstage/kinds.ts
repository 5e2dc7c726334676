/** What an entity is, by the words that its catalog's people use for its type: `kafka-topic`, `s3-bucket`. */
import type { Kind } from '../../model/kind.ts';

/** By kind, the words of types; what says more of a thing stands before what is said of many. */
const WORDS: readonly (readonly [Kind, string])[] = [
  ['function', 'function lambda'],
  ['cache', 'cache redis memcached valkey elasticache'],
  [
    'database',
    'database databases db postgres postgresql mysql mariadb mongodb mongo dynamodb rds aurora sql mssql oracle ' +
      'cosmosdb spanner bigquery bigtable cassandra elasticsearch opensearch snowflake redshift warehouse table',
  ],
  [
    'queue',
    'queue topic stream kafka kinesis sqs sns pubsub rabbitmq broker eventbus eventbridge servicebus eventhub nats bus',
  ],
  ['storage', 'bucket s3 storage blob gcs efs volume disk filesystem share'],
  ['cdn', 'cdn cloudfront'],
  ['dns', 'dns'],
  ['network', 'network vpc vnet subnet loadbalancer balancer ingress gateway firewall'],
  ['identity', 'identity iam idp secret secrets vault'],
  ['compute', 'cluster kubernetes k8s vm server ec2 instance gke eks aks'],
  ['external', 'external saas thirdparty'],
];

/** As the last word: `database-access` is a right, not a database. */
const ABOUT_OTHERS = new Set(
  'access user role policy permission credential grant backup dashboard'.split(' '),
);

/** What is built into others, or runs nowhere. */
const BUILT_IN = new Set(
  'library lib sdk package plugin module documentation docs template cli config configuration spec schema theme'.split(
    ' ',
  ),
);

const wordsOf = (type: string): readonly string[] =>
  type
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** Whether a component of this type is part of what is built, and does not run by itself. */
export const isBuiltIn = (type: string): boolean => wordsOf(type).some((word) => BUILT_IN.has(word));

/** Whether people use it directly. */
export const isForPeople = (type: string): boolean =>
  wordsOf(type).some((word) => ['website', 'frontend', 'webapp', 'mobile', 'app', 'ui'].includes(word));

/** The kind of a Component or Resource of this type; `otherwise` if its words say nothing. */
export const kindOfType = (type: string, otherwise: Kind): Kind => {
  const words = wordsOf(type);
  if (ABOUT_OTHERS.has(words.at(-1) ?? '') || isBuiltIn(type)) return 'resource';
  const found = WORDS.find(([, known]) => known.split(' ').some((word) => words.includes(word)));
  return found?.[0] ?? otherwise;
};
