/**
 * The document format, said once: what the published JSON Schema is generated from, and what names the mistakes in a
 * document that the decoder could not read.
 *
 * Every key has a description and, where it helps, examples: editors show them. Rules that a JSON Schema cannot say
 * (monotone maps, counts within the group) are refinements. Each part of the format has its file in schema/.
 */
import { z } from 'zod';
import { ID_PATTERN } from '../model/node.ts';
import { TEMPLATE_ID_PATTERN } from '../model/placeholder.ts';
import { STATES } from '../model/state.ts';
import { SURVIVE_KEYS } from './decode-policies.ts';
import { nodeSchema } from './schema/node.ts';
import { placeholdersSchema } from './schema/placeholders.ts';
import { policiesSchema, suppressed } from './schema/policies.ts';
import { allOfForm, anyOfForm, atLeastForm, nodeForm } from './schema/requirement.ts';
import { faultSchema, observationSchema, scenarioSchema } from './schema/scenario.ts';
import { text } from './schema/words.ts';

/** A key of a scenario: a word, as in `faultline impact --scenario ID`. */
const names = z
  .string()
  .regex(ID_PATTERN, { error: 'must be made of letters, digits, ".", "_", "@", "-" and "/"' });

/** A key of a template: an id, any part of which may be a placeholder. */
const templateNames = z.string().regex(TEMPLATE_ID_PATTERN, {
  error: 'must be an id, in which "{name}" may stand for any part of a segment',
});

/** Everything but the nodes, templates, scenarios and policies, which are read and complained about one by one. */
export const frameSchema = z.strictObject({
  $schema: z.string().optional().describe('Where editors find the schema of this format.'),
  faultline: z.literal(1).describe('The version of the format. Required.'),
  title: text
    .optional()
    .describe('What the document describes.')
    .meta({ examples: ['Web shop'] }),
  description: text.optional().describe('More about it.'),
  use: z
    .array(text)
    .optional()
    .describe(
      'What to take from on demand: packs that ship with the program, by name, or documents, by path.',
    )
    .meta({ examples: [['aws', './platform.yaml']] }),
  include: z
    .array(text)
    .optional()
    .describe('Other documents, relative to this one; globs allowed.')
    .meta({ examples: [['scanned.yaml', 'teams/*.yaml']] }),
  placeholders: z.unknown().optional(),
  nodes: z.record(z.string(), z.unknown()).optional(),
  templates: z.record(z.string(), z.unknown()).optional(),
  scenarios: z.record(z.string(), z.unknown()).optional(),
  policies: z.unknown().optional(),
});

/** The whole format; the JSON Schema is made from it. */
export const documentSchema = frameSchema
  .extend({
    placeholders: placeholdersSchema.optional().describe('What "{names}" in templates may stand for.'),
    nodes: z.record(names, nodeSchema).optional().describe('The parts of the infrastructure, by id.'),
    templates: z
      .record(templateNames, nodeSchema)
      .optional()
      .describe('Nodes for many values at once: ids and texts may hold placeholders, "{region}".'),
    scenarios: z.record(names, scenarioSchema).optional().describe('What can go wrong, or did, by id.'),
    policies: policiesSchema.optional(),
  })
  .describe('A Faultline document: an infrastructure and what its parts need.');

/** The keys that an object may have, by what it is: for "did you mean". */
export const KEYS = {
  document: Object.keys(frameSchema.shape),
  node: Object.keys(nodeSchema.shape),
  scenario: Object.keys(scenarioSchema.shape),
  fault: Object.keys(faultSchema.shape),
  observation: Object.keys(observationSchema.shape),
  nodeForm: Object.keys(nodeForm.shape),
  allOf: Object.keys(allOfForm.shape),
  anyOf: Object.keys(anyOfForm.shape),
  atLeast: Object.keys(atLeastForm.shape),
  failover: ['time', 'requires', 'during'],
  policies: Object.keys(policiesSchema.shape),
  survive: SURVIVE_KEYS,
  suppression: Object.keys(suppressed),
  waiver: [...Object.keys(suppressed), 'owner', 'until'],
  states: [...STATES],
} as const satisfies Record<string, readonly string[]>;
