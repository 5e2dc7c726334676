/** Requirements as a document writes them: an id, a node with terms, and groups of requirements. */
import { z } from 'zod';
import { isMonotone, tableOf } from '../../model/impact.ts';
import { CONFIDENCES } from '../../model/requirement.ts';
import { STATES, type State } from '../../model/state.ts';
import { namesPlaceholder } from '../decode-placeholders.ts';
import { day, duration, id, rule, state, text } from './words.ts';

const impact = z
  .union([
    z.literal('none').describe('Its state does not matter: the same as operational.'),
    state,
    z
      .strictObject({
        operational: state.optional(),
        degraded: state.optional(),
        partial: state.optional(),
        outage: state.optional(),
      })
      .superRefine(
        rule((map) => {
          const table = tableOf(map as Partial<Record<State, State>>);
          if (table[0] !== 0) {
            return {
              path: ['operational'],
              message: 'what is operational cannot do harm',
              hint: 'leave it out',
            };
          }
          if (isMonotone(table)) return undefined;
          const worse = ([1, 2, 3] as const).find((rank) => table[rank] < table[rank - 1]!)!;
          return {
            path: STATES[worse] in map ? [STATES[worse]] : [],
            message:
              `the impact map is not monotone: ${STATES[worse]} counts as ${STATES[table[worse]]}, ` +
              `but ${STATES[worse - 1]} as ${STATES[table[worse - 1]!]}`,
            hint: 'a worse state must not count for less; a state left out counts as itself',
          };
        }),
      )
      .describe('State by state; a state left out counts as itself. A worse state must not count for less.'),
  ])
  .describe('The worst that this requirement can do, or a map from its state to the state that counts.')
  .meta({ examples: ['degraded', 'none', { partial: 'degraded', outage: 'partial' }] });

/** What every requirement but the bare id may carry. */
const terms = {
  impact: impact.optional(),
  after: duration
    .optional()
    .describe('Grace: how long the dependent lives without it (a cache, a buffer, a lease).'),
  recovery: duration.optional().describe('How long after it is back the dependent is back.'),
  needed: z
    .enum(['run', 'start'])
    .optional()
    .describe(
      'start: needed to start or to scale, not to go on running (an image registry, a control plane).',
    ),
  why: text
    .optional()
    .describe('What it is needed for.')
    .meta({ examples: ['images'] }),
  source: text
    .optional()
    .describe('Where the dependency is known from.')
    .meta({ examples: ['deploy/cdn.tf:12', 'https://aws.amazon.com/message/41926/'] }),
  confidence: z.enum(CONFIDENCES).optional().describe('How sure the dependency is.'),
  validFrom: day.optional().describe('The first day on which the dependency counts.'),
  validUntil: day.optional().describe('The first day on which it no longer counts.'),
} as const;

const datesInOrder = rule((value: { validFrom?: string | undefined; validUntil?: string | undefined }) =>
  value.validFrom !== undefined && value.validUntil !== undefined && value.validFrom >= value.validUntil
    ? {
        path: ['validUntil'],
        message: `this never counts: ${value.validUntil} is not after ${value.validFrom}`,
      }
    : undefined,
);

/** One requirement, of any form. The type is said by hand: a schema that refers to itself has none to infer. */
export const requirement: z.ZodType = z
  .lazy(() => z.union([id.describe('The id of a node.'), nodeForm, allOfForm, anyOfForm, atLeastForm]))
  .meta({ id: 'requirement', examples: ['checkout', { node: 'recommendations', impact: 'degraded' }] });

const members = z
  .array(requirement)
  .min(1, { error: 'the group is empty' })
  .describe('The members: ids or requirements.');

const failover = z
  .union([
    duration.describe('How long the switch takes.'),
    z.strictObject({
      time: duration.describe('How long the switch takes.'),
      requires: z
        .array(requirement)
        .optional()
        .describe(
          'What the switch itself needs (DNS, a control plane): while one of these is partial or out, the later members do not count.',
        ),
      during: state.optional().describe('The state of the group while it switches; outage if left out.'),
    }),
  ])
  .optional()
  .describe('The switch from the first member to the later ones.')
  .meta({ examples: ['2m', { time: '5m', requires: ['aws/route53'], during: 'degraded' }] });

const count = z.int().min(1, { error: 'must be at least 1' });

const atLeast = z
  .union([
    count,
    z.strictObject({
      operational: count.describe('How many must be operational for the group to be.'),
      degraded: count.optional().describe('How many in degraded or better keep the group from being worse.'),
      partial: count.optional().describe('How many in partial or better keep the group from an outage.'),
    }),
  ])
  .describe('How many of the members must be in a state, or better, for the group to be.')
  .meta({ examples: [2, { operational: 3, degraded: 2, partial: 1 }] });

type AtLeast = z.infer<typeof atLeast>;

const countsWithin = rule(({ atLeast, of }: { atLeast: AtLeast; of: readonly unknown[] }) => {
  const counts = typeof atLeast === 'number' ? { operational: atLeast } : atLeast;
  const named = (['operational', 'degraded', 'partial'] as const).flatMap((state) => {
    const needed = counts[state];
    return Number.isSafeInteger(needed) ? [{ state, needed: needed! }] : [];
  });
  const at = (state: string): readonly string[] =>
    typeof atLeast === 'number' ? ['atLeast'] : ['atLeast', state];
  // That the group is empty is a complaint of its own; how many a template names is known only when it is used.
  const beyond =
    of.length === 0 || namesPlaceholder(of) ? undefined : named.find(({ needed }) => needed > of.length);
  if (beyond !== undefined) {
    return {
      path: at(beyond.state),
      message: `${beyond.needed} members are needed, but the group has ${of.length}`,
    };
  }
  const growing = named.findIndex(({ needed }, i) => i > 0 && needed > named[i - 1]!.needed);
  if (growing < 0) return undefined;
  const [better, worse] = [named[growing - 1]!, named[growing]!];
  return {
    path: at(worse.state),
    message: `${worse.needed} members are needed in ${worse.state} or better, but only ${better.needed} in ${better.state}`,
    hint: 'the counts may not grow from one state to the next worse',
  };
});

/** One node. */
export const nodeForm = z
  .strictObject({ node: id.describe('The id of the node that is needed.'), ...terms })
  .superRefine(datesInOrder)
  .describe('One node, with what its loss does.')
  .meta({ examples: [{ node: 'recommendations', impact: 'degraded' }] });

/** A group of which all are needed. */
export const allOfForm = z
  .strictObject({ allOf: members, ...terms })
  .superRefine(datesInOrder)
  .describe('All of these: the worst of them counts.');

/** A group of which any will do. */
export const anyOfForm = z
  .strictObject({ anyOf: members, failover, ...terms })
  .superRefine(datesInOrder)
  .describe('Any of these: the best of them counts.')
  .meta({ examples: [{ anyOf: ['db-a', 'db-b'], failover: '2m' }] });

/** A group of which so many are needed. */
export const atLeastForm = z
  .strictObject({ atLeast, of: members, failover, ...terms })
  .superRefine(countsWithin)
  .superRefine(datesInOrder)
  .describe('So many of these: the k-th best of them counts.')
  .meta({ examples: [{ atLeast: 2, of: ['cache-1', 'cache-2', 'cache-3'] }] });
