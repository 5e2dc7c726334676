/** What fails, how badly and why, if something drops. */
import { citedBy } from '../engine/explain.ts';
import type { Estate } from '../model/estate.ts';
import { groupBy } from '../model/group-by.ts';
import type { Block, Line, RawTable, Report, ReportGraph } from '../model/report.ts';
import { type Node, requirementsOf } from '../model/node.ts';
import { type Rank, type State, stateOf } from '../model/state.ts';
import { UserError } from '../model/user-error.ts';
import { defineAnalysis } from './analysis.ts';
import { pictureOf } from './audit/picture.ts';
import { causeLine, inState, requirementText } from './evidence.ts';
import { type Step, stepData, stepOf } from './proof.ts';
import { askedIn, moreOf, rowLimit } from './asked.ts';
import { FAULT_OPTIONS, type Solved, solve } from './solve.ts';
import { type Totals, appsLines, grouped, stateAt, totalsOf, worstFirst } from './totals.ts';

/** Rows of a table on the terminal, unless asked otherwise; JSON always has all. */
const ROWS = 100;

export const impact = defineAnalysis({
  name: 'impact',
  summary: 'what fails, how badly and why, if something drops',
  argument: {
    name: 'selection',
    description: 'what drops: ids, globs (aws/us-east-1/**) or conditions ("kind:zone in:aws/us-east-1")',
    required: false,
    many: true,
  },
  options: [
    ...FAULT_OPTIONS,
    { name: 'only', value: 'selection', many: true, description: 'show only these of what is affected' },
    {
      name: 'limit',
      value: 'rows',
      description: `rows of a table in text and markdown, 0 for all (default: ${ROWS})`,
    },
  ],
  examples: [
    'impact aws/us-east-1/s3',
    'impact "kind:zone" --state partial --only kind:app',
    'impact --scenario s3-outage',
  ],
  run: ({ estate, args, options, today }) => {
    if (args.length === 0 && options.scenario === undefined) {
      throw new UserError({
        message: 'nothing is said to fail',
        hint: 'name what drops (faultline impact aws/us-east-1/s3), or a scenario (--scenario ID)',
      });
    }
    const limit = rowLimit(options.limit, ROWS);
    const solved = solve(estate, { ...options, fail: args }, today);
    return impactReport(estate, solved, { args, limit, isAsked: askedIn(estate, options.only) });
  },
});

interface Shown {
  /** Selections that fail beside a scenario. */
  readonly args: readonly string[];
  /** Rows of a table in text and markdown. */
  readonly limit: number;
  readonly isAsked: (position: number) => boolean;
}

/** What is told of faults that were solved already. */
export const impactReport = (estate: Estate, solved: Solved, { args, limit, isAsked }: Shown) => {
  const answer = (): Answer => ({
    estate,
    solved,
    totals: totalsOf(estate, solved.outcome),
    shown: worstFirst(solved.outcome).filter(isAsked),
    blocked: blockedRecoveries(estate, solved, isAsked),
  });
  return {
    command: 'impact',
    title: titleLine(estate, solved, args),
    blocks: () => blocksOf(answer(), limit),
    data: () => dataOf(answer()),
    table: () => rowsOf(answer()),
    graph: () => graphOf(answer()),
  } satisfies Report;
};

interface Answer {
  readonly estate: Estate;
  readonly solved: Solved;
  readonly totals: Totals;
  /** Positions of what is affected and asked for, worst first. */
  readonly shown: readonly number[];
  readonly blocked: readonly Blocked[];
}

// —— as data ————————————————————————————————————————————————————————————————————————————————————————————————————————

const dataOf = ({ estate, solved, totals, shown, blocked }: Answer): object => {
  const { faults, scenario, outcome } = solved;
  const finals = shown.map((position) => ({ position, rank: outcome.ranks[position] as Rank }));
  const steps = finals.map((claim) => stepOf(solved, claim));
  const earlier = earlierSteps(solved, steps);
  return {
    ...(scenario === undefined ? {} : { scenario: scenario.id }),
    faults: faults.map(({ position, rank }) => ({ node: estate.nodes[position]!.id, state: stateOf(rank) })),
    summary: totals,
    affected: steps.map((step) => {
      const { id, kind, costPerHour } = estate.nodes[step.claim.position]!;
      const before = earlier.get(step.claim.position);
      return {
        id,
        kind,
        ...stepData(estate, solved, step),
        ...(costPerHour === undefined ? {} : { costPerHour }),
        ...(before === undefined ? {} : { earlier: before.map((one) => stepData(estate, solved, one)) }),
      };
    }),
    ...(blocked.length === 0 ? {} : { blocksRecovery: blocked }),
  };
};

/**
 * What proofs cite of nodes in a state that they later left for a worse one: without these, a proof followed by node
 * alone could lead back to where it began.
 */
const earlierSteps = (solved: Solved, steps: readonly Step[]): ReadonlyMap<number, readonly Step[]> => {
  const earlier = new Map<number, readonly Step[]>();
  const open = [...steps];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    for (const cited of step.causes.flatMap(citedBy)) {
      if (cited.rank === solved.outcome.ranks[cited.position]) continue;
      const known = earlier.get(cited.position) ?? [];
      if (known.some(({ claim }) => claim.rank === cited.rank)) continue;
      const found = stepOf(solved, cited);
      earlier.set(
        cited.position,
        [...known, found].toSorted((a, b) => a.claim.rank - b.claim.rank),
      );
      open.push(found);
    }
  }
  return earlier;
};

/** A node that could not start or scale. */
interface Blocked {
  readonly id: string;
  readonly requirements: readonly {
    readonly needs: string;
    readonly state: State;
    readonly why?: string;
    readonly source?: string;
  }[];
}

/** Nodes that could not start or scale: requirements `needed: start` that are not operational. */
const blockedRecoveries = (
  estate: Estate,
  { explainer }: Solved,
  isAsked: (position: number) => boolean,
): readonly Blocked[] =>
  estate.nodes.flatMap((node, position) => {
    if (!hasStartRequirement(node) || !isAsked(position)) return [];
    const requirements = requirementsOf(node)
      .filter((requirement) => requirement.needed === 'start')
      .map((requirement) => ({ requirement, rank: explainer.valueOf({ ...requirement, needed: 'run' }) }))
      .filter(({ rank }) => rank > 0)
      .map(({ requirement, rank }) => ({
        needs: requirementText(requirement),
        state: stateOf(rank),
        ...(requirement.why === undefined ? {} : { why: requirement.why }),
        ...(requirement.source === undefined ? {} : { source: requirement.source }),
      }));
    return requirements.length === 0 ? [] : [{ id: node.id, requirements }];
  });

const hasStartRequirement = (node: Node): boolean =>
  node.in?.needed === 'start' || node.dependsOn.some((requirement) => requirement.needed === 'start');

/** What is affected, a row each. */
const rowsOf = ({ estate, solved, shown }: Answer): RawTable => ({
  columns: ['node', 'kind', 'name', 'owner', 'tier', 'state', 'wave', 'costPerHour'],
  rows: shown.map((position) => {
    const { id, kind, name, owner, tier, costPerHour } = estate.nodes[position]!;
    const rank = solved.outcome.ranks[position] as Rank;
    const wave = solved.explainer.waveOf({ position, rank });
    return [id, kind, name ?? null, owner ?? null, tier ?? null, stateOf(rank), wave, costPerHour ?? null];
  }),
});

/** What is affected, and the ways that it got there. */
const graphOf = ({ estate, solved, shown }: Answer): ReportGraph => {
  const { outcome, explainer, faults } = solved;
  const faulty = new Set(faults.map(({ position }) => position));
  const rankAt = (position: number): Rank => outcome.ranks[position] as Rank;
  const ways = new Map(
    shown.map((position) => {
      const causes = explainer.because({ position, rank: rankAt(position) });
      return [position, new Set(causes.flatMap(citedBy).map((cited) => cited.position))];
    }),
  );
  return pictureOf(estate, shown, rankAt, {
    isFault: (position) => faulty.has(position),
    isPath: (from, to) => ways.get(from)?.has(to) === true,
  });
};

// —— in words ———————————————————————————————————————————————————————————————————————————————————————————————————————

/** Faults that the title names; more are counted. */
const NAMED = 3;

const titleLine = (estate: Estate, { faults, scenario }: Solved, args: readonly string[]): Line => {
  if (scenario !== undefined) {
    const also: Line = args.length === 0 ? [] : [', and also ', { text: args.join(', '), tone: 'strong' }];
    return [{ text: scenario.title ?? scenario.id, tone: 'strong' }, ...also];
  }
  // Mostly all are in the state that was asked for.
  const parts = [...groupBy(faults, ({ rank }) => rank)].map(([rank, group], i) => [
    i === 0 ? 'If ' : ', and ',
    ...namesOf(estate, group),
    group.length === 1 ? ' is ' : ' are ',
    ...inState(stateOf(rank)),
  ]);
  return parts.flat();
};

const namesOf = (estate: Estate, faults: Solved['faults']): Line => {
  const named = faults.slice(0, NAMED).map(({ position }) => estate.nodes[position]!.id);
  const left = faults.length - named.length;
  const parts = left === 0 ? named : [...named, `${grouped(left)} more`];
  return parts.flatMap((text, i): Line => [
    i === 0 ? '' : i === parts.length - 1 ? ' and ' : ', ',
    i < named.length ? { text, tone: 'strong' } : text,
  ]);
};

const blocksOf = ({ estate, solved, totals, shown, blocked }: Answer, limit: number): readonly Block[] => {
  const isApp = (position: number): boolean => estate.nodes[position]!.kind === 'app';
  const apps = shown.filter(isApp);
  const others = shown.filter((position) => !isApp(position));
  return [
    { type: 'text', lines: totalLines(totals) },
    ...table('Apps', estate, solved, apps, limit),
    ...table(
      apps.length > 0 ? 'What they stand on, and the rest' : 'Affected',
      estate,
      solved,
      others,
      limit,
    ),
    ...(blocked.length === 0 ? [] : blockedBlocks(blocked, limit)),
  ];
};

const totalLines = ({ nodes, affected, apps, costPerHour }: Totals): readonly Line[] => [
  ...appsLines(apps, 'affected'),
  [`${affected} of ${nodes} nodes affected`],
  ...(costPerHour === undefined || costPerHour === 0 ? [] : [[`up to ${grouped(costPerHour)} USD an hour`]]),
];

const table = (
  heading: string,
  estate: Estate,
  solved: Solved,
  positions: readonly number[],
  limit: number,
): readonly Block[] => {
  if (positions.length === 0) return [];
  return [
    { type: 'heading', text: heading },
    {
      type: 'table',
      columns: [
        { title: 'State' },
        { title: 'Node', yields: 1, cut: 'middle' },
        { title: 'Wave', align: 'right' },
        { title: 'Why', yields: 2, cut: 'end' },
      ],
      rows: positions.slice(0, limit).map((position) => row(estate, solved, position)),
      ...moreOf(positions.length, limit),
    },
  ];
};

const row = (estate: Estate, solved: Solved, position: number): readonly Line[] => {
  const { outcome, explainer } = solved;
  const rank = outcome.ranks[position] as Rank;
  return [
    [{ state: stateAt(outcome, position) }],
    [{ text: estate.nodes[position]!.id, tone: 'id' }],
    [String(explainer.waveOf({ position, rank }))],
    reasonLine(estate, solved, position),
  ];
};

/** The first cause of a node's state in a line, and how many more there are; empty if it is operational. */
export const reasonLine = (
  estate: Estate,
  { outcome, explainer, faults }: Solved,
  position: number,
): Line => {
  const rank = outcome.ranks[position] as Rank;
  if (faults.some((fault) => fault.position === position && fault.rank === rank))
    return [{ text: 'fails', tone: 'strong' }];
  const [first, ...more] = rank === 0 ? [] : explainer.because({ position, rank });
  return first === undefined
    ? []
    : [
        ...causeLine(estate.nodes[position]!, first, 'brief'),
        ...(more.length === 0 ? [] : [{ text: ` (and ${more.length} more)`, tone: 'dim' } as const]),
      ];
};

const blockedBlocks = (blocked: readonly Blocked[], limit: number): readonly Block[] => [
  { type: 'heading', text: 'Cannot start or scale meanwhile' },
  {
    type: 'table',
    columns: [
      { title: 'Node', yields: 1, cut: 'middle' },
      { title: 'Needs to start', yields: 2, cut: 'end' },
    ],
    rows: blocked
      .slice(0, limit)
      .map(({ id, requirements }) => [
        [{ text: id, tone: 'id' }],
        requirements.flatMap(({ needs, state, why }, i): Line => [
          ...(i === 0 ? [] : ['; ']),
          { text: needs, tone: 'id' },
          ' (',
          { state },
          ')',
          ...(why === undefined ? [] : [{ text: ` · ${why}`, tone: 'dim' } as const]),
        ]),
      ]),
    ...moreOf(blocked.length, limit),
  },
];
