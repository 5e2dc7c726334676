import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { impact } from '../../../src/analyze/impact.ts';
import { solve } from '../../../src/analyze/solve.ts';
import { totalsOf } from '../../../src/analyze/totals.ts';
import { csv } from '../../../src/report/csv.ts';
import { markdown } from '../../../src/report/markdown.ts';
import { requirementsOf } from '../../../src/model/node.ts';
import { targetsOf } from '../../../src/model/requirement.ts';
import type { FaultSpec } from '../../../viewer/model/state.ts';
import { impactQuestion } from '../../../viewer/panels/apps/impact-question.ts';
import { suggestionsOf, worstIn } from '../../../viewer/panels/apps/suggestions.ts';
import { unrequiredIn } from '../../../viewer/panels/apps/unrequired.ts';
import { costOf } from '../../../viewer/panels/apps/words.ts';
import { DAY, documents, systems } from '../../support/documents.ts';
import { estateOf } from '../../support/engine.ts';
import { holds, holdsInTime } from '../../support/law.ts';
import { engineWith } from './an-engine.ts';

const shop = estateOf({
  faultline: 1,
  nodes: {
    shop: { kind: 'app', costPerHour: 100, dependsOn: ['db', { node: 'cdn', impact: 'degraded' }] },
    office: { kind: 'app', dependsOn: ['db'] },
    db: { kind: 'database', in: 'here' },
    cdn: { kind: 'cdn' },
    here: { kind: 'region' },
    there: { kind: 'region' },
    job: { kind: 'function', dependsOn: ['cdn'] },
  },
  scenarios: { s: { title: 'It drops', faults: [{ fail: 'cdn', state: 'partial' }] } },
});

const surroundings = {
  width: 100,
  paint: (_: string, text: string) => text,
  tool: { version: '0' },
} as const;

describe('the list that is saved', () => {
  const saved = async (faults: readonly FaultSpec[], format: string, scenario?: string): Promise<string> => {
    const { engine } = await engineWith(shop);
    const question = impactQuestion({
      side: 'after',
      faults,
      ...(scenario === undefined ? {} : { scenario }),
    });
    return engine.ask('render', { question, format });
  };

  it('is what the command line prints for the same', async () => {
    const report = impact.run({
      estate: shop,
      args: ['db', 'cdn'],
      options: { state: 'partial' },
      today: DAY,
    });
    const faults: readonly FaultSpec[] = [
      { selection: 'db', state: 'partial' },
      { selection: 'cdn', state: 'partial' },
    ];
    expect(await saved(faults, 'csv')).toBe(csv.render(report, surroundings));
    expect(await saved(faults, 'markdown')).toBe(markdown.render(report, surroundings));
  });

  it('is that of a scenario, too', async () => {
    const report = impact.run({ estate: shop, args: [], options: { scenario: 's' }, today: DAY });
    expect(await saved([], 'markdown', 's')).toBe(markdown.render(report, surroundings));
  });

  it('has every fault in the state of its own', async () => {
    const faults: readonly FaultSpec[] = [
      { selection: 'db', state: 'partial' },
      { selection: 'cdn', state: 'outage' },
    ];
    const lines = (await saved(faults, 'csv')).split('\r\n');
    expect(lines.find((line) => line.startsWith('db,'))).toContain('partial');
    expect(lines.find((line) => line.startsWith('cdn,'))).toContain('outage');
  });
});

describe('the cost of an hour', () => {
  it('is the one that the command line tells', () => {
    holds(
      200,
      fc.property(documents(), (document) => {
        const estate = estateOf(document);
        const nodes = estate.nodes.map(({ id, kind, costPerHour }) => ({
          id,
          kind,
          tags: [],
          isShipped: false,
          ...(costPerHour === undefined ? {} : { costPerHour }),
        }));
        const { outcome } = solve(estate, { fail: [estate.nodes[0]!.id] }, DAY);
        expect(costOf(nodes, outcome.ranks)).toBe(totalsOf(estate, outcome).costPerHour);
      }),
    );
  });
});

describe('what nothing requires', () => {
  it('is what no requirement names, places aside', async () => {
    await holdsInTime(
      100,
      fc.asyncProperty(systems(), async ({ document }) => {
        const estate = estateOf(document);
        const { engine, opened } = await engineWith(estate);
        const text = await engine.ask('render', {
          question: { side: 'after', analysis: 'nodes', args: [], options: {} },
          format: 'cytoscape',
        });
        const named = new Set(estate.nodes.flatMap((node) => requirementsOf(node).flatMap(targetsOf)));
        const expected = estate.nodes.flatMap(({ id, kind }, position) =>
          // What requires only itself is required.
          named.has(id) || ['zone', 'region', 'provider'].includes(kind) ? [] : [position],
        );
        expect(unrequiredIn(opened.after, text)).toEqual(expected);
      }),
    );
  });
});

describe('what to begin with', () => {
  it('is scenarios, regions, and what the ranking has on top and takes something with it', async () => {
    const { engine, opened } = await engineWith(shop);
    const { data } = await engine.ask('ask', {
      side: 'after',
      analysis: 'sweep',
      args: [],
      options: { limit: '3' },
    });
    const groups = suggestionsOf(opened.after, worstIn(data));
    expect(groups.map(({ title, items }) => [title, items.map(({ label }) => label).join()])).toEqual([
      ['Scenarios', 'It drops'],
      ['Regions', 'here,there'],
      ['Worst single failures', 'db,cdn'],
    ]);
  });

  it('is nothing where there is nothing', () => {
    expect(
      suggestionsOf({ name: '', nodes: [], edges: 0, scenarios: [], findings: [] }, worstIn(undefined)),
    ).toEqual([]);
  });
});
