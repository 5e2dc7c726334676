/** Services: balancers inside of the cluster. One that only gives its name to a single workload is that workload. */
import { at, itemsOf, textOf } from '../tree.ts';
import type { Gathered } from './gathered.ts';
import { type Inventory, SERVICE, type Thing } from './inventory.ts';
import { belongingOf, entryOf, hostNames } from './names.ts';
import { plainSelector } from './selector.ts';

export const serviceFacts = (
  service: Thing,
  inventory: Inventory,
  appOf: (file: string) => string | undefined,
  out: Gathered,
): void => {
  const from = inventory.addressOf(service);
  const [item] = service.items;
  const type = textOf(at(item.value, 'spec', 'type')) ?? 'ClusterIP';
  const entry = entryOf(service);
  const behind = inventory.behind(service);
  if (inventory.sameAs(service) === undefined) {
    out.resource({
      address: from,
      type: SERVICE,
      where: item.where([]),
      ...(type === 'ExternalName' ? { kind: 'external' as const } : {}),
      names: hostNames(service.name, service.namespace),
      properties: { type },
      ...belongingOf(service, appOf),
      ...(entry === undefined ? {} : { entry }),
    });
    for (const workload of behind) {
      out.refer({
        from,
        to: { by: 'address', address: inventory.addressOf(workload) },
        property: 'selector',
        where: item.where(['spec', 'selector']),
        confidence: 'documented',
      });
    }
    if (behind.length === 0 && plainSelector(at(item.value, 'spec', 'selector')) !== undefined)
      out.find({
        kind: 'unresolved',
        message: `Service ${service.name} selects pods of no workload in the files`,
        ...item.where(['spec', 'selector']),
      });
  }
  const external = textOf(at(item.value, 'spec', 'externalName'));
  if (type === 'ExternalName' && external !== undefined) {
    out.refer({
      from,
      to: { by: 'text', text: external, as: 'host' },
      property: 'spec.externalName',
      where: item.where(['spec', 'externalName']),
      confidence: 'documented',
    });
  }
};

/** Endpoints written by hand: a Service without a selector stands for these addresses. */
export const endpointFacts = (endpoints: Thing, inventory: Inventory, out: Gathered): void => {
  const [item] = endpoints.items;
  const name = textOf(at(item.value, 'metadata', 'labels', 'kubernetes.io/service-name')) ?? endpoints.name;
  const service = inventory.find(SERVICE, endpoints.namespace, name);
  if (service === undefined || inventory.sameAs(service) !== undefined) return;
  const hosts = [
    ...itemsOf(at(item.value, 'subsets')).flatMap((subset) =>
      itemsOf(at(subset, 'addresses')).map(
        (address) => textOf(at(address, 'hostname')) ?? textOf(at(address, 'ip')),
      ),
    ),
    ...itemsOf(at(item.value, 'endpoints')).flatMap((endpoint) =>
      itemsOf(at(endpoint, 'addresses')).map(textOf),
    ),
  ];
  for (const host of new Set(hosts)) {
    if (host === undefined) continue;
    out.refer({
      from: inventory.addressOf(service),
      to: { by: 'text', text: host, as: 'host' },
      property: 'endpoints',
      where: item.where([]),
      confidence: 'documented',
    });
  }
};
