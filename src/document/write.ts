/**
 * From the model to a document: canonical, so that the same infrastructure is always the same text.
 *
 * Nodes and scenarios sorted by id, keys in one order, requirements in their shortest form. What is read back is what
 * was written; comments say where each node came from.
 */
import {
  Document as YamlDocument,
  type Node as YamlNode,
  type Pair,
  isMap,
  isScalar,
  isSeq,
  visit,
} from 'yaml';
import type { Document } from '../model/document.ts';
import type { Estate } from '../model/estate.ts';
import { byId } from '../model/node.ts';
import { type Origin, formatPlace, placesOf } from '../model/place.ts';
import { type Notes, nodeText } from './node-text.ts';
import { plainDocument } from './plain-document.ts';
import { LINE_WIDTH } from './scalar-text.ts';

/** How a document is written. */
export interface WriteOptions {
  /** Whether comments say where each node and requirement came from; left out: they do. */
  readonly provenance?: boolean;
}

/** An assembled estate as one document. */
export const documentOf = (estate: Estate): Document => ({
  ...(estate.title === undefined ? {} : { title: estate.title }),
  ...(estate.description === undefined ? {} : { description: estate.description }),
  use: [],
  include: [],
  nodes: new Map(estate.nodes.map((node) => [node.id, node])),
  scenarios: estate.scenarios,
  ...(estate.policies === undefined ? {} : { policies: estate.policies }),
});

/** Canonical JSON, one line a node: the form for documents of more than some 10,000 nodes. */
export const writeJson = (document: Document): string => {
  const { nodes, templates, ...rest } = plainDocument(document);
  const frame = Object.entries(rest).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value, mapAsObject)}`,
  );
  const rooms = [
    ...(templates === undefined ? [] : [roomText('templates', templates)]),
    roomText('nodes', nodes),
  ];
  return `{\n${[...frame, ...rooms].join(',\n')}\n}\n`;
};

const roomText = (key: string, nodes: ReadonlyMap<string, object>): string => {
  const lines = [...nodes].map(([id, node]) => `    ${JSON.stringify(id)}: ${JSON.stringify(node)}`);
  return lines.length === 0 ? `  "${key}": {}` : `  "${key}": {\n${lines.join(',\n')}\n  }`;
};

const mapAsObject = (_: string, value: unknown): unknown =>
  value instanceof Map ? (Object.fromEntries(value) as unknown) : value;

/** Canonical YAML. */
export const writeYaml = (document: Document, { provenance = true }: WriteOptions = {}): string => {
  const { nodes, ...rest } = plainDocument(document);
  const notes = provenance ? notesOf(document) : [];
  const isBehind = (key: string): boolean => BEHIND_NODES.has(key);
  const frame = Object.entries(rest);
  return [
    byLibrary(Object.fromEntries(frame.filter(([key]) => !isBehind(key)))),
    nodes.size === 0 ? 'nodes: {}\n' : `nodes:\n${nodeTexts([...nodes], notes)}`,
    byLibrary(Object.fromEntries(frame.filter(([key]) => isBehind(key)))),
  ].join('');
};

/** What is written below the nodes. */
const BEHIND_NODES: ReadonlySet<string> = new Set(['templates', 'scenarios', 'policies']);

/** Node by node: what is simple is written by us, all else by the library. */
const nodeTexts = (nodes: readonly (readonly [string, object])[], notes: readonly Notes[]): string => {
  const last = nodes.length - 1;
  return nodes
    .map(([id, node], i) => {
      const own = notes[i] ?? NO_NOTES;
      const text = nodeText(id, node, own);
      return text === undefined ? libraryText(id, node, own, i === last) : i === last ? text : `${text}\n`;
    })
    .join('');
};

const NO_NOTES: Notes = { beside: new Map() };

/** A node that comes after another one: what lies between the two depends on how the first one ends. */
const NEXT = 'x';

/**
 * One entry of `nodes` by the library, with what divides it from the next one.
 *
 * It is the measure of what `nodeText` writes.
 */
export const libraryText = (id: string, node: object, { above, beside }: Notes, isLast: boolean): string => {
  const entries: [string, object][] = [[id, node]];
  // Its id is never equal to the one before it, and sorting is not asked for here.
  const next = id === NEXT ? `${NEXT}${NEXT}` : NEXT;
  if (!isLast) entries.push([next, {}]);
  const yaml = new YamlDocument({ nodes: new Map(entries) }, { aliasDuplicateObjects: false });
  const written = pairsOf(yaml, 'nodes');
  written.forEach(laidOut);
  const [{ key, value }] = written as [Pair<YamlNode, YamlNode>];
  if (above !== undefined) key.commentBefore = ` ${above}`;
  const dependsOn = isMap(value) ? value.get('dependsOn', true) : undefined;
  for (const [n, note] of beside) {
    const item = isSeq(dependsOn) ? dependsOn.items[n] : undefined;
    if (isScalar(item) || isMap(item)) item.comment = ` ${note}`;
  }
  const text = textOf(yaml).slice('nodes:\n'.length);
  return isLast ? text : text.slice(0, -`  ${next}: {}\n`.length);
};

const STYLE = { lineWidth: LINE_WIDTH, flowCollectionPadding: true } as const;

/** All but nodes. */
const byLibrary = (fields: Readonly<Record<string, unknown>>): string => {
  if (Object.keys(fields).length === 0) return '';
  const yaml = new YamlDocument(fields, { aliasDuplicateObjects: false });
  pairsOf(yaml, 'templates').forEach(laidOut);
  return textOf(yaml);
};

// Control characters that the library leaves as they are, and marks that override the direction of writing.
// oxlint-disable-next-line no-control-regex -- naming them is the point
const HARMFUL = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** The text, in which a terminal finds nothing to obey: what is harmful stands in double quotes, by its number. */
const textOf = (yaml: YamlDocument): string => {
  visit(yaml, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && scalar.value.search(HARMFUL) >= 0) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return yaml.toString(STYLE).replace(HARMFUL, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
};

const pairsOf = (yaml: YamlDocument, key: string): readonly Pair<YamlNode, YamlNode>[] => {
  const map = yaml.get(key);
  return isMap(map) ? (map.items as Pair<YamlNode, YamlNode>[]) : [];
};

/** Nodes stand apart, and requirements one on a line. */
const laidOut = ({ key, value }: Pair<YamlNode, YamlNode>, i: number): void => {
  key.spaceBefore = i > 0;
  if (!isMap(value)) return;
  for (const name of ['in', 'tags']) setFlow(value.get(name, true));
  const dependsOn = value.get('dependsOn', true);
  if (isSeq(dependsOn)) for (const requirement of dependsOn.items) setFlow(requirement);
};

const setFlow = (node: unknown): void => {
  if (isMap(node) || isSeq(node)) node.flow = true;
};

// —— provenance —————————————————————————————————————————————————————————————————————————————————————————————————————

/** Where each node and its requirements came from, in the order in which they are written. */
const notesOf = ({ nodes }: Document): readonly Notes[] => {
  const sorted = [...nodes.values()].toSorted(byId);
  const origins = sorted.flatMap((node) => [
    ...node.origins,
    ...node.dependsOn.flatMap(({ origin }) => (origin === undefined ? [] : [origin])),
  ]);
  // Nothing that a scan made comes from a document.
  if (origins.length === 0) return [];
  const places = placesOf(origins);
  const said = (origin: Origin): string => {
    const place = places.get(origin);
    return place === undefined ? origin.source.file : formatPlace(place);
  };
  return sorted.map(({ origins: [first, ...others], dependsOn }) => ({
    ...(first === undefined ? {} : { above: [first, ...others].map(said).join(', ') }),
    beside: new Map(
      dependsOn.flatMap(({ origin }, n) =>
        // Where it was said is worth a word only if it is another file than the node's own.
        origin === undefined || origin.source === first?.source ? [] : [[n, said(origin)]],
      ),
    ),
  }));
};
