/** The terms of a requirement, from a foreign edge's attributes. What is not understood is told, and counts in full. */
import type { Plain, Where } from '../../../model/fact.ts';
import { parseDuration } from '../../../model/duration.ts';
import { type ImpactTable, cappedAt } from '../../../model/impact.ts';
import { quoted } from '../../../model/printable.ts';
import { CONFIDENCES, type NodeRequirement } from '../../../model/requirement.ts';
import type { Field, Mapping } from './mapping.ts';
import { textIn, wordIn } from './node-fields.ts';
import { type Told, counted } from './told.ts';
import { impactOfWord } from './words.ts';

/** An edge's terms, and of which group of alternatives it is. */
export interface Terms extends Omit<NodeRequirement, 'form' | 'node'> {
  /** `any of`, `2 of`, as our own pictures say it. */
  readonly group?: string;
}

/** What our pictures call an edge to what a failover itself needs. */
const SWITCH = 'the switch needs';

/** The terms of one edge. */
export const termsOf = (
  fields: ReadonlyMap<Field, Plain>,
  where: Where,
  mapping: Mapping,
  findings: Told,
): Terms => {
  const group = textIn(fields, 'group');
  const isSwitch = group === SWITCH;
  if (isSwitch)
    findings.tell(
      'switch',
      where,
      { kind: 'unknown-value', hint: 'a graph of the library (toGraph) says it all' },
      (count) =>
        `${counted(count, 'edge')} to what a switch needs: a picture does not say what it switches, so nothing passes`,
    );
  const impact = isSwitch ? cappedAt('operational') : impactIn(fields, where, mapping, findings);
  const after = secondsIn(fields, 'after', where, findings);
  const recovery = secondsIn(fields, 'recovery', where, findings);
  const needed = wordIn(fields, 'needed', mapping)?.toLowerCase();
  const confidence = wordIn(fields, 'confidence', mapping)?.toLowerCase();
  const why = textIn(fields, 'why');
  return {
    ...(impact === undefined ? {} : { impact }),
    ...(after === undefined ? {} : { after }),
    ...(recovery === undefined ? {} : { recovery }),
    ...(needed === 'start' ? { needed: 'start' as const } : {}),
    ...(why === undefined ? {} : { why }),
    source: textIn(fields, 'source') ?? `${where.file}:${where.line}`,
    confidence: CONFIDENCES.find((known) => known === confidence) ?? 'documented',
    ...(group === undefined || isSwitch ? {} : { group }),
  };
};

const impactIn = (
  fields: ReadonlyMap<Field, Plain>,
  where: Where,
  mapping: Mapping,
  findings: Told,
): ImpactTable | undefined => {
  const word = wordIn(fields, 'impact', mapping);
  if (word === undefined) return undefined;
  const impact = impactOfWord(word);
  if (impact === undefined)
    findings.tell(
      `impact ${word}`,
      where,
      {
        kind: 'unknown-value',
        hint: `say what it means in a map file: values: { impact: { ${JSON.stringify(word.slice(0, 40))}: partial } }`,
      },
      (count) => `${quoted(word)} is no impact: ${counted(count, 'edge')} passed on in full`,
    );
  return impact ?? undefined;
};

/** A duration, or a number of seconds. */
const secondsIn = (
  fields: ReadonlyMap<Field, Plain>,
  field: 'after' | 'recovery',
  where: Where,
  findings: Told,
): number | undefined => {
  const text = textIn(fields, field);
  if (text === undefined) return undefined;
  const seconds = parseDuration(/^\d+(?:\.\d+)?$/.test(text) ? `${text}s` : text);
  if (seconds === undefined)
    findings.tell(
      `${field} form`,
      where,
      { kind: 'unknown-value', hint: 'a duration: 90s, 15m, 4h17m' },
      (count) => `${field} of ${counted(count, 'edge')} cannot be read: ${quoted(text)}`,
    );
  return seconds;
};
