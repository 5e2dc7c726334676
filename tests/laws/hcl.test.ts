/**
 * The law: HCL is read as its makers read it.
 *
 * Random files are read by HashiCorp's own parser and by ours; blocks, labels, attributes, values and the structure of
 * every expression must be the same.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hclParser } from '../../src/scan/hcl/parse.ts';
import { differences } from '../support/hcl.ts';
import { hclTexts } from '../support/hcl-texts.ts';

const SEED = Number(process.env['FAULTLINE_SEED'] ?? 20_170_228);
const FACTOR = Number(process.env['FAULTLINE_RUNS'] ?? 1);

const parse = await hclParser();

it('reads a file as its makers do', async () => {
  await fc.assert(
    fc.asyncProperty(hclTexts, async (text) => {
      const { body, problems } = parse(text);
      const { found, refused } = await differences(text, body);
      // What they work out to be an error (`-null`, `!""`) they do not read at all.
      fc.pre(refused === undefined);
      expect(found).toEqual([]);
      expect(problems).toEqual([]);
    }),
    { seed: SEED, numRuns: Math.ceil(2000 * FACTOR) },
  );
});
