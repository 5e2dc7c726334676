import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { batchesOf, jsonElements } from '../../src/report/in-pieces.ts';
import { REPORTERS } from '../../src/report/index.ts';
import { json } from '../../src/report/json.ts';

const surroundings = { width: 100, paint: (_: string, text: string) => text };

const reportOf = (data: object): Report => ({
  command: 'x',
  title: ['x'],
  blocks: () => [],
  data: () => data,
});

describe('JSON in pieces', () => {
  it('is what JSON.stringify says, whatever the data', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.constant(undefined))), (data) => {
        const whole = `${JSON.stringify({ faultline: 1, command: 'x', ...data }, null, 2)}\n`;
        expect(json.render(reportOf(data), surroundings)).toBe(whole);
      }),
    );
  });

  it('is so for lists of many batches, at both depths', () => {
    const list = Array.from({ length: 1001 }, (_, i) => ({ i, parts: i % 2 === 0 ? [] : [i, '<\n'] }));
    const whole = `${JSON.stringify({ faultline: 1, command: 'x', list, last: null }, null, 2)}\n`;
    expect(json.render(reportOf({ list, last: null }), surroundings)).toBe(whole);
    const elements = [...jsonElements(list, (value) => value, 1)];
    expect(elements.length).toBeGreaterThan(1);
    expect(`[\n${elements.join('')}\n]`).toBe(JSON.stringify(list, null, 2));
  });

  it('has what is not JSON as null within lists', () => {
    expect(json.render(reportOf({ list: [undefined, 1] }), surroundings)).toContain('null,\n    1');
  });
});

describe('batches', () => {
  it('are all of a list, in order', () => {
    const list = Array.from({ length: 777 }, (_, i) => i);
    expect([...batchesOf(list)].flat()).toEqual(list);
    expect([...batchesOf([])]).toEqual([]);
  });
});

describe('formats of findings', () => {
  const findings = Array.from({ length: 501 }, (_, i): Finding => ({
    rule: 'shared-fate',
    severity: i % 3 === 0 ? 'error' : 'note',
    node: `app-${i}`,
    message: `app-${i} falls </script>`,
    related: [],
    because: [],
    flows: [[{ node: 'db', state: 'outage', message: 'fails' }]],
    fingerprint: String(i).padStart(16, '0'),
  }));
  const report: Report = {
    ...reportOf({ findings }),
    checked: () => ({
      rules: [],
      findings,
      cases: findings.map((finding) => ({
        rule: finding.rule,
        subject: finding.node,
        findings: [finding],
      })),
    }),
    table: () => ({ columns: ['node'], rows: findings.map(({ node }) => [node]) }),
  };

  it.each(['json', 'html', 'sarif', 'junit', 'gitlab', 'csv'])(
    '%s has every finding once, in several pieces that are its text',
    async (name) => {
      const reporter = await REPORTERS.find((listed) => listed.name === name)!.load();
      const pieces = [...reporter.pieces!(report, surroundings)];
      const text = reporter.render(report, surroundings);
      expect(pieces.length).toBeGreaterThan(2);
      expect(pieces.join('')).toBe(text);
      for (const at of [0, 199, 200, 400, 500])
        expect(text.match(new RegExp(`app-${at}\\b`, 'g')) ?? []).not.toEqual([]);
      if (name === 'sarif')
        expect(
          (JSON.parse(text) as { runs: readonly { results: readonly object[] }[] }).runs[0]!.results,
        ).toHaveLength(501);
      if (name === 'gitlab') expect(JSON.parse(text)).toHaveLength(501);
      if (name === 'html') {
        const data = /id="data">(.*)<\/script>/.exec(text)![1]!;
        expect((JSON.parse(data) as { findings: readonly object[] }).findings).toHaveLength(501);
      }
    },
  );
});
