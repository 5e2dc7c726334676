/**
 * Kubernetes objects to facts, in two steps: all files become one inventory, as a cluster would hold them; then each
 * object is told of, against the others.
 */
import type { Facts, Finding, ReferenceFact } from '../../model/fact.ts';
import type { Kind } from '../../model/kind.ts';
import { sourceReader } from '../code.ts';
import type { ScanContext, SourceFile } from '../scanner.ts';
import { at, itemsOf, textOf } from '../tree.ts';
import { chartsApart } from './charts.ts';
import { injectedInto, sourceNames, storeKind } from './containers.ts';
import { itemsOfText } from './documents.ts';
import { type Gathered, gathered, isSame } from '../gathered.ts';
import { type Inventory, SERVICE, type Thing, inventoryOf, podsOf } from './inventory.ts';
import type { Item } from './item.ts';
import { kustomized } from './kustomize.ts';
import {
  claimFacts,
  isClaim,
  isQuiet,
  isSetting,
  madeClaims,
  serviceEntryFacts,
  settingFacts,
} from './others.ts';
import { customFacts } from './operators.ts';
import { ownConfiguration } from './own-configuration.ts';
import { joined } from '../paths.ts';
import { boundsOf, placeOf, scaled } from './placement.ts';
import { isPolicy, policyFacts } from './policies.ts';
import { isRouting, routingFacts } from './routes.ts';
import { mayNameHost } from './said.ts';
import { endpointFacts, serviceFacts } from './services.ts';
import { mountedInto } from './volumes.ts';
import { workloadFacts } from './workloads.ts';

export const scanKubernetes = async (files: readonly SourceFile[], context: ScanContext): Promise<Facts> => {
  const out = gathered();
  const inventory = inventoryOf(await allItems(files, context, out));
  out.find(...inventory.findings);
  const appOf = appsOf(inventory);
  const used = new Set(await allWorkloads(inventory, context, appOf, out));
  routingFacts(inventory, appOf, out);
  for (const thing of inventory.things) {
    if (thing.type === SERVICE) serviceFacts(thing, inventory, appOf, out);
    else if (/^(?:v1\/Endpoints|discovery\.k8s\.io\/EndpointSlice)$/.test(thing.type))
      endpointFacts(thing, inventory, out);
    else if (thing.type === 'keda.sh/ScaledObject') triggerFacts(thing, inventory, out);
    else if (thing.type === 'networking.istio.io/ServiceEntry') serviceEntryFacts(thing, inventory, out);
    else if (isPolicy(thing)) policyFacts(thing, inventory, out);
    else if (isClaim(thing)) for (const one of claimFacts(thing, inventory, appOf, out)) used.add(one);
    else if (!isQuiet(thing) && !isSetting(thing) && !isRouting(thing))
      customFacts(thing, inventory, appOf, out);
  }
  for (const thing of used) if (isSetting(thing)) settingFacts(thing, inventory, out);
  const silent = withoutSignal(inventory, out.facts().references);
  await ownConfiguration(silent, inventory, context, out);
  const facts = out.facts();
  const unknown = silent.length === 0 ? [] : withoutSignal(inventory, facts.references);
  return { ...facts, findings: [...facts.findings, ...unknown.map(noSignal)] };
};

/** All objects of all files, in the order of the files; what is not rendered is told, not read. */
const allItems = async (
  files: readonly SourceFile[],
  context: ScanContext,
  out: Gathered,
): Promise<readonly Item[]> => {
  const charts = await chartsApart(files, context);
  const kustomization = await kustomized(charts.others, context);
  out.find(...charts.findings, ...kustomization.findings);
  const items: Item[] = [];
  for (const [index, file] of kustomization.files.entries()) {
    context.progress(index, kustomization.files.length);
    const read = itemsOfText(file.path, await file.text(), kustomization.namespaceOf(file.path));
    out.find(...read.findings);
    items.push(...read.items);
    if (read.unrendered === undefined) continue;
    out.find({
      kind: 'unrendered',
      message: 'it is a template, of which the values are not filled in',
      file: file.path,
      line: read.unrendered,
      hint: 'render it first, with what fills it in: helm template, a script, a pipeline',
    });
  }
  return [...items, ...kustomization.made];
};

/** Files below the folder that an Argo CD Application deploys belong to it. */
const appsOf = (inventory: Inventory): ((file: string) => string | undefined) => {
  const folders = inventory.things.flatMap((thing) => {
    if (thing.type !== 'argoproj.io/Application') return [];
    const spec = at(thing.items[0].value, 'spec');
    return [at(spec, 'source') ?? null, ...itemsOf(at(spec, 'sources'))].flatMap((source) => {
      const path = textOf(at(source, 'path'));
      return path === undefined || path === '.'
        ? []
        : [{ folder: `/${joined('.', path)}/`, name: thing.name }];
    });
  });
  return (file) => folders.find(({ folder }) => `/${file}`.includes(folder))?.name;
};

const allWorkloads = async (
  inventory: Inventory,
  context: ScanContext,
  appOf: (file: string) => string | undefined,
  out: Gathered,
): Promise<readonly Thing[]> => {
  const injected = new Map(
    inventory.workloads.map((workload) => [workload, injectedInto(workload, inventory)]),
  );
  const shared = timesIn(injected.values());
  const mounted = timesIn(inventory.workloads.map((workload) => mountedInto(workload, inventory)));
  const asked = inventory.workloads.filter((workload) =>
    [...injected.get(workload)!].some((thing) => shared.get(thing)! > 1),
  );
  const source = await sourceReader(context, new Set(asked.flatMap(sourceNames)));
  const around = { inventory, bounds: boundsOf(inventory), source, shared, mounted, appOf };
  const used: Thing[] = [];
  for (const workload of inventory.workloads) {
    const { count } = placeOf(workload, around.bounds);
    used.push(
      ...(await workloadFacts(workload, around, out)),
      ...madeClaims(workload, count, inventory, out),
    );
  }
  return used;
};

/** How many of the sets hold each thing. */
const timesIn = (sets: Iterable<ReadonlySet<Thing>>): ReadonlyMap<Thing, number> => {
  const times = new Map<Thing, number>();
  for (const set of sets) for (const thing of set) times.set(thing, (times.get(thing) ?? 0) + 1);
  return times;
};

/** What an autoscaler listens to, its workload works off: topics, queues. */
const triggerFacts = (scaler: Thing, inventory: Inventory, out: Gathered): void => {
  const workload = scaled(inventory, scaler);
  if (workload === undefined) return;
  const [item] = scaler.items;
  for (const [index, trigger] of itemsOf(at(item.value, 'spec', 'triggers')).entries()) {
    const text =
      textOf(at(trigger, 'metadata', 'bootstrapServers')) ?? textOf(at(trigger, 'metadata', 'queueURL'));
    if (text === undefined) continue;
    out.refer({
      from: inventory.addressOf(workload),
      to: { by: 'text', text, as: 'host' },
      property: 'triggers.metadata',
      where: item.where(['spec', 'triggers', index]),
      confidence: 'inferred',
      class: 'asynchronous',
    });
  }
};

/** Workloads of which nothing says what they need; a store is known to need nobody. */
const withoutSignal = (inventory: Inventory, references: readonly ReferenceFact[]): readonly Thing[] => {
  const services = new Set(inventory.things.filter(({ type }) => type === SERVICE).map(({ name }) => name));
  const speaking = new Map<string, Set<string>>();
  for (const reference of references) {
    const { scope, local } = reference.from;
    if (speaking.get(scope)?.has(local) === true || !isSignal(reference, services)) continue;
    speaking.set(scope, (speaking.get(scope) ?? new Set()).add(local));
  }
  return inventory.workloads.filter((workload) => {
    const { scope, local } = inventory.addressOf(workload);
    return (
      speaking.get(scope)?.has(local) !== true &&
      !STORES.has(storeKind(workload)) &&
      podsOf(workload).length > 0
    );
  });
};

const noSignal = (workload: Thing): Finding => ({
  kind: 'no-signal',
  message: `nothing in the manifests says what ${workload.kind} ${workload.name} needs: unknown, not independent`,
  ...workload.items[0].where([]),
});

const STORES: ReadonlySet<Kind | undefined> = new Set(['database', 'cache', 'queue', 'storage', 'dns']);

const isSignal = ({ from, to, property }: ReferenceFact, services: ReadonlySet<string>): boolean => {
  if (to.by === 'address') return property === 'networkPolicy' && !isSame(from, to.address);
  if (to.as === 'image') return false;
  return to.as !== 'env' || mayNameHost(to.key ?? '', to.text) || services.has(to.text);
};
