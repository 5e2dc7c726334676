/** A requirement's evidence and a proof's steps, as data and in words. */
import type { Cause } from '../engine/explain.ts';
import type { Estate } from '../model/estate.ts';
import { type Origin, type Place, formatPlace } from '../model/place.ts';
import type { Node } from '../model/node.ts';
import type { Line } from '../model/report.ts';
import { type GroupRequirement, type Requirement, thresholdOf } from '../model/requirement.ts';
import { type Rank, type State, stateOf } from '../model/state.ts';

/** A function that tells places, if places were looked up at all. */
export type PlaceOf = (origin: Origin | undefined) => Place | undefined;

export const NO_PLACES: PlaceOf = () => undefined;

/** What is known of a requirement besides its target, for JSON. */
const evidenceData = ({ why, source, confidence, origin }: Requirement, placeOf: PlaceOf): object => {
  const place = placeOf(origin);
  return {
    ...(why === undefined ? {} : { why }),
    ...(source === undefined ? {} : { source }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(place === undefined ? {} : { place: { file: place.file, line: place.line } }),
  };
};

/** A cause as data: `impact` is the state that it counts as for the dependent. */
export const causeData = (estate: Estate, cause: Cause, placeOf: PlaceOf = NO_PLACES): object => {
  const impact = stateOf(cause.counts);
  switch (cause.type) {
    case 'node':
      return {
        node: estate.nodes[cause.position]!.id,
        state: stateOf(cause.rank),
        impact,
        ...evidenceData(cause.requirement, placeOf),
      };
    case 'group':
      return {
        group: cause.requirement.form,
        ...(cause.requirement.atLeast === undefined
          ? {}
          : { atLeast: atLeastData(cause.requirement.atLeast) }),
        of: cause.requirement.of.length,
        state: stateOf(cause.rank),
        impact,
        ...evidenceData(cause.requirement, placeOf),
        members: cause.members.map((member) => causeData(estate, member, placeOf)),
      };
    case 'switch':
      return {
        switchTo: requirementText(cause.member),
        impact,
        requires: cause.requires.map((required) => causeData(estate, required, placeOf)),
      };
  }
};

const atLeastData = ([operational, degraded, partial]: readonly [number, number, number]): object | number =>
  operational === degraded && degraded === partial ? operational : { operational, degraded, partial };

/** A requirement in words: `db-a`, `any of db-a, db-b`, `2 of cache-1, cache-2, cache-3`. */
export const requirementText = (requirement: Requirement): string => {
  if (requirement.form === 'node') return requirement.node;
  const members = requirement.of.map((member) =>
    member.form === 'node' ? member.node : `(${requirementText(member)})`,
  );
  return `${countText(requirement)} ${members.join(', ')}`;
};

/** How many members are needed; of an `atLeast` group, to be better than `rank`, if one is meant. */
const countText = (requirement: GroupRequirement, rank: Rank = 0): string => {
  if (requirement.form === 'allOf') return 'all of';
  if (requirement.form === 'anyOf') return 'any of';
  const threshold = thresholdOf(requirement);
  const [operational, , partial] = threshold;
  if (rank > 0) return `${threshold[rank - 1]} of`;
  return operational === partial ? `${operational} of` : `${operational} (at least ${partial}) of`;
};

/**
 * A cause of `owner`'s state in a line: what was needed, what became of it, and what for.
 *
 * The brief form says what became of it only where the owner's own state does not.
 */
export const causeLine = (owner: Node, cause: Cause, form: 'brief' | 'full' = 'full'): Line => {
  if (cause.type === 'switch') {
    return ['cannot switch to ', { text: requirementText(cause.member), tone: 'id' }];
  }
  const { requirement } = cause;
  const verb = requirement === owner.in ? 'runs in' : 'needs';
  const became = form === 'full' ? becameFully(cause) : becameBriefly(cause);
  const reason: Line = requirement.why === undefined ? [] : [{ text: ` · ${requirement.why}`, tone: 'dim' }];
  if (cause.type === 'node') {
    return [`${verb} `, { text: cause.requirement.node, tone: 'id' }, ...became, ...reason];
  }
  const count = `${countText(cause.requirement, cause.rank)} ${cause.requirement.of.length}`;
  const failed = [...new Set(cause.members.map(memberText))].flatMap((text, i): Line => [
    i === 0 ? '' : ', ',
    { text, tone: 'id' },
  ]);
  return [`${verb} ${count}`, ...became, ': ', ...failed, ...reason];
};

const memberText = (cause: Cause): string =>
  requirementText(cause.type === 'switch' ? cause.member : cause.requirement);

/** "in outage", "partial": how a state follows "is". */
export const inState = (state: State): Line => (state === 'outage' ? ['in ', { state }] : [{ state }]);

interface Became {
  readonly rank: Rank;
  readonly counts: Rank;
}

/** What a requirement's target became, and what that counts as where its impact makes it something else. */
const becameFully = ({ rank, counts }: Became): Line => [
  ' (',
  { state: stateOf(rank) },
  ...(rank === counts ? [] : [', counts as ', { state: stateOf(counts) }]),
  ')',
];

const becameBriefly = ({ rank, counts }: Became): Line =>
  rank === counts ? [] : [' (', { state: stateOf(rank) }, ')'];

/** Where a requirement is known from: its source and how sure that is, or else the line that says it. */
export const evidenceText = ({ source, confidence, origin }: Requirement, placeOf: PlaceOf): string => {
  const place = placeOf(origin);
  const known = source ?? (place === undefined ? undefined : formatPlace(place));
  return [known, confidence].filter((part) => part !== undefined).join(', ');
};

/** The requirements that a cause rests on, however deep. */
export const requirementsIn = (cause: Cause): readonly Requirement[] => {
  switch (cause.type) {
    case 'node':
      return [cause.requirement];
    case 'group':
      return [cause.requirement, ...cause.members.flatMap(requirementsIn)];
    case 'switch':
      return [cause.member, ...cause.requires.flatMap(requirementsIn)];
  }
};
