/** Which experiments there are, and in which order: the cut sets of apps, then the claims that dependencies are soft. */
import type { Sweeper } from '../../engine/sweep/request.ts';
import type { Estate } from '../../model/estate.ts';
import type { FileLine } from '../../model/finding.ts';
import { requirementsOf } from '../../model/node.ts';
import type { Rank } from '../../model/state.ts';
import { type Lines, linesIn } from '../audit/lines.ts';
import { chancesOf } from '../availability/chances.ts';
import { type CutSet, findCutSets } from '../cut-sets/found.ts';
import type { Forecast, Plan, SoftEdge } from './experiment.ts';
import { type World, forecastOf, guardOf, ranksWith } from './forecast.ts';
import { experimentId } from './names.ts';
import type { ExperimentRequest } from './request.ts';
import { softEdgesOf } from './soft-edges.ts';

/** What there is, and what of it was asked for. */
export interface Planned {
  readonly plans: readonly Plan[];
  readonly cutSets: number;
  readonly softEdges: number;
  /** Whether every cut set up to the order was looked at. */
  readonly isComplete: boolean;
}

/** Cut sets of each app that are ranked: whoever has more of the smallest size has other worries. */
const MOST_RANKED = 500;

/** Lines of evidence of each experiment. */
const MOST_LINES = 12;

export const planned = async (
  world: World,
  request: ExperimentRequest,
  sweeper: Sweeper | undefined,
  progress: (done: number, of: number) => void,
): Promise<Planned> => {
  const { only, top, cutSets } = request;
  const sets =
    only === 'soft-edges'
      ? { found: [], isComplete: true }
      : await rankedSets(world, request, sweeper, progress);
  const edges = only === 'cut-sets' ? [] : softEdgesOf(world, cutSets.apps);
  return {
    plans: [
      ...sets.found.slice(0, top).map((set) => planOfSet(world, request, set)),
      ...edges.slice(0, top).map((edge) => planOfEdge(world, request, edge)),
    ],
    cutSets: sets.found.length,
    softEdges: edges.length,
    isComplete: sets.isComplete,
  };
};

/** A cut set, of one app or of several. */
interface RankedSet {
  readonly nodes: readonly number[];
  readonly apps: readonly number[];
  readonly ways: CutSet['ways'];
  readonly probability?: number;
  /** USD an hour of all that is partly or wholly down. */
  readonly worth: number;
}

/** By size, then the likeliest first (those of which it is not known last), then the dearest, then by id. */
const rankedSets = async (
  world: World,
  { cutSets }: ExperimentRequest,
  sweeper: Sweeper | undefined,
  progress: (done: number, of: number) => void,
): Promise<{ readonly found: readonly RankedSet[]; readonly isComplete: boolean }> => {
  const answers = await findCutSets(world.estate, cutSets, sweeper, progress);
  const { unavailability } = chancesOf(world.estate);
  const byNodes = new Map<string, { readonly set: CutSet; readonly apps: number[] }>();
  let isComplete = true;
  for (const { app, found, first } of answers) {
    const sets = first(MOST_RANKED + 1);
    isComplete &&= found.isComplete && sets.length <= MOST_RANKED;
    for (const set of sets.slice(0, MOST_RANKED)) {
      const key = set.nodes.join(' ');
      const known = byNodes.get(key);
      if (known === undefined) byNodes.set(key, { set, apps: [app] });
      else known.apps.push(app);
    }
  }
  const found = [...byNodes.values()].map(({ set, apps }): RankedSet => {
    const chance = set.nodes.reduce((product, position) => product * unavailability[position]!, 1);
    const ranks = ranksWith(world, set.nodes);
    const worth = world.estate.nodes.reduce(
      (sum, { costPerHour = 0 }, position) => (ranks[position]! >= 2 ? sum + costPerHour : sum),
      0,
    );
    return {
      nodes: set.nodes,
      apps: apps.toSorted((a, b) => a - b),
      ways: set.ways,
      ...(Number.isNaN(chance) ? {} : { probability: chance }),
      worth,
    };
  });
  return { found: found.toSorted(bySetRank), isComplete };
};

const bySetRank = (a: RankedSet, b: RankedSet): number =>
  a.nodes.length - b.nodes.length ||
  (b.probability ?? -1) - (a.probability ?? -1) ||
  b.worth - a.worth ||
  b.apps.length - a.apps.length ||
  byPositions(a.nodes, b.nodes);

const byPositions = (a: readonly number[], b: readonly number[]): number => {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
};

const planOfSet = (world: World, request: ExperimentRequest, set: RankedSet): Plan => {
  const { nodes: fail, apps, probability } = set;
  const { estate } = world;
  const forecast = forecastOf(world, fail, apps);
  const hold = holdFor(request, forecast.settles);
  return {
    id: experimentId('cut', idsOf(estate, fail)),
    kind: 'cut-set',
    fail,
    apps,
    ...(probability === undefined ? {} : { probability }),
    evidence: distinctLines(set.ways().flatMap((way) => way.flatMap(({ place }) => place ?? []))),
    forecast,
    allButOne:
      fail.length < 2
        ? []
        : fail.map((left) => {
            const ranks = ranksWith(
              world,
              fail.filter((position) => position !== left),
            );
            return { left, apps: apps.map((position) => ({ position, rank: ranks[position] as Rank })) };
          }),
    guard: guardOf(world, forecast, hold),
    hold,
  };
};

const planOfEdge = (world: World, request: ExperimentRequest, edge: SoftEdge): Plan => {
  const { estate } = world;
  const { owner, blocked, requirement } = edge;
  const fail = [blocked];
  const asked = request.cutSets.apps;
  const forecast = forecastOf(world, fail, asked);
  const hold = holdOfEdge(request, forecast, edge);
  const lines: Lines = linesIn(estate, [owner, blocked]);
  const place = lines.ofRequirement(requirement);
  const touched = new Set([
    ...forecast.apps.map(({ position }) => position),
    ...edge.stake.map(({ position }) => position),
  ]);
  // Two requirements of a node may name the same other one: their places among all tell them apart.
  const nth = requirementsOf(estate.nodes[owner]!).indexOf(requirement);
  const [own, other] = idsOf(estate, [owner, blocked]);
  return {
    id: experimentId('soft', [own!, other!, ...(isOnly(estate, owner, blocked) ? [] : [String(nth)])]),
    kind: 'soft-edge',
    fail,
    apps: asked.filter((position) => touched.has(position)),
    edge,
    evidence: distinctLines(place === undefined ? [] : [place]),
    forecast,
    allButOne: [],
    guard: guardOf(world, forecast, hold),
    hold,
  };
};

const isOnly = (estate: Estate, owner: number, blocked: number): boolean => {
  const id = estate.nodes[blocked]!.id;
  const naming = requirementsOf(estate.nodes[owner]!).filter((one) =>
    one.form === 'node'
      ? one.node === id
      : one.of.some((member) => member.form === 'node' && member.node === id),
  );
  return naming.length <= 1;
};

const idsOf = (estate: Estate, positions: readonly number[]): readonly string[] =>
  positions.map((position) => estate.nodes[position]!.id);

const distinctLines = (lines: readonly FileLine[]): readonly FileLine[] =>
  [...new Map(lines.map((line) => [`${line.file}:${line.line}`, line])).values()].slice(0, MOST_LINES);

/** Time to look on after the last change. */
const LOOK_ON = 300;

/** As long as AWS FIS holds anything. */
const LONGEST = 12 * 3600;

const holdFor = ({ hold }: ExperimentRequest, settles: number): number =>
  hold ?? Math.min(LONGEST, Math.ceil(settles / 60) * 60 + LOOK_ON);

/** A grace is proved while it lasts: what comes after it is no secret, and nobody needs to suffer it. */
const holdOfEdge = (
  request: ExperimentRequest,
  { settles }: Forecast,
  { claim, windows }: SoftEdge,
): number => {
  const last = Math.max(...windows.flatMap(({ from, until }) => [from, until ?? 0]));
  return claim === 'grace' && request.hold === undefined
    ? Math.min(LONGEST, Math.max(60, Math.floor(last / 60) * 60))
    : holdFor(request, Math.max(settles, last));
};
