/**
 * Where in a value references are: settings of programs are told apart by key, since each may mean something else.
 * Of any other attribute it is enough to know that it refers.
 */
import type { Value } from '../hcl/value.ts';
import { isSettings } from './texts.ts';
import { referencesIn, textIn } from './values.ts';

export interface Part {
  readonly property: string;
  readonly to: ReadonlySet<string>;
}

const CONTAINERS = 'container_definitions';

/** The references of an attribute; `path` is the attribute's own. */
export const partsOf = (value: Value, path: readonly string[]): readonly Part[] => {
  const name = path.at(-1);
  if (value.kind === 'map' && isSettings(value, path)) return [own(value, path), ...membersOf(value, path)];
  if (name !== CONTAINERS) return [{ property: path.join('.'), to: referencesIn(value) }];
  const containers = value.encodes ?? value;
  if (containers.kind !== 'list') return [{ property: path.join('.'), to: referencesIn(value) }];
  return [own(containers, path), ...containers.items.flatMap((container) => inContainer(container, path))];
};

const own = (value: Value, path: readonly string[]): Part => ({
  property: path.join('.'),
  to: new Set(value.references.map(({ to }) => to)),
});

const membersOf = (value: Value & { kind: 'map' }, path: readonly string[]): readonly Part[] =>
  [...value.entries].map(([key, member]) => ({
    property: [...path, key].join('.'),
    to: referencesIn(member),
  }));

/** `environment` and `secrets` of a container are lists of `{name, …}`. */
const inContainer = (container: Value, path: readonly string[]): readonly Part[] => {
  if (container.kind !== 'map') return [{ property: path.join('.'), to: referencesIn(container) }];
  return [...container.entries].flatMap(([key, member]): readonly Part[] => {
    const inner = [...path, key];
    if (member.kind !== 'list') return [{ property: inner.join('.'), to: referencesIn(member) }];
    const items = member.items.map((item) => {
      const name = item.kind === 'map' ? textIn(item.entries.get('name')) : undefined;
      return {
        property: [...inner, ...(name === undefined ? [] : [name])].join('.'),
        to: referencesIn(item),
      };
    });
    return [own(member, inner), ...items];
  });
};
