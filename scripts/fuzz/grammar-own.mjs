// Faultline's own notations: documents, baselines, what pages are given, Open-PSA models, selections, durations, globs, ids.
import { jsonText, treeOf, yamlText } from './trees.mjs';
import { hostileNumber, hostileWord, leaf, name } from './leaves.mjs';

const written = (draw, value) =>
  draw.oneIn(2) ? { 'd.yaml': yamlText(treeOf(value)) } : { 'd.json': jsonText(treeOf(value)) };
const defined = (map) => Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined));
/** A value once in so many times; now and then something else instead. */
const maybe = (draw, most, value) => (draw.oneIn(most) ? (draw.odd(12) ? leaf(draw) : value()) : undefined);

// —— documents ——————————————————————————————————————————————————————————————————————————————————————————————————————

const KINDS = [
  'app',
  'app',
  'service',
  'function',
  'compute',
  'database',
  'cache',
  'queue',
  'storage',
  'cdn',
  'dns',
  'network',
  'identity',
  'control-plane',
  'zone',
  'region',
  'provider',
  'external',
  'resource',
];
const STATES = ['operational', 'degraded', 'partial', 'outage'];
const RULES = [
  'circular-start',
  'control-plane-in-recovery',
  'expired-waiver',
  'extra-nine',
  'hard-coded-region',
  'shared-fate',
  'single-point-of-failure',
  'single-region',
  'single-zone',
  'suppression-without-reason',
  'tier-inversion',
  'undeclared-dependency',
  'unknown-rule',
  'unresolved-dependency',
  'unused-suppression',
];
const WITH_APPS = new Set([
  'extra-nine',
  'single-point-of-failure',
  'single-region',
  'single-zone',
  'tier-inversion',
]);

const state = (draw) => (draw.odd(12) ? leaf(draw) : draw.pick(STATES));
const duration = (draw) =>
  draw.odd(9) ? leaf(draw) : draw.pick(['1s', '5m', '4h17m', '1d12h', '0s', '36525d', '0.5s']);
const day = (draw) => (draw.odd(9) ? leaf(draw) : draw.pick(['2026-01-01', '2017-02-28', '2030-12-31']));
const text = (draw) =>
  draw.odd(9)
    ? leaf(draw)
    : draw.oneIn(4)
      ? hostileWord(draw) || 'x'
      : draw.pick(['because', 'deploy/cdn.tf:12', 'https://example.com/a', 'web-team']);
const id = (draw, ids) =>
  draw.odd(12)
    ? draw.pick(['aws/us-east-1/s3', 'aws/us-east-1/az1', 'nobody', hostileWord(draw)])
    : draw.pick(ids);
const selection = (draw, ids) =>
  draw.oneIn(2)
    ? id(draw, ids)
    : draw.odd(9)
      ? selectionText(draw)
      : draw.pick([
          'kind:app',
          '**',
          'kind:database',
          '!kind:app',
          'tier:1 kind:app',
          'kind:*',
          'a*',
          'in:a',
          'tag:x',
          '{a,b}',
        ]);

const terms = (draw) =>
  defined({
    impact: maybe(draw, 3, () =>
      draw.pick([
        'none',
        state(draw),
        { outage: state(draw) },
        { partial: 'degraded', outage: 'partial' },
        {
          operational: draw.odd(5) ? state(draw) : 'operational',
          degraded: 'degraded',
          partial: state(draw),
          outage: 'outage',
        },
      ]),
    ),
    after: maybe(draw, 5, () => duration(draw)),
    recovery: maybe(draw, 5, () => duration(draw)),
    needed: maybe(draw, 6, () => draw.pick(['run', 'start'])),
    why: maybe(draw, 6, () => text(draw)),
    source: maybe(draw, 6, () => text(draw)),
    confidence: maybe(draw, 6, () => draw.pick(['observed', 'documented', 'inferred', 'assumed'])),
    validFrom: maybe(draw, 9, () => day(draw)),
    validUntil: maybe(draw, 15, () => '2031-01-01'),
  });

const requirement = (draw, ids, depth) => {
  if (depth <= 0 || draw.oneIn(3)) return draw.odd(15) ? leaf(draw) : id(draw, ids);
  const inner = () => requirement(draw, ids, depth - 1);
  const members = () => [inner(), ...draw.some(3, inner)];
  const failover = () =>
    defined({
      failover: maybe(draw, 3, () =>
        draw.oneIn(2)
          ? duration(draw)
          : defined({
              time: duration(draw),
              requires: maybe(draw, 2, () => draw.some(2, inner)),
              during: maybe(draw, 3, () => state(draw)),
            }),
      ),
    });
  return draw.pick([
    () => ({ node: id(draw, ids), ...terms(draw) }),
    () => ({ anyOf: members(), ...terms(draw), ...failover() }),
    () => ({ allOf: members(), ...terms(draw) }),
    () => {
      const of = members();
      const most = draw.odd(9) ? hostileNumber(draw) : 1 + draw.below(of.length);
      return {
        atLeast: draw.oneIn(3) ? { operational: of.length, partial: most } : most,
        of,
        ...terms(draw),
        ...failover(),
      };
    },
    () => (draw.odd(4) ? { [hostileWord(draw)]: inner() } : inner()),
  ])();
};

const node = (draw, ids) =>
  defined({
    kind: draw.odd(15) ? leaf(draw) : draw.pick(KINDS),
    in: maybe(draw, 3, () => requirement(draw, ids, 1)),
    dependsOn: maybe(draw, 2, () => draw.some(4, () => requirement(draw, ids, 3))),
    name: maybe(draw, 5, () => text(draw)),
    description: maybe(draw, 9, () => text(draw)),
    owner: maybe(draw, 5, () => text(draw)),
    tier: maybe(draw, 4, () => (draw.odd(5) ? hostileNumber(draw) : draw.below(4))),
    tags: maybe(draw, 5, () => draw.some(3, () => text(draw))),
    costPerHour: maybe(draw, 6, () => (draw.odd(5) ? hostileNumber(draw) : 1_000)),
    availability: maybe(draw, 4, () => draw.pick(['99.95%', 0.999, 0, 1, '0%', '100%', '50.5%'])),
    availabilitySource: maybe(draw, 9, () => text(draw)),
    source: maybe(draw, 7, () => text(draw)),
  });

const fault = (draw, ids) =>
  draw.odd(15)
    ? leaf(draw)
    : defined({
        fail: draw.oneIn(4)
          ? [selection(draw, ids), ...draw.some(2, () => selection(draw, ids))]
          : selection(draw, ids),
        state: maybe(draw, 3, () => state(draw)),
        from: maybe(draw, 3, () => duration(draw)),
        until: maybe(draw, 4, () => '2d'),
        why: maybe(draw, 8, () => text(draw)),
      });

const scenario = (draw, ids) =>
  defined({
    faults: [fault(draw, ids), ...draw.some(3, () => fault(draw, ids))],
    observed: maybe(draw, 3, () =>
      Object.fromEntries(
        draw.some(3, () => [
          id(draw, ids),
          defined({
            state: state(draw),
            onset: maybe(draw, 3, () => duration(draw)),
            recovered: maybe(draw, 5, () => '3d'),
            accept: maybe(draw, 4, () => [state(draw)]),
            confidence: maybe(draw, 4, () =>
              draw.pick(['official', 'vendor', 'reported', 'inferred', 'contested']),
            ),
          }),
        ]),
      ),
    ),
    date: maybe(draw, 4, () => day(draw)),
    start: maybe(draw, 4, () => (draw.odd(5) ? leaf(draw) : '2017-02-28T17:37:00Z')),
    title: maybe(draw, 4, () => text(draw)),
  });

const survive = (draw, ids) =>
  defined({
    apps: maybe(draw, 2, () => selection(draw, ids)),
    fail: selection(draw, ids),
    atMost: draw.odd(9) ? state(draw) : draw.pick(['operational', 'degraded', 'partial']),
    within: maybe(draw, 3, () => duration(draw)),
    together: maybe(draw, 3, () => draw.oneIn(2)),
    state: maybe(draw, 5, () => draw.pick(['degraded', 'partial', 'outage'])),
    severity: maybe(draw, 4, () => draw.pick(['error', 'warning', 'note'])),
    why: maybe(draw, 5, () => text(draw)),
  });

const rule = (draw, ids) => {
  const name = draw.odd(9) ? hostileWord(draw) : draw.pick(RULES);
  return [
    name,
    draw.oneIn(2)
      ? draw.pick(['off', 'error', 'warning', 'note'])
      : defined({
          severity: maybe(draw, 2, () => draw.pick(['error', 'note'])),
          ...(WITH_APPS.has(name) || draw.odd(9) ? { apps: selection(draw, ids) } : {}),
        }),
  ];
};

const policiesOf = (draw, ids) =>
  defined({
    survive: maybe(draw, 2, () =>
      draw.oneIn(2)
        ? survive(draw, ids)
        : Object.fromEntries(draw.some(3, () => [name(draw), survive(draw, ids)])),
    ),
    rules: maybe(draw, 2, () => Object.fromEntries(draw.some(3, () => rule(draw, ids)))),
    suppress: maybe(draw, 3, () =>
      draw.some(2, () =>
        defined({
          rule: draw.pick([...RULES, 'survive/a', '*']),
          node: selection(draw, ids),
          reason: maybe(draw, 2, () => text(draw)),
        }),
      ),
    ),
    waivers: maybe(draw, 3, () =>
      draw.some(2, () =>
        defined({
          rule: draw.pick([...RULES, 'survive/a']),
          node: selection(draw, ids),
          reason: text(draw),
          until: day(draw),
          owner: maybe(draw, 2, () => text(draw)),
        }),
      ),
    ),
  });

const documentOf = (draw) => {
  const ids = [...new Set([name(draw), ...draw.some(9, () => name(draw))])];
  return defined({
    faultline: draw.odd(30) ? leaf(draw) : 1,
    title: maybe(draw, 4, () => text(draw)),
    use: maybe(draw, 20, () => draw.some(2, () => draw.pick(['aws', 'gcp', './d.yaml', leaf(draw)]))),
    include: maybe(draw, 30, () =>
      draw.some(2, () => draw.pick(['./d.yaml', '*.yaml', '../x.yaml', '**/*', leaf(draw)])),
    ),
    nodes: draw.odd(30)
      ? leaf(draw)
      : Object.fromEntries(ids.map((one) => [one, draw.odd(30) ? leaf(draw) : node(draw, ids)])),
    scenarios: maybe(draw, 3, () =>
      Object.fromEntries(draw.some(2, () => [name(draw), scenario(draw, ids)])),
    ),
    policies: maybe(draw, 3, () => policiesOf(draw, ids)),
    placeholders: maybe(draw, 20, () => ({ region: { eu: { zone: { a: null } } } })),
    ...(draw.odd(15) ? { [hostileWord(draw)]: leaf(draw) } : {}),
  });
};

export const documentFolder = (draw) => written(draw, documentOf(draw));

/** An estate that holds, with policies of any kind. */
export const policiesFolder = (draw) => ({
  'd.json': jsonText(
    treeOf({
      faultline: 1,
      nodes: {
        a: { kind: 'app', tier: 1, dependsOn: ['b', 'zone'] },
        b: { kind: 'database', in: 'zone' },
        c: { kind: 'app', dependsOn: [{ anyOf: ['a', 'b'], failover: { time: '2m', requires: ['b'] } }] },
        zone: { kind: 'zone', in: 'region' },
        region: { kind: 'region' },
      },
      policies: policiesOf(draw, ['a', 'b', 'c', 'zone', 'region']),
    }),
  ),
});

export const baselineFolder = (draw) => ({
  'baseline.json': jsonText(
    treeOf({
      faultlineBaseline: draw.odd(15) ? leaf(draw) : 1,
      history: draw.odd(15)
        ? leaf(draw)
        : draw.some(3, () => ({
            day: day(draw),
            findings: draw.odd(4) ? hostileNumber(draw) : draw.below(99),
          })),
      findings: draw.odd(15)
        ? leaf(draw)
        : draw.some(4, () =>
            draw.odd(15)
              ? leaf(draw)
              : {
                  rule: draw.pick(RULES),
                  node: draw.pick(['a', 'b', hostileWord(draw)]),
                  fingerprint: draw.pick(['0'.repeat(16), 'f'.repeat(16), hostileWord(draw)]),
                  message: hostileWord(draw),
                  since: day(draw),
                },
          ),
    }),
  ),
});

// —— Open-PSA ———————————————————————————————————————————————————————————————————————————————————————————————————————

const xmlText = (draw) => hostileWord(draw).replaceAll('<', draw.pick(['&lt;', '<']));
const attribute = (draw, names) => `"${draw.odd(9) ? xmlText(draw) : draw.pick(names)}"`;

/** Names of gates, events and parameters of a model: in most models all that are named are there. */
const GATES = ['g1', 'g2', 'g3', 'g4', 'g5'];
const EVENTS = ['e1', 'e2', 'e3'];
const NUMBERS = ['p1', 'p2'];

/** Names gates that come later: circles come up only where something is odd. */
const formula = (draw, depth, at) => {
  const later = draw.odd(9) ? GATES : GATES.slice(at + 1);
  if (depth <= 0 || draw.oneIn(3)) {
    return draw.pick([
      () => (later.length === 0 ? `<event name="e1"/>` : `<gate name=${attribute(draw, later)}/>`),
      () => `<basic-event name=${attribute(draw, EVENTS)}/>`,
      () => `<event name=${attribute(draw, EVENTS)}/>`,
      () => '<house-event name="h1"/>',
      () => `<constant value="${draw.odd(5) ? 'x' : draw.pick(['true', 'false'])}"/>`,
    ])();
  }
  const operator = draw.odd(15)
    ? 'x'
    : draw.pick([
        'and',
        'or',
        'not',
        'xor',
        'nand',
        'nor',
        'iff',
        'imply',
        'atleast',
        'atleast',
        ...(draw.odd(5) ? ['cardinality'] : []),
      ]);
  const count = operator === 'not' ? 1 : operator === 'iff' || operator === 'imply' ? 2 : 2 + draw.below(3);
  const attributes =
    operator === 'atleast'
      ? ` min="${draw.odd(4) ? draw.pick(['0', '-1', '1e9', 'x', '99']) : '2'}"`
      : operator === 'cardinality'
        ? ` min="${draw.odd(5) ? 9 : 1}" max="2"`
        : '';
  return `<${operator}${attributes}>${Array.from({ length: draw.odd(9) ? draw.below(5) : count }, () => formula(draw, depth - 1, at)).join('')}</${draw.odd(50) ? 'y' : operator}>`;
};

const expression = (draw, depth, at) => {
  if (depth <= 0 || draw.oneIn(2))
    return draw.pick([
      () => `<float value="${draw.odd(5) ? draw.pick(['NaN', '1e999', 'x', '-1', '2']) : '0.01'}"/>`,
      () => (at > 0 ? `<parameter name="p${at}"/>` : '<float value="1e-3"/>'),
      () => '<system-mission-time/>',
      () => '<int value="3"/>',
      () => '<pi/>',
    ])();
  const inner = () => expression(draw, depth - 1, at);
  return draw.pick([
    () => `<exponential>${inner()}${inner()}</exponential>`,
    () => `<mul>${inner()}${inner()}</mul>`,
    () => `<div>${inner()}${inner()}</div>`,
    () => `<sub>${inner()}${inner()}</sub>`,
    () => `<neg>${inner()}</neg>`,
    () => `<pow>${inner()}${inner()}</pow>`,
    () => `<lognormal-deviate>${inner()}${inner()}${inner()}</lognormal-deviate>`,
    () => `<Weibull>${inner()}${inner()}${inner()}${inner()}</Weibull>`,
    () => `<GLM>${inner()}${inner()}${inner()}${inner()}</GLM>`,
    () => `<uniform-deviate>${inner()}${inner()}</uniform-deviate>`,
    () => (draw.odd(3) ? `<x>${inner()}</x>` : inner()),
  ])();
};

export const openPsaFolder = (draw) => {
  const gates = GATES.map(
    (gate, at) =>
      `<define-gate name="${draw.odd(20) ? draw.pick(GATES) : gate}">${draw.oneIn(6) ? `<label>${xmlText(draw)}</label>` : ''}${formula(draw, 3, at)}</define-gate>`,
  );
  const events = EVENTS.map(
    (event) =>
      `<define-basic-event name="${event}">${draw.odd(2) ? expression(draw, 2, 2) : draw.pick(['<float value="0.01"/>', '<exponential><float value="1e-6"/><system-mission-time/></exponential>', '<parameter name="p1"/>'])}</define-basic-event>`,
  );
  const rest = draw.some(2, () =>
    draw.pick([
      () => `<define-component name="c">${gates[0].replace('g1', 'inner')}</define-component>`,
      () =>
        `<define-CCF-group name="ccf" model="${draw.pick(['beta-factor', 'MGL', 'x'])}"><members><basic-event name="m1"/><basic-event name="m2"/></members><distribution>${expression(draw, 1, 0)}</distribution><factor level="2">${expression(draw, 0, 0)}</factor></define-CCF-group>`,
      () => '<!-- a -->',
      () => (draw.odd(2) ? xmlText(draw) : ''),
      () => (draw.odd(3) ? gates[0] : ''),
    ])(),
  );
  const parameters = NUMBERS.map(
    (name, at) =>
      `<define-parameter name="${name}">${draw.odd(2) ? expression(draw, 2, at) : '<float value="0.5"/>'}</define-parameter>`,
  );
  const head = draw.odd(4)
    ? draw.pick(['<!DOCTYPE opsa-mef [<!ENTITY a "b">]>', '\ufeff', '<?x?>'])
    : '<?xml version="1.0"?>\n';
  return {
    'tree.xml': `${head}<opsa-mef><define-fault-tree name="t">${[...gates, ...rest].filter(() => !draw.odd(20)).join('\n')}</define-fault-tree><model-data>${[...parameters, ...events, '<define-house-event name="h1"><constant value="true"/></define-house-event>'].filter(() => !draw.odd(20)).join('')}</model-data></opsa-mef>`,
  };
};

// —— words ——————————————————————————————————————————————————————————————————————————————————————————————————————————

const run = (draw, parts, most) => draw.some(most, () => draw.pick(parts)).join('');
const SELECTION = [
  'kind:',
  'app',
  'tier:',
  '1',
  'tag:',
  'in:',
  'owner:',
  '!',
  '"',
  ' ',
  '**',
  '*',
  '/',
  'aws',
  '{a,b}',
  '[a-z]',
  ':',
  'x',
  '\t',
  'кот',
  '\ud800',
  '__proto__',
];
export const selectionText = (draw) =>
  draw.odd(3)
    ? hostileWord(draw)
    : draw.oneIn(40)
      ? draw.pick(SELECTION).repeat(draw.below(3_000))
      : run(draw, SELECTION, 8);
const GLOB = [
  '*',
  '**',
  '?',
  '/',
  'a',
  'b',
  '[',
  ']',
  '!',
  '-',
  '{',
  '}',
  ',',
  '.',
  '\\',
  '^',
  '\ud83d\ude00',
  '\ud800',
];
export const globText = (draw) =>
  draw.odd(4)
    ? hostileWord(draw)
    : draw.oneIn(40)
      ? `${draw.pick(['*a', '{a,b}', '[a', '{', '**/', '{{a,b},c}', '?*'])}`.repeat(draw.below(400))
      : run(draw, GLOB, 14);
const DURATION = [
  '1',
  '0',
  '9'.repeat(20),
  '.',
  '5',
  'd',
  'h',
  'm',
  's',
  'ms',
  '-',
  '+',
  ' ',
  'e3',
  '٣',
  'D',
];
const PARTS = [
  ['d', 36_525],
  ['h', 99],
  ['m', 99],
  ['s', 99],
  ['ms', 999],
];
export const durationText = (draw) =>
  draw.oneIn(2)
    ? PARTS.filter(() => draw.oneIn(2))
        .map(
          ([unit, most]) =>
            `${draw.below(most)}${unit !== 'ms' && draw.oneIn(5) ? `.${draw.below(9_999)}` : ''}${unit}`,
        )
        .join('')
    : draw.odd(4)
      ? hostileWord(draw)
      : run(draw, DURATION, 9);
const ID = [
  'a',
  'B',
  '0',
  '/',
  '.',
  '_',
  '@',
  '-',
  '//',
  '{region}',
  '{',
  '}',
  ' ',
  '\u0000',
  '\ud800',
  '\n',
  '__proto__',
];
const SEGMENTS = ['aws', 'us-east-1', 's3', 'a.b', 'A_1', '@x', '-', '..', '__proto__'];
export const idText = (draw) =>
  draw.oneIn(2)
    ? [draw.pick(SEGMENTS), ...draw.some(5, () => draw.pick(SEGMENTS))].join('/')
    : draw.odd(4)
      ? hostileWord(draw)
      : draw.oneIn(60)
        ? draw.pick(ID).repeat(20_000)
        : run(draw, ID, 9);
