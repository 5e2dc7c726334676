/** Resource Manager's JSON is not quite JSON: it may hold comments, and commas after what is last. */

/** The same text as JSON proper. Every line, and every character of it, stays where it was. */
export const withoutComments = (text: string): string => {
  if (!/\/[/*]|,\s*[}\]]/.test(text)) return text;
  let result = '';
  let i = 0;
  while (i < text.length) {
    const end = endOf(text, i);
    const piece = text.slice(i, end);
    const isDropped = piece.startsWith('//') || piece.startsWith('/*') || isLastComma(text, i, piece);
    result += isDropped ? piece.replaceAll(/[^\n\r]/g, ' ') : piece;
    i = end;
  }
  return result;
};

/** The end of the string, the comment or the plain characters that begin here. */
const endOf = (text: string, start: number): number => {
  if (text[start] === '"') return endOfString(text, start);
  const two = text.slice(start, start + 2);
  if (two === '//') return endBefore(text, '\n', start);
  if (two === '/*') {
    const close = text.indexOf('*/', start + 2);
    return close < 0 ? text.length : close + 2;
  }
  if (text[start] === ',' || text[start] === '/') return start + 1;
  let end = start;
  while (end < text.length && !'",/'.includes(text[end]!)) end++;
  return end;
};

const endBefore = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
};

const endOfString = (text: string, start: number): number => {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return Math.min(i + 1, text.length);
};

/** Whether only blanks and comments stand between a comma and a closing bracket. */
const isLastComma = (text: string, start: number, piece: string): boolean => {
  if (piece !== ',') return false;
  let i = start + 1;
  while (i < text.length) {
    if (/\s/.test(text[i]!)) i++;
    else if (text.startsWith('//', i) || text.startsWith('/*', i)) i = endOf(text, i);
    else return text[i] === '}' || text[i] === ']';
  }
  return false;
};
