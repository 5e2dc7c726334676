/** A node as a document writes it. */
import { z } from 'zod';
import { PERCENT_PATTERN, parseAvailability } from '../../model/availability.ts';
import { KINDS } from '../../model/kind.ts';
import { requirement } from './requirement.ts';
import { text } from './words.ts';

/** All that may stand below the id of a node. */
export const nodeSchema = z
  .strictObject({
    kind: z
      .enum(KINDS)
      .optional()
      .describe('What it is. Every node needs one, in one of the documents that describe it.'),
    name: text.optional().describe('The name for people; the id if left out.'),
    description: text.optional().describe('What it does, in a sentence.'),
    owner: text
      .optional()
      .describe('The team that answers for it.')
      .meta({ examples: ['web-team'] }),
    tier: z
      .int()
      .min(0, { error: 'must not be negative' })
      .optional()
      .describe('How important it is; 1 is the most important.'),
    tags: z
      .array(text)
      .optional()
      .describe('Words to select it by.')
      .meta({ examples: [['pci']] }),
    in: requirement.optional().describe('Where it runs: a hard dependency, drawn as containment.'),
    dependsOn: z
      .array(requirement)
      .optional()
      .describe('What it needs. A bare id is a hard dependency: its state passes through.')
      .meta({ examples: [['checkout', { node: 'recommendations', impact: 'degraded' }]] }),
    costPerHour: z
      .number()
      .min(0, { error: 'must not be negative' })
      .optional()
      .describe('USD lost per hour of outage.')
      .meta({ examples: [120000] }),
    availability: z
      .union([
        z.string().regex(PERCENT_PATTERN, { error: 'must be a percentage or a fraction', abort: true }),
        z.number(),
      ])
      .refine((value) => parseAvailability(value) !== undefined, {
        error: 'must lie between 0 and 1, or 0% and 100%',
      })
      .optional()
      .describe('Of the node alone, its dependencies aside.')
      .meta({ examples: ['99.95%', 0.9995] }),
    availabilitySource: text
      .optional()
      .describe('Where the availability is known from, and of what day.')
      .meta({ examples: ['https://aws.amazon.com/compute/sla/, 2022-05-04'] }),
    source: text.optional().describe('Where the facts about the node are known from.'),
  })
  .describe('A part of the infrastructure.')
  .meta({ id: 'node' });
