/**
 * The laws of a comparison: nothing differs from itself, a new name or another order is no difference, a change and its
 * reversal mirror each other, and what is told of a failure is what propagation says of it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propagate } from '../../src/engine/propagate.ts';
import { alignmentOf } from '../../src/analyze/diff/align.ts';
import { NONE } from '../../src/analyze/diff/view.ts';
import { compareDocuments, losses } from '../analyze/diff/changes.ts';
import { systems } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holds } from '../support/law.ts';
import { type RawDocument, type RawNode, renamed } from '../support/raw.ts';

const KINDS = ['app', 'service', 'database', 'app', 'zone', 'region', 'cache', 'service'] as const;

/** Documents with apps, stores and places, which name each other at random. */
const changing: fc.Arbitrary<RawDocument> = systems().map(({ document }) => ({
  ...document,
  nodes: Object.fromEntries(
    Object.entries(document.nodes).map(([id, node], i): [string, RawNode] => [
      id,
      { ...node, kind: KINDS[i % KINDS.length]!, ...(i % 3 === 0 ? { costPerHour: 100 * (i + 1) } : {}) },
    ]),
  ),
}));

/** A document and what became of it: nodes of another one in the place of some of its own. */
const pairs = fc.tuple(changing, changing, fc.nat(6)).map(([base, other, every]) => {
  const ids = Object.keys(base.nodes);
  const known = new Set(ids);
  const isWhole = (node: RawNode): boolean =>
    JSON.stringify(node).length > 0 &&
    [node.in, ...(node.dependsOn ?? [])].every((one) => {
      let inside = true;
      if (one !== undefined) renamed(one, (id) => ((inside &&= known.has(id)), id));
      return inside;
    });
  const nodes = Object.fromEntries(
    Object.entries(base.nodes).map(([id, node], i): [string, RawNode] => {
      const changed = other.nodes[id];
      return [id, i % (every + 1) === 0 && changed !== undefined && isWhole(changed) ? changed : node];
    }),
  );
  return { base, head: { ...base, nodes } };
});

const renamedDocument = (document: RawDocument, rename: (id: string) => string): RawDocument => ({
  ...document,
  nodes: Object.fromEntries(
    Object.entries(document.nodes)
      .toReversed()
      .map(([id, node]): [string, RawNode] => [
        rename(id),
        {
          ...node,
          ...(node.in === undefined ? {} : { in: renamed(node.in, rename) }),
          dependsOn: (node.dependsOn ?? []).map((one) => renamed(one, rename)).toReversed(),
        },
      ]),
  ),
});

const NOTHING = {
  falls: [],
  wider: [],
  redundancy: [],
  fates: [],
  stores: [],
  crossRegion: [],
  cutSets: [],
  cost: undefined,
};

describe('a comparison', () => {
  it('of a document with itself is empty', async () => {
    await fc.assert(
      fc.asyncProperty(changing, async (document) => {
        const comparison = await compareDocuments(document, document);
        expect(losses(comparison)).toEqual({ lost: NOTHING, won: NOTHING });
        expect(comparison.sizes).toEqual({
          nodes: { added: 0, removed: 0, renamed: 0 },
          requirements: { added: 0, removed: 0, changed: 0 },
        });
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('of a document with the same one under other names and in another order finds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(changing, async (document) => {
        const comparison = await compareDocuments(
          document,
          renamedDocument(document, (id) => `${id}2`),
        );
        expect(losses(comparison)).toEqual({ lost: NOTHING, won: NOTHING });
        expect(comparison.renamed).toHaveLength(Object.keys(document.nodes).length);
      }),
      { seed: 2, numRuns: 150 },
    );
  });

  it('knows nodes again that are called quite differently, by what they stand among', async () => {
    await fc.assert(
      fc.asyncProperty(changing, async (document) => {
        const ids = Object.keys(document.nodes);
        const rename = (id: string): string => `renamed/${(ids.indexOf(id) * 7) % 13}`;
        const { lost, won } = losses(await compareDocuments(document, renamedDocument(document, rename)));
        // Of two that stand alone nobody can say whether they are one.
        expect([
          { ...lost, stores: [] },
          { ...won, stores: [] },
        ]).toEqual([NOTHING, NOTHING]);
      }),
      { seed: 3, numRuns: 150 },
    );
  });

  it('and that of the reversed change mirror each other', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async ({ base, head }) => {
        const there = losses(await compareDocuments(base, head));
        const back = losses(await compareDocuments(head, base));
        expect(back).toEqual({ lost: there.won, won: there.lost });
      }),
      { seed: 4, numRuns: 150 },
    );
  });

  it('tells of each failure what propagation says of it, and the change that did it', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(pairs, async ({ base, head }) => {
        const { lost, view } = await compareDocuments(base, head);
        const ranksOf = (side: typeof view.to, position: number) =>
          propagate(side.network, position === NONE ? [] : [{ position, rank: 3 }]).ranks;
        const expected: string[] = [];
        view.to.estate.nodes.forEach((_, failure) => {
          const [before, after] = [ranksOf(view.from, view.before[failure]!), ranksOf(view.to, failure)];
          view.to.estate.nodes.forEach(({ kind }, app) => {
            const partner = view.before[app]!;
            if (kind !== 'app' || app === failure || partner === NONE) return;
            if (view.from.estate.nodes[partner]!.kind !== 'app') return;
            if (after[app]! > before[partner]!)
              expected.push(`${app} ${failure} ${before[partner]!} ${after[app]!}`);
          });
        });
        const found = lost.falls.map((fall) => `${fall.app} ${fall.failure} ${fall.before} ${fall.after}`);
        expect(found.toSorted()).toEqual(expected.toSorted());
        expect(lost.falls.filter(({ change }) => change === undefined)).toEqual([]);
        told += found.length;
      }),
      { seed: 5, numRuns: 150 },
    );
    expect(told).toBeGreaterThan(50);
  });
});

describe('an alignment', () => {
  it('pairs each node at most once, and all with the same id', () => {
    holds(
      200,
      fc.property(changing, changing, (a, b) => {
        const [base, head] = [estateOf(a), estateOf(b)];
        const { heads, bases } = alignmentOf(base, head);
        heads.forEach((other, at) => {
          if (other !== NONE) expect(bases[other]).toBe(at);
          const same = head.positions.get(base.nodes[at]!.id);
          if (same !== undefined) expect(other).toBe(same);
        });
      }),
    );
  });
});
