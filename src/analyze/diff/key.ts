/** What tells requirements apart: not the words about them nor where they stand, but what they do. */
import { byCodePoint } from '../../model/order.ts';
import { type Requirement, impactOf, thresholdOf } from '../../model/requirement.ts';

/** How a node is called. */
export type NameOf = (id: string) => string;

/**
 * The same text for two requirements that have the same effect on which failure leads to which state, if nodes are called
 * so. Members stand in one order, whatever the document's; the first stays first where the others need a switch.
 */
export const effectKey = (requirement: Requirement, nameOf: NameOf): string => {
  const { needed, validFrom, validUntil } = requirement;
  const terms = [
    requirement.impact === undefined ? '' : impactOf(requirement).join(''),
    needed === 'start' ? 'start' : '',
    validFrom ?? '',
    validUntil ?? '',
  ].join('|');
  if (requirement.form === 'node') return `${nameOf(requirement.node)}{${terms}}`;
  const members = requirement.of.map((member) => effectKey(member, nameOf));
  const requires = (requirement.failover?.requires ?? []).map((each) => effectKey(each, nameOf));
  const [first, ...later] = members;
  const ordered = requires.length === 0 ? sorted(members) : [first!, ...sorted(later)];
  return `${thresholdOf(requirement).join(',')}(${ordered.join(' ')})[${sorted(requires).join(' ')}]{${terms}}`;
};

/** The same, with all that decides how long anything takes. */
export const fullKey = (requirement: Requirement, nameOf: NameOf): string =>
  `${effectKey(requirement, nameOf)}${timesOf(requirement, nameOf)}`;

const timesOf = (requirement: Requirement, nameOf: NameOf): string => {
  const { after, recovery } = requirement;
  const own = `<${after ?? ''}|${recovery ?? ''}>`;
  if (requirement.form === 'node') return own;
  const { failover, of } = requirement;
  const switched = failover === undefined ? '' : `<${failover.time}|${failover.during ?? ''}>`;
  const parts = [...of, ...(failover?.requires ?? [])].map((part) => fullKey(part, nameOf));
  // Which member is the first decides when it is switched.
  const [first = '', ...later] = parts;
  return `${own}${switched}(${(failover === undefined ? sorted(parts) : [first, ...sorted(later)]).join(' ')})`;
};

const sorted = (texts: readonly string[]): readonly string[] => texts.toSorted(byCodePoint);
