/**
 * Placeholders: the `{names}` in templates, and what they may stand for.
 *
 * The values are a tree. What stands below a value holds for that value only: each region has zones of its own.
 */
/** By name, the values; by value, what holds below it. In the order written. */
export type Placeholders = ReadonlyMap<string, ReadonlyMap<string, Placeholders>>;

/** What a placeholder may be called. */
export const PLACEHOLDER_NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** A placeholder in a text; other braces are just braces. */
const IN_TEXT = /\{([A-Za-z][A-Za-z0-9_-]*)\}/;
const ALL_IN_TEXT = new RegExp(IN_TEXT, 'g');

/** Whether a text holds a placeholder. */
export const holdsPlaceholder = (text: string): boolean => text.includes('{') && IN_TEXT.test(text);

/** The names of the placeholders in a text, each once. */
export const placeholdersIn = (text: string): readonly string[] =>
  text.includes('{') ? [...new Set(Array.from(text.matchAll(ALL_IN_TEXT), ([, name]) => name!))] : [];

/** The text with each placeholder replaced; one without a value is left as it is. */
export const filledIn = (text: string, valueOf: (name: string) => string | undefined): string =>
  text.includes('{') ? text.replaceAll(ALL_IN_TEXT, (hole, name: string) => valueOf(name) ?? hole) : text;

/** The pieces of a text: what is written, and the names of the placeholders between. */
export const piecesOf = (text: string): readonly Piece[] =>
  // Splitting by a pattern with a group puts what the group took at the odd places.
  text
    .split(IN_TEXT)
    .map((part, i): Piece => (i % 2 === 0 ? { literal: part } : { name: part }))
    .filter((piece) => piece.literal !== '');

export type Piece =
  | { readonly literal: string; readonly name?: undefined }
  | { readonly name: string; readonly literal?: undefined };

/** The id of a template: an id, in which placeholders may stand for any part of a segment. */
export const TEMPLATE_ID_PATTERN =
  /^(?:[A-Za-z0-9._@-]|\{[A-Za-z][A-Za-z0-9_-]*\})+(?:\/(?:[A-Za-z0-9._@-]|\{[A-Za-z][A-Za-z0-9_-]*\})+)*$/;

/** Whether a key can be the id of a template. */
export const isTemplateId = (key: string): boolean => TEMPLATE_ID_PATTERN.test(key);
