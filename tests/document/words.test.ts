/** Proves that a text stays a text, also where YAML would read the same letters as something else. */
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readDocument } from '../../src/document/read.ts';
import { writeYaml } from '../../src/document/write.ts';

const WORDS = [
  'true',
  'false',
  'null',
  '~',
  'yes',
  'no',
  'on',
  'off',
  '1',
  '1.5',
  '0x1f',
  '.nan',
  '-',
  '?',
  'plain',
];

it.each(WORDS)('the text %j is written as one', async (name) => {
  const text = JSON.stringify({ faultline: 1, nodes: { a: { kind: 'app', name } } });
  const { document } = await readDocument({ file: 'a.json', text });
  const written = writeYaml(document!, { provenance: false });
  expect(parse(written, { version: '1.2' }).nodes.a.name).toBe(name);
});
