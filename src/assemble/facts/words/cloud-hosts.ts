/** Hosts of Google Cloud and Azure: which service of the provider's pack stands behind each. */
import { hostName } from './hosts.ts';
import type { Mention } from './mention.ts';

/** `X.googleapis.com`: X, and what graphs/providers/gcp.yaml calls it. What the pack does not define is not here. */
const GOOGLE_APIS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    aiplatform: 'vertex-ai',
    appengine: 'app-engine',
    artifactregistry: 'artifact-registry',
    bigquery: 'bigquery',
    bigquerystorage: 'bigquery',
    bigtable: 'bigtable',
    bigtableadmin: 'bigtable',
    cloudbuild: 'cloud-build',
    cloudfunctions: 'cloud-functions',
    cloudkms: 'kms',
    composer: 'composer',
    compute: 'compute',
    container: 'gke',
    dataflow: 'dataflow',
    dataproc: 'dataproc',
    datastore: 'firestore',
    dns: 'cloud-dns',
    firestore: 'firestore',
    iam: 'iam',
    iamcredentials: 'iam',
    logging: 'logging',
    monitoring: 'monitoring',
    oauth2: 'iam',
    pubsub: 'pubsub',
    redis: 'memorystore',
    run: 'cloud-run',
    secretmanager: 'secret-manager',
    servicecontrol: 'service-control',
    spanner: 'spanner',
    sqladmin: 'cloud-sql',
    storage: 'cloud-storage',
    sts: 'iam',
  }),
);

/** Ends of hosts, longest first where one ends another; '' if no service of the pack is meant for sure. */
const AZURE: readonly (readonly [suffix: string, service: string])[] = [
  ['.redis.cache.windows.net', 'redis'],
  ['.database.windows.net', 'sql-database'],
  ['.documents.azure.com', 'cosmos-db'],
  ['.cosmos.azure.com', 'cosmos-db'],
  ['.postgres.database.azure.com', 'postgresql'],
  ['.mysql.database.azure.com', 'mysql'],
  ['.servicebus.windows.net', 'service-bus'],
  ['.vault.azure.net', 'key-vault'],
  ['.azconfig.io', 'app-configuration'],
  ['.azurewebsites.net', 'app-service'],
  ['.azurecontainerapps.io', 'container-apps'],
  ['.azurestaticapps.net', 'static-web-apps'],
  ['.search.windows.net', 'ai-search'],
  ['.azure-api.net', 'api-management'],
  ['.eventgrid.azure.net', 'event-grid'],
  ['.azure-devices.net', 'iot-hub'],
  ['.service.signalr.net', 'signalr'],
  ['.kusto.windows.net', 'data-explorer'],
  ['.ods.opinsights.azure.com', 'log-analytics'],
  ['.applicationinsights.azure.com', 'application-insights'],
  ['.services.visualstudio.com', 'application-insights'],
  ['.trafficmanager.net', 'traffic-manager'],
  ['.azurefd.net', 'front-door'],
  ['.azureedge.net', 'cdn'],
  ['.b2clogin.com', 'entra-b2c'],
  ['login.microsoftonline.com', 'entra-id'],
  ['graph.microsoft.com', 'graph'],
  ['management.azure.com', 'arm'],
];

/** Services that are one for all: their host says nothing beyond them. */
const AZURE_WHOLE = new Set(['entra-id', 'graph', 'arm']);

const GOOGLE_REGION = /^[a-z]+-[a-z]+\d{1,2}$/;

/** What a host of Google Cloud or Azure (with port taken off) and a URL's path name; nothing of other hosts. */
export const cloudHost = (host: string, path: string): readonly Mention[] | undefined =>
  registry(host) ?? google(host, path) ?? azure(host);

const registry = (host: string): readonly Mention[] | undefined => {
  if (/^(?:[a-z]+\.)?gcr\.io$/.test(host) || host.endsWith('.azurecr.io'))
    return [{ form: 'registry', host }];
  if (!host.endsWith('-docker.pkg.dev')) return undefined;
  const region = host.slice(0, -'-docker.pkg.dev'.length);
  return GOOGLE_REGION.test(region) ? [onGoogle('artifact-registry', region)] : [{ form: 'registry', host }];
};

const google = (host: string, path: string): readonly Mention[] | undefined => {
  if (host.endsWith('.googleapis.com')) return api(host.slice(0, -'.googleapis.com'.length), path);
  const run = /^(?:[a-z0-9-]+\.([a-z]+-[a-z]+\d{1,2})|[a-z0-9-]+\.a)\.run\.app$/.exec(host);
  if (run !== null) return [...itself(host), onGoogle('cloud-run', run[1])];
  const function_ = /^([a-z]+-[a-z]+\d{1,2})-[a-z0-9-]+\.cloudfunctions\.net$/.exec(host);
  if (function_ !== null) return [...itself(host), onGoogle('cloud-functions', function_[1])];
  return host.endsWith('.appspot.com') ? [...itself(host), onGoogle('app-engine')] : undefined;
};

/** `storage.googleapis.com/bucket`, `bucket.storage…`, `europe-west1-aiplatform…`, `pubsub.europe-west1.rep…`. */
const api = (before: string, path: string): readonly Mention[] => {
  const labels = before.split('.').filter((label) => label !== 'rep' && label !== 'www');
  const joined = /^([a-z]+-[a-z]+\d{1,2})-([a-z]+)$/.exec(labels[0] ?? '');
  const service = GOOGLE_APIS.get(joined?.[2] ?? labels.find((label) => GOOGLE_APIS.has(label)) ?? '');
  if (service === undefined) return itself(`${before}.googleapis.com`);
  const region = joined?.[1] ?? labels.find((label) => GOOGLE_REGION.test(label));
  if (service !== 'cloud-storage') return [onGoogle(service, region)];
  return bucketOf(
    labels.at(-1) === 'storage' && labels.length > 1 ? labels.slice(0, -1).join('.') : path.split('/')[1],
  );
};

/** A bucket of Cloud Storage by name. */
export const bucketOf = (name = ''): readonly Mention[] => [
  ...(/^[a-z0-9][a-z0-9._-]{2,221}$/.test(name)
    ? ([{ form: 'name', text: name, kinds: ['storage'] }] as const)
    : []),
  onGoogle('cloud-storage'),
];

const azure = (host: string): readonly Mention[] | undefined => {
  if (host.endsWith('.core.windows.net')) return itself(host);
  const found = AZURE.find(([suffix]) => host.endsWith(suffix));
  if (found === undefined) return undefined;
  const [, service] = found;
  return [...(AZURE_WHOLE.has(service) ? [] : itself(host)), { form: 'service', provider: 'azure', service }];
};

const itself = (host: string): readonly Mention[] =>
  hostName(host) === undefined ? [] : [{ form: 'host', host, sure: true }];

const onGoogle = (service: string, region?: string): Mention => ({
  form: 'service',
  provider: 'gcp',
  service,
  ...(region === undefined ? {} : { region }),
});
