/** One file's text to a document: parsed, decoded, and every mistake in it told with its place. */
import { problemsOf } from '../model/complaint.ts';
import type { Document } from '../model/document.ts';
import { Origin, type Source } from '../model/place.ts';
import type { Problem } from '../model/user-error.ts';
import { decode } from './decode.ts';
import { looksLikeJson, parseJson } from './json.ts';
import { MOST_YAML } from './limits.ts';
import type { Parsed, TextFile } from './parsed.ts';

/** A text that was read, with what is wrong with it. */
export interface ReadDocument {
  /** What could be read; undefined if the text is no YAML or JSON at all. */
  readonly document?: Document;
  readonly problems: readonly Problem[];
  /** Whether all ids and files that the text names are known: only then can a reference be called unknown. */
  readonly whole: boolean;
}

/** Reads a document, YAML or JSON. Never throws for what the text holds. */
export const readDocument = async (input: TextFile): Promise<ReadDocument> => {
  const parsed = await parse(input);
  if (!parsed.ok) return { problems: parsed.problems, whole: false };
  const origin = new Origin(input.isShipped === true ? shipped(parsed.source) : parsed.source);
  if (parsed.value === null) {
    return {
      problems: problemsOf([
        { origin, message: 'the document is empty', hint: '"faultline init" writes one to start from' },
      ]),
      whole: true,
    };
  }
  const { document, unreadable, whole } = decode(parsed.value, origin);
  if (unreadable.length === 0) return { document, problems: [], whole };
  // The schema library is loaded only to say what is wrong.
  const { complaintsAbout } = await import('./complaints.ts');
  const complaints = unreadable.flatMap((path) => complaintsAbout(parsed.value, origin, path));
  return { document, problems: problemsOf(complaints), whole };
};

/** The same source, marked as one that came with the program. */
const shipped = (source: Source): Source => ({
  file: source.file,
  isShipped: true,
  locate: (sought) => source.locate(sought),
  frame: (place) => source.frame(place),
});

/** A text of either language as plain values, with the places of all of them. */
export const parse = async (input: TextFile): Promise<Parsed> => {
  const named = /\.(json|ya?ml)$/.exec(input.file)?.[1];
  const isMeant = named === 'json' && input.text.trim() !== '';
  const asJson = isMeant || looksLikeJson(input.text) ? parseJson(input) : undefined;
  if (asJson?.ok === true || (asJson !== undefined && named === 'json')) return asJson;
  if (input.text.length > MOST_YAML) return asJson ?? tooLarge(input);
  // What begins like JSON and is none may be YAML in flow style; if it is neither, its name says what it was to be.
  const { parseYaml } = await import('./yaml.ts');
  const asYaml = parseYaml(input);
  return asYaml.ok || asJson === undefined || named !== undefined ? asYaml : asJson;
};

const tooLarge = ({ file, text }: TextFile): Parsed => ({
  ok: false,
  problems: [
    {
      message: `${file} is too large for YAML: ${Math.round(text.length / 1e6)} MB, and ${MOST_YAML / 1e6} MB can be read`,
      hint: 'write it as JSON, which is read a hundred times faster, or split it with "include"',
    },
  ],
});
