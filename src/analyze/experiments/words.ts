/** Experiments in words: what is predicted, how it is guarded, what each tool can do, and what a claim would cost. */
import { groupBy } from '../../model/group-by.ts';
import { formatDuration } from '../../model/duration.ts';
import type { Estate } from '../../model/estate.ts';
import type { FileLine } from '../../model/finding.ts';
import type { Block, Branch, Line } from '../../model/report.ts';
import { stateOf } from '../../model/state.ts';
import { inState, requirementText } from '../evidence.ts';
import { numberText } from '../availability/figures.ts';
import { grouped } from '../totals.ts';
import type { Experiment, Plan, SoftEdge, Tool, Window } from './experiment.ts';
import { hardened, lineOf } from './proof-of-softness.ts';
import { forecastLines } from './forecast-words.ts';
import { certaintyOf } from './soft-edges.ts';
import { NAMED, dim, idSpan, listed, strong } from './spans.ts';

/** What is predicted, in a sentence without tones: for the descriptions of tools. */
export const sentenceOf = (estate: Estate, plan: Plan): string => {
  const nodes = plan.fail.map((position) => estate.nodes[position]!.id).join(' and ');
  const apps = plan.forecast.apps
    .slice(0, NAMED)
    .map((app) => `${estate.nodes[app.position]!.id} ${stateOf(app.rank)}`);
  const more = plan.forecast.apps.length - apps.length;
  const fate =
    apps.length === 0 ? 'no app is affected' : `${apps.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const place =
    plan.guard.environment === 'any' ? '' : `${plan.guard.environment.toUpperCase().replace('-', ' ')}. `;
  return `${place}If ${nodes} ${plan.fail.length === 1 ? 'is' : 'are'} out: ${fate}; ${plan.forecast.unharmed.length} apps go on.`;
};

export const experimentBlocks = (
  estate: Estate,
  experiments: readonly Experiment[],
  placed: (line: FileLine) => string,
): readonly Block[] => {
  const sets = experiments.filter(({ kind }) => kind === 'cut-set');
  const edges = experiments.filter(({ kind }) => kind === 'soft-edge');
  return [
    ...section('Cut sets: does it fall as predicted?', sets, (one) => setBranches(estate, one, placed)),
    ...section('Soft edges: prove me soft', edges, (one) => edgeBranches(estate, one, placed)),
  ];
};

const section = (
  heading: string,
  experiments: readonly Experiment[],
  branches: (one: Experiment) => readonly Branch[],
): readonly Block[] =>
  experiments.length === 0
    ? []
    : [
        { type: 'heading', text: heading },
        { type: 'tree', branches: experiments.flatMap(branches) },
      ];

const setBranches = (
  estate: Estate,
  one: Experiment,
  placed: (line: FileLine) => string,
): readonly Branch[] => [
  {
    depth: 0,
    line: [
      ...listed(
        one.fail.map((position) => [idSpan(estate, position)]),
        ' + ',
      ),
      ...(one.probability === undefined
        ? []
        : [dim(` (by itself ${numberText(one.probability)} of the time)`)]),
      dim(`  ${one.id}`),
    ],
  },
  ...deeper([
    ...forecastLines(estate, one),
    ...one.allButOne.map(({ left, apps }): Line => [
      'with ',
      idSpan(estate, left),
      ' still there: ',
      ...listed(
        apps.map(({ position, rank }) => [idSpan(estate, position), ' ', { state: stateOf(rank) }]),
        ', ',
      ),
    ]),
    ...commonLines(estate, one, placed),
  ]),
];

const edgeBranches = (
  estate: Estate,
  one: Experiment,
  placed: (line: FileLine) => string,
): readonly Branch[] => {
  const edge = one.edge!;
  return [
    {
      depth: 0,
      line: [
        idSpan(estate, edge.owner),
        ' → ',
        idSpan(estate, edge.blocked),
        `: ${claimText(edge)} `,
        dim(`(${certaintyOf(edge.requirement)})`),
        dim(`  ${one.id}`),
      ],
    },
    ...deeper([
      [
        'block it for ',
        formatDuration(one.hold),
        ', and expect ',
        idSpan(estate, edge.owner),
        ' ',
        ...listed(edge.windows.map(windowLine), ', ', edge.windows.length),
      ],
      ...(edge.isMasked
        ? [
            [
              'cut this connection only: if all of ',
              idSpan(estate, edge.blocked),
              ' fails, ',
              idSpan(estate, edge.owner),
              ' gets worse by another way',
            ] as Line,
          ]
        : []),
      ...forecastLines(estate, one),
      wrongLine(estate, edge),
      ['then write: ', strong(lineOf(hardened(estate, edge))), ' under ', idSpan(estate, edge.owner)],
      ...commonLines(estate, one, placed),
    ]),
  ];
};

const deeper = (lines: readonly Line[]): readonly Branch[] => lines.map((line) => ({ depth: 1, line }));

const claimText = ({ claim, requirement, atMost }: SoftEdge): string => {
  switch (claim) {
    case 'impact':
      return atMost === 0 ? 'said not to matter' : `said to do no worse than ${stateOf(atMost)}`;
    case 'start':
      return 'said to be needed only to start';
    case 'grace':
      return `said to be missed only after ${formatDuration(requirement.after ?? 0)}`;
    case 'failover':
      return `said to be switched over in ${formatDuration(requirement.form === 'node' ? 0 : (requirement.failover?.time ?? 0))}`;
    case 'redundancy':
      return `said to be replaced by others (${requirementText(requirement)})`;
  }
};

const windowLine = ({ from, until, atMost }: Window): Line => [
  ...(atMost === 'operational' ? ['unharmed'] : ['at most ', { state: atMost }]),
  ...(until === undefined
    ? from === 0
      ? []
      : [` from ${formatDuration(from)} on`]
    : [
        from === 0
          ? ` for ${formatDuration(until)}`
          : ` from ${formatDuration(from)} to ${formatDuration(until)}`,
      ]),
];

const wrongLine = (estate: Estate, { owner, wrong, stake, stakeCost, claim }: SoftEdge): Line =>
  claim === 'grace'
    ? ['if that is wrong, it is felt sooner']
    : [
        'if that is wrong, ',
        idSpan(estate, owner),
        ' is ',
        ...inState(stateOf(wrong)),
        ...(stake.length === 0
          ? []
          : [
              '; apps worse than predicted: ',
              ...listed(
                stake.map(({ position, rank }) => [idSpan(estate, position), ' ', { state: stateOf(rank) }]),
                ', ',
              ),
            ]),
        ...(stakeCost === 0 ? [] : [`; ${grouped(stakeCost)} USD an hour more`]),
      ];

const commonLines = (
  estate: Estate,
  one: Experiment,
  placed: (line: FileLine) => string,
): readonly Line[] => [
  ...one.guard.warnings.map((text): Line => [strong(text)]),
  ...handOffLines(estate, one),
  ...(one.evidence.length === 0
    ? []
    : [
        [
          dim(
            `[${one.evidence.slice(0, 3).map(placed).join('] [')}]${one.evidence.length > 3 ? ` and ${one.evidence.length - 3} more` : ''}`,
          ),
        ] as Line,
      ]),
];

const TITLES: Readonly<Record<Tool, string>> = {
  fis: 'AWS FIS',
  litmus: 'LitmusChaos',
  localstack: 'LocalStack',
};

/** `AWS FIS: aws:ec2:stop-instances`, or why not; tools that cannot for one and the same reason share a line. */
const handOffLines = (estate: Estate, { fail, handOffs }: Experiment): readonly Line[] => {
  const able = handOffs.filter(({ files }) => files.length > 0);
  const unable = groupBy(
    handOffs.filter(({ files }) => files.length === 0),
    ({ reaches }) => JSON.stringify(reaches.filter(({ cannot }) => cannot !== undefined)),
  );
  const named = (node: number): Line => (fail.length === 1 ? [] : [idSpan(estate, node), ': ']);
  return [
    ...able.map(({ tool, reaches }): Line => {
      const alike = new Set(reaches.map(({ action, differs }) => JSON.stringify([action, differs])));
      const shown = alike.size === 1 ? reaches.slice(0, 1) : reaches;
      return [
        `${TITLES[tool]}: `,
        ...listed(
          shown.map(({ node, action, differs }) => [
            ...(alike.size === 1 ? [] : named(node)),
            action!,
            ...(differs === undefined ? [] : [dim(` (${differs})`)]),
          ]),
          '; ',
        ),
      ];
    }),
    ...[...unable.values()].map((group): Line => [
      `${group
        .map(({ tool }) => TITLES[tool])
        .join(', ')
        .replace(/, ([^,]*)$/, ' and $1')} cannot: `,
      ...listed(
        group[0]!.reaches
          .filter(({ cannot }) => cannot !== undefined)
          .map(({ node, cannot }) => [...named(node), dim(cannot!)]),
        '; ',
        2,
      ),
    ]),
  ];
};
