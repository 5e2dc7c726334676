/** Docker's rules of how one description of a service comes over another. */
import type { Located, LocatedMap } from './located.ts';
import { textAt } from './located.ts';

/** Lists that are the program and its arguments: the later one counts alone. */
const REPLACED = new Set(['command', 'entrypoint', 'test']);

/** What may be a list of `KEY=value` or a map, and is merged by key. */
const BY_KEY = new Set(['environment', 'labels', 'args', 'annotations', 'sysctls', 'depends_on', 'networks']);

/** `over` comes over `base`: maps are united, lists follow one another, all else is replaced. */
const merged = (base: Located, over: Located, key = ''): Located | undefined => {
  if (over.mark === 'reset') return undefined;
  if (over.mark === 'override') return unmarked(over);
  if (over.kind === 'plain' && over.plain === null) return base;
  if (REPLACED.has(key)) return over;
  if (base.kind === 'map' && over.kind === 'map') return mergedMaps(base, over);
  if (base.kind === 'list' && over.kind === 'list') {
    if (key === 'volumes') return { ...over, items: byTarget([...base.items, ...over.items]) };
    return { ...over, items: distinct([...base.items, ...over.items]) };
  }
  return over;
};

export const mergedMaps = (base: LocatedMap, over: LocatedMap): LocatedMap => {
  const entries = new Map(base.entries);
  for (const [key, value] of over.entries) {
    const before = entries.get(key);
    const after =
      before !== undefined
        ? merged(before, value, key)
        : value.mark === 'reset'
          ? undefined
          : unmarked(value);
    if (after === undefined) entries.delete(key);
    else entries.set(key, after);
  }
  return { ...base, entries };
};

const unmarked = (value: Located): Located => {
  const { mark: _, ...rest } = value;
  return rest;
};

const distinct = (items: readonly Located[]): readonly Located[] => {
  const seen = new Set<string>();
  return items.filter((item) => {
    const text = textAt(item);
    if (text === undefined) return true;
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
};

/** Two mounts on one place are one: the later. */
const byTarget = (items: readonly Located[]): readonly Located[] => {
  const last = new Map<string, number>();
  const targets = items.map((item, i) => mountOf(item)?.target ?? `\u0000${i}`);
  for (const [i, target] of targets.entries()) last.set(target, i);
  return items.filter((_, i) => last.get(targets[i]!) === i);
};

/** `./nginx.conf:/etc/nginx/nginx.conf:ro`, or in the long form. */
export const mountOf = (item: Located): { readonly source: string; readonly target: string } | undefined => {
  if (item.kind === 'map') {
    const source = textAt(item.entries.get('source'));
    const target = textAt(item.entries.get('target'));
    return source === undefined || target === undefined ? undefined : { source, target };
  }
  const [source = '', target] = (textAt(item) ?? '').split(':');
  return target === undefined ? undefined : { source, target };
};

/** One form of what has two: lists of `KEY=value` as maps, `build: .` and `depends_on: [db]` as maps. */
export const normalised = (value: Located, key = ''): Located => {
  if (value.kind === 'map') {
    const entries = new Map([...value.entries].map(([name, item]) => [name, normalised(item, name)]));
    return { ...value, entries };
  }
  if (key === 'build' && value.kind === 'plain' && value.plain !== null) {
    return { where: value.where, kind: 'map', entries: new Map([['context', value]]), ...markOf(value) };
  }
  if ((key === 'env_file' || key === 'profiles') && value.kind === 'plain' && value.plain !== null) {
    return { where: value.where, kind: 'list', items: [value], ...markOf(value) };
  }
  if (value.kind !== 'list' || !BY_KEY.has(key)) return value;
  const entries = new Map<string, Located>();
  for (const item of value.items) {
    const text = textAt(item);
    if (text === undefined) continue;
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    const plain = equals < 0 ? null : text.slice(equals + 1);
    entries.set(name, { where: item.where, kind: 'plain', plain });
  }
  return { where: value.where, kind: 'map', entries, ...markOf(value) };
};

const markOf = ({ mark }: Located): Pick<Located, 'mark'> => (mark === undefined ? {} : { mark });
