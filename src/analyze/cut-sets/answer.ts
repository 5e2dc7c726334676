/** From a question about cut sets to its report. */
import type { Estate } from '../../model/estate.ts';
import type { Block, RawTable, Report, ReportGraph } from '../../model/report.ts';
import { type Rank, rankOf } from '../../model/state.ts';
import type { Question } from '../analysis.ts';
import { pictureOf } from '../audit/picture.ts';
import { resultData } from './data.ts';
import { type AppCutSets, findCutSets } from './found.ts';
import { type CutSetRequest, requestOf } from './request.ts';
import { blocksOf, titleLine } from './words.ts';

/** Sets of each app in its picture: of one or two, the rest is no picture any more. */
const DRAWN = 20;

type Asked = Pick<Question<readonly []>, 'estate' | 'args' | 'today' | 'sweeper' | 'progress'>;

export const cutSetReport = async (
  command: string,
  { estate, args, today, sweeper, progress }: Asked,
  options: Parameters<typeof requestOf>[2],
): Promise<Report> => {
  const request = requestOf(estate, args, options, today);
  const answers = await findCutSets(estate, request, sweeper, (done, of) => progress?.('cut sets', done, of));
  return {
    command,
    title: titleLine(estate, request),
    blocks: () => [...blocksOf(estate, request, answers), ...pictureBlock(estate, answers)],
    data: () => resultData(estate, request, answers),
    table: () => tableOf(estate, request, answers),
    graph: () => graphOf(estate, answers),
  };
};

const tableOf = (estate: Estate, request: CutSetRequest, answers: readonly AppCutSets[]): RawTable => ({
  columns: ['app', 'size', 'nodes'],
  rows: answers.flatMap(({ app, first }) =>
    first(request.listedAsData).map(({ nodes }) => [
      estate.nodes[app]!.id,
      nodes.length,
      nodes.map((position) => estate.nodes[position]!.id).join(' '),
    ]),
  ),
});

const pictureBlock = (estate: Estate, answers: readonly AppCutSets[]): readonly Block[] => {
  const graph = graphOf(estate, answers);
  return graph.nodes.length < 2 ? [] : [{ type: 'graph', title: 'The smallest cut sets', graph }];
};

/** The apps, the first of their cut sets of one and two, and the ways from these to those. */
const graphOf = (estate: Estate, answers: readonly AppCutSets[]): ReportGraph => {
  const ranks = new Map<number, Rank>();
  const faults = new Set<number>();
  const steps = new Set<string>();
  for (const { app, first } of answers) {
    ranks.set(app, ranks.get(app) ?? 0);
    for (const { nodes, ways } of first(DRAWN).filter((set) => set.nodes.length <= 2)) {
      for (const position of nodes) faults.add(position);
      for (const way of ways()) {
        way.forEach(({ node, state }, i) => {
          const position = estate.positions.get(node)!;
          const rank = rankOf(state);
          if (rank > (ranks.get(position) ?? 0)) ranks.set(position, rank);
          if (i > 0) steps.add(`${position} ${estate.positions.get(way[i - 1]!.node)!}`);
        });
      }
    }
  }
  return pictureOf(estate, ranks.keys(), (position) => ranks.get(position) ?? 0, {
    isFault: (position) => faults.has(position),
    isPath: (from, to) => steps.has(`${from} ${to}`),
  });
};
