/**
 * One node as YAML, written straight from plain values: the same characters that the YAML library writes, in a fifth
 * of its time.
 *
 * It knows the values that nearly all nodes are made of. Where a text needs more than quotes and folding (line ends,
 * escapes) there is no answer, and the library is asked.
 */
import { LINE_WIDTH, isUsual, keyText, scalarText } from './scalar-text.ts';

/** Comments of a node. */
export interface Notes {
  /** In a line of its own before the node. */
  readonly above?: string;
  /** After requirements, by their index. */
  readonly beside: ReadonlyMap<number, string>;
}

/** Spaces of a node's own keys, and of the values behind them as the library counts: one level more. */
const KEY = 4;
const VALUE = 6;

/**
 * An entry of `nodes`, with the line end behind it; nothing if it is not simple enough.
 *
 * @param node plain values, none of them undefined
 */
export const nodeText = (id: string, node: object, { above, beside }: Notes): string | undefined => {
  const key = keyText(id);
  if (key === undefined) return undefined;
  let text = '';
  if (above !== undefined) {
    if (!isNote(above)) return undefined;
    text = `  # ${above}\n`;
  }
  const fields = Object.entries(node);
  if (fields.length === 0) return `${text}  ${key}: {}\n`;
  text += `  ${key}:\n`;
  for (const [name, value] of fields) {
    const written =
      name === 'dependsOn' ? requirements(value as readonly unknown[], beside) : field(name, value);
    if (written === undefined) return undefined;
    text += `    ${name}:${written}\n`;
  }
  return text;
};

const isNote = (text: string): boolean => text.trim() !== '' && isUsual(text);

/** A value behind a key of the node itself. */
const field = (name: string, value: unknown): string | undefined => behindKey(name, value, VALUE, false);

/** What has several lines in brackets begins on its own. */
const behindKey = (name: string, value: unknown, indent: number, inFlow: boolean): string | undefined => {
  const isCollection = typeof value === 'object';
  const text = isCollection
    ? collection(value, indent)
    : scalarText(value, { indent, start: name.length + 2, inFlow });
  if (text === undefined) return undefined;
  return isCollection && text.includes('\n') ? `\n${SPACES[indent]}${text}` : ` ${text}`;
};

const requirements = (all: readonly unknown[], beside: ReadonlyMap<number, string>): string | undefined => {
  const indent = KEY + 4;
  let text = '';
  for (const [i, requirement] of all.entries()) {
    const written =
      typeof requirement === 'object'
        ? collection(requirement, indent)
        : scalarText(requirement, { indent, start: indent, inFlow: false });
    if (written === undefined) return undefined;
    text += `\n${SPACES[KEY + 2]}- ${written}`;
    const note = beside.get(i);
    if (note === undefined) continue;
    if (!isNote(note)) return undefined;
    text += ` # ${note}`;
  }
  return text;
};

/** Deeper than any requirement that people write; beyond it the library is asked. */
const SPACES = Array.from({ length: 60 }, (_, n) => ' '.repeat(n));

/** A map or a list in braces or brackets: in one line, or one line for each of its members. */
const collection = (value: unknown, indent: number): string | undefined => {
  if (value === null || indent + 6 >= SPACES.length) return undefined;
  return Array.isArray(value) ? list(value, indent) : map(value as object, indent);
};

const list = (items: readonly unknown[], indent: number): string | undefined => {
  const members: string[] = [];
  for (const item of items) {
    const within = indent + 4;
    const text =
      typeof item === 'object'
        ? collection(item, within)
        : scalarText(item, { indent: within, start: within, inFlow: true });
    if (text === undefined) return undefined;
    members.push(text);
  }
  return enclosed('[', members, ']', indent);
};

const map = (value: object, indent: number): string | undefined => {
  // The other kind of map has texts for keys: nothing in a node has them.
  if (value instanceof Map) return undefined;
  const members: string[] = [];
  for (const [name, inner] of Object.entries(value)) {
    const text = behindKey(name, inner, indent + 4, true);
    if (text === undefined) return undefined;
    members.push(`${name}:${text}`);
  }
  return enclosed('{', members, '}', indent);
};

const enclosed = (start: string, members: readonly string[], end: string, indent: number): string => {
  if (members.length === 0) return start + end;
  // As the library counts: a comma behind all but the last, a space before each, and the padding.
  const width = members.reduce((sum, member) => sum + member.length + 3, 1);
  if (width <= LINE_WIDTH && !members.some((member) => member.includes('\n')))
    return `${start} ${members.join(', ')} ${end}`;
  const line = `\n${SPACES[indent + 2]}`;
  return `${start}${line}${members.join(`,${line}`)}\n${SPACES[indent]}${end}`;
};
