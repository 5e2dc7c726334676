/**
 * SARIF 2.1.0 (OASIS), for code-scanning sites and editors.
 *
 * Files are told from the root of the repository. The failure's way is a code flow, step by step. What is excused is
 * there, marked as suppressed, so that a site closes nothing that is only waived.
 */
import { printable } from '../model/printable.ts';
import type { Checked } from '../model/report.ts';
import type { Excused, FileLine, Finding, FlowStep, Rule } from '../model/finding.ts';
import {
  distinctFingerprints,
  excuseText,
  fallbackFile,
  knownPlace,
  placeOf,
  worstFirst,
} from './findings.ts';
import { inertJson } from './inert.ts';
import { batchesOf, inPieces } from './in-pieces.ts';
import { escaped } from './markdown-text.ts';
import { needed } from './needed.ts';
import type { Surroundings } from './reporter.ts';

/** Not indented: thousands of findings are thrice as long then, and nobody reads them. */
export const sarif = inPieces('sarif', function* (report, surroundings) {
  const checked = needed(report, 'checked', 'sarif');
  const worst = new Set(worstFirst(checked.findings).slice(0, MOST_RESULTS));
  const shown = checked.findings.filter((finding) => worst.has(finding));
  const context = contextOf(checked, surroundings);
  // The list of results is the last thing in it.
  yield inertJson(JSON.stringify(logOf(checked, shown, surroundings)).slice(0, -END.length));
  let before = '';
  for (const batch of batchesOf(shown)) {
    const results = batch.map((finding) => resultOf(finding, context));
    yield `${before}${inertJson(JSON.stringify(results).slice(1, -1))}`;
    before = ',';
  }
  yield `${END}\n`;
});

/** What closes the list of results, the run, the list of runs and the log. */
const END = ']}]}';

/** Results that GitHub keeps of a run. */
const MOST_RESULTS = 5_000;
/** Ways of a result, and steps of a way: GitHub takes no more than 10,000 steps of a result. */
const MOST_WAYS = 10;
const MOST_STEPS = 1_000;

/** All but the results. */
const logOf = (
  { rules, findings }: Checked,
  shown: readonly Finding[],
  surroundings: Surroundings,
): object => ({
  $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: { driver: driverOf(rules, surroundings) },
      // It begins at the root of the repository: who reads it knows where that is.
      originalUriBaseIds: { '%SRCROOT%': { description: { text: 'the root of the repository' } } },
      columnKind: 'utf16CodeUnits',
      invocations: [{ executionSuccessful: true, ...cutNotes(findings.length - shown.length, shown) }],
      results: [],
    },
  ],
});

interface Context {
  readonly surroundings: Surroundings;
  readonly fallback: string;
  readonly fingerprints: ReadonlyMap<Finding, string>;
  readonly indexes: ReadonlyMap<string, number>;
  readonly hasBaseline: boolean;
}

const contextOf = ({ rules, findings }: Checked, surroundings: Surroundings): Context => ({
  surroundings,
  fallback: fallbackFile(findings, surroundings),
  fingerprints: distinctFingerprints(findings),
  indexes: new Map(rules.map(({ id }, i) => [id, i])),
  hasBaseline: findings.some(({ excused }) => excused?.by === 'baseline'),
});

/** Nothing is left out without a word. */
const cutNotes = (left: number, shown: readonly Finding[]): object => {
  const cutWays = shown.filter(
    ({ flows }) => flows.length > MOST_WAYS || flows.some((flow) => flow.length > MOST_STEPS),
  ).length;
  const notes = [
    ...(left === 0 ? [] : [`${left} more findings are left out: the ${MOST_RESULTS} most severe are here`]),
    ...(cutWays === 0 ? [] : [`of ${cutWays} findings not all ways of the failure are here`]),
  ];
  return notes.length === 0
    ? {}
    : { toolExecutionNotifications: notes.map((text) => ({ level: 'warning', message: { text } })) };
};

// —— rules ——————————————————————————————————————————————————————————————————————————————————————————————————————————

const driverOf = (rules: readonly Rule[], { tool }: Surroundings): object => ({
  name: 'Faultline',
  ...(tool === undefined ? {} : { version: tool.version, semanticVersion: tool.version }),
  ...(tool?.home === undefined ? {} : { informationUri: tool.home }),
  rules: rules.map((rule) => ruleOf(rule, tool?.home)),
});

/** Of a rule's severity, what GitHub calls it. */
const PROBLEMS = { error: 'error', warning: 'warning', note: 'recommendation' } as const;

const ruleOf = ({ id, title, why, remedy, severity, page }: Rule, home: string | undefined): object => ({
  id: printable(id),
  shortDescription: { text: plain(title) },
  fullDescription: { text: plain(why) },
  help: {
    text: plain(`${why}\n\nWhat to do: ${remedy}`),
    markdown: `${escaped(why)}\n\n**What to do:** ${escaped(remedy)}`,
  },
  ...(page === undefined || home === undefined
    ? {}
    : { helpUri: `${home.replace(/\/+$/, '')}/${uriOf(page)}` }),
  defaultConfiguration: { level: severity },
  properties: { tags: ['resilience'], precision: 'high', 'problem.severity': PROBLEMS[severity] },
});

// —— results ————————————————————————————————————————————————————————————————————————————————————————————————————————

const resultOf = (finding: Finding, context: Context): object => {
  const { rule, severity, node, message, remedy, related, flows, excused } = finding;
  const { surroundings, fallback, fingerprints, indexes, hasBaseline } = context;
  const index = indexes.get(rule);
  const fingerprint = fingerprints.get(finding)!;
  const place = placeOf(finding, surroundings);
  const others = related.map((one) => ({
    message: { text: plain(one.message) },
    ...locationOf(one.node, one.place && knownPlace(one.place, surroundings)),
  }));
  return {
    ruleId: printable(rule),
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: severity,
    message: { text: plain(remedy === undefined ? message : `${message}. ${remedy}`) },
    locations: [locationOf(node, place ?? fallback)],
    ...(others.length === 0 ? {} : { relatedLocations: others.map((other, id) => ({ id, ...other })) }),
    ...(flows.length === 0
      ? {}
      : { codeFlows: flows.slice(0, MOST_WAYS).map((flow) => codeFlowOf(flow, context)) }),
    // The second is the one that GitHub knows alerts again by.
    partialFingerprints: { 'faultline/v1': fingerprint, primaryLocationLineHash: fingerprint },
    ...(hasBaseline ? { baselineState: excused?.by === 'baseline' ? 'unchanged' : 'new' } : {}),
    ...(excused === undefined ? {} : { suppressions: [suppressionOf(excused)] }),
  };
};

const suppressionOf = (excused: Excused): object => ({
  kind: excused.by === 'suppressed' ? 'inSource' : 'external',
  status: 'accepted',
  justification: plain(excuseText(excused)),
});

const codeFlowOf = (flow: readonly FlowStep[], { surroundings, fallback }: Context): object => {
  const steps =
    flow.length <= MOST_STEPS
      ? flow
      : [...flow.slice(0, MOST_STEPS / 2), ...flow.slice(flow.length - MOST_STEPS / 2)];
  return {
    threadFlows: [
      {
        locations: steps.map(({ node, state, message, place }, i) => ({
          location: {
            message: { text: plain(`${node} (${state}): ${message}`) },
            ...locationOf(node, (place && knownPlace(place, surroundings)) ?? fallback),
          },
          executionOrder: i + 1,
          importance: i === 0 || i === steps.length - 1 ? 'essential' : 'important',
        })),
      },
    ],
  };
};

/** A line, or a whole file where no line is known; and the node as a logical place. */
const locationOf = (node: string | undefined, place: FileLine | string | undefined): object => ({
  ...(place === undefined
    ? {}
    : {
        physicalLocation: {
          artifactLocation: {
            uri: uriOf(typeof place === 'string' ? place : place.file),
            uriBaseId: '%SRCROOT%',
          },
          region: typeof place === 'string' ? { startLine: 1 } : regionOf(place),
        },
      }),
  ...(node === undefined
    ? {}
    : { logicalLocations: [{ name: printable(node), fullyQualifiedName: printable(node), kind: 'node' }] }),
});

const regionOf = ({ line, column }: FileLine): object => ({
  startLine: line,
  ...(column === undefined ? {} : { startColumn: column }),
});

/** A path as a relative URI. */
const uriOf = (file: string): string => (SAFE_URI.test(file) ? file : encodedUri(file));

/** What stands for itself in a URI. */
const SAFE_URI = /^[A-Za-z0-9._/-]*$/;

const encodedUri = (file: string): string =>
  file
    // Half a pair of surrogates has no bytes.
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');

/** SARIF takes `[a](b)` in any message for a link. */
const plain = (text: string): string => {
  const safe = text.includes('\n') ? text.split('\n').map(printable).join('\n') : printable(text);
  return safe.replaceAll('](', '] (');
};
