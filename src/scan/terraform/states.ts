/**
 * Remote state: what one root reads of another. Both say where the state lies; if that is the same place, a reference
 * to an output there is one to what the output refers to.
 */
import { evaluate } from '../hcl/evaluate.ts';
import type { Block } from '../hcl/syntax.ts';
import { type Step, type Value, unknown, withReferences } from '../hcl/value.ts';
import type { Declared, ModuleFolder } from './folder.ts';
import type { Module, StateKey } from './module.ts';
import { memberAt, referencesIn, referring, textIn } from './values.ts';

export const isStateReader = (local: string): boolean =>
  local.startsWith('data.terraform_remote_state.') || local.startsWith('data.tfe_outputs.');

/**
 * The value at `data.terraform_remote_state.x` and steps after it. It always refers to the data block (`direct`);
 * if the state is that of a root among what is scanned, also to what the output there refers to.
 */
export const stateValue = (
  reader: Module,
  { block }: Declared,
  steps: readonly Step[],
  direct: Value,
): Value => {
  const at = steps.findIndex(
    (step) => step === 'outputs' || step === 'values' || step === 'nonsensitive_values',
  );
  const output = steps[at + 1];
  const key = at < 0 ? undefined : readKey(block, reader);
  const owner = key === undefined ? undefined : reader.estate.stateOf(key);
  if (owner === undefined || owner === reader || typeof output !== 'string') return direct;
  const there = memberAt(owner.output(output), steps.slice(at + 2));
  return there.kind === 'plain'
    ? withReferences(there, direct.references)
    : unknown(referring([...referencesIn(direct), ...referencesIn(there)]));
};

/** What a data block says of the state that it reads. */
const readKey = (block: Block, module: Module): StateKey | undefined => {
  const text = (name: string): string | undefined => {
    const attribute = block.attributes.get(name);
    return attribute === undefined ? undefined : textIn(evaluate(attribute.value, module));
  };
  if (block.labels[0] === 'tfe_outputs') {
    return {
      backend: 'cloud',
      settings: settings({ organization: text('organization'), workspace: text('workspace') }),
    };
  }
  const backend = text('backend');
  const config = block.attributes.get('config');
  if (backend === undefined || config === undefined) return undefined;
  const value = evaluate(config.value, module);
  return { backend: hosted(backend), settings: settingsOf(value) };
};

/** What a root says of its own state; nothing if it is kept beside the files. */
export const ownKey = ({ settings: blocks }: ModuleFolder, module: Module): StateKey | undefined => {
  for (const { block } of blocks) {
    const backend = block.blocks.find(({ type }) => type === 'backend' || type === 'cloud');
    if (backend === undefined) continue;
    const found = new Map<string, string>();
    for (const { name, value } of backend.attributes.values()) put(found, name, evaluate(value, module));
    for (const inner of backend.blocks) {
      for (const { name, value } of inner.attributes.values())
        put(found, `${inner.type}.${name}`, evaluate(value, module));
    }
    const type = backend.type === 'cloud' ? 'cloud' : (backend.labels[0] ?? '');
    return { backend: hosted(type), settings: normal(found) };
  }
  return undefined;
};

/** A state by its settings; `remote` is the older word for a cloud. */
export const keyOfSettings = (backend: string, of: ReadonlyMap<string, string>): StateKey => ({
  backend: hosted(backend),
  settings: of,
});

/** `remote` is the older word. */
const hosted = (backend: string): string => (backend === 'remote' ? 'cloud' : backend);

const settings = (texts: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])),
  );

/** Settings as texts; maps in them by path. */
export const settingsOf = (value: Value): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  if (value.kind === 'map') for (const [name, member] of value.entries) put(found, name, member);
  return normal(found);
};

const put = (found: Map<string, string>, name: string, value: Value): void => {
  const text = textIn(value);
  if (text !== undefined) found.set(name, text);
  else if (value.kind === 'map')
    for (const [key, member] of value.entries) put(found, `${name}.${key}`, member);
};

const normal = (found: Map<string, string>): ReadonlyMap<string, string> => {
  const workspace = found.get('workspaces.name');
  if (workspace !== undefined) found.set('workspace', workspace);
  return found;
};

/** The settings that tell one state from another, by backend. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  s3: ['bucket', 'key'],
  gcs: ['bucket', 'prefix'],
  azurerm: ['storage_account_name', 'container_name', 'key'],
  cloud: ['organization', 'workspace'],
  http: ['address'],
  consul: ['path'],
  kubernetes: ['secret_suffix'],
  pg: ['conn_str'],
  local: ['path'],
  oss: ['bucket', 'key'],
  cos: ['bucket', 'key'],
};

/** Whether the state that is read is the one that is written. A workspace's state lies below its prefix. */
export const isSameState = (read: StateKey, written: StateKey): boolean => {
  if (read.backend !== written.backend || !Object.hasOwn(TELLING, read.backend)) return false;
  const telling = TELLING[read.backend]!;
  const told = telling.filter((name) => read.settings.has(name));
  if (told.length === 0) return false;
  return telling.every((name) => {
    const theirs = read.settings.get(name);
    const own = written.settings.get(name);
    return theirs === own || (name === 'key' && theirs !== undefined && isWorkspace(theirs, written));
  });
};

/** `prefix/<any workspace>/key`: the same configuration, in some workspace. */
const isWorkspace = (path: string, written: StateKey): boolean => {
  const key = written.settings.get('key');
  const prefix = written.settings.get('workspace_key_prefix') ?? 'env:';
  if (key === undefined || !path.startsWith(`${prefix}/`) || !path.endsWith(`/${key}`)) return false;
  const workspace = path.slice(prefix.length + 1, path.length - key.length - 1);
  return workspace !== '' && !workspace.includes('/');
};
