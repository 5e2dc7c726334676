/** A row of a table as an item of an inventory, by the spec of its table. */
import type { Plain, Properties, Where } from '../../../model/fact.ts';
import { entriesOf, itemsOf, put, textOf } from '../../tree/values.ts';
import type { Item } from './inventory.ts';
import type { Source, Spec } from './spec.ts';

/** Columns by name; JSON columns as what they say. */
export type Row = Readonly<Record<string, Plain>>;

/** The columns that a spec reads, of those that there are. */
export const columnsOf = (spec: Spec, present: ReadonlySet<string>): readonly string[] => {
  const wanted = [
    ...Object.values(spec.attributes).flat(),
    ...(spec.off?.source ?? []),
    'account_id',
    ...(spec.isGlobal === true ? [] : ['region']),
  ];
  return [...new Set(wanted.map((source) => pathOf(source)[0]!))]
    .filter((column) => present.has(column))
    .toSorted();
};

/** The item of a row; undefined if nothing in it names it. */
export const itemOf = (spec: Spec, row: Row, where: Where): Item | undefined => {
  const values: Record<string, Plain> = {};
  for (const [attribute, sources] of Object.entries(spec.attributes)) {
    const value = firstSaid(row, sources);
    if (value !== undefined)
      putAt(values, attribute, spec.recased?.includes(attribute) === true ? recased(value, 0) : value);
  }
  const region = spec.isGlobal === true ? undefined : textOf(firstSaid(row, ['region']));
  if (region !== undefined && region !== 'global') values['region'] = region;
  const name = nameOf(spec, values);
  if (name === undefined) return undefined;
  const account = textOf(firstSaid(row, ['account_id']));
  const isOff = spec.off?.is.includes(textOf(firstSaid(row, spec.off.source)) ?? '') === true;
  return {
    type: spec.type,
    address: {
      scope: [account, values['region']].filter((part) => typeof part === 'string').join('/'),
      local: `${spec.type}.${name}`,
    },
    where,
    values,
    ...(isOff ? { count: 0 } : {}),
  };
};

const nameOf = ({ named }: Spec, values: Properties): string | undefined => {
  const [first, ...rest] = named;
  const text = (attribute: string): string | undefined => {
    const said = textOf(Object.hasOwn(values, attribute) ? values[attribute] : undefined);
    return said === undefined || said === '' ? undefined : said;
  };
  const name = text(first!);
  if (name === undefined) return undefined;
  // Of an ARN the account and the region are told already.
  const short = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/s.exec(name)?.[1] ?? name;
  return [short, ...rest.flatMap((attribute) => text(attribute.replace(/^\+/, '')) ?? [])].join('.');
};

// —— sources ————————————————————————————————————————————————————————————————————————————————————————————————————————

const pathOf = (source: Source): readonly string[] => source.replace(/(?:#|~.*)$/, '').split('.');

const firstSaid = (row: Row, sources: readonly Source[]): Plain | undefined => {
  for (const source of sources) {
    const [column, ...steps] = pathOf(source) as [string, ...string[]];
    const found = valuesAt(Object.hasOwn(row, column) ? row[column] : undefined, steps);
    const said = found.filter((value) => value !== null && value !== '');
    if (said.length === 0) continue;
    const value = said.length === 1 && !Array.isArray(row[column]) ? said[0]! : said;
    const word = /~(.*)$/.exec(source)?.[1];
    if (word !== undefined) return textOf(value)?.toLowerCase() === word;
    return source.endsWith('#') ? lastPart(textOf(value)) : value;
  }
  return undefined;
};

/** All values at a path, lists on the way walked through; a list at its end stays one. */
const valuesAt = (value: Plain | undefined, steps: readonly string[]): readonly Plain[] => {
  let found: readonly Plain[] = value === undefined ? [] : [readable(value)];
  for (const step of steps) {
    const wanted = loosely(step);
    found = found
      .flatMap((one) => (Array.isArray(one) ? (one as readonly Plain[]) : [one]))
      .flatMap((one) => entriesOf(one).flatMap(([key, member]) => (loosely(key) === wanted ? [member] : [])));
  }
  return steps.length === 0
    ? found
    : found.flatMap((one) => (Array.isArray(one) ? (one as readonly Plain[]) : [one]));
};

/** Where a driver hands JSON on as a text. */
const readable = (value: Plain): Plain => {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as Plain;
  } catch {
    return value;
  }
};

const loosely = (key: string): string => key.replaceAll('_', '').toLowerCase();

const lastPart = (text: string | undefined): string | undefined => text?.split(/[:/]/).at(-1);

// —— attributes —————————————————————————————————————————————————————————————————————————————————————————————————————

/** Puts a value at `a.b`: blocks are maps. */
const putAt = (values: Record<string, Plain>, attribute: string, value: Plain): void => {
  const steps = attribute.split('.');
  const last = steps.pop()!;
  let block = values;
  for (const step of steps) {
    const inner = Object.hasOwn(block, step) ? (block[step] as Record<string, Plain>) : {};
    block[step] = inner;
    block = inner;
  }
  block[last] = value;
};

/** Nesting of definitions that is followed. */
const MOST_DEEP = 60;

/** `Environment` → `environment`, however deep. */
const recased = (value: Plain, depth: number): Plain => {
  if (depth > MOST_DEEP) return null;
  if (Array.isArray(value)) return itemsOf(value).map((item) => recased(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const members: Record<string, Plain> = {};
  for (const [key, member] of entriesOf(value))
    put(members, key.charAt(0).toLowerCase() + key.slice(1), recased(member, depth + 1));
  return members;
};
