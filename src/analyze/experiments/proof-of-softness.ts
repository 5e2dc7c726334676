/**
 * A claim that a dependency is soft as a test: what to block, what must hold when, and what to write into the document if it
 * does not, or does. The changes are written by the rules by which documents are merged: laid above the document they count.
 */
import type { Estate } from '../../model/estate.ts';
import { cappedAt } from '../../model/impact.ts';
import type { NodeRequirement, Requirement } from '../../model/requirement.ts';
import { type Rank, stateOf } from '../../model/state.ts';
import { type Patch, emptyNode, rewritten } from '../advise/edit.ts';
import { snippetOf } from '../advise/snippet.ts';
import type { Plan, SoftEdge } from './experiment.ts';

/** Seconds that a system may take to show what it has become: time limits run out, health checks fail. */
const SETTLE_WITHIN = 60;

/** What is to be written: the one requirement, and the document that takes its place in all others. */
interface Correction {
  readonly requirement: Requirement;
  /** The node says it as where it runs, not as what it depends on. */
  readonly isPlace: boolean;
  readonly patch: Patch;
}

/** What the document would say if the claim is wrong. */
export const hardened = (
  estate: Estate,
  { owner, requirement, blocked, claim, wrong }: SoftEdge,
): Correction => {
  const hard: NodeRequirement = {
    form: 'node',
    node: estate.nodes[blocked]!.id,
    impact: cappedAt(stateOf(wrong)),
    confidence: 'observed',
  };
  // Of a group the lost member becomes a requirement of its own, beside the group.
  if (requirement.form !== 'node') return correction(estate, owner, hard);
  const { impact: _, needed: __, after, ...same } = bare(requirement);
  const said = {
    ...same,
    ...hard,
    ...(claim === 'start' ? { needed: 'run' as const } : {}),
    ...(claim === 'grace' || after === undefined ? {} : { after }),
  };
  return correction(estate, owner, said, requirement);
};

/** What the document would say if the claim holds: the same, seen. */
export const proven = (estate: Estate, { owner, requirement }: SoftEdge): Correction =>
  correction(estate, owner, { ...bare(requirement), confidence: 'observed' } as Requirement, requirement);

/** A requirement without what a merge keeps of the weaker one: reasons and sources stay where they are. */
const bare = <R extends Requirement>(requirement: R): Omit<R, 'origin' | 'why' | 'source'> => {
  const { origin: _, why: __, source: ___, ...rest } = requirement;
  return rest;
};

const correction = (
  estate: Estate,
  owner: number,
  requirement: Requirement,
  instead?: Requirement,
): Correction => {
  const node = estate.nodes[owner]!;
  // Others on the same node are said again: of two documents the stronger one's word is all that counts.
  const { patch } =
    instead === undefined
      ? rewritten(node, new Map(), [requirement])
      : rewritten(node, new Map([[instead, [requirement]]]));
  return {
    requirement,
    isPlace: instead !== undefined && node.in === instead,
    patch: new Map([[node.id, patch]]),
  };
};

/** The one line that says what is required, to be put below the node: in place of the claim, or beside its group. */
export const lineOf = ({ requirement, isPlace }: Correction): string => {
  const alone = { ...emptyNode('node'), ...(isPlace ? { in: requirement } : { dependsOn: [requirement] }) };
  const lines = snippetOf(new Map([['node', alone]]), [])
    .slice(3)
    .map((line) => line.trim());
  const [head = '', ...rest] = isPlace ? lines : lines.slice(1);
  if (rest.length === 0) return head;
  // What was too wide for a line is one line for each key.
  return isPlace ? `in: { ${rest.join(', ')} }` : `- { ${[head.replace(/^- /, ''), ...rest].join(', ')} }`;
};

const documentText = ({ patch }: Correction): string => `${snippetOf(patch, []).join('\n')}\n`;

/** The test as data. */
export const proofData = (estate: Estate, plan: Plan, edge: SoftEdge): object => {
  const idOf = (position: number): string => estate.nodes[position]!.id;
  const ifWrong = hardened(estate, edge);
  const ifItHolds = proven(estate, edge);
  return {
    claim: edge.claim,
    block: {
      from: idOf(edge.owner),
      to: idOf(edge.blocked),
      ...(edge.isMasked ? { onlyThisConnection: true } : {}),
    },
    expect: { node: idOf(edge.owner), settleWithin: SETTLE_WITHIN, windows: edge.windows },
    apps: plan.forecast.apps.map(({ position, rank }) => ({ app: idOf(position), atMost: stateOf(rank) })),
    hold: plan.hold,
    ifWrong: {
      state: stateOf(edge.wrong),
      apps: edge.stake.map(({ position, rank }: { readonly position: number; readonly rank: Rank }) => ({
        app: idOf(position),
        state: stateOf(rank),
      })),
      ...(edge.stakeCost === 0 ? {} : { costPerHour: edge.stakeCost }),
      line: lineOf(ifWrong),
      document: documentText(ifWrong),
    },
    ifItHolds: { line: lineOf(ifItHolds), document: documentText(ifItHolds) },
  };
};
