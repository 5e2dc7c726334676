/**
 * Claims that a dependency is soft: what a document says would happen if a required node were gone, and what would
 * happen if that is wrong. The least certain come first, then those of which most hangs.
 */
import { requirementsOf } from '../../model/node.ts';
import {
  CONFIDENCES,
  type Confidence,
  type GroupRequirement,
  type NodeRequirement,
  type Requirement,
  countsOn,
  impactOf,
  targetsOf,
} from '../../model/requirement.ts';
import { type Rank, rankOf, stateOf } from '../../model/state.ts';
import { inputOf } from '../audit/value.ts';
import type { Claim, SoftEdge, Window } from './experiment.ts';
import { type World, ranksWith } from './forecast.ts';

/** What a claim comes to, before it is known what hangs on it. */
interface Stated {
  readonly owner: number;
  readonly requirement: Requirement;
  readonly blocked: number;
  readonly claim: Claim;
  readonly atMost: Rank;
  readonly wrong: Rank;
  readonly windows: readonly Window[];
}

/** Claims whose stakes are computed, each by two propagations: more than that nobody tries out. */
const MOST_WEIGHED = 2_000;

/** The claims that apps rest on, least certain first; among equals those first of which most hangs. */
export const softEdgesOf = (world: World, apps: readonly number[]): readonly SoftEdge[] => {
  const stated = reachedFrom(world, apps)
    .flatMap((owner) =>
      requirementsOf(world.estate.nodes[owner]!).flatMap((one) => statedIn(world, owner, one)),
    )
    .toSorted((a, b) => doubt(b) - doubt(a));
  const weighed = stated.slice(0, MOST_WEIGHED).map((one) => weigh(world, one));
  return weighed.toSorted(
    (a, b) =>
      doubt(b) - doubt(a) ||
      b.stakeCost - a.stakeCost ||
      b.stake.length - a.stake.length ||
      b.wrong - a.wrong ||
      a.owner - b.owner ||
      a.blocked - b.blocked,
  );
};

/** Positions of what some nodes stand on, themselves included, ascending. */
const reachedFrom = ({ estate }: World, apps: readonly number[]): readonly number[] => {
  const seen = new Set(apps);
  const open = [...apps];
  for (let position = open.pop(); position !== undefined; position = open.pop()) {
    for (const id of requirementsOf(estate.nodes[position]!).flatMap(targetsOf)) {
      const target = estate.positions.get(id)!;
      if (seen.has(target)) continue;
      seen.add(target);
      open.push(target);
    }
  }
  return [...seen].toSorted((a, b) => a - b);
};

/** How little is known of it: 4 is taken for granted, 0 was seen. What an owner wrote without a word on it is in between. */
const doubt = ({ requirement: { confidence } }: { readonly requirement: Requirement }): number =>
  DOUBTS[confidence ?? 'said'];

const DOUBTS: Readonly<Record<Confidence | 'said', number>> = {
  assumed: 4,
  inferred: 3,
  said: 2,
  documented: 1,
  observed: 0,
};

/** How sure a claim is, in a word. */
export const certaintyOf = ({ confidence }: Requirement): string =>
  confidence === undefined ? 'not rated' : CONFIDENCES[CONFIDENCES.indexOf(confidence)]!;

const statedIn = (world: World, owner: number, requirement: Requirement): readonly Stated[] => {
  // What a provider's pack claims is the provider's to prove.
  if (!countsOn(requirement, world.day) || requirement.origin?.source.isShipped === true) return [];
  return requirement.form === 'node'
    ? statedOfNode(world, owner, requirement)
    : statedOfGroup(world, owner, requirement);
};

const statedOfNode = ({ estate }: World, owner: number, requirement: NodeRequirement): readonly Stated[] => {
  const { needed, after = 0 } = requirement;
  const passes = impactOf(requirement)[3];
  const blocked = estate.positions.get(requirement.node)!;
  const claim: Claim | undefined =
    needed === 'start' ? 'start' : passes < 3 ? 'impact' : after > 0 ? 'grace' : undefined;
  if (claim === undefined || blocked === owner) return [];
  const atMost: Rank = claim === 'start' ? 0 : passes;
  // A grace that is wrong is felt as badly, only sooner: there is nothing worse than what it passes on.
  const wrong: Rank = claim === 'start' ? passes : 3;
  return [
    {
      owner,
      requirement,
      blocked,
      claim,
      atMost,
      wrong,
      windows: windowsAfter(needed === 'start' ? 0 : after, atMost),
    },
  ];
};

/** Of a group each member that is a plain node, blocked alone. */
const statedOfGroup = (
  { estate, day }: World,
  owner: number,
  requirement: GroupRequirement,
): readonly Stated[] => {
  const { form, failover, after = 0, needed } = requirement;
  if (form === 'allOf' || needed === 'start' || requirement.of.length < 2) return [];
  const passes = impactOf(requirement);
  const wrong = passes[3];
  return requirement.of.flatMap((member, i): readonly Stated[] => {
    // Behind a failover only the first is in use: the loss of another is no test of the switch.
    if (member.form !== 'node' || (failover !== undefined && i > 0) || !countsOn(member, day)) return [];
    const blocked = estate.positions.get(member.node)!;
    const atMost = passes[inputOf(requirement, day, (id) => (id === member.node ? 3 : 0))];
    const isFirst = requirement.of.findIndex((one) => one.form === 'node' && one.node === member.node) === i;
    if (blocked === owner || atMost >= wrong || !isFirst) return [];
    const common = { owner, requirement, blocked, atMost, wrong };
    if (failover === undefined || failover.time === 0)
      return [{ ...common, claim: 'redundancy', windows: windowsAfter(after, atMost) }];
    const during = passes[rankOf(failover.during ?? 'outage')];
    return [
      {
        ...common,
        claim: 'failover',
        windows:
          after >= failover.time
            ? windowsAfter(after, atMost)
            : [
                ...(after > 0 ? [{ from: 0, until: after, atMost: stateOf(0) }] : []),
                { from: after, until: failover.time, atMost: stateOf(Math.max(during, atMost) as Rank) },
                { from: failover.time, atMost: stateOf(atMost) },
              ],
      },
    ];
  });
};

const windowsAfter = (after: number, atMost: Rank): readonly Window[] =>
  after > 0 && atMost > 0
    ? [
        { from: 0, until: after, atMost: 'operational' },
        { from: after, atMost: stateOf(atMost) },
      ]
    : [{ from: 0, atMost: stateOf(atMost) }];

/**
 * What hangs on a claim: the blocked node's outage as predicted, against the same with the dependent as bad as it would
 * be without the claim. Forcing the dependent there is the same as making the requirement hard: it is at least that bad.
 */
const weigh = (world: World, stated: Stated): SoftEdge => {
  const { owner, blocked, wrong, atMost } = stated;
  const predicted = ranksWith(world, [blocked]);
  const feared = ranksWith(world, [blocked], [{ position: owner, rank: wrong }]);
  const { nodes } = world.estate;
  const stake = world.apps.flatMap((position) =>
    feared[position]! > predicted[position]! ? [{ position, rank: feared[position] as Rank }] : [],
  );
  // As everywhere: partly down counts whole.
  const stakeCost = nodes.reduce(
    (sum, { costPerHour = 0 }, position) =>
      feared[position]! >= 2 && predicted[position]! < 2 ? sum + costPerHour : sum,
    0,
  );
  return { ...stated, stake, stakeCost, isMasked: predicted[owner]! > atMost };
};
