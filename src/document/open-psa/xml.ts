/**
 * XML as a tree of elements that know where they stand.
 *
 * Files come from anybody. There is no recursion, entities that a file defines are not expanded (a few lines of them can
 * stand for gigabytes), nothing is fetched, and what is too large or too deep is refused before it fills the memory.
 */
import { SaxesParser } from 'saxes';
import type { Place } from '../../model/place.ts';
import { quoted } from '../../model/printable.ts';
import { UserError } from '../../model/user-error.ts';
import { codeFrame, lineStarts, positionAt } from '../code-frame.ts';

/** Where something stands in a text: an offset, made a line and a column only for those who ask. */
type Offset = number;

export interface XmlElement {
  readonly name: string;
  /** Where its tag begins. */
  readonly at: Offset;
  readonly attributes: ReadonlyMap<string, XmlAttribute>;
  readonly children: readonly XmlElement[];
  /** All text directly inside, in one. */
  readonly text: string;
}

interface XmlAttribute {
  readonly value: string;
  /** Where the value begins, after its quote. */
  readonly at: Offset;
}

/** The limits that a text must keep. */
const XML_LIMITS = { characters: 256_000_000, depth: 256, elements: 10_000_000 } as const;

/** An error at an offset of a text, with the lines around it. */
export type Fault = (offset: Offset, message: string, hint?: string) => UserError;

/** Makes errors that point into a file. */
export const faultsIn = (file: string, text: string): Fault => {
  let starts: readonly number[] | undefined;
  return (offset, message, hint) => {
    starts ??= lineStarts(text);
    const found = positionAt(starts, Math.max(0, Math.min(offset, text.length)));
    const place: Place = { file, ...found };
    return new UserError({
      message,
      place,
      frame: codeFrame(text, starts, place),
      ...(hint === undefined ? {} : { hint }),
    });
  };
};

/**
 * Reads a text; returns its root.
 *
 * @throws UserError if it is no well-formed XML, defines entities, or goes beyond the limits.
 */
export const readXml = (text: string, fault: Fault): XmlElement => {
  if (text.length > XML_LIMITS.characters)
    throw fault(0, `more than ${XML_LIMITS.characters / 1e6} million characters are not read`);
  const root: OpenElement = { name: '', at: 0, attributes: new Map(), children: [], text: '' };
  const open: OpenElement[] = [root];
  let elements = 0;
  let attributes = new Map<string, XmlAttribute>();
  let tagStart = 0;
  const parser = new SaxesParser({ position: true });
  parser.on('error', (error) => {
    throw notWellFormed(fault, parser.position, error.message);
  });
  parser.on('doctype', (declared) => {
    if (/<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)/i.test(declared)) {
      throw fault(
        text.indexOf('<!DOCTYPE'),
        'the file defines entities or a grammar of its own, which is not read',
        'remove the part in brackets of <!DOCTYPE … […]>',
      );
    }
  });
  parser.on('opentagstart', ({ name }) => {
    // The parser has read one character beyond the name.
    tagStart = parser.position - name.length - 2;
    attributes = new Map();
    if (++elements > XML_LIMITS.elements)
      throw fault(tagStart, `more than ${XML_LIMITS.elements / 1e6} million elements are not read`);
    if (open.length > XML_LIMITS.depth)
      throw fault(tagStart, `elements stand more than ${XML_LIMITS.depth} deep in each other`);
  });
  parser.on('attribute', ({ name, value }) => {
    // The parser stands behind the quote that ends the value; the same quote began it.
    const end = parser.position - 1;
    attributes.set(name, { value, at: text.lastIndexOf(text[end]!, end - 1) + 1 });
  });
  parser.on('opentag', ({ name }) => {
    const element: OpenElement = { name, at: tagStart, attributes, children: [], text: '' };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  const addText = (part: string): void => {
    open.at(-1)!.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  return root.children[0]!;
};

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

/** The parser's words without its own line and column, and without the full stop. */
const notWellFormed = (fault: Fault, offset: Offset, words: string): UserError =>
  fault(
    offset - 1,
    `this is not well-formed XML: ${words.replace(/^(?:\d+:\d+: )?/, '').replace(/\.$/, '')}`,
  );

/** The elements of a name, as messages call them: `<define-gate name="g1">`. */
export const elementText = ({ name, attributes }: XmlElement): string => {
  const own = attributes.get('name')?.value;
  return own === undefined ? `<${name}>` : `<${name} name=${quoted(own)}>`;
};
