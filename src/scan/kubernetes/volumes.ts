/** Volumes of a workload's pods: claims, and the files that ConfigMaps and Secrets put there. */
import type { Address, EdgeClass, Where } from '../../model/fact.ts';
import { at, itemsOf, textOf } from '../tree.ts';
import type { Gathered } from './gathered.ts';
import type { Inventory, Pod, Thing } from './inventory.ts';
import { KUSTOMIZATIONS } from './recognise.ts';
import { MOST_CONFIGURATION, isConfiguration, saidInConfiguration } from './said.ts';
import { type Entry, configOf, entriesFor } from './settings.ts';

type UseOf = (thing: Thing, property: string, where: Where) => void;

type SayIt = (
  said: { readonly text: string; readonly as: 'env' | 'host'; readonly key?: string },
  property: string,
  where: Where,
  more?: { readonly class?: EdgeClass | undefined },
) => void;

export const volumeFacts = (
  workload: Thing,
  pod: Pod,
  inventory: Inventory,
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
    for (const source of [volume, ...itemsOf(at(volume, 'projected', 'sources'))]) {
      for (const [kind, key, named] of [
        ['ConfigMap', 'configMap', 'name'],
        ['Secret', 'secret', 'secretName'],
      ] as const) {
        const name = textOf(at(source, key, named)) ?? textOf(at(source, key, 'name'));
        const config = name === undefined ? undefined : configOf(inventory, pod, kind, name);
        if (config === undefined) continue;
        use(config, `volumes.${key}`, where);
        const keys = itemsOf(at(source, key, 'items')).map((item) => textOf(at(item, 'key')));
        fileFacts(config, entriesFor(pod, config), keys, `volumes.${key}`, out, say);
      }
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

/** Files that a ConfigMap or Secret puts into a pod. `keys`: those mounted; all if there are none. */
const fileFacts = (
  config: Thing,
  entries: readonly Entry[],
  keys: readonly (string | undefined)[],
  property: string,
  out: Gathered,
  say: SayIt,
): void => {
  for (const { key, text, item } of entries) {
    if ((keys.length > 0 && !keys.includes(key)) || !isConfiguration(key, text)) continue;
    const at0 = item.where([config.kind === 'Secret' ? 'stringData' : 'data', key]);
    if (text.length > MOST_CONFIGURATION) {
      const message = `${key} of ${config.kind} ${config.name} is larger than ${MOST_CONFIGURATION} characters`;
      out.find({ kind: 'skipped', message, ...at0 });
      continue;
    }
    // What is scraped need not be there for the one who scrapes.
    const scrapes = /^\s*(?:- )?scrape_configs\s*:/m.test(text) ? ('telemetry' as const) : undefined;
    const isFile = text.includes('\n') || key.includes('.');
    const isBlock =
      text.includes('\n') && !KUSTOMIZATIONS.has(at0.file.replace(/^.*\//, '')) && config.kind !== 'Secret';
    const all = isFile ? saidInConfiguration(text) : [{ text, as: 'env' as const, key, line: 0 }];
    for (const said of all) {
      const where = isBlock ? { file: at0.file, line: at0.line + 1 + said.line } : at0;
      const named = said.key === undefined || said.key === key ? '' : `.${said.key}`;
      say(said, `${property}.${key}${named}`, where, { class: scrapes });
    }
  }
};
