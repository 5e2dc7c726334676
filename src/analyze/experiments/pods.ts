/**
 * How the pods of a scanned workload are found: namespace, name and labels, read from the lines of its manifest.
 *
 * The graph keeps neither; the node's source says the line where the object begins. Only what is certain to be read right
 * is taken: one label a line, or a map in braces; whatever else it is, somebody has to fill in.
 */
import type { Thing } from './things.ts';

export interface Pods {
  readonly namespace: string;
  readonly name: string;
  /** `app=checkout,tier=web`; left out: they could not be read. */
  readonly labels?: string;
}

/** Undefined: it is no workload of Kubernetes, or its name is none that Kubernetes takes. */
export type PodsOf = (thing: Thing) => Pods | undefined;

const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?$/;
const LABEL_KEY =
  /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** Reads pods with the lines that `linesOf` has; without it, by the node's id alone. */
export const podsReader =
  (linesOf: ((file: string) => readonly string[] | undefined) | undefined): PodsOf =>
  ({ node, sort }) => {
    if (sort !== 'kubernetes-workload') return undefined;
    const segments = node.id.split('/');
    const place = /^(.+):(\d{1,9})$/.exec(node.source ?? '');
    const lines = place === null ? undefined : linesOf?.(place[1]!);
    const object = lines === undefined || place === null ? [] : objectAt(lines, Number(place[2]));
    const namespace = valueIn(object, 'namespace') ?? segments.at(-2);
    const name = valueIn(object, 'name') ?? segments.at(-1)!;
    if (namespace === undefined || !NAME.test(namespace) || !NAME.test(name)) return undefined;
    const labels = labelsIn(object);
    return { namespace, name, ...(labels === undefined ? {} : { labels }) };
  };

/** Lines of an object that are looked at. */
const MOST_LINES = 2_000;

/** The lines of the YAML document that a line (from 1) stands in. */
const objectAt = (lines: readonly string[], line: number): readonly string[] => {
  const isDivider = (text: string | undefined): boolean => text !== undefined && /^---(?:\s|$)/.test(text);
  let start = Math.min(line - 1, lines.length);
  while (start > 0 && !isDivider(lines[start - 1])) start--;
  let end = Math.max(line - 1, start);
  while (end < lines.length && end - start < MOST_LINES && !(end > start && isDivider(lines[end]))) end++;
  return lines.slice(start, end);
};

/** `name` and `namespace` of the object's own metadata, two blanks in. */
const valueIn = (object: readonly string[], key: 'name' | 'namespace'): string | undefined => {
  const from = object.findIndex((text) => /^metadata:\s*(?:#.*)?$/.test(text));
  for (const text of from < 0 ? [] : object.slice(from + 1)) {
    if (/^\S/.test(text)) break;
    const match = /^ {2}([a-z]+):\s+(.*)$/.exec(text);
    if (match !== null && match[1] === key) return plain(match[2]!);
  }
  return undefined;
};

const labelsIn = (object: readonly string[]): string | undefined => {
  const at = object.findIndex((text) => /^\s+matchLabels:/.test(text));
  if (at < 0) return undefined;
  const [, indent, rest] = /^(\s+)matchLabels:\s*(.*)$/.exec(object[at]!)!;
  const pairs = /^\{.*\}\s*(?:#.*)?$/.test(rest!)
    ? inBraces(rest!)
    : below(object.slice(at + 1), indent!.length);
  if (pairs === undefined || pairs.length === 0) return undefined;
  return pairs.map(([key, value]) => `${key}=${value}`).join(',');
};

type Pair = readonly [key: string, value: string];

const inBraces = (text: string): readonly Pair[] | undefined =>
  allOf(
    text
      .slice(text.indexOf('{') + 1, text.lastIndexOf('}'))
      .split(',')
      .filter((part) => part.trim() !== ''),
  );

const below = (lines: readonly string[], indent: number): readonly Pair[] | undefined => {
  const end = lines.findIndex((text) => text.trim() !== '' && text.search(/\S/) <= indent);
  const inside = (end < 0 ? lines : lines.slice(0, end)).filter((text) => !/^\s*(?:#|$)/.test(text));
  return allOf(inside);
};

/** All of them, or none: half of the labels would find the pods of others. */
const allOf = (parts: readonly string[]): readonly Pair[] | undefined => {
  const pairs = parts.map((part): Pair | undefined => {
    const match = /^\s*(?:"([^"]*)"|'([^']*)'|([^\s:'"]+))\s*:\s*(.*)$/.exec(part);
    if (match === null) return undefined;
    const key = match[1] ?? match[2] ?? match[3]!;
    const value = plain(match[4]!);
    return value !== undefined && LABEL_KEY.test(key) && LABEL_VALUE.test(value) ? [key, value] : undefined;
  });
  return pairs.every((pair) => pair !== undefined) ? pairs : undefined;
};

/** A scalar without its quotes and without a comment behind it. */
const plain = (text: string): string | undefined => {
  const match = /^(?:"([^"\\]*)"|'([^']*)'|([^\s'"#{}[\],&*!|>%@`][^\s#]*))\s*(?:\s#.*)?$/.exec(text.trim());
  return match === null ? undefined : (match[1] ?? match[2] ?? match[3]);
};
