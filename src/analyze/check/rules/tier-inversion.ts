/**
 * What is important standing hard on what is less important.
 *
 * A requirement is hard if the outage of what it names is the outage of who needs it. Nodes without a tier pass the tier
 * of who needs them on: what an app of tier 1 asks through a plain service is asked by tier 1.
 */
import { type Requirement, countsOn, impactOf, thresholdOf } from '../../../model/requirement.ts';
import { requirementsOf } from '../../../model/node.ts';
import { select } from '../../../assemble/select.ts';
import type { Audit } from '../audit.ts';
import { type CheckRule, type Found, pageOf } from '../rule.ts';
import { wayText } from '../words.ts';

export const tierInversion = {
  id: 'tier-inversion',
  rule: {
    id: 'tier-inversion',
    title: 'Important things stand on less important ones',
    why: 'A tier is a promise: how fast somebody gets up at night, how carefully a change is made. What needs something of a lower tier to go on inherits the lower promise, whatever its own says.',
    remedy:
      'Raise the tier of what is needed, and treat it so; or let the important one go on without it ("impact: degraded").',
    severity: 'warning',
    page: pageOf('tier-inversion'),
  },
  cases: (audit, { apps }) => {
    const { estate } = audit;
    const asked = apps === undefined ? undefined : new Set(select(estate, apps));
    const found = inversionsOf(audit, asked);
    const subjects = estate.nodes.flatMap(({ tier }, position) =>
      tier === undefined || asked?.has(position) === false ? [] : [position],
    );
    return subjects.map((position) => ({
      subject: estate.nodes[position]!.id,
      found: found.get(position) ?? [],
    }));
  },
} as const satisfies CheckRule;

const inversionsOf = (
  audit: Audit,
  asked: ReadonlySet<number> | undefined,
): ReadonlyMap<number, readonly Found[]> => {
  const { estate } = audit;
  const tierAt = (position: number): number | undefined => estate.nodes[position]!.tier;
  const tiered = estate.nodes
    .flatMap(({ tier }, position) =>
      tier === undefined || asked?.has(position) === false ? [] : [{ tier, position }],
    )
    .toSorted((a, b) => a.tier - b.tier || a.position - b.position);
  /** Of nodes that were come by: the one below which they were, the most important first. */
  const above = new Map<number, number>();
  const found = new Map<number, Found[]>();
  for (const { tier, position: top } of tiered) {
    const open = [top];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const requirement of requirementsOf(estate.nodes[at]!).flatMap((one) => hardIn(one, audit.day))) {
        const target = estate.positions.get(requirement.node)!;
        const below = tierAt(target);
        if (below === undefined) {
          if (above.has(target)) continue;
          above.set(target, at);
          open.push(target);
        } else if (below > tier) {
          const way = wayFrom(top, at, above);
          found.set(top, [...(found.get(top) ?? []), foundOf(audit, way, target, requirement)]);
        }
      }
    }
  }
  return found;
};

const wayFrom = (top: number, end: number, above: ReadonlyMap<number, number>): readonly number[] => {
  const way: number[] = [];
  for (let at: number | undefined = end; at !== undefined && at !== top; at = above.get(at)) way.push(at);
  return [top, ...way.toReversed()];
};

const foundOf = (
  { estate }: Audit,
  way: readonly number[],
  target: number,
  requirement: Requirement,
): Found => {
  const [top, owner] = [estate.nodes[way[0]!]!, way.at(-1)!];
  const lower = estate.nodes[target]!;
  const through = way.length === 1 ? '' : ` (${wayText(estate, [...way, target])})`;
  return {
    node: top.id,
    message: `${top.id} is tier ${top.tier!} and cannot do without ${lower.id}, which is tier ${lower.tier!}${through}`,
    failure: lower.id,
    remedy: `make ${lower.id} tier ${top.tier!} as well, or let ${estate.nodes[owner]!.id} go on without it: {node: ${lower.id}, impact: degraded}`,
    key: [lower.id],
    spot: { type: 'requirement', position: owner, requirement },
    related: [
      {
        message: `${lower.id} is tier ${lower.tier!}`,
        node: lower.id,
        spot: { type: 'node', position: target },
      },
    ],
    proof: { failures: [target], rank: 3, claim: { position: way[0]!, rank: 3 } },
  };
};

/** The nodes of a requirement whose outage is the owner's outage: none of a group that has members to spare. */
const hardIn = (requirement: Requirement, day: string): readonly HardRequirement[] => {
  const found: HardRequirement[] = [];
  const open: Requirement[] = [requirement];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.needed === 'start' || !countsOn(next, day) || impactOf(next)[3] !== 3) continue;
    if (next.form === 'node') found.push(next);
    else {
      const members = next.of.filter((member) => countsOn(member, day));
      // As soon as one member is out, the group is: all of them are needed for it to be better than that.
      if (Math.min(thresholdOf(next)[2], members.length) === members.length)
        open.push(...members.toReversed());
    }
  }
  return found;
};

type HardRequirement = Extract<Requirement, { form: 'node' }>;
