/** JSON of other programs, with the line of each item of its lists: found in one walk, and only when asked for. */
import { visit } from 'jsonc-parser';
import { parseJson } from '../../document/json.ts';
import type { Plain } from '../../model/fact.ts';
import { UserError } from '../../model/user-error.ts';
import type { ForeignText } from './importer.ts';

export interface ForeignJson {
  readonly value: Plain;
  /** The line of an item of a list, from 1. `list`: the keys and indexes to the list, joined by `/`. */
  readonly line: (list: string, index: number) => number;
}

/** @throws UserError, with its place, if it is no JSON, nests too deep or says a key twice. */
export const readJson = ({ file, text }: ForeignText): ForeignJson => {
  const parsed = parseJson({ file, text });
  if (!parsed.ok) throw new UserError(parsed.problems);
  let lines: ReadonlyMap<string, readonly number[]> | undefined;
  return {
    value: parsed.value as Plain,
    line: (list, index) => {
      lines ??= itemLines(text);
      return lines.get(list)?.[index] ?? 1;
    },
  };
};

/** The lines on which the maps in each list begin. */
const itemLines = (text: string): ReadonlyMap<string, readonly number[]> => {
  const lines = new Map<string, number[]>();
  /** What is open: a list with its path and how many items it has, or a map with its path. */
  const open: { path: string; list?: number[]; key: string; count: number }[] = [];
  const pathOf = (): string => {
    const parent = open.at(-1);
    if (parent === undefined) return '';
    const step = parent.list === undefined ? parent.key : String(parent.count);
    return parent.path === '' ? step : `${parent.path}/${step}`;
  };
  const passed = (line: number): void => {
    const parent = open.at(-1);
    if (parent?.list === undefined) return;
    parent.list[parent.count++] = line;
  };
  visit(text, {
    onObjectBegin: (_offset, _length, line) => {
      const path = pathOf();
      passed(line + 1);
      open.push({ path, key: '', count: 0 });
    },
    onObjectProperty: (key) => {
      const map = open.at(-1);
      if (map !== undefined) map.key = key;
    },
    onArrayBegin: (_offset, _length, line) => {
      const path = pathOf();
      passed(line + 1);
      const list: number[] = [];
      lines.set(path, list);
      open.push({ path, list, key: '', count: 0 });
    },
    onLiteralValue: (_value, _offset, _length, line) => passed(line + 1),
    onObjectEnd: () => void open.pop(),
    onArrayEnd: () => void open.pop(),
  });
  return lines;
};

/** Whether the beginning of a text looks like JSON. */
export const isJson = (text: string): boolean => /^\s*[[{]/.test(text.slice(0, 10_000));

/** The value of a text if it is JSON; undefined if it is not. For recognising: what is wrong is told when it is read. */
export const valueIn = (text: string): Plain | undefined => {
  if (!isJson(text)) return undefined;
  try {
    return JSON.parse(text) as Plain;
  } catch {
    return undefined;
  }
};
