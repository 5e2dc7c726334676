/**
 * Nodes and relationships as Neo4j hands them out, in any of its shapes: APOC's `export.json` (a record on each line, a list, or
 * `{nodes, rels}`), results of the HTTP API (`row` and `graph`), results that the Browser saved.
 */
import type { Plain, Where } from '../../../model/fact.ts';
import { UserError } from '../../../model/user-error.ts';
import { at, entriesOf, textOf } from '../../tree.ts';
import type { ForeignText } from '../importer.ts';
import { readJson } from '../json.ts';

export interface Neo4jNode {
  readonly id: string;
  readonly labels: readonly string[];
  readonly properties: ReadonlyMap<string, Plain>;
  readonly where: Where;
}

export interface Relationship {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly where: Where;
}

export interface Neo4jGraph {
  readonly nodes: readonly Neo4jNode[];
  readonly relationships: readonly Relationship[];
}

/** Whether a value is a node or a relationship, or holds one near its beginning. */
export const holdsNeo4j = (value: Plain | undefined): boolean => {
  let looked = 0;
  const open: Plain[] = value === undefined ? [] : [value];
  for (const next of open) {
    if (++looked > 200) return false;
    if (nodeIn(next, NOWHERE) !== undefined) return true;
    open.push(...membersOf(next).slice(0, 5));
  }
  return false;
};

const NOWHERE: Where = { file: '', line: 1 };

/** @throws UserError if a text is neither JSON nor lines of it. */
export const readNeo4j = (text: ForeignText): Neo4jGraph => {
  const nodes = new Map<string, Neo4jNode>();
  const relationships = new Map<string, Relationship>();
  for (const { value, lineOf } of recordsIn(text)) {
    // The list grows while it is walked.
    const open: { readonly value: Plain; readonly line: number }[] = [{ value, line: lineOf(-1) }];
    for (const { value: next, line } of open) {
      const where = { file: text.file, line };
      const node = nodeIn(next, where);
      const relationship = node === undefined ? relationshipIn(next, where) : undefined;
      if (node !== undefined) {
        if (!nodes.has(node.id) || nodes.get(node.id)!.properties.size === 0) nodes.set(node.id, node);
      } else if (relationship !== undefined) {
        const { type, from, to } = relationship;
        const key = [type, from, to].join('\0');
        if (!relationships.has(key)) relationships.set(key, relationship);
        // APOC writes both ends in full where it is asked to.
        for (const end of ['start', 'end']) {
          const described = nodeIn(at(next, end) ?? null, where);
          if (described !== undefined && !nodes.has(described.id)) nodes.set(described.id, described);
        }
      } else {
        const isTop = next === value;
        for (const [i, member] of membersOf(next).entries())
          open.push({ value: member, line: isTop && Array.isArray(next) ? lineOf(i) : line });
      }
    }
  }
  return { nodes: [...nodes.values()], relationships: [...relationships.values()] };
};

const membersOf = (value: Plain): readonly Plain[] =>
  Array.isArray(value) ? (value as readonly Plain[]) : entriesOf(value).map(([, member]) => member);

interface Part {
  readonly value: Plain;
  /** The line of an item of the value; -1: of the value itself. */
  readonly lineOf: (item: number) => number;
}

/** The whole of a text, or a record on each line of it. */
const recordsIn = (text: ForeignText): readonly Part[] => {
  const lines = text.text.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  const isLines =
    lines.slice(first + 1).some((line) => line.trim().startsWith('{')) &&
    lineValue(lines[first] ?? '') !== undefined;
  if (!isLines) {
    const { value, line } = readJson(text);
    return entriesOf(value)
      .map(([room, member]): Part => ({ value: member, lineOf: (i) => (i < 0 ? 1 : line(room, i)) }))
      .concat(Array.isArray(value) ? [{ value, lineOf: (i) => (i < 0 ? 1 : line('', i)) }] : []);
  }
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    const value = lineValue(line);
    if (value === undefined)
      throw new UserError({
        message: 'this line is no JSON, as those before it are',
        place: { file: text.file, line: i + 1, column: 1 },
      });
    return [{ value, lineOf: () => i + 1 }];
  });
};

const lineValue = (line: string): Plain | undefined => {
  if (!line.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Plain;
  } catch {
    return undefined;
  }
};

const idOf = (value: Plain | undefined): string | undefined =>
  textOf(value) ?? textOf(at(value, 'low')) ?? textOf(at(value, 'id')) ?? textOf(at(value, 'elementId'));

const nodeIn = (value: Plain, where: Where): Neo4jNode | undefined => {
  const labels = at(value, 'labels');
  const id = idOf(at(value, 'elementId') ?? at(value, 'identity') ?? at(value, 'id'));
  if (!Array.isArray(labels) || id === undefined || labels.some((label) => typeof label !== 'string'))
    return undefined;
  return {
    id,
    labels: labels as readonly string[],
    properties: new Map(entriesOf(at(value, 'properties'))),
    where,
  };
};

const relationshipIn = (value: Plain, where: Where): Relationship | undefined => {
  const start = at(value, 'startNodeElementId') ?? at(value, 'startNode') ?? at(value, 'start');
  const end = at(value, 'endNodeElementId') ?? at(value, 'endNode') ?? at(value, 'end');
  const [from, to] = [idOf(start), idOf(end)];
  const type = textOf(at(value, 'label')) ?? textOf(at(value, 'type'));
  if (from === undefined || to === undefined || type === undefined) return undefined;
  return { type, from, to, where };
};
