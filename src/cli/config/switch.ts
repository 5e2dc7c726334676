/** Switches in the environment. */

/** Whether a variable switches something on; undefined where it is neither on nor off. */
export const switchOf = (text: string): boolean | undefined => {
  const word = text.trim().toLowerCase();
  if (['1', 'true', 'yes', 'on'].includes(word)) return true;
  return ['', '0', 'false', 'no', 'off'].includes(word) ? false : undefined;
};

/** Whether a variable is there and switches something on. */
export const isOn = (text: string | undefined): boolean => text !== undefined && switchOf(text) === true;
