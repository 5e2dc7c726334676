/** What people call kinds of things and degrees of need, as the model's words. Rows of data; others are told. */
import { rowOf } from '../../../assemble/facts/catalog/index.ts';
import { type ImpactTable, cappedAt } from '../../../model/impact.ts';
import { type Kind, KINDS } from '../../../model/kind.ts';
import { isState } from '../../../model/state.ts';

/** Words for each kind, without case, blanks, dashes and a plural's s. */
const WORDS: Readonly<Record<Kind, string>> = {
  app: 'app application website frontend product businessservice businessapplication ui spa mobileapp',
  service:
    'service microservice api component workload deployment backend process worker job daemon module endpoint program statefulset daemonset',
  function: 'function lambda faas cloudfunction serverlessfunction',
  compute:
    'compute vm virtualmachine server host instance ec2 node machine container pod cluster asg baremetal hypervisor',
  database:
    'database db datastore rds sql postgre postgresql postgres mysql mariadb oracle mssql sqlserver mongodb mongo cassandra dynamodb aurora cosmosdb spanner elasticsearch opensearch',
  cache: 'cache redi redis memcached memcache elasticache valkey',
  queue:
    'queue topic stream bu bus broker messagebroker messagequeue messaging kafka rabbitmq sqs sns kinesi kinesis pubsub eventbu eventbus',
  storage:
    'storage bucket s3 disk volume filesystem blob objectstorage objectstore nfs share efs ebs san nas',
  cdn: 'cdn cloudfront edgecache',
  dns: 'dns domain zonefile hostedzone dnsrecord dnszone',
  network:
    'network lb loadbalancer balancer gateway apigateway router switch firewall proxy vpc subnet vnet ingress nat link vpn interface securitygroup',
  identity: 'identity idp iam sso auth ldap directory activedirectory role user identityprovider',
  'control-plane': 'controlplane kubernetescontrolplane',
  zone: 'zone availabilityzone az',
  region: 'region',
  provider: 'provider cloudprovider',
  external: 'external thirdparty saa saas vendor partner externalservice externalsystem supplier',
  resource: 'resource ci configurationitem asset item other unknown',
};

const KIND_OF: ReadonlyMap<string, Kind> = new Map([
  ...KINDS.flatMap((kind) => WORDS[kind].split(' ').map((word) => [word, kind] as const)),
  ...KINDS.map((kind) => [plain(kind), kind] as const),
]);

function plain(word: string): string {
  const letters = word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return letters.length > 3 && letters.endsWith('s') && !letters.endsWith('ss')
    ? letters.slice(0, -1)
    : letters;
}

/** The kind that a word means: one of ours, a usual name of it, or a type that the catalog knows. */
export const kindOf = (word: string): Kind | undefined => {
  if (word.length > 200) return undefined;
  const letters = word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return KIND_OF.get(letters) ?? KIND_OF.get(plain(word)) ?? rowOf(word)?.kind;
};

/** What a requirement of such a word counts as: undefined for what nobody knows, null for all of it. */
export const impactOfWord = (word: string): ImpactTable | null | undefined => {
  const letters = word.trim().toLowerCase();
  if (letters === 'outage' || letters === 'hard') return null;
  if (letters === 'none') return cappedAt('operational');
  return isState(letters) ? cappedAt(letters) : undefined;
};
