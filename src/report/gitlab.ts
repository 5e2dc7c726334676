/** GitLab's Code Quality report: what a merge request shows beside the lines. What is excused is not in it. */
import { printable } from '../model/printable.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { distinctFingerprints, fallbackFile, placeOf, worstFirst } from './findings.ts';
import { inPieces, jsonElements } from './in-pieces.ts';
import { needed } from './needed.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', note: 'info' };

export const gitlab = inPieces('gitlab', function* (report, surroundings) {
  const { findings } = needed(report, 'checked', 'gitlab');
  const fallback = fallbackFile(findings, surroundings);
  const fingerprints = distinctFingerprints(findings);
  const counting = worstFirst(findings).filter(({ excused }) => excused === undefined);
  if (counting.length === 0) {
    yield '[]\n';
    return;
  }
  const issueOf = (finding: Finding): object => {
    const place = placeOf(finding, surroundings);
    return {
      description: printable(finding.message),
      check_name: printable(finding.rule),
      fingerprint: fingerprints.get(finding)!,
      severity: SEVERITIES[finding.severity],
      location: { path: place?.file ?? fallback, lines: { begin: place?.line ?? 1 } },
    };
  };
  yield '[\n';
  yield* jsonElements(counting, issueOf, 1);
  yield '\n]\n';
});
