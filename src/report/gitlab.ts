/** GitLab's Code Quality report: what a merge request shows beside the lines. What is excused is not in it. */
import { printable } from '../model/printable.ts';
import type { Severity } from '../model/finding.ts';
import { distinctFingerprints, fallbackFile, placeOf, worstFirst } from './findings.ts';
import { needed } from './needed.ts';
import type { Reporter } from './reporter.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', note: 'info' };

export const gitlab: Reporter = {
  name: 'gitlab',
  render: (report, surroundings) => {
    const { findings } = needed(report, 'checked', 'gitlab');
    const fallback = fallbackFile(findings, surroundings);
    const fingerprints = distinctFingerprints(findings);
    const counting = worstFirst(findings).filter(({ excused }) => excused === undefined);
    const issues = counting.map((finding) => {
      const place = placeOf(finding, surroundings);
      return {
        description: printable(finding.message),
        check_name: printable(finding.rule),
        fingerprint: fingerprints.get(finding)!,
        severity: SEVERITIES[finding.severity],
        location: { path: place?.file ?? fallback, lines: { begin: place?.line ?? 1 } },
      };
    });
    return `${JSON.stringify(issues, null, 2)}\n`;
  },
};
