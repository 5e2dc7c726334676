/** The cut sets of apps, the redundancy below them that falls together, and how each set gets to its app. */
import { type CutSets, cutSetsOf } from '../../engine/cut-sets/cut-sets.ts';
import { type Cone, conesOf } from '../../engine/cut-sets/cone.ts';
import { compile } from '../../engine/compile.ts';
import { explainer } from '../../engine/explain.ts';
import { type Network, inputsOf } from '../../engine/network.ts';
import { propagate } from '../../engine/propagate.ts';
import type { Sweeper } from '../../engine/sweep/request.ts';
import type { Estate } from '../../model/estate.ts';
import type { FileLine, FlowStep } from '../../model/finding.ts';
import { flowsTo } from '../audit/flow.ts';
import { type Lines, linesIn } from '../audit/lines.ts';
import { type SharedFate, sharedFates } from '../audit/shared-fate.ts';
import type { CutSetRequest } from './request.ts';

/** A minimal cut set, and how each of its members takes part. */
export interface CutSet {
  /** Positions, ascending. */
  readonly nodes: readonly number[];
  /** As its proof tells them, by member; each from the member to the app. */
  readonly ways: () => readonly (readonly FlowStep[])[];
}

export interface AppCutSets {
  readonly app: number;
  readonly found: CutSets;
  /** Of every order, if that was asked for. */
  readonly all?: CutSets;
  /** How many nodes may fail and have a part in it. */
  readonly events: number;
  /** The first so many, by size, then ids. */
  readonly first: (most: number) => readonly CutSet[];
  readonly fates: readonly SharedFate[];
  /** Where the group of a shared fate is said. */
  readonly placeOf: (fate: SharedFate) => FileLine | undefined;
}

export const findCutSets = async (
  estate: Estate,
  request: CutSetRequest,
  sweeper?: Sweeper,
  progress?: (done: number, of: number) => void,
): Promise<readonly AppCutSets[]> => {
  const network = compile(estate, request.day);
  const find = conesOf(network, inputsOf(network));
  const universe = new Set(request.universe);
  const cones = request.apps.map((app, i): Cone => {
    progress?.(i, request.apps.length);
    const mayFail = (position: number): boolean =>
      universe.has(position) && (request.isUniverseGiven || position !== app);
    return find(app, request.rank, mayFail);
  });
  const owners = cones.map((cone) => nodesOf(cone, network));
  const failures = [...new Set(cones.flatMap(({ events }) => [...events]))].toSorted((a, b) => a - b);
  const fates = await sharedFates(
    estate,
    network,
    request.day,
    failures,
    sweeper,
    new Set(owners.flatMap((set) => [...set])),
  );
  return request.apps.map((app, i): AppCutSets => {
    const { nodes, order } = request;
    const found = cutSetsOf(cones[i]!, { order, nodes });
    const lines = linesIn(estate, owners[i]!);
    return {
      app,
      found,
      ...(request.allOrders ? { all: cutSetsOf(cones[i]!, { nodes }) } : {}),
      events: cones[i]!.events.length,
      first: (most) =>
        found
          .first(most)
          .map((set) => ({ nodes: set, ways: () => waysOf(estate, network, request, app, set, lines) })),
      fates: fates.filter(({ owner, shared }) => owners[i]!.has(owner) && cones[i]!.events.includes(shared)),
      placeOf: ({ requirement }) => lines.ofRequirement(requirement),
    };
  });
};

/** Positions of the nodes that a cone goes through. */
const nodesOf = ({ vertices }: Cone, { nodeCount }: Network): ReadonlySet<number> =>
  new Set([...vertices].filter((vertex) => vertex < nodeCount));

/** The ways of a set, as the proof of its impact tells them, by member. */
const waysOf = (
  estate: Estate,
  network: Network,
  { day, rank }: CutSetRequest,
  app: number,
  set: readonly number[],
  lines: Lines,
): readonly (readonly FlowStep[])[] => {
  const outcome = propagate(
    network,
    set.map((position) => ({ position, rank: 3 })),
  );
  const flows = flowsTo(
    estate,
    { explainer: explainer(estate, day, outcome) },
    { position: app, rank },
    lines,
  );
  return set.flatMap((position) => flows.filter(([first]) => first?.node === estate.nodes[position]!.id));
};
