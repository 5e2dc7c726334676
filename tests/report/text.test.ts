/** Proves that text fits its width, lines up, breaks where it may, shows states without colours, and obeys no name. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Block, Line, Span } from '../../src/model/report.ts';
import { STATES } from '../../src/model/state.ts';
import { text } from '../../src/report/text.ts';
import { holds } from '../support/law.ts';
import { HOSTILE, OBEYED, TONED, plainAt, reportOf } from './reports.ts';

const rendered = (blocks: readonly Block[], width = 80, title?: Line): string =>
  text.render(reportOf(blocks, title), plainAt(width));

/** A block's lines, without the title and the line between. */
const linesOf = (block: Block, width = 80): readonly string[] =>
  rendered([block], width).split('\n').slice(2, -1);

const table = (columns: readonly string[], ...rows: readonly (readonly Line[])[]): Block => ({
  type: 'table',
  columns: columns.map((title) => ({ title })),
  rows,
});

describe('code', () => {
  it('is never broken, however narrow the line is: it is there to be copied', () => {
    const line = 'nodes: { shop: { kind: app, dependsOn: [one, two, three] } }';
    const block = { type: 'code', language: 'yaml', lines: [line, '  indented'] } as const;
    expect(linesOf(block, 20)).toEqual([line, '  indented']);
  });
});

describe('a report', () => {
  it('is its title and its blocks, an empty line between, a heading right above its block', () => {
    expect(
      rendered([
        { type: 'text', lines: [['one'], ['two']] },
        { type: 'heading', text: 'Apps' },
        table(['A'], [['x']]),
        { type: 'tree', branches: [{ depth: 0, line: ['leaf'] }] },
      ]),
    ).toBe('title\n\none\ntwo\n\nApps\nA\nx\n\n└─ leaf\n');
  });

  it('without blocks is its title', () => {
    expect(rendered([])).toBe('title\n');
  });

  it('paints what has a meaning', () => {
    const line: Line = [
      'a ',
      { text: 'b', tone: 'strong' },
      ' ',
      { state: 'outage' },
      { text: ' d', tone: 'dim' },
    ];
    expect(
      text.render(
        reportOf([
          { type: 'heading', text: 'H' },
          { type: 'text', lines: [line] },
        ]),
        TONED,
      ),
    ).toBe(
      'title\n\n<heading>H</heading>\na <strong>b</strong> <outage>outage</outage><dim> </dim><dim>d</dim>\n',
    );
  });
});

describe('a table', () => {
  it('lines up, whatever is in it', () => {
    expect(
      linesOf({
        type: 'table',
        columns: [{ title: 'Node' }, { title: 'Wave', align: 'right' }, { title: 'Why' }],
        rows: [
          [['shop'], ['1'], ['first']],
          [['日本語のID'], ['12345'], ['second']],
          [['👨‍👩‍👧 e\u0301'], [''], ['third']],
        ],
      }),
    ).toEqual([
      'Node         Wave  Why',
      'shop            1  first',
      '日本語のID  12345  second',
      '👨‍👩‍👧 e\u0301               third',
    ]);
  });

  it('tells states by a letter, too', () => {
    expect(
      linesOf(table(['State', 'x'], ...STATES.map((state): readonly Line[] => [[{ state }], ['x']]))),
    ).toEqual([
      'State          x',
      '✓ operational  x',
      'D degraded     x',
      'P partial      x',
      'O outage       x',
    ]);
  });

  it('takes from what yields most first, and cuts ids in the middle', () => {
    const wide = {
      type: 'table',
      rows: [[['outage'], ['aws/us-east-1/s3'], ['needs a thing that is far away']]],
    } as const;
    const columns = [
      { title: 'State' },
      { title: 'Node', yields: 1, cut: 'middle' },
      { title: 'Why', yields: 2, cut: 'end' },
    ] as const;
    const at = (width: number): string => linesOf({ ...wide, columns }, width)[1]!;
    expect(at(60)).toBe('outage  aws/us-east-1/s3  needs a thing that is far away');
    expect(at(50)).toBe('outage  aws/us-east-1/s3  needs a thing that is f…');
    expect(at(40)).toBe('outage  aws/us-east-1/s3  needs a thing…');
    expect(at(32)).toBe('outage  aws/u…t-1/s3  needs a t…');
    for (const width of [60, 50, 40, 36, 32, 28])
      expect(stringWidth(at(width))).toBeLessThanOrEqual(Math.max(32, width));
  });

  it('takes from columns that yield alike as much as from each other, the widest first', () => {
    const wide = { title: 'Id', yields: 1, cut: 'middle' } as const;
    const shown = linesOf(
      {
        type: 'table',
        columns: [wide, wide],
        rows: [['a'.repeat(40), 'b'.repeat(30)].map((id) => [{ text: id, tone: 'id' } as const])],
      },
      50,
    );
    expect(
      shown
        .at(-1)!
        .split('  ')
        .map((part) => part.length),
    ).toEqual([24, 24]);
  });

  it('leaves out what may be left out before an id becomes too short to be told apart', () => {
    const table = {
      type: 'table',
      columns: [
        { title: 'Id', yields: 1, cut: 'middle' },
        { title: 'First', leaves: 1 },
        { title: 'Second', leaves: 2 },
        { title: 'Third' },
      ],
      rows: [[['x'.repeat(30)], ['first'], ['second'], ['third']]],
    } as const;
    const titles = (width: number): string => linesOf(table, width)[0]!.replaceAll(/ +/g, ' ');
    expect(titles(60)).toBe('Id First Second Third');
    expect(titles(40)).toBe('Id First Third');
    expect(titles(30)).toBe('Id Third');
    expect(titles(20)).toBe('Id Third');
  });

  it('never cuts what does not yield', () => {
    expect(linesOf(table(['A'], [['x'.repeat(100)]]), 40)[1]).toBe('x'.repeat(100));
  });

  it('cuts a line of several spans in the span that does not fit', () => {
    const line: Line = [
      'needs ',
      { text: 'db', tone: 'id' },
      ' (',
      { state: 'partial' },
      ')',
      { text: ' · orders of today', tone: 'dim' },
    ];
    const at = (width: number): string | undefined =>
      linesOf(
        { type: 'table', columns: [{ title: 'Why', yields: 1, cut: 'end' }], rows: [[line]] },
        width,
      )[1];
    expect(at(40)).toBe('needs db (partial) · orders of today');
    expect(at(30)).toBe('needs db (partial) · orders o…');
    expect(at(18)).toBe('needs db (partial…');
    expect(at(14)).toBe('needs db (par…');
  });

  it('says below what it left out', () => {
    expect(
      linesOf({ type: 'table', columns: [{ title: 'A' }], rows: [[['x']]], more: '… and 2 more' }),
    ).toEqual(['A', 'x', '… and 2 more']);
  });
});

describe('a tree', () => {
  it('draws what follows and what ends', () => {
    const branches = [0, 1, 2, 1, 0, 1].map((depth, i) => ({ depth, line: [`${i}`] }));
    expect(linesOf({ type: 'tree', branches })).toEqual([
      '├─ 0',
      '│  ├─ 1',
      '│  │  └─ 2',
      '│  └─ 3',
      '└─ 4',
      '   └─ 5',
    ]);
  });

  it('breaks long branches under themselves', () => {
    const branches = [
      { depth: 0, line: ['needs something rather long that does not fit'] },
      { depth: 1, line: ['and one below that does not fit either'] },
      { depth: 0, line: ['last'] },
    ];
    expect(linesOf({ type: 'tree', branches }, 40)).toEqual([
      '├─ needs something rather long that does',
      '│  not fit',
      '│  └─ and one below that does not fit',
      '│     either',
      '└─ last',
    ]);
  });

  it('leaves half of the line for words, however deep it goes', () => {
    const branches = Array.from({ length: 100 }, (_, depth) => ({ depth, line: ['five words and a half'] }));
    for (const width of [40, 60, 80]) {
      const lines = linesOf({ type: 'tree', branches }, width);
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
      expect(lines.length).toBeLessThanOrEqual(200);
    }
  });

  it('of 100,000 branches, each below the last, takes no time to speak of', { timeout: 10_000 }, () => {
    const branches = Array.from({ length: 100_000 }, (_, depth) => ({ depth, line: [`n${depth}`] }));
    expect(linesOf({ type: 'tree', branches })).toHaveLength(100_000);
  });
});

describe('a timeline', () => {
  const block: Block = {
    type: 'timeline',
    end: 60,
    notes: ['From'],
    sections: [
      {
        title: 'Apps',
        tracks: [
          {
            label: [{ text: 'shop', tone: 'id' }],
            stretches: [{ from: 30, state: 'outage' }],
            notes: [[{ state: 'outage' }]],
          },
        ],
      },
    ],
  };

  it('stands among other blocks, an empty line before and after it', () => {
    const [before, after] = ['one', 'two'].map((line): Block => ({ type: 'text', lines: [[line]] }));
    const all = rendered([before!, { type: 'heading', text: 'H' }, block, after!], 40).split('\n');
    expect(all.slice(0, 5)).toEqual(['title', '', 'one', '', 'H']);
    expect(all[5]).toMatch(/^ +0 +30 s +From$/);
    expect(all.slice(-5)).toEqual(['█ outage   ▒ partial', '░ degraded   · operational', '', 'two', '']);
  });

  it('paints its labels, bars and notes by what they mean', () => {
    const shown = text.render(reportOf([block]), { ...TONED, width: 40 });
    expect(shown).toMatch(
      /^<id>shop<\/id> +<dim>·{12}<\/dim><outage>█{12}<\/outage>  <outage>outage<\/outage>$/m,
    );
  });
});

describe('words', () => {
  it('are broken at spaces only, though they run over spans', () => {
    const line: Line = [
      'a group of ',
      { text: 'members', tone: 'id' },
      ' (',
      { state: 'outage' },
      ')',
      ' [',
      'x:1',
      ']',
    ];
    expect(linesOf({ type: 'text', lines: [line] }, 19)).toEqual(['a group of members', '(outage) [x:1]']);
  });

  it('wider than the line are broken where they must be', () => {
    const line: Line = ['see ', { text: `[${'x'.repeat(25)}]`, tone: 'dim' }, ' and go'];
    expect(linesOf({ type: 'text', lines: [line] }, 10)).toEqual([
      'see',
      '[xxxxxxxxx',
      'xxxxxxxxxx',
      'xxxxxx]',
      'and go',
    ]);
    expect(linesOf({ type: 'text', lines: [['日本語日本語']] }, 5)).toEqual(['日本', '語日', '本語']);
  });
});

describe('a hostile name', () => {
  it('is shown, and not obeyed, wherever it stands', () => {
    const spans: readonly Span[] = [HOSTILE, { text: HOSTILE, tone: 'id' }];
    const all = rendered(
      [
        { type: 'heading', text: HOSTILE },
        { type: 'text', lines: [spans] },
        { type: 'tree', branches: [{ depth: 0, line: spans }] },
        table([HOSTILE], [spans]),
        { type: 'table', columns: [{ title: 'A', yields: 1 }], rows: [[spans]], more: HOSTILE },
      ],
      // Wide enough that nothing but the name itself could begin a line.
      400,
      spans,
    );
    expect(all).not.toMatch(OBEYED);
    expect(all.split('\n').filter((line) => line.startsWith('d'))).toEqual([]);
    expect(all).toContain('gnp.exe');
  });
});

describe('for any report', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.lorem({ maxCount: 12 }),
  );
  const spans: fc.Arbitrary<Span> = fc.oneof(
    words,
    fc.record({ text: words, tone: fc.constantFrom('strong' as const, 'dim' as const, 'id' as const) }),
    fc.record({ state: fc.constantFrom(...STATES) }),
  );
  const lines = fc.array(spans, { maxLength: 5 });
  const blocks: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ type: fc.constant('text' as const), lines: fc.array(lines, { minLength: 1, maxLength: 3 }) }),
    fc.record({
      type: fc.constant('tree' as const),
      branches: fc.array(fc.record({ depth: fc.nat(30), line: lines }), { minLength: 1, maxLength: 6 }),
    }),
    fc.array(fc.tuple(lines, lines), { maxLength: 4 }).map((rows): Block => ({
      type: 'table',
      columns: [
        { title: 'A', yields: 1, cut: 'middle' },
        { title: 'B', yields: 2, cut: 'end' },
      ],
      rows,
    })),
  );

  it('no line is wider than asked, nothing is obeyed, and nothing trails', () => {
    holds(
      500,
      fc.property(
        fc.array(blocks, { maxLength: 4 }),
        lines,
        fc.integer({ min: 40, max: 120 }),
        (all, title, width) => {
          const shown = text.render(reportOf(all, title), plainAt(width));
          expect(shown).not.toMatch(OBEYED);
          expect(shown.endsWith('\n')).toBe(true);
          for (const line of shown.split('\n')) {
            expect(stringWidth(line)).toBeLessThanOrEqual(width);
            expect(line).toBe(line.trimEnd());
          }
        },
      ),
    );
  });
});
