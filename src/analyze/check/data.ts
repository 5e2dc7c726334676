/** The result of a check as data: findings with place, proof and fingerprint, those that do not count marked. */
import type { FileLine, Finding } from '../../model/finding.ts';
import { SEVERITIES } from '../../model/finding.ts';
import type { Placed } from './found.ts';
import type { CheckResult } from './run.ts';

export const checkData = (result: CheckResult, failed: boolean): object => {
  const { findings, counting, rules, cases, baseline } = result;
  const countOf = (by: string): number => findings.filter(({ excused }) => excused?.by === by).length;
  return {
    failed,
    summary: {
      ...Object.fromEntries(
        SEVERITIES.map((severity) => [
          `${severity}s`,
          counting.filter((finding) => finding.severity === severity).length,
        ]),
      ),
      suppressed: countOf('suppressed'),
      waived: countOf('waived'),
      baseline: countOf('baseline'),
      cases: cases.length,
    },
    ...(baseline === undefined
      ? {}
      : {
          baseline: {
            file: baseline.file,
            hides: baseline.hides,
            holds: baseline.holds,
            ...(baseline.first === undefined ? {} : { first: baseline.first }),
            ...(baseline.last === undefined ? {} : { last: baseline.last }),
            addedSinceFirst: baseline.addedSinceFirst,
            addedLast: baseline.addedLast,
            gone: baseline.gone.map(({ rule, node, fingerprint, since }) => ({
              rule,
              node,
              fingerprint,
              since,
            })),
          },
        }),
    rules: rules.map(({ id, title, severity }) => ({ id, title, severity })),
    findings: findings.map((finding) => findingData(finding, result.partsOf(finding))),
    skipped: cases
      .filter(({ skipped }) => skipped !== undefined)
      .map(({ rule, subject, skipped }) => ({ rule, subject, reason: skipped })),
  };
};

const findingData = (finding: Finding, parts: readonly Placed[]): object => {
  const { rule, severity, node, message, remedy, place, related, fingerprint, excused } = finding;
  return {
    rule,
    severity,
    node,
    message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(place === undefined ? {} : { place: lineData(place) }),
    related: related.map((one) => ({
      message: one.message,
      ...(one.node === undefined ? {} : { node: one.node }),
      ...(one.place === undefined ? {} : { place: lineData(one.place) }),
    })),
    because: finding.because,
    flows: finding.flows.map((flow) =>
      flow.map((step) => ({
        node: step.node,
        state: step.state,
        message: step.message,
        ...(step.place === undefined ? {} : { place: lineData(step.place) }),
      })),
    ),
    fingerprint,
    ...(parts[0]?.found.whole === undefined
      ? {}
      : {
          parts: parts.map((part) => ({
            message: part.found.message,
            ...(part.found.failure === undefined ? {} : { failure: part.found.failure }),
            ...(part.place === undefined ? {} : { place: lineData(part.place) }),
            fingerprint: part.fingerprint,
          })),
        }),
    ...(excused === undefined ? {} : { excused }),
  };
};

const lineData = ({ file, line }: FileLine): object => ({ file, line });
