/**
 * Random documents, as plain JSON.
 *
 * `systems` are lean documents with faults, for the laws of the engine; `documents` carry all that the format knows
 * (names, evidence, scenarios, observations), for the laws of reading and writing. All are valid, and small: what
 * breaks a law mostly breaks it with few nodes, and twelve that name one another at random are full of cycles,
 * duplicates and shared dependencies.
 */
import fc from 'fast-check';
import {
  ALL_STATES,
  LEVELS,
  type Level,
  type RawAllOf,
  type RawAnyOf,
  type RawAtLeast,
  type RawDocument,
  type RawFailover,
  type RawFault,
  type RawGroup,
  type RawImpact,
  type RawNode,
  type RawNodeForm,
  type RawPlaceholders,
  type RawRequirement,
  type RawScenario,
  type RawState,
  type RawTerms,
  type RawThreshold,
  type System,
  renamed,
} from './raw.ts';

/** The day on which the laws are tried; the dates in documents lie around it. */
export const DAY = '2024-06-15';

/** What nodes are called; a document of n nodes takes the first n. */
export const IDS = [
  'n0',
  'n1',
  'a/b',
  'n10',
  'a/b/c',
  '7',
  'b/a',
  'n2',
  'eu@1/x.y',
  'A',
  'n-1_z',
  'a',
] as const;

export interface Size {
  /** At most so many nodes; twelve if left out. */
  readonly nodes?: number;
}

// —— small parts ———————————————————————————————————————————————————————————————————————————————————————————————————

/** Something in one of so many cases, otherwise left out; shrinks to left out. */
export const oneIn = <T>(cases: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: cases - 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary },
  );

/** A record without the keys that were left out. */
export const compact = <T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** Texts that a writer may stumble on: what looks like something else in YAML, and any characters at all. */
const texts = fc.oneof(
  fc.constantFrom(
    'Web shop',
    'yes',
    'null',
    '~',
    '1',
    '1e3',
    '0x1F',
    '2024-06-15',
    '5m',
    '- x',
    'a: b',
    '# no',
  ),
  fc.constantFrom(
    ' lead',
    'trail ',
    'two\nlines',
    'tab\there',
    '"quoted"',
    "it's",
    '{}',
    '[a]',
    '&a',
    '*a',
    '!x',
    '%',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
);

const durations = fc.constantFrom('0s', '90s', '15m', '4h17m', '1d12h', '1.5h', '250ms', '0.25s');

export const levels: fc.Arbitrary<Level> = fc.constantFrom(...LEVELS);

export const states: fc.Arbitrary<RawState> = fc.constantFrom(...ALL_STATES);

export const ids = fc.constantFrom<string>(...IDS);

// —— requirements ——————————————————————————————————————————————————————————————————————————————————————————————————

const stateOrLeftOut = [undefined, ...ALL_STATES] as const;

/** Every impact map there is: a worse state must not count for less, a state left out counts as itself. */
const impactMaps: readonly RawImpact[] = ([undefined, 'operational'] as const).flatMap((operational) =>
  stateOrLeftOut.flatMap((degraded) =>
    stateOrLeftOut.flatMap((partial) =>
      stateOrLeftOut
        .map((outage) => ({ operational, degraded, partial, outage }))
        .filter((map) => isSorted(ALL_STATES.map((state) => ALL_STATES.indexOf(map[state] ?? state))))
        .map((map) => compact<Exclude<RawImpact, string>>(map)),
    ),
  ),
);

function isSorted(numbers: readonly number[]): boolean {
  return numbers.every((number, i) => i === 0 || numbers[i - 1]! <= number);
}

export const impacts: fc.Arbitrary<RawImpact> = fc.oneof(
  { weight: 5, arbitrary: levels },
  { weight: 4, arbitrary: fc.constantFrom(...impactMaps) },
  { weight: 1, arbitrary: fc.constantFrom('none' as const, 'operational' as const) },
);

/** Dated before, on and after the day, at the very edges too. */
export const periods = fc.constantFrom(
  { validUntil: '2024-06-14' },
  { validUntil: DAY },
  { validUntil: '2024-06-16' },
  { validFrom: '2024-06-14' },
  { validFrom: DAY },
  { validFrom: '2024-06-16' },
  { validFrom: '2020-01-01', validUntil: DAY },
  { validFrom: DAY, validUntil: '2024-06-16' },
);

const evidence: fc.Arbitrary<RawTerms> = fc
  .record({
    after: oneIn(4, durations),
    recovery: oneIn(6, durations),
    why: oneIn(3, texts),
    source: oneIn(4, texts),
    confidence: oneIn(4, fc.constantFrom('observed', 'documented', 'inferred', 'assumed')),
  })
  .map((fields) => compact<RawTerms>(fields));

const termsWith = (more: fc.Arbitrary<RawTerms>): fc.Arbitrary<RawTerms> =>
  fc
    .record({
      impact: fc.oneof(
        { withCrossShrink: true },
        { weight: 3, arbitrary: fc.constant(undefined) },
        { weight: 2, arbitrary: impacts },
      ),
      needed: oneIn(12, fc.constantFrom('start' as const, 'start' as const, 'run' as const)),
      period: oneIn(10, periods),
      more,
    })
    .map(({ impact, needed, period, more: rest }) => ({
      ...compact<RawTerms>({ impact, needed }),
      ...period,
      ...rest,
    }));

/** How a group counts, as numbers that are made to fit the members there are. */
interface Counting {
  readonly form: 'allOf' | 'anyOf' | 'number' | 'map';
  readonly numbers: readonly number[];
  readonly leftOut: number;
}

export const countings: fc.Arbitrary<Counting> = fc.record({
  form: fc.constantFrom('anyOf', 'allOf', 'number', 'number', 'map', 'anyOf'),
  numbers: fc.tuple(fc.nat(11), fc.nat(11), fc.nat(11)),
  leftOut: fc.nat(3),
});

const thresholdOf = ({ form, numbers, leftOut }: Counting, members: number): RawThreshold => {
  const counts = numbers.map((number) => 1 + (number % members)).toSorted((a, b) => b - a);
  const [operational = 1, degraded = 1, partial = 1] = counts;
  if (form === 'number') return operational;
  return {
    operational,
    ...((leftOut & 1) === 1 ? {} : { degraded }),
    ...((leftOut & 2) === 2 ? {} : { partial }),
  };
};

export const groupOf = (
  counting: Counting,
  members: readonly RawRequirement[],
  failover: RawFailover | undefined,
  terms: RawTerms,
): RawGroup => {
  if (counting.form === 'allOf') return { allOf: members, ...terms } satisfies RawAllOf;
  const switched = failover === undefined ? {} : { failover };
  if (counting.form === 'anyOf') return { anyOf: members, ...switched, ...terms } satisfies RawAnyOf;
  return {
    atLeast: thresholdOf(counting, members.length),
    of: members,
    ...switched,
    ...terms,
  } satisfies RawAtLeast;
};

const failovers = (requirement: fc.Arbitrary<RawRequirement>): fc.Arbitrary<RawFailover> =>
  fc.oneof(
    { weight: 1, arbitrary: durations },
    {
      weight: 3,
      arbitrary: fc
        .record({
          time: durations,
          requires: fc.option(fc.array(requirement, { maxLength: 2 }), { freq: 5, nil: undefined }),
          during: oneIn(3, states),
        })
        .map((fields) => compact<Exclude<RawFailover, string>>(fields)),
    },
  );

/** Requirements with groups nested up to `depth` deep. */
const requirementsOf = (
  depth: number,
  terms: fc.Arbitrary<RawTerms>,
  names: fc.Arbitrary<string> = ids,
): fc.Arbitrary<RawRequirement> => {
  const leaf = fc.oneof(
    { withCrossShrink: true },
    { weight: 3, arbitrary: names },
    { weight: 3, arbitrary: fc.tuple(names, terms).map(([node, rest]): RawNodeForm => ({ node, ...rest })) },
  );
  if (depth === 0) return leaf;
  const inner = requirementsOf(depth - 1, terms, names);
  const group = fc
    .tuple(countings, fc.array(inner, { minLength: 1, maxLength: 4 }), oneIn(3, failovers(inner)), terms)
    .map((parts) => groupOf(...parts));
  return fc.oneof({ withCrossShrink: true }, { weight: 4, arbitrary: leaf }, { weight: 3, arbitrary: group });
};

const NESTED = 3;
const leanRequirements = requirementsOf(NESTED, termsWith(fc.constant({})));
const richRequirements = requirementsOf(NESTED, termsWith(evidence));

/** Requirements as the lean documents have them; they name any of twelve nodes. */
export const requirements: fc.Arbitrary<RawRequirement> = leanRequirements;

// —— nodes —————————————————————————————————————————————————————————————————————————————————————————————————————————

const kinds = fc.constantFrom(
  'app',
  'service',
  'database',
  'cache',
  'control-plane',
  'zone',
  'region',
  'external',
);

const leanNodes: fc.Arbitrary<RawNode> = fc
  .record({
    in: oneIn(6, leanRequirements),
    dependsOn: fc.array(leanRequirements, { maxLength: 3, size: 'max' }),
  })
  .map((fields) => compact<RawNode>({ ...nothingElse, kind: 'service', ...fields }));

/** The keys of a node that the engine has no eye for. */
const nothingElse = {
  name: undefined,
  description: undefined,
  owner: undefined,
  tier: undefined,
  tags: undefined,
  costPerHour: undefined,
  availability: undefined,
  availabilitySource: undefined,
  source: undefined,
} as const;

const richNodes: fc.Arbitrary<RawNode> = fc
  .record({
    kind: kinds,
    name: oneIn(3, texts),
    description: oneIn(6, texts),
    owner: oneIn(3, texts),
    tier: oneIn(3, fc.nat(4)),
    tags: oneIn(3, fc.array(texts, { maxLength: 3 })),
    in: oneIn(4, richRequirements),
    dependsOn: oneIn(1, fc.array(richRequirements, { maxLength: 3 })),
    costPerHour: oneIn(4, fc.oneof(fc.nat(1_000_000), fc.constantFrom(0.5, 1e21, 1e-7))),
    availability: oneIn(4, fc.constantFrom('99.95%', '100%', '0%', 1, 0, 0.9995, 0.5, '99.999999%')),
    availabilitySource: oneIn(6, texts),
    source: oneIn(5, texts),
  })
  .map((fields) => compact<RawNode>(fields));

/** Nodes by id, that name only one another. */
export const named = (nodes: readonly RawNode[]): Readonly<Record<string, RawNode>> => {
  const rename = among(nodes.length);
  return Object.fromEntries(
    nodes.map((node, i) => [
      IDS[i],
      {
        ...node,
        ...(node.in === undefined ? {} : { in: renamed(node.in, rename) }),
        ...(node.dependsOn === undefined
          ? {}
          : { dependsOn: node.dependsOn.map((requirement) => renamed(requirement, rename)) }),
      },
    ]),
  );
};

// —— templates —————————————————————————————————————————————————————————————————————————————————————————————————————

/** Placeholders p and q, and a label of each p; q may hang on p, and has a value with each. */
const placeholders: fc.Arbitrary<RawPlaceholders> = fc.constantFrom<RawPlaceholders>(
  { p: { a: { q: ['1', '2'], label: 'the {first} one' }, b: { q: '3', label: '- x' } } },
  { p: ['a', 'b'], q: { x: null, y: {} }, label: 'yes' },
  { p: 'only', q: ['@', '.', '-'], label: '~', unused: [] },
);

/** The ids of templates; requirements on them name nodes that there are, whatever the values. */
const TEMPLATE_IDS = ['t/{p}', 't/{p}/v{q}'] as const;

const templateRequirements = requirementsOf(
  2,
  termsWith(evidence),
  fc.oneof(ids, fc.constantFrom(...TEMPLATE_IDS)),
);

const templateNodes: fc.Arbitrary<RawNode> = fc
  .record({
    kind: kinds,
    name: oneIn(2, fc.constantFrom('{p}', 'the {label} of {p}', 'no { p }, {}')),
    tags: oneIn(3, fc.array(fc.constantFrom('x', '{p}'), { maxLength: 2 })),
    in: oneIn(3, fc.constantFrom('n0', 't/{p}', { node: 't/{p}', why: 'for {label}' })),
    dependsOn: oneIn(1, fc.array(templateRequirements, { maxLength: 2 })),
    availabilitySource: oneIn(4, fc.constant('{label}')),
  })
  .map((fields) =>
    compact<RawNode>({
      description: undefined,
      owner: undefined,
      tier: undefined,
      costPerHour: undefined,
      availability: undefined,
      source: undefined,
      ...fields,
    }),
  );

const templates = fc.tuple(placeholders, templateNodes, templateNodes).map(([tree, one, other]) => ({
  placeholders: tree,
  templates: { [TEMPLATE_IDS[0]]: one, [TEMPLATE_IDS[1]]: other },
}));

/** Templates that name only the first so many nodes, besides one another. */
const templatesIn = (
  nodes: Readonly<Record<string, RawNode>>,
  count: number,
): Readonly<Record<string, RawNode>> => {
  const rename = (id: string): string => (id.includes('{') ? id : among(count)(id));
  return Object.fromEntries(
    Object.entries(nodes).map(([id, node]) => [
      id,
      compact<RawNode>({
        ...nothingElse,
        ...node,
        in: node.in === undefined ? undefined : renamed(node.in, rename),
        dependsOn: node.dependsOn?.map((requirement) => renamed(requirement, rename)),
      }),
    ]),
  );
};

/** Folds the twelve ids onto the first so many. */
export const among =
  (count: number) =>
  (id: string): string =>
    IDS[IDS.findIndex((known) => known === id) % count]!;

// —— systems ———————————————————————————————————————————————————————————————————————————————————————————————————————

const faultsOn = fc.array(fc.record({ node: ids, state: levels }), { minLength: 1, maxLength: 3 });

/** Lean documents with one to three faults. */
export const systems = ({ nodes = IDS.length }: Size = {}): fc.Arbitrary<System> =>
  fc
    .tuple(fc.array(leanNodes, { minLength: 1, maxLength: nodes, size: 'max' }), faultsOn)
    .map(([list, faults]) => ({
      document: { faultline: 1, nodes: named(list) },
      faults: faults.map(({ node, state }) => ({ node: among(list.length)(node), state })),
    }));

/** One to three faults on nodes of a document. */
export const faultsIn = (document: RawDocument): fc.Arbitrary<readonly RawFault[]> =>
  fc.array(fc.record({ node: fc.constantFrom(...Object.keys(document.nodes)), state: levels }), {
    minLength: 1,
    maxLength: 3,
  });

// —— whole documents ———————————————————————————————————————————————————————————————————————————————————————————————

const faultPeriods = fc.constantFrom(
  {},
  { from: '0s' },
  { from: '5m', until: '4h17m' },
  { until: '250ms' },
  { from: '1.5h', until: '1d' },
);

const scenarios: fc.Arbitrary<RawScenario> = fc
  .record({
    title: oneIn(2, texts),
    description: oneIn(5, texts),
    date: oneIn(3, fc.constantFrom(DAY, '2017-02-28', '2024-02-29')),
    start: oneIn(3, fc.constantFrom('2017-02-28T17:37:00Z', '2024-06-15T00:00Z')),
    faults: fc.array(
      fc
        .record({
          fail: fc.oneof(ids, fc.array(ids, { minLength: 1, maxLength: 3 })),
          state: oneIn(2, states),
          period: faultPeriods,
          why: oneIn(4, texts),
          source: oneIn(4, texts),
        })
        .map(({ period, fail, state, why, source }) => ({
          ...compact({ fail, state, why, source }),
          ...period,
        })),
      { minLength: 1, maxLength: 2 },
    ),
    observed: oneIn(
      2,
      fc.dictionary(
        ids,
        fc
          .record({
            state: states,
            accept: oneIn(2, fc.array(states, { minLength: 1, maxLength: 3 })),
            why: oneIn(4, texts),
            onset: oneIn(3, fc.constantFrom('0s', '250ms', '15m')),
            recovered: oneIn(3, fc.constantFrom('16m', '4h34m')),
            confidence: oneIn(
              2,
              fc.constantFrom('official', 'vendor', 'documented', 'reported', 'contested', 'inferred'),
            ),
            source: oneIn(2, texts),
          })
          .map((fields) => compact(fields)),
        { maxKeys: 3, noNullPrototype: true },
      ),
    ),
    source: oneIn(4, texts),
  })
  .map((fields) => compact<RawScenario>(fields));

/** The scenario with every node that it names folded onto the first so many. */
const withIn = (scenario: RawScenario, count: number): RawScenario => {
  const rename = among(count);
  return {
    ...scenario,
    faults: scenario.faults.map((fault) => {
      const { fail } = fault as { readonly fail: string | readonly string[] };
      return { ...fault, fail: typeof fail === 'string' ? rename(fail) : fail.map(rename) };
    }),
    ...(scenario.observed === undefined
      ? {}
      : {
          observed: Object.fromEntries(
            Object.entries(scenario.observed).map(([id, observation]) => [rename(id), observation]),
          ),
        }),
  };
};

/** Whatever the nodes are called, these match some. */
const selections = fc.constantFrom<string | readonly string[]>('**', '!nobody **', ['**', '!nobody']);

const survivals = fc
  .record({
    apps: selections,
    fail: selections,
    atMost: fc.constantFrom('operational', 'degraded', 'partial'),
    within: oneIn(3, durations),
    together: oneIn(3, fc.boolean()),
    state: oneIn(3, fc.constantFrom('degraded', 'partial', 'outage')),
    severity: oneIn(3, fc.constantFrom('error', 'warning', 'note')),
    why: oneIn(3, texts),
  })
  .map((fields) => compact<object>(fields));

const settings = fc.oneof(
  fc.constantFrom('off', 'note', 'error'),
  fc
    .record({ severity: oneIn(2, fc.constantFrom('off', 'warning')), among: oneIn(2, selections) })
    .map((fields) => compact<object>(fields)),
);

const suppressions = {
  rule: fc.constantFrom('single-zone', 'shared-fate', 'extra-nine'),
  node: selections,
  reason: texts,
};

/** What an infrastructure is held to, in every form. */
const policies: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc
  .record({
    survive: oneIn(
      2,
      fc.oneof(
        survivals,
        fc.array(survivals, { maxLength: 2 }),
        fc.dictionary(fc.constantFrom('region-loss', 'a/b', '7'), survivals, {
          maxKeys: 2,
          noNullPrototype: true,
        }),
      ),
    ),
    rules: oneIn(
      2,
      fc.dictionary(fc.constantFrom('shared-fate', 'single-point-of-failure'), settings, {
        maxKeys: 2,
        noNullPrototype: true,
      }),
    ),
    suppress: oneIn(3, fc.array(fc.record(suppressions, { noNullPrototype: true }), { maxLength: 2 })),
    waivers: oneIn(
      3,
      fc.array(
        fc.record(
          { ...suppressions, owner: texts, until: fc.constantFrom(DAY, '2030-01-01') },
          { noNullPrototype: true },
        ),
        { maxLength: 2 },
      ),
    ),
  })
  .map((fields) => compact<Readonly<Record<string, unknown>>>(fields));

/**
 * Documents with all that the format knows, for reading and writing. What they `use` and `include` is not there to
 * be loaded: drop both keys before assembling one.
 */
export const documents = ({ nodes = IDS.length }: Size = {}): fc.Arbitrary<RawDocument> =>
  fc
    .record({
      $schema: oneIn(5, fc.constant('../schema/document.json')),
      title: oneIn(2, texts),
      description: oneIn(4, texts),
      use: oneIn(4, fc.constantFrom(['aws'], ['gcp', './platform.yaml'])),
      include: oneIn(4, fc.array(texts, { maxLength: 2 })),
      made: oneIn(3, templates),
      list: fc.array(richNodes, { minLength: 1, maxLength: nodes, size: 'max' }),
      scenarios: oneIn(
        2,
        fc.dictionary(fc.constantFrom('s3-drops', 'a/b', '2017'), scenarios, {
          maxKeys: 2,
          noNullPrototype: true,
        }),
      ),
      policies: oneIn(4, policies),
    })
    .map(({ list, made, scenarios: wanted, ...frame }) =>
      compact<RawDocument>({
        faultline: 1,
        ...frame,
        placeholders: made?.placeholders,
        nodes: named(list),
        templates: made === undefined ? undefined : templatesIn(made.templates, list.length),
        scenarios:
          wanted === undefined
            ? undefined
            : Object.fromEntries(Object.entries(wanted).map(([id, it]) => [id, withIn(it, list.length)])),
      }),
    );
