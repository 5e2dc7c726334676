/** The short tags of CloudFormation's YAML (`!Ref x`), in the long form that its JSON has (`{"Ref": "x"}`). */
import type { Plain } from '../../model/fact.ts';

/** `!Ref` and `!Condition` stand for themselves, `!Sub` for `Fn::Sub`, `!Rain::Module` for `Rain::Module`. */
export const longForm = (tag: string, value: Plain): Plain => {
  const name = tag.replace(/^!+/, '');
  if (name === '') return value;
  const key = name === 'Ref' || name === 'Condition' || name.includes('::') ? name : `Fn::${name}`;
  return { [key]: value };
};

/** The function that a value calls: a map of one member, whose name is a function's. */
export const callOf = (value: Plain): { readonly name: string; readonly argument: Plain } | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const names = Object.keys(value);
  const [name] = names;
  if (names.length !== 1 || name === undefined || !isFunction(name)) return undefined;
  return { name, argument: (value as Readonly<Record<string, Plain>>)[name]! };
};

/** Whether a key is a function's name, and so no property's. */
export const isFunction = (name: string): boolean => name === 'Ref' || name.startsWith('Fn::');

/** A piece of a text with `${…}` in it: words as they are, or the name that is to be put in. */
type Piece =
  { readonly kind: 'words'; readonly text: string } | { readonly kind: 'name'; readonly text: string };

/** The pieces of `Fn::Sub`'s text. `${!X}` is the literal `${X}`. */
export const piecesOf = (text: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let from = 0;
  for (let open = text.indexOf('${'); open >= 0; open = text.indexOf('${', from)) {
    const close = text.indexOf('}', open);
    if (close < 0) break;
    if (open > from) pieces.push({ kind: 'words', text: text.slice(from, open) });
    const name = text.slice(open + 2, close).trim();
    pieces.push(
      name.startsWith('!') ? { kind: 'words', text: `\${${name.slice(1)}}` } : { kind: 'name', text: name },
    );
    from = close + 1;
  }
  if (from < text.length) pieces.push({ kind: 'words', text: text.slice(from) });
  return pieces;
};

/** Whether a text still has places to be filled: what it says is not known as a whole. */
export const isOpen = (text: string): boolean => text.includes('${');
