/**
 * What a template's expressions come to, as far as that is known before it is deployed.
 *
 * A text of which a part is not known keeps the place of that part (`${AWS::StackName}-orders`): two texts that are
 * equal so far name the same thing. Whatever else is not known is left out.
 */
import type { Plain } from '../../model/fact.ts';
import { at, entriesOf, itemsOf, textOf } from '../tree.ts';
import { callOf, isOpen, piecesOf } from './tags.ts';

/** What is known where an expression stands. */
export interface Known {
  /** A parameter's value, a pseudo parameter's; of a parameter without one, its place (`${Name}`). */
  ref(name: string): Plain | undefined;
  attribute(name: string, attribute: string): Plain | undefined;
  mapped(steps: readonly string[]): Plain | undefined;
  condition(name: string): boolean | undefined;
  readonly region?: string;
}

/** Values below one another: more than any template has, less than the call stack. */
const MOST_DEEP = 150;

/** The value of an expression; undefined if nothing is known of it, or if it is no value at all (AWS::NoValue). */
export const evaluate = (value: Plain | undefined, known: Known, depth = 0): Plain | undefined => {
  if (value === undefined || depth > MOST_DEEP) return undefined;
  if (typeof value !== 'object' || value === null) return value;
  const call = callOf(value);
  if (call !== undefined) {
    const run = FUNCTIONS.get(call.name);
    return run?.(call.argument, known, depth + 1);
  }
  if (Array.isArray(value)) {
    return (value as readonly Plain[]).flatMap((item) => {
      const one = evaluate(item, known, depth + 1);
      return one === undefined ? [] : [one];
    });
  }
  const entries = entriesOf(value).flatMap(([name, member]) => {
    const one = evaluate(member, known, depth + 1);
    return one === undefined ? [] : [[name, one] as const];
  });
  return Object.fromEntries(entries);
};

/** The letters of a region's zones: which of them an account has is not known, so they are taken in order. */
const ZONES = ['a', 'b', 'c', 'd', 'e', 'f'];

type Run = (argument: Plain, known: Known, depth: number) => Plain | undefined;

const list = (argument: Plain, index: number): Plain | undefined => at(argument, index);

const FUNCTIONS: ReadonlyMap<string, Run> = new Map<string, Run>([
  ['Ref', (name, known) => (typeof name === 'string' ? known.ref(name) : undefined)],
  [
    'Fn::GetAtt',
    (argument, known) => {
      const named = attributeOf(argument);
      return named === undefined ? undefined : known.attribute(named.name, named.attribute);
    },
  ],
  ['Fn::Sub', (argument, known, depth) => substituted(argument, known, depth)],
  ['Fn::Join', (argument, known, depth) => joined(argument, known, depth)],
  [
    'Fn::If',
    (argument, known, depth) => {
      const name = list(argument, 0);
      const holds = typeof name === 'string' ? known.condition(name) : undefined;
      return holds === undefined ? undefined : evaluate(list(argument, holds ? 1 : 2), known, depth);
    },
  ],
  [
    'Fn::Select',
    (argument, known, depth) => {
      const index = Number(evaluate(list(argument, 0), known, depth) ?? Number.NaN);
      const raw = list(argument, 1);
      // Items that are not known keep their places: the list itself is not evaluated as a whole.
      if (Array.isArray(raw)) return evaluate(list(raw, index), known, depth);
      const items = evaluate(raw, known, depth);
      return Array.isArray(items) ? at(items, index) : undefined;
    },
  ],
  [
    'Fn::Split',
    (argument, known, depth) => {
      const by = textOf(list(argument, 0));
      const text = textOf(evaluate(list(argument, 1), known, depth));
      return by === undefined || by === '' || text === undefined || isOpen(text) ? undefined : text.split(by);
    },
  ],
  [
    'Fn::FindInMap',
    (argument, known, depth) => {
      const steps = itemsOf(argument)
        .slice(0, 3)
        .map((step) => textOf(evaluate(step, known, depth)));
      const found = steps.every((step) => step !== undefined) ? known.mapped(steps) : undefined;
      return found ?? evaluate(at(argument, 3, 'DefaultValue'), known, depth);
    },
  ],
  [
    'Fn::GetAZs',
    (argument, known, depth) => {
      const said = textOf(evaluate(argument, known, depth));
      const region = said === undefined || said === '' || isOpen(said) ? known.region : said;
      return region === undefined ? undefined : ZONES.map((zone) => `${region}${zone}`);
    },
  ],
  ['Fn::Base64', (argument, known, depth) => evaluate(argument, known, depth)],
  [
    'Fn::Length',
    (argument, known, depth) => {
      const items = Array.isArray(argument)
        ? (argument as readonly Plain[])
        : evaluate(argument, known, depth);
      return Array.isArray(items) ? items.length : undefined;
    },
  ],
  [
    'Fn::ToJsonString',
    (argument, known, depth) => {
      const value = evaluate(argument, known, depth);
      return value === undefined ? undefined : JSON.stringify(value);
    },
  ],
  ['Fn::Equals', (argument, known) => holds({ 'Fn::Equals': argument }, known)],
]);

/** `a.b.c` and `[a, b.c]` alike: a resource, and its attribute. */
export const attributeOf = (
  argument: Plain,
): { readonly name: string; readonly attribute: string } | undefined => {
  const parts = itemsOf(argument);
  if (!parts.every((part) => typeof part === 'string')) {
    const [first] = parts;
    return typeof first === 'string' ? { name: first, attribute: '' } : undefined;
  }
  const text = parts.join('.');
  const dot = text.indexOf('.');
  if (text === '') return undefined;
  return dot < 0
    ? { name: text, attribute: '' }
    : { name: text.slice(0, dot), attribute: text.slice(dot + 1) };
};

const substituted: Run = (argument, known, depth) => {
  const text = typeof argument === 'string' ? argument : list(argument, 0);
  if (typeof text !== 'string') return undefined;
  const own = typeof argument === 'string' ? undefined : list(argument, 1);
  return piecesOf(text)
    .map((piece) => {
      if (piece.kind === 'words') return piece.text;
      const local = at(own, piece.text);
      return (
        (local === undefined ? named(piece.text, known) : textWith(local, known, depth)) ??
        `\${${piece.text}}`
      );
    })
    .join('');
};

const named = (name: string, known: Known): string | undefined => {
  const dot = name.indexOf('.');
  return textOf(dot < 0 ? known.ref(name) : known.attribute(name.slice(0, dot), name.slice(dot + 1)));
};

const joined: Run = (argument, known, depth) => {
  const by = textOf(list(argument, 0)) ?? '';
  const items = list(argument, 1);
  if (!Array.isArray(items)) {
    const value = evaluate(items, known, depth);
    return Array.isArray(value) ? value.map((item) => textOf(item as Plain) ?? '').join(by) : undefined;
  }
  const texts = (items as readonly Plain[]).map((item) => textWith(item, known, depth));
  return texts.every((text) => text !== undefined) ? texts.join(by) : undefined;
};

/** A part of a text: its value, else the place of what is put in there. */
const textWith = (value: Plain, known: Known, depth: number): string | undefined => {
  const text = textOf(evaluate(value, known, depth));
  if (text !== undefined) return text;
  const call = callOf(value);
  if (call === undefined) return undefined;
  if (call.name === 'Ref' && typeof call.argument === 'string') return `\${${call.argument}}`;
  const target = call.name === 'Fn::GetAtt' ? attributeOf(call.argument) : undefined;
  return target === undefined ? `\${${call.name}}` : `\${${target.name}.${target.attribute}}`;
};

/** Whether a condition holds; undefined if that depends on what is not known. */
export const holds = (condition: Plain | undefined, known: Known, depth = 0): boolean | undefined => {
  if (condition === undefined || depth > MOST_DEEP) return undefined;
  const [entry] = entriesOf(condition);
  if (entry === undefined) return undefined;
  const [name, argument] = entry;
  const all = (): readonly (boolean | undefined)[] =>
    itemsOf(argument).map((part) => holds(part, known, depth + 1));
  switch (name) {
    case 'Condition':
      return typeof argument === 'string' ? known.condition(argument) : undefined;
    case 'Fn::Equals': {
      const [a, b] = itemsOf(argument).map((side) => textOf(evaluate(side, known, depth + 1)));
      return a === undefined || b === undefined || isOpen(a) || isOpen(b) ? undefined : a === b;
    }
    case 'Fn::Not': {
      const [one] = all();
      return one === undefined ? undefined : !one;
    }
    case 'Fn::And':
      return all().includes(false) ? false : all().includes(undefined) ? undefined : true;
    case 'Fn::Or':
      return all().includes(true) ? true : all().includes(undefined) ? undefined : false;
    default:
      return undefined;
  }
};
