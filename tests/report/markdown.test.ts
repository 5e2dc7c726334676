/** Proves that Markdown has its headings, tables and lists, and that no text from a document becomes markup. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Line } from '../../src/model/report.ts';
import { githubSummary, markdown } from '../../src/report/markdown.ts';
import { holds } from '../support/law.ts';
import { GRAPH, TRICKS } from './checks.ts';
import { HOSTILE, OBEYED, plainAt, reportOf } from './reports.ts';

const rendered = (blocks: readonly Block[], title?: Line): string =>
  markdown.render(reportOf(blocks, title), plainAt(80));

/** How a text stands in a paragraph. */
const shown = (text: string): string => rendered([{ type: 'text', lines: [[text]] }]).split('\n')[2]!;

describe('a report', () => {
  it('is headings, paragraphs, tables and lists', () => {
    expect(
      rendered(
        [
          { type: 'text', lines: [['one'], ['two']] },
          { type: 'heading', text: 'Apps' },
          {
            type: 'table',
            columns: [{ title: 'Node' }, { title: 'Wave', align: 'right' }],
            rows: [
              [[{ text: 'shop', tone: 'id' }], ['1']],
              [[{ state: 'outage' }], []],
            ],
            more: '… and 2 more',
          },
          {
            type: 'tree',
            branches: [
              { depth: 0, line: ['a'] },
              { depth: 1, line: ['b'] },
              { depth: 0, line: ['c'] },
            ],
          },
        ],
        ['If ', { text: 'x', tone: 'strong' }, { text: ' so', tone: 'dim' }],
      ),
    ).toBe(
      [
        '## If **x** so',
        '',
        'one  ',
        'two',
        '',
        '### Apps',
        '',
        '| Node | Wave |',
        '| --- | --: |',
        '| `shop` | 1 |',
        '| **outage** |  |',
        '',
        '… and 2 more',
        '',
        '- a',
        '  - b',
        '- c',
        '',
      ].join('\n'),
    );
  });

  it('nests lists no deeper than it can afford', () => {
    const branches = Array.from({ length: 1_000 }, (_, depth) => ({ depth, line: ['x'] }));
    expect(rendered([{ type: 'tree', branches }]).length).toBeLessThan(1_000 * 50);
  });

  it('keeps bold text bold, though it has spaces around it', () => {
    expect(rendered([], [{ text: ' lead ', tone: 'strong' }])).toBe('## **lead**\n');
  });
});

describe('code', () => {
  it('stands in a fence that nothing in it closes', () => {
    expect(rendered([{ type: 'code', language: 'yaml', lines: ['a:', '  - 1'] }])).toContain(
      '```yaml\na:\n  - 1\n```\n',
    );
    expect(rendered([{ type: 'code', language: 'md', lines: ['````'] }])).toContain('`````md\n````\n`````\n');
  });
});

describe('a timeline', () => {
  const bar = (glyphs: string): string => `\`${glyphs}\``;

  it('is a table with a bar of 40 columns for each track, under the title of its section', () => {
    expect(
      rendered([
        {
          type: 'timeline',
          end: 400,
          notes: ['From', 'Until (min)'],
          sections: [
            {
              title: 'What is injected',
              tracks: [
                {
                  label: [{ text: 'db', tone: 'id' }],
                  stretches: [{ from: 0, until: 100, state: 'outage' }],
                  notes: [['0'], ['1.7']],
                },
              ],
            },
            {
              title: 'Apps',
              tracks: [
                {
                  label: [{ text: 'shop', tone: 'id' }],
                  stretches: [
                    { from: 200, until: 200.001, state: 'partial' },
                    { from: 390, state: 'degraded' },
                  ],
                  notes: [['3.3'], ['no end']],
                },
              ],
              more: '… and 2 more',
            },
          ],
        },
      ]).split('\n'),
    ).toEqual([
      '## title',
      '',
      '| Node | Over time | From | Until (min) |',
      '| --- | --- | --: | --: |',
      '| **What is injected** |  |  |  |',
      `| \`db\` | ${bar('█'.repeat(10) + '·'.repeat(30))} | 0 | 1.7 |`,
      '| **Apps** |  |  |  |',
      `| \`shop\` | ${bar(`${'·'.repeat(20)}▒${'·'.repeat(18)}░`)} | 3.3 | no end |`,
      '| … and 2 more |  |  |  |',
      '',
      '█ outage, ▒ partial, ░ degraded, · operational; a bar is 6m40s long',
      '',
    ]);
  });

  it('without notes has two columns', () => {
    const tracks = [{ label: ['a'], stretches: [], notes: [] }];
    const block: Block = {
      type: 'timeline',
      end: 0,
      notes: [],
      sections: [{ title: 'T', tracks, more: 'm' }],
    };
    expect(rendered([block]).split('\n').slice(2, -1)).toEqual([
      '| Node | Over time |',
      '| --- | --- |',
      '| **T** |  |',
      `| a | ${bar('·'.repeat(40))} |`,
      '| m |  |',
      '',
      '█ outage, ▒ partial, ░ degraded, · operational; a bar is 0s long',
    ]);
  });

  it('keeps its rows and cells, whatever is in them', () => {
    const strange = ['a|b', '`', '``|`', '\\|', '<b>', 'a\n| b |', '**', HOSTILE];
    for (const one of strange) {
      const all = rendered([
        {
          type: 'timeline',
          end: 10,
          notes: [one],
          sections: [
            {
              title: one,
              tracks: [
                { label: [{ text: one, tone: 'id' }], stretches: [], notes: [[one]] },
                {
                  label: [one],
                  stretches: [{ from: 1, state: 'outage' }],
                  notes: [[{ text: one, tone: 'id' }]],
                },
              ],
              more: one,
            },
          ],
        },
      ]);
      expect(all).not.toMatch(OBEYED);
      // Without the title above, and the key below.
      const rows = all.split('\n').slice(2, -3);
      expect(rows).toHaveLength(6);
      // Pipes that are not escaped end cells: four for three cells.
      for (const each of rows) expect(each.split(/(?<!\\)\|/)).toHaveLength(5);
    }
  });
});

describe('a text from a document', () => {
  it.each([
    ['a table cell', 'a | b', 'a \\| b'],
    ['HTML', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['an entity', '&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['a link', '[free](javascript:alert(1))', '\\[free\\](javascript:alert(1))'],
    ['an image', '![x](//evil/x.png)', '\\!\\[x\\](//evil/x.png)'],
    ['an autolink', '<https://evil>', '&lt;https://evil&gt;'],
    ['emphasis', '**a** _b_ ~~c~~', '\\*\\*a\\*\\* \\_b\\_ \\~\\~c\\~\\~'],
    ['code', '`rm -rf`', '\\`rm -rf\\`'],
    ['an escape', 'a\\|b', 'a\\\\\\|b'],
    ['a heading', '# x', '\\# x'],
    ['a new line', 'a\n# b', 'a \\# b'],
    ['somebody called', 'ask @web-team', 'ask \\@&#8203;web-team'],
    ['an issue called', 'see #12', 'see \\#&#8203;12'],
  ])('never becomes %s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ['a pipe', 'a|b', '`a\\|b`'],
    ['a backtick', 'a`b', '`` a`b ``'],
    ['two backticks', 'a``b`', '``` a``b` ```'],
    ['HTML', '<b>', '`<b>`'],
  ])('in a code span stays there with %s', (_, text, expected) => {
    const [, , , , cell] = rendered([
      { type: 'table', columns: [{ title: 'A' }], rows: [[[{ text, tone: 'id' }]]] },
    ]).split('\n');
    expect(cell).toBe(`| ${expected} |`);
  });

  it('is not obeyed by a terminal either', () => {
    const all = rendered(
      [
        { type: 'heading', text: HOSTILE },
        {
          type: 'text',
          lines: [[HOSTILE, { text: HOSTILE, tone: 'id' }, { text: HOSTILE, tone: 'strong' }]],
        },
        { type: 'table', columns: [{ title: HOSTILE }], rows: [[[HOSTILE]]], more: HOSTILE },
      ],
      [HOSTILE],
    );
    expect(all).not.toMatch(OBEYED);
  });

  it('never adds a line, a cell or a tag, whatever it is', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc
        .array(fc.constantFrom('|', '`', '\\', '<', '>', '&', '[', ']', '(', '!', '#', '\n', 'a', '@', '*'), {
          maxLength: 12,
        })
        .map((all) => all.join('')),
    );
    holds(
      1_500,
      fc.property(texts, texts, (one, two) => {
        const all = rendered([
          {
            type: 'table',
            columns: [{ title: 'A' }, { title: 'B' }],
            rows: [[[one], [{ text: two, tone: 'id' }]]],
          },
          { type: 'tree', branches: [{ depth: 0, line: [one] }] },
        ]);
        const lines = all.split('\n');
        expect(lines).toHaveLength(8);
        // Pipes that are not escaped end cells: three for two cells.
        expect(lines[4]!.split(/(?<!\\)\|/)).toHaveLength(4);
        expect(lines[6]).not.toMatch(/[<>]/);
      }),
    );
  });
});

describe('the verdict', () => {
  it('stands first, with the reasons of a failure, ten of them', () => {
    const failures = Array.from({ length: 12 }, (_, i) => `reason ${i}`);
    const all = markdown.render({ ...reportOf([]), failures: () => failures }, plainAt(80));
    const lines = all.split('\n');
    expect(lines.slice(0, 5)).toEqual(['## title', '', '**This fails the run:**', '', '- reason 0']);
    expect(lines.slice(-3)).toEqual(['- reason 9', '- … and 2 more', '']);
  });

  it('is the same in the summary of a run', () => {
    const report = reportOf([{ type: 'text', lines: [['one']] }]);
    expect(githubSummary.render(report, plainAt(80))).toBe(markdown.render(report, plainAt(80)));
  });
});

describe('what is long', () => {
  const rows = (count: number): Block => ({
    type: 'table',
    columns: [{ title: 'A' }],
    rows: Array.from({ length: count }, (_, i) => [[`row ${i}`]]),
  });

  it('is folded, if it is a table of more than 20 rows', () => {
    expect(rendered([rows(20)])).not.toContain('<details>');
    const folded = rendered([{ type: 'heading', text: 'H' }, rows(21)]).split('\n');
    expect(folded.slice(2, 8)).toEqual([
      '### H',
      '',
      '<details><summary>21 rows</summary>',
      '',
      '| A |',
      '| --- |',
    ]);
    expect(folded.slice(-4)).toEqual(['| row 20 |', '', '</details>', '']);
  });

  it('is drawn, if it is a graph of up to 40 nodes', () => {
    const all = rendered([{ type: 'graph', title: 'The part', graph: GRAPH }]);
    expect(all).toContain('**The part**\n\n```mermaid\nflowchart LR\n');
    expect(all.endsWith('\n```\n')).toBe(true);
    const nodes = Array.from({ length: 41 }, (_, i) => ({ ...GRAPH.nodes[0]!, id: `n${i}` }));
    expect(rendered([{ type: 'graph', title: 'The part', graph: { nodes, edges: [] } }])).toBe(
      '## title\n\nThe part: 41 nodes, too many to be drawn here\n',
    );
  });

  it('is cut to the room between rows, all long ones alike, and says how much is missing', () => {
    const all = markdown.render(
      reportOf([rows(10_000), { type: 'text', lines: [['short']] }, rows(5_000), rows(3)]),
      { ...plainAt(80), room: 4_000 },
    );
    expect(Buffer.byteLength(all)).toBeLessThanOrEqual(4_000);
    expect(Buffer.byteLength(all)).toBeGreaterThan(3_500);
    const more = [...all.matchAll(/… and (\d+) more rows that do not fit here/g)].map(([, left]) =>
      Number(left),
    );
    expect(more).toHaveLength(2);
    const shown = all.match(/^\| row \d+ \|$/gm)!.length;
    expect(shown).toBe(10_000 + 5_000 + 3 - more[0]! - more[1]!);
    expect(all).toContain('\nshort\n');
  });

  it('is all there, where there is room for it', () => {
    expect(rendered([rows(10_000)]).match(/^\| row/gm)).toHaveLength(10_000);
  });

  const words = fc.oneof(
    fc.constantFrom(...TRICKS.map((text) => text.slice(0, 400))),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constant('@a#1&<|'.repeat(200)),
  );
  const blocks: fc.Arbitrary<Block> = fc.oneof(
    words.map((text): Block => ({ type: 'heading', text })),
    fc
      .array(words, { minLength: 1, maxLength: 20 })
      .map((lines): Block => ({ type: 'text', lines: lines.map((line) => [line]) })),
    fc.tuple(fc.array(words, { maxLength: 40 }), words).map(([cells, more]): Block => ({
      type: 'table',
      columns: [{ title: 'A' }],
      rows: cells.map((cell) => [[cell]]),
      more,
    })),
    fc.array(words, { minLength: 1, maxLength: 30 }).map((lines): Block => ({
      type: 'tree',
      branches: lines.map((line, depth) => ({ depth, line: [line] })),
    })),
    fc.constant<Block>({ type: 'graph', title: 'picture', graph: GRAPH }),
  );
  const folded: fc.Arbitrary<Block> = fc
    .tuple(words, fc.array(blocks, { maxLength: 4 }))
    .map(([title, inner]): Block => ({ type: 'folded', title: title.slice(0, 40), blocks: inner }));

  it('never takes more than its room, nor leaves a fold or a fence open', () => {
    holds(
      400,
      fc.property(
        fc.array(fc.oneof(blocks, folded), { maxLength: 8 }),
        fc.array(words, { maxLength: 12 }),
        words,
        fc.integer({ min: 100, max: 60_000 }),
        (all, failures, title, more) => {
          // The title and the reasons must stand, whatever the room is.
          const head = markdown.render({ ...reportOf([], [title]), failures: () => failures }, plainAt(80));
          const room = Buffer.byteLength(head) + more;
          const shown = markdown.render(
            { ...reportOf(all, [title]), failures: () => failures },
            { ...plainAt(80), room },
          );
          expect(Buffer.byteLength(head)).toBeLessThan(40_000);
          expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(room);
          expect((shown.match(/^<details>/gm) ?? []).length).toBe(
            (shown.match(/^<\/details>$/gm) ?? []).length,
          );
          expect((shown.match(/^```/gm) ?? []).length % 2).toBe(0);
          expect(OBEYED.test(shown)).toBe(false);
        },
      ),
    );
  });
});
