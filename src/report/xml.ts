/** Texts in XML 1.0, which has no place for control characters, nor for halves of surrogate pairs. */
import { uncommandedMarkup } from './inert.ts';

// oxlint-disable-next-line no-control-regex -- naming them is the point
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\p{Cs}]/gu;

/** Most texts are. */
const CLEAN = /^[ !$%'-9;=?-~]*$/;

/** A text between tags, or in an attribute with double quotes; what XML cannot say is a replacement character. */
export const xmlText = (text: string): string => (CLEAN.test(text) ? text : escapedText(text));

const escapedText = (text: string): string =>
  uncommandedMarkup(
    text
      .replace(ILLEGAL, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // Line ends and tabs a reader takes for spaces else; what overrides the direction of writing a terminal obeys.
      .replace(
        /[\t\n\r\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
        (c) => `&#${c.charCodeAt(0)};`,
      ),
  );

/** The attributes that have a value, each with a space before it. */
export const xmlAttributes = (attributes: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${xmlText(String(value))}"`))
    .join('');
