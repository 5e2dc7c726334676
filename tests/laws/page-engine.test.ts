/**
 * The law: the page says what the command line says.
 *
 * What the page is told as numbers by position is, node by node, what `impact`, `why` and `replay` give as data; any
 * question that is asked through the page has the analysis' own answer.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis, OptionSpec, Question } from '../../src/analyze/analysis.ts';
import { impact as impactAnalysis } from '../../src/analyze/impact.ts';
import { ANALYSES } from '../../src/analyze/index.ts';
import { replay } from '../../src/analyze/replay.ts';
import { why } from '../../src/analyze/why.ts';
import { NEVER } from '../../src/engine/propagate.ts';
import type { Estate } from '../../src/model/estate.ts';
import type { Node } from '../../src/model/node.ts';
import type { Report, Span } from '../../src/model/report.ts';
import { type Rank, type State, rankOf, stateOf } from '../../src/model/state.ts';
import { UserError } from '../../src/model/user-error.ts';
import { loadEstate } from '../../src/scan/document.ts';
import type { Desk } from '../../viewer/engine/desk.ts';
import { ask, render } from '../../viewer/engine/handlers/ask.ts';
import { impact } from '../../viewer/engine/handlers/impact.ts';
import { proof } from '../../viewer/engine/handlers/proof.ts';
import { reasons } from '../../viewer/engine/handlers/reasons.ts';
import { timeline } from '../../viewer/engine/handlers/timeline.ts';
import type { Faulted } from '../../viewer/model/messages.ts';
import { type CauseData, type ImpactData, type WhyData, citedIn } from '../analyze/ask.ts';
import { type ReplayData, replayData } from '../analyze/ask-timed.ts';
import { DAY, documents, levels, systems } from '../support/documents.ts';
import { estateOf } from '../support/engine.ts';
import { holds, holdsInTime } from '../support/law.ts';
import type { Level, RawDocument } from '../support/raw.ts';
import { text } from '../../src/report/text.ts';
import { deskOf } from '../viewer/engine/desks.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

// —— impact ————————————————————————————————————————————————————————————————————————————————————————————————————————

interface Fate {
  readonly state: State;
  readonly wave: number;
}

/** What the page is told, by id. */
const fatesOf = (estate: Estate, desk: Desk, of: Omit<Faulted, 'side'>) => {
  const { ranks, waves, faults, totals, waveCount } = impact(desk, { side: 'after', ...of });
  const affected = [...ranks.keys()].filter((position) => ranks[position]! > 0);
  for (const position of ranks.keys()) expect(waves[position] === NEVER).toBe(ranks[position] === 0);
  const fates = new Map(
    affected.map((position): readonly [string, Fate] => [
      estate.nodes[position]!.id,
      { state: stateOf(ranks[position] as Rank), wave: waves[position]! },
    ]),
  );
  const last = Math.max(-1, ...[...fates.values()].map(({ wave }) => wave));
  expect(last).toBeLessThan(Math.max(1, waveCount));
  return { fates, faults: [...faults].map((position) => estate.nodes[position]!.id), totals };
};

/** The same from the data of `faultline impact`. */
const fatesIn = (report: Report) => {
  const { affected, summary, faults } = report.data() as ImpactData & {
    readonly faults: readonly { readonly node: string }[];
  };
  return {
    fates: new Map(affected.map(({ id, state, wave }): readonly [string, Fate] => [id, { state, wave }])),
    faults: faults.map(({ node }) => node),
    totals: summary,
  };
};

const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));

const expectSameImpact = (
  estate: Estate,
  desk: Desk,
  { fail, scenario, state = 'outage' }: { fail: readonly string[]; scenario?: string; state?: Level },
): void => {
  const report = impactAnalysis.run({
    estate,
    args: fail,
    options: { state, ...(scenario === undefined ? {} : { scenario }) },
    today: DAY,
  });
  const of = {
    faults: fail.map((selection) => ({ selection, state })),
    ...(scenario === undefined ? {} : { scenario }),
  };
  const [told, known] = [fatesOf(estate, desk, of), fatesIn(report)];
  expect(sorted(told.fates)).toEqual(sorted(known.fates));
  expect(told.faults).toEqual(known.faults);
  expect(told.totals).toEqual(known.totals);
  expectSameReasons(estate, desk, of, report);
};

const plain = (spans: readonly Span[]): string =>
  spans.map((span) => (typeof span === 'string' ? span : 'text' in span ? span.text : span.state)).join('');

/** The column "Why" of the tables is what is told as reasons. */
const expectSameReasons = (estate: Estate, desk: Desk, of: Omit<Faulted, 'side'>, report: Report): void => {
  const known = new Map<string, string>();
  for (const block of report.blocks()) {
    if (block.type !== 'table' || block.columns[1]?.title !== 'Node' || block.columns[3]?.title !== 'Why')
      continue;
    for (const [, node, , reason] of block.rows) known.set(plain(node!), plain(reason!));
  }
  const ids = [...known.keys()];
  const positions = ids.map((id) => estate.positions.get(id)!);
  const told = reasons(desk, { of: { side: 'after', ...of }, positions });
  expect(told.map(plain)).toEqual(ids.map((id) => known.get(id)));
};

// —— why ———————————————————————————————————————————————————————————————————————————————————————————————————————————

const pairsIn = ({ proof: steps = [] }: WhyData): readonly string[] =>
  [
    ...new Set(
      steps.flatMap(({ id, because }) =>
        because.flatMap((cause: CauseData) => citedIn(cause)).map(({ node }) => `${id} ${node}`),
      ),
    ),
  ].toSorted();

const expectSameProof = (
  estate: Estate,
  desk: Desk,
  id: string,
  fail: readonly string[],
  state: Level,
): void => {
  const report = why.run({ estate, args: [id], options: { fail, state }, today: DAY });
  const of: Faulted = { side: 'after', faults: fail.map((selection) => ({ selection, state })) };
  const told = proof(desk, { of, id });
  const data = report.data() as WhyData;
  const idAt = (position: number): string => estate.nodes[position]!.id;
  const pairs = Array.from(
    { length: told.pairs.length / 2 },
    (_, i) => `${idAt(told.pairs[2 * i]!)} ${idAt(told.pairs[2 * i + 1]!)}`,
  );
  expect(pairs.toSorted()).toEqual(pairsIn(data));
  const ids = new Set([id, ...(data.proof ?? []).map((step) => step.id)]);
  expect(told.nodes.map(idAt).toSorted()).toEqual([...ids].toSorted());
  expect(told.told.data).toEqual(data);
  expect(told.told.blocks).toEqual(report.blocks());
  expect(told.told.title).toEqual(report.title);
};

// —— replay ————————————————————————————————————————————————————————————————————————————————————————————————————————

const VERDICTS: Readonly<Record<string, string>> = {
  hit: 'hit',
  missed: 'miss',
  falseAlarm: 'false alarm',
  spared: 'rightly spared',
};

interface ScoreData {
  readonly subjects: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly predicted: State;
    readonly observed: State;
  }[];
}

const expectSameTimeline = (estate: Estate, desk: Desk, scenario: string): void => {
  const told = timeline(desk, { side: 'after', scenario });
  const known: ReplayData = replayData(replay.run({ estate, args: [scenario], options: {}, today: DAY }));
  expect(told.end).toBe(known.end);
  expect(told.isSettled).toBe(known.settled);
  const nodes = new Map(known.nodes.map((node) => [node.id, node]));
  const moments = new Set<number>();
  estate.nodes.forEach(({ id }, position) => {
    const [first, last] = [told.start[position]!, told.start[position + 1]!];
    const intervals = Array.from({ length: last - first }, (_, i) => ({
      from: told.from[first + i]!,
      until: told.until[first + i] === Infinity ? null : told.until[first + i]!,
      state: stateOf(told.ranks[first + i] as Rank),
    }));
    expect(intervals).toEqual(nodes.get(id)?.intervals ?? []);
    for (const { from, until } of intervals) {
      moments.add(from);
      if (until !== null) moments.add(until);
    }
  });
  expect([...told.moments]).toEqual([...moments].toSorted((a, b) => a - b));
  expect(new Map(told.heldBy.map(([position, ids]) => [estate.nodes[position]!.id, ids]))).toEqual(
    new Map(known.nodes.flatMap(({ id, heldBy }) => (heldBy === undefined ? [] : [[id, heldBy] as const]))),
  );
  const score = known.score as ScoreData | undefined;
  const scored = (score?.subjects ?? []).filter(({ verdict }) => VERDICTS[verdict] !== undefined);
  expect(
    told.subjects.map(({ position, verdict, predicted, observed }) => ({
      id: estate.nodes[position]!.id,
      verdict,
      predicted,
      observed,
    })),
  ).toEqual(
    scored.map(({ id, verdict, predicted, observed }) => ({
      id,
      verdict: VERDICTS[verdict],
      predicted,
      observed,
    })),
  );
};

// —— any question ——————————————————————————————————————————————————————————————————————————————————————————————————

/** An answer, or what is wrong with the question. */
const outcomeOf = async (answer: () => Promise<object> | object): Promise<unknown> => {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
};

const expectSameAnswer = async (
  estate: Estate,
  desk: Desk,
  name: string,
  args: readonly string[],
  options: Readonly<Record<string, unknown>> = {},
): Promise<void> => {
  const analysis: Analysis = await ANALYSES.find((listed) => listed.name === name)!.load();
  const question = { estate, args, options, today: DAY } as Question<readonly OptionSpec[]>;
  const known = await outcomeOf(async () => {
    const report = await analysis.run(question);
    return {
      title: report.title,
      blocks: report.blocks(),
      data: report.data(),
      table: report.table?.(),
      text: text.render(report, { width: 100, paint: (_, shown) => shown }),
    };
  });
  const asked = { side: 'after', analysis: name, args, options } as const;
  const told = await outcomeOf(async () => ({
    ...(await ask(desk, asked)),
    text: await render(desk, { question: asked, format: 'text' }),
  }));
  expect(told).toEqual(known);
};

/** Questions that need no more than one node. */
const ASKED = ['spof', 'cut-sets', 'show', 'availability', 'why'] as const;

const withoutOthers = (document: RawDocument): RawDocument => {
  const { use: _, include: __, ...rest } = document;
  return rest;
};

describe('what the page is told', () => {
  it('is what impact, its reasons and why say, whatever fails', () => {
    holds(
      300,
      fc.property(systems(), levels, fc.nat(), ({ document, faults }, state, at) => {
        const estate = estateOf(document);
        const desk = deskOf(estate, DAY);
        const fail = faults.map(({ node }) => node);
        expectSameImpact(estate, desk, { fail, state });
        expectSameProof(estate, desk, estate.nodes[at % estate.nodes.length]!.id, fail, state);
      }),
    );
  });

  it('unites faults of different states, and a scenario’s, each at its worst', () => {
    holds(
      200,
      fc.property(systems(), ({ document, faults }) => {
        const estate = estateOf(document);
        const desk = deskOf(estate, DAY);
        const specs = faults.map(({ node, state }) => ({ selection: node, state }));
        const { fates } = fatesOf(estate, desk, { faults: specs });
        for (const { node, state } of faults)
          expect(rankOf(fates.get(node)!.state)).toBeGreaterThanOrEqual(rankOf(state));
        // As a scenario of the same faults has it.
        const scenario = { faults: faults.map(({ node, state }) => ({ fail: node, state })) };
        const told = estateOf({ ...document, scenarios: { all: scenario } });
        expect(sorted(fatesOf(told, deskOf(told, DAY), { faults: [], scenario: 'all' }).fates)).toEqual(
          sorted(fates),
        );
      }),
    );
  });

  it('is what replay says of a scenario, and impact of all its faults at once', () => {
    holds(
      150,
      fc.property(documents(), (document) => {
        const estate = estateOf(withoutOthers(document));
        const desk = deskOf(estate, DAY);
        for (const scenario of estate.scenarios.keys()) {
          expectSameTimeline(estate, desk, scenario);
          expectSameImpact(estate, desk, { fail: [], scenario });
        }
      }),
    );
  });

  it('is any analysis’ own answer', async () => {
    await holdsInTime(
      60,
      fc.asyncProperty(
        documents({ nodes: 7 }),
        fc.nat(),
        fc.constantFrom(...ASKED),
        async (document, at, name) => {
          const estate = estateOf(withoutOthers(document));
          const desk = deskOf(estate, DAY);
          const id = estate.nodes[at % estate.nodes.length]!.id;
          const options = name === 'why' ? { fail: [estate.nodes[0]!.id] } : {};
          await expectSameAnswer(estate, desk, name, [id], options);
          await expectSameAnswer(estate, desk, 'sweep', []);
        },
      ),
    );
  });

  const files = ['graphs/examples', 'graphs/incidents'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `${folder}/${name}`),
  );

  it.each(files)('is the command line’s answer about %s', async (file) => {
    const estate = await loadEstate([file], { cwd: ROOT });
    const desk = deskOf(estate, DAY);
    const apps = estate.nodes.filter(({ kind }) => kind === 'app').map(({ id }) => id);
    const app = apps[0] ?? estate.nodes[0]!.id;
    for (const scenario of estate.scenarios.keys()) {
      expectSameTimeline(estate, desk, scenario);
      expectSameImpact(estate, desk, { fail: [], scenario });
      expectSameImpact(estate, desk, { fail: [app], scenario, state: 'partial' });
      await expectSameAnswer(estate, desk, 'replay', [scenario]);
      await expectSameAnswer(estate, desk, 'impact', [], { scenario });
    }
    for (const failure of ['kind:region', 'kind:zone', app]) {
      if (await nothingMatches(estate, failure)) continue;
      expectSameImpact(estate, desk, { fail: [failure] });
      expectSameProof(estate, desk, app, [failure], 'outage');
    }
    await expectSameAnswer(estate, desk, 'spof', [app]);
    await expectSameAnswer(estate, desk, 'show', [app]);
    await expectSameAnswer(estate, desk, 'sweep', [], { each: ['region', 'zone'], limit: '5' });
    await expectSameAnswer(estate, desk, 'validate', []);
  });
});

const nothingMatches = async (estate: Estate, selection: string): Promise<boolean> =>
  Array.isArray(
    await outcomeOf(() => impactAnalysis.run({ estate, args: [selection], options: {}, today: DAY })),
  );

describe('documents at the edge', () => {
  it('may have nothing in them', () => {
    const estate: Estate = { nodes: [], positions: new Map(), scenarios: new Map() };
    const { ranks, waves, waveCount, totals } = impact(deskOf(estate, DAY), { side: 'after', faults: [] });
    expect([ranks.length, waves.length, waveCount]).toEqual([0, 0, 0]);
    expect(totals).toMatchObject({ nodes: 0, affected: 0 });
  });

  it('may have no app, and nodes called as objects’ own things are', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'cy'];
    const nodes = Object.fromEntries(
      names.map((id, i) => [id, { kind: 'service', dependsOn: i === 0 ? [] : [names[i - 1]!] }]),
    );
    const estate = estateOf({
      faultline: 1,
      nodes,
      scenarios: { constructor: { faults: [{ fail: '__proto__' }] } },
    });
    const desk = deskOf(estate, DAY);
    expectSameImpact(estate, desk, { fail: ['__proto__'] });
    expectSameImpact(estate, desk, { fail: [], scenario: 'constructor' });
    expectSameTimeline(estate, desk, 'constructor');
    for (const id of names) expectSameProof(estate, desk, id, ['__proto__'], 'outage');
    expect(
      impact(desk, { side: 'after', faults: [{ selection: '__proto__', state: 'outage' }] }).totals.affected,
    ).toBe(names.length);
  });

  it('may be a chain of 100,000, proved to its end', () => {
    const COUNT = 100_000;
    const idOf = (position: number): string => `n${String(position).padStart(6, '0')}`;
    const nodes = Array.from({ length: COUNT }, (_, position): Node => ({
      id: idOf(position),
      kind: 'service',
      tags: [],
      dependsOn: position === 0 ? [] : [{ form: 'node', node: idOf(position - 1) }],
      origins: [],
    }));
    const estate: Estate = {
      nodes,
      positions: new Map(nodes.map(({ id }, position) => [id, position])),
      scenarios: new Map(),
    };
    const desk = deskOf(estate, DAY);
    const of: Faulted = { side: 'after', faults: [{ selection: idOf(0), state: 'outage' }] };
    const { waves, waveCount } = impact(desk, of);
    expect([waves.at(-1), waveCount]).toEqual([COUNT - 1, COUNT]);
    const { nodes: proved, pairs } = proof(desk, { of, id: idOf(COUNT - 1) });
    expect(proved.length).toBe(COUNT);
    expect(pairs.length).toBe(2 * (COUNT - 1));
  });
});
