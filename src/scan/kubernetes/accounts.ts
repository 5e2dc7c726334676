/** ServiceAccounts: those that stand for an account of a cloud. */
import type { Where } from '../../model/fact.ts';
import { at, textOf } from '../tree.ts';
import type { Inventory, Pod, Thing } from './inventory.ts';

/** Annotations that make a ServiceAccount stand for an account of a cloud, and how to read them. */
export const IDENTITIES: readonly {
  readonly annotation: string;
  readonly as: 'arn' | 'env';
  readonly key?: string;
}[] = [
  { annotation: 'eks.amazonaws.com/role-arn', as: 'arn' },
  { annotation: 'iam.gke.io/gcp-service-account', as: 'env', key: 'GCP_SERVICE_ACCOUNT' },
  { annotation: 'azure.workload.identity/client-id', as: 'env', key: 'AZURE_CLIENT_ID' },
];

const hasIdentity = ({ items: [{ value }] }: Thing): boolean =>
  IDENTITIES.some(({ annotation }) => at(value, 'metadata', 'annotations', annotation) !== undefined);

export const accountFacts = (
  pod: Pod,
  inventory: Inventory,
  use: (thing: Thing, property: string, where: Where) => void,
): void => {
  for (const key of ['serviceAccountName', 'serviceAccount']) {
    const account = textOf(at(pod.spec, key));
    const thing =
      account === undefined ? undefined : inventory.find('v1/ServiceAccount', pod.item.namespace, account);
    // An account of the cluster alone is a name; one that stands for an account of a cloud is a need.
    if (thing === undefined || !hasIdentity(thing)) continue;
    use(thing, 'serviceAccountName', pod.item.where([...pod.path, key]));
    return;
  }
};
