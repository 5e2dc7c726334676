/** Proves what code-scanning sites and test reports are told: all that counts, nothing twice, and no text that acts. */
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { byCodePoint } from '../../src/model/order.ts';
import { github } from '../../src/report/github.ts';
import { gitlab } from '../../src/report/gitlab.ts';
import { junit } from '../../src/report/junit.ts';
import type { Surroundings } from '../../src/report/reporter.ts';
import { TRICKS, checkReportOf, checkedOf, findingOf } from './checks.ts';
import { OBEYED, plainAt, reportOf } from './reports.ts';

const PLAIN = plainAt(80);

const many = (count: number, changes: Partial<Finding> = {}): readonly Finding[] =>
  Array.from({ length: count }, (_, i) => findingOf({ fingerprint: `f${i}`, node: `n${i}`, ...changes }));

/** A finding whose every text is the same. */
const trickyOf = (text: string, changes: Partial<Finding> = {}): Finding =>
  findingOf({
    rule: text,
    node: text,
    message: text,
    remedy: text,
    place: { file: text, line: 1 },
    related: [{ message: text, node: text, place: { file: text, line: 2 } }],
    flows: [[{ node: text, state: 'outage', message: text, place: { file: text, line: 3 } }]],
    ...changes,
  });

const TRICKY = TRICKS.map((text, i) =>
  trickyOf(text, {
    fingerprint: `f${i}`,
    ...(i % 3 === 0 ? { excused: { by: 'waived' as const, reason: text, owner: text } } : {}),
  }),
);

describe('junit', () => {
  const rendered = (
    findings: readonly Finding[],
    more: Parameters<typeof checkedOf>[1] = [],
    surroundings: Surroundings = PLAIN,
  ): string => junit.render(checkReportOf(checkedOf(findings, more)), surroundings);

  it('is a suite for each rule and a test for each subject', () => {
    const xml = rendered(
      [
        findingOf(),
        findingOf({ rule: 'single-zone', severity: 'warning', message: 'w', flows: [], related: [] }),
      ],
      [
        { rule: 'single-zone', subject: 'checkout', findings: [] },
        { rule: 'single-zone', subject: 'blog', findings: [], skipped: 'it has no zone' },
      ],
    );
    expect(xml).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="faultline check" tests="4" failures="2" errors="0" skipped="1">
  <testsuite name="shared-fate" tests="1" failures="1" errors="0" skipped="0">
    <properties><property name="title" value="redundancy whose members fall together"/></properties>
    <testcase name="shop" classname="shared-fate" file="graphs/shop.yaml" line="12">
      <failure message="both databases of shop run in zone-a" type="error">error: both databases of shop run in zone-a
at graphs/shop.yaml:12
zone-a (outage) → db-b (outage) → shop (partial)
fingerprint: 0123456789abcdef</failure>
    </testcase>
  </testsuite>
  <testsuite name="single-zone" tests="3" failures="1" errors="0" skipped="1">
    <properties><property name="title" value="an app that one zone takes down"/></properties>
    <testcase name="shop" classname="single-zone" file="graphs/shop.yaml" line="12">
      <failure message="w" type="warning">warning: w
at graphs/shop.yaml:12
fingerprint: 0123456789abcdef</failure>
    </testcase>
    <testcase name="checkout" classname="single-zone"/>
    <testcase name="blog" classname="single-zone">
      <skipped message="it has no zone"/>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it('passes by notes and by what is excused, and tells them', () => {
    const xml = rendered([
      findingOf({ severity: 'note', message: 'just so' }),
      findingOf({ excused: { by: 'suppressed', reason: 'a test system' }, message: 'known' }),
      findingOf({ excused: { by: 'baseline' }, message: 'old' }),
    ]);
    expect(xml).toContain('tests="3" failures="0"');
    expect(xml).not.toContain('<failure');
    expect(xml).toContain('<system-out>note: just so</system-out>');
    expect(xml).toContain('<system-out>error, suppressed: a test system: known</system-out>');
    expect(xml).toContain('<system-out>error, in the baseline: old</system-out>');
  });

  it('fails a test once, by the first, and tells all', () => {
    const findings = [findingOf({ message: 'one' }), findingOf({ message: 'two' })];
    const xml = junit.render(
      checkReportOf({ rules: [], findings, cases: [{ rule: 'r', subject: 's', findings }] }),
      PLAIN,
    );
    expect(xml.match(/<failure/g)).toHaveLength(1);
    expect(xml).toContain('message="one (and 1 more)"');
    expect(xml).toContain('error: two');
  });

  it('of nothing is a suite of none', () => {
    expect(rendered([])).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="faultline check" tests="0" failures="0" errors="0" skipped="0">\n</testsuites>\n',
    );
  });

  it('stays XML, whatever the texts are', () => {
    const xml = rendered(TRICKY);
    // oxlint-disable-next-line no-control-regex -- what XML 1.0 has no place for
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
    // Whatever is not one of our tags would be a tag of theirs.
    const tags = [...xml.matchAll(/<\/?([^\s/>]*)/g)].map(([, name = '']) => name);
    expect([...new Set(tags)].toSorted(byCodePoint)).toEqual([
      '?xml',
      'failure',
      'system-out',
      'testcase',
      'testsuite',
      'testsuites',
    ]);
    // Entities are ours, too.
    expect(xml).not.toMatch(/&(?!(?:amp|lt|gt|quot|#\d+);)/);
  });
});

describe('gitlab', () => {
  const issuesOf = (findings: readonly Finding[], surroundings: Surroundings = PLAIN) =>
    JSON.parse(gitlab.render(checkReportOf(checkedOf(findings)), surroundings)) as readonly {
      readonly description: string;
      readonly fingerprint: string;
      readonly severity: string;
      readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
    }[];

  it('has the keys that GitLab asks for', () => {
    expect(issuesOf([findingOf()])).toEqual([
      {
        description: 'both databases of shop run in zone-a',
        check_name: 'shared-fate',
        fingerprint: '0123456789abcdef',
        severity: 'major',
        location: { path: 'graphs/shop.yaml', lines: { begin: 12 } },
      },
    ]);
  });

  it('has the worst first, and nothing that is excused', () => {
    const issues = issuesOf([
      findingOf({ severity: 'note', message: 'n' }),
      findingOf({ excused: { by: 'baseline' }, message: 'x' }),
      findingOf({ severity: 'warning', message: 'w' }),
      findingOf({ message: 'e' }),
    ]);
    expect(issues.map(({ description, severity }) => `${description} ${severity}`)).toEqual([
      'e major',
      'w minor',
      'n info',
    ]);
  });

  it('has no fingerprint twice: GitLab would drop one', () => {
    const issues = issuesOf([findingOf({ message: 'b' }), findingOf({ message: 'a' })]);
    expect(issues.map(({ description, fingerprint }) => [description, fingerprint])).toEqual([
      ['b', '0123456789abcdef-2'],
      ['a', '0123456789abcdef'],
    ]);
  });

  it('names files from the root of the repository, and the document for what has no place', () => {
    const within = { ...PLAIN, pathOf: (file: string) => (file === 'out.tf' ? undefined : `infra/${file}`) };
    const [one, two, three] = issuesOf(
      [
        findingOf(),
        findingOf({ place: { file: 'out.tf', line: 3 } }),
        findingOf({ place: { file: 'out.tf', line: 3 }, related: [] }),
      ],
      { ...within, document: 'faultline.yaml' },
    );
    expect(one!.location).toEqual({ path: 'infra/graphs/shop.yaml', lines: { begin: 12 } });
    expect(two!.location).toEqual({ path: 'infra/graphs/shop.yaml', lines: { begin: 20 } });
    expect(three!.location).toEqual({ path: 'infra/faultline.yaml', lines: { begin: 1 } });
  });

  it('holds no text that a page or a terminal would obey', () => {
    for (const issue of issuesOf(TRICKY)) expect(issue.description).not.toMatch(OBEYED);
  });
});

describe('github', () => {
  const linesOf = (findings: readonly Finding[], surroundings: Surroundings = PLAIN): readonly string[] =>
    github
      .render(checkReportOf(checkedOf(findings)), surroundings)
      .trimEnd()
      .split('\n');

  it('is a command for each finding, with its way and its remedy in the message', () => {
    expect(linesOf([findingOf({ remedy: 'move db-b' })])).toEqual([
      '::error file=graphs/shop.yaml,line=12,col=5,title=faultline%3A shared-fate::both databases of shop run in zone-a%0Azone-a (outage) → db-b (outage) → shop (partial)%0AWhat to do: move db-b',
    ]);
  });

  it('has the worst first, ten of each level, and counts the rest', () => {
    const lines = linesOf([
      ...many(1, { severity: 'note' }),
      ...many(12, { severity: 'warning' }),
      ...many(11),
    ]);
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      ...Array.from({ length: 10 }, () => '::error'),
      '…',
      ...Array.from({ length: 10 }, () => '::warning'),
      '…',
      '::notice',
    ]);
    expect(lines[10]).toBe('… and 1 more error (--format text or sarif has all)');
    expect(lines[21]).toBe('… and 2 more warnings (--format text or sarif has all)');
  });

  it('says so if there are none, or only excused ones', () => {
    expect(linesOf([findingOf({ excused: { by: 'baseline' } })])).toEqual(['no findings']);
  });

  it('gives no command but its own, whatever the texts are', () => {
    for (const text of TRICKS) {
      const lines = linesOf([trickyOf(text)]);
      expect(lines).toHaveLength(1);
      const [, level, properties] = /^::(\w+) (.*?)::/.exec(lines[0]!)!;
      expect(level).toBe('error');
      // A colon or a comma in a value would begin another.
      expect(properties!.split(',')).toHaveLength(3);
      expect(properties).not.toContain(':');
      expect(lines[0]).not.toMatch(OBEYED);
      expect(lines[0]!.replaceAll(/%(?:25|0A|0D|3A|2C)/g, '')).not.toContain('%');
    }
  });
});

describe('a report without findings', () => {
  it.each([junit, gitlab, github])('is refused as $name', ({ name, render }) => {
    expect(() => render(reportOf([]), PLAIN)).toThrow(`test has no findings, and so no ${name}`);
  });
});
