/**
 * The functions that are worked out. All others give an unknown value that refers to what their arguments do: those
 * that read files, the clock or chance, that hash or encrypt, regular expressions, addresses in networks.
 */
import { COLLECTIONS, type Shaped } from './collections.ts';
import { NUMBERS } from './numbers.ts';
import type { Simple } from './plain.ts';
import { TEXTS } from './texts.ts';

/** Of values as they are; asked first. */
export const SHAPED: ReadonlyMap<string, Shaped> = new Map(Object.entries(COLLECTIONS));

/** Of arguments that are known as a whole. */
export const SIMPLE: ReadonlyMap<string, Simple> = new Map(Object.entries({ ...TEXTS, ...NUMBERS }));
