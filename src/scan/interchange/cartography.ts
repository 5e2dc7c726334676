/**
 * Cartography's graph of AWS, as Neo4j exports it.
 *
 * What it calls RDSInstance is what Terraform calls aws_db_instance, and is understood as that. Accounts, tags, principals and
 * findings are no part of what fails; any other label or relationship that is not known is told.
 */
import type { Address, Plain } from '../../model/fact.ts';
import { byCodePoint } from '../../model/order.ts';
import { quoted } from '../../model/printable.ts';
import { put, textOf } from '../tree/values.ts';
import { ASIDE, HARMLESS, LABELS, RELATIONSHIPS, type Label, type Meaning } from './cartography/labels.ts';
import {
  type Neo4jGraph,
  type Neo4jNode,
  type Relationship,
  holdsNeo4j,
  readNeo4j,
} from './cartography/neo4j.ts';
import { type Told, counted, told } from './graph/told.ts';
import type { Importer } from './importer.ts';
import { type Item, factsOfItems } from './inventory/inventory.ts';
import { valueIn } from './json.ts';

export const cartography = {
  name: 'cartography',
  title: 'Cartography (Neo4j)',
  claims: ({ text }) => {
    const [first = ''] = text.trimStart().slice(0, 100_000).split('\n', 1);
    return holdsNeo4j(valueIn(text) ?? valueIn(first));
  },
  read: (texts) => {
    const graphs = texts.map(readNeo4j);
    const findings = told();
    const facts = factsOfItems(itemsOf(graphs, findings));
    return Promise.resolve({
      form: 'facts',
      facts: { ...facts, findings: [...facts.findings, ...findings.findings()] },
      apps: 'entry',
    });
  },
} as const satisfies Importer;

/** A node that is known. */
interface Known {
  readonly node: Neo4jNode;
  readonly label: string;
  readonly spec: Label;
  readonly address: Address;
}

const itemsOf = (graphs: readonly Neo4jGraph[], findings: Told): readonly Item[] =>
  graphs.flatMap(({ nodes, relationships }) => {
    const known = new Map(
      nodes.flatMap((node) => {
        const found = knownAs(node, findings);
        return found === undefined ? [] : [[node.id, found] as const];
      }),
    );
    const described = new Set(nodes.map(({ id }) => id));
    const references = new Map<Known, NonNullable<Item['references']>[number][]>();
    for (const relationship of relationships) {
      const [start, end] = [known.get(relationship.from), known.get(relationship.to)];
      if (start === undefined || end === undefined) {
        if (!described.has(relationship.from) || !described.has(relationship.to))
          lost(relationship, findings);
        continue;
      }
      const meaning = meaningOf(relationship, start, end, findings);
      if (meaning === undefined) continue;
      const [holder, other] = meaning.holder === 'start' ? [start, end] : [end, start];
      const own = references.get(holder) ?? [];
      references.set(holder, own);
      const { property } = meaning;
      own.push({
        to: other.address,
        property,
        ...(meaning.class === undefined ? {} : { class: meaning.class }),
      });
    }
    return [...known.values()].map((one) => itemOf(one, references.get(one) ?? []));
  });

/** `AWSEC2Instance` of newer versions is `EC2Instance` of older ones. */
const plainLabel = (label: string): string =>
  label.startsWith('AWS') && label.length > 3 ? label.slice(3) : label;

const knownAs = (node: Neo4jNode, findings: Told): Known | undefined => {
  const labels = node.labels.map(plainLabel);
  const label = labels.find((one) => Object.hasOwn(LABELS, one));
  const { where } = node;
  if (label === undefined) {
    if (labels.some((one) => ASIDE.test(one)))
      findings.tell(
        'aside',
        where,
        { kind: 'assumed' },
        (count) =>
          `${counted(count, 'node')} (accounts, tags, principals, findings) left out: they do not fail`,
      );
    else
      findings.tell(
        `label ${labels.join(':')}`,
        where,
        { kind: 'unknown-type' },
        (count) =>
          `${counted(count, 'node')} with the label ${quoted(labels.toSorted(byCodePoint).join(':'))}, which is not known`,
      );
    return undefined;
  }
  const spec = LABELS[label]!;
  const name = spec.named
    .map((property) => textOf(node.properties.get(property)))
    .find((text) => (text ?? '') !== '');
  if (name === undefined) {
    findings.tell(
      `nameless ${label}`,
      where,
      { kind: 'unreadable' },
      (count) => `${counted(count, label)} without a name`,
    );
    return undefined;
  }
  const arn = textOf(node.properties.get('arn')) ?? textOf(node.properties.get('id')) ?? '';
  const [, , , inArn = '', account = ''] = arn.startsWith('arn:') ? arn.split(':') : [];
  const region = textOf(node.properties.get('region')) ?? inArn;
  const scope = [account, region].filter((part) => part !== '').join('/');
  const short = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/s.exec(name)?.[1] ?? name;
  return { node, label, spec, address: { scope, local: `${spec.type}.${short}` } };
};

const itemOf = ({ node, spec, address }: Known, references: NonNullable<Item['references']>): Item => {
  const values: Record<string, Plain> = {};
  for (const [property, attribute] of Object.entries(spec.attributes)) {
    const value = node.properties.get(property);
    const [block, inner] = attribute.split('.');
    if (value !== undefined && value !== null)
      put(values, block!, inner === undefined ? value : { [inner]: value });
  }
  const [arn, id, region] = ['arn', 'id', 'region'].map((property) => textOf(node.properties.get(property)));
  const own = arn ?? (id?.startsWith('arn:') === true ? id : undefined);
  if (own !== undefined) values['arn'] = own;
  if (region !== undefined && region !== '') values['region'] = region;
  const state = textOf(node.properties.get('state'));
  return {
    type: spec.type,
    address,
    where: node.where,
    values,
    references,
    ...(spec.type === 'aws_instance' && /^(?:stopped|terminated)$/.test(state ?? '') ? { count: 0 } : {}),
  };
};

const meaningOf = (
  { type, where }: Relationship,
  start: Known,
  end: Known,
  findings: Told,
): Meaning | undefined => {
  for (const key of [`${start.label}>${type}`, `${type}>${end.label}`, type])
    if (Object.hasOwn(RELATIONSHIPS, key)) return RELATIONSHIPS[key];
  if (HARMLESS.has(type))
    findings.tell(
      `harmless ${type}`,
      where,
      { kind: 'assumed' },
      (count) => `${counted(count, 'relationship')} ${quoted(type)}: nothing fails by it`,
    );
  else
    findings.tell(
      `relationship ${type}`,
      where,
      { kind: 'unknown-type' },
      (count) =>
        `${counted(count, 'relationship')} ${quoted(type)} from ${start.label} to ${end.label}: what it means is not known`,
    );
  return undefined;
};

const lost = ({ type, where }: Relationship, findings: Told): void =>
  findings.tell(
    'lost',
    where,
    { kind: 'unresolved', hint: 'export nodes and relationships together' },
    (count) =>
      `${counted(count, 'relationship')} with an end that is not among the nodes, first ${quoted(type)}`,
  );
