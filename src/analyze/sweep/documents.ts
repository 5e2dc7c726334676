/** JSON documents that follow one another in a text, as `cat` makes it of several files. */
import { UserError } from '../../model/user-error.ts';

/**
 * The values of a text's documents.
 *
 * @param file What it is called in messages.
 * @throws UserError if one is no JSON, or there is none.
 */
export const documentsIn = (text: string, file: string): readonly unknown[] => {
  const values = textsIn(text).map((one) => {
    try {
      return JSON.parse(one) as unknown;
    } catch {
      throw new UserError({
        message: `${file} is not JSON, or was cut short`,
        hint: 'faultline sweep --shard 1/4 -o shard-1.json makes a shard',
      });
    }
  });
  if (values.length > 0) return values;
  throw new UserError({
    message: `${file} is empty`,
    hint: 'the shard that it should hold has to run again',
  });
};

/** Where one document ends and the next begins: at braces outside of all others and of strings. */
const textsIn = (text: string): readonly string[] => {
  const texts: string[] = [];
  let from = 0;
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (isText) {
      if (unit === BACKSLASH) at++;
      else if (unit === QUOTE) isText = false;
    } else if (unit === QUOTE) isText = true;
    else if (unit === OPEN) depth++;
    else if (unit === CLOSE && --depth === 0) {
      texts.push(text.slice(from, at + 1));
      from = at + 1;
    }
  }
  const rest = text.slice(from);
  return rest.trim() === '' ? texts : [...texts, rest];
};

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
