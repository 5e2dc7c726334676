/**
 * The law: what we export and import again is the same graph.
 *
 * Graphology JSON of the library says every requirement, so each failure does the same. A picture (GraphML, Cytoscape) says
 * who needs whom: the same pairs come back, and so the same reachability.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureOf } from '../../src/analyze/audit/picture.ts';
import { assemble } from '../../src/assemble/assemble.ts';
import { toGraph } from '../../src/assemble/graph.ts';
import { compile } from '../../src/engine/compile.ts';
import { propagate } from '../../src/engine/propagate.ts';
import type { Estate } from '../../src/model/estate.ts';
import { requirementsOf } from '../../src/model/node.ts';
import { targetsOf } from '../../src/model/requirement.ts';
import { rankOf } from '../../src/model/state.ts';
import { cytoscape } from '../../src/report/cytoscape.ts';
import { graphml } from '../../src/report/graphml.ts';
import { NO_MAPPING } from '../../src/scan/interchange/graph/mapping.ts';
import { importTexts } from '../../src/scan/interchange/import.ts';
import { IMPORTERS } from '../../src/scan/interchange/index.ts';
import { plainAt, reportOf } from '../report/reports.ts';
import { DAY, documents, systems } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holdsInTime } from '../support/law.ts';

const imported = async (text: string): Promise<Estate> => {
  const { document } = await importTexts([{ file: 'law', text }], {
    importers: IMPORTERS,
    mapping: NO_MAPPING,
  });
  const { estate, complaints } = assemble([document]);
  expect(complaints).toEqual([]);
  return estate;
};

/** Who needs whom; that a node needs itself says nothing. */
const pairsOf = (estate: Estate): readonly string[] =>
  [
    ...new Set(
      estate.nodes.flatMap((node) =>
        requirementsOf(node)
          .flatMap(targetsOf)
          .filter((to) => to !== node.id)
          .map((to) => `${node.id} ${to}`),
      ),
    ),
  ].toSorted();

const picture = (estate: Estate) => ({
  ...reportOf([]),
  graph: () => pictureOf(estate, estate.nodes.keys(), () => 0),
});

describe('graphology JSON of the library comes back', () => {
  it('so that every failure does the same', () =>
    holdsInTime(
      120,
      fc.asyncProperty(systems(), async ({ document, faults }) => {
        const estate = estateOf(document);
        const again = await imported(JSON.stringify(toGraph(estate).export()));
        expect(again.nodes.map(({ id }) => id)).toEqual(estate.nodes.map(({ id }) => id));
        const statesOf = (one: Estate): readonly number[] => [
          ...propagate(
            compile(one, DAY),
            faults.map(({ node, state }) => ({ position: one.positions.get(node)!, rank: rankOf(state) })),
          ).ranks,
        ];
        expect(statesOf(again)).toEqual(statesOf(estate));
      }),
    ));

  it('with names, owners and evidence', () =>
    holdsInTime(
      60,
      fc.asyncProperty(documents(), async (document) => {
        const estate = estateOf({ ...document, scenarios: {} });
        const again = await imported(JSON.stringify(toGraph(estate).export()));
        expect(again.nodes.map(({ id, kind, owner, tier }) => [id, kind, owner?.trim(), tier])).toEqual(
          estate.nodes.map(({ id, kind, owner, tier }) => [
            id,
            kind,
            owner?.trim() === '' ? undefined : owner?.trim(),
            tier,
          ]),
        );
      }),
    ));
});

describe.each([graphml, cytoscape])('a picture as $name comes back', (format) => {
  it('with the same nodes, and the same pairs that need one another', () =>
    holdsInTime(
      100,
      fc.asyncProperty(documents(), async (document) => {
        const estate = estateOf({ ...document, scenarios: {} });
        const again = await imported(format.render(picture(estate), plainAt(80)));
        expect(again.nodes.map(({ id, kind }) => [id, kind])).toEqual(
          estate.nodes.map(({ id, kind }) => [id, kind]),
        );
        expect(pairsOf(again)).toEqual(pairsOf(estate));
      }),
    ));
});
