/** From a question about experiments to its report. */
import type { Estate } from '../../model/estate.ts';
import type { Block, Line, Report } from '../../model/report.ts';
import { stateOf } from '../../model/state.ts';
import { grouped } from '../totals.ts';
import { experimentData, filesOf, tableOf } from './data.ts';
import type { Experiment } from './experiment.ts';
import type { Planned } from './planned.ts';
import type { ExperimentRequest } from './request.ts';
import { experimentBlocks } from './words.ts';

export const experimentReport = (
  estate: Estate,
  request: ExperimentRequest,
  planned: Planned,
  experiments: readonly Experiment[],
): Report => {
  const { folder } = request;
  return {
    command: 'experiments',
    title: titleLine(estate, request, experiments),
    blocks: () => [
      { type: 'text', lines: countLines(request, planned, experiments) },
      ...experimentBlocks(estate, experiments, ({ file, line }) => `${file}:${line}`),
      ...closing(request, experiments),
    ],
    data: () => ({
      apps: request.cutSets.apps.map((position) => estate.nodes[position]!.id),
      state: stateOf(request.cutSets.rank),
      order: request.cutSets.order,
      tools: request.tools,
      found: { cutSets: planned.cutSets, softEdges: planned.softEdges, complete: planned.isComplete },
      experiments: experiments.map((one) => experimentData(estate, one, true)),
    }),
    table: () => tableOf(estate, experiments),
    ...(folder === undefined ? {} : { writes: () => filesOf(estate, experiments, folder) }),
  };
};

/** Ids that the title names. */
const NAMED = 3;

const titleLine = (
  estate: Estate,
  { cutSets: { apps } }: ExperimentRequest,
  experiments: readonly Experiment[],
): Line => [
  {
    text: `${experiments.length} ${experiments.length === 1 ? 'experiment' : 'experiments'}`,
    tone: 'strong',
  },
  ' for ',
  ...(apps.length > NAMED
    ? [`${apps.length} apps`]
    : apps.flatMap((position, i): Line => [
        i === 0 ? '' : i === apps.length - 1 ? ' and ' : ', ',
        { text: estate.nodes[position]!.id, tone: 'id' },
      ])),
];

const countLines = (
  { only, cutSets }: ExperimentRequest,
  planned: Planned,
  experiments: readonly Experiment[],
): readonly Line[] => {
  const count = (kind: Experiment['kind']): number => experiments.filter((one) => one.kind === kind).length;
  return [
    ...(only === 'soft-edges'
      ? []
      : [
          [
            `${count('cut-set')} of ${planned.isComplete ? '' : 'at least '}${grouped(planned.cutSets)} cut sets of up to ${cutSets.order} that lead to `,
            { state: stateOf(cutSets.rank) },
            ', the fewest, likeliest and dearest first',
          ] as Line,
        ]),
    ...(only === 'cut-sets'
      ? []
      : [
          [
            `${count('soft-edge')} of ${grouped(planned.softEdges)} claims that a dependency is soft, the least certain and dearest first`,
          ] as Line,
        ]),
  ];
};

const closing = ({ folder }: ExperimentRequest, experiments: readonly Experiment[]): readonly Block[] =>
  experiments.length === 0
    ? []
    : [
        {
          type: 'text',
          lines: [
            [
              folder === undefined
                ? '--write FOLDER writes what each tool takes, and --top 0 looks at all.'
                : `Written to ${folder}: each experiment, and what each tool takes.`,
            ],
          ],
        },
      ];
