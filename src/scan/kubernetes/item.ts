/** One Kubernetes object as a file describes it: its type, its name, and its values with their lines. */
import type { Plain, Where } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, textOf } from '../tree.ts';

/** One document of a file, or one item of a list in it. */
export interface Item {
  /** Group and kind: `apps/Deployment`; of the core group `v1/Service`. */
  readonly type: string;
  readonly kind: string;
  /** `default` if it names none; empty for what lies in no namespace. */
  readonly namespace: string;
  readonly name: string;
  readonly value: Plain;
  /** The place of the value at a path. */
  where(path: readonly Step[]): Where;
}

/** Kinds that lie in no namespace, as far as any of them becomes a node or is asked for. */
const CLUSTER_WIDE = new Set([
  'Namespace',
  'PersistentVolume',
  'StorageClass',
  'IngressClass',
  'GatewayClass',
  'ClusterIssuer',
  'ClusterSecretStore',
  'CiliumClusterwideNetworkPolicy',
]);

/** Old homes of kinds that moved to another group since. */
const MOVED = new Map([
  ['extensions/Deployment', 'apps/Deployment'],
  ['extensions/DaemonSet', 'apps/DaemonSet'],
  ['extensions/ReplicaSet', 'apps/ReplicaSet'],
  ['extensions/Ingress', 'networking.k8s.io/Ingress'],
  ['extensions/NetworkPolicy', 'networking.k8s.io/NetworkPolicy'],
  ['v1/DeploymentConfig', 'apps.openshift.io/DeploymentConfig'],
  ['v1/Route', 'route.openshift.io/Route'],
]);

/** `apps/v1` and `Deployment` make `apps/Deployment`; the core group, which has no name, goes by its version. */
const typeOf = (apiVersion: string, kind: string): string => {
  const slash = apiVersion.indexOf('/');
  const type = `${slash < 0 ? apiVersion : apiVersion.slice(0, slash)}/${kind}`;
  return MOVED.get(type) ?? type;
};

/**
 * The object that a value describes; none if it is no Kubernetes object, which has a version, a kind and a name.
 * `namespace`: the one that a kustomization puts it in, whatever it says itself.
 */
export const itemOf = (
  value: Plain,
  where: (path: readonly Step[]) => Where,
  namespace: string | undefined,
): Item | undefined => {
  const apiVersion = at(value, 'apiVersion');
  const kind = at(value, 'kind');
  const name = textOf(at(value, 'metadata', 'name')) ?? textOf(at(value, 'metadata', 'generateName'));
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || name === undefined || name === '')
    return undefined;
  const own = textOf(at(value, 'metadata', 'namespace'));
  return {
    type: typeOf(apiVersion, kind),
    kind,
    namespace: CLUSTER_WIDE.has(kind)
      ? ''
      : (namespace ?? (own === undefined || own === '' ? 'default' : own)),
    name,
    value,
    where,
  };
};

/** A label or annotation of the object itself. */
export const labelOf = (item: Item, key: string): string | undefined =>
  textOf(at(item.value, 'metadata', 'labels', key)) ?? textOf(at(item.value, 'metadata', 'annotations', key));

/** When a chart's installer runs an object (`pre-upgrade`), beside what runs all the time. */
export const hooksOf = (item: Item): readonly string[] => {
  const hooks = textOf(at(item.value, 'metadata', 'annotations', 'helm.sh/hook')) ?? '';
  return hooks.split(/[\s,]+/).filter((hook) => hook !== '');
};
