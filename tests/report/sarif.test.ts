/** Proves that SARIF is as the standard describes it, points at lines, tells the way, and leaves nothing out silently. */
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Finding, FlowStep } from '../../src/model/finding.ts';
import type { Surroundings } from '../../src/report/reporter.ts';
import { sarif } from '../../src/report/sarif.ts';
import { RULES, TRICKS, checkReportOf, checkedOf, findingOf } from './checks.ts';
import { plainAt, reportOf } from './reports.ts';
import { OURS, wholeSchema } from './sarif-schema.ts';

interface Place {
  readonly message?: { readonly text: string };
  readonly physicalLocation?: {
    readonly artifactLocation: { readonly uri: string };
    readonly region?: { readonly startLine: number };
  };
  readonly logicalLocations?: readonly { readonly name: string }[];
}

interface Result {
  readonly ruleIndex?: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Place[];
  readonly relatedLocations?: readonly Place[];
  readonly codeFlows?: readonly {
    readonly threadFlows: readonly { readonly locations: readonly { readonly location: Place }[] }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly baselineState?: string;
  readonly suppressions?: readonly object[];
}

interface Run {
  readonly tool: {
    readonly driver: { readonly version?: string; readonly rules: readonly Record<string, unknown>[] };
  };
  readonly invocations: readonly {
    readonly toolExecutionNotifications?: readonly { readonly message: { readonly text: string } }[];
  }[];
  readonly results: readonly Result[];
}

const validators = [OURS, wholeSchema() ?? {}].map((schema) =>
  new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema),
);

/** The run, which is valid. */
const runOf = (findings: readonly Finding[], surroundings: Surroundings = plainAt(80)): Run => {
  const log = JSON.parse(sarif.render(checkReportOf(checkedOf(findings)), surroundings)) as {
    runs: readonly [Run];
  };
  for (const validate of validators) {
    validate(log);
    expect(validate.errors?.slice(0, 3) ?? []).toEqual([]);
  }
  return log.runs[0];
};

const lineOf = ({ physicalLocation }: Place): string =>
  `${physicalLocation!.artifactLocation.uri}:${physicalLocation!.region!.startLine}`;

describe('a finding', () => {
  it('points at its line, at those that take part, and at its rule', () => {
    const { results, tool } = runOf([findingOf({ remedy: 'Move db-b' })]);
    const [result] = results as readonly [Result];
    expect(lineOf(result.locations[0]!)).toBe('graphs/shop.yaml:12');
    expect(result.locations[0]!.logicalLocations![0]!.name).toBe('shop');
    expect(result.relatedLocations!.map(lineOf)).toEqual(['graphs/shop.yaml:20']);
    expect(result.message.text).toBe('both databases of shop run in zone-a. Move db-b');
    expect(tool.driver.rules[result.ruleIndex!]!['id']).toBe('shared-fate');
    expect(result.level).toBe('error');
  });

  it('tells the way of the failure, step by step', () => {
    const [result] = runOf([findingOf()]).results as readonly [Result];
    const steps = result.codeFlows![0]!.threadFlows[0]!.locations.map(({ location }) => location);
    expect(steps.map((step) => step.message!.text)).toEqual([
      'zone-a (outage): it fails',
      'db-b (outage): runs in zone-a',
      'shop (partial): needs db-b, because of orders',
    ]);
    // A step that nobody wrote a line for stands at the document.
    expect(steps.map(lineOf)).toEqual(['graphs/shop.yaml:3', 'infra/db.tf:7', 'graphs/shop.yaml:1']);
  });

  it('has a fingerprint that neither lines nor the order of findings change', () => {
    const twins = [
      findingOf({ message: 'a' }),
      findingOf({ message: 'b' }),
      findingOf({ fingerprint: 'other' }),
    ];
    const printsOf = (findings: readonly Finding[]): ReadonlyMap<string, unknown> =>
      new Map(
        runOf(findings).results.map(({ message, partialFingerprints }) => [
          message.text,
          partialFingerprints,
        ]),
      );
    const moved = twins.toReversed().map((finding) => ({ ...finding, place: { file: 'x.yaml', line: 99 } }));
    expect(printsOf(moved)).toEqual(printsOf(twins));
    expect(printsOf(twins).get('b')).toEqual({
      'faultline/v1': '0123456789abcdef-2',
      primaryLocationLineHash: '0123456789abcdef-2',
    });
  });

  it('without a place stands at one that takes part, or else at the document', () => {
    const bare = { ...findingOf({ related: [], flows: [], fingerprint: 'b' }) };
    delete (bare as { place?: unknown }).place;
    const related = { ...findingOf(), place: undefined } as unknown as Finding;
    const { results } = runOf([related, bare], { ...plainAt(80), document: 'faultline.yaml' });
    expect(results.map(({ locations }) => lineOf(locations[0]!))).toEqual([
      'graphs/shop.yaml:20',
      'faultline.yaml:1',
    ]);
    expect(lineOf(runOf([bare]).results[0]!.locations[0]!)).toBe('faultline.yaml:1');
  });

  it.each([
    ['suppressed', { by: 'suppressed', reason: 'a test' }, 'inSource', 'suppressed: a test'],
    [
      'waived',
      { by: 'waived', owner: 'web', until: '2026-12-31', reason: 'later' },
      'external',
      'waived by web until 2026-12-31: later',
    ],
    ['in the baseline', { by: 'baseline' }, 'external', 'in the baseline'],
  ] as const)('that is %s is there, suppressed', (_, excused, kind, justification) => {
    const [result] = runOf([findingOf({ excused })]).results as readonly [Result];
    expect(result.suppressions).toEqual([{ kind, status: 'accepted', justification }]);
  });

  it('is new or not, where there is a baseline', () => {
    const { results } = runOf([findingOf({ excused: { by: 'baseline' } }), findingOf({ fingerprint: 'x' })]);
    expect(results.map(({ baselineState }) => baselineState)).toEqual(['unchanged', 'new']);
    expect(runOf([findingOf()]).results[0]!.baselineState).toBeUndefined();
  });
});

describe('a rule', () => {
  it('has its level, its help, and its page where there is an address', () => {
    const { tool } = runOf([], {
      ...plainAt(80),
      tool: { version: '1.2.3', home: 'https://example.org/f/' },
    });
    expect(tool.driver.version).toBe('1.2.3');
    expect(tool.driver.rules).toHaveLength(RULES.length);
    expect(tool.driver.rules[1]).toMatchObject({
      id: 'single-zone',
      helpUri: 'https://example.org/f/docs/rules/single-zone.md',
      defaultConfiguration: { level: 'warning' },
      fullDescription: { text: 'Zones fail.' },
      help: { text: 'Zones fail.\n\nWhat to do: Add a replica in another zone.' },
    });
    expect(runOf([]).tool.driver.rules[1]).not.toHaveProperty('helpUri');
  });
});

describe('files', () => {
  it('are relative to the root of the repository, and URIs', () => {
    const pathOf = (file: string): string | undefined =>
      file.startsWith('../') ? undefined : `a folder/${file}`;
    const { results } = runOf(
      [
        findingOf({ place: { file: 'é #1.tf', line: 2 } }),
        findingOf({ fingerprint: 'x', place: { file: '../out.tf', line: 2 } }),
      ],
      { ...plainAt(80), pathOf },
    );
    expect(results.map(({ locations }) => lineOf(locations[0]!))).toEqual([
      'a%20folder/%C3%A9%20%231.tf:2',
      'a%20folder/graphs/shop.yaml:20',
    ]);
  });
});

describe('what is too much', () => {
  it('is left out from the mildest on, and counted', () => {
    const notes = Array.from({ length: 5_100 }, (_, i) =>
      findingOf({ severity: 'note', fingerprint: `n${i}`, flows: [], related: [] }),
    );
    const { results, invocations } = runOf([...notes, findingOf()]);
    expect(results).toHaveLength(5_000);
    expect(results.at(-1)!.level).toBe('error');
    expect(invocations[0]!.toolExecutionNotifications!.map(({ message }) => message.text)).toEqual([
      '101 more findings are left out: the 5000 most severe are here',
    ]);
  });

  it('of a way is left out in its middle, and said', () => {
    const flow = Array.from({ length: 3_000 }, (_, i): FlowStep => ({
      node: `n${i}`,
      state: 'outage',
      message: 'm',
    }));
    const { results, invocations } = runOf([findingOf({ flows: [flow] })]);
    const steps = results[0]!.codeFlows![0]!.threadFlows[0]!.locations;
    expect(steps).toHaveLength(1_000);
    expect(steps.at(-1)!.location.message!.text).toBe('n2999 (outage): m');
    expect(invocations[0]!.toolExecutionNotifications).toHaveLength(1);
  });
});

describe('a text from a document', () => {
  it('is no link, no markup and no command, and leaves the log valid', () => {
    const findings = TRICKS.map((text, i) =>
      findingOf({
        rule: text,
        node: text,
        message: text,
        place: { file: text, line: 1 },
        flows: [[{ node: text, state: 'outage', message: text, place: { file: text, line: 3 } }]],
        excused: { by: 'waived', reason: text },
        fingerprint: `f${i}`,
      }),
    );
    const rules = TRICKS.map((text) => ({ ...RULES[0]!, id: `survive/${text}`, title: text, why: text }));
    const log = sarif.render(checkReportOf(checkedOf(findings, [], rules)), plainAt(80));
    for (const validate of validators) {
      validate(JSON.parse(log));
      expect((validate.errors ?? []).filter(({ instancePath }) => !instancePath.endsWith('/uri'))).toEqual(
        [],
      );
    }
    // SARIF takes this for a link in any message.
    expect(runOf(findings).results.some(({ message }) => message.text.includes(']('))).toBe(false);
    const { runs } = JSON.parse(log) as {
      runs: readonly [{ tool: { driver: { rules: readonly { help: { markdown: string } }[] } } }];
    };
    for (const { help } of runs[0].tool.driver.rules) expect(/[<>]|@\w/.test(help.markdown)).toBe(false);
  });
});

it('a report without findings is refused', () => {
  expect(() => sarif.render(reportOf([]), plainAt(80))).toThrow('test has no findings, and so no sarif');
});
