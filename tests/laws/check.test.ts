/**
 * Laws of the check.
 *
 * A policy's verdict is what impact says of each failure alone, and with time what a timeline says; an excuse touches
 * what it names and nothing else; a finding is known again wherever its lines have gone; and redundancy that stands on
 * nothing never makes anything worse.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/analyze/check.ts';
import { compile } from '../../src/engine/compile.ts';
import { propagate } from '../../src/engine/propagate.ts';
import { playOut } from '../../src/engine/timeline/timeline.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Finding } from '../../src/model/finding.ts';
import { rankOf } from '../../src/model/state.ts';
import { DAY, systems } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holdsInTime } from '../support/law.ts';
import type { RawDocument, RawRequirement } from '../support/raw.ts';
import { timedSystems } from '../support/timed.ts';

const askedOf = async (document: RawDocument, files: Readonly<Record<string, string>> = {}) =>
  check.run({
    estate: estateOf(document),
    args: [],
    options: 'b.json' in files ? { baseline: 'b.json' } : {},
    today: DAY,
    files: new Map(Object.entries(files)),
  });

const findingsIn = async (document: RawDocument): Promise<readonly Finding[]> =>
  (await askedOf(document)).checked!().findings;

const writtenFor = async (document: RawDocument): Promise<string> => {
  const report = await check.run({
    estate: estateOf(document),
    args: [],
    options: { 'write-baseline': 'b.json' },
    today: DAY,
  });
  return report.writes!().get('b.json')!;
};

type Rules = NonNullable<RawDocument['policies']>;

const held = (document: RawDocument, policies: Rules): RawDocument => ({ ...document, policies });

const atMosts = fc.constantFrom('operational', 'degraded', 'partial');
const faultStates = fc.constantFrom('degraded', 'partial', 'outage');

/** `failure > node` of all findings of the policy. */
const verdictOf = async (document: RawDocument): Promise<readonly string[]> =>
  (await findingsIn(document))
    .filter(({ rule }) => rule === 'survive/p')
    .map(({ message, node }) => `${/ if (\S+) (?:is|are)/.exec(message)![1]!} > ${node}`)
    .toSorted();

const pairsIn = (estate: Estate, isBroken: (failure: number, node: number) => boolean): readonly string[] =>
  estate.nodes
    .flatMap(({ id }, failure) =>
      estate.nodes.flatMap((node, position) =>
        failure !== position && isBroken(failure, position) ? [`${id} > ${node.id}`] : [],
      ),
    )
    .toSorted();

describe('a policy', () => {
  it('breaks just where impact says so, one failure at a time', async () => {
    await holdsInTime(
      150,
      fc.asyncProperty(systems(), atMosts, faultStates, async ({ document }, atMost, state) => {
        const policies = { survive: { p: { apps: '**', fail: '**', atMost, state } } };
        const estate = estateOf(document);
        const network = compile(estate, DAY);
        const outcomes = estate.nodes.map(
          (_, position) => propagate(network, [{ position, rank: rankOf(state) }]).ranks,
        );
        expect(await verdictOf(held(document, policies))).toEqual(
          pairsIn(estate, (failure, node) => outcomes[failure]![node]! > rankOf(atMost)),
        );
      }),
    );
  });

  it('with time breaks just where a timeline is worse for too long, or in the end', async () => {
    const withins = fc.constantFrom(0, 2, 5, 12);
    await holdsInTime(
      300,
      fc.asyncProperty(timedSystems(), atMosts, withins, async ({ document }, atMost, within) => {
        const policies = { survive: { p: { apps: '**', fail: '**', atMost, within: `${within}s` } } };
        const estate = estateOf(document);
        const plays = estate.nodes.map((_, position) =>
          playOut(estate, DAY, [{ position, rank: 3, from: 0 }]),
        );
        const isBroken = (failure: number, node: number): boolean => {
          const worse = (plays[failure]!.intervals.get(node) ?? []).filter(
            ({ rank }) => rank > rankOf(atMost),
          );
          const total = worse.reduce((sum, { from, until = Infinity }) => sum + until - from, 0);
          return worse.length > 0 && (worse.at(-1)!.until === undefined || total > within);
        };
        expect(await verdictOf(held(document, policies))).toEqual(pairsIn(estate, isBroken));
      }),
    );
  });

  it('is never broken by redundancy that stands on nothing', async () => {
    await holdsInTime(
      100,
      fc.asyncProperty(systems(), atMosts, fc.nat(), async ({ document }, atMost, choice) => {
        const policies = { survive: { p: { apps: '**', fail: '**', atMost } } };
        const before = await verdictOf(held(document, policies));
        const after = await verdictOf(held(withRedundancy(document, choice), policies));
        expect(after.filter((pair) => !pair.includes('fresh') && !before.includes(pair))).toEqual([]);
      }),
    );
  });
});

/** A requirement of some node with an alternative that needs nothing. */
const withRedundancy = (document: RawDocument, choice: number): RawDocument => {
  const nodes = Object.entries(document.nodes);
  const [id, node] = nodes[choice % nodes.length]!;
  const dependsOn = node.dependsOn ?? [];
  const at = choice % Math.max(1, dependsOn.length);
  const doubled = dependsOn.map((one, i): RawRequirement => (i === at ? { anyOf: [one, 'fresh'] } : one));
  return {
    ...document,
    nodes: { ...document.nodes, [id]: { ...node, dependsOn: doubled }, fresh: { kind: 'service' } },
  };
};

// —— excuses ————————————————————————————————————————————————————————————————————————————————————————————————————————

/** What excuses may add findings to. */
const OF_EXCUSES: ReadonlySet<string> = new Set(['unused-suppression', 'expired-waiver']);

/** A finding as a baseline knows it: of those that are told as one each by itself, whether it counts aside. */
interface Told {
  readonly rule: string;
  readonly node: string;
  readonly message: string;
  readonly fingerprint: string;
  readonly excused?: object;
}

const toldIn = async (
  document: RawDocument,
  files: Readonly<Record<string, string>> = {},
): Promise<readonly Told[]> => {
  const { findings } = (await askedOf(document, files)).data() as {
    readonly findings: readonly (Told & { readonly parts?: readonly Told[] })[];
  };
  return findings
    .filter(({ rule }) => !OF_EXCUSES.has(rule))
    .flatMap(({ parts, ...finding }) =>
      (parts ?? [finding]).map(({ message, fingerprint }) => ({
        // What is told of one, whole, must stay as well.
        ...(parts === undefined ? { ...finding, place: undefined } : {}),
        rule: finding.rule,
        node: finding.node,
        message,
        fingerprint,
        ...(finding.excused === undefined ? {} : { excused: finding.excused }),
      })),
    );
};

const told = (findings: readonly Told[]): readonly string[] =>
  findings.map((finding) => JSON.stringify({ ...finding, excused: undefined })).toSorted();

const STRICT: Rules = {
  survive: { p: { apps: '**', fail: '**', atMost: 'degraded' } },
  rules: { 'single-point-of-failure': { apps: '**' } },
};

describe('an excuse', () => {
  it.each(['suppress', 'waivers'] as const)('%s touches what it names, and nothing else', async (list) => {
    await holdsInTime(
      60,
      fc.asyncProperty(systems(), fc.nat(), async ({ document }, choice) => {
        const before = await toldIn(held(document, STRICT));
        const chosen = before[choice % Math.max(1, before.length)];
        if (chosen === undefined) return;
        const excuse = {
          rule: chosen.rule,
          node: chosen.node,
          reason: 'r',
          ...(list === 'waivers' ? { owner: 'o', until: '2099-01-01' } : {}),
        };
        const after = await toldIn(held(document, { ...STRICT, [list]: [excuse] }));
        expect(told(after)).toEqual(told(before));
        const excused = after.filter((finding) => finding.excused !== undefined);
        expect(excused.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(
          before
            .filter(({ rule, node }) => rule === chosen.rule && node === chosen.node)
            .map(({ fingerprint }) => fingerprint)
            .toSorted(),
        );
      }),
    );
  });

  it('a baseline of a document hides all of it, and nothing that comes later', async () => {
    await holdsInTime(
      60,
      fc.asyncProperty(systems(), systems(), async ({ document }, { document: other }) => {
        const baseline = await writtenFor(held(document, STRICT));
        const same = await toldIn(held(document, STRICT), { 'b.json': baseline });
        expect(same.filter(({ excused }) => excused === undefined)).toEqual([]);
        const before = await toldIn(held(other, STRICT));
        const after = await toldIn(held(other, STRICT), { 'b.json': baseline });
        expect(told(after)).toEqual(told(before));
        const known = new Set(same.map(({ fingerprint }) => fingerprint));
        expect(
          after
            .filter(({ excused }) => excused !== undefined)
            .map(({ fingerprint }) => fingerprint)
            .toSorted(),
        ).toEqual(
          before
            .map(({ fingerprint }) => fingerprint)
            .filter((one) => known.has(one))
            .toSorted(),
        );
      }),
    );
  });
});

it('fingerprints stay as they are if a document is written in another order', async () => {
  await holdsInTime(
    100,
    fc.asyncProperty(systems(), async ({ document }) => {
      const turned: RawDocument = {
        ...document,
        nodes: Object.fromEntries(
          Object.entries(document.nodes)
            .toReversed()
            .map(([id, node]) => [id, { ...node, dependsOn: node.dependsOn?.toReversed() ?? [] }]),
        ),
      };
      const prints = async (one: RawDocument): Promise<readonly string[]> =>
        (await findingsIn(held(one, STRICT))).map(({ fingerprint }) => fingerprint).toSorted();
      expect(await prints(turned)).toEqual(await prints(document));
    }),
  );
});

it('no two findings have the same fingerprint', async () => {
  await holdsInTime(
    60,
    fc.asyncProperty(systems(), async ({ document }) => {
      const prints = (await findingsIn(held(document, STRICT))).map(({ fingerprint }) => fingerprint);
      expect(new Set(prints).size).toBe(prints.length);
    }),
  );
});
