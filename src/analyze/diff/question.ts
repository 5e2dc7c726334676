/**
 * What a change does to the question itself: policies and rules that ask for less, new excuses, apps that matter less.
 *
 * A check that finds nothing more after that has not found an improvement: it looks for less.
 */
import type { Estate } from '../../model/estate.ts';
import { byCodePoint } from '../../model/order.ts';
import type { Policies, Suppression, Waiver } from '../../model/policy.ts';
import { linesIn } from '../audit/lines.ts';
import { grouped } from '../totals.ts';
import type { Asked } from './asked.ts';
import { weakerPolicies } from './weaker-policies.ts';
import { weakerRules } from './weaker-rules.ts';
import { NONE, type View } from './view.ts';

/** What of base is asked less strictly in head: policies, rules, excuses, tiers, costs, in this order. */
export const askedLess = (view: View): readonly Asked[] => {
  const [before, after] = [view.from.estate.policies, view.to.estate.policies];
  return [
    ...weakerPolicies(view),
    ...weakerRules(view),
    ...newExcuses('waiver', before?.waivers ?? [], after?.waivers ?? []),
    ...newExcuses('suppression', before?.suppress ?? [], after?.suppress ?? []),
    ...lowerNodes(view),
  ].map(withPlace);
};

/** Whether a gate on policies fails for it: excuses have owners and reasons, and are for people to agree on. */
export const isPolicy = ({ what }: Asked): boolean => what === 'policy' || what === 'rule';

const withPlace = (asked: Asked): Asked => {
  const { place, origin } = asked;
  if (place !== undefined || origin === undefined || origin.source.isShipped === true) return asked;
  const [found] = origin.source.locate([{ path: origin.path, at: 'key' }]);
  return found === undefined ? asked : { ...asked, place: found };
};

// —— excuses ————————————————————————————————————————————————————————————————————————————————————————————————————————

type Excuse = Suppression & Partial<Pick<Waiver, 'until' | 'owner'>>;

const excuseKey = ({ rule, node }: Excuse): string => `${rule} ${node.toSorted(byCodePoint).join(' ')}`;

/** Excuses that base has not, or that end later than there. */
const newExcuses = (
  what: 'waiver' | 'suppression',
  before: Policies['waivers'] | Policies['suppress'],
  after: Policies['waivers'] | Policies['suppress'],
): readonly Asked[] => {
  const known = new Map((before as readonly Excuse[]).map((one) => [excuseKey(one), one]));
  return (after as readonly Excuse[]).flatMap((excuse): readonly Asked[] => {
    const { rule, node, reason, until, owner, origin } = excuse;
    const old = known.get(excuseKey(excuse));
    const about = `${rule} at ${node.join(', ')}`;
    const told = (message: string): readonly Asked[] => [{ what, name: rule, message, origin }];
    if (old === undefined) {
      const by = owner === undefined || until === undefined ? '' : ` (owner ${owner}, until ${until})`;
      return told(`a new ${what} for ${about}: ${reason}${by}`);
    }
    return until !== undefined && old.until !== undefined && until > old.until
      ? told(`the waiver for ${about} ends on ${until}, not on ${old.until}`)
      : [];
  });
};

// —— nodes ——————————————————————————————————————————————————————————————————————————————————————————————————————————

/** Nodes that are said to matter less: a higher tier or none, a lower cost or none. */
const lowerNodes = ({ from, to, before }: View): readonly Asked[] => {
  const lower = to.estate.nodes.flatMap((node, position): readonly Omit<Asked, 'place'>[] => {
    const partner = before[position]!;
    if (partner === NONE) return [];
    const old = from.estate.nodes[partner]!;
    const [cost, costNow] = [old.costPerHour ?? 0, node.costPerHour ?? 0];
    const isNow = (now: number | undefined): string => (now === undefined ? 'has none' : `is ${now}`);
    return [
      ...(old.tier !== undefined && (node.tier === undefined || node.tier > old.tier)
        ? [
            {
              what: 'tier',
              name: node.id,
              message: `${node.id} was tier ${old.tier}, and now ${isNow(node.tier)}`,
            } as const,
          ]
        : []),
      ...(costNow < cost
        ? [
            {
              what: 'cost',
              name: node.id,
              message: `costPerHour of ${node.id} was ${grouped(cost)}, and now ${node.costPerHour === undefined ? 'nothing is said' : `is ${grouped(costNow)}`}: what its outage costs is compared at ${grouped(cost)} on both sides`,
            } as const,
          ]
        : []),
    ];
  });
  return lower.map((asked) => placedAtNode(to.estate, asked));
};

const placedAtNode = (estate: Estate, asked: Asked): Asked => {
  const position = estate.positions.get(asked.name)!;
  const place = linesIn(estate, [position]).ofNode(position);
  return place === undefined ? asked : { ...asked, place };
};
