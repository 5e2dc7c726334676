/**
 * The requirement that is to blame: of all steps from a failure to an app the one that a reviewer would change.
 *
 * A proof runs through everything on the way. Where redundancy is involved, the leg that was to be left is followed, and
 * a switch that could not be made before all else; then the first step into what fails: a node that runs in the region,
 * or that asks a service of it.
 */
import type { Cause, Claim, NodeCause } from '../../engine/explain.ts';
import { nodeById, type Estate } from '../../model/estate.ts';
import type { Day } from '../../model/day.ts';
import { type NodeRequirement, type Requirement, targetsOf } from '../../model/requirement.ts';
import { sparesAt } from '../audit/groups.ts';
import type { Audit, Explained } from './audit.ts';
import { isShipped } from './whose.ts';

export interface Blame {
  /** Position of the node that has the requirement. */
  readonly owner: number;
  readonly requirement: NodeRequirement;
  /** Positions from the one asked about down to the owner, both included. */
  readonly way: readonly number[];
  /** The member that could not be switched to, as the switch needs what is required here. */
  readonly switchTo?: Requirement;
  /** Where in the way the first node stands that was to be left when others fall; -1: there is none such. */
  readonly leg: number;
  /** What is required belongs to a provider, and falls with what fails by ways of the provider's own. */
  readonly isBehind: boolean;
}

/** Who is to blame for a claim under failures; undefined if it is itself what fails. */
export const blameFor = (
  { estate, day }: Pick<Audit, 'estate' | 'day'>,
  { explainer }: Explained,
  claim: Claim,
  failures: readonly number[],
): Blame | undefined => {
  const isInside = insideOf(estate, failures);
  const way: number[] = [];
  let leg = -1;
  for (let at = claim; ;) {
    way.push(at.position);
    const [cause] = explainer
      .because(at)
      .map((one) => ({ one, order: surpriseOf(one, day, isInside) }))
      .toSorted((a, b) => b.order - a.order);
    if (cause === undefined) return undefined;
    const step = stepOf(cause.one);
    if (leg < 0 && cause.order === SURPRISE.group) leg = way.length;
    const { requirement } = step.cause;
    const isEntered = isInside(requirement.node) || step.switchTo !== undefined;
    const isLast = explainer.because(step.cause).length === 0;
    // What happens inside of a provider nobody here can change.
    const isBehind = !isEntered && !isLast && isShipped(nodeById(estate, requirement.node)!);
    if (isEntered || isLast || isBehind) {
      return {
        owner: at.position,
        requirement,
        way,
        leg: leg < way.length ? leg : -1,
        isBehind,
        ...(step.switchTo === undefined ? {} : { switchTo: step.switchTo }),
      };
    }
    at = step.cause;
  }
};

/** Of many failures at once none is where a region's services are looked for. */
const MOST_INSIDE = 20;

/** Whether an id is what fails, or something that it brings with it: `aws/us-east-1/s3` of `aws/us-east-1`. */
const insideOf = (estate: Estate, failures: readonly number[]): ((id: string) => boolean) => {
  const ids = new Set(failures.map((position) => estate.nodes[position]!.id));
  const fronts = ids.size > MOST_INSIDE ? [] : [...ids].map((id) => `${id}/`);
  return (id) => ids.has(id) || fronts.some((front) => id.startsWith(front));
};

/** What says most of why something fell: a lost switch, then redundancy that was to hold. */
const SURPRISE = { switch: 3, group: 2, node: 1, places: 0 } as const;

const surpriseOf = (cause: Cause, day: Day, isInside: (id: string) => boolean): number => {
  if (cause.type !== 'group') return cause.type === 'switch' ? SURPRISE.switch : SURPRISE.node;
  if (cause.members.some(({ type }) => type === 'switch')) return SURPRISE.switch;
  const { of } = cause.requirement;
  if (of.length < 2 || !sparesAt(cause.requirement, day, 2)) return SURPRISE.node;
  // Zones of the region that fails, and the like, are not there to outlive it.
  return of.flatMap(targetsOf).every(isInside) ? SURPRISE.places : SURPRISE.group;
};

/** Down through groups: a lost switch, else the member that fell last. */
const stepOf = (cause: Cause): { readonly cause: NodeCause; readonly switchTo?: Requirement } => {
  let switchTo: Requirement | undefined;
  let at = cause;
  while (at.type !== 'node') {
    if (at.type === 'switch') {
      switchTo ??= at.member;
      at = at.requires[0]!;
    } else at = at.members.find(({ type }) => type === 'switch') ?? at.members.at(-1)!;
  }
  return switchTo === undefined ? { cause: at } : { cause: at, switchTo };
};
