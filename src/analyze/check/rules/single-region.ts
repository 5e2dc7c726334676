/** Apps that a single region's outage takes down. */
import type { Estate } from '../../../model/estate.ts';
import { appsOf, hasTiers, ofKinds } from '../audit.ts';
import { singleFalls } from '../falls.ts';
import { type CheckRule, pageOf } from '../rule.ts';

export const singleRegion = {
  id: 'single-region',
  rule: {
    id: 'single-region',
    title: 'An app falls with one region',
    why: 'Regions fail as a whole: a power cut, a broken control plane or a network change takes everything in one of them at once, for hours. What an app has only in one region is gone for as long.',
    remedy:
      'Have what the app cannot do without in a second region, and require any of the two ("anyOf"); or say what is left without it ("impact: degraded").',
    severity: 'warning',
    page: pageOf('single-region'),
  },
  cases: async (audit, { apps, severity }) => {
    const { estate } = audit;
    const cases = await singleFalls(audit, ofKinds(estate, ['region']), appsOf(estate, apps), 2);
    // Where nobody said which apps matter, or what they must get through, nobody promised more than a region.
    const isPromised =
      apps !== undefined || severity !== undefined || hasTiers(estate) || hasPolicies(estate);
    return isPromised
      ? cases
      : cases.map((one) => ({ ...one, found: one.found.map((each) => ({ ...each, atMost: 'note' })) }));
  },
} as const satisfies CheckRule;

const hasPolicies = ({ policies }: Estate): boolean => (policies?.survive ?? []).length > 0;
