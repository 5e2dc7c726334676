/**
 * Changes that may help: read off the proofs of the failures that take an app down, one for each requirement on the way.
 *
 * | kind     | what is done                                                                            |
 * |----------|-----------------------------------------------------------------------------------------|
 * | failover | the switch needs something else, which the failure leaves alone                         |
 * | split    | what is in one region gets its own copy of what it asks another region for              |
 * | replica  | a second one elsewhere, either of which will do                                         |
 * | move     | it runs in another place                                                                |
 * | soft     | it goes on without, worse than usual: from a cache, with a default, or without the part |
 *
 * What the provider runs cannot be changed, and places cannot be made.
 */
import { type Cause, type Claim, citedBy, explainer } from '../../engine/explain.ts';
import type { Network } from '../../engine/network.ts';
import { propagate } from '../../engine/propagate.ts';
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import { cappedAt } from '../../model/impact.ts';
import type { Kind } from '../../model/kind.ts';
import type { Node } from '../../model/node.ts';
import { byCodePoint } from '../../model/order.ts';
import type { GroupRequirement, NodeRequirement, Requirement } from '../../model/requirement.ts';
import type { Rank } from '../../model/state.ts';
import { requirementText } from '../evidence.ts';
import { isProviders } from '../diff/providers.ts';
import { type Patch, eitherOf, emptyNode, joined, replaced } from './edit.ts';
import { isByNature } from './fixed.ts';
import { type Copy, copyAt } from './mirror.ts';
import { boundTo, otherRegions, otherZones, regionOf, zoneOf } from './places.ts';

export const CHANGE_KINDS = ['failover', 'split', 'replica', 'move', 'soft'] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface Candidate {
  readonly kind: ChangeKind;
  /** What is done, a sentence without a full stop. */
  readonly text: string;
  /** The id of the node that is changed. */
  readonly node: string;
  readonly patch: Patch;
  /** Among alternatives for the same thing: 0 is the likeliest. */
  readonly place: number;
}

interface CandidateQuestion {
  readonly estate: Estate;
  readonly network: Network;
  readonly day: Day;
  /** Position of the app. */
  readonly app: number;
  /** Positions of failures that do it harm, worst first, and what they do. */
  readonly harms: readonly { readonly failures: readonly number[]; readonly rank: Rank; readonly as: Rank }[];
  readonly kinds: ReadonlySet<ChangeKind>;
  /** Whether a node must stay as it is. */
  readonly isKept: (id: string) => boolean;
}

/** Claims of one proof that are looked at. */
const MOST_CLAIMS = 2_000;

/** Other regions or zones that are tried for one part. */
const MOST_PLACES = 3;

/** Things that a switch might need instead. */
const MOST_SWITCHES = 4;

/** Candidates in the order in which they are met, each once, and no more than `most`. */
export const candidatesFor = (question: CandidateQuestion, most: number): readonly Candidate[] => {
  const found = new Map<string, Candidate>();
  for (const harm of question.harms) {
    const ranks = new Set<string>();
    for (const { owner, cause } of stepsOf(question, harm)) {
      const key = `${owner} ${requirementKey(cause)}`;
      if (ranks.has(key)) continue;
      ranks.add(key);
      for (const candidate of candidatesAt(question, owner, cause, harm.failures)) {
        if (!question.kinds.has(candidate.kind)) continue;
        if (!found.has(candidate.text)) found.set(candidate.text, candidate);
      }
      if (found.size >= most) return [...found.values()].slice(0, most);
    }
  }
  return [...found.values()];
};

const requirementKey = (cause: Cause): string =>
  cause.type === 'switch' ? `switch ${requirementText(cause.member)}` : requirementText(cause.requirement);

interface Step {
  readonly owner: number;
  readonly cause: Cause;
}

/** All causes on the proof of what a failure does to the app, nearest to the app first. */
function* stepsOf(
  { estate, network, day, app }: CandidateQuestion,
  { failures, rank, as }: CandidateQuestion['harms'][number],
): Generator<Step> {
  const outcome = propagate(
    network,
    failures.map((position) => ({ position, rank: as })),
  );
  const why = explainer(estate, day, outcome);
  const open: Claim[] = [{ position: app, rank }];
  const seen = new Set([app * 4 + rank]);
  for (let i = 0; i < open.length && i < MOST_CLAIMS; i++) {
    for (const cause of why.because(open[i]!)) {
      yield { owner: open[i]!.position, cause };
      for (const cited of citedBy(cause)) {
        const key = cited.position * 4 + cited.rank;
        if (seen.has(key)) continue;
        seen.add(key);
        open.push(cited);
      }
    }
  }
}

const candidatesAt = (
  question: CandidateQuestion,
  owner: number,
  cause: Cause,
  failures: readonly number[],
): readonly Candidate[] => {
  const { estate, isKept } = question;
  const node = estate.nodes[owner]!;
  if (isKept(node.id) || isProviders(estate, node.id) || FIXED.has(node.kind) || cause.type === 'switch')
    return [];
  const { requirement } = cause;
  if (isByNature(estate, node, requirement)) return [];
  if (requirement.form !== 'node') return groupCandidates(question, node, requirement, cause, failures);
  if (requirement === node.in) return OTHERS.has(node.kind) ? [] : placeCandidates(estate, node, requirement);
  return [
    ...splitCandidates(estate, node, requirement),
    ...replicaCandidates(estate, node, requirement),
    ...softCandidates(estate, node, requirement),
  ];
};

/** What nobody can change: others' services, and places. */
const FIXED: ReadonlySet<Kind> = new Set(['external', 'zone', 'region', 'provider']);

/** What others run, and where they run it is not ours to choose. */
const OTHERS: ReadonlySet<Kind> = new Set(['control-plane', 'dns', 'cdn']);

const candidate = (
  kind: ChangeKind,
  node: Node,
  text: string,
  old: Requirement,
  now: readonly Requirement[],
  more: Patch = new Map(),
  place = 0,
): Candidate => ({
  kind,
  text,
  place,
  node: node.id,
  patch: joined(more, new Map([[node.id, replaced(node, old, now)]])),
});

// —— a node that is needed ——————————————————————————————————————————————————————————————————————————————————————————

const splitCandidates = (estate: Estate, node: Node, requirement: NodeRequirement): readonly Candidate[] => {
  const target = requirement.node;
  const [home, away] = [boundTo(estate, node.id), boundTo(estate, target)];
  if (home === undefined || away === undefined || home === away || isPlace(estate, target)) return [];
  const copy = copyAt(estate, target, away, home);
  if (copy === undefined) return [];
  const { source: _, confidence: __, origin: ___, ...terms } = requirement;
  const own: Requirement = { ...terms, node: copy.id };
  return [
    candidate(
      'split',
      node,
      `let ${node.id} in ${home} need ${copyText(copy, home)} instead of ${target}, which is in ${away}`,
      requirement,
      [own],
      copy.patch,
    ),
  ];
};

const replicaCandidates = (
  estate: Estate,
  node: Node,
  requirement: NodeRequirement,
): readonly Candidate[] => {
  const target = requirement.node;
  if (isPlace(estate, target)) return [];
  return copiesOf(estate, target).map(({ copy, where }) =>
    candidate(
      'replica',
      node,
      `let ${node.id} need either ${target} or ${copyText(copy, where)}`,
      requirement,
      [eitherOf(requirement, [copy.id])],
      copy.patch,
    ),
  );
};

const copyText = ({ id, patch }: Copy, where: string | undefined): string => {
  const said = [patch.has(id) ? 'new' : '', where === undefined ? '' : `in ${where}`].filter(
    (word) => word !== '',
  );
  return said.length === 0 ? id : `${id} (${said.join(', ')})`;
};

/** Copies of a node in other places; of what is nowhere, one that stands beside it. */
const copiesOf = (
  estate: Estate,
  id: string,
): readonly { readonly copy: Copy; readonly where?: string }[] => {
  const region = boundTo(estate, id);
  const zone = zoneOf(estate, id);
  const tries = [
    ...(zone === undefined
      ? []
      : otherZones(estate, zone)
          .slice(0, MOST_PLACES)
          .map((to) => [zone, to] as const)),
    ...(region === undefined
      ? []
      : otherRegions(estate, region)
          .slice(0, MOST_PLACES)
          .map((to) => [region, to] as const)),
  ];
  const copies = tries.flatMap(([from, where]) => {
    const copy = copyAt(estate, id, from, where);
    return copy === undefined ? [] : [{ copy, where }];
  });
  if (copies.length > 0 || region !== undefined || zone !== undefined || isProviders(estate, id))
    return copies;
  const second = `${id}-2`;
  if (estate.positions.has(second)) return [{ copy: { id: second, patch: new Map() } }];
  const { kind, dependsOn, in: place } = estate.nodes[estate.positions.get(id)!]!;
  const node = { ...emptyNode(second), kind, dependsOn, ...(place === undefined ? {} : { in: place }) };
  return [{ copy: { id: second, patch: new Map([[second, node]]) } }];
};

/** What something can do without for a while, or be served from a cache: not its data, its machines or its place. */
const SOFTABLE: ReadonlySet<Kind> = new Set([
  'app',
  'service',
  'function',
  'cache',
  'queue',
  'storage',
  'cdn',
  'identity',
  'control-plane',
  'external',
]);

const softCandidates = (estate: Estate, node: Node, requirement: NodeRequirement): readonly Candidate[] => {
  const target = requirement.node;
  const kind = estate.nodes[estate.positions.get(target)!]!.kind;
  if (!SOFTABLE.has(kind) || (requirement.impact?.[3] ?? 3) <= 1) return [];
  // Somebody has thought about what is left without it, and has said why.
  if (requirement.impact !== undefined && requirement.why !== undefined) return [];
  return [
    candidate(
      'soft',
      node,
      `let ${node.id} go on without ${target}, degraded: from a cache, or without that part`,
      requirement,
      [{ ...requirement, impact: cappedAt('degraded') }],
    ),
  ];
};

// —— a place ————————————————————————————————————————————————————————————————————————————————————————————————————————

const placeCandidates = (estate: Estate, node: Node, place: NodeRequirement): readonly Candidate[] => {
  const zone = zoneOf(estate, place.node) === place.node ? place.node : undefined;
  const region = regionOf(estate, place.node) === place.node ? place.node : undefined;
  const { form: _, node: __, source: ___, confidence: ____, origin: _____, ...terms } = place;
  if (zone !== undefined) {
    return otherZones(estate, zone)
      .slice(0, MOST_PLACES)
      .map((other) =>
        candidate('replica', node, `run ${node.id} in ${zone} and ${other}, either of which will do`, place, [
          { ...terms, form: 'anyOf', of: [zone, other].map((id) => ({ form: 'node', node: id })) },
        ]),
      );
  }
  if (region === undefined) return [];
  return otherRegions(estate, region)
    .slice(0, MOST_PLACES)
    .map((other) =>
      candidate('move', node, `move ${node.id} from ${region} to ${other}`, place, [
        { ...terms, form: 'node', node: other },
      ]),
    );
};

const isPlace = (estate: Estate, id: string): boolean => {
  const { kind } = estate.nodes[estate.positions.get(id)!]!;
  return kind === 'zone' || kind === 'region' || kind === 'provider';
};

// —— a group ————————————————————————————————————————————————————————————————————————————————————————————————————————

const groupCandidates = (
  question: CandidateQuestion,
  node: Node,
  group: GroupRequirement,
  cause: Cause,
  failures: readonly number[],
): readonly Candidate[] => [
  ...(isSwitchLost(cause) ? switchCandidates(question, node, group, failures) : []),
  ...legCandidates(question.estate, node, group),
];

const isSwitchLost = (cause: Cause): boolean =>
  cause.type === 'switch' || (cause.type === 'group' && cause.members.some(isSwitchLost));

/** What a switch can be made by. */
const SWITCHES: ReadonlySet<Kind> = new Set(['dns', 'network', 'cdn', 'control-plane']);

/** Of all that can make a switch and outlives the failure, what is called most like that which does not. */
const switchCandidates = (
  { estate, network }: CandidateQuestion,
  node: Node,
  group: GroupRequirement,
  failures: readonly number[],
): readonly Candidate[] => {
  const { failover } = group;
  if (failover === undefined) return [];
  const { ranks } = propagate(
    network,
    failures.map((position) => ({ position, rank: 3 as const })),
  );
  const isLost = (id: string): boolean => ranks[estate.positions.get(id)!]! >= 2;
  const named = new Set(failover.requires.flatMap((one) => (one.form === 'node' ? [one.node] : [])));
  return failover.requires.flatMap((required) => {
    if (required.form !== 'node' || !isLost(required.node)) return [];
    return estate.nodes
      .filter(({ id, kind }) => SWITCHES.has(kind) && !isLost(id) && !named.has(id))
      .map(({ id }) => ({ id, like: sharedStart(id, required.node) }))
      .toSorted((a, b) => b.like - a.like || byCodePoint(a.id, b.id))
      .slice(0, MOST_SWITCHES)
      .map(({ id }, place) => {
        const requires = failover.requires.map((one): Requirement =>
          one === required ? { form: 'node', node: id } : one,
        );
        return candidate(
          'failover',
          node,
          `let the switch of ${node.id} need ${id}, not ${required.node}`,
          group,
          [{ ...group, failover: { ...failover, requires } }],
          new Map(),
          place,
        );
      });
  });
};

const sharedStart = (a: string, b: string): number => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
};

/** One more member: a copy of the last one in a place that none of them is in. */
const legCandidates = (estate: Estate, node: Node, group: GroupRequirement): readonly Candidate[] => {
  if (group.form === 'allOf') return [];
  const members = group.of.filter((member): member is NodeRequirement => member.form === 'node');
  const last = members.at(-1);
  if (last === undefined) return [];
  const taken = new Set(members.map(({ node: id }) => id));
  const others = isPlace(estate, last.node)
    ? otherZones(estate, last.node).map((id) => ({
        copy: { id, patch: new Map() } as Copy,
        where: undefined,
      }))
    : copiesOf(estate, last.node);
  return others
    .filter(({ copy }) => !taken.has(copy.id))
    .slice(0, MOST_PLACES)
    .map(({ copy, where }) => {
      const { origin: _, source: __, confidence: ___, ...rest } = group;
      const now: Requirement = { ...rest, of: [...group.of, { form: 'node', node: copy.id }] };
      return candidate(
        'replica',
        node,
        `add ${copyText(copy, where)} to "${requirementText(group)}" of ${node.id}`,
        group,
        [now],
        copy.patch,
      );
    });
};
