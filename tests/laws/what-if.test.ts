/**
 * The laws of changes that are tried: what is printed, read back and laid above the document by the program's own reader,
 * gives exactly the answers of the changed estate. What was refused changed nothing, and a softer dependency does no harm.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spof } from '../../src/analyze/spof.ts';
import { type WhatIf, edited } from '../../src/analyze/what-if/what-if.ts';
import { assemble } from '../../src/assemble/assemble.ts';
import { readDocument } from '../../src/document/read.ts';
import { documentOf } from '../../src/document/write.ts';
import { compile } from '../../src/engine/compile.ts';
import { propagate } from '../../src/engine/propagate.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Report } from '../../src/model/report.ts';
import { askImpact, askWhy } from '../analyze/ask.ts';
import { DAY, IDS, documents } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holds, holdsInTime, inProportion } from '../support/law.ts';
import type { RawDocument } from '../support/raw.ts';

/** Of the twelve, and one that is not there. */
const ids = fc.constantFrom(...IDS, 'nobody');

const edits: fc.Arbitrary<WhatIf> = fc.oneof(
  fc.record({
    type: fc.constant('soften' as const),
    from: ids,
    to: ids,
    impact: fc.constantFrom('operational', 'degraded', 'partial', 'outage'),
  }),
  fc.record({ type: fc.constant('remove' as const), from: ids, to: ids }),
  fc.record({ type: fc.constant('add' as const), from: ids, to: ids }),
  fc.record({
    type: fc.constant('add' as const),
    from: ids,
    to: ids,
    impact: fc.constantFrom('operational', 'degraded', 'partial', 'outage'),
  }),
  fc.record({
    type: fc.constant('group' as const),
    from: ids,
    to: ids,
    others: fc.array(ids, { maxLength: 3 }),
  }),
  fc.record({ type: fc.constant('replica' as const), node: ids, place: ids }),
);

interface Case {
  readonly estate: Estate;
  readonly tried: readonly WhatIf[];
}

/**
 * Without dates: a group of which members do not count yet needs fewer, and one more that counts makes it need more.
 */
const undated = (document: RawDocument): RawDocument =>
  JSON.parse(
    JSON.stringify(document, (key, value: unknown) =>
      key === 'validFrom' || key === 'validUntil' ? undefined : value,
    ),
  ) as RawDocument;

/** Estates, and changes most of which are about arrows that they have. */
const casesOf = (from: fc.Arbitrary<RawDocument>): fc.Arbitrary<Case> =>
  fc
    .tuple(from, fc.array(fc.tuple(edits, fc.nat()), { minLength: 1, maxLength: 5 }))
    .map(([document, drawn]) => {
      const estate = estateOf(document);
      const arrows = estate.nodes.flatMap((node) =>
        [...JSON.stringify([node.in, node.dependsOn]).matchAll(/"node":"([^"]+)"/g)].map(
          ([, to]) => [node.id, to!] as const,
        ),
      );
      const places = estate.nodes.flatMap(({ id, kind }) =>
        kind === 'zone' || kind === 'region' ? [id] : [],
      );
      const tried = drawn.map(([edit, at]): WhatIf => {
        const arrow = arrows[at % (arrows.length + 1)];
        if (arrow === undefined || edit.type === 'add') return edit;
        const [from, to] = arrow;
        if (edit.type === 'replica')
          return { ...edit, node: to, place: places[at % 5] ?? places[0] ?? edit.place };
        if (edit.type !== 'group') return { ...edit, from, to };
        const known = estate.nodes[at % estate.nodes.length]!.id;
        return {
          ...edit,
          from,
          to,
          others: [...edit.others.filter((id) => estate.positions.has(id)), known],
        };
      });
      return { estate, tried };
    });

const cases = casesOf(documents());

/** The document laid above the estate, as a user would: by "include". */
const laidOver = async (estate: Estate, text: string): Promise<Estate> => {
  if (text === '') return estate;
  const { document, problems } = await readDocument({ file: 'tried.yaml', text });
  expect(problems).toEqual([]);
  expect(document!.include).toEqual(['estate.yaml']);
  const { estate: whole, complaints } = assemble([{ ...document!, include: [] }, documentOf(estate)]);
  expect(complaints.filter(({ message }) => !message.includes('polic'))).toEqual([]);
  return whole;
};

/**
 * What is told, but for where it was read. A document can only say that an arrow has no impact any more; "why not" tells
 * that of it, and shared fates look at it. The changed estate does not have the arrow.
 */
const toldOf = (report: Report, hasTakenBack: boolean): unknown =>
  JSON.parse(
    JSON.stringify(report.data(), (key, value: unknown) =>
      key === 'place' || (hasTakenBack && (key === 'spared' || key === 'sharedFates')) ? undefined : value,
    ),
  );

describe('changes that are tried', () => {
  it('do what they say when they are pasted', async () => {
    const made = new Map<string, number>();
    await holdsInTime(
      150,
      fc.asyncProperty(cases, async ({ estate, tried }) => {
        const { estate: after, patch, refused } = edited(estate, tried, ['estate.yaml']);
        const whole = await laidOver(estate, patch);
        const told = (report: Report): unknown => toldOf(report, patch.includes('impact: none'));
        expect(after.nodes.map(({ id, kind, name }) => [id, kind, name])).toEqual(
          whole.nodes.map(({ id, kind, name }) => [id, kind, name]),
        );
        for (const { id } of whole.nodes) {
          expect(told(askImpact(after, [id]))).toEqual(told(askImpact(whole, [id])));
          for (const other of whole.nodes.slice(0, 3))
            expect(told(askWhy(after, other.id, [id]))).toEqual(told(askWhy(whole, other.id, [id])));
        }
        const single = async (of: Estate) =>
          told(
            await spof.run({
              estate: of,
              args: ['**'],
              options: { state: 'partial', among: ['**'] },
              today: DAY,
            }),
          );
        expect(await single(after)).toEqual(await single(whole));
        const not = new Set(refused.map(({ index }) => index));
        for (const [i, { type }] of tried.entries())
          if (!not.has(i)) made.set(type, (made.get(type) ?? 0) + 1);
      }),
    );
    for (const type of ['soften', 'remove', 'add', 'group', 'replica'])
      expect([type, (made.get(type) ?? 0) > inProportion(10)]).toEqual([type, true]);
  });

  it('are as if those that were refused had never been asked for', () => {
    holds(
      200,
      fc.property(cases, ({ estate, tried }) => {
        const { patch, refused, estate: after } = edited(estate, tried, []);
        const not = new Set(refused.map(({ index }) => index));
        const others = tried.filter((_, index) => !not.has(index));
        const again = edited(estate, others, []);
        expect(again.patch).toBe(patch);
        expect(again.refused).toEqual([]);
        if (others.length === 0) expect(after).toBe(estate);
      }),
    );
  });

  it('make nothing worse by softening, by an alternative or by a copy', () => {
    holds(
      200,
      fc.property(casesOf(documents().map(undated)), ({ estate, tried }) => {
        const mild = tried.filter(({ type }) => type === 'soften' || type === 'group' || type === 'replica');
        const { estate: after } = edited(estate, mild, []);
        const [before, now] = [compile(estate, DAY), compile(after, DAY)];
        for (const [position, { id }] of estate.nodes.entries()) {
          const { ranks } = propagate(before, [{ position, rank: 3 }]);
          const { ranks: better } = propagate(now, [{ position: after.positions.get(id)!, rank: 3 }]);
          for (const [at, { id: other }] of estate.nodes.entries())
            expect(better[after.positions.get(other)!]).toBeLessThanOrEqual(ranks[at]!);
        }
      }),
    );
  });
});
