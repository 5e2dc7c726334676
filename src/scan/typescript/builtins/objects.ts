/** `Object.keys`, `values`, `entries`, `assign`, `fromEntries`: objects gone through and put together. */
import { newMap } from '../collections.ts';
import { iterated } from '../iterated.ts';
import { spreadInto } from '../literals.ts';
import type { Machine } from '../machine.ts';
import type { Value } from '../value.ts';
import {
  ANY,
  type ObjectValue,
  eitherOf,
  listOf,
  memberOf,
  objectOf,
  plainValue,
  unknownOf,
  writtenOf,
} from '../values.ts';

const entriesIn = (value: Value): readonly (readonly [string, Value])[] | undefined => {
  if (value.kind === 'object') return [...value.entries].filter(([key]) => key !== ANY);
  if (value.kind === 'instance') return [...value.fields];
  if (value.kind === 'list') return value.items.map((item, i) => [String(i), item] as const);
  return undefined;
};

const isOpen = (value: Value): boolean =>
  value.kind === 'object' || value.kind === 'list' ? value.isOpen : false;

/** Of several that it may be, the entries of all. */
const overArms = (value: Value, give: (arm: Value) => Value): Value =>
  value.kind === 'either' ? eitherOf(value.of.filter((arm) => arm.kind !== 'plain').map(give)) : give(value);

export const keysOf = (value: Value): Value =>
  overArms(value, (arm) => {
    const entries = entriesIn(arm);
    return entries === undefined
      ? unknownOf([arm])
      : listOf(
          entries.map(([key]) => plainValue(key)),
          isOpen(arm),
        );
  });

export const valuesOf = (value: Value): Value =>
  overArms(value, (arm) => {
    const entries = entriesIn(arm);
    if (entries === undefined) return listOf([memberOf(arm, ANY)], true);
    return listOf(
      entries.map(([, item]) => item),
      isOpen(arm),
    );
  });

export const entriesOf = (value: Value): Value =>
  overArms(value, (arm) => {
    const entries = entriesIn(arm);
    if (entries === undefined) return listOf([listOf([unknownOf([], 'key'), memberOf(arm, ANY)])], true);
    return listOf(
      entries.map(([key, item]) => listOf([plainValue(key), item])),
      isOpen(arm),
    );
  });

export const assigned = (machine: Machine, target: Value, sources: readonly Value[]): Value => {
  if (target.kind !== 'object' && target.kind !== 'instance') return target;
  const added: ObjectValue = objectOf([]);
  for (const source of sources) spreadInto(added, source);
  const entries = target.kind === 'object' ? target.entries : target.fields;
  for (const [key, value] of added.entries) machine.journal.setEntry(entries, key, value);
  if (target.kind === 'object' && added.isOpen) target.isOpen = true;
  return target;
};

export const fromPairs = (value: Value, isMap: boolean): ObjectValue => {
  const { items, isOpen } = iterated(value);
  const entries = new Map<string, Value>();
  let isUnknown = isOpen;
  for (const pair of items) {
    const [key, item] = pair.kind === 'list' ? pair.items : [];
    const name = key === undefined ? undefined : writtenOf(key);
    if (name === undefined) isUnknown = true;
    const before = entries.get(ANY);
    const own = item ?? unknownOf([pair]);
    entries.set(name ?? ANY, name === undefined && before !== undefined ? eitherOf([before, own]) : own);
  }
  return isMap ? newMap(entries, isUnknown) : objectOf(entries, isUnknown);
};
