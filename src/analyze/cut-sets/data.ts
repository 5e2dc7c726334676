/** Cut sets as data. */
import type { CutSets } from '../../engine/cut-sets/cut-sets.ts';
import type { Estate } from '../../model/estate.ts';
import { stateOf } from '../../model/state.ts';
import { requirementText } from '../evidence.ts';
import type { SharedFate } from '../audit/shared-fate.ts';
import type { AppCutSets, CutSet } from './found.ts';
import type { CutSetRequest } from './request.ts';

/** The result of one app, or the results of all. */
export const resultData = (
  estate: Estate,
  request: CutSetRequest,
  answers: readonly AppCutSets[],
): object => {
  const results = answers.map((answer) => appData(estate, request, answer));
  return request.isOne ? results[0]! : { apps: results };
};

const appData = (estate: Estate, request: CutSetRequest, answer: AppCutSets): object => {
  const { app, found, all, fates } = answer;
  const sets = answer.first(request.listedAsData);
  const unlisted = totalOf(found) - BigInt(sets.length);
  return {
    app: estate.nodes[app]!.id,
    state: stateOf(request.rank),
    order: request.order,
    complete: found.isComplete && unlisted === 0n,
    ...(found.isComplete ? {} : { countedTo: found.order }),
    counts: countsData(found),
    ...(unlisted === 0n ? {} : { unlisted: numberData(unlisted) }),
    ...(all === undefined
      ? {}
      : {
          allOrders: {
            complete: all.isComplete,
            ...(all.isComplete ? {} : { countedTo: all.order }),
            counts: countsData(all),
          },
        }),
    mayFail: answer.events,
    cutSets: sets.map((set, i) => setData(estate, set, i < request.explained)),
    sharedFates: fates.map((fate) => fateData(estate, answer, fate)),
  };
};

/** How many sets are known. */
export const totalOf = ({ counts }: CutSets): bigint => counts.reduce((sum, count) => sum + count, 0n);

/** By size, those that there are; where not all are known, what is known of the larger ones is not said. */
const countsData = ({ counts }: CutSets): object =>
  Object.fromEntries(
    counts.flatMap((count, size) => (count === 0n ? [] : [[String(size), numberData(count)] as const])),
  );

/** JSON's readers keep numbers exact up to 2⁵³; larger ones are texts of their digits. */
const numberData = (count: bigint): number | string =>
  count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : String(count);

const setData = (estate: Estate, { nodes, ways }: CutSet, isExplained: boolean): object => ({
  nodes: nodes.map((position) => estate.nodes[position]!.id),
  ...(isExplained ? { ways: ways() } : {}),
});

const fateData = (estate: Estate, { placeOf }: AppCutSets, fate: SharedFate): object => {
  const idOf = (position: number): string => estate.nodes[position]!.id;
  const place = placeOf(fate);
  return {
    owner: idOf(fate.owner),
    group: requirementText(fate.requirement),
    shared: idOf(fate.shared),
    ...(fate.wider.length === 0 ? {} : { wider: fate.wider.map(idOf) }),
    state: stateOf(fate.rank),
    members: fate.members.map(({ requirement, rank, way }) => ({
      member: requirementText(requirement),
      state: stateOf(rank),
      way: way.map(idOf),
    })),
    ...(place === undefined ? {} : { place: { file: place.file, line: place.line } }),
  };
};
