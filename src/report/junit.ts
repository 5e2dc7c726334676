/**
 * JUnit XML, which nearly every CI site shows: a suite for each rule, a test for each thing that was looked at.
 *
 * A test fails by errors and warnings. Notes, and what is excused, are told in the output of a test that passed.
 */
import type { CheckCase, Finding } from '../model/finding.ts';
import { groupBy } from '../model/group-by.ts';
import { excuseText, placeOf, wayLines } from './findings.ts';
import { batchesOf, inPieces } from './in-pieces.ts';
import { needed } from './needed.ts';
import type { Surroundings } from './reporter.ts';
import { xmlAttributes, xmlText } from './xml.ts';

export const junit = inPieces('junit', function* (report, surroundings) {
  const { rules, cases } = needed(report, 'checked', 'junit');
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  yield `<?xml version="1.0" encoding="UTF-8"?>\n`;
  yield `<testsuites${xmlAttributes({ name: `faultline ${report.command}`, ...countsOf(cases) })}>\n`;
  for (const [rule, members] of groupBy(cases, (one) => one.rule)) {
    yield linesOf([
      `  <testsuite${xmlAttributes({ name: rule, ...countsOf(members) })}>`,
      ...titleLines(titles.get(rule)),
    ]);
    for (const batch of batchesOf(members))
      yield linesOf(batch.flatMap((one) => caseLines(one, surroundings)));
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
});

const linesOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const fails = ({ excused, severity }: Finding): boolean => excused === undefined && severity !== 'note';

const isFailed = ({ findings, skipped }: CheckCase): boolean => skipped === undefined && findings.some(fails);

const countsOf = (cases: readonly CheckCase[]): Readonly<Record<string, number>> => ({
  tests: cases.length,
  failures: cases.filter(isFailed).length,
  errors: 0,
  skipped: cases.filter(({ skipped }) => skipped !== undefined).length,
});

const titleLines = (title: string | undefined): readonly string[] =>
  title === undefined
    ? []
    : [`    <properties><property${xmlAttributes({ name: 'title', value: title })}/></properties>`];

const caseLines = (one: CheckCase, surroundings: Surroundings): readonly string[] => {
  const { rule, subject, findings, skipped } = one;
  const failing = findings.filter(fails);
  const place = [...failing, ...findings]
    .map((finding) => placeOf(finding, surroundings))
    .find((found) => found !== undefined);
  const start = `    <testcase${xmlAttributes({ name: subject, classname: rule, file: place?.file, line: place?.line })}`;
  if (skipped !== undefined)
    return [`${start}>`, `      <skipped${xmlAttributes({ message: skipped })}/>`, '    </testcase>'];
  if (findings.length === 0) return [`${start}/>`];
  const others = findings.filter((finding) => !fails(finding));
  return [
    `${start}>`,
    // A test fails once: most readers look at the first failure only.
    ...(failing.length === 0 ? [] : [failureText(failing, surroundings)]),
    ...(others.length === 0
      ? []
      : [`      <system-out>${bodyText(others.map(otherText).join('\n'))}</system-out>`]),
    '    </testcase>',
  ];
};

const failureText = (failing: readonly Finding[], surroundings: Surroundings): string => {
  const [first] = failing as readonly [Finding, ...Finding[]];
  const more = failing.length === 1 ? '' : ` (and ${failing.length - 1} more)`;
  const attributes = xmlAttributes({ message: `${first.message}${more}`, type: first.severity });
  const body = failing.map((finding) => findingText(finding, surroundings)).join('\n\n');
  return `      <failure${attributes}>${bodyText(body)}</failure>`;
};

const findingText = (finding: Finding, surroundings: Surroundings): string => {
  const place = placeOf(finding, surroundings);
  return [
    `${finding.severity}: ${finding.message}`,
    ...(place === undefined ? [] : [`at ${place.file}:${place.line}`]),
    ...wayLines(finding.flows),
    ...(finding.remedy === undefined ? [] : [`what to do: ${finding.remedy}`]),
    `fingerprint: ${finding.fingerprint}`,
  ].join('\n');
};

const otherText = ({ severity, message, excused }: Finding): string =>
  `${severity}${excused === undefined ? '' : `, ${excuseText(excused)}`}: ${message}`;

/** Between tags line feeds may stand as they are. */
const bodyText = (text: string): string => text.split('\n').map(xmlText).join('\n');
