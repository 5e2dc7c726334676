/** Puts a text on the clipboard, also where the page was opened from disk. */

/**
 * Copies a text.
 *
 * @throws Error where the browser refuses.
 */
export const copyText = async (text: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text);
  }
};

/** Some browsers give pages from disk no clipboard; what is selected they copy all the same. */
const copyBySelection = (text: string): void => {
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'sr-only';
  area.setAttribute('aria-hidden', 'true');
  document.body.append(area);
  area.select();
  // Deprecated, and the only way that is left there.
  const isDone = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  if (!isDone) throw new Error('the browser does not copy');
};
