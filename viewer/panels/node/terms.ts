/** The terms of a requirement in words: how bad it can get, how soon, and for what it is needed. */
import { formatDuration } from '../../../src/model/duration.ts';
import { groupBy } from '../../../src/model/group-by.ts';
import { STATES, type State } from '../../../src/model/state.ts';
import type { ShownRequirement } from './show-data.ts';

/** Words, one for each term, the most important first. */
export const termsOf = ({
  impact,
  needed,
  after,
  recovery,
  failover,
  validFrom,
  validUntil,
}: Omit<ShownRequirement, 'requirement'>): readonly string[] => [
  impact === undefined ? 'hard: fails as badly' : impactWords(impact),
  ...(needed === 'start' ? ['only to start'] : []),
  ...(after === undefined ? [] : [`felt after ${formatDuration(after)}`]),
  ...(recovery === undefined ? [] : [`${formatDuration(recovery)} to recover`]),
  ...(validFrom === undefined ? [] : [`from ${validFrom}`]),
  ...(validUntil === undefined ? [] : [`until ${validUntil}`]),
  ...(failover === undefined ? [] : [failoverWords(failover)]),
];

const failoverWords = ({ time, requires = [] }: NonNullable<ShownRequirement['failover']>): string =>
  `${formatDuration(time)} to switch${requires.length === 0 ? '' : `, for which it needs ${requires.join(', ')}`}`;

/** `partial at worst`; where it is no mere ceiling, what counts as what. */
const impactWords = (impact: Readonly<Record<State, State>>): string => {
  const cap = impact.outage;
  const isCap = STATES.every((state, rank) => impact[state] === STATES[Math.min(rank, STATES.indexOf(cap))]);
  if (isCap) return ceilingWords(cap === 'outage' ? undefined : cap);
  const changed = STATES.filter((state) => impact[state] !== state);
  return [...groupBy(changed, (state) => impact[state])]
    .map(([to, from]) => `${from.join(' and ')} ${from.length === 1 ? 'counts' : 'count'} as ${to}`)
    .join(', ');
};

/** The worst that a dependency can do; undefined: everything. */
export const ceilingWords = (worst: State | undefined): string => {
  if (worst === undefined) return 'hard: fails as badly';
  return worst === 'operational' ? 'does no harm' : `${worst} at worst`;
};
