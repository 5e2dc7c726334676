/** Placeholders as a document writes them: what `{names}` in templates may stand for. */
import { z } from 'zod';
import { PLACEHOLDER_NAME } from '../../model/placeholder.ts';
import { text } from './words.ts';

const placeholderName = z.string().regex(PLACEHOLDER_NAME, {
  error: 'must be a letter, then letters, digits, "_" and "-"',
});

// The types are said by hand: schemas that refer to themselves have none to infer.
const placeholderValues: z.ZodType = z
  .lazy(() =>
    z.union([
      text.describe('The only value.'),
      z.array(text).describe('Its values.'),
      z
        .record(text, z.union([placeholdersSchema, z.null()]))
        .describe('Its values, and for each of them further placeholders that hold for that value only.'),
    ]),
  )
  .meta({ id: 'placeholderValues' });

/** What `{names}` may stand for. */
export const placeholdersSchema: z.ZodType = z
  .lazy(() => z.record(placeholderName, placeholderValues))
  .meta({
    id: 'placeholders',
    examples: [{ region: { 'eu-west-1': { zone: ['eu-west-1a', 'eu-west-1b'], regionName: 'Ireland' } } }],
  });
