/** The availability of apps as data. */
import type { Estate } from '../../model/estate.ts';
import type { RawTable } from '../../model/report.ts';
import { stateOf } from '../../model/state.ts';
import { type Availability, costPerYear, unknownIn } from './answer.ts';
import type { Figure, ImportanceOfNode } from './figure.ts';
import { HOURS_IN_YEAR, complementOf, factorOf, rounded, samplesData } from './figures.ts';

/** The stable result. */
export const dataOf = (answer: Availability): object => {
  const { estate, chances, ground, figures, dayGiven, listsUnknown, effort } = answer;
  const unknown = unknownIn(answer);
  return {
    ...(dayGiven === undefined ? {} : { date: dayGiven }),
    hoursInYear: HOURS_IN_YEAR,
    nodes: { known: ground.length - unknown.length, unknown: unknown.length },
    ...(listsUnknown ? { unknown: unknown.map((position) => estate.nodes[position]!.id) } : {}),
    ...(chances.assumed.length === 0 ? {} : { assumed: chances.assumed }),
    apps: figures.map((figure) => figureData(estate, figure, effort.seed)),
  };
};

const figureData = (estate: Estate, figure: Figure, seed: number): object => {
  const { position, rank, events, sampled, importance } = figure;
  const { id, kind } = estate.nodes[position]!;
  const unavailability = rounded(figure.unavailability);
  const cost = costPerYear(estate, figure);
  return {
    id,
    kind,
    state: stateOf(rank),
    availability: complementOf(unavailability),
    unavailability,
    method: sampled === undefined ? 'exact' : 'monte-carlo',
    hoursPerYear: rounded(unavailability * HOURS_IN_YEAR),
    ...(cost === undefined ? {} : { costPerYear: rounded(cost) }),
    events,
    ...(sampled === undefined ? {} : samplesData(sampled, seed)),
    ...(importance === undefined
      ? {}
      : { importance: importance.map((each) => importanceData(estate, each)) }),
  };
};

const importanceData = (
  estate: Estate,
  { position, birnbaum, fussellVesely, riskAchievement, riskReduction }: ImportanceOfNode,
): object => ({
  node: estate.nodes[position]!.id,
  birnbaum: rounded(birnbaum),
  fussellVesely: rounded(fussellVesely),
  riskAchievement: factorOf(riskAchievement),
  riskReduction: factorOf(riskReduction),
});

/** A row for each node and state. */
export const tableOf = ({ estate, figures }: Availability): RawTable => ({
  columns: [
    'id',
    'state',
    'availability',
    'unavailability',
    'hoursPerYear',
    'costPerYear',
    'method',
    'low',
    'high',
  ],
  rows: figures.map((figure) => {
    const unavailability = rounded(figure.unavailability);
    const cost = costPerYear(estate, figure);
    return [
      estate.nodes[figure.position]!.id,
      stateOf(figure.rank),
      complementOf(unavailability),
      unavailability,
      rounded(unavailability * HOURS_IN_YEAR),
      cost === undefined ? null : rounded(cost),
      figure.sampled === undefined ? 'exact' : 'monte-carlo',
      figure.sampled === undefined ? null : rounded(figure.sampled.interval.low),
      figure.sampled === undefined ? null : rounded(figure.sampled.interval.high),
    ];
  }),
});
