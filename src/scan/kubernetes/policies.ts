/**
 * Who may call whom: network and authorization policies. They are written to be kept, so they are often the only
 * place where a cluster's calls stand; that a call is allowed does not prove that it is made: it is inferred.
 */
import type { Plain, Target } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import type { Gathered } from '../gathered.ts';
import { type Inventory, type Thing, podsOf } from './inventory.ts';
import type { Item } from './item.ts';
import { serviceTarget } from './names.ts';
import { type Selector, fullSelector, labelsOf } from './selector.ts';

const NETWORK_POLICY = 'networking.k8s.io/NetworkPolicy';
const CILIUM = new Set(['cilium.io/CiliumNetworkPolicy', 'cilium.io/CiliumClusterwideNetworkPolicy']);
const AUTHORIZATION = 'security.istio.io/AuthorizationPolicy';

export const isPolicy = ({ type }: Thing): boolean =>
  type === NETWORK_POLICY || CILIUM.has(type) || type === AUTHORIZATION;

/** A rule between more pairs than these opens a door for everybody; it tells nothing of any pair. */
const MOST_PAIRS = 25;

export const policyFacts = (policy: Thing, inventory: Inventory, out: Gathered): void => {
  for (const item of policy.items) {
    if (policy.type === NETWORK_POLICY) networkPolicy(policy, item, inventory, out);
    else if (policy.type === AUTHORIZATION) authorizationPolicy(policy, item, inventory, out);
    else ciliumPolicies(policy, item, inventory, out);
  }
};

/** The callers may call the called. */
const allow = (
  callers: readonly Thing[],
  called: readonly Thing[],
  item: Item,
  path: readonly Step[],
  inventory: Inventory,
  out: Gathered,
): void => {
  if (callers.length * called.length > MOST_PAIRS) {
    const message =
      `${item.kind} ${item.name} allows ${callers.length} workloads to call ${called.length}: ` +
      'too many to take for dependencies';
    out.find({ kind: 'assumed', message, ...item.where(path) });
    return;
  }
  for (const from of callers) {
    for (const to of called) {
      tell(from, { by: 'address', address: inventory.addressOf(to) }, item, path, inventory, out);
    }
  }
};

const tell = (
  from: Thing,
  to: Target,
  item: Item,
  path: readonly Step[],
  inventory: Inventory,
  out: Gathered,
): void =>
  out.refer({
    from: inventory.addressOf(from),
    to,
    property: 'networkPolicy',
    where: item.where(path),
    confidence: 'inferred',
    why: `${item.kind} ${item.name}`,
  });

const networkPolicy = (policy: Thing, item: Item, inventory: Inventory, out: Gathered): void => {
  const subject = fullSelector(at(item.value, 'spec', 'podSelector'));
  // A policy for every pod of a namespace says how it is fenced, not who calls whom.
  if (subject === undefined) return;
  const subjects = inventory.selected(subject, policy.namespace);
  for (const [direction, peersOf] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const [rule, value] of itemsOf(at(item.value, 'spec', direction)).entries()) {
      for (const [peer, allowed] of itemsOf(at(value, peersOf)).entries()) {
        const peers = peersIn(allowed, policy.namespace, inventory);
        const path = ['spec', direction, rule, peersOf, peer];
        if (direction === 'ingress') allow(peers, subjects, item, path, inventory, out);
        else allow(subjects, peers, item, path, inventory, out);
      }
    }
  }
};

/** The workloads that a peer means: by their pods' labels, in this namespace or in those that it selects. */
const peersIn = (peer: Plain, namespace: string, inventory: Inventory): readonly Thing[] => {
  const selector = fullSelector(at(peer, 'podSelector'));
  if (selector === undefined) return [];
  if (at(peer, 'namespaceSelector') === undefined) return inventory.selected(selector, namespace);
  const spaces = fullSelector(at(peer, 'namespaceSelector'));
  return inventory
    .selected(selector)
    .filter(
      (workload) => spaces === undefined || spaces.matches(labelsOfSpace(workload.namespace, inventory)),
    );
};

const labelsOfSpace = (namespace: string, inventory: Inventory): ReadonlyMap<string, string> =>
  new Map([
    ...labelsOf(at(inventory.find('v1/Namespace', '', namespace)?.items[0].value, 'metadata', 'labels')),
    ['kubernetes.io/metadata.name', namespace],
  ]);

const authorizationPolicy = (policy: Thing, item: Item, inventory: Inventory, out: Gathered): void => {
  const spec = at(item.value, 'spec');
  const action = at(spec, 'action') ?? 'ALLOW';
  const subject = fullSelector(at(spec, 'selector'));
  if (action !== 'ALLOW' || subject === undefined) return;
  const subjects = inventory.selected(subject, policy.namespace);
  for (const [rule, value] of itemsOf(at(spec, 'rules')).entries()) {
    for (const [index, from] of itemsOf(at(value, 'from')).entries()) {
      const principals = itemsOf(at(from, 'source', 'principals')).flatMap((one) => textOf(one) ?? []);
      const callers = principals.flatMap((principal) => workloadsOf(principal, inventory));
      allow(callers, subjects, item, ['spec', 'rules', rule, 'from', index], inventory, out);
    }
  }
};

/** `cluster.local/ns/shop/sa/web`: the workloads that run as this account. */
const workloadsOf = (principal: string, inventory: Inventory): readonly Thing[] => {
  const [, namespace, account] = /(?:^|\/)ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(principal) ?? [];
  if (namespace === undefined) return [];
  return inventory.workloads.filter(
    (workload) =>
      workload.namespace === namespace &&
      podsOf(workload).some(
        ({ spec }) => textOf(at(spec, 'serviceAccountName') ?? at(spec, 'serviceAccount')) === account,
      ),
  );
};

const ciliumPolicies = (policy: Thing, item: Item, inventory: Inventory, out: Gathered): void => {
  for (const [name, value] of entriesOf(item.value)) {
    if (name !== 'spec' && name !== 'specs') continue;
    for (const [index, spec] of itemsOf(value).entries())
      ciliumPolicy(policy, item, spec, name === 'spec' ? ['spec'] : ['specs', index], inventory, out);
  }
};

const ciliumPolicy = (
  policy: Thing,
  item: Item,
  spec: Plain,
  path: readonly Step[],
  inventory: Inventory,
  out: Gathered,
): void => {
  const subject = ciliumSelector(at(spec, 'endpointSelector'), policy.namespace);
  if (subject === undefined) return;
  const subjects = inventory.selected(subject.selector, subject.namespace);
  const chosen = (selector: Plain): readonly Thing[] => {
    const found = ciliumSelector(selector, policy.namespace);
    return found === undefined ? [] : inventory.selected(found.selector, found.namespace);
  };
  for (const [rule, value] of itemsOf(at(spec, 'ingress')).entries()) {
    const callers = itemsOf(at(value, 'fromEndpoints')).flatMap(chosen);
    allow(callers, subjects, item, [...path, 'ingress', rule], inventory, out);
  }
  for (const [rule, value] of itemsOf(at(spec, 'egress')).entries()) {
    const place = [...path, 'egress', rule];
    allow(subjects, itemsOf(at(value, 'toEndpoints')).flatMap(chosen), item, place, inventory, out);
    const targets: Target[] = [
      ...itemsOf(at(value, 'toFQDNs')).flatMap((host): Target[] => {
        const text = textOf(at(host, 'matchName'));
        return text === undefined ? [] : [{ by: 'text', text, as: 'host' }];
      }),
      ...itemsOf(at(value, 'toServices')).flatMap((service) => {
        const name = textOf(at(service, 'k8sService', 'serviceName'));
        const namespace = textOf(at(service, 'k8sService', 'namespace')) ?? policy.namespace;
        return name === undefined ? [] : [serviceTarget(inventory, namespace, name)];
      }),
    ];
    for (const from of subjects.length > MOST_PAIRS ? [] : subjects)
      for (const to of targets) tell(from, to, item, place, inventory, out);
  }
};

interface Endpoints {
  readonly selector: Selector;
  /** None: of all namespaces. */
  readonly namespace: string | undefined;
}

/** Labels with their source in front (`k8s:app`), the namespace among them. */
const ciliumSelector = (selector: Plain | undefined, own: string): Endpoints | undefined => {
  const labels = entriesOf(at(selector, 'matchLabels')).map(
    ([key, value]) => [key.replace(/^(?:k8s|any)[:.]/, ''), value] as const,
  );
  const namespace = labels.find(([key]) => key === 'io.kubernetes.pod.namespace')?.[1];
  const rest = labels.filter(
    ([key]) => !key.startsWith('io.kubernetes.pod.') && !key.startsWith('io.cilium.'),
  );
  const found = fullSelector({
    matchLabels: Object.fromEntries(rest),
    matchExpressions: at(selector, 'matchExpressions') ?? [],
  });
  if (found === undefined) return undefined;
  return { selector: found, namespace: textOf(namespace) ?? (own === '' ? undefined : own) };
};
