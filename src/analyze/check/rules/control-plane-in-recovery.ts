/** Failovers that need, for the switch itself, what the failure takes that they are to save from. */
import { membersOn, switchRequires } from '../../../engine/gate.ts';
import { groupBy } from '../../../model/group-by.ts';
import { requirementsOf } from '../../../model/node.ts';
import {
  type GroupRequirement,
  type Requirement,
  countsOn,
  partsOf,
  targetsOf,
} from '../../../model/requirement.ts';
import type { Rank } from '../../../model/state.ts';
import { universeOf } from '../../audit/universe.ts';
import { inputOf, valueOf } from '../../audit/value.ts';
import { requirementText } from '../../evidence.ts';
import type { Audit } from '../audit.ts';
import { type CheckRule, type Found, pageOf } from '../rule.ts';
import { listText, wayText } from '../words.ts';
import { groupKey } from './shared-fate.ts';
import { blameFor } from '../blame.ts';

export const controlPlaneInRecovery = {
  id: 'control-plane-in-recovery',
  rule: {
    id: 'control-plane-in-recovery',
    title: 'A failover that cannot be made when it is needed',
    why: 'A switch that changes something (a DNS record, a scaling group, a role) needs the control plane that makes changes. Control planes are more complex than what they control, mostly live in one region, and fail with it: then the second leg stands there, healthy, and nobody gets to it.',
    remedy:
      'Let the switch need only what goes on by itself: health checks and records set up beforehand, capacity that already runs, a router that decides on its own.',
    severity: 'error',
    page: pageOf('control-plane-in-recovery'),
  },
  cases: async (audit, { among }) => {
    const switches = switchesOf(audit);
    if (switches.length === 0) return [];
    const { estate } = audit;
    const named = switches.flatMap(({ group }) => targetsOf(group));
    const watched = [...new Set(named)].map((id) => estate.positions.get(id)!).toSorted((a, b) => a - b);
    const indexOf = new Map(watched.map((position, i) => [estate.nodes[position]!.id, i]));
    const failures = universeOf(estate, among);
    const exposure = await audit.exposure(failures, watched);
    const traps = switches.map((): Trap[] => []);
    const naming = switchesNaming(switches, audit);
    failures.forEach((failure, at) => {
      const ranks = new Map(exposure.hitsOf(at).map(({ app, rank }) => [app, rank]));
      const rankOf = (id: string): Rank => ranks.get(indexOf.get(id) ?? -1) ?? 0;
      for (const i of new Set([...ranks.keys()].flatMap((index) => naming.get(watched[index]!) ?? []))) {
        const { group } = switches[i]!;
        // What does not take the first member makes nobody switch.
        if (valueOf(group.of[0]!, audit.day, rankOf) < 2) continue;
        // Where all that could be switched to falls as well, the switch is not what is missing.
        const { failover: _, ...members } = group;
        if (inputOf(members, audit.day, rankOf) >= inputOf(group, audit.day, rankOf)) continue;
        for (const required of switchRequires(group, audit.day))
          if (valueOf(required, audit.day, rankOf) >= 2) traps[i]!.push({ failure, required });
      }
    });
    return switches.map((one, i) => ({
      subject: `${estate.nodes[one.owner]!.id}: ${requirementText(one.group)}`,
      found: [...groupBy(traps[i]!, ({ required }) => required)].map(([required, all]) =>
        foundOf(
          audit,
          one,
          required,
          all.map(({ failure }) => failure),
        ),
      ),
    }));
  },
} as const satisfies CheckRule;

interface Switch {
  readonly owner: number;
  readonly group: GroupRequirement;
}

interface Trap {
  readonly failure: number;
  readonly required: Requirement;
}

/** All groups whose switch requires something, by owner, as written. */
const switchesOf = ({ estate, day }: Audit): readonly Switch[] =>
  estate.nodes.flatMap((node, owner) => {
    const found: Switch[] = [];
    const open = requirementsOf(node).toReversed();
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next.form === 'node' || next.needed === 'start' || !countsOn(next, day)) continue;
      const isSwitch = switchRequires(next, day).length > 0 && membersOn(next, day).length > 1;
      if (isSwitch && countsOn(next.of[0]!, day)) found.push({ owner, group: next });
      open.push(...partsOf(next).toReversed());
    }
    return found;
  });

const switchesNaming = (
  switches: readonly Switch[],
  { estate, day }: Audit,
): ReadonlyMap<number, readonly number[]> => {
  const naming = new Map<number, number[]>();
  switches.forEach(({ group }, i) => {
    for (const id of new Set(switchRequires(group, day).flatMap(targetsOf))) {
      const position = estate.positions.get(id)!;
      const known = naming.get(position);
      if (known === undefined) naming.set(position, [i]);
      else known.push(i);
    }
  });
  return naming;
};

const foundOf = (
  audit: Audit,
  { owner, group }: Switch,
  required: Requirement,
  failures: readonly number[],
): Found => {
  const { estate } = audit;
  const { id } = estate.nodes[owner]!;
  const failed = outermost(audit, failures);
  const [first] = failed;
  const names = failed.map((position) => estate.nodes[position]!.id);
  const [from, ...later] = group.of.map(requirementText);
  const { outcome, explainer } = audit.solved([first!], 3);
  const needed = requirementText(required);
  const worst = targetsOf(required)
    .map((target) => estate.positions.get(target)!)
    .toSorted((a, b) => outcome.ranks[b]! - outcome.ranks[a]!)[0]!;
  const claim = { position: worst, rank: outcome.ranks[worst] as Rank };
  const blame = blameFor(audit, { outcome, explainer }, claim, [first!]);
  const owned = { position: owner, rank: outcome.ranks[owner] as Rank };
  const verb =
    blame !== undefined && blame.requirement === estate.nodes[blame.owner]!.in ? 'runs in' : 'needs';
  const how = blame === undefined ? '' : `: ${wayText(estate, blame.way)} ${verb} ${blame.requirement.node}`;
  return {
    node: id,
    message: `the switch of ${id} from ${from!} to ${listText(later)} needs ${needed}, which ${listText(names)} ${names.length === 1 ? 'takes' : 'take'} together with ${from!}${how}`,
    failure: names[0]!,
    remedy: `replace "requires: [${needed}]" by something that outlives ${names[0]!}, such as health checks and records that are set up beforehand`,
    key: [groupKey(group), needed],
    spot: { type: 'requirement', position: owner, requirement: required },
    related:
      blame === undefined
        ? []
        : [
            {
              message: `${estate.nodes[blame.owner]!.id} ${verb} ${blame.requirement.node}`,
              node: estate.nodes[blame.owner]!.id,
              spot: { type: 'requirement', position: blame.owner, requirement: blame.requirement },
            },
          ],
    proof: {
      failures: [first!],
      rank: 3,
      // Where the app itself is spared (the group is not all that it has), what is lost is still worth the proof.
      claim: owned.rank > 0 ? owned : claim,
    },
  };
};

/** Of failures those that no other one of them takes: where a region takes its service, the region. */
const outermost = (audit: Audit, failures: readonly number[]): readonly number[] => {
  if (failures.length > MOST_COMPARED) return failures.slice(0, 1);
  const takes = (a: number, b: number): boolean => (audit.solved([a], 3).outcome.ranks[b] ?? 0) === 3;
  return failures.filter(
    (one) =>
      !failures.some((other) => other !== one && takes(other, one) && (!takes(one, other) || other < one)),
  );
};

/** More failures than these are not compared with each other. */
const MOST_COMPARED = 16;
