/**
 * Too bad for too long: what an app went through after a failure, against what a policy allows.
 *
 * Either it never comes back, for a reason that impact tells (its redundancy falls as well, its switch cannot be made) or
 * that only time tells (it waits for something to start); or it does, and the switch takes too long.
 */
import { causesAt } from '../../engine/timeline/causes.ts';
import type { Timeline } from '../../engine/timeline/timeline.ts';
import { formatDuration } from '../../model/duration.ts';
import type { Estate } from '../../model/estate.ts';
import { requirementsOf } from '../../model/node.ts';
import type { SurvivePolicy } from '../../model/policy.ts';
import { type GroupRequirement, partsOf, targetsOf } from '../../model/requirement.ts';
import { type Rank, rankOf, stateOf } from '../../model/state.ts';
import { requirementText } from '../evidence.ts';
import type { Audit } from './audit.ts';
import { type Failing, fallOf } from './falls.ts';
import type { Found } from './rule.ts';
import { fallText, inWords, listText } from './words.ts';

/** The finding about an app, if it was worse than allowed for too long, or is in the end. */
export const lateOf = (
  audit: Audit,
  policy: SurvivePolicy,
  timeline: Timeline,
  failing: Failing,
  app: number,
  key: readonly string[],
): Found | undefined => {
  const limit = rankOf(policy.atMost);
  const worse = (timeline.intervals.get(app) ?? []).filter(({ rank }) => rank > limit);
  const last = worse.at(-1);
  if (last === undefined) return undefined;
  if (last.until === undefined)
    return forEver(audit, policy, timeline, failing, { app, key, since: last.from, rank: last.rank });
  const total = worse.reduce((sum, { from, until }) => sum + (until! - from), 0);
  if (total <= policy.within!) return undefined;
  const longest = worse.toSorted((a, b) => b.until! - b.from - (a.until! - a.from) || a.from - b.from)[0]!;
  return tooLong(audit, policy, timeline, failing, {
    app,
    key,
    total,
    since: longest.from,
    rank: longest.rank,
  });
};

interface Worse {
  readonly app: number;
  readonly key: readonly string[];
  /** Seconds after the failure. */
  readonly since: number;
  readonly rank: Rank;
}

const allowed = ({ atMost, within }: SurvivePolicy): string =>
  `allowed: ${atMost} at most, ${formatDuration(within!)} after the failure`;

const forEver = (
  audit: Audit,
  policy: SurvivePolicy,
  timeline: Timeline,
  failing: Failing,
  { app, key, since, rank }: Worse,
): Found => {
  const { estate } = audit;
  const final = audit.solved(failing.failures, failing.rank).outcome.ranks[app] as Rank;
  if (final > rankOf(policy.atMost)) {
    const fall = fallOf(audit, failing, { position: app, rank: final }, key);
    return { ...fall, message: `${fall.message}; it stays so (${allowed(policy)})` };
  }
  const { id } = estate.nodes[app]!;
  const waits = wayDown(timeline, app, Math.max(since, timeline.end), rank).find(({ isStart }) => isStart);
  const reason =
    waits === undefined
      ? ''
      : `: ${nameAt(estate, waits.owner)} waits for ${nameAt(estate, waits.position)} to start again`;
  return {
    ...about(audit, failing, app, rank, key),
    message: `${fallText(estate, { ...failing, claim: { position: app, rank } })}, and does not come back${reason} (${allowed(policy)})`,
    remedy: `let ${waits === undefined ? id : nameAt(estate, waits.owner)} start without what is lost, or keep it running`,
  };
};

const tooLong = (
  audit: Audit,
  policy: SurvivePolicy,
  timeline: Timeline,
  failing: Failing,
  { app, key, since, rank, total }: Worse & { readonly total: number },
): Found => {
  const { estate } = audit;
  const { id } = estate.nodes[app]!;
  const step = wayDown(timeline, app, since, rank).find(({ isSwitch }) => isSwitch);
  const group = step === undefined ? undefined : switchOf(estate, step.owner, step.position);
  const failed = listText(failing.failures.map((position) => nameAt(estate, position)));
  const is = failing.failures.length > 1 ? 'are' : 'is';
  const fell = `${id} is ${inWords(stateOf(rank))} for ${formatDuration(total)} if ${failed} ${is} ${inWords(stateOf(failing.rank))}`;
  if (step === undefined || group === undefined)
    return {
      ...about(audit, failing, app, rank, key),
      message: `${fell} (${allowed(policy)})`,
    };
  const [from, ...later] = group.of.map(requirementText);
  const time = formatDuration(group.failover!.time);
  return {
    ...about(audit, failing, app, rank, key),
    message: `${fell}: the switch of ${nameAt(estate, step.owner)} from ${from!} to ${listText(later)} takes ${time} (${allowed(policy)})`,
    remedy: `make the switch from ${from!} faster than ${formatDuration(policy.within!)}, or let both work all the time, so that there is nothing to switch`,
    spot: { type: 'requirement', position: step.owner, requirement: group },
  };
};

/** What the two have in common; the proof is that of impact, if there is one. */
const about = (
  audit: Audit,
  { failures, rank }: Failing,
  app: number,
  worst: Rank,
  key: readonly string[],
): Omit<Found, 'message'> => {
  const { estate } = audit;
  const final = audit.solved(failures, rank).outcome.ranks[app] as Rank;
  return {
    node: nameAt(estate, app),
    ...(failures.length === 1 ? { failure: nameAt(estate, failures[0]!) } : {}),
    key,
    spot: { type: 'node', position: app },
    ...(final === 0
      ? {}
      : { proof: { failures, rank, claim: { position: app, rank: Math.min(final, worst) as Rank } } }),
  };
};

const nameAt = (estate: Estate, position: number): string => estate.nodes[position]!.id;

interface TimedStep {
  readonly owner: number;
  readonly position: number;
  readonly isStart: boolean;
  readonly isSwitch: boolean;
}

/** From an app down to what failed, at a moment: one cause of each; a switch or a start before all else. */
const wayDown = (timeline: Timeline, app: number, seconds: number, rank: Rank): readonly TimedStep[] => {
  const way: TimedStep[] = [];
  const seen = new Set<number>();
  let at: { readonly position: number; readonly rank: Rank } | undefined = { position: app, rank };
  while (at !== undefined && !seen.has(at.position)) {
    seen.add(at.position);
    const owner = at.position;
    const causes = causesAt(timeline, owner, seconds, at.rank);
    const [cause] = causes.toSorted(
      (a, b) => Number(b.isSwitch || b.isStart) - Number(a.isSwitch || a.isStart),
    );
    if (cause !== undefined)
      way.push({ owner, position: cause.position, isStart: cause.isStart, isSwitch: cause.isSwitch });
    at = cause === undefined || cause.rank === 0 ? undefined : cause;
  }
  return way;
};

/** The group of a node that switches away from another one; the slowest, if there are several. */
const switchOf = (estate: Estate, owner: number, first: number): GroupRequirement | undefined => {
  const { id } = estate.nodes[first]!;
  const found: GroupRequirement[] = [];
  const open = requirementsOf(estate.nodes[owner]!).toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.form === 'node') continue;
    if (next.failover !== undefined && targetsOf(next.of[0]!).includes(id)) found.push(next);
    open.push(...partsOf(next).toReversed());
  }
  return found.toSorted((a, b) => b.failover!.time - a.failover!.time)[0];
};
