/**
 * The decoder's hands: each takes a plain value for what it should be, or gives up without a word.
 *
 * What is wrong is said elsewhere, by the schema; here it only matters that nothing wrong gets through.
 */
import { parseDuration } from '../model/duration.ts';
import { type State, isState } from '../model/state.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Something while it is being decoded. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** Thrown at the first thing that is not as it should be; caught per node and scenario. */
class Malformed extends Error {}

export const malformed = (): never => {
  throw new Malformed();
};

/** What is read, or undefined if it is malformed. */
export const readable = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return undefined;
  }
};

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const asFields = (value: unknown): Fields => (isFields(value) ? value : malformed());

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : malformed());

export const asText = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? value : malformed();

export const asTexts = (value: unknown): readonly string[] => asList(value).map(asText);

export const asCount = (value: unknown, least: number): number =>
  Number.isSafeInteger(value) && (value as number) >= least ? (value as number) : malformed();

export const asDuration = (value: unknown): number =>
  typeof value === 'string' ? (parseDuration(value) ?? malformed()) : malformed();

export const asState = (value: unknown): State => (isState(value) ? value : malformed());

export const asOneOf = <const T extends string>(known: readonly T[], value: unknown): T =>
  known.find((word) => word === value) ?? malformed();
