/**
 * Ways into and through the cluster: Ingresses, Gateways and the routes that hang on them. A route is no node of its
 * own: it stands for the dependency of what it hangs on (a Gateway, a Service) on what it leads to, unless what it
 * hangs on is not in the files.
 */
import type { Address, Name, Plain, Target } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import { type Gathered, isSame } from '../gathered.ts';
import { type Inventory, SERVICE, type Thing } from './inventory.ts';
import type { Item } from './item.ts';
import { belongingOf, entryOf, hostName, hostTarget, serviceOfHost, serviceTarget } from './names.ts';
import { plainSelector } from './selector.ts';

const ISTIO_GATEWAY = 'networking.istio.io/Gateway';
const GATEWAY = 'gateway.networking.k8s.io/Gateway';
const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';

const API_ROUTES = new Set(
  ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'].map(
    (kind) => `gateway.networking.k8s.io/${kind}`,
  ),
);

/** What stands at the door by itself, and the paths (`*`: every item) to the Services that it leads to. */
const DOORS = new Map<string, readonly (readonly string[])[]>([
  [
    'networking.k8s.io/Ingress',
    [
      ['spec', 'rules', '*', 'http', 'paths', '*', 'backend', 'service', 'name'],
      ['spec', 'rules', '*', 'http', 'paths', '*', 'backend', 'serviceName'],
      ['spec', 'defaultBackend', 'service', 'name'],
      ['spec', 'backend', 'serviceName'],
    ],
  ],
  [
    'route.openshift.io/Route',
    [
      ['spec', 'to', 'name'],
      ['spec', 'alternateBackends', '*', 'name'],
    ],
  ],
  ['traefik.io/IngressRoute', [['spec', 'routes', '*', 'services', '*', 'name']]],
  ['traefik.containo.us/IngressRoute', [['spec', 'routes', '*', 'services', '*', 'name']]],
  ['projectcontour.io/HTTPProxy', [['spec', 'routes', '*', 'services', '*', 'name']]],
  [ISTIO_GATEWAY, []],
  [GATEWAY, []],
]);

/** Where the hosts stand that a door or a route answers to. */
const HOSTS: readonly (readonly string[])[] = [
  ['spec', 'rules', '*', 'host'],
  ['spec', 'host'],
  ['spec', 'virtualhost', 'fqdn'],
  ['spec', 'servers', '*', 'hosts', '*'],
  ['spec', 'listeners', '*', 'hostname'],
  ['spec', 'hostnames', '*'],
  ['spec', 'hosts', '*'],
];

export const isRouting = ({ type }: Thing): boolean =>
  DOORS.has(type) || API_ROUTES.has(type) || type === VIRTUAL_SERVICE;

/** Tells of all Ingresses, Gateways and routes. */
export const routingFacts = (
  inventory: Inventory,
  appOf: (file: string) => string | undefined,
  out: Gathered,
): void => {
  const routing = inventory.things.filter(isRouting);
  const names = new Map<Thing, Name[]>();
  const doors = new Set(routing.filter(({ type }) => DOORS.has(type)));
  for (const thing of routing) {
    if (DOORS.has(thing.type)) doorFacts(thing, inventory, out);
    const hangs =
      thing.type === VIRTUAL_SERVICE ? virtualService(thing, inventory) : hangsOn(thing, inventory);
    const hosts = thing.items
      .flatMap((item) => HOSTS.flatMap((path) => valuesAt(item.value, path)))
      .flatMap(({ value }) => hostName(textOf(value)));
    if (hangs.isOnItself) doors.add(thing);
    for (const door of doors.has(thing) ? [thing] : hangs.gateways)
      names.set(door, [...(names.get(door) ?? []), ...hosts]);
    for (const item of thing.items) {
      for (const { target, path } of destinations(thing, item, inventory)) {
        for (const from of hangs.isOnItself ? [...hangs.from, thing] : hangs.from)
          if (!isSelected(from, target, inventory)) refer(out, inventory.addressOf(from), target, item, path);
      }
    }
  }
  for (const door of doors) {
    const entry = entryOf(door);
    const answers = [...new Map((names.get(door) ?? []).map((name) => [name.text, name])).values()];
    out.resource({
      address: inventory.addressOf(door),
      type: door.type,
      where: door.items[0].where([]),
      ...(answers.length === 0 ? {} : { names: answers }),
      ...belongingOf(door, appOf),
      ...(entry === undefined ? {} : { entry }),
    });
  }
};

interface Found {
  readonly value: Plain;
  readonly path: readonly Step[];
}

const valuesAt = (
  value: Plain | undefined,
  steps: readonly string[],
  path: readonly Step[] = [],
): readonly Found[] => {
  const [step, ...rest] = steps;
  if (value === undefined || value === null) return [];
  if (step === undefined) return [{ value, path }];
  if (step !== '*') return valuesAt(at(value, step), rest, [...path, step]);
  return itemsOf(value).flatMap((item, index) => valuesAt(item, rest, [...path, index]));
};

const refer = (out: Gathered, from: Address, to: Target, item: Item, path: readonly Step[]): void =>
  out.refer({
    from,
    to,
    property: path.filter((step) => typeof step === 'string').join('.'),
    where: item.where(path),
    confidence: 'documented',
  });

/** A Service that a route hangs on shares the work among all that it selects: the route adds nothing to that. */
const isSelected = (from: Thing, to: Target, inventory: Inventory): boolean =>
  from.type === SERVICE &&
  to.by === 'address' &&
  inventory.behind(from).some((workload) => isSame(inventory.addressOf(workload), to.address));

/** What a door leads to by itself, and the pods that it is made of. */
const doorFacts = (door: Thing, inventory: Inventory, out: Gathered): void => {
  const from = inventory.addressOf(door);
  for (const item of door.items) {
    for (const steps of DOORS.get(door.type)!) {
      for (const { value, path } of valuesAt(item.value, steps)) {
        const name = textOf(value);
        if (name !== undefined) refer(out, from, serviceTarget(inventory, door.namespace, name), item, path);
      }
    }
    const selector =
      door.type === ISTIO_GATEWAY ? plainSelector(at(item.value, 'spec', 'selector')) : undefined;
    for (const workload of selector === undefined ? [] : inventory.selected(selector))
      refer(out, from, { by: 'address', address: inventory.addressOf(workload) }, item, ['selector']);
  }
};

/** What a route stands for. */
interface Hangs {
  readonly from: readonly Thing[];
  readonly gateways: readonly Thing[];
  /** What it hangs on is not in the files: then it is a node itself. */
  readonly isOnItself: boolean;
}

const virtualService = (thing: Thing, inventory: Inventory): Hangs => {
  const named = thing.items.flatMap((item) => itemsOf(at(item.value, 'spec', 'gateways')).map(textOf));
  const outer = named
    .filter((name) => name !== undefined && name !== 'mesh')
    .map((name) => scoped(name!, thing));
  const gateways = outer.map(([namespace, name]) => inventory.find(ISTIO_GATEWAY, namespace, name));
  const known = gateways.filter((gateway) => gateway !== undefined);
  // Without a gateway, and with the one called mesh, it bends calls to its hosts inside of the cluster.
  const isInner = named.length === 0 || named.includes('mesh');
  const hosts = isInner
    ? thing.items.flatMap((item) => itemsOf(at(item.value, 'spec', 'hosts')).map(textOf))
    : [];
  const services = hosts.map((host) => serviceOfHost(inventory, thing.namespace, host ?? ''));
  const inner = services.filter((service) => service !== undefined);
  return {
    from: [...known, ...inner],
    gateways: known,
    isOnItself: known.length < gateways.length || (isInner && inner.length === 0),
  };
};

/** `istio-system/public` or `public`. */
const scoped = (name: string, { namespace }: Thing): readonly [string, string] => {
  const slash = name.indexOf('/');
  return slash < 0 ? [namespace, name] : [name.slice(0, slash), name.slice(slash + 1)];
};

const hangsOn = (thing: Thing, inventory: Inventory): Hangs => {
  if (!API_ROUTES.has(thing.type)) return { from: [], gateways: [], isOnItself: false };
  const parents = thing.items.flatMap((item) => itemsOf(at(item.value, 'spec', 'parentRefs')));
  const found = parents.map((parent) =>
    inventory.find(
      at(parent, 'kind') === 'Service' ? SERVICE : GATEWAY,
      textOf(at(parent, 'namespace')) ?? thing.namespace,
      textOf(at(parent, 'name')) ?? '',
    ),
  );
  const known = found.filter((parent) => parent !== undefined);
  return {
    from: known,
    gateways: known.filter(({ type }) => type === GATEWAY),
    isOnItself: known.length < found.length || found.length === 0,
  };
};

interface Destination {
  readonly target: Target;
  readonly path: readonly Step[];
}

const destinations = (thing: Thing, item: Item, inventory: Inventory): readonly Destination[] => {
  if (API_ROUTES.has(thing.type)) {
    return valuesAt(item.value, ['spec', 'rules', '*', 'backendRefs', '*']).flatMap(({ value, path }) => {
      const name = textOf(at(value, 'name'));
      const kind = at(value, 'kind') ?? 'Service';
      if (name === undefined || kind !== 'Service') return [];
      const namespace = textOf(at(value, 'namespace')) ?? thing.namespace;
      return [{ target: serviceTarget(inventory, namespace, name), path: [...path, 'name'] }];
    });
  }
  if (thing.type !== VIRTUAL_SERVICE) return [];
  return entriesOf(at(item.value, 'spec')).flatMap(([protocol]) =>
    valuesAt(item.value, ['spec', protocol, '*', 'route', '*', 'destination', 'host']).flatMap(
      ({ value, path }) => {
        const host = textOf(value);
        return host === undefined ? [] : [{ target: hostTarget(inventory, thing.namespace, host), path }];
      },
    ),
  );
};
