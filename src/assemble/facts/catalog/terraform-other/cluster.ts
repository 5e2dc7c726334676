/** Workloads and settings of a Kubernetes cluster, and charts, as Terraform's providers name them. */
import type { EdgeClass } from '../../../../model/fact.ts';
import type { TypeRow } from '../../catalog.ts';
import { asSettings, of, parts } from './rows.ts';

/** The same words, in the spelling with a version and in the one without. */
const cluster = (words: string): readonly string[] =>
  of('kubernetes', words).flatMap((type) => [type, `${type}_v1`]);

/** Where a workload's pods say what they need. */
const POD = {
  provider: 'placement',
  'spec.template.spec.service_account_name|spec.service_account_name': 'permission',
  'spec.template.spec.image_pull_secrets|spec.template.spec.container.image': 'start-up',
  'spec.selector|spec.template.metadata|metadata': 'config',
} as const;

/** One key for each alternative: classes of properties are looked up by it. */
const spelled = (properties: Readonly<Record<string, EdgeClass>>): Readonly<Record<string, EdgeClass>> =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([paths, edge]) =>
      paths.split('|').map((path) => [path, edge] as const),
    ),
  );

const KUBERNETES_WORKLOADS: readonly TypeRow[] = [
  {
    types: [
      ...cluster('deployment stateful_set pod replication_controller'),
      ...of('kubernetes', 'daemonset daemon_set_v1'),
    ],
    kind: 'service',
    asTarget: 'call',
    counts: ['spec.replicas'],
    properties: spelled(POD),
  },
  {
    types: [...cluster('job cron_job')],
    kind: 'compute',
    properties: spelled(POD),
  },
  {
    types: cluster('service'),
    kind: 'service',
    asTarget: 'call',
    // Its selector names labels of the workload behind it.
    properties: { provider: 'placement', 'spec.selector': 'call', metadata: 'config' },
  },
  {
    types: cluster('ingress'),
    kind: 'network',
    asTarget: 'call',
    entry: { why: 'ingress' },
    properties: { provider: 'placement', spec: 'call', metadata: 'config', 'spec.tls': 'config' },
  },
  {
    types: cluster('persistent_volume persistent_volume_claim'),
    kind: 'storage',
    asTarget: 'data',
    properties: { provider: 'placement' },
  },
  // What a manifest makes, its own kind says; as a whole it is what runs in the cluster.
  {
    types: [
      ...of('kubernetes', 'manifest'),
      ...of('kubectl', 'manifest server_version'),
      'kustomization_resource',
    ],
    kind: 'resource',
    properties: { provider: 'placement' },
  },
  parts('service', 'call', ['helm_release', 'argocd_application', 'kind_cluster']),
];

const KUBERNETES_SETTINGS: readonly TypeRow[] = [
  ...asSettings(
    'config',
    cluster(
      'namespace config_map secret limit_range resource_quota priority_class storage_class csi_driver ingress_class ' +
        'pod_disruption_budget api_service endpoints runtime_class horizontal_pod_autoscaler network_policy',
    ),
  ),
  ...asSettings(
    'permission',
    cluster(
      'service_account role role_binding cluster_role cluster_role_binding token_request certificate_signing_request ' +
        'default_service_account',
    ),
  ),
  ...asSettings(
    'config',
    of(
      'kubernetes',
      'config_map_v1_data secret_v1_data annotations labels env node_taint all_namespaces resource resources nodes ' +
        'server_version endpoint_slice_v1 horizontal_pod_autoscaler_v2 horizontal_pod_autoscaler_v2beta2 ' +
        'pod_security_policy pod_security_policy_v1beta1 mutating_webhook_configuration ' +
        'mutating_webhook_configuration_v1 validating_webhook_configuration validating_webhook_configuration_v1 ' +
        'validating_admission_policy_v1',
    ),
  ),
  ...asSettings('config', [
    ...of('kubectl', 'file_documents path_documents filename_list'),
    ...of('helm', 'template repository'),
    ...of('argocd', 'project repository cluster application_set'),
    ...of('flux', 'bootstrap_git install sync'),
  ]),
];

export const CLUSTER_TYPES: readonly TypeRow[] = [...KUBERNETES_WORKLOADS, ...KUBERNETES_SETTINGS];
