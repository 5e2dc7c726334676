/**
 * Packs parsed beforehand: the build leaves the plain values of each pack beside the code.
 *
 * A pack describes a whole cloud, and the YAML library takes a third of a second for that; its values as JSON take a
 * hundredth. They stand for exactly one text, which is told by its digest; for any other the text itself is parsed.
 * Places are looked up in the text, when somebody asks.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Origin, type Source } from '../model/place.ts';
import { decode } from './decode.ts';
import type { TextFile } from './parsed.ts';
import type { ReadDocument } from './read.ts';

/** Where the build leaves them; in the sources there are none. */
const PREPARED = new URL('../providers/', import.meta.url);

/** The digest by which prepared values know their text. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The document of a pack's text, if it was prepared; undefined if it was not, or if it was another text. */
export const preparedDocument = async (name: string, input: TextFile): Promise<ReadDocument | undefined> => {
  const json = await readFile(new URL(`${name}.json`, PREPARED), 'utf8').catch(() => undefined);
  if (json === undefined) return undefined;
  const { digest, value } = JSON.parse(json) as { readonly digest: string; readonly value: unknown };
  if (digest !== digestOf(input.text)) return undefined;
  const { document, unreadable, whole } = decode(value, new Origin(await laterParsed(input)));
  return unreadable.length > 0 ? undefined : { document, problems: [], whole };
};

/** A source that parses its text when it is first asked where something stands. */
const laterParsed = async (input: TextFile): Promise<Source> => {
  const { parseYaml } = await import('./yaml.ts');
  let source: Source | undefined;
  const parsed = (): Source => {
    if (source !== undefined) return source;
    const result = parseYaml(input);
    if (!result.ok) throw new Error(`${input.file} was prepared, and cannot be parsed`);
    return (source = result.source);
  };
  return {
    file: input.file,
    isShipped: true,
    locate: (sought) => parsed().locate(sought),
    frame: (place) => parsed().frame(place),
  };
};
