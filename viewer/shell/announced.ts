/** What the picture shows, in a sentence for those who listen. */
import type { Answers } from '../parts/view.ts';

/** `3 of 12 apps affected: 2 outage, 1 partial; 25 of 120 nodes`; '' where nothing fails. */
export const spokenImpact = ({ impact }: Pick<Answers, 'impact'>): string => {
  if (impact === undefined) return '';
  const { nodes, affected, apps } = impact.totals;
  const all = apps.operational + apps.degraded + apps.partial + apps.outage;
  const fallen = all - apps.operational;
  const counts = (['outage', 'partial', 'degraded'] as const)
    .filter((state) => apps[state] > 0)
    .map((state) => `${apps[state]} ${state}`);
  return `${fallen} of ${all} apps affected${counts.length === 0 ? '' : `: ${counts.join(', ')}`}; ${affected} of ${nodes} nodes`;
};
