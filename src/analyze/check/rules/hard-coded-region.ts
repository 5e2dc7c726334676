/** Code that calls a region by name, wherever it runs. */
import { type CheckRule, pageOf } from '../rule.ts';
import { scanCases } from './scan-findings.ts';

export const hardCodedRegion = {
  id: 'hard-coded-region',
  rule: {
    id: 'hard-coded-region',
    title: 'Code that calls a fixed region',
    why: 'Code that names a region calls it from every region that it is deployed to. The second region then goes down with the first, and no drawing of the architecture shows why.',
    remedy:
      'Take the region from where the code runs (AWS_REGION, the instance), or from a setting of the deployment.',
    severity: 'warning',
    page: pageOf('hard-coded-region'),
  },
  cases: (audit) =>
    scanCases(
      audit,
      ({ kind, message }) => kind === 'assumed' && message.startsWith('hard-coded region '),
      'take the region from where the code runs',
    ),
} as const satisfies CheckRule;
