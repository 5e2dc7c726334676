/** What the formats of code-scanning sites and test reports have in common. */
import { byCodePoint } from '../model/order.ts';
import { printable } from '../model/printable.ts';
import type { Excused, FileLine, Finding, FlowStep } from '../model/finding.ts';
import { SEVERITIES } from '../model/finding.ts';
import type { Surroundings } from './reporter.ts';

/** Those that count before those excused, the severe first; otherwise as they come. */
export const worstFirst = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => weightOf(a) - weightOf(b));

const weightOf = ({ severity, excused }: Finding): number =>
  SEVERITIES.indexOf(severity) + (excused === undefined ? 0 : SEVERITIES.length);

/** Where a finding stands for a site: its own place, or the first that takes part, as the site knows the file. */
export const placeOf = (finding: Finding, surroundings: Surroundings): FileLine | undefined => {
  const places = [finding.place, ...finding.related.map(({ place }) => place)];
  for (const place of places) {
    const known = place === undefined ? undefined : knownPlace(place, surroundings);
    if (known !== undefined) return known;
  }
  return undefined;
};

/** A place as sites know it; undefined if the file lies outside of the repository. */
export const knownPlace = (place: FileLine, { pathOf }: Surroundings): FileLine | undefined => {
  const file = pathOf === undefined ? place.file : pathOf(place.file);
  return file === undefined ? undefined : { ...place, file };
};

/** The file that findings without any place are shown at. */
export const fallbackFile = (findings: readonly Finding[], surroundings: Surroundings): string => {
  const { document, pathOf } = surroundings;
  if (document !== undefined) return pathOf?.(document) ?? document;
  for (const finding of findings) {
    const place = placeOf(finding, surroundings);
    if (place !== undefined) return place.file;
  }
  // All of it lies outside of the repository: then as people write it.
  return findings.find(({ place }) => place !== undefined)?.place?.file ?? 'faultline.yaml';
};

/** Why it does not count, in words: `waived by web-team until 2026-12-31: moved next year`. */
export const excuseText = ({ by, reason, owner, until }: Excused): string =>
  [
    by === 'baseline' ? 'in the baseline' : by,
    ...(owner === undefined ? [] : [` by ${owner}`]),
    ...(until === undefined ? [] : [` until ${until}`]),
    ...(reason === undefined ? [] : [`: ${reason}`]),
  ].join('');

/** Steps of a way that are told in words; of more the first and the last. */
const TOLD = 12;

/** The ways of a failure in words, a line each: `aws/us-east-1 (outage) → db (outage) → shop (partial)`. */
export const wayLines = (flows: readonly (readonly FlowStep[])[]): readonly string[] =>
  flows.slice(0, TOLD).map((flow) => {
    const steps = flow.map(({ node, state }) => `${node} (${state})`);
    const told =
      steps.length <= TOLD
        ? steps
        : [
            ...steps.slice(0, TOLD / 2),
            `… ${steps.length - TOLD} more …`,
            ...steps.slice(steps.length - TOLD / 2),
          ];
    return printable(told.join(' → '));
  });

/** Fingerprints that are each other's like made different: sites would drop the second. In the order given. */
export const distinctFingerprints = (findings: readonly Finding[]): ReadonlyMap<Finding, string> => {
  const seen = new Map<string, number>();
  // By what they say, so that a finding that comes first today is the first tomorrow.
  const ordered = findings.toSorted(
    (a, b) => byCodePoint(a.fingerprint, b.fingerprint) || byCodePoint(a.message, b.message),
  );
  return new Map(
    ordered.map((finding) => {
      const count = (seen.get(finding.fingerprint) ?? 0) + 1;
      seen.set(finding.fingerprint, count);
      return [finding, count === 1 ? finding.fingerprint : `${finding.fingerprint}-${count}`];
    }),
  );
};
