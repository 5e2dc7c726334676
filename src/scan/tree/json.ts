/** JSON with the line of each value. The text is searched for lines only when somebody asks for one. */
import { type Node as JsonNode, parseTree } from 'jsonc-parser';
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { MOST_DEEP, TOO_DEEP, type Tree, type Trees } from './shape.ts';

/** The one document of a text; undefined if it is not JSON. */
export const jsonTrees = (text: string): Trees | undefined => {
  let value: Plain;
  try {
    value = JSON.parse(text) as Plain;
  } catch {
    return undefined;
  }
  return nestsDeeper(value, MOST_DEEP)
    ? { trees: [], problems: [{ line: lineOfDepth(text, MOST_DEEP), message: TOO_DEEP }] }
    : { trees: [{ value, line: linesIn(text) }], problems: [] };
};

const nestsDeeper = (value: Plain, than: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  return than === 0 || Object.values(value).some((member) => nestsDeeper(member, than - 1));
};

/** The line of the first bracket with more than so many open around it. */
const lineOfDepth = (text: string, most: number): number => {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]+|\\.)*"|[[\]{}]/g)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    if (depth > most) return lineAt(startsOf(text), index);
  }
  return 1;
};

const linesIn = (text: string): Tree['line'] => {
  let root: JsonNode | undefined;
  let starts: readonly number[] | undefined;
  const indexes = new WeakMap<JsonNode, ReadonlyMap<string, JsonNode>>();
  /** A map's members by name. Each map is gone through once, however often it is asked. */
  const indexOf = (map: JsonNode): ReadonlyMap<string, JsonNode> => {
    const index = indexes.get(map) ?? membersIn(map);
    indexes.set(map, index);
    return index;
  };
  const childOf = (node: JsonNode, step: Step): JsonNode | undefined =>
    node.type === 'array' ? node.children?.[Number(step)] : indexOf(node).get(String(step));
  return (path) => {
    root ??= parseTree(text);
    starts ??= startsOf(text);
    let node = root;
    for (const step of path) {
      const child: JsonNode | undefined = node === undefined ? undefined : childOf(node, step);
      if (child === undefined) break;
      node = child;
    }
    if (node === undefined) return 1;
    return lineAt(starts, (node.parent?.type === 'property' ? node.parent : node).offset);
  };
};

/** Of keys given twice the last one counts, as it does for the value. */
const membersIn = (map: JsonNode): ReadonlyMap<string, JsonNode> =>
  new Map(
    (map.children ?? []).flatMap(({ children: [key, value] = [] }) =>
      key === undefined || value === undefined ? [] : [[String(key.value), value] as const],
    ),
  );

const startsOf = (text: string): readonly number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

const lineAt = (starts: readonly number[], offset: number): number => {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
};
