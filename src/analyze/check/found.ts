/**
 * From what rules found to findings: lines, fingerprints, and proofs that are made when somebody reads them.
 *
 * Proofs of one failure are made together: it is then played once, in whatever order the findings are read.
 */
import type { Excused, FileLine, Finding, FlowStep, Severity } from '../../model/finding.ts';
import { fingerprintOf } from '../../model/fingerprint.ts';
import { groupBy } from '../../model/group-by.ts';
import { placesOf } from '../../model/place.ts';
import { flowsTo } from '../audit/flow.ts';
import { type Lines, linesIn } from '../audit/lines.ts';
import { causeData } from '../evidence.ts';
import type { Audit } from './audit.ts';
import type { Found, Spot } from './rule.ts';

/** Something found, with what is the same for all rules. */
export interface Placed {
  readonly rule: string;
  readonly subject: string;
  readonly severity: Severity;
  readonly found: Found;
  readonly fingerprint: string;
  readonly place?: FileLine;
}

/** What was found, and by which rule. */
export interface Told {
  readonly rule: string;
  readonly subject: string;
  readonly severity: Severity;
  readonly found: Found;
}

/** Places and fingerprints of all; in the same order. */
export const placed = (all: readonly Told[], lines: LineOf): readonly Placed[] => {
  const seen = new Map<string, number>();
  return all.map(({ found, ...told }) => {
    const words = [told.rule, ...(found.isAboutFile === true ? [] : [found.node]), ...found.key];
    const name = words.join('\0');
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    const place = lines(found.spot);
    return {
      ...told,
      found,
      // What cannot be told apart by names is told apart by number.
      fingerprint: fingerprintOf(before === 0 ? words : [...words, `#${before + 1}`]),
      ...(place === undefined ? {} : { place }),
    };
  });
};

export type LineOf = (spot: Spot | undefined) => FileLine | undefined;

/** The line of each spot among these. Documents are searched once for all of them. */
export const lineLookup = ({ estate }: Audit, founds: readonly Found[]): LineOf => {
  const spots = founds.flatMap(({ spot, related = [] }) => [
    ...(spot === undefined ? [] : [spot]),
    ...related.flatMap((one) => one.spot ?? []),
  ]);
  const lines = linesIn(
    estate,
    spots.flatMap((spot) => ('position' in spot ? [spot.position] : [])),
  );
  const places = placesOf(spots.flatMap((spot) => (spot.type === 'origin' ? [spot.origin] : [])));
  return (spot) => {
    if (spot === undefined) return undefined;
    switch (spot.type) {
      case 'line':
        return spot.line;
      case 'node':
        return lines.ofNode(spot.position);
      case 'requirement':
        return lines.ofRequirement(spot.requirement) ?? lines.ofNode(spot.position);
      case 'origin': {
        const place = places.get(spot.origin);
        return place === undefined ? undefined : { file: place.file, line: place.line, column: place.column };
      }
    }
  };
};

/** A finding, whose proof is made when it is read. */
export const findingOf = (
  { rule, severity, found, fingerprint, place, excused }: Placed & { readonly excused?: Excused },
  proofOf: Proofs,
  lines: LineOf,
): Finding => ({
  rule,
  severity,
  node: found.node,
  message: found.message,
  ...(found.remedy === undefined ? {} : { remedy: found.remedy }),
  ...(place === undefined ? {} : { place }),
  related: (found.related ?? []).map(({ message, node, spot }) => {
    const at = lines(spot);
    return {
      message,
      ...(node === undefined ? {} : { node }),
      ...(at === undefined ? {} : { place: at }),
    };
  }),
  get because() {
    return proofOf(found).because;
  },
  get flows() {
    return proofOf(found).flows;
  },
  fingerprint,
  ...(excused === undefined ? {} : { excused }),
});

interface Proved {
  readonly because: readonly object[];
  readonly flows: readonly (readonly FlowStep[])[];
}

export type Proofs = (found: Found) => Proved;

const UNPROVED: Proved = { because: [], flows: [] };

/** The proofs of all that has one, those of one failure at a time. */
export const proofsOf = (audit: Audit, founds: readonly Found[]): Proofs => {
  const keyOf = ({ proof }: Found): string => `${proof!.rank}:${proof!.failures.join(' ')}`;
  let groups: ReadonlyMap<string, readonly Found[]> | undefined;
  let lines: Lines | undefined;
  const known = new Map<Found, Proved>();
  return (found) => {
    if (found.proof === undefined) return UNPROVED;
    if (!known.has(found)) {
      groups ??= groupBy(
        founds.filter(({ proof }) => proof !== undefined),
        keyOf,
      );
      // Any node may be on a way: each document is searched once for all of them.
      lines ??= linesIn(audit.estate, audit.estate.nodes.keys());
      for (const one of groups.get(keyOf(found)) ?? [found]) known.set(one, provedOf(audit, one, lines));
    }
    return known.get(found)!;
  };
};

const provedOf = (audit: Audit, { proof }: Found, lines: Lines): Proved => {
  const { failures, rank, claim } = proof!;
  const solved = audit.solved(failures, rank);
  const flows = flowsTo(audit.estate, solved, claim, lines);
  return {
    because: solved.explainer.because(claim).map((cause) => causeData(audit.estate, cause)),
    flows,
  };
};
