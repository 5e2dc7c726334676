/** What is told of the fault trees of others: exact, sampled, with unknown events, complete or not. */
import { describe, expect, it } from 'vitest';
import { faultTreeReport } from '../../../src/analyze/availability/fault-tree-report.ts';
import type { TreeEffort } from '../../../src/analyze/availability/fault-trees.ts';
import { readOpenPsa } from '../../../src/document/open-psa/read.ts';
import type { Report } from '../../../src/model/report.ts';
import { textOf } from '../ask.ts';

const EFFORT: TreeEffort = {
  nodes: 1_000_000,
  samples: 10_000,
  seed: 7,
  listed: 10,
  withImportance: false,
  byProbability: false,
};

const event = (name: string, p?: number): string =>
  `<define-basic-event name="${name}">${p === undefined ? '' : `<float value="${p}"/>`}</define-basic-event>`;

/** A top of this formula over these events. */
const model = (formula: string, events: string): string =>
  `<opsa-mef><define-fault-tree name="T"><define-gate name="top">${formula}</define-gate></define-fault-tree><model-data>${events}</model-data></opsa-mef>`;

const named = (...names: readonly string[]): string =>
  names.map((name) => `<event name="${name}"/>`).join('');

const reportOf = (text: string, effort: Partial<TreeEffort> = {}, top?: readonly string[]): Report =>
  faultTreeReport(readOpenPsa([{ file: 'a.xml', text }]), top, { ...EFFORT, ...effort });

const linesOf = (report: Report): readonly string[] => textOf(report).trimEnd().split('\n');

const PAIRS = model(
  `<or><and>${named('a', 'b')}</and><event name="c"/></or>`,
  event('a', 0.5) + event('b', 0.2) + event('c', 0.05),
);

describe('a tree', () => {
  it('that is solved is told with its sets', () => {
    const report = reportOf(PAIRS);
    expect(linesOf(report)).toEqual([
      'top has a probability of 0.145',
      '',
      '1 gate over 3 events',
      '2 minimal cut sets; by order: 1 1',
      'probability 0.145, exact',
      '',
      'Minimal cut sets',
      'Order  Probability  Events',
      '    1         0.05  c',
      '    2          0.1  a · b',
    ]);
    expect(report.data()).toMatchObject({
      trees: [
        {
          tree: 'T',
          top: 'top',
          gates: 1,
          events: 3,
          coherent: true,
          cutSets: { complete: true, counts: { 1: 1, 2: 1 } },
          probability: 0.145,
          method: 'exact',
        },
      ],
    });
    const [tree] = (report.data() as { trees: readonly object[] }).trees;
    for (const key of ['label', 'samples', 'unknown', 'importance']) expect(tree).not.toHaveProperty(key);
    expect(report.table!()).toEqual({
      columns: ['tree', 'top', 'order', 'events', 'probability'],
      rows: [
        ['T', 'top', 1, 'c', 0.05],
        ['T', 'top', 2, 'a b', 0.1],
      ],
    });
  });

  it('may be told by probability, and no more sets than asked for', () => {
    expect(linesOf(reportOf(PAIRS, { byProbability: true, listed: 1 })).slice(6)).toEqual([
      'Most probable cut sets',
      'Order  Probability  Events',
      '    2          0.1  a · b',
      '… and 1 more (--limit lists more)',
    ]);
  });

  it('may be asked for small sets only', () => {
    expect(linesOf(reportOf(PAIRS, { order: 1 })).slice(2, 5)).toEqual([
      '1 gate over 3 events',
      '1 minimal cut set of at most 1 event; by order: 1',
      'probability 0.145, exact',
    ]);
  });

  it('with events of which nothing is known has sets and no probability', () => {
    const report = reportOf(
      model(
        `<or>${named('a', 'b', 'c', 'd', 'e')}</or>`,
        'abcde'
          .split('')
          .map((name) => event(name, name === 'c' ? 0.5 : undefined))
          .join(''),
      ),
    );
    expect(linesOf(report).slice(0, 8)).toEqual([
      'top',
      '',
      '1 gate over 5 events',
      '5 minimal cut sets; by order: 5',
      'no probability: 4 events without one (a, b, d, …)',
      '',
      'Minimal cut sets',
      'Order  Events',
    ]);
    expect(report.data()).toMatchObject({ trees: [{ unknown: ['a', 'b', 'd', 'e'] }] });
    expect((report.data() as { trees: readonly object[] }).trees[0]).not.toHaveProperty('probability');
    expect(report.table!().rows[0]).toEqual(['T', 'top', 1, 'a', null]);
    const one = reportOf(model(named('a'), event('a')));
    expect(linesOf(one)).toContain('no probability: 1 event without one (a)');
  });

  it('that holds always, or never, has no sets to list', () => {
    const always = reportOf(model('<constant value="true"/>', ''));
    expect(linesOf(always)).toContain('1 minimal cut set; by order: it holds always');
    const never = reportOf(model('<constant value="false"/>', ''));
    expect(linesOf(never)).toContain('0 minimal cut sets');
    expect(linesOf(never)).not.toContain('Minimal cut sets');
  });

  it('with negations is told to be more than its sets', () => {
    const report = reportOf(
      model(`<and><event name="a"/><not><event name="b"/></not></and>`, event('a', 0.5) + event('b', 0.2)),
    );
    expect(linesOf(report).join('\n')).toContain('; with negations: the sets are those of its coherent hull');
    expect(report.data()).toMatchObject({ trees: [{ coherent: false, probability: 0.4 }] });
  });

  it('may be sampled, with how sure that is', () => {
    const report = reportOf(PAIRS, { method: 'monte-carlo' });
    const [tree] = (report.data() as { trees: readonly { probability: number; method: string }[] }).trees;
    expect(tree).toMatchObject({ method: 'monte-carlo' });
    expect(tree!.probability).toBeGreaterThan(0.13);
    expect(tree!.probability).toBeLessThan(0.16);
    const [title] = linesOf(report);
    expect(title).toBe(`top has a probability of ≈ ${Number(tree!.probability.toPrecision(6))}`);
    expect(linesOf(report).find((line) => line.startsWith('probability'))).toMatch(
      /^probability ≈ 0\.1[345]\d* of 10,016 samples, seed 7; with 95% confidence 0\.1[34]\d* to 0\.1[56]\d*$/,
    );
  });

  it('that takes too large a diagram is sampled, and says why', () => {
    const names = Array.from({ length: 12 }, (_, i) => `e${i}`);
    const text = model(
      `<atleast min="6">${named(...names)}</atleast>`,
      names.map((name) => event(name, 0.5)).join(''),
    );
    const lines = linesOf(reportOf(text, { nodes: 10 }));
    expect(lines.find((line) => line.startsWith('probability'))).toContain(
      ' of 10,016 samples, seed 7; an exact one takes too large a diagram; with 95% confidence ',
    );
    expect(linesOf(reportOf(text)).find((line) => line.startsWith('probability'))).toMatch(/, exact$/);
  });

  it('tells what it hangs on', () => {
    const report = reportOf(PAIRS, { withImportance: true, listed: 2 });
    const lines = linesOf(report);
    expect(lines.slice(lines.indexOf('What it hangs on') + 1)).toEqual([
      'Event  Fussell–Vesely  Birnbaum  Achievement  Reduction',
      'a               0.655      0.19         1.66        2.9',
      'b               0.655     0.475         3.62        2.9',
      '… and 1 more (--limit 0 shows all)',
    ]);
    const [tree] = (report.data() as { trees: readonly { importance: readonly { event: string }[] }[] })
      .trees;
    expect(tree!.importance.map(({ event: name }) => name)).toEqual(['a', 'b', 'c']);
    expect(tree!.importance[0]).toEqual({
      event: 'a',
      birnbaum: 0.19,
      fussellVesely: expect.closeTo(0.095 / 0.145, 6) as number,
      riskAchievement: expect.closeTo(0.24 / 0.145, 6) as number,
      riskReduction: expect.closeTo(0.145 / 0.05, 6) as number,
    });
  });
});

it('several trees are told one after the other', () => {
  const tree = (name: string, p: number): string =>
    `<define-fault-tree name="${name}"><define-gate name="top-${name}"><event name="e-${name}"/></define-gate></define-fault-tree><model-data>${event(`e-${name}`, p)}</model-data>`;
  const lines = linesOf(reportOf(`<opsa-mef>${tree('x', 0.1)}${tree('y', 0.2)}</opsa-mef>`));
  expect(lines[0]).toBe('2 fault trees');
  expect(lines.filter((line) => line.startsWith('top-'))).toEqual(['top-x', 'top-y']);
});
