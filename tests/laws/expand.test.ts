/**
 * The law: what is taken from a pack on demand is the same as in the whole of it.
 *
 * Of any ids that are named there are exactly those nodes that the named ones reach in the whole expansion, each with
 * the same words. So it cannot matter to a result how much of a pack was taken.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand } from '../../src/assemble/expand.ts';
import { packOf } from '../../src/assemble/packs/pack.ts';
import { decode } from '../../src/document/decode.ts';
import type { Document, PartialNode } from '../../src/model/document.ts';
import { requirementsOf } from '../../src/model/node.ts';
import { targetsOf } from '../../src/model/requirement.ts';
import { withoutOrigins } from '../assemble/estates.ts';
import { documents } from '../support/documents.ts';
import { NOWHERE } from '../support/engine.ts';
import { holds, inProportion } from '../support/law.ts';
import type { RawDocument, RawNode } from '../support/raw.ts';

/** Documents with templates, and with plain nodes and second templates of ids that these make. */
const packs: fc.Arbitrary<Document> = fc
  .tuple(
    documents({ nodes: 4 }).filter(({ templates }) => templates !== undefined),
    fc.subarray(['t/a', 't/only', 't/a/v1', 't/c/v1']),
    fc.subarray(['t/a', 't/{p}/v1', '{p}']),
  )
  .map(([raw, plain, second]) => {
    const [some] = Object.values(raw.nodes);
    const [other] = Object.values(raw.templates!);
    const more = (ids: readonly string[], node: RawNode): Readonly<Record<string, RawNode>> =>
      Object.fromEntries(ids.map((id) => [id, node]));
    const document: RawDocument = {
      ...raw,
      nodes: { ...raw.nodes, ...more(plain, some!) },
      // A template without placeholders in its id could name no single {p}.
      templates: {
        ...raw.templates,
        ...more(second, { kind: other!.kind, ...(other!.dependsOn && { dependsOn: other!.dependsOn }) }),
      },
    };
    const { document: decoded, unreadable } = decode(document, NOWHERE);
    expect(unreadable).toEqual([]);
    return decoded;
  });

type Nodes = ReadonlyMap<string, PartialNode>;

/** The part of some nodes that the named ones reach. */
const reached = (nodes: Nodes, named: readonly string[]): Nodes => {
  const found = new Map<string, PartialNode>();
  const open = [...named];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = nodes.get(id);
    if (node === undefined || found.has(id)) continue;
    found.set(id, node);
    open.push(...requirementsOf(node).flatMap(targetsOf));
  }
  return found;
};

const sorted = (nodes: Nodes): unknown =>
  [...nodes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([id, node]) => [id, withoutOrigins(node)]);

describe('what a pack gives on demand', () => {
  it('is what the named ids reach in the whole of it', () => {
    let counted = 0;
    holds(
      1_500,
      fc.property(packs, fc.array(fc.nat(), { maxLength: 3 }), (pack, numbers) => {
        const whole = expand([pack]).documents[0]!.nodes;
        const ids = [...whole.keys(), 't/a/v9', 'zoo'];
        const named = numbers.map((number) => ids[number % ids.length]!);
        const onDemand = expand([], [pack], named).documents[0]?.nodes ?? new Map();
        const expected = reached(whole, named);
        expect(sorted(onDemand)).toEqual(sorted(expected));
        if (expected.size > 0 && expected.size < whole.size) counted++;
      }),
    );
    expect(counted).toBeGreaterThan(inProportion(200));
  });

  it('is nothing that it does not say it defines, and all that it says', () => {
    holds(
      500,
      fc.property(packs, (document) => {
        const pack = packOf(document, () => {});
        const whole = pack.nodes();
        expect(new Set(pack.ids())).toEqual(new Set(whole.keys()));
        for (const id of [...whole.keys(), 't', 't/d', 't/a/v', 't/{p}']) {
          expect(pack.defines(id)).toBe(whole.has(id));
        }
      }),
    );
  });
});
