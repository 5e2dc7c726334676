/**
 * The laws of a sweep: each row is what `impact` says of that failure alone, counted; and shards, merged, are the whole.
 *
 * Tried on random systems in which nodes have kinds, owners, tiers and costs, with every way to divide them.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { impact } from '../../src/analyze/impact.ts';
import { sweep } from '../../src/analyze/sweep.ts';
import { merged } from '../../src/analyze/sweep/merged.ts';
import { partOf } from '../../src/analyze/sweep/shard-read.ts';
import { sweepReport } from '../../src/analyze/sweep/report.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Report } from '../../src/model/report.ts';
import { type Rank, STATES, stateOf } from '../../src/model/state.ts';
import { csv } from '../../src/report/csv.ts';
import { json } from '../../src/report/json.ts';
import { markdown } from '../../src/report/markdown.ts';
import { text } from '../../src/report/text.ts';
import { solve } from '../../src/analyze/solve.ts';
import { textOf } from '../analyze/ask.ts';
import { DAY, compact, oneIn, systems } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holdsInTime, inProportion } from '../support/law.ts';
import type { RawNode } from '../support/raw.ts';

/** What a system's node is besides what it requires. */
const dressings = fc
  .record({
    kind: fc.constantFrom('app', 'app', 'service', 'database', 'region', 'provider', 'external'),
    owner: oneIn(2, fc.constantFrom('a-team', 'b-team', 'node')),
    tier: oneIn(2, fc.nat(3)),
    costPerHour: oneIn(3, fc.nat(1_000)),
  })
  .map((fields) => compact<RawNode>(fields as RawNode));

const estates: fc.Arbitrary<Estate> = fc
  .tuple(systems(), fc.array(dressings, { minLength: 12, maxLength: 12 }))
  .map(([{ document }, dressed]) =>
    estateOf({
      ...document,
      nodes: Object.fromEntries(
        Object.entries(document.nodes).map(([id, node], i) => [id, { ...node, ...dressed[i]! }]),
      ),
    }),
  );

type Options = Parameters<typeof sweep.run>[0]['options'];

const optionsFor = (estate: Estate): fc.Arbitrary<Options> => {
  const kinds = new Set(estate.nodes.map(({ kind }) => kind));
  const words = [
    'node',
    ...(estate.nodes.some(({ owner }) => owner !== undefined) ? ['owner'] : []),
    ...(kinds.has('provider') ? ['provider'] : []),
    ...(kinds.has('external') ? ['vendor'] : []),
    ...[...kinds].filter((kind) => kind !== 'provider'),
  ];
  const tiers = estate.nodes.flatMap(({ kind, tier }) =>
    kind === 'app' && tier !== undefined ? [tier] : [],
  );
  return fc
    .record({
      each: oneIn(2, fc.subarray(words, { minLength: 1 })),
      pairs: estate.nodes.length > 1 ? fc.boolean() : fc.constant(false),
      state: oneIn(2, fc.constantFrom('degraded' as const, 'partial' as const, 'outage' as const)),
      only: oneIn(4, fc.constant(['*', '*/**'].slice(0, 1))),
      tier: tiers.length === 0 ? fc.constant(undefined) : oneIn(4, fc.constant(String(Math.max(...tiers)))),
      by: oneIn(2, fc.constantFrom('tier' as const, 'apps' as const, 'cost' as const, 'nodes' as const)),
      limit: oneIn(2, fc.constantFrom('0', '3')),
    })
    .map((fields) => compact<Options>(fields as Options));
};

const cases = estates.chain((estate) => fc.tuple(fc.constant(estate), optionsFor(estate)));

const ask = (estate: Estate, options: Options): Promise<Report> =>
  sweep.run({ estate, args: [], options, today: DAY });

/** The report in each format, as it would be printed. */
const printed = (report: Report): readonly string[] =>
  [text, json, markdown, csv].map((reporter) =>
    reporter.render(report, { width: 80, paint: (_, shown) => shown }),
  );

/** A question that cannot be asked of an estate: pairs of one, tiers that only uncounted apps have. */
const isUnaskable = (error: unknown): boolean => error instanceof Error && error.name === 'UserError';

describe('shards, merged in any order', () => {
  it('are the bytes of the whole, in every format', async () => {
    const asked = { pairs: 0, beyond: 0, groups: 0 };
    await holdsInTime(
      600,
      fc.asyncProperty(
        cases,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 6 }),
        async ([estate, options], of, turn) => {
          const whole = await ask(estate, options).catch((error: unknown) => error as Error);
          if (isUnaskable(whole)) return;
          const named = [];
          for (let i = 0; i < of; i++) {
            const index = 1 + ((i + turn) % of);
            const shard = await ask(estate, { ...options, shard: `${index}/${of}` });
            const written = json.render(shard, { width: 80, paint: (_, shown) => shown });
            named.push({ file: `${index}.json`, part: partOf(JSON.parse(written), `${index}.json`) });
          }
          expect(printed(sweepReport(merged(named)))).toEqual(printed(whole as Report));
          if (options.pairs === true) asked.pairs++;
          if (textOf(whole as Report).includes('beyond either alone ')) asked.beyond++;
          if (options.each?.some((word) => ['owner', 'provider', 'vendor'].includes(word)) === true)
            asked.groups++;
        },
      ),
    );
    // A law of nothing would hold.
    expect(Math.min(asked.pairs, asked.beyond, asked.groups)).toBeGreaterThan(inProportion(20));
  });
});

interface RowData {
  readonly node?: string;
  readonly pair?: readonly { readonly node: string }[];
  readonly affected: number;
  readonly apps: object;
  readonly nodes: object;
  readonly costPerHour?: number;
  readonly beyond?: object;
}

const rowsOf = (report: Report): readonly RowData[] =>
  (report.data() as { readonly failures: readonly RowData[] }).failures;

describe('a row', () => {
  it('of a failure is what impact says of it', async () => {
    await holdsInTime(
      400,
      fc.asyncProperty(estates, fc.constantFrom('degraded', 'partial', 'outage'), async (estate, state) => {
        const rows = rowsOf(await ask(estate, { state }));
        expect(rows.map(({ node }) => String(node)).toSorted()).toEqual(
          estate.nodes.map(({ id }) => id).toSorted(),
        );
        for (const { node, affected, apps, nodes, costPerHour } of rows) {
          const alone = impact.run({ estate, args: [node!], options: { state }, today: DAY });
          const { summary } = alone.data() as { readonly summary: object };
          expect({
            nodes: estate.nodes.length,
            affected,
            apps,
            ...(costPerHour === undefined ? {} : { costPerHour }),
          }).toEqual(summary);
          const { ranks } = solve(estate, { fail: [node!], state }, DAY).outcome;
          const inStates = STATES.map((one, rank) => [one, ranks.filter((each) => each === rank).length]);
          expect(nodes).toEqual(Object.fromEntries(inStates));
        }
      }),
    );
  });

  it('of an owner is what impact says of all that the owner has', async () => {
    await holdsInTime(
      200,
      fc.asyncProperty(
        estates.filter(({ nodes }) => nodes.some(({ owner }) => owner !== undefined)),
        async (estate) => {
          const report = await ask(estate, { each: ['owner'] });
          for (const row of rowsOf(report) as readonly (RowData & { readonly owner: string })[]) {
            const args = [`owner:${row.owner}`];
            const { summary } = impact.run({ estate, args, options: {}, today: DAY }).data() as {
              readonly summary: { readonly affected: number; readonly apps: object };
            };
            expect({ affected: row.affected, apps: row.apps }).toEqual({
              affected: summary.affected,
              apps: summary.apps,
            });
          }
        },
      ),
    );
  });

  it('of a pair tells the apps that are worse off than with either failure alone', async () => {
    let found = 0;
    await holdsInTime(
      150,
      fc.asyncProperty(
        estates.filter(({ nodes }) => nodes.length > 1),
        async (estate) => {
          const isApp = estate.nodes.some(({ kind }) => kind === 'app')
            ? (position: number) => estate.nodes[position]!.kind === 'app'
            : () => true;
          const ranksOf = (...fail: readonly string[]) => solve(estate, { fail }, DAY).outcome.ranks;
          for (const { pair, affected, beyond } of rowsOf(await ask(estate, { pairs: true }))) {
            const [a, b] = pair!.map(({ node }) => node) as [string, string];
            const [first, second, both] = [ranksOf(a), ranksOf(b), ranksOf(a, b)];
            expect(affected).toBe(both.filter((rank) => rank > 0).length);
            const worse = [...both.keys()].filter(
              (at) => isApp(at) && both[at]! > first[at]! && both[at]! > second[at]!,
            );
            found += worse.length;
            expect(beyond).toEqual(
              Object.fromEntries(
                STATES.slice(1).map((state) => [
                  state,
                  worse.filter((at) => stateOf(both[at] as Rank) === state).length,
                ]),
              ),
            );
          }
        },
      ),
    );
    expect(found).toBeGreaterThan(inProportion(5));
  });
});
