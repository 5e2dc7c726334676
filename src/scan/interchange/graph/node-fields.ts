/** The fields of a node, from a foreign node's attributes. What has another form than ours is told and left out. */
import type { Plain, Where } from '../../../model/fact.ts';
import { parseAvailability } from '../../../model/availability.ts';
import type { PartialNode } from '../../../model/document.ts';
import { byCodePoint } from '../../../model/order.ts';
import { quoted } from '../../../model/printable.ts';
import { textOf } from '../../tree.ts';
import type { Field, Mapping } from './mapping.ts';
import { type Told, counted } from './told.ts';
import { kindOf } from './words.ts';

type Fields = ReadonlyMap<Field, Plain>;

/** Characters of a text that is kept. */
const LONGEST = 10_000;

/** A field as a text that may stand in a document. */
export const textIn = (fields: Fields, field: Field): string | undefined => {
  const text = textOf(fields.get(field))?.trim();
  return text === undefined || text === '' ? undefined : text.slice(0, LONGEST);
};

/** The word of a field, in the meaning that the user gave it. */
export const wordIn = (fields: Fields, field: Field, { values }: Mapping): string | undefined => {
  const text = textIn(fields, field);
  return text === undefined ? undefined : (values.get(field)?.get(text.toLowerCase()) ?? text);
};

/** All but the id and what it needs. `key`: what its source calls it. */
export const nodeFields = (
  { id, key, where }: { readonly id: string; readonly key: string; readonly where: Where },
  fields: Fields,
  mapping: Mapping,
  findings: Told,
): Omit<PartialNode, 'id' | 'dependsOn'> => {
  const unread = (field: Field, form: string): void =>
    findings.tell(
      `${field} form`,
      where,
      { kind: 'unknown-value', hint: `${form}; --map takes it from another attribute` },
      (count) => `${field} of ${counted(count, 'node')} cannot be read: ${quoted(shown(fields.get(field)))}`,
    );
  const given = wordIn(fields, 'kind', mapping);
  const kind = given === undefined ? undefined : kindOf(given);
  if (given === undefined)
    findings.tell('no kind', where, { kind: 'assumed' }, (count) =>
      count === 1
        ? '1 node says no kind: taken for a resource'
        : `${count} nodes say no kind: taken for resources`,
    );
  else if (kind === undefined)
    findings.tell(
      `kind ${given}`,
      where,
      {
        kind: 'unknown-type',
        hint: `say what it is in a map file: values: { kind: { ${JSON.stringify(given.slice(0, 40))}: service } }`,
      },
      (count) => `${quoted(given)} is no kind: ${counted(count, 'node')} taken for a resource`,
    );
  const name = textIn(fields, 'name') ?? key;
  const description = textIn(fields, 'description');
  const owner = wordIn(fields, 'owner', mapping);
  const tierText = wordIn(fields, 'tier', mapping);
  const tier = tierText === undefined ? undefined : /^(?:tier\W?)?(\d{1,3})$/i.exec(tierText)?.[1];
  if (tierText !== undefined && tier === undefined)
    unread('tier', 'a tier is a number, 1 the most important');
  const costText = textIn(fields, 'costPerHour');
  const cost = costText === undefined ? undefined : Number(costText);
  const hasCost = cost !== undefined && Number.isFinite(cost) && cost >= 0;
  if (cost !== undefined && !hasCost) unread('costPerHour', 'USD an hour, a number');
  const rawAvailability = textIn(fields, 'availability');
  const availability =
    rawAvailability === undefined
      ? undefined
      : parseAvailability(rawAvailability.endsWith('%') ? rawAvailability : Number(rawAvailability));
  if (rawAvailability !== undefined && availability === undefined)
    unread('availability', 'a percentage or a fraction: 99.95%');
  const source = textIn(fields, 'source') ?? `${where.file}:${where.line}`;
  return {
    kind: kind ?? 'resource',
    ...(name === id || name === '' ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    ...(tier === undefined ? {} : { tier: Number(tier) }),
    tags: tagsOf(fields.get('tags')),
    ...(hasCost ? { costPerHour: cost } : {}),
    ...(availability === undefined ? {} : { availability }),
    source,
    origins: [],
  };
};

const shown = (value: Plain | undefined): string => textOf(value) ?? JSON.stringify(value);

/** A list, a map of names and values, or a text with commas or semicolons; blanks become dashes. */
const tagsOf = (value: Plain | undefined): readonly string[] => {
  const texts = Array.isArray(value)
    ? (value as readonly Plain[]).flatMap((item) => textOf(item) ?? [])
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, text]) => {
          const plain = textOf(text);
          return plain === undefined ? [] : [`${name}:${plain}`];
        })
      : (textOf(value) ?? '').split(/[,;]/);
  const tags = texts.map((text) => text.trim().slice(0, LONGEST).replaceAll(/\s+/g, '-'));
  return [...new Set(tags.filter((tag) => tag !== ''))].toSorted(byCodePoint);
};
