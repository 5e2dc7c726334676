/** Requirements: from plain values to the model, and what can be saved of those that cannot be read. */
import { isDay } from '../model/day.ts';
import { type ImpactTable, cappedAt, isMonotone, tableOf } from '../model/impact.ts';
import type { Origin } from '../model/place.ts';
import {
  CONFIDENCES,
  type Failover,
  type GroupRequirement,
  type NodeRequirement,
  type Requirement,
  type Threshold,
} from '../model/requirement.ts';
import { isState } from '../model/state.ts';
import { namesPlaceholder } from './decode-placeholders.ts';
import {
  type Draft,
  type Fields,
  asCount,
  asDuration,
  asFields,
  asList,
  asOneOf,
  asState,
  asText,
  isFields,
  malformed,
} from './fields.ts';
import { MOST_NESTED } from './limits.ts';

export const decodeRequirements = (raw: unknown, origin: Origin, depth: number): readonly Requirement[] =>
  asList(raw).map((entry, i) => decodeRequirement(entry, origin.at(i), depth));

export const decodeRequirement = (raw: unknown, origin: Origin, depth: number): Requirement => {
  if (typeof raw === 'string') return { form: 'node', node: asText(raw), origin };
  const fields = asFields(raw);
  if ('node' in fields) return decodeNodeForm(fields, origin);
  if (depth >= MOST_NESTED) malformed();
  return decodeGroup(fields, origin, depth);
};

const decodeNodeForm = (fields: Fields, origin: Origin): NodeRequirement => {
  const requirement: Draft<NodeRequirement> = { form: 'node', node: asText(fields['node']), origin };
  for (const key of Object.keys(fields)) if (key !== 'node') decodeTerm(requirement, key, fields[key]);
  return inOrder(requirement);
};

const decodeGroup = (fields: Fields, origin: Origin, depth: number): GroupRequirement => {
  const form =
    'allOf' in fields ? 'allOf' : 'anyOf' in fields ? 'anyOf' : 'atLeast' in fields ? 'atLeast' : malformed();
  const list = form === 'atLeast' ? 'of' : form;
  const of = decodeRequirements(fields[list], origin.at(list), depth + 1);
  if (of.length === 0) malformed();
  const group: Draft<GroupRequirement> = { form, of, origin };
  for (const key of Object.keys(fields)) {
    if (key === list) continue;
    if (key === 'atLeast' && form === 'atLeast') {
      group.atLeast = decodeThreshold(fields[key], namesPlaceholder(fields[list]) ? Infinity : of.length);
    } else if (key === 'failover' && form !== 'allOf') {
      group.failover = decodeFailover(fields[key], origin.at('failover'), depth);
    } else decodeTerm(group, key, fields[key]);
  }
  return inOrder(group);
};

const decodeTerm = (requirement: Draft<Requirement>, key: string, value: unknown): void => {
  switch (key) {
    case 'impact':
      requirement.impact = decodeImpact(value);
      break;
    case 'after':
    case 'recovery':
      requirement[key] = asDuration(value);
      break;
    case 'needed':
      requirement.needed = asOneOf(['run', 'start'], value);
      break;
    case 'why':
    case 'source':
      requirement[key] = asText(value);
      break;
    case 'confidence':
      requirement.confidence = asOneOf(CONFIDENCES, value);
      break;
    case 'validFrom':
    case 'validUntil':
      requirement[key] = typeof value === 'string' && isDay(value) ? value : malformed();
      break;
    default:
      malformed();
  }
};

const inOrder = <R extends Requirement>(requirement: R): R =>
  requirement.validFrom !== undefined &&
  requirement.validUntil !== undefined &&
  requirement.validFrom >= requirement.validUntil
    ? malformed()
    : requirement;

const decodeImpact = (raw: unknown): ImpactTable => {
  if (raw === 'none') return cappedAt('operational');
  if (isState(raw)) return cappedAt(raw);
  const map = asFields(raw);
  for (const key of Object.keys(map)) if (!isState(key) || !isState(map[key])) malformed();
  const table = tableOf(map);
  return table[0] === 0 && isMonotone(table) ? table : malformed();
};

/** A state that is left out takes the count of the next better one. */
const decodeThreshold = (raw: unknown, members: number): Threshold => {
  const within = (value: unknown): number => {
    const count = asCount(value, 1);
    return count <= members ? count : malformed();
  };
  if (typeof raw === 'number') {
    const count = within(raw);
    return [count, count, count];
  }
  const fields = asFields(raw);
  for (const key of Object.keys(fields)) if (!isState(key) || key === 'outage') malformed();
  const operational = within(fields['operational']);
  const degraded = 'degraded' in fields ? within(fields['degraded']) : operational;
  const partial = 'partial' in fields ? within(fields['partial']) : degraded;
  return operational >= degraded && degraded >= partial ? [operational, degraded, partial] : malformed();
};

const decodeFailover = (raw: unknown, origin: Origin, depth: number): Failover => {
  if (typeof raw === 'string') return { time: asDuration(raw), requires: [] };
  const failover: Draft<Failover> = { time: NaN, requires: [] };
  const fields = asFields(raw);
  for (const key of Object.keys(fields)) {
    switch (key) {
      case 'time':
        failover.time = asDuration(fields[key]);
        break;
      case 'requires':
        failover.requires = decodeRequirements(fields[key], origin.at('requires'), depth + 1);
        break;
      case 'during':
        failover.during = asState(fields[key]);
        break;
      default:
        malformed();
    }
  }
  return Number.isNaN(failover.time) ? malformed() : failover;
};

/** The nodes that a requirement names, whatever else is wrong with it: are they known, at least? */
export const salvaged = (raw: unknown, origin: Origin, depth: number): readonly NodeRequirement[] => {
  if (typeof raw === 'string') return raw === '' ? [] : [{ form: 'node', node: raw, origin }];
  if (depth > 2 * MOST_NESTED) return [];
  if (Array.isArray(raw)) return raw.flatMap((item: unknown, i) => salvaged(item, origin.at(i), depth + 1));
  if (!isFields(raw)) return [];
  const { node, failover } = raw;
  return [
    ...(typeof node === 'string' ? salvaged(node, origin.at('node'), depth) : []),
    ...['allOf', 'anyOf', 'of'].flatMap((key) => salvaged(raw[key], origin.at(key), depth + 1)),
    ...(isFields(failover)
      ? salvaged(failover['requires'], origin.at('failover').at('requires'), depth + 1)
      : []),
  ];
};
