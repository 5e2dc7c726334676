/** `Fn::ForEach` (AWS::LanguageExtensions): a list that stands for many members, written out. */
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { entriesOf, textOf } from '../tree.ts';
import { isOpen } from './tags.ts';

const PREFIX = 'Fn::ForEach::';

/** Members of a map with more of which no further loop is written out: a template has 500 resources at most. */
const MOST = 5_000;

/** A member of a map, and the path at which the text has it. */
export interface Member {
  readonly name: string;
  readonly value: Plain;
  readonly path: readonly Step[];
}

/** A loop whose collection is not known. */
interface OpenLoop {
  readonly name: string;
  readonly path: readonly Step[];
}

/** The members of a map with all loops written out. `evaluate` says what a collection is, if that is known. */
export const membersOf = (
  map: Plain | undefined,
  path: readonly Step[],
  evaluate: (value: Plain) => Plain | undefined,
): { readonly members: readonly Member[]; readonly open: readonly OpenLoop[] } => {
  const members: Member[] = [];
  const open: OpenLoop[] = [];
  const visit = (value: Plain | undefined, at: readonly Step[]): void => {
    for (const [name, member] of entriesOf(value)) {
      const here = [...at, name];
      if (!name.startsWith(PREFIX)) {
        members.push({ name, value: member, path: here });
        continue;
      }
      const turns = members.length > MOST ? undefined : turnsOf(member, evaluate);
      if (turns === undefined) open.push({ name: name.slice(PREFIX.length), path: here });
      else for (const turn of turns) visit(turn, [...here, 2]);
    }
  };
  visit(map, path);
  return { members, open };
};

/** A loop's body, once for each item of its collection. */
const turnsOf = (
  loop: Plain,
  evaluate: (value: Plain) => Plain | undefined,
): readonly Plain[] | undefined => {
  if (!Array.isArray(loop)) return undefined;
  const [variable, collection, body] = loop as readonly Plain[];
  if (typeof variable !== 'string' || collection === undefined || body === undefined) return undefined;
  const known = evaluate(collection);
  if (typeof known === 'string' && isOpen(known)) return undefined;
  const items = typeof known === 'string' ? known.split(',').map((item) => item.trim()) : known;
  if (!Array.isArray(items)) return undefined;
  const texts = (items as readonly Plain[]).map(textOf);
  return texts.every((text) => text !== undefined)
    ? texts.map((text) => withItem(body, variable, text, 0))
    : undefined;
};

/** A body with the loop's variable filled in, in keys and values: `${Name}`, `&{Name}` (letters and digits only), `Ref`. */
const withItem = (value: Plain, variable: string, item: string, depth: number): Plain => {
  if (depth > 100) return value;
  if (typeof value === 'string') return fill(value, variable, item);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return (value as readonly Plain[]).map((one) => withItem(one, variable, item, depth + 1));
  const entries = entriesOf(value);
  if (entries.length === 1 && entries[0]![0] === 'Ref' && entries[0]![1] === variable) return item;
  return Object.fromEntries(
    entries.map(([name, member]) => [
      fill(name, variable, item),
      withItem(member, variable, item, depth + 1),
    ]),
  );
};

const fill = (text: string, variable: string, item: string): string =>
  text
    .replaceAll(`\${${variable}}`, () => item)
    .replaceAll(`&{${variable}}`, () => item.replaceAll(/[^A-Za-z0-9]/g, ''));
