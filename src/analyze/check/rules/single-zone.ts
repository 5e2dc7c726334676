/** Apps that a single zone's outage takes down. */
import { appsOf, ofKinds } from '../audit.ts';
import { singleFalls } from '../falls.ts';
import { type CheckRule, pageOf } from '../rule.ts';

export const singleZone = {
  id: 'single-zone',
  rule: {
    id: 'single-zone',
    title: 'An app falls with one zone',
    why: 'A zone is one or a few buildings: a flood, a fire or a failed switchover of power takes it, several times a year somewhere. Regions have several zones so that nobody needs to notice.',
    remedy:
      'Spread what the app needs over two zones or more, and require any of them ("anyOf", or "atLeast" with a count).',
    severity: 'warning',
    page: pageOf('single-zone'),
  },
  cases: async (audit, { apps }) =>
    singleFalls(audit, ofKinds(audit.estate, ['zone']), appsOf(audit.estate, apps), 2),
} as const satisfies CheckRule;
