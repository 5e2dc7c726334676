/** Everything that a value of a template mentions: what it refers to, what it imports, and the texts in it. */
import type { Plain } from '../../model/fact.ts';
import type { Step } from '../../model/place.ts';
import { at, entriesOf } from '../tree.ts';
import { attributeOf, evaluate, type Known } from './evaluate.ts';
import { callOf, isFunction, piecesOf } from './tags.ts';

/** `steps` lead from the value that was walked to the mention. */
export type Mention = { readonly steps: readonly Step[] } & (
  | { readonly kind: 'reference'; readonly name: string; readonly attribute?: string }
  | { readonly kind: 'import'; readonly value: Plain }
  | { readonly kind: 'text'; readonly text: string }
);

const MOST_DEEP = 150;

/** All mentions, in the order of the text; both arms of a condition. */
export const mentionsOf = (value: Plain | undefined, known: Known): readonly Mention[] => {
  const mentions: Mention[] = [];
  const walk = (part: Plain | undefined, steps: readonly Step[]): void => {
    if (part === undefined || part === null || steps.length > MOST_DEEP) return;
    if (typeof part === 'string') {
      if (part !== '') mentions.push({ kind: 'text', text: part, steps });
      return;
    }
    if (typeof part !== 'object') return;
    const call = callOf(part);
    if (call !== undefined) called(call.name, call.argument, part, steps);
    else if (Array.isArray(part)) (part as readonly Plain[]).forEach((item, i) => walk(item, [...steps, i]));
    else for (const [name, member] of entriesOf(part)) walk(member, [...steps, name]);
  };
  const called = (name: string, argument: Plain, whole: Plain, steps: readonly Step[]): void => {
    const inside = [...steps, name];
    switch (name) {
      case 'Ref':
        if (typeof argument === 'string') mentions.push({ kind: 'reference', ...headOf(argument), steps });
        text(whole, steps);
        return;
      case 'Fn::GetAtt': {
        const target = attributeOf(argument);
        if (target !== undefined) mentions.push({ kind: 'reference', ...target, steps });
        return;
      }
      case 'Fn::Sub': {
        const words = typeof argument === 'string' ? argument : at(argument, 0);
        const own = typeof argument === 'string' ? undefined : at(argument, 1);
        if (typeof words === 'string') {
          for (const piece of piecesOf(words)) {
            if (piece.kind === 'name' && at(own, piece.text) === undefined)
              mentions.push({ kind: 'reference', ...headOf(piece.text), steps });
          }
        }
        if (own !== undefined) quietly(() => walk(own, [...inside, 1]));
        text(whole, steps);
        return;
      }
      case 'Fn::Join':
        quietly(() => walk(argument, inside));
        text(whole, steps);
        return;
      case 'Fn::ImportValue':
        mentions.push({ kind: 'import', value: argument, steps });
        quietly(() => walk(argument, inside));
        return;
      case 'Fn::If':
        // The first item is a condition's name.
        walk(at(argument, 1), [...inside, 1]);
        walk(at(argument, 2), [...inside, 2]);
        return;
      case 'Fn::FindInMap':
      case 'Fn::GetAZs':
        quietly(() => walk(argument, inside));
        text(whole, steps);
        return;
      default:
        walk(argument, inside);
    }
  };
  const text = (part: Plain, steps: readonly Step[]): void => {
    const words = evaluate(part, known);
    if (typeof words === 'string' && words !== '') mentions.push({ kind: 'text', text: words, steps });
  };
  // Parts of a text are no texts of their own: only what they refer to counts.
  const quietly = (visit: () => void): void => {
    const before = mentions.length;
    visit();
    for (const mention of mentions.splice(before)) if (mention.kind !== 'text') mentions.push(mention);
  };
  walk(value, []);
  return mentions;
};

/** `Name.Attribute`, as `Fn::Sub` writes it (and SAM: `Function.Alias`). */
const headOf = (text: string): { readonly name: string; readonly attribute?: string } => {
  const dot = text.indexOf('.');
  return dot < 0 ? { name: text } : { name: text.slice(0, dot), attribute: text.slice(dot + 1) };
};

/** The path of a property in the source's words: without indexes and functions. */
export const propertyOf = (steps: readonly Step[]): string => {
  const words: string[] = [];
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!;
    if (typeof step === 'number') continue;
    if (isFunction(step)) {
      // The arguments of a function are no properties either: [text, {variable: value}].
      if (step === 'Fn::Sub') break;
      continue;
    }
    words.push(step);
  }
  return words.join('.');
};
