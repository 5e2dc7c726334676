/** The law: what is written is read back as it was, in YAML and in JSON, and written again it is the same text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/document/decode.ts';
import { readDocument } from '../../src/document/read.ts';
import { writeJson, writeYaml } from '../../src/document/write.ts';
import type { Document } from '../../src/model/document.ts';
import { documents } from '../support/documents.ts';
import { NOWHERE } from '../support/engine.ts';
import type { RawDocument } from '../support/raw.ts';

const FACTOR = Number(process.env['FAULTLINE_RUNS'] ?? 1);
const SEED = Number(process.env['FAULTLINE_SEED'] ?? 20_170_228);

const modelOf = (document: RawDocument): Document => {
  const { document: decoded, unreadable } = decode(document, NOWHERE);
  expect(unreadable).toEqual([]);
  return decoded;
};

const readBack = async (file: string, text: string): Promise<Document> => {
  const { document, problems } = await readDocument({ file, text });
  expect(problems.map(({ message }) => message)).toEqual([]);
  return document!;
};

/** The document without the places where things stood: a plain value, with maps as their entries, sorted. */
const withoutOrigins = (document: Document): unknown =>
  JSON.parse(
    JSON.stringify(document, (key, value: unknown) =>
      key === 'origin' || key === 'origins'
        ? undefined
        : value instanceof Map
          ? [...(value as Map<string, unknown>)].toSorted(([a], [b]) => (a < b ? -1 : 1))
          : value,
    ),
  );

const yaml = (document: Document): string => writeYaml(document, { provenance: false });

describe('a document is read back as it was, and written again the same, in', () => {
  it.each([
    ['YAML', 500, 'law.yaml', yaml, yaml],
    // Its comments say where nodes came from, which is another file when it has been read back.
    ['YAML with comments', 150, 'law.yaml', writeYaml, yaml],
    ['JSON', 2_000, 'law.json', writeJson, writeJson],
  ] as const)('%s', async (_, runs, file, write, writeAgain) => {
    await fc.assert(
      fc.asyncProperty(documents(), async (raw) => {
        const document = modelOf(raw);
        const again = await readBack(file, write(document));
        expect(withoutOrigins(again)).toEqual(withoutOrigins(document));
        expect(writeAgain(again)).toBe(writeAgain(document));
      }),
      { seed: SEED, numRuns: Math.ceil(runs * FACTOR) },
    );
  });
});

it('is the same text whatever order the document had', () => {
  fc.assert(
    fc.property(documents(), (raw) => {
      const document = modelOf(raw);
      const turned: Document = {
        ...document,
        nodes: new Map([...document.nodes].toReversed()),
        scenarios: new Map([...document.scenarios].toReversed()),
      };
      expect(writeYaml(turned)).toBe(writeYaml(document));
      expect(writeJson(turned)).toBe(writeJson(document));
    }),
    { seed: SEED, numRuns: 300 },
  );
});
