/** Estates and documents from YAML, for tests. */
import { assemble } from '../../src/assemble/assemble.ts';
import { readDocument } from '../../src/document/read.ts';
import type { Document } from '../../src/model/document.ts';
import type { Estate } from '../../src/model/estate.ts';

/** Documents, strongest first, named a.yaml, b.yaml, …; the version is put in front. */
export const documentsOf = (...texts: readonly string[]): Promise<readonly Document[]> =>
  Promise.all(
    texts.map(async (text, i) => {
      const file = `${String.fromCharCode(97 + i)}.yaml`;
      const { document, problems } = await readDocument({ file, text: `faultline: 1\n${text}` });
      if (document === undefined || problems.length > 0)
        throw new Error(problems.map(({ message }) => message).join('; '));
      return document;
    }),
  );

/** The estate of documents that have no mistakes. */
export const estateOf = async (...texts: readonly string[]): Promise<Estate> => {
  const { estate, complaints } = assemble(await documentsOf(...texts));
  if (complaints.length > 0) throw new Error(complaints.map(({ message }) => message).join('; '));
  return estate;
};

/** A copy without origins, for comparing. */
export const withoutOrigins = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutOrigins);
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [key, withoutOrigins(inner)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      key === 'origin' || key === 'origins' ? [] : [[key, withoutOrigins(inner)]],
    ),
  );
};
