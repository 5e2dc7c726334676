/**
 * JSON written out as a text of the program: policies, definitions of containers and machines. What a template puts
 * into it stays the value that it is, so that a table's ARN within a policy is still seen to be that table's.
 */
import type { Plain } from '../../../model/fact.ts';
import type { Value } from '../../typescript/value.ts';

/** Stands for a part that is no plain text: a character for private use, which no real text holds, and JSON may. */
const MARK = '\uE000';

/** Characters that are parsed at most. */
const MOST = 500_000;

/** What a text describes, if it is JSON of an object or a list; else nothing. */
export const documentIn = (value: Value): Value | undefined => {
  const parts = value.kind === 'text' ? value.parts : [value];
  const held: Value[] = [];
  let text = '';
  for (const part of parts) {
    if (part.kind === 'plain') text += String(part.plain ?? '');
    else {
      text += `${MARK}${held.length}${MARK}`;
      held.push(part);
    }
    if (text.length > MOST) return undefined;
  }
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return valueOf(JSON.parse(text) as Plain, held);
  } catch {
    return undefined;
  }
};

/** A plain value of JSON as a value of the program. */
const valueOf = (plain: Plain, held: readonly Value[] = []): Value => {
  if (typeof plain === 'string') return textOf(plain, held);
  if (typeof plain !== 'object' || plain === null) return { kind: 'plain', plain };
  if (Array.isArray(plain)) {
    const items = (plain as readonly Plain[]).map((item) => valueOf(item, held));
    return { kind: 'list', items, isOpen: false };
  }
  const entries = new Map(
    Object.entries(plain).map(([key, member]) => [unmarked(key), valueOf(member, held)]),
  );
  return { kind: 'object', entries, isOpen: false };
};

const textOf = (text: string, held: readonly Value[]): Value => {
  const pieces = text.split(MARK);
  if (pieces.length < 3) return { kind: 'plain', plain: text };
  const parts = pieces.flatMap((piece, at): readonly Value[] => {
    const inner = at % 2 === 1 ? held[Number(piece)] : undefined;
    if (inner !== undefined) return [inner];
    return piece === '' ? [] : [{ kind: 'plain', plain: piece }];
  });
  return parts.length === 1 ? parts[0]! : { kind: 'text', parts };
};

/** A key that is made at run time: which one, nobody knows. */
const unmarked = (key: string): string => (key.includes(MARK) ? '*' : key);
