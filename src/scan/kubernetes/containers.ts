/** The containers of a workload's pods: their images, what those are, and what is injected into them whole. */
import type { Plain } from '../../model/fact.ts';
import type { Kind } from '../../model/kind.ts';
import type { Step } from '../../model/place.ts';
import { kindOfImage } from '../images.ts';
import { at, itemsOf, textOf } from '../tree.ts';
import { type Inventory, type Pod, type Thing, podsOf } from './inventory.ts';
import { configOf } from './settings.ts';

interface Container {
  readonly value: Plain;
  readonly path: readonly Step[];
  readonly group: 'containers' | 'initContainers';
  /** It runs and ends before the workload begins. */
  readonly isStart: boolean;
}

const GROUPS = ['containers', 'initContainers'] as const;

/** An init container that is always restarted is a sidecar, and runs as long as the others do. */
export const containersOf = ({ spec, path }: Pod): readonly Container[] =>
  GROUPS.flatMap((group) =>
    itemsOf(at(spec, group)).map((value, index) => ({
      value,
      path: [...path, group, index],
      group,
      isStart: group === 'initContainers' && at(value, 'restartPolicy') !== 'Always',
    })),
  );

export const imagesOf = (workload: Thing): readonly string[] =>
  podsOf(workload)
    .flatMap(containersOf)
    .filter(({ group }) => group === 'containers')
    .flatMap(({ value }) => textOf(at(value, 'image')) ?? []);

/** Names that a workload's source may lie under: its own, and those of its images. */
export const sourceNames = (workload: Thing): readonly string[] => [
  workload.name,
  ...imagesOf(workload).map((image) => image.replace(/[@:][^/]*$/, '').replace(/^.*\//, '')),
];

/** ConfigMaps and Secrets that a workload's containers inject whole. */
export const injectedInto = (workload: Thing, inventory: Inventory): ReadonlySet<Thing> =>
  new Set(
    podsOf(workload).flatMap((pod) =>
      containersOf(pod).flatMap(({ value }) =>
        itemsOf(at(value, 'envFrom')).flatMap((source) => {
          const map = textOf(at(source, 'configMapRef', 'name'));
          const secret = textOf(at(source, 'secretRef', 'name'));
          return [
            map === undefined ? undefined : configOf(inventory, pod, 'ConfigMap', map),
            secret === undefined ? undefined : configOf(inventory, pod, 'Secret', secret),
          ].filter((thing) => thing !== undefined);
        }),
      ),
    ),
  );

/** What listens on the usual port of a store is one, whatever its image is called. */
const STORE_PORTS = new Map<number, Kind>([
  [5432, 'database'],
  [3306, 'database'],
  [1433, 'database'],
  [27017, 'database'],
  [9042, 'database'],
  [6379, 'cache'],
  [11211, 'cache'],
  [5672, 'queue'],
  [9092, 'queue'],
  [4222, 'queue'],
]);

/** The kind of a workload whose first container is a store; none for what is somebody's own program. */
export const storeKind = (workload: Thing): Kind | undefined => {
  const [first] = podsOf(workload).flatMap(containersOf);
  const byImage = kindOfImage(textOf(at(first?.value, 'image')) ?? '');
  if (byImage !== undefined) return byImage;
  for (const port of itemsOf(at(first?.value, 'ports'))) {
    const kind = STORE_PORTS.get(Number(at(port, 'containerPort')));
    if (kind !== undefined) return kind;
  }
  return undefined;
};
