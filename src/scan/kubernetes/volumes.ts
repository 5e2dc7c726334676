/** Volumes of a workload's pods: claims, and the files that ConfigMaps and Secrets put there. */
import type { Address, EdgeClass, Plain, Where } from '../../model/fact.ts';
import type { Confidence } from '../../model/requirement.ts';
import { isOfTelemetry, unusedLines } from '../collector.ts';
import { kindOfImage } from '../images.ts';
import { at, itemsOf, textOf } from '../tree.ts';
import { imagesOf } from './containers.ts';
import type { Gathered } from '../gathered.ts';
import { type Inventory, type Pod, type Thing, podsOf } from './inventory.ts';
import { KUSTOMIZATIONS } from './recognise.ts';
import { MOST_CONFIGURATION, isConfiguration, saidInConfiguration } from './said.ts';
import { type Entry, configOf, entriesFor } from './settings.ts';

type UseOf = (thing: Thing, property: string, where: Where) => void;

type SayIt = (
  said: { readonly text: string; readonly as: 'env' | 'host'; readonly key?: string },
  property: string,
  where: Where,
  more?: { readonly class?: EdgeClass | undefined; readonly confidence?: Confidence },
) => void;

/** ConfigMaps and Secrets of which a workload's pods mount files. */
export const mountedInto = (workload: Thing, inventory: Inventory): ReadonlySet<Thing> =>
  new Set(
    podsOf(workload).flatMap((pod) =>
      itemsOf(at(pod.spec, 'volumes')).flatMap((volume) =>
        configsIn(volume, pod, inventory).map(({ config }) => config),
      ),
    ),
  );

interface Mounted {
  readonly config: Thing;
  readonly key: 'configMap' | 'secret';
  /** The keys that are mounted; all if there are none. */
  readonly keys: readonly (string | undefined)[];
}

/** What a volume takes its files from, by itself or among others. */
const configsIn = (volume: Plain, pod: Pod, inventory: Inventory): readonly Mounted[] =>
  [volume, ...itemsOf(at(volume, 'projected', 'sources'))].flatMap((source) =>
    CONFIGS.flatMap(([kind, key, named]) => {
      const name = textOf(at(source, key, named)) ?? textOf(at(source, key, 'name'));
      const config = name === undefined ? undefined : configOf(inventory, pod, kind, name);
      const keys = itemsOf(at(source, key, 'items')).map((item) => textOf(at(item, 'key')));
      return config === undefined ? [] : [{ config, key, keys }];
    }),
  );

const CONFIGS = [
  ['ConfigMap', 'configMap', 'name'],
  ['Secret', 'secret', 'secretName'],
] as const;

/** `shared`: how many workloads mount a ConfigMap or Secret. */
export const volumeFacts = (
  workload: Thing,
  pod: Pod,
  inventory: Inventory,
  shared: ReadonlyMap<Thing, number>,
  out: Gathered,
  use: UseOf,
  say: SayIt,
): void => {
  for (const [index, volume] of itemsOf(at(pod.spec, 'volumes')).entries()) {
    const where = pod.item.where([...pod.path, 'volumes', index]);
    const claim = textOf(at(volume, 'persistentVolumeClaim', 'claimName'));
    const thing =
      claim === undefined ? undefined : inventory.find('v1/PersistentVolumeClaim', pod.item.namespace, claim);
    if (thing !== undefined) use(thing, 'volumes.persistentVolumeClaim', where);
    const server = textOf(at(volume, 'nfs', 'server'));
    if (server !== undefined)
      say({ text: server, as: 'host' }, 'volumes.nfs.server', where, { class: 'data' });
    for (const mounted of configsIn(volume, pod, inventory)) {
      use(mounted.config, `volumes.${mounted.key}`, where);
      // What many mount says more than each of them needs; a store among them calls nobody.
      const isShared = (shared.get(mounted.config) ?? 0) > 1;
      if (isShared && kindOfImage(imagesOf(workload)[0] ?? '') !== undefined) continue;
      const confidence = isShared ? 'assumed' : 'documented';
      fileFacts(mounted, entriesFor(pod, mounted.config), confidence, out, say);
    }
  }
  const templates = itemsOf(at(pod.item.value, 'spec', 'volumeClaimTemplates'));
  for (const [index, template] of templates.entries()) {
    const name = textOf(at(template, 'metadata', 'name'));
    if (name === undefined) continue;
    // The claims that a StatefulSet makes are one node: they come and go with its replicas.
    out.refer({
      from: inventory.addressOf(workload),
      to: { by: 'address', address: claimAddress(workload, name) },
      property: 'volumeClaimTemplates',
      where: pod.item.where(['spec', 'volumeClaimTemplates', index]),
      confidence: 'documented',
    });
  }
};

/** `data-db`: as the claims themselves are called, without their number. */
export const claimAddress = (workload: Thing, template: string): Address => ({
  scope: workload.namespace,
  local: `${template}-${workload.name}`,
});

/** Files that a ConfigMap or Secret puts into a pod. */
const fileFacts = (
  { config, key: source, keys }: Mounted,
  entries: readonly Entry[],
  confidence: Confidence,
  out: Gathered,
  say: SayIt,
): void => {
  const unused = unusedLines(entries.map(({ text }) => text));
  for (const [index, { key, text, item }] of entries.entries()) {
    if ((keys.length > 0 && !keys.includes(key)) || !isConfiguration(key, text)) continue;
    const at0 = item.where([config.kind === 'Secret' ? 'stringData' : 'data', key]);
    if (text.length > MOST_CONFIGURATION) {
      const message = `${key} of ${config.kind} ${config.name} is larger than ${MOST_CONFIGURATION} characters`;
      out.find({ kind: 'skipped', message, ...at0 });
      continue;
    }
    // What gathers telemetry reaches out to all that it watches, and can do without.
    const telemetry = isOfTelemetry(key, text) ? ('telemetry' as const) : undefined;
    const isFile = text.includes('\n') || key.includes('.');
    const isBlock =
      text.includes('\n') && !KUSTOMIZATIONS.has(at0.file.replace(/^.*\//, '')) && config.kind !== 'Secret';
    const all = isFile ? saidInConfiguration(text) : [{ text, as: 'env' as const, key, line: 0 }];
    for (const said of all) {
      if (unused[index]!.has(said.line + 1)) continue;
      const where = isBlock ? { file: at0.file, line: at0.line + 1 + said.line } : at0;
      const named = said.key === undefined || said.key === key ? '' : `.${said.key}`;
      say(said, `volumes.${source}.${key}${named}`, where, { class: telemetry, confidence });
    }
  }
};
