/** Checks made by hand, for the formats of code-scanning sites and test reports. */
import type { CheckCase, Finding, Rule } from '../../src/model/finding.ts';
import type { Checked, Report, ReportGraph } from '../../src/model/report.ts';
import { reportOf } from './reports.ts';

export const RULES: readonly Rule[] = [
  {
    id: 'shared-fate',
    title: 'redundancy whose members fall together',
    why: 'What is doubled is lost all the same.',
    remedy: 'Move one of them.',
    severity: 'error',
    page: 'docs/rules/shared-fate.md',
  },
  {
    id: 'single-zone',
    title: 'an app that one zone takes down',
    why: 'Zones fail.',
    remedy: 'Add a replica in another zone.',
    severity: 'warning',
    page: 'docs/rules/single-zone.md',
  },
];

export const findingOf = (changes: Partial<Finding> = {}): Finding => ({
  rule: 'shared-fate',
  severity: 'error',
  node: 'shop',
  message: 'both databases of shop run in zone-a',
  place: { file: 'graphs/shop.yaml', line: 12, column: 5 },
  related: [{ message: 'the other one', node: 'db-b', place: { file: 'graphs/shop.yaml', line: 20 } }],
  because: [],
  flows: [
    [
      {
        node: 'zone-a',
        state: 'outage',
        message: 'it fails',
        place: { file: 'graphs/shop.yaml', line: 3 },
      },
      { node: 'db-b', state: 'outage', message: 'runs in zone-a', place: { file: 'infra/db.tf', line: 7 } },
      { node: 'shop', state: 'partial', message: 'needs db-b, because of orders' },
    ],
  ],
  fingerprint: '0123456789abcdef',
  ...changes,
});

/** Cases of the findings by rule and node, and the rules. */
export const checkedOf = (
  findings: readonly Finding[],
  more: readonly CheckCase[] = [],
  rules: readonly Rule[] = RULES,
): Checked => ({
  rules,
  findings,
  cases: [
    ...findings.map((finding) => ({ rule: finding.rule, subject: finding.node, findings: [finding] })),
    ...more,
  ],
});

/** A report of a check, with one block. */
export const checkReportOf = (checked: Checked, changes: Partial<Report> = {}): Report => ({
  ...reportOf([{ type: 'text', lines: [['what was checked']] }], ['The check']),
  command: 'check',
  checked: () => checked,
  ...changes,
});

export const GRAPH: ReportGraph = {
  nodes: [
    { id: 'shop', kind: 'app', state: 'partial', tier: 1, owner: 'web-team', name: 'The shop' },
    { id: 'aws/us-east-1', kind: 'region', state: 'operational' },
    { id: 'aws/us-east-1/zone-a', kind: 'zone', state: 'outage', isFault: true, parent: 'aws/us-east-1' },
    { id: 'db-a', kind: 'database', state: 'outage', parent: 'aws/us-east-1/zone-a' },
    { id: 'cache', kind: 'cache', state: 'degraded' },
  ],
  edges: [
    { from: 'shop', to: 'db-a', group: 'any of', isPath: true, why: 'orders' },
    { from: 'shop', to: 'cache', impact: 'degraded', change: 'added' },
    { from: 'db-a', to: 'aws/us-east-1/zone-a', isPath: true },
    { from: 'aws/us-east-1/zone-a', to: 'aws/us-east-1' },
  ],
};

/** Texts that try to be more than texts: markup of each format, formulas, commands, calls to people. */
export const TRICKS: readonly string[] = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '"><img src=x onerror=alert(1)>',
  ']]>&entity;&#0;',
  '[free](javascript:alert(1))',
  'a | b \\| c',
  '```\n# out of the fence\n```',
  '</details>',
  'ask @web-team about #12',
  '=HYPERLINK("//evil","x")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  'a,b;"c"\r\nd',
  '::error file=x::pwned',
  'a\n::set-output name=x::y',
  '%0A::stop-commands::x',
  'a%b:c,d',
  '"]; n0 -> n1; x["',
  'end\n  click n0 "javascript:alert(1)"',
  '\\n\\" <b>',
  '\ud800 half, \udc00 half, \uffff none, \u0000 nul, \u001b[2J',
  '\u202egnp.exe',
  'x'.repeat(30_000),
];
