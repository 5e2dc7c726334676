/** Functions of numbers, and conversions between plain values. */
import { MOST_ITEMS, type Simple, isList, numberOf, numbersOf, truthOf, wordOf } from './plain.ts';

const ofNumber =
  (change: (number: number) => number): Simple =>
  ([value]) => {
    const number = numberOf(value);
    return number === undefined ? undefined : change(number);
  };

const ofNumbers =
  (change: (numbers: readonly number[]) => number): Simple =>
  (args) => {
    const numbers = numbersOf(args);
    return numbers === undefined || numbers.length === 0 ? undefined : change(numbers);
  };

const range: Simple = (args) => {
  const numbers = numbersOf(args);
  if (numbers === undefined || numbers.length === 0 || numbers.length > 3) return undefined;
  const [first, second, third] = numbers;
  const start = second === undefined ? 0 : first!;
  const end = second ?? first!;
  const step = third ?? (start <= end ? 1 : -1);
  if (step === 0 || (end - start) / step > MOST_ITEMS) return undefined;
  const made: number[] = [];
  for (let at = start; step > 0 ? at < end : at > end; at += step) made.push(at);
  return made;
};

/** Of nothing, one error: which number it is cannot be said. */
const toType =
  (change: Simple): Simple =>
  (args) =>
    args[0] === null ? null : change(args);

export const NUMBERS: Readonly<Record<string, Simple>> = {
  abs: ofNumber(Math.abs),
  ceil: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  signum: ofNumber(Math.sign),
  min: ofNumbers((numbers) => Math.min(...numbers)),
  max: ofNumbers((numbers) => Math.max(...numbers)),
  pow: (args) => {
    const [base, power] = numbersOf(args) ?? [];
    return base === undefined || power === undefined ? undefined : base ** power;
  },
  sum: ([values]) => {
    const numbers = isList(values) ? numbersOf(values) : undefined;
    return numbers?.reduce((sum, number) => sum + number, 0);
  },
  parseint: ([text, base]) => {
    const word = wordOf(text);
    const radix = numberOf(base);
    if (word === undefined || radix === undefined || radix < 2 || radix > 36) return undefined;
    const number = Number.parseInt(word, radix);
    return Number.isNaN(number) ? undefined : number;
  },
  range,
  tostring: toType(([value]) => wordOf(value)),
  tonumber: toType(([value]) => numberOf(value)),
  tobool: toType(([value]) => truthOf(value)),
};
