/** Nodes of the model as JSON has them: what `toGraph(estate).export()` holds, checked field by field. */
import type { Plain, Where } from '../../../model/fact.ts';
import { isDay } from '../../../model/day.ts';
import { type ImpactTable, isMonotone } from '../../../model/impact.ts';
import { CONFIDENCES, type Failover, type Requirement, type Threshold } from '../../../model/requirement.ts';
import { isState } from '../../../model/state.ts';
import { at, entriesOf, itemsOf, textOf } from '../../tree.ts';
import type { Attributes, ForeignNode } from '../graph/foreign.ts';
import { type Told, counted } from '../graph/told.ts';

/** Whether a serialized graph holds nodes of ours: each entry is a node with its requirements, or a group of one. */
export const isOurs = (value: Plain): boolean => {
  const first = at(value, 'nodes', 0, 'attributes');
  return at(first, 'type') === 'node' && Array.isArray(at(first, 'node', 'dependsOn'));
};

const TOLD = new Set(['id', 'in', 'dependsOn', 'origins', 'availabilitySource']);

/** All but what it needs. */
export const attributesOfOurs = (node: Plain | undefined): Attributes =>
  new Map(entriesOf(node).filter(([name]) => !TOLD.has(name)));

/** Groups in groups that are followed. */
const MOST_NESTED = 64;

/** What a node needs, in full. */
export const needsOfOurs = (
  node: Plain | undefined,
  where: Where,
  findings: Told,
): NonNullable<ForeignNode['needs']> => {
  const read = (value: Plain | undefined): Requirement | undefined => {
    const requirement = requirementIn(value, where, 0);
    if (requirement === undefined)
      findings.tell(
        'requirement',
        where,
        { kind: 'unreadable' },
        (count) => `${counted(count, 'requirement')} of no form that is known`,
      );
    return requirement;
  };
  const place = at(node, 'in');
  const inside = place === undefined ? undefined : read(place);
  return {
    ...(inside === undefined ? {} : { in: inside }),
    dependsOn: itemsOf(at(node, 'dependsOn')).flatMap((one) => read(one) ?? []),
  };
};

const requirementIn = (value: Plain | undefined, where: Where, depth: number): Requirement | undefined => {
  const form = at(value, 'form');
  const terms = termsIn(value, where);
  const node = textOf(at(value, 'node'));
  if (form === 'node') return node === undefined ? undefined : { form, node, ...terms };
  if (form !== 'allOf' && form !== 'anyOf' && form !== 'atLeast') return undefined;
  if (depth >= MOST_NESTED) return undefined;
  const of = membersIn(at(value, 'of'), where, depth);
  const atLeast = thresholdIn(at(value, 'atLeast'));
  if (of === undefined || of.length === 0 || (form === 'atLeast' && atLeast === undefined)) return undefined;
  const failover = failoverIn(at(value, 'failover'), where, depth);
  return {
    form,
    ...(atLeast === undefined ? {} : { atLeast }),
    of,
    ...(failover === undefined ? {} : { failover }),
    ...terms,
  };
};

/** None at all if one of them cannot be read: a group without a member would be another group. */
const membersIn = (
  value: Plain | undefined,
  where: Where,
  depth: number,
): readonly Requirement[] | undefined => {
  const members = itemsOf(value).map((one) => requirementIn(one, where, depth + 1));
  const read = members.filter((one) => one !== undefined);
  return read.length === members.length ? read : undefined;
};

const numberIn = (value: Plain | undefined): number | undefined =>
  typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : undefined;

const thresholdIn = (value: Plain | undefined): Threshold | undefined => {
  const [a, b, c] = itemsOf(value).map((count) => (Number.isInteger(count) ? Number(count) : -1));
  return a !== undefined && b !== undefined && c !== undefined && a >= b && b >= c && c >= 0
    ? [a, b, c]
    : undefined;
};

const impactIn = (value: Plain | undefined): ImpactTable | undefined => {
  const ranks = itemsOf(value);
  if (ranks.length !== 4 || !ranks.every((rank) => rank === 0 || rank === 1 || rank === 2 || rank === 3))
    return undefined;
  const table = ranks as unknown as ImpactTable;
  return isMonotone(table) ? table : undefined;
};

const failoverIn = (value: Plain | undefined, where: Where, depth: number): Failover | undefined => {
  const time = numberIn(at(value, 'time'));
  const requires = membersIn(at(value, 'requires'), where, depth);
  const during = at(value, 'during');
  return time === undefined || requires === undefined
    ? undefined
    : { time, requires, ...(isState(during) ? { during } : {}) };
};

type Terms = Omit<Extract<Requirement, { form: 'node' }>, 'form' | 'node'>;

const termsIn = (value: Plain | undefined, where: Where): Terms => {
  const impact = impactIn(at(value, 'impact'));
  const [after, recovery] = [numberIn(at(value, 'after')), numberIn(at(value, 'recovery'))];
  const [validFrom, validUntil] = [textOf(at(value, 'validFrom')), textOf(at(value, 'validUntil'))];
  const needed = at(value, 'needed');
  const why = textOf(at(value, 'why'));
  const confidence = CONFIDENCES.find((known) => known === at(value, 'confidence'));
  return {
    ...(impact === undefined ? {} : { impact }),
    ...(after === undefined ? {} : { after }),
    ...(recovery === undefined ? {} : { recovery }),
    ...(needed === 'start' || needed === 'run' ? { needed } : {}),
    ...(validFrom === undefined || !isDay(validFrom) ? {} : { validFrom }),
    ...(validUntil === undefined || !isDay(validUntil) ? {} : { validUntil }),
    ...(why === undefined || why === '' ? {} : { why }),
    source: textOf(at(value, 'source')) ?? `${where.file}:${where.line}`,
    ...(confidence === undefined ? {} : { confidence }),
  };
};
