/**
 * What a container's environment says: values written in the pod, and those that come out of ConfigMaps and Secrets,
 * one by one (`valueFrom`) or whole (`envFrom`).
 */
import type { Finding, Plain, Where } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import type { Inventory, Pod, Thing } from './inventory.ts';
import type { Item } from './item.ts';

/** One environment variable of which the value is known. */
export interface Setting {
  readonly key: string;
  readonly value: string;
  readonly where: Where;
  /** The ConfigMap or Secret that was injected whole, if this one came with it. */
  readonly injected?: Thing;
}

/** A ConfigMap or Secret that a pod needs. */
interface Use {
  readonly thing: Thing;
  readonly property: string;
  readonly where: Where;
}

interface Environment {
  readonly settings: readonly Setting[];
  readonly uses: readonly Use[];
  readonly findings: readonly Finding[];
}

const CONFIG_MAP = 'v1/ConfigMap';
const SECRET = 'v1/Secret';

/** One text of a ConfigMap or Secret. */
export interface Entry {
  readonly key: string;
  readonly text: string;
  readonly item: Item;
}

/**
 * A ConfigMap's or Secret's texts; of a Secret those that are written plainly or as base64 of a text. If several
 * files describe it, the one beside the pod's file is the one that the pod gets; if none is, it may be any of them.
 */
export const entriesFor = (pod: Pod, thing: Thing): readonly Entry[] => {
  const folder = folderOf(pod.item);
  const beside = thing.items.filter((item) => folderOf(item) === folder);
  const entries = new Map<string, Entry>();
  for (const item of beside.length > 0 ? beside : thing.items) {
    for (const [member, value] of entriesOf(item.value)) {
      if (member !== 'data' && member !== 'stringData') continue;
      for (const [key, written] of entriesOf(value)) {
        const plain = textOf(written) ?? '';
        const text = thing.type === SECRET && member === 'data' ? decoded(plain) : plain;
        if (text !== undefined && !entries.has(`${key}\0${text}`))
          entries.set(`${key}\0${text}`, { key, text, item });
      }
    }
  }
  return [...entries.values()];
};

const folderOf = (item: Item): string => item.where([]).file.replace(/[^/]*$/, '');

const decoded = (base64: string): string | undefined => {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\n$/, '');
  } catch {
    return undefined;
  }
};

/** The ConfigMap or Secret of a name in the pod's namespace. */
export const configOf = (
  inventory: Inventory,
  pod: Pod,
  kind: 'ConfigMap' | 'Secret',
  name: string,
): Thing | undefined => inventory.find(kind === 'ConfigMap' ? CONFIG_MAP : SECRET, pod.item.namespace, name);

const KINDS = ['ConfigMap', 'Secret'] as const;
const FROM = { ConfigMap: 'configMapRef', Secret: 'secretRef' } as const;
const KEY = { ConfigMap: 'configMapKeyRef', Secret: 'secretKeyRef' } as const;

/** `path`: the way to the container in the object; `group`: `containers` or `initContainers`. */
export const environmentOf = (
  inventory: Inventory,
  pod: Pod,
  container: Plain,
  path: readonly Step[],
  group: string,
): Environment => {
  const settings = new Map<string, readonly Setting[]>();
  const uses: Use[] = [];
  const findings: Finding[] = [];
  for (const [index, source] of itemsOf(at(container, 'envFrom')).entries()) {
    for (const kind of KINDS) {
      const name = textOf(at(source, FROM[kind], 'name'));
      if (name === undefined) continue;
      const where = pod.item.where([...path, 'envFrom', index]);
      const thing = configOf(inventory, pod, kind, name);
      if (thing === undefined) {
        if (at(source, FROM[kind], 'optional') !== true)
          findings.push(missing(kind, name, 'its variables', where));
        continue;
      }
      uses.push({ thing, property: `${group}.envFrom.${FROM[kind]}`, where });
      const prefix = textOf(at(source, 'prefix')) ?? '';
      for (const [key, same] of byKey(entriesFor(pod, thing))) {
        const name = prefix + key;
        settings.set(
          name,
          same.map(({ text }) => ({ key: name, value: text, where, injected: thing })),
        );
      }
    }
  }
  for (const [index, variable] of itemsOf(at(container, 'env')).entries()) {
    const key = textOf(at(variable, 'name'));
    if (key === undefined) continue;
    const where = pod.item.where([...path, 'env', index]);
    const value = textOf(at(variable, 'value'));
    if (value !== undefined) settings.set(key, [{ key, value: filled(value, settings), where }]);
    for (const kind of KINDS) {
      const reference = at(variable, 'valueFrom', KEY[kind]);
      const name = textOf(at(reference, 'name'));
      if (name === undefined) continue;
      const thing = configOf(inventory, pod, kind, name);
      const wanted = textOf(at(reference, 'key'));
      const known = thing === undefined ? [] : entriesFor(pod, thing).filter((entry) => entry.key === wanted);
      if (thing !== undefined) uses.push({ thing, property: `${group}.env.${KEY[kind]}`, where });
      if (known.length > 0)
        settings.set(
          key,
          known.map(({ text }) => ({ key, value: text, where })),
        );
      else if (at(reference, 'optional') !== true && mayLead(key))
        findings.push(missing(kind, name, key, where));
    }
  }
  return { settings: [...settings.values()].flat().filter(({ value }) => value !== ''), uses, findings };
};

const byKey = (entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> => {
  const found = new Map<string, Entry[]>();
  for (const entry of entries) found.set(entry.key, [...(found.get(entry.key) ?? []), entry]);
  return found;
};

/** Variables that are told of when their value is not known: a missing password hides no dependency. */
const mayLead = (key: string): boolean => /HOST|ADDR|URL|URI|ENDPOINT|SERVER|BROKER|DSN|CONN/i.test(key);

const missing = (kind: string, name: string, what: string, { file, line }: Where): Finding => ({
  kind: 'unknown-value',
  message: `${what}: from ${kind} ${name}, which is not in the files or does not say it`,
  file,
  line,
});

/** `$(NAME)` stands for a variable defined before; `$$(NAME)` for itself. */
export const filled = (
  text: string,
  settings: ReadonlyMap<string, readonly { readonly value: string }[]>,
): string =>
  text.replaceAll(/\$\$|\$\(([A-Za-z_][\w.-]*)\)/g, (whole, name: string | undefined) =>
    name === undefined ? whole : (settings.get(name)?.[0]?.value ?? whole),
  );
