/** Experiments as data, and as the files that `--write` makes. */
import type { Estate } from '../../model/estate.ts';
import type { RawTable } from '../../model/report.ts';
import { stateOf } from '../../model/state.ts';
import { requirementText } from '../evidence.ts';
import { rounded } from '../availability/figures.ts';
import type { Experiment, HandOff } from './experiment.ts';
import { proofData } from './proof-of-softness.ts';

/** Apps that go on and are named; more are counted. */
const NAMED = 100;

/** One experiment; without the texts of its files where these stand beside it. */
export const experimentData = (estate: Estate, one: Experiment, withTexts: boolean): object => {
  const idOf = (position: number): string => estate.nodes[position]!.id;
  const { forecast, guard, edge } = one;
  return {
    id: one.id,
    kind: one.kind,
    fail: one.fail.map(idOf),
    apps: one.apps.map(idOf),
    ...(one.probability === undefined ? {} : { probability: rounded(one.probability) }),
    hypothesis: {
      apps: forecast.apps.map(({ position, rank, stretches }) => ({
        app: idOf(position),
        state: stateOf(rank),
        intervals: stretches.map(({ from, until, state }) => ({ from, until: until ?? null, state })),
      })),
      settles: forecast.settles,
      goesOn: forecast.unharmed.slice(0, NAMED).map(idOf),
      goesOnCount: forecast.unharmed.length,
      ...(one.allButOne.length === 0
        ? {}
        : {
            allButOne: one.allButOne.map(({ left, apps }) => ({
              left: idOf(left),
              apps: apps.map(({ position, rank }) => ({ app: idOf(position), state: stateOf(rank) })),
            })),
          }),
    },
    blastRadius: {
      affected: forecast.affected,
      apps: forecast.apps.length,
      ...(forecast.costPerHour === undefined ? {} : { costPerHour: forecast.costPerHour }),
    },
    guard: { environment: guard.environment, warnings: guard.warnings },
    hold: one.hold,
    evidence: one.evidence.map(({ file, line }) => ({ file, line })),
    ...(edge === undefined
      ? {}
      : {
          softEdge: {
            from: idOf(edge.owner),
            to: idOf(edge.blocked),
            requirement: requirementText(edge.requirement),
            claim: edge.claim,
            atMost: stateOf(edge.atMost),
            ...(edge.requirement.confidence === undefined ? {} : { confidence: edge.requirement.confidence }),
            masked: edge.isMasked,
          },
          test: proofData(estate, one, edge),
        }),
    tools: one.handOffs.map((handOff) => handOffData(estate, handOff, withTexts)),
  };
};

const handOffData = (estate: Estate, handOff: HandOff, withTexts: boolean): object => ({
  tool: handOff.tool,
  possible: handOff.files.length > 0,
  nodes: handOff.reaches.map(({ node, action, cannot, differs }) => ({
    node: estate.nodes[node]!.id,
    ...(action === undefined ? {} : { action }),
    ...(cannot === undefined ? {} : { cannot }),
    ...(differs === undefined ? {} : { differs }),
  })),
  ...(handOff.files.length === 0
    ? {}
    : {
        files: handOff.files.map(({ name, text }) => ({ name, ...(withTexts ? { text } : {}) })),
        fillIn: handOff.fillIn,
        run: handOff.run,
        stop: handOff.stop,
      }),
});

/** Files by path: one for each experiment, and those of the tools that can do it. */
export const filesOf = (
  estate: Estate,
  experiments: readonly Experiment[],
  folder: string,
): ReadonlyMap<string, string> =>
  new Map(
    experiments.flatMap((one) => [
      [
        `${folder}/${one.id}.json`,
        `${JSON.stringify(experimentData(estate, one, false), null, 2)}\n`,
      ] as const,
      ...one.handOffs.flatMap(({ files }) =>
        files.map(({ name, text }) => [`${folder}/${name}`, text] as const),
      ),
    ]),
  );

export const tableOf = (estate: Estate, experiments: readonly Experiment[]): RawTable => ({
  columns: ['id', 'kind', 'fail', 'apps', 'affected', 'costPerHour', 'environment', 'tools'],
  rows: experiments.map(({ id, kind, fail, forecast, guard, handOffs }) => [
    id,
    kind,
    fail.map((position) => estate.nodes[position]!.id).join(' '),
    forecast.apps.map(({ position, rank }) => `${estate.nodes[position]!.id}=${stateOf(rank)}`).join(' '),
    forecast.affected,
    forecast.costPerHour ?? null,
    guard.environment,
    handOffs
      .filter(({ files }) => files.length > 0)
      .map(({ tool }) => tool)
      .join(' '),
  ]),
});
