/** What files of Kubernetes look like from outside. It is asked of every file, so nothing heavy is imported here. */

/** Files that say how others become objects. */
export const KUSTOMIZATIONS: ReadonlySet<string> = new Set([
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
]);

/** Groups whose documents look like objects, but configure tools, or describe no cluster at all. */
const FOREIGN_GROUPS = new Set([
  'backstage.io',
  'skaffold',
  'kustomize.config.k8s.io',
  'kind.x-k8s.io',
  'eksctl.io',
  'k3d.io',
  'kubeadm.k8s.io',
  'kubelet.config.k8s.io',
  'kubeproxy.config.k8s.io',
  'kubescheduler.config.k8s.io',
  'config.kubernetes.io',
  'audit.k8s.io',
  'apiserver.config.k8s.io',
  'client.authentication.k8s.io',
  'install.istio.io',
  'ctlptl.dev',
  'constructs.dev',
]);

/** Whether the head of a file shows an object of a cluster: `apiVersion` and `kind` at the top of a document. */
export const looksLikeObjects = (head: string, isJson: boolean): boolean => {
  const versions = isJson
    ? head.matchAll(/"apiVersion"\s*:\s*"([^"]*)"/g)
    : head.matchAll(/^["']?apiVersion["']?\s*:\s*["']?([^\s"']*)/gm);
  const kind = isJson ? /"kind"\s*:\s*"/ : /^["']?kind["']?\s*:/m;
  for (const [, version] of versions) if (!isForeign(version!)) return kind.test(head);
  // JSON in a file that is called YAML.
  return !isJson && /^\s*\{/.test(head) && looksLikeObjects(head, true);
};

/** A version begins with `v`, after its group if it has one; anything else is another tool's. */
export const isForeign = (version: string): boolean =>
  FOREIGN_GROUPS.has(version.split('/', 1)[0]!) || !/^(?:[a-z0-9.-]+\/)?v\d|\{\{|\{%/.test(version);
