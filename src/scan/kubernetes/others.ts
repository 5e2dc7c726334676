/** Objects beside workloads, Services and routes: claims, volumes, settings, accounts, hosts outside. */
import type { Plain, Target } from '../../model/fact.ts';
import { at, itemsOf, textOf } from '../tree.ts';
import { IDENTITIES } from './accounts.ts';
import type { Gathered } from '../gathered.ts';
import { type Inventory, type Thing, isWorkload } from './inventory.ts';
import { belongingOf, hostName } from './names.ts';
import { volumeZones } from './placement.ts';
import { claimAddress } from './volumes.ts';

const CLAIM = 'v1/PersistentVolumeClaim';
const VOLUME = 'v1/PersistentVolume';
const STORAGE_CLASS = 'storage.k8s.io/StorageClass';
const ACCOUNT = 'v1/ServiceAccount';

/** A claim is where its volume is, or where the class of its volumes may be. */
export const claimFacts = (
  claim: Thing,
  inventory: Inventory,
  appOf: (file: string) => string | undefined,
  out: Gathered,
): readonly Thing[] => {
  const [item] = claim.items;
  const address = inventory.addressOf(claim);
  const { zones, used } = bindingOf(at(item.value, 'spec'), inventory);
  out.resource({
    address,
    type: CLAIM,
    where: item.where([]),
    ...(zones.length === 0 ? {} : { zones }),
    ...belongingOf(claim, appOf),
  });
  for (const { thing, key } of used) {
    out.refer({
      from: address,
      to: { by: 'address', address: inventory.addressOf(thing) },
      property: `spec.${key}`,
      where: item.where(['spec', key]),
      confidence: 'documented',
    });
  }
  return used.map(({ thing }) => thing);
};

interface Binding {
  readonly zones: readonly string[];
  readonly used: readonly { readonly thing: Thing; readonly key: string }[];
}

const bindingOf = (spec: Plain | undefined, inventory: Inventory): Binding => {
  const used = [
    { thing: inventory.find(VOLUME, '', textOf(at(spec, 'volumeName')) ?? ''), key: 'volumeName' },
    {
      thing: inventory.find(STORAGE_CLASS, '', textOf(at(spec, 'storageClassName')) ?? ''),
      key: 'storageClassName',
    },
  ].flatMap(({ thing, key }) => (thing === undefined ? [] : [{ thing, key }]));
  const zones = used.map(({ thing }) => volumeZones(thing)).find((found) => found.length > 0);
  return { zones: zones ?? [], used };
};

/** The claims that a StatefulSet makes for its pods, `count` of each template: one node for each template. */
export const madeClaims = (
  workload: Thing,
  count: number | undefined,
  inventory: Inventory,
  out: Gathered,
): readonly Thing[] => {
  const made = new Set<string>();
  return workload.items.flatMap((item) =>
    itemsOf(at(item.value, 'spec', 'volumeClaimTemplates')).flatMap((template, index) => {
      const name = textOf(at(template, 'metadata', 'name'));
      if (name === undefined || made.has(name)) return [];
      made.add(name);
      const { zones, used } = bindingOf(at(template, 'spec'), inventory);
      const address = claimAddress(workload, name);
      const where = item.where(['spec', 'volumeClaimTemplates', index]);
      out.resource({
        address,
        type: CLAIM,
        where,
        ...(count === undefined || count === 0 ? {} : { count }),
        ...(zones.length === 0 ? {} : { zones }),
      });
      for (const { thing, key } of used) {
        const to: Target = { by: 'address', address: inventory.addressOf(thing) };
        out.refer({ from: address, to, property: `spec.${key}`, where, confidence: 'documented' });
      }
      return used.map(({ thing }) => thing);
    }),
  );
};

/** A ConfigMap, Secret, account, volume or class of volumes that something uses. */
export const settingFacts = (thing: Thing, inventory: Inventory, out: Gathered): void => {
  const [item] = thing.items;
  const zones = thing.type === VOLUME ? volumeZones(thing) : [];
  const from = inventory.addressOf(thing);
  out.resource({
    address: from,
    type: thing.type,
    where: item.where([]),
    ...(zones.length === 0 ? {} : { zones }),
  });
  if (thing.type === VOLUME) volumeFacts(thing, inventory, out);
  if (thing.type !== ACCOUNT) return;
  for (const { annotation, as, key } of IDENTITIES) {
    const text = textOf(at(item.value, 'metadata', 'annotations', annotation));
    if (text === undefined || text === '') continue;
    out.refer({
      from,
      to: { by: 'text', text, as, ...(key === undefined ? {} : { key }) },
      property: `metadata.annotations.${annotation}`,
      where: item.where(['metadata', 'annotations', annotation]),
      confidence: 'documented',
      class: 'permission',
    });
  }
};

/** A network file system is a host; disks of a cloud are named by ids that no source declares. */
const volumeFacts = (volume: Thing, inventory: Inventory, out: Gathered): void => {
  const [item] = volume.items;
  const server = textOf(at(item.value, 'spec', 'nfs', 'server'));
  if (server === undefined) return;
  out.refer({
    from: inventory.addressOf(volume),
    to: { by: 'text', text: server, as: 'host' },
    property: 'spec.nfs.server',
    where: item.where(['spec', 'nfs', 'server']),
    confidence: 'documented',
    class: 'data',
  });
};

/** Hosts outside of the mesh that it knows of. */
export const serviceEntryFacts = (entry: Thing, inventory: Inventory, out: Gathered): void => {
  const [item] = entry.items;
  const names = itemsOf(at(item.value, 'spec', 'hosts')).flatMap((host) => hostName(textOf(host)));
  out.resource({
    address: inventory.addressOf(entry),
    type: entry.type,
    where: item.where([]),
    ...(names.length === 0 ? {} : { names }),
  });
};

/** What is read together with other objects, or speaks of rights, watching and delivery: no node of its own. */
const QUIET_KINDS = new Set([
  'Namespace',
  'HorizontalPodAutoscaler',
  'VerticalPodAutoscaler',
  'ScaledObject',
  'PodDisruptionBudget',
  'Endpoints',
  'EndpointSlice',
  'DestinationRule',
  'PeerAuthentication',
  'RequestAuthentication',
  'Sidecar',
  'EnvoyFilter',
  'Telemetry',
  'WorkloadGroup',
  'ReferenceGrant',
  'ServiceMonitor',
  'PodMonitor',
  'PrometheusRule',
  'Certificate',
  'Issuer',
  'ClusterIssuer',
  'SealedSecret',
  'Middleware',
  'BackendConfig',
  'FrontendConfig',
  'ManagedCertificate',
]);

const QUIET_GROUPS = /^argoproj\.io\/App|\.fluxcd\.io\//;

export const isQuiet = (thing: Thing): boolean =>
  QUIET_KINDS.has(thing.kind) || QUIET_GROUPS.test(thing.type) || isWorkload(thing);

/** Nodes only if something uses them. */
export const isSetting = ({ type }: Thing): boolean =>
  type === 'v1/ConfigMap' ||
  type === 'v1/Secret' ||
  type === ACCOUNT ||
  type === STORAGE_CLASS ||
  type === VOLUME;

export const isClaim = ({ type }: Thing): boolean => type === CLAIM;
