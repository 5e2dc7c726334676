/**
 * The facts of foreign scanners, held to their form before anybody relies on it.
 *
 * What `model/fact.ts` says as types is said here once more as a schema; a test holds the two together with the facts of
 * all scanners that ship.
 */
import { z } from 'zod';
import { EDGE_CLASSES, FINDING_KINDS, TESTIMONIES } from '../model/fact.ts';
import { KINDS } from '../model/kind.ts';
import { quoted } from '../model/printable.ts';
import { CONFIDENCES } from '../model/requirement.ts';
import { STATES } from '../model/state.ts';

const text = z.string();
const texts = z.array(text);
const count = z.number().int().nonnegative();
const line = z.number().int().positive();
const where = z.strictObject({ file: text.min(1), line });
const address = z.strictObject({ scope: text, local: text.min(1) });
const name = z.strictObject({ form: z.enum(['host', 'arn', 'name']), text, within: text.optional() });

/** Values in one property: far above need, and where a value that holds itself ends. */
const MOST_VALUES = 1_000_000;

/** A plain value: walked without recursion, however deep it is. */
const plain = z
  .unknown()
  .refine(isPlain, { error: 'must be plain: texts, numbers, true, false, null, lists, maps' });
const properties = z.record(z.string(), plain);

const resource = z.strictObject({
  address,
  type: text.min(1),
  where,
  name: text.optional(),
  kind: z.enum(KINDS).optional(),
  names: z.array(name).optional(),
  region: text.optional(),
  properties: properties.optional(),
  count: count.optional(),
  instances: z.array(properties).max(100).optional(),
  zones: texts.optional(),
  minAvailable: count.optional(),
  app: text.optional(),
  entry: text.optional(),
  owner: text.optional(),
  tags: texts.optional(),
  isForeign: z.boolean().optional(),
  code: texts.optional(),
  view: z
    .strictObject({ names: texts, within: text.optional(), kinds: z.array(z.enum(KINDS)).optional() })
    .optional(),
});

const target = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('address'), address }),
  z.strictObject({
    by: z.literal('text'),
    text,
    as: z.enum(['env', 'host', 'image', 'arn', 'action', 'export']),
    key: text.optional(),
    region: text.optional(),
    regionKey: text.optional(),
    nameKeys: texts.optional(),
  }),
]);

const reference = z.strictObject({
  from: address,
  to: target,
  property: text,
  where,
  confidence: z.enum(CONFIDENCES),
  class: z.enum(EDGE_CLASSES).optional(),
  why: text.optional(),
  atMost: z.enum(STATES).optional(),
  code: text.optional(),
  observed: z.strictObject({ calls: count, errors: count, propagated: count }).optional(),
});

const group = z.strictObject({
  address,
  name: text.optional(),
  kind: z.enum(KINDS),
  where,
  members: z.array(address),
  form: z.enum(['failover', 'balanced']),
  failover: z.number().nonnegative().optional(),
  requires: texts.optional(),
  names: z.array(name).optional(),
});

const finding = z.strictObject({
  kind: z.enum(FINDING_KINDS),
  message: text.min(1),
  file: text.min(1),
  line: line.optional(),
  hint: text.optional(),
});

const facts = z.strictObject({
  realm: text.optional(),
  tells: z.enum(TESTIMONIES).optional(),
  reaches: z.map(text, texts).optional(),
  resources: z.array(resource),
  references: z.array(reference),
  exports: z.array(z.strictObject({ name: text, to: z.array(target), where })).optional(),
  groups: z.array(group).optional(),
  findings: z.array(finding),
});

/** What is wrong with facts, in a few words; undefined: nothing. */
export const flawOfFacts = (value: unknown): string | undefined => {
  const issue = facts.safeParse(value).error?.issues[0];
  if (issue === undefined) return undefined;
  const path = issue.path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('');
  const place = path === '' ? '' : `${quoted(path.replace(/^\./, ''))}: `;
  return `${place}${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
};

function isPlain(value: unknown): boolean {
  const open: unknown[] = [value];
  for (let values = 0; open.length > 0; values++) {
    const next = open.pop();
    if (next === null || ['boolean', 'number', 'string'].includes(typeof next)) continue;
    if (typeof next !== 'object' || values > MOST_VALUES) return false;
    for (const inner of Object.values(next)) open.push(inner);
  }
  return true;
}
