/** Workflow commands, which GitHub Actions shows as annotations at the lines of a pull request. */
import { printable } from '../model/printable.ts';
import { type Finding, SEVERITIES, type Severity } from '../model/finding.ts';
import { placeOf, wayLines } from './findings.ts';
import { needed } from './needed.ts';
import type { Reporter, Surroundings } from './reporter.ts';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/** Annotations of a level that GitHub shows of a step. */
const SHOWN = 10;

export const github: Reporter = {
  name: 'github',
  render: (report, surroundings) => {
    const { findings } = needed(report, 'checked', 'github');
    const counting = findings.filter(({ excused }) => excused === undefined);
    const lines = SEVERITIES.flatMap((severity) => {
      const members = counting.filter((finding) => finding.severity === severity);
      const left = members.length - SHOWN;
      return [
        ...members.slice(0, SHOWN).map((finding) => annotation(finding, surroundings)),
        ...(left <= 0
          ? []
          : [`… and ${left} more ${severity}${left === 1 ? '' : 's'} (--format text or sarif has all)`]),
      ];
    });
    return `${lines.length === 0 ? 'no findings' : lines.join('\n')}\n`;
  },
};

const annotation = (finding: Finding, surroundings: Surroundings): string => {
  const place = placeOf(finding, surroundings);
  const properties = Object.entries({
    file: place?.file,
    line: place?.line,
    col: place?.column,
    title: `faultline: ${finding.rule}`,
  })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${inProperty(printable(String(value)))}`);
  const message = [
    printable(finding.message),
    ...wayLines(finding.flows),
    ...(finding.remedy === undefined ? [] : [`What to do: ${printable(finding.remedy)}`]),
  ];
  return `::${LEVELS[finding.severity]} ${properties.join(',')}::${inMessage(message.join('\n'))}`;
};

const inMessage = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const inProperty = (text: string): string => inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
