/**
 * A verifier of proofs: does each `because` show what it claims?
 *
 * It knows nothing of the engine. It is given the document as written, the faults, and claims as plain JSON ("shop
 * was in partial or worse in round 2, because…"), and holds them against the naive semantics:
 *
 * - a claim of round 0 is a fault; any other has causes, all of them requirements of the node itself;
 * - what a cause cites is enough: were only the cited nodes in the cited states, and all others operational, the
 *   requirement would count as claimed;
 * - of a group's members the fewest are cited, those that failed first, and of those in the same round the lowest ids;
 * - no requirement that had failed by then is passed over;
 * - whatever is cited is itself claimed, for an earlier round. So a walk down the proof takes fewer steps than there
 *   were rounds, cannot run in a circle, and ends in faults.
 */
import {
  type States,
  atLeastAsBad,
  combined,
  exists,
  firstRound,
  impactOf,
  memberValues,
  solveNaively,
  switchIsLost,
  through,
  valueOf,
} from './naive.ts';
import {
  LEVELS,
  type Level,
  type Path,
  type RawGroup,
  type RawRequirement,
  type RawState,
  type System,
  isGroup,
  listKey,
  membersOf,
  requirementsAt,
  switchNeeds,
  valueAt,
} from './raw.ts';

/** "This node was in this state or worse in this round." */
export interface ClaimData {
  readonly node: string;
  readonly state: RawState;
  readonly wave: number;
  readonly because: readonly CauseData[];
}

/** `path` leads to the requirement in the document, `impact` is what the cause counts as for what cites it. */
interface CauseBase {
  readonly path: Path;
  readonly impact: RawState;
}

interface NodeCauseData extends CauseBase {
  readonly node: string;
  readonly state: RawState;
}

interface GroupCauseData extends CauseBase {
  readonly group: 'allOf' | 'anyOf' | 'atLeast';
  readonly state: RawState;
  readonly members: readonly CauseData[];
}

/** A later member of a group that did not count, because the switch to it could not be made. */
interface SwitchCauseData extends CauseBase {
  readonly requires: readonly CauseData[];
}

export type CauseData = NodeCauseData | GroupCauseData | SwitchCauseData;

/** What is wrong with a set of claims; empty if they prove what they say. */
export const flawsIn = (system: System, day: string, claims: readonly ClaimData[]): readonly string[] => {
  const truth: Truth = { ...system, day, ...solveNaively(system.document, system.faults, day) };
  const made = new Map(claims.map((claim) => [keyOf(claim), claim]));
  return [
    ...unproved(truth, made),
    ...claims.flatMap((claim) => claimFlaws(truth, made, claim).map((flaw) => `${keyOf(claim)}: ${flaw}`)),
  ];
};

type Truth = System & { readonly day: string } & ReturnType<typeof solveNaively>;
type Claims = ReadonlyMap<string, ClaimData>;

const keyOf = ({ node, state }: { readonly node: string; readonly state: RawState }): string =>
  `${node} in ${state}`;

/** Nodes that are affected, and not claimed to be. */
const unproved = ({ fates }: Truth, made: Claims): readonly string[] =>
  Object.entries(fates)
    .map(([node, { state }]) => ({ node, state }))
    .filter((final) => final.state !== 'operational' && !made.has(keyOf(final)))
    .map((final) => `nobody claims ${keyOf(final)}`);

const claimFlaws = (
  truth: Truth,
  made: Claims,
  { node, state, wave, because }: ClaimData,
): readonly string[] => {
  if (state === 'operational') return ['that is nothing to be proved'];
  const reached = truth.fates[node]?.reached[state];
  if (reached !== wave) return [`the round is ${reached}, not ${wave}`];
  if (wave === 0) return because.length === 0 ? [] : ['a fault needs no cause'];
  const needs = requirementsAt(truth.document, node);
  const failed = needs.filter(([, requirement]) => roundOf(truth, requirement, state) < wave);
  return [
    ...(because.length === 0 ? ['no cause'] : []),
    ...differences(
      'of its requirements',
      failed.map(([path]) => path),
      because.map(({ path }) => path),
    ),
    ...because.flatMap((cause) => causeFlaws(truth, cause, state)),
    ...because.flatMap(citedBy).flatMap((cited) => {
      const claim = made.get(keyOf(cited));
      if (claim === undefined) return [`${keyOf(cited)} is cited, and not proved`];
      return claim.wave < wave ? [] : [`${keyOf(cited)} is cited, and came no earlier`];
    }),
  ];
};

/** Paths that are among the ones and not among the others. */
const differences = (what: string, expected: readonly Path[], found: readonly Path[]): readonly string[] => {
  const [wanted, given] = [expected, found].map((paths) => paths.map((path) => path.join('.')).toSorted());
  return wanted!.join() === given!.join()
    ? []
    : [`${what}, ${wanted!.join()} had failed, not ${given!.join()}`];
};

/** Why a cause does not show that its requirement counts as `needed` or worse. */
const causeFlaws = (truth: Truth, cause: CauseData, needed: Level): readonly string[] => {
  const { document, day } = truth;
  const requirement = valueAt(document, cause.path) as RawRequirement | undefined;
  const at = cause.path.join('.');
  if (requirement === undefined) return [`${at}: there is no such requirement`];
  if ('requires' in cause) return switchFlaws(truth, cause, needed);
  if (!exists(requirement, day)) return [`${at}: does not count on the day`];
  const counts = valueOf(requirement, taken(cause), day);
  return [
    ...(atLeastAsBad(counts, needed) ? [] : [`${at}: what is cited makes it ${counts}, not ${needed}`]),
    ...(cause.impact === through(impactOf(requirement), cause.state) ? [] : [`${at}: the impact is another`]),
    ...(atLeastAsBad(cause.impact, needed)
      ? []
      : [`${at}: counts as ${cause.impact}, too little for ${needed}`]),
    ...('members' in cause
      ? groupFlaws(truth, cause, requirement, needed)
      : targetOf(requirement) === cause.node
        ? []
        : [`${at}: is not on ${cause.node}`]),
  ];
};

const groupFlaws = (
  truth: Truth,
  cause: GroupCauseData,
  group: RawRequirement,
  needed: Level,
): readonly string[] => {
  const at = cause.path.join('.');
  if (!isGroup(group) || !(cause.group in group)) return [`${at}: is not ${cause.group}`];
  const least = leastInput(group, needed);
  if (least === undefined || cause.state !== least)
    return [`${at}: ${least ?? 'nothing'} is enough for ${needed}`];

  const cited = cause.members.map(({ path }) => path.at(-1));
  const strangers = cause.members.filter(({ path }, i) => {
    const own = [...cause.path, listKey(group), path.at(-1)].join('.') === path.join('.');
    return !own || cited.indexOf(path.at(-1)) !== i;
  });
  if (strangers.length > 0) return [`${at}: cites what is no member, or a member twice`];

  const proved = new Map(cause.members.map((member, i) => [cited[i], provedValue(truth, member)]));
  const valueWith = (counting: (index: number) => boolean): RawState =>
    combined(
      group,
      memberValues(group, allOperational, truth.day).map(({ index }) =>
        counting(index) ? (proved.get(index) ?? 'operational') : 'operational',
      ),
    );
  const enough = (value: RawState): boolean => atLeastAsBad(through(impactOf(group), value), needed);
  const all = valueWith(() => true);
  return [
    ...(enough(all) ? [] : [`${at}: the members cited make it ${all}, too little for ${needed}`]),
    ...cited
      .filter((without) => enough(valueWith((index) => index !== without)))
      .map((without) => `${at}: member ${String(without)} is not needed`),
    ...orderFlaws(
      at,
      candidatesIn(truth, group, least).map(({ index, ...rest }) => ({
        ...rest,
        chosen: cited.includes(index),
      })),
    ),
    ...cause.members.flatMap((member) => causeFlaws(truth, member, least)),
  ];
};

/** A switch is lost once one of what it requires is: one cause is enough, the first. */
const switchFlaws = (truth: Truth, cause: SwitchCauseData, needed: Level): readonly string[] => {
  const at = cause.path.join('.');
  const group = valueAt(truth.document, cause.path.slice(0, -2)) as RawGroup;
  const [only, ...more] = cause.requires;
  if (only === undefined || more.length > 0)
    return [`${at}: the switch is lost for ${cause.requires.length} causes`];
  const home = [...cause.path.slice(0, -2), 'failover', 'requires', only.path.at(-1)].join('.');
  const candidates = switchNeeds(group).map((requirement, index) => ({
    id: targetOf(requirement),
    round: roundOf(truth, requirement, 'partial'),
    chosen: index === only.path.at(-1),
  }));
  return [
    ...(cause.path.at(-1) === 0 ? [`${at}: the first member needs no switch`] : []),
    ...(exists(valueAt(truth.document, cause.path) as RawRequirement, truth.day)
      ? []
      : [`${at}: is not there`]),
    ...(cause.impact === 'outage' && atLeastAsBad('outage', needed)
      ? []
      : [`${at}: a lost switch is an outage`]),
    ...(only.path.join('.') === home ? [] : [`${at}: the switch does not require ${only.path.join('.')}`]),
    ...(switchIsLost(group, taken(cause), truth.day)
      ? []
      : [`${at}: what is cited does not lose the switch`]),
    ...orderFlaws(at, candidates),
    ...causeFlaws(truth, only, 'partial'),
  ];
};

interface Candidate {
  /** The node that it is on; undefined for a group. */
  readonly id: string | undefined;
  /** When it failed. */
  readonly round: number;
  readonly chosen: boolean;
}

/** Those that failed first are chosen, and of those that failed in the same round the lowest ids. */
const orderFlaws = (at: string, candidates: readonly Candidate[]): readonly string[] => {
  const others = candidates.filter(({ chosen }) => !chosen);
  const better = (other: Candidate, than: Candidate): boolean =>
    other.round < than.round ||
    (other.round === than.round && other.id !== undefined && than.id !== undefined && other.id < than.id);
  return candidates
    .filter((candidate) => candidate.chosen)
    .flatMap((chosen) =>
      others.some((other) => better(other, chosen)) ? [`${at}: another failed first`] : [],
    );
};

// —— what is true ——————————————————————————————————————————————————————————————————————————————————————————————————

/** The round after which a requirement counted as a level or worse. */
const roundOf = ({ rounds, day }: Truth, requirement: RawRequirement, level: Level): number =>
  exists(requirement, day)
    ? firstRound(rounds, (states) => atLeastAsBad(valueOf(requirement, states, day), level))
    : Infinity;

/** The members of a group, and when each failed, whether by itself or with the switch. */
const candidatesIn = ({ rounds, day }: Truth, group: RawGroup, level: Level) =>
  memberValues(group, allOperational, day).map(({ index }) => ({
    index,
    id: targetOf(membersOf(group)[index]!),
    round: firstRound(rounds, (states) =>
      memberValues(group, states, day).some(
        (member) => member.index === index && atLeastAsBad(member.value, level),
      ),
    ),
  }));

/** The least bad value that counts as `needed` or worse. */
const leastInput = (requirement: RawRequirement, needed: Level): Level | undefined =>
  LEVELS.find((level) => atLeastAsBad(through(impactOf(requirement), level), needed));

const targetOf = (requirement: RawRequirement): string | undefined =>
  typeof requirement === 'string' ? requirement : 'node' in requirement ? requirement.node : undefined;

// —— what is cited —————————————————————————————————————————————————————————————————————————————————————————————————

const allOperational: States = () => 'operational';

/** The nodes that a cause rests on, however deep. */
const citedBy = (cause: CauseData): readonly NodeCauseData[] =>
  'requires' in cause
    ? cause.requires.flatMap(citedBy)
    : 'members' in cause
      ? cause.members.flatMap(citedBy)
      : [cause];

/** The world in which nothing is wrong but what a cause cites. */
const taken = (cause: CauseData): States => {
  const cited = new Map(citedBy(cause).map(({ node, state }) => [node, state]));
  return (id) => cited.get(id) ?? 'operational';
};

/** What a member counts as in that world. */
const provedValue = ({ document, day }: Truth, member: CauseData): RawState =>
  'requires' in member
    ? 'outage'
    : valueOf(valueAt(document, member.path) as RawRequirement, taken(member), day);
