/** Services: balancers inside of the cluster. One that only gives its name to a single workload is that workload. */
import { at, itemsOf, textOf } from '../tree.ts';
import type { Gathered } from '../gathered.ts';
import { type Inventory, SERVICE, type Thing } from './inventory.ts';
import { belongingOf, entryOf, hostNames } from './names.ts';
import { type Selector, plainSelector } from './selector.ts';

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
    const selector = plainSelector(at(item.value, 'spec', 'selector'));
    const selected = behind.length > 0 ? behind : madeByOperators(service, selector, inventory);
    for (const thing of selected) {
      out.refer({
        from,
        to: { by: 'address', address: inventory.addressOf(thing) },
        property: 'selector',
        where: item.where(['spec', 'selector']),
        confidence: 'documented',
      });
    }
    if (selected.length === 0 && selector !== undefined)
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

/** Labels that operators give to the pods that they make, with their resource's name as the value. */
const OPERATOR_LABELS: readonly (readonly [label: string, type: string])[] = [
  ['prometheus', 'monitoring.coreos.com/Prometheus'],
  ['alertmanager', 'monitoring.coreos.com/Alertmanager'],
  ['strimzi.io/cluster', 'kafka.strimzi.io/Kafka'],
  ['cnpg.io/cluster', 'postgresql.cnpg.io/Cluster'],
  ['postgres-operator.crunchydata.com/cluster', 'postgres-operator.crunchydata.com/PostgresCluster'],
  ['elasticsearch.k8s.elastic.co/cluster-name', 'elasticsearch.k8s.elastic.co/Elasticsearch'],
  ['kibana.k8s.elastic.co/name', 'kibana.k8s.elastic.co/Kibana'],
];

/** Resources whose pods a Service selects, although no file describes those pods. */
const madeByOperators = (
  { namespace }: Thing,
  selector: Selector | undefined,
  inventory: Inventory,
): readonly Thing[] => {
  const [program, instance] = ['name', 'instance'].map((label) =>
    selector?.equal.get(`app.kubernetes.io/${label}`),
  );
  const found = OPERATOR_LABELS.flatMap(([label, type]) => {
    // The recommended labels say the same: the program, and which one of them.
    const isProgram = program !== undefined && type.toLowerCase().endsWith(`/${program}`);
    const name = selector?.equal.get(label) ?? (isProgram ? instance : undefined);
    return (name === undefined ? undefined : inventory.find(type, namespace, name)) ?? [];
  });
  return [...new Set(found)];
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
