/** `format`: the verbs that configurations use; what is rarer is not worked out. */
import type { Plain } from '../../../model/fact.ts';
import { MOST_TEXT, numberOf, truthOf, wordOf } from './plain.ts';

const VERB = /%(?:\[(\d{1,3})\])?([-+0 #]*)(\d{1,3})?(?:\.(\d{1,2}))?([a-zA-Z%])/g;

/** A pattern with its values put in; nothing if a verb is not known or a value is missing. */
export const formatted = (pattern: string, args: readonly Plain[]): string | undefined => {
  let next = 0;
  let fails = false;
  const text = pattern.replace(
    VERB,
    (_, place: string | undefined, flags: string, width?: string, digits?: string, verb?: string) => {
      if (verb === '%') return '%';
      if (place !== undefined) next = Number(place) - 1;
      const arg = args[next++];
      const written = arg === undefined ? undefined : writtenAs(verb!, arg, digits);
      if (written === undefined) fails = true;
      return padded(written ?? '', flags, Number(width ?? 0));
    },
  );
  return fails || text.length > MOST_TEXT ? undefined : text;
};

const writtenAs = (verb: string, value: Plain, digits: string | undefined): string | undefined => {
  switch (verb) {
    case 's':
      return wordOf(value);
    case 'v':
      return wordOf(value) ?? JSON.stringify(value);
    case 'q':
      return typeof value === 'string' ? JSON.stringify(value) : undefined;
    case 'd': {
      const number = numberOf(value);
      return number === undefined ? undefined : String(Math.trunc(number));
    }
    case 'f':
      return numberOf(value)?.toFixed(Number(digits ?? 6));
    case 'x':
      return numberOf(value)?.toString(16);
    case 'X':
      return numberOf(value)?.toString(16).toUpperCase();
    case 't':
      return truthOf(value) === undefined ? undefined : String(truthOf(value));
    default:
      return undefined;
  }
};

const padded = (text: string, flags: string, width: number): string => {
  const signed = flags.includes('+') && /^\d/.test(text) ? `+${text}` : text;
  if (flags.includes('-')) return signed.padEnd(width);
  if (!flags.includes('0') || !/^[-+]?\d/.test(signed)) return signed.padStart(width);
  const sign = /^[-+]/.exec(signed)?.[0] ?? '';
  return sign + signed.slice(sign.length).padStart(width - sign.length, '0');
};
