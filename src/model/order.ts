/** The one order of everything that is printed: by code point, the same on every machine and in every locale. */

/** Compares two texts by code point: negative, zero or positive. */
export const byCodePoint = (a: string, b: string): number => {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    // UTF-16 puts surrogates below U+E000…U+FFFF; code points put them above.
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
};

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** A comparison of things by one of their texts. */
export const byText =
  <T>(text: (item: T) => string) =>
  (a: T, b: T): number =>
    byCodePoint(text(a), text(b));
