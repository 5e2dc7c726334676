/** What objects answer to, and what of their labels concerns people: the app that they belong to, and its owner. */
import type { Name, Target } from '../../model/fact.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import { type Inventory, SERVICE, type Thing } from './inventory.ts';
import { labelOf } from './item.ts';

/** A Service `web` of the namespace `shop` is `web` within it, and `web.shop.svc.cluster.local` everywhere. */
export const hostNames = (service: string, namespace: string): readonly Name[] => {
  const host = service.toLowerCase();
  return [
    { form: 'host', text: host, within: namespace },
    ...['', '.svc', '.svc.cluster.local'].map((end): Name => ({
      form: 'host',
      text: `${host}.${namespace}${end}`,
    })),
  ];
};

/** More pods than these have names that nobody writes down. */
const MOST_PODS = 20;

/** A StatefulSet's pods answer by themselves: `db-0.db`. */
export const podNames = (workload: Thing, count: number | undefined): readonly Name[] => {
  const service = textOf(at(workload.items[0].value, 'spec', 'serviceName'));
  if (workload.kind !== 'StatefulSet' || service === undefined || service === '') return [];
  const pods = Array.from(
    { length: Math.min(count ?? 1, MOST_PODS) },
    (_, index) => `${workload.name}-${index}`,
  );
  return pods.flatMap((pod) => hostNames(`${pod}.${service}`, workload.namespace));
};

/** A DNS name that stands for one host, not for a pattern of them. */
export const hostName = (host: string | undefined): readonly Name[] =>
  host === undefined || !/^[\w-]+(?:\.[\w-]+)+$/.test(host)
    ? []
    : [{ form: 'host', text: host.toLowerCase() }];

/** A Service by name; where there is none, the host that it would answer to. */
export const serviceTarget = (inventory: Inventory, namespace: string, name: string): Target => {
  const service =
    inventory.find(SERVICE, namespace, name) ??
    inventory.find('serving.knative.dev/Service', namespace, name);
  return service === undefined
    ? { by: 'text', text: `${name}.${namespace}.svc.cluster.local`, as: 'host' }
    : { by: 'address', address: inventory.addressOf(service) };
};

/** The Service that a host means, written in a namespace: `reviews`, `reviews.prod.svc.cluster.local`. */
export const serviceOfHost = (inventory: Inventory, namespace: string, host: string): Thing | undefined => {
  const [name, within, svc] = host.split('.');
  if (within === undefined) return inventory.find(SERVICE, namespace, name!);
  return svc === undefined || svc === 'svc' ? inventory.find(SERVICE, within, name!) : undefined;
};

export const hostTarget = (inventory: Inventory, namespace: string, host: string): Target => {
  const service = serviceOfHost(inventory, namespace, host);
  if (service !== undefined) return { by: 'address', address: inventory.addressOf(service) };
  return {
    by: 'text',
    text: host.includes('.') ? host : `${host}.${namespace}.svc.cluster.local`,
    as: 'host',
  };
};

interface Belonging {
  readonly app?: string;
  readonly owner?: string;
}

/** `appOf`: the app that a deployer (Argo CD) makes of a file, if any. */
export const belongingOf = (thing: Thing, appOf: (file: string) => string | undefined): Belonging => {
  const [item] = thing.items;
  const app =
    labelOf(item, 'app.kubernetes.io/part-of') ??
    labelOf(item, 'argocd.argoproj.io/instance') ??
    appOf(item.where([]).file);
  const owner = ownerOf(thing);
  return {
    ...(app === undefined || app === '' ? {} : { app }),
    ...(owner === undefined || owner === '' ? {} : { owner }),
  };
};

/** `owner` or `team`, whatever domain stands before it. */
const ownerOf = ({ items: [{ value }] }: Thing): string | undefined => {
  const marks = [
    ...entriesOf(at(value, 'metadata', 'annotations')),
    ...entriesOf(at(value, 'metadata', 'labels')),
  ];
  const marked = (word: string) => marks.find(([key]) => key === word || key.endsWith(`/${word}`))?.[1];
  return textOf(marked('owner') ?? marked('team'));
};

/** Marks of a balancer that only its own network reaches. */
const INTERNAL: readonly (readonly [string, RegExp])[] = [
  ['service.beta.kubernetes.io/aws-load-balancer-internal', /^(?:true|0\.0\.0\.0\/0)$/i],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internal$/i],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', /^true$/i],
  ['networking.gke.io/load-balancer-type', /^internal$/i],
  ['cloud.google.com/load-balancer-type', /^internal$/i],
  ['alb.ingress.kubernetes.io/scheme', /^internal$/i],
];

const isInternal = ({ items }: Thing): boolean =>
  INTERNAL.some(([key, value]) => value.test(labelOf(items[0], key) ?? ''));

/** Why people reach what stands behind an object; undefined if they do not. */
export const entryOf = (thing: Thing): string | undefined => {
  if (isInternal(thing)) return undefined;
  const type = at(thing.items[0].value, 'spec', 'type');
  if (thing.type === 'networking.istio.io/VirtualService') {
    const gateways = thing.items.flatMap((item) => itemsOf(at(item.value, 'spec', 'gateways')));
    return gateways.some((gateway) => gateway !== 'mesh') ? thing.kind : undefined;
  }
  if (thing.type !== SERVICE) return thing.kind;
  return type === 'LoadBalancer' || type === 'NodePort' ? `Service of type ${type}` : undefined;
};
