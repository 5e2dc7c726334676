/** Settings that hold JSON: its texts, each with the key that it stands under. */

/** Texts taken from one value. */
const MOST = 500;

/** All texts of a value that is JSON, however deep; nothing if it is none. */
export const jsonTexts = (
  text: string,
): readonly { readonly key: string | undefined; readonly text: string }[] | undefined => {
  if (!/^[[{]/.test(text)) return undefined;
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return undefined;
  }
  const found: { key: string | undefined; text: string }[] = [];
  const open: { key: string | undefined; value: unknown }[] = [{ key: undefined, value: root }];
  // A stack of our own: JSON.parse reads deeper nestings than calls may have.
  while (open.length > 0 && found.length < MOST) {
    const { key, value } = open.pop()!;
    if (typeof value === 'string') found.push({ key, text: value });
    else if (Array.isArray(value))
      for (let i = value.length - 1; i >= 0; i--) open.push({ key, value: value[i] });
    else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value).toReversed())
        open.push({ key: name, value: member });
    }
  }
  return found;
};
