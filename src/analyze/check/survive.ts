/**
 * The policies of a document: which failures apps must get through, each alone or all at once.
 *
 * Without `within` a policy asks what impact tells, by one sweep over all failures. With it, time counts: an app may be
 * worse for so long, all in all, and must not be in the end.
 */
import { select } from '../../assemble/select.ts';
import { compile } from '../../engine/compile.ts';
import type { SweepOutcome } from '../../engine/sweep/request.ts';
import { scenariosOf, singleFailures } from '../../engine/sweep/scenarios.ts';
import { sweep } from '../../engine/sweep/sweep.ts';
import { compileTimed } from '../../engine/timeline/compile.ts';
import { type Timeline, playOut } from '../../engine/timeline/timeline.ts';
import { formatDuration } from '../../model/duration.ts';
import type { Rule } from '../../model/finding.ts';
import { type SurvivePolicy, surviveRule } from '../../model/policy.ts';
import { type Rank, rankOf } from '../../model/state.ts';
import type { Audit } from './audit.ts';
import { fallOf } from './falls.ts';
import { lateOf } from './late.ts';
import { hasTimes, pessimistic } from './pessimistic.ts';
import { type Case, type Found, pageOf } from './rule.ts';

const WHY =
  'This is what the document asks of the infrastructure: which failures the apps must get through, how well and how soon.';

const REMEDY =
  'Follow the way from the failure to the app, and give the app an alternative at the step that is named; or change the policy, if it asks for too much.';

/** The rule that a policy is. */
export const surviveRuleOf = (policy: SurvivePolicy): Rule => ({
  id: surviveRule(policy.name),
  title: `${policy.apps.join(', ')} must be no worse than ${policy.atMost} if ${policy.fail.join(', ')} ${policy.together ? 'fail together' : 'fails'}${policy.within === undefined ? '' : `, after ${formatDuration(policy.within)} at the latest`}`,
  why: policy.why ?? WHY,
  remedy: REMEDY,
  severity: policy.severity,
  ...(policy.name === undefined ? { page: pageOf('survive') } : {}),
});

/** What all policies without a name have in common. */
export const SURVIVE_RULE: Rule = {
  id: surviveRule(undefined),
  title: 'An app does not survive what it must',
  why: WHY,
  remedy: REMEDY,
  severity: 'error',
  page: pageOf('survive'),
};

/** An app that ended worse than allowed, under the failure of that number. */
interface Fallen {
  readonly failure: number;
  readonly app: number;
  readonly rank: Rank;
}

/** One case for each app of the policy. */
export const surviveCases = async (
  audit: Audit,
  policy: SurvivePolicy,
  progress?: (done: number, of: number) => void,
): Promise<readonly Case[]> => {
  const { estate } = audit;
  const apps = select(estate, policy.apps);
  const failing = select(estate, policy.fail);
  const scenarios = policy.together ? [failing] : failing.map((position) => [position]);
  const found = new Map<number, Found[]>(apps.map((app) => [app, []]));
  const state = rankOf(policy.state);
  const add = (app: number, fall: Found): void => void found.get(app)!.push(fall);
  // What stands in the place of a name: two policies that ask for different things must not share a fingerprint.
  const words = policy.name === undefined ? [policy.apps, policy.fail].map((all) => all.join(' | ')) : [];
  const keyOf = (failures: readonly number[]): readonly string[] =>
    policy.together ? ['together', ...words] : [...failures.map((at) => estate.nodes[at]!.id), ...words];
  if (policy.within === undefined) {
    for (const { failure, app, rank } of await fallenIn(audit, scenarios, apps, policy)) {
      const failures = scenarios[failure]!;
      add(
        app,
        withLimit(fallOf(audit, { failures, rank: state }, { position: app, rank }, keyOf(failures)), policy),
      );
    }
  } else {
    // Only what may be worse at any time is played.
    const bound = hasTimes(estate) ? pessimistic(estate) : estate;
    const suspects = await fallenIn(
      { ...audit, estate: bound, network: bound === estate ? audit.network : compile(bound, audit.day) },
      scenarios,
      apps,
      policy,
    );
    // Compiled once for all that is played.
    const timed = compileTimed(estate, audit.day);
    const play = (failures: readonly number[]): Timeline =>
      playOut(
        estate,
        audit.day,
        failures.map((position) => ({ position, rank: state, from: 0 })),
        { network: timed },
      );
    let last: { readonly failure: number; readonly timeline: Timeline } | undefined;
    for (const [i, { failure, app }] of suspects.entries()) {
      const failures = scenarios[failure]!;
      if (last?.failure !== failure) last = { failure, timeline: play(failures) };
      progress?.(i, suspects.length);
      const late = lateOf(audit, policy, last.timeline, { failures, rank: state }, app, keyOf(failures));
      if (late !== undefined) add(app, late);
    }
  }
  return apps.map((app) => ({ subject: estate.nodes[app]!.id, found: found.get(app)! }));
};

const withLimit = (fall: Found, { atMost }: SurvivePolicy): Found => ({
  ...fall,
  message: `${fall.message} (allowed: ${atMost} at most)`,
});

/** Who ends worse than allowed, by failure, then app. What fails itself need not survive it. */
const fallenIn = async (
  { network, sweeper = async (request) => sweep(request) }: Audit,
  scenarios: readonly (readonly number[])[],
  apps: readonly number[],
  { state, atMost, together }: SurvivePolicy,
): Promise<readonly Fallen[]> => {
  const rank = rankOf(state);
  const { hits }: SweepOutcome = await sweeper({
    network,
    scenarios: together
      ? scenariosOf(scenarios.map((faults) => faults.map((position) => ({ position, rank }))))
      : singleFailures(scenarios.flat(), rank),
    classes: new Uint8Array(network.nodeCount).fill(255),
    classCount: 0,
    watched: Uint32Array.from(apps),
  });
  const limit = rankOf(atMost);
  return scenarios.flatMap((faults, failure) => {
    const own = new Set(faults);
    const fallen: Fallen[] = [];
    for (let at = hits.start[failure]!; at < hits.start[failure + 1]!; at++) {
      const app = apps[hits.nodes[at]!]!;
      const worst = hits.ranks[at] as Rank;
      if (worst > limit && !own.has(app)) fallen.push({ failure, app, rank: worst });
    }
    return fallen;
  });
};
