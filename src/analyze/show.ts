/** One node: its facts, what it stands on and what stands on it, directly and through others. */
import { toGraph } from '../assemble/graph.ts';
import { type Neighbour, reachable } from '../assemble/neighbourhood.ts';
import { selectOne } from '../assemble/select.ts';
import { formatAvailability } from '../model/availability.ts';
import { formatDuration } from '../model/duration.ts';
import type { Estate } from '../model/estate.ts';
import { nodeById } from '../model/estate.ts';
import { groupBy } from '../model/group-by.ts';
import { capOf, passedThrough } from '../model/impact.ts';
import { type Node, requirementsOf } from '../model/node.ts';
import { placesOf } from '../model/place.ts';
import type { Block, Branch, Line, RawTable, Report } from '../model/report.ts';
import { type Failover, type Requirement, targetsOf } from '../model/requirement.ts';
import { STATES, stateOf } from '../model/state.ts';
import { defineAnalysis } from './analysis.ts';
import { pictureOf } from './audit/picture.ts';
import { type PlaceOf, evidenceText, requirementText } from './evidence.ts';
import { nodeData } from './nodes.ts';
import { grouped } from './totals.ts';

export const show = defineAnalysis({
  name: 'show',
  summary: 'one node: what it stands on, and what stands on it',
  argument: { name: 'node', description: 'the node to show', required: true, many: false },
  options: [],
  examples: ['show aws/us-east-1/s3', 'show shop --format json'],
  run: ({ estate, args }) => {
    const position = selectOne(estate, args, 'show');
    const node = estate.nodes[position]!;
    const graph = toGraph(estate);
    const standsOn = reachable(graph, node.id, 'outbound');
    const stoodOnBy = reachable(graph, node.id, 'inbound');
    const users = dependentsOf(estate, node.id);
    return {
      command: 'show',
      title: [{ text: node.id, tone: 'strong' }, ` · ${node.kind}`],
      blocks: () => [
        { type: 'text', lines: factLines(node) },
        ...requirementBlocks('Needs', node),
        ...dependentBlocks(users),
        ...farBlocks('Needs, through others', estate, standsOn),
        ...farBlocks('Needed by, through others', estate, stoodOnBy),
      ],
      data: () => {
        const placeOf = placesIn([node, ...users.map((user) => user.node)]);
        return {
          node: {
            ...nodeData(node),
            ...(node.availabilitySource === undefined ? {} : { availabilitySource: node.availabilitySource }),
          },
          requires: requirementsOf(node).map((requirement) => requirementData(requirement, node, placeOf)),
          requiredBy: users.map(({ node: user, requirement }) => ({
            id: user.id,
            kind: user.kind,
            ...requirementData(requirement, user, placeOf),
          })),
          standsOn,
          stoodOnBy,
        };
      },
      table: () => rowsOf(estate, standsOn, stoodOnBy),
      // All that it stands on, and those that stand on it directly: through others there may be thousands.
      graph: () =>
        pictureOf(
          estate,
          [node.id, ...standsOn.map(({ id }) => id), ...users.map((user) => user.node.id)].map((id) =>
            estate.positions.get(id)!,
          ),
          () => 0,
        ),
    } satisfies Report;
  },
});

const rowsOf = (
  estate: Estate,
  standsOn: readonly Neighbour[],
  stoodOnBy: readonly Neighbour[],
): RawTable => {
  const rowsFor = (relation: string, neighbours: readonly Neighbour[]): RawTable['rows'] =>
    neighbours.map(({ id, distance }) => [relation, id, nodeById(estate, id)!.kind, distance]);
  return {
    columns: ['relation', 'node', 'kind', 'steps'],
    rows: [...rowsFor('stands on', standsOn), ...rowsFor('stood on by', stoodOnBy)],
  };
};

interface Dependent {
  readonly node: Node;
  readonly requirement: Requirement;
}

const dependentsOf = (estate: Estate, id: string): readonly Dependent[] =>
  estate.nodes.flatMap((node) =>
    requirementsOf(node)
      .filter((requirement) => targetsOf(requirement).includes(id))
      .map((requirement) => ({ node, requirement })),
  );

const placesIn = (nodes: readonly Node[]): PlaceOf => {
  const origins = nodes.flatMap((node) =>
    requirementsOf(node).flatMap(({ origin }) => (origin === undefined ? [] : [origin])),
  );
  const places = placesOf(origins);
  return (origin) => (origin === undefined ? undefined : places.get(origin));
};

const requirementData = (requirement: Requirement, owner: Node, placeOf: PlaceOf): object => {
  const { why, source, confidence, after, recovery, needed, validFrom, validUntil, impact, origin } =
    requirement;
  const place = placeOf(origin);
  return {
    requirement: requirementText(requirement),
    ...(requirement === owner.in ? { containment: true } : {}),
    ...(impact === undefined
      ? {}
      : { impact: Object.fromEntries(STATES.map((state, rank) => [state, stateOf(impact[rank]!)])) }),
    ...(after === undefined ? {} : { after }),
    ...(recovery === undefined ? {} : { recovery }),
    ...(needed === undefined ? {} : { needed }),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(why === undefined ? {} : { why }),
    ...(source === undefined ? {} : { source }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(requirement.form === 'node' || requirement.failover === undefined
      ? {}
      : { failover: failoverData(requirement.failover) }),
    ...(place === undefined ? {} : { place: { file: place.file, line: place.line } }),
  };
};

const failoverData = ({ time, requires, during }: Failover): object => ({
  time,
  ...(requires.length === 0 ? {} : { requires: requires.map(requirementText) }),
  ...(during === undefined ? {} : { during }),
});

const factLines = (node: Node): readonly Line[] => {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['name', node.name],
    ['about', node.description],
    ['owner', node.owner],
    ['tier', node.tier?.toString()],
    ['tags', node.tags.length === 0 ? undefined : node.tags.join(', ')],
    [
      'cost',
      node.costPerHour === undefined ? undefined : `${grouped(node.costPerHour)} USD an hour of outage`,
    ],
    [
      'availability',
      node.availability === undefined
        ? undefined
        : availabilityText(node.availability, node.availabilitySource),
    ],
    ['source', node.source],
  ];
  return facts.flatMap(([name, value]) =>
    value === undefined ? [] : [[{ text: `${name}: `, tone: 'dim' }, value]],
  );
};

const availabilityText = (availability: number, source: string | undefined): string =>
  `${formatAvailability(availability)}${source === undefined ? '' : ` (${source})`}`;

const requirementBlocks = (heading: string, node: Node): readonly Block[] => {
  const requirements = requirementsOf(node);
  if (requirements.length === 0)
    return [
      { type: 'heading', text: heading },
      { type: 'text', lines: [['nothing']] },
    ];
  const placeOf = placesIn([node]);
  const branches: Branch[] = requirements.map((requirement) => ({
    depth: 0,
    line: [requirement === node.in ? 'runs in ' : '', ...requirementLine(requirement, placeOf)],
  }));
  return [
    { type: 'heading', text: heading },
    { type: 'tree', branches },
  ];
};

const requirementLine = (requirement: Requirement, placeOf: PlaceOf): Line => {
  const evidence = evidenceText(requirement, placeOf);
  return [
    { text: requirementText(requirement), tone: 'id' },
    ...termsLine(requirement, requirement.why),
    ...(evidence === '' ? [] : [{ text: ` [${evidence}]`, tone: 'dim' } as const]),
  ];
};

/** What a requirement's terms are, in words. */
const termsText = (requirement: Requirement): string => {
  const { impact, after, recovery, needed, validFrom, validUntil } = requirement;
  return [
    ...(impact === undefined ? [] : [impactText(impact)]),
    ...(needed === 'start' ? ['only to start'] : []),
    ...(after === undefined ? [] : [`felt after ${formatDuration(after)}`]),
    ...(recovery === undefined ? [] : [`${formatDuration(recovery)} to recover`]),
    ...(validFrom === undefined ? [] : [`from ${validFrom}`]),
    ...(validUntil === undefined ? [] : [`until ${validUntil}`]),
    ...(requirement.form === 'node' || requirement.failover === undefined
      ? []
      : [failoverText(requirement.failover)]),
  ].join(', ');
};

const failoverText = ({ time, requires }: Failover): string =>
  `${formatDuration(time)} to switch${requires.length === 0 ? '' : `, for which it needs ${requires.map(requirementText).join(', ')}`}`;

const impactText = (impact: NonNullable<Requirement['impact']>): string => {
  const cap = capOf(impact);
  if (cap === 'operational') return 'does no harm';
  if (cap !== undefined) return `${cap} at worst`;
  const changed = STATES.filter((_, rank) => impact[rank] !== rank);
  return [...groupBy(changed, (state) => passedThrough(impact, state))]
    .map(([to, from]) => `${from.join(' and ')} ${from.length === 1 ? 'counts' : 'count'} as ${to}`)
    .join(', ');
};

const dependentBlocks = (users: readonly Dependent[]): readonly Block[] => {
  const lines = dependentLines(users);
  const shown = shownOf(lines.length);
  return [
    { type: 'heading', text: 'Needed by' },
    users.length === 0
      ? { type: 'text', lines: [['nothing']] }
      : {
          type: 'tree',
          branches: [
            ...lines.slice(0, shown),
            ...(lines.length > shown ? [[moreText(lines.length - shown)]] : []),
          ].map((line) => ({ depth: 0, line })),
        },
  ];
};

/** Nodes of one template that need it for the same reason are told in one line, if there are so many. */
const ALIKE = 4;

const dependentLines = (users: readonly Dependent[]): readonly Line[] =>
  [...groupBy(users, ({ requirement }) => requirement.origin ?? requirement)].flatMap(([, alike]) => {
    const [{ requirement }] = alike as readonly [Dependent, ...Dependent[]];
    const [room, template] = requirement.origin?.path ?? [];
    const isMade = room === 'templates' && alike.length >= ALIKE;
    return isMade ? [madeLine(String(template), alike)] : alike.map(dependentLine);
  });

const madeLine = (template: string, alike: readonly Dependent[]): Line => {
  const [{ requirement }] = alike as readonly [Dependent, ...Dependent[]];
  const hasOneReason = alike.every((other) => other.requirement.why === requirement.why);
  return [
    { text: template, tone: 'id' },
    `: ${grouped(alike.length)} nodes`,
    ...termsLine(requirement, hasOneReason ? requirement.why : undefined),
  ];
};

const dependentLine = ({ node, requirement }: Dependent): Line => [
  { text: node.id, tone: 'id' },
  ...(requirement.form === 'node' ? [] : [`: ${requirementText(requirement)}`]),
  ...termsLine(requirement, requirement.why),
];

const termsLine = (requirement: Requirement, why: string | undefined): Line => {
  const terms = termsText(requirement);
  return [
    ...(terms === '' ? [] : [` (${terms})`]),
    ...(why === undefined ? [] : [{ text: ` · ${why}`, tone: 'dim' } as const]),
  ];
};

/** Rows of one list: a provider's region has hundreds of nodes that stand on it, and thousands further away. */
const SHOWN = 20;

/** How many of so many rows are shown; leaving one out would save nothing. */
const shownOf = (count: number): number => (count > SHOWN + 1 ? SHOWN : count);

const moreText = (count: number): string => `… and ${grouped(count)} more (--format json has all)`;

const farBlocks = (heading: string, estate: Estate, neighbours: readonly Neighbour[]): readonly Block[] => {
  const far = neighbours.filter(({ distance }) => distance > 1);
  if (far.length === 0) return [];
  return [
    { type: 'heading', text: `${heading}: ${grouped(far.length)}` },
    {
      type: 'table',
      columns: [
        { title: 'Node', yields: 1, cut: 'middle' },
        { title: 'Kind' },
        { title: 'Steps', align: 'right' },
      ],
      rows: far
        .slice(0, shownOf(far.length))
        .map(({ id, distance }) => [
          [{ text: id, tone: 'id' }],
          [nodeById(estate, id)!.kind],
          [String(distance)],
        ]),
      ...(far.length > shownOf(far.length) ? { more: moreText(far.length - shownOf(far.length)) } : {}),
    },
  ];
};
