/** Rules about excuses: those that ended, say nothing, name nothing or are not needed. */
import type { Rule } from '../../model/finding.ts';
import type { RuleId } from '../../model/policy.ts';
import { pageOf } from './rule.ts';

type ExcuseRuleId = Extract<
  RuleId,
  'expired-waiver' | 'suppression-without-reason' | 'unknown-rule' | 'unused-suppression'
>;

export const EXCUSE_RULES: Readonly<Record<ExcuseRuleId, Rule>> = {
  'expired-waiver': {
    id: 'expired-waiver',
    title: 'A waiver that has ended',
    why: 'A waiver is a promise to mend something by a day. The day is over: either the thing was not mended, or the waiver was forgotten.',
    remedy: 'Mend what was waived and take the waiver out, or agree on another day.',
    severity: 'error',
    page: pageOf('expired-waiver'),
  },
  'suppression-without-reason': {
    id: 'suppression-without-reason',
    title: 'A suppression without a reason',
    why: 'Whoever reads it next year cannot tell whether it still holds.',
    remedy:
      'Say why, behind the rule: "faultline:ignore single-zone -- rebuilt from the other zone in minutes".',
    severity: 'warning',
    page: pageOf('suppression-without-reason'),
  },
  'unknown-rule': {
    id: 'unknown-rule',
    title: 'A suppression of a rule that there is not',
    why: 'It suppresses nothing: the finding that it was meant for counts, or will.',
    remedy: '"faultline explain" lists the rules.',
    severity: 'warning',
    page: pageOf('unknown-rule'),
  },
  'unused-suppression': {
    id: 'unused-suppression',
    title: 'A suppression of nothing',
    why: 'What it was for is gone. Left where it is, it hides the next finding in that place.',
    remedy: 'Take it out.',
    severity: 'note',
    page: pageOf('unused-suppression'),
  },
};
