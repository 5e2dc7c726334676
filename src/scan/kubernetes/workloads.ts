/** Workloads as facts: what runs, how many of it, and everything that its pods name. */
import type { EdgeClass, Where } from '../../model/fact.ts';
import type { Confidence } from '../../model/requirement.ts';
import { at, itemsOf, textOf } from '../tree.ts';
import { accountFacts } from './accounts.ts';
import { containersOf, imagesOf, storeKind } from './containers.ts';
import type { Gathered } from '../gathered.ts';
import { type Inventory, type Pod, type Thing, podsOf } from './inventory.ts';
import { hooksOf } from './item.ts';
import { type Evidence, judge } from './judge.ts';
import { belongingOf, entryOf, hostNames, podNames } from './names.ts';
import { type Bounds, placeOf } from './placement.ts';
import { saidInConfiguration, saidInWords } from './said.ts';
import { type Setting, environmentOf, filled } from './settings.ts';
import { volumeFacts } from './volumes.ts';

/** What all workloads are read against. */
interface Around extends Evidence {
  readonly inventory: Inventory;
  readonly bounds: Bounds;
  /** How many workloads mount a ConfigMap or Secret. */
  readonly mounted: ReadonlyMap<Thing, number>;
  readonly appOf: (file: string) => string | undefined;
}

/** Tells of one workload. Returns the ConfigMaps, Secrets and accounts that it uses: only those become nodes. */
export const workloadFacts = async (
  workload: Thing,
  around: Around,
  out: Gathered,
): Promise<readonly Thing[]> => {
  const { inventory } = around;
  const place = placeOf(workload, around.bounds);
  const faces = inventory.facesOf(workload);
  const kind = storeKind(workload);
  const entry = faces.map(entryOf).find((why) => why !== undefined) ?? knativeEntry(workload);
  const hooks = hooksOf(workload.items[0]).map((hook) => `hook:${hook}`);
  const tags = [...(place.tags ?? []), ...hooks];
  const names = [
    ...[...faces, ...(workload.type === KNATIVE ? [workload] : [])].flatMap((face) =>
      hostNames(face.name, face.namespace),
    ),
    ...podNames(workload, place.count),
  ];
  out.resource({
    address: inventory.addressOf(workload),
    type: workload.type,
    where: workload.items[0].where([]),
    ...(kind === undefined ? {} : { kind }),
    ...(names.length === 0 ? {} : { names }),
    properties: { images: imagesOf(workload) },
    ...place,
    ...(tags.length === 0 ? {} : { tags }),
    ...belongingOf(workload, around.appOf),
    ...(entry === undefined ? {} : { entry }),
  });
  const used = new Set<Thing>();
  for (const pod of podsOf(workload)) await podFacts(workload, pod, around, out, used);
  return [...used];
};

const KNATIVE = 'serving.knative.dev/Service';

const knativeEntry = (workload: Thing): string | undefined =>
  workload.type === KNATIVE &&
  at(workload.items[0].value, 'metadata', 'labels', 'networking.knative.dev/visibility') !== 'cluster-local'
    ? 'Knative Service'
    : undefined;

const podFacts = async (
  workload: Thing,
  pod: Pod,
  around: Around,
  out: Gathered,
  used: Set<Thing>,
): Promise<void> => {
  const { inventory } = around;
  const from = inventory.addressOf(workload);
  const use = (thing: Thing, property: string, where: Where): void => {
    used.add(thing);
    out.refer({
      from,
      to: { by: 'address', address: inventory.addressOf(thing) },
      property,
      where,
      confidence: 'documented',
    });
  };
  const say = (
    said: { readonly text: string; readonly as: 'env' | 'host' | 'image'; readonly key?: string },
    property: string,
    where: Where,
    more: { readonly class?: EdgeClass | undefined; readonly confidence?: Confidence } = {},
  ): void => {
    const { text, as, key } = said;
    out.refer({
      from,
      to: { by: 'text', text, as, ...(key === undefined ? {} : { key }) },
      property,
      where,
      confidence: more.confidence ?? 'documented',
      ...(more.class === undefined ? {} : { class: more.class }),
    });
  };

  const containers = containersOf(pod);
  const environments = containers.map((container) => ({
    container,
    ...environmentOf(inventory, pod, container.value, container.path, container.group),
  }));
  const judged = await judge(
    workload,
    environments.flatMap(({ settings }) => settings),
    around,
    out,
  );
  for (const { container, settings, uses, findings } of environments) {
    const { value, path, group, isStart } = container;
    const start = isStart ? ('start-up' as const) : undefined;
    out.find(...findings);
    for (const { thing, property, where } of uses) use(thing, property, where);
    for (const setting of settings) {
      const confidence = judged(setting);
      if (confidence === undefined) continue;
      const property = `${group}.${setting.injected === undefined ? 'env' : 'envFrom'}.${setting.key}`;
      for (const said of saidInSetting(setting))
        say(said, property, setting.where, { class: start, confidence });
    }
    const byKey = new Map(settings.map((setting) => [setting.key, [setting]]));
    const words = (['command', 'args'] as const).flatMap((list) =>
      itemsOf(at(value, list)).map((word, index) => ({
        list,
        index,
        text: filled(textOf(word) ?? '', byKey),
      })),
    );
    for (const said of saidInWords(words.map(({ text }) => text))) {
      const { list, index } = words[said.line]!;
      const property = `${group}.${list}${said.key === undefined ? '' : `.${said.key}`}`;
      say(said, property, pod.item.where([...path, list, index]), { class: start });
    }
    const image = textOf(at(value, 'image'));
    if (image !== undefined && image !== '')
      say({ text: image, as: 'image' }, `${group}.image`, pod.item.where([...path, 'image']), {
        class: 'start-up',
      });
  }
  accountFacts(pod, inventory, use);
  volumeFacts(workload, pod, inventory, around.mounted, out, use, say);
};

/** A setting of many lines is a file in a variable. */
const saidInSetting = ({ key, value }: Setting) =>
  value.includes('\n') ? saidInConfiguration(value) : [{ text: value, as: 'env' as const, key }];
