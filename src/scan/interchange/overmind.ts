/**
 * Items with links, as Overmind's State Description Protocol has them in JSON.
 *
 * A link says on which side a change is felt. `blastPropagation.in`: what happens to the linked item is felt by this one, so
 * this one needs it. `out`: the other way. Both: each needs the other; it is said so, and both fall together. Neither: no edge.
 */
import type { Address, Facts, Plain, ReferenceFact, ResourceFact, Where } from '../../model/fact.ts';
import { quoted } from '../../model/printable.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import { put } from '../tree/values.ts';
import { type Told, counted, told } from './graph/told.ts';
import type { ForeignText, Importer } from './importer.ts';
import { knownOf } from '../terraform-json/known.ts';
import { readJson, valueIn } from './json.ts';
import { ITEM_TYPES, KINDS_OF_TYPES } from './overmind/types.ts';

export const overmind = {
  name: 'overmind',
  title: 'Overmind items (SDP)',
  claims: ({ text }) => {
    const value = valueIn(text);
    const first = at(value, 0) ?? at(value, 'items', 0) ?? value;
    return (
      textOf(at(first, 'type')) !== undefined &&
      (said(first, 'uniqueAttribute') ?? said(first, 'uniqueAttributeName')) !== undefined
    );
  },
  read: (texts) => Promise.resolve({ form: 'facts', facts: factsOf(texts), apps: 'entry' }),
} as const satisfies Importer;

/** Protobuf's JSON writes `linkedItems`, Go's own `linked_items`. */
const said = (value: Plain | undefined, key: string): Plain | undefined =>
  at(value, key) ??
  at(
    value,
    key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );

interface Item {
  readonly value: Plain;
  readonly where: Where;
  readonly key: string;
  readonly address: Address;
}

/** A type, a name and a scope, which together are one item. */
interface Named {
  readonly type: string;
  readonly name: string;
  readonly scope: string;
}

const keyOf = ({ type, name, scope }: Named): string => [scope, type, name].join('\0');

const factsOf = (texts: readonly ForeignText[]): Facts => {
  const findings = told();
  const items = new Map<string, Item>();
  for (const text of texts) {
    const { value, line } = readJson(text);
    const [list, room] = Array.isArray(value)
      ? [value as readonly Plain[], '']
      : at(value, 'items') === undefined
        ? [[value], '']
        : [itemsOf(at(value, 'items')), 'items'];
    for (const [i, entry] of list.entries()) {
      const where = { file: text.file, line: line(room, i) };
      const named = namedIn(entry);
      if (named === undefined)
        findings.tell(
          'nameless',
          where,
          { kind: 'unreadable' },
          (count) => `${counted(count, 'item')} without a type or without the attribute that names it`,
        );
      else if (items.has(keyOf(named)))
        findings.tell(
          'twice',
          where,
          { kind: 'described-twice' },
          (count) => `${counted(count, 'item')} described again: the earlier word counts`,
        );
      else items.set(keyOf(named), { value: entry, where, key: keyOf(named), address: addressOf(named) });
    }
  }
  const references = new Map<string, ReferenceFact>();
  for (const item of items.values()) linksOf(item, items, references, findings);
  return {
    resources: [...items.values()].map(resourceOf),
    references: [...references.values()],
    findings: findings.findings(),
  };
};

const attributesIn = (item: Plain): Plain | undefined =>
  at(item, 'attributes', 'attrStruct') ?? at(item, 'attributes', 'attr_struct') ?? at(item, 'attributes');

const namedIn = (item: Plain): Named | undefined => {
  const type = textOf(at(item, 'type'));
  const attribute = textOf(said(item, 'uniqueAttribute') ?? said(item, 'uniqueAttributeName'));
  const name =
    textOf(said(item, 'uniqueAttributeValue')) ??
    (attribute === undefined ? undefined : textOf(at(attributesIn(item), attribute)));
  if (type === undefined || name === undefined || name === '') return undefined;
  return { type, name, scope: textOf(at(item, 'scope')) ?? '' };
};

/** `123456789012.eu-west-2` is an account and a region; `global` is nowhere. */
const placeOf = (scope: string): { readonly scope: string; readonly region?: string } => {
  const [, account, region] = /^(\d{12})(?:\.([a-z]{2}(?:-[a-z]+)+-\d))?$/.exec(scope) ?? [];
  return account === undefined
    ? { scope: scope === 'global' ? '' : scope }
    : {
        scope: region === undefined ? account : `${account}/${region}`,
        ...(region === undefined ? {} : { region }),
      };
};

const addressOf = ({ type, name, scope }: Named): Address => ({
  scope: placeOf(scope).scope,
  local: `${type}.${/^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/s.exec(name)?.[1] ?? name}`,
});

const resourceOf = ({ value, where, address }: Item): ResourceFact => {
  const type = textOf(at(value, 'type'))!;
  const known = Object.hasOwn(ITEM_TYPES, type) ? ITEM_TYPES[type] : undefined;
  const kind = Object.hasOwn(KINDS_OF_TYPES, type)
    ? KINDS_OF_TYPES[type as keyof typeof KINDS_OF_TYPES]
    : undefined;
  const { region } = placeOf(textOf(at(value, 'scope')) ?? '');
  const attributes = attributesIn(value);
  const properties: Record<string, Plain> = {};
  for (const [own, terraform] of Object.entries(known?.attributes ?? {})) {
    const found = at(attributes, own);
    if (found !== undefined) put(properties, terraform, found);
  }
  const tags = new Map([...entriesOf(at(attributes, 'tags')), ...entriesOf(at(value, 'tags'))]);
  const [name, owner] = [
    textOf(tags.get('Name')),
    textOf(tags.get('owner') ?? tags.get('Owner') ?? tags.get('team')),
  ];
  return {
    address,
    type: known?.type ?? type,
    where,
    ...(kind === undefined ? {} : { kind }),
    ...(region === undefined ? {} : { region }),
    ...(name === undefined ? {} : { name }),
    ...(owner === undefined ? {} : { owner }),
    properties: knownOf(properties),
  };
};

const linksOf = (
  item: Item,
  items: ReadonlyMap<string, Item>,
  references: Map<string, ReferenceFact>,
  findings: Told,
): void => {
  const links = [
    ...itemsOf(said(item.value, 'linkedItems')).map((link) => ({
      link,
      to: at(link, 'item') ?? link,
      isQuery: false,
    })),
    ...itemsOf(said(item.value, 'linkedItemQueries')).map((link) => ({
      link,
      to: at(link, 'query') ?? link,
      isQuery: true,
    })),
  ];
  for (const { link, to, isQuery } of links) {
    const { where } = item;
    const named = isQuery ? queried(to) : referred(to);
    const found = named === undefined ? undefined : items.get(keyOf(named));
    if (found === undefined) {
      findings.tell(
        isQuery ? 'query' : 'link',
        where,
        { kind: 'unresolved' },
        (count) =>
          `${counted(count, 'link')} to items that are not there, first ${quoted(textOf(at(to, 'type')) ?? '')} ${quoted(textOf(at(to, 'query')) ?? textOf(said(to, 'uniqueAttributeValue')) ?? '')}`,
      );
      continue;
    }
    if (found === item) continue;
    const blast = said(link, 'blastPropagation');
    const [isIn, isOut] = [at(blast, 'in') === true, at(blast, 'out') === true];
    if (blast === undefined)
      findings.tell(
        'no blast',
        where,
        { kind: 'unknown-value' },
        (count) =>
          `${counted(count, 'link')} without blastPropagation: taken as needed by the item that has it`,
      );
    if (isIn || blast === undefined) refer(item, found, where, references);
    if (isOut) refer(found, item, where, references);
    if (isIn && isOut)
      findings.tell(
        'both',
        where,
        { kind: 'assumed' },
        (count) => `${counted(count, 'link')} felt on both sides: each end needs the other`,
      );
    if (blast !== undefined && !isIn && !isOut)
      findings.tell(
        'neither',
        where,
        { kind: 'assumed' },
        (count) => `${counted(count, 'link')} felt on neither side: no edge`,
      );
  }
};

const referred = (reference: Plain): Named | undefined => {
  const [type, name] = [textOf(at(reference, 'type')), textOf(said(reference, 'uniqueAttributeValue'))];
  return type === undefined || name === undefined
    ? undefined
    : { type, name, scope: textOf(at(reference, 'scope')) ?? '' };
};

/** Only what asks for one item by its name says which it is; left out, the method is that. */
const queried = (query: Plain): Named | undefined => {
  const [type, name] = [textOf(at(query, 'type')), textOf(at(query, 'query'))];
  const method = at(query, 'method') ?? 'GET';
  return type === undefined || name === undefined || (method !== 'GET' && method !== 0)
    ? undefined
    : { type, name, scope: textOf(at(query, 'scope')) ?? '' };
};

const refer = (from: Item, to: Item, where: Where, references: Map<string, ReferenceFact>): void => {
  const key = `${from.key}\n${to.key}`;
  if (references.has(key)) return;
  references.set(key, {
    from: from.address,
    to: { by: 'address', address: to.address },
    property: 'linkedItems',
    where,
    confidence: 'documented',
    why: 'a change is felt along the link',
  });
};
