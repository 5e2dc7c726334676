/** References that lead nowhere: what is behind them is not in the graph, and no result knows of it. */
import { type CheckRule, pageOf } from '../rule.ts';
import { scanCases } from './scan-findings.ts';

/** Which of several a name means is not known: nothing is missing. */
const AMBIGUOUS = / may be any of .*: it stays a node of its own$/;

export const unresolvedDependency = {
  id: 'unresolved-dependency',
  rule: {
    id: 'unresolved-dependency',
    title: 'A dependency that leads nowhere',
    why: 'Something is called that nothing here answers to. Whatever it is, its failure is in no result: an app that looks safe may only look so.',
    remedy:
      'Scan what it is described in as well, or describe it in faultline.yaml: a node of kind external is enough.',
    severity: 'warning',
    page: pageOf('unresolved-dependency'),
  },
  cases: (audit) =>
    scanCases(
      audit,
      ({ kind, message }) => kind === 'unresolved' && !AMBIGUOUS.test(message),
      'scan what it is described in as well, or describe it in faultline.yaml',
    ),
} as const satisfies CheckRule;
