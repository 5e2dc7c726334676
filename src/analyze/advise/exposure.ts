/** What single failures do to one app, in an estate as it is or as it would be. Only what the app stands on is solved. */
import { select } from '../../assemble/select.ts';
import { compile } from '../../engine/compile.ts';
import { conesOf } from '../../engine/cut-sets/cone.ts';
import { cutSetsOf } from '../../engine/cut-sets/cut-sets.ts';
import { type Network, inputsOf } from '../../engine/network.ts';
import { propagate } from '../../engine/propagate.ts';
import type { Sweeper } from '../../engine/sweep/request.ts';
import type { Day } from '../../model/day.ts';
import type { Estate } from '../../model/estate.ts';
import type { Rank } from '../../model/state.ts';
import { exposureOf } from '../audit/exposure.ts';
import { universeOf } from '../audit/universe.ts';
import { coneOf } from './places.ts';

/** What must be survived, and how well. */
export interface Goal {
  /** Selections of what fails. */
  readonly fail: readonly string[];
  readonly atMost: Rank;
  /** All at once, not one at a time. */
  readonly together: boolean;
  /** What fails is at this rank. */
  readonly as: Rank;
}

/** A failure, or several at once, and what it does to the app. */
export interface Harm {
  /** Ids. */
  readonly failures: readonly string[];
  readonly as: Rank;
  readonly rank: Rank;
}

export interface Standing {
  readonly estate: Estate;
  /** All single failures that affect the app, worst first, then by id. */
  readonly harms: readonly Harm[];
  /** How many failures were played. */
  readonly failures: number;
  /** What it took to play them: nodes times failures, and what each node takes besides. */
  readonly work: number;
  /** Failures that end in degraded, partial, outage. */
  readonly counts: readonly [degraded: number, partial: number, outage: number];
  /** The sum of the weights of all harms. */
  readonly risk: number;
  /** Of the goal: what is worse than it allows, worst first. */
  readonly broken: readonly Harm[];
}

/** What a node takes to be compiled, and to be laid under a change, as a multiple of being solved once. */
const NODE_WORK = 500;
const MERGE_WORK = 50;

/** What a failure counts that ends in degraded, partial, outage. */
export const WEIGHTS = [0, 1, 3, 9] as const;

export interface StandingQuestion {
  /** The app's id. */
  readonly app: string;
  readonly day: Day;
  readonly among: readonly string[] | undefined;
  readonly goal: Goal | undefined;
  readonly sweeper: Sweeper | undefined;
}

/** Solves all single failures for the app. */
export const standingOf = async (estate: Estate, question: StandingQuestion): Promise<Standing> => {
  const { app, among, sweeper, goal, day } = question;
  const own = partOf(estate, app);
  const network = compile(own, day);
  const isThere = (position: number): boolean => own.positions.has(estate.nodes[position]!.id);
  const failures = universeOf(estate, among)
    .filter((position) => isThere(position) && estate.nodes[position]!.id !== app)
    .map((position) => own.positions.get(estate.nodes[position]!.id)!);
  const exposure = await exposureOf(network, failures, [own.positions.get(app)!], sweeper);
  const harms = failures
    .map((position, i): Harm => ({ failures: [own.nodes[position]!.id], as: 3, rank: exposure.rankOf(i, 0) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank);
  const counts = ([1, 2, 3] as const).map((rank) => harms.filter((harm) => harm.rank === rank).length);
  return {
    estate,
    harms,
    failures: failures.length,
    work: own.nodes.length * (failures.length + NODE_WORK) + estate.nodes.length * MERGE_WORK,
    counts: [counts[0]!, counts[1]!, counts[2]!],
    risk: harms.reduce((sum, { rank }) => sum + WEIGHTS[rank], 0),
    broken: goal === undefined ? [] : brokenIn(estate, own, network, app, goal),
  };
};

const brokenIn = (
  estate: Estate,
  own: Estate,
  network: Network,
  app: string,
  goal: Goal,
): readonly Harm[] => {
  const ids = select(estate, goal.fail)
    .map((position) => estate.nodes[position]!.id)
    .filter((id) => own.positions.has(id) && id !== app);
  const scenarios = goal.together ? [ids] : ids.map((id) => [id]);
  return scenarios
    .map((failures): Harm => {
      const faults = failures.map((id) => ({ position: own.positions.get(id)!, rank: goal.as }));
      const rank = propagate(network, faults).ranks[own.positions.get(app)!] as Rank;
      return { failures, as: goal.as, rank };
    })
    .filter(({ rank }) => rank > goal.atMost)
    .toSorted((a, b) => b.rank - a.rank);
};

/** The part of an estate that a node stands on, itself included: nothing else can decide its state. */
const partOf = (estate: Estate, id: string): Estate => {
  const cone = coneOf(estate, estate.positions.get(id)!);
  const nodes = [...cone].toSorted((a, b) => a - b).map((position) => estate.nodes[position]!);
  return { ...estate, nodes, positions: new Map(nodes.map((node, position) => [node.id, position])) };
};

/** How many pairs of failures take the app down that neither of them does alone; undefined if there are too many to count. */
export const pairsOf = (
  estate: Estate,
  { app, day, among }: StandingQuestion,
  downFrom: Rank,
): number | undefined => {
  const own = partOf(estate, app);
  const network = compile(own, day);
  const events = new Set(
    universeOf(estate, among).flatMap((position) => own.positions.get(estate.nodes[position]!.id) ?? []),
  );
  const position = own.positions.get(app)!;
  const cone = conesOf(network, inputsOf(network))(
    position,
    downFrom,
    (at) => at !== position && events.has(at),
  );
  const found = cutSetsOf(cone, { order: 2, nodes: MOST_NODES });
  return found.isComplete ? Number(found.counts[2] ?? 0n) : undefined;
};

/** Nodes of a decision diagram. */
const MOST_NODES = 200_000;
