/** Proves that packs parsed when the program was built are those that their texts say, with the same places. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type * as Prepared from '../../src/document/prepared.ts';
import { readDocument } from '../../src/document/read.ts';
import { placesOf } from '../../src/model/place.ts';
import { ROOT } from '../cli/run.ts';

const PACKS = path.join(ROOT, 'graphs/providers');
const built = pathToFileURL(path.join(ROOT, 'dist/document/prepared.js')).href;
const { preparedDocument } = (await import(built)) as typeof Prepared;

const packs = readdirSync(PACKS).map((file) => ({
  name: path.parse(file).name,
  input: { file, text: readFileSync(path.join(PACKS, file), 'utf8') },
}));

describe('a prepared pack', () => {
  it.each(packs)('$name says what its text says', async ({ name, input }) => {
    const prepared = await preparedDocument(name, input);
    const read = await readDocument(input);
    expect(prepared, 'run npm run build').toBeDefined();
    const plain = (document: unknown): string =>
      JSON.stringify(document, (key, value: unknown) =>
        key === 'origin' || key === 'origins' ? undefined : value instanceof Map ? [...value] : value,
      );
    expect(plain(prepared!.document) === plain(read.document)).toBe(true);
    const placesIn = (document: typeof read.document) => [
      ...placesOf([...document!.templates!.values()].slice(0, 50).map(({ origins }) => origins[0]!)).values(),
    ];
    expect(placesIn(prepared!.document)).toEqual(placesIn(read.document));
  });

  it('is not taken for another text', async () => {
    const [{ name, input }] = packs as [(typeof packs)[number]];
    expect(await preparedDocument(name, { ...input, text: `${input.text}\n` })).toBeUndefined();
  });

  it('is not there where none was prepared', async () => {
    expect(await preparedDocument('no-such-pack', { file: 'x.yaml', text: '' })).toBeUndefined();
  });
});
