/** Placeholders: from plain values to the tree of the model, and which raw requirements hold any. */
import { PLACEHOLDER_NAME, type Placeholders, holdsPlaceholder } from '../model/placeholder.ts';
import { asFields, asText, asTexts, isFields, malformed } from './fields.ts';

const NONE: Placeholders = new Map();

/** A value alone, a list of values, or a map from each value to what holds below it. */
export const decodePlaceholders = (raw: unknown): Placeholders =>
  new Map(
    Object.entries(asFields(raw)).map(([name, values]) =>
      PLACEHOLDER_NAME.test(name) ? [name, decodeValues(values)] : malformed(),
    ),
  );

const decodeValues = (raw: unknown): ReadonlyMap<string, Placeholders> => {
  if (typeof raw === 'string') return new Map([[asText(raw), NONE]]);
  if (Array.isArray(raw)) return new Map(asTexts(raw).map((value) => [value, NONE]));
  return new Map(
    Object.entries(asFields(raw)).map(([value, below]) =>
      value === '' || value === UNSEEN
        ? malformed()
        : [value, below === null ? NONE : decodePlaceholders(below)],
    ),
  );
};

/** The one key of a map that the schema library never looks at, so it must not be one that counts. */
export const UNSEEN = '__proto__';

/**
 * Whether a raw requirement, or one of a list, is on an id with a placeholder: then how many members a group has is
 * known only when its template is used.
 */
export const namesPlaceholder = (raw: unknown): boolean => {
  if (typeof raw === 'string') return holdsPlaceholder(raw);
  if (Array.isArray(raw)) return raw.some(namesPlaceholder);
  return isFields(raw) && ['node', 'allOf', 'anyOf', 'of'].some((key) => namesPlaceholder(raw[key]));
};
