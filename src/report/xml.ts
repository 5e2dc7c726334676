/** Texts in XML 1.0, which has no place for control characters, nor for halves of surrogate pairs. */

// oxlint-disable-next-line no-control-regex -- naming them is the point
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\p{Cs}]/gu;

/** Most texts are. */
const CLEAN = /^[ !#-%'-;=?-~]*$/;

/** A text between tags, or in an attribute with double quotes; what XML cannot say is a replacement character. */
export const xmlText = (text: string): string => (CLEAN.test(text) ? text : escapedText(text));

const escapedText = (text: string): string =>
  text
    .replace(ILLEGAL, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // Else a reader takes them for spaces.
    .replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`);

/** The attributes that have a value, each with a space before it. */
export const xmlAttributes = (attributes: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${xmlText(String(value))}"`))
    .join('');
