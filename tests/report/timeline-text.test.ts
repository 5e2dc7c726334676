/** Proves that a timeline fits its line, lines up whatever is in it, and gives way in the order that it should. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { printable } from '../../src/model/printable.ts';
import type { Block, Line, Span, Stretch, Track } from '../../src/model/report.ts';
import { STATES } from '../../src/model/state.ts';
import { text } from '../../src/report/text.ts';
import { timelineLines } from '../../src/report/timeline-text.ts';
import { holds } from '../support/law.ts';
import { HOSTILE, OBEYED, TONED, plainAt, reportOf } from './reports.ts';

type Timeline = Extract<Block, { type: 'timeline' }>;

const LEGEND = '█ outage   ▒ partial   ░ degraded   · operational';

const track = (label: string, stretches: readonly Stretch[] = [], ...notes: readonly string[]): Track => ({
  label: [{ text: label, tone: 'id' }],
  stretches,
  notes: notes.map((note) => [note]),
});

const timeline = (tracks: readonly Track[], notes: readonly string[] = [], end = 3_600): Timeline => ({
  type: 'timeline',
  end,
  notes,
  sections: [{ title: 'Apps', tracks }],
});

const linesAt = (width: number, block: Timeline): readonly string[] =>
  text
    .render(reportOf([block]), plainAt(width))
    .split('\n')
    .slice(2, -1);

const out = (from: number, until?: number): Stretch => ({
  from,
  ...(until === undefined ? {} : { until }),
  state: 'outage',
});

const widest = (lines: readonly string[]): number => Math.max(...lines.map((line) => stringWidth(line)));

/** The columns that the bar of a line takes: from its first glyph to its last. */
const barOf = (line: string): readonly [start: number, length: number] => {
  const [glyphs] = /[·░▒█]{8,}/.exec(line) ?? [];
  if (glyphs === undefined) throw new Error(`no bar in ${line}`);
  return [stringWidth(line.slice(0, line.indexOf(glyphs))), glyphs.length];
};

describe('a timeline', () => {
  it('is an axis, a section with a bar for each track, and the key to them', () => {
    expect(
      linesAt(62, {
        type: 'timeline',
        end: 3_600,
        notes: ['From', 'Until'],
        sections: [
          { title: 'What is injected', tracks: [track('db', [out(0, 1_800)], '0', '30')] },
          {
            title: 'Apps',
            tracks: [
              track('orders', [{ from: 900, until: 1_800, state: 'partial' }, out(1_800, 2_700)], '15', '45'),
              track('mail', [{ from: 2_700, state: 'degraded' }], '45', 'no end'),
            ],
            more: '… and 2 more',
          },
        ],
      }),
    ).toEqual([
      '        0         15 min    30 min    45 min      From   Until',
      'What is injected',
      'db      ████████████████████····················     0      30',
      'Apps',
      'orders  ··········▒▒▒▒▒▒▒▒▒▒██████████··········    15      45',
      'mail    ······························░░░░░░░░░░    45  no end',
      '… and 2 more',
      LEGEND,
    ]);
  });

  it('shows what is too short for a column', () => {
    const [, , short] = linesAt(60, timeline([track('db', [out(1_800, 1_801)])]));
    expect(short).toMatch(/^db +·+█·+$/);
  });

  it('gives a line to its end where there are no notes', () => {
    const lines = linesAt(60, timeline([track('shop', [out(0)])]));
    expect(lines[2]).toBe(`shop    ${'█'.repeat(52)}`);
  });

  it('paints labels, and what is in the same state together', () => {
    const lines = timelineLines(
      timeline([track('shop', [out(0, 1_800)], '0')], ['From']),
      { ...TONED, width: 40 },
      (line) => '?'.repeat(line.length),
      () => '<label>',
    );
    expect(lines).toEqual([
      expect.stringMatching(/^<dim> +0 +30 min +From<\/dim>$/),
      '<heading>Apps</heading>',
      expect.stringMatching(/^<label> +<outage>█{13}<\/outage><dim>·{13}<\/dim>  +<label>$/),
      '<dim>█ outage   ▒ partial</dim>',
      '<dim>░ degraded   · operational</dim>',
    ]);
  });

  it('without tracks is an axis and the key', () => {
    expect(linesAt(80, { type: 'timeline', end: 0, notes: [], sections: [] })).toEqual([
      expect.stringMatching(/^ +0$/),
      LEGEND,
    ]);
  });
});

describe('a label', () => {
  const long = 'aws/us-east-1/some/service/with/a/long/name';

  it('takes two fifths of the line at most, and is cut in the middle', () => {
    const [, , first, second] = linesAt(80, timeline([track(long), track('db', [out(0)])]));
    expect(first).toMatch(/^aws\/us-east-1\/s…with\/a\/long\/name  ·+$/);
    expect(barOf(first!)).toEqual([34, 46]);
    expect(barOf(second!)).toEqual([34, 46]);
  });

  it('gives way to the bar where the line is narrow', () => {
    const [, , first] = linesAt(40, timeline([track(long, [], '100', '200')], ['From', 'Until']));
    // Of 40: two notes with their gaps take 13, the bar 20, its gap 2.
    expect(barOf(first!)[1]).toBe(19);
    expect(first!.indexOf('  ')).toBe(6);
  });

  it('of wide characters lines up, cut or not', () => {
    const lines = linesAt(
      60,
      timeline([track('日本語'), track('日'.repeat(30)), track(`x${'日'.repeat(30)}`), track('e\u0301')]),
    ).slice(2, -1);
    expect(new Set(lines.map((line) => barOf(line).join(' '))).size).toBe(1);
    expect(widest(lines)).toBe(60);
  });
});

describe('on a narrow terminal', () => {
  const notes = ['From', 'Until (min)', 'UTC'];
  const full = timeline([track('aws/us-east-1/s3', [out(0)], '12.5', 'no end', '17:37–22:02')], notes);

  it('the last notes give way, and what is left lines up', () => {
    const header = (width: number) => linesAt(width, full)[0]!.trim().replaceAll(/\s+/g, ' ');
    expect([80, 48].map(header)).toEqual(['0 30 min From Until (min) UTC', '0 From Until (min) UTC']);
    expect([47, 35].map(header)).toEqual(['0 30 min From Until (min)', '0 From Until (min)']);
    expect([34, 22].map(header)).toEqual(['0 30 min From', '0 From']);
    expect(header(21)).toBe('0 30 min');
    for (const width of [80, 50, 40, 30]) {
      const [first, , line] = linesAt(width, full);
      expect(widest([first!, line!])).toBe(width);
    }
  });

  it('the key takes two lines', () => {
    expect(linesAt(49, full).at(-1)).toBe(LEGEND);
    expect(linesAt(48, full).slice(-2)).toEqual(['█ outage   ▒ partial', '░ degraded   · operational']);
  });

  it('a bar has room for something, whatever else there is', () => {
    for (const width of [40, 30, 20]) expect(barOf(linesAt(width, full)[2]!)[1]).toBeGreaterThanOrEqual(8);
  });
});

describe('a hostile text', () => {
  it('is shown, and not obeyed, wherever it stands', () => {
    const all = text.render(
      reportOf([
        {
          type: 'timeline',
          end: 100,
          notes: [HOSTILE],
          sections: [
            {
              title: HOSTILE,
              tracks: [{ label: [HOSTILE], stretches: [], notes: [[HOSTILE]] }],
              more: HOSTILE,
            },
          ],
        },
      ]),
      plainAt(400),
    );
    expect(all).not.toMatch(OBEYED);
    expect(all.split('gnp.exe')).toHaveLength(6);
    // Title, line between, axis, section, track, more, key.
    expect(all.trimEnd().split('\n')).toHaveLength(7);
  });

  it('lines up with others', () => {
    const lines = linesAt(100, timeline([track(HOSTILE, [], HOSTILE), track('db', [], '1')], [HOSTILE]));
    expect(new Set(lines.slice(2, 4).map((line) => barOf(line.slice(0, 70))[0])).size).toBe(1);
    expect(widest(lines.slice(0, 4))).toBe(100);
  });
});

describe('for any timeline', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom('aws/us-east-1/s3', '日本語の長い名前のサービス', HOSTILE),
  );
  const label: fc.Arbitrary<Line> = fc.array(
    fc.oneof(words, fc.record({ text: words, tone: fc.constantFrom('id' as const, 'dim' as const) })),
    { maxLength: 3 },
  );
  const stretches = fc.array(
    fc.record(
      { from: fc.nat(5_000), until: fc.nat(9_000), state: fc.constantFrom(...STATES) },
      { requiredKeys: ['from', 'state'] },
    ),
    { maxLength: 4 },
  );
  /** What of a span is shown, however strange. */
  const wordsOf = (span: Span): string =>
    printable(typeof span === 'string' ? span : 'text' in span ? span.text : span.state);
  const note = fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 1 });
  const tracks = fc.array(fc.record({ label, stretches, notes: fc.array(note, { maxLength: 3 }) }), {
    maxLength: 4,
  });

  it('the axis, bars and key are no wider than asked, line up, and obey nothing', () => {
    holds(
      500,
      fc.property(
        tracks,
        fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 3 }),
        fc.integer({ min: 40, max: 120 }),
        fc.nat(5_000),
        (all, notes, width, end) => {
          const block = timeline(all, notes, end);
          const surroundings = plainAt(width);
          // Before what trails is cut off, all tracks are as wide as the line.
          const plain = (line: Line) => line.map(wordsOf).join('');
          const lines = timelineLines(block, surroundings, plain, plain);
          for (const line of lines.slice(2, 2 + all.length)) expect(stringWidth(line)).toBe(width);
        },
      ),
    );
  });
});

it('of 200,000 tracks takes no time to speak of', { timeout: 20_000 }, () => {
  const tracks = Array.from({ length: 200_000 }, (_, i) => track(`n${i}`, [out(i, i + 1)], `${i}`));
  expect(linesAt(80, timeline(tracks, ['From'], 200_000))).toHaveLength(200_003);
});
