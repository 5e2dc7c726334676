/** Proves that a page is whole in itself, that its policy lets nothing else run, and that no text becomes a tag. */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Report, ReportGraph } from '../../src/model/report.ts';
import { html } from '../../src/report/html.ts';
import { layoutOf } from '../../src/report/html/layout.ts';
import { sha256Base64 } from '../../src/report/html/sha256.ts';
import { holds } from '../support/law.ts';
import { GRAPH, TRICKS, checkReportOf, checkedOf, findingOf } from './checks.ts';
import { HOSTILE, OBEYED, plainAt, reportOf } from './reports.ts';

const rendered = (report: Report): string => html.render(report, plainAt(80));

/** Every block there is, each text of it the same. */
const blocksOf = (text: string): readonly Block[] => [
  { type: 'heading', text },
  { type: 'text', lines: [[text, { text, tone: 'strong' }, { text, tone: 'id' }, { state: 'outage' }]] },
  { type: 'table', columns: [{ title: text }], rows: [[[text]], [[{ state: 'partial' }]]], more: text },
  { type: 'tree', branches: [{ depth: 99, line: [text] }] },
  {
    type: 'timeline',
    end: 60,
    notes: [text],
    sections: [
      {
        title: text,
        tracks: [{ label: [text], stretches: [{ from: 1, state: 'outage' }], notes: [[text]] }],
        more: text,
      },
    ],
  },
  {
    type: 'graph',
    title: text,
    graph: {
      nodes: [
        { id: text, kind: 'app', state: 'outage', name: text, owner: text },
        { id: 'b', kind: 'zone', state: 'outage' },
      ],
      edges: [{ from: text, to: 'b', group: text, why: text }],
    },
  },
  { type: 'folded', title: text, blocks: [{ type: 'text', lines: [[text]] }] },
];

const allOf = (text: string): Report =>
  checkReportOf(
    checkedOf(
      [
        findingOf({
          rule: text,
          node: text,
          message: text,
          remedy: text,
          flows: [[{ node: text, state: 'outage', message: text }]],
          excused: { by: 'waived', reason: text },
        }),
      ],
      [],
      [{ id: text, title: text, why: text, remedy: text, severity: 'error' }],
    ),
    { title: [text], blocks: () => blocksOf(text), failures: () => [text] },
  );

const TAG = /<\/?[a-z][^\s/>]*/gi;

describe('a page', () => {
  it('asks for nothing, and its policy names the hashes of its own style and script', () => {
    const page = rendered(allOf('a'));
    expect(page).not.toMatch(/\b(?:src|href|action|data)=|url\((?!#)|@import|https?:/);
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(page)!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    for (const [name, pattern] of [
      ['style', /<style>([\s\S]*?)<\/style>/],
      ['script', /<script>([\s\S]*?)<\/script>/],
    ] as const) {
      const hash = createHash('sha256').update(pattern.exec(page)![1]!).digest('base64');
      expect(policy).toContain(`${name}-src 'sha256-${hash}'`);
    }
    // Neither of these would pass its own policy.
    expect(page).not.toMatch(/\sstyle=|\son[a-z]+=/);
  });

  it('has the same tags, whatever the texts are', () => {
    const tagsOf = (text: string): readonly string[] => rendered(allOf(text)).match(TAG)!;
    const expected = tagsOf('a');
    for (const text of [...TRICKS, HOSTILE]) expect(tagsOf(text).join(' ') === expected.join(' ')).toBe(true);
    expect(OBEYED.test(rendered(allOf(HOSTILE)))).toBe(false);
  });

  it('embeds findings as data that comes back', () => {
    const [, data] = /id="data">([\s\S]*?)<\/script>/.exec(rendered(allOf('</script><!--')))!;
    const { findings } = JSON.parse(data!) as { findings: readonly { message: string; excuse: string }[] };
    expect(findings[0]).toMatchObject({ message: '</script><!--', excuse: 'waived: </script><!--' });
  });

  it('of a report without findings has no list of them', () => {
    expect(rendered(reportOf([]))).not.toContain('id="findings"');
  });

  it('draws the graph of a report that has no picture, and says why it draws none', () => {
    expect(rendered({ ...reportOf([]), graph: () => GRAPH })).toContain('<svg class="graph"');
    const nodes = Array.from({ length: 151 }, (_, i) => ({ ...GRAPH.nodes[0]!, id: `n${i}` }));
    expect(rendered({ ...reportOf([]), graph: () => ({ nodes, edges: [] }) })).toContain(
      '151 nodes and 0 arrows are too many to be drawn here',
    );
  });
});

describe.runIf(existsSync('/usr/bin/chromium'))('in a browser', () => {
  it('lists the findings that count, and lets nothing else run', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'faultline-html-'));
    try {
      const trick = '</script><img src=x onerror="document.title=1">';
      const findings = [
        findingOf({ message: trick }),
        findingOf({ severity: 'note', message: 'a note' }),
        findingOf({ message: 'old', excused: { by: 'baseline' } }),
      ];
      const file = path.join(folder, 'page.html');
      writeFileSync(
        file,
        rendered(checkReportOf(checkedOf(findings), { blocks: () => blocksOf(trick), title: ['T'] })),
      );
      const { stdout } = spawnSync(
        '/usr/bin/chromium',
        [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
          `--user-data-dir=${folder}/profile`,
          '--dump-dom',
          `file://${file}`,
        ],
        { encoding: 'utf8', timeout: 60_000, maxBuffer: 2 ** 26 },
      );
      expect(stdout.match(/<details class="finding /g)).toHaveLength(2);
      expect(stdout).toContain('>2 of 3</span>');
      expect(stdout).toContain('<th scope="col"><button type="button">');
      expect(stdout).toContain('<title>T</title>');
      expect(stdout).not.toContain('<img');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 90_000);
});

describe('the hash', () => {
  it.each([0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 1_000, 70_000])('of %i letters', (length) => {
    const text = 'é'.repeat(length);
    expect(sha256Base64(text)).toBe(createHash('sha256').update(text).digest('base64'));
  });
});

describe('the layout', () => {
  const graphs = fc
    .tuple(fc.integer({ min: 1, max: 25 }), fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { maxLength: 60 }))
    .map(([count, pairs]): ReportGraph => ({
      nodes: Array.from({ length: count }, (_, i) => ({ id: `n${i}`, kind: 'service', state: 'outage' })),
      edges: pairs.map(([from, to]) => ({ from: `n${from % count}`, to: `n${to % count}` })),
    }));

  it('puts no two nodes in one place, and what is required to the right, but for circles', () => {
    holds(
      400,
      fc.property(graphs, ({ nodes, edges }) => {
        const { at, bends, columns, rows } = layoutOf(nodes, edges);
        const places = nodes.map(({ id }) => at.get(id)!);
        const all = [...places, ...bends.flat()].map(({ x, y }) => `${x} ${y}`);
        expect(new Set(all).size).toBe(all.length);
        for (const { x, y } of places) expect(x >= 0 && x < columns && y >= 0 && y < rows).toBe(true);
        // Without circles every arrow goes to the right, through each column between.
        const forward = edges.filter(({ from, to }) => Number(from.slice(1)) < Number(to.slice(1)));
        const tidy = layoutOf(nodes, forward);
        forward.forEach(({ from, to }, i) => {
          const [a, b] = [tidy.at.get(from)!.x, tidy.at.get(to)!.x];
          expect(a).toBeLessThan(b);
          expect(tidy.bends[i]).toHaveLength(b - a - 1);
        });
      }),
    );
  });
});
