/** Resources as `terraform show -json` prints values: nested modules, one entry for each instance. */
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, itemsOf, textOf } from '../tree.ts';
import { withoutKeys } from './address.ts';
import type { Described, Description, Instance } from './described.ts';
import { knownOf } from './known.ts';

/** All instances of one resource. */
export interface Shown {
  readonly type: string;
  readonly mode: string;
  readonly path: readonly Step[];
  readonly instances: readonly Instance[];
  readonly count?: number;
  readonly dependencies: ReadonlySet<string>;
  readonly provider?: string;
}

interface Entry {
  readonly body: Plain;
  readonly path: readonly Step[];
  readonly values: Plain | undefined;
  readonly mask: Plain | undefined;
}

const MOST_DEEP = 60;

/** By address without keys; `from` leads to the object that has the `root_module`. */
export const shownIn = (file: Plain, from: readonly Step[]): ReadonlyMap<string, Shown> =>
  grouped(entriesIn(at(file, ...from, 'root_module'), [...from, 'root_module'], 0));

const entriesIn = (module: Plain | undefined, path: readonly Step[], depth: number): readonly Entry[] => {
  if (module === undefined || depth > MOST_DEEP) return [];
  const own = itemsOf(at(module, 'resources')).map((body, index) => ({
    body,
    path: [...path, 'resources', index],
    values: at(body, 'values'),
    mask: at(body, 'sensitive_values'),
  }));
  const inner = itemsOf(at(module, 'child_modules')).flatMap((child, index) =>
    entriesIn(child, [...path, 'child_modules', index], depth + 1),
  );
  return [...own, ...inner];
};

/** From the list of changes, where a plan has been cut down to it: what will be there afterwards. */
export const changedIn = (plan: Plain): ReadonlyMap<string, Shown> =>
  grouped(
    itemsOf(at(plan, 'resource_changes')).flatMap((body, index): readonly Entry[] => {
      const values = at(body, 'change', 'after');
      if (values === undefined || values === null || at(body, 'deposed') !== undefined) return [];
      const mask = at(body, 'change', 'after_sensitive');
      return [{ body, path: ['resource_changes', index], values, mask }];
    }),
  );

const grouped = (entries: readonly Entry[]): ReadonlyMap<string, Shown> => {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const address = textOf(at(entry.body, 'address'));
    // What an update has replaced but not yet destroyed stands there once more.
    if (address === undefined || at(entry.body, 'deposed_key') !== undefined) continue;
    const local = withoutKeys(address);
    const group = groups.get(local);
    if (group === undefined) groups.set(local, [entry]);
    else group.push(entry);
  }
  return new Map([...groups].map(([local, group]) => [local, shownOf(group)]));
};

const shownOf = (group: readonly Entry[]): Shown => {
  const { body, path } = group[0]!;
  const provider = textOf(at(body, 'provider_name'));
  const isKeyed = group.length > 1 || at(body, 'index') !== undefined;
  return {
    type: textOf(at(body, 'type')) ?? 'unknown',
    mode: textOf(at(body, 'mode')) ?? 'managed',
    path,
    instances: group.map((one) => ({ values: knownOf(one.values, one.mask), path: one.path })),
    ...(isKeyed ? { count: group.length } : {}),
    ...(provider === undefined ? {} : { provider }),
    dependencies: new Set(
      group.flatMap((one) =>
        itemsOf(at(one.body, 'depends_on')).map((text) => withoutKeys(textOf(text) ?? '')),
      ),
    ),
  };
};

/** State as `terraform show -json` prints it. */
export const describeShown = (file: Plain): Description => {
  const resources = [...shownIn(file, ['values'])].map(([local, shown]): Described => ({
    local,
    references: [],
    ...shown,
  }));
  return { form: 'state', resources, doubts: [] };
};
