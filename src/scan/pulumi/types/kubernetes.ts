/** Kubernetes' groups by the modules of `@pulumi/kubernetes`, and its types as the scanner of manifests names them. */

/** Modules whose group has another name. */
const GROUPS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    admissionregistration: 'admissionregistration.k8s.io',
    apiextensions: 'apiextensions.k8s.io',
    apiregistration: 'apiregistration.k8s.io',
    certificates: 'certificates.k8s.io',
    coordination: 'coordination.k8s.io',
    discovery: 'discovery.k8s.io',
    events: 'events.k8s.io',
    flowcontrol: 'flowcontrol.apiserver.k8s.io',
    helm: 'helm.sh',
    networking: 'networking.k8s.io',
    node: 'node.k8s.io',
    rbac: 'rbac.authorization.k8s.io',
    resource: 'resource.k8s.io',
    scheduling: 'scheduling.k8s.io',
    storage: 'storage.k8s.io',
  }),
);

/** A module by the name of its group: `storage.k8s.io/v1` of `storage/v1`. */
export const inFull = (module: string): string => {
  const [group = '', ...rest] = module.split('/');
  return [GROUPS.get(group) ?? group, ...rest].join('/');
};

/** What `apiVersion` a class writes: `apps/v1`, and `v1` for the core group. */
export const apiVersionOf = (modules: readonly string[]): string | undefined => {
  const [group, version] = modules;
  if (group === undefined || version === undefined || !/^v\d/.test(version)) return undefined;
  return group === 'core' ? version : inFull(`${group}/${version}`);
};

/** `apps/Deployment`, `v1/Service`, `helm/Release`; undefined for what is no object of a cluster. */
export const kubernetesType = (modules: readonly string[], label: string): string | undefined => {
  if (modules[0] === 'helm' || modules[0] === 'helm.sh') return 'helm_release';
  if (modules[0] === 'yaml' || modules[0] === 'kustomize') return `kubernetes/${label}`;
  const version = apiVersionOf(modules);
  if (version === undefined) return undefined;
  const slash = version.indexOf('/');
  return `${slash < 0 ? version : version.slice(0, slash)}/${label}`;
};
