/**
 * Laws of what the page is given: as JSON and read back it is the same estate, and every question has the same answer
 * with the same lines as evidence.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis, OptionSpec, Question } from '../../src/analyze/analysis.ts';
import { ANALYSES } from '../../src/analyze/index.ts';
import { assemble } from '../../src/assemble/assemble.ts';
import { type EstateData, estateData, estateFrom } from '../../src/document/page-data.ts';
import { readDocument } from '../../src/document/read.ts';
import type { Estate } from '../../src/model/estate.ts';
import { requirementsOf } from '../../src/model/node.ts';
import { type Origin, placesOf } from '../../src/model/place.ts';
import { type Requirement, partsOf } from '../../src/model/requirement.ts';
import { UserError } from '../../src/model/user-error.ts';
import { loadEstate } from '../../src/scan/document.ts';
import { DAY, documents } from '../support/documents.ts';
import { holdsInTime } from '../support/law.ts';
import type { RawDocument } from '../support/raw.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const carried = (estate: Estate): Estate =>
  estateFrom(JSON.parse(JSON.stringify(estateData(estate))) as EstateData);

/** The estate of a document that stands in a file, so that its places differ from one another. */
const estateIn = async (raw: RawDocument): Promise<Estate> => {
  const {
    use: _,
    include: __,
    ...document
  } = raw as RawDocument & { readonly use?: unknown; readonly include?: unknown };
  const text = JSON.stringify(document, undefined, 1);
  const { document: read, problems } = await readDocument({ file: 'law.json', text });
  expect(problems).toEqual([]);
  const { estate, complaints } = assemble([read!]);
  expect(complaints).toEqual([]);
  return estate;
};

/** Without origins; maps as their entries, in their order. */
const bare = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      key === 'origin' || key === 'origins' ? undefined : inner instanceof Map ? [...inner] : inner,
    ),
  );

/** All requirements of an estate, however deep, in the order written. */
const requirementsIn = ({ nodes }: Estate): readonly Requirement[] => {
  const all = nodes.flatMap(requirementsOf);
  // It grows while it is walked.
  for (const requirement of all) all.push(...partsOf(requirement));
  return all;
};

/** Every place that nodes and requirements know, and which of them were said in one breath. */
const placesIn = (estate: Estate) => {
  const origins: readonly (Origin | undefined)[] = [
    ...estate.nodes.flatMap((node) => node.origins),
    ...requirementsIn(estate).map(({ origin }) => origin),
  ];
  const known = origins.filter((origin) => origin !== undefined);
  const places = placesOf(known);
  const first = new Map<Origin, number>();
  known.forEach((origin, i) => void (first.has(origin) || first.set(origin, i)));
  return origins.map((origin) =>
    origin === undefined
      ? undefined
      : { ...places.get(origin), isShipped: origin.source.isShipped === true, first: first.get(origin) },
  );
};

const analyses = new Map<string, Analysis>();
for (const { name, load } of ANALYSES) analyses.set(name, await load());

/** What a question says: all its data and blocks, or why it cannot be answered. */
const answered = async (
  estate: Estate,
  name: string,
  args: readonly string[],
  options: Readonly<Record<string, unknown>> = {},
): Promise<unknown> => {
  try {
    const question = { estate, args, options, today: DAY } as unknown as Question<readonly OptionSpec[]>;
    const report = await analyses.get(name)!.run(question);
    return JSON.parse(
      JSON.stringify({ title: report.title, data: report.data(), blocks: [...report.blocks()] }),
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems;
  }
};

/** Questions with the ids of these nodes and of the estate's scenarios. */
const questionsTo = (
  estate: Estate,
  [failing, asked]: readonly [string, string],
): readonly Parameters<typeof answered>[] => [
  [estate, 'impact', [failing]],
  [estate, 'why', [asked], { fail: [failing] }],
  [estate, 'show', [asked]],
  [estate, 'show', [failing]],
  [estate, 'check', []],
  ...[...estate.scenarios.keys()].flatMap((scenario): readonly Parameters<typeof answered>[] => [
    [estate, 'impact', [], { scenario }],
    [estate, 'why', [asked], { scenario }],
    [estate, 'replay', [scenario]],
  ]),
];

const expectSame = async (estate: Estate, ids: readonly [string, string]): Promise<void> => {
  const again = carried(estate);
  expect(bare(again)).toEqual(bare(estate));
  expect([...again.positions]).toEqual([...estate.positions]);
  expect(placesIn(again)).toEqual(placesIn(estate));
  for (const [_, ...question] of questionsTo(estate, ids))
    expect(await answered(again, ...question)).toEqual(await answered(estate, ...question));
};

describe('an estate that was carried to the page', () => {
  it('is the same, with the same answers', async () => {
    await holdsInTime(
      100,
      fc.asyncProperty(documents(), fc.nat(), fc.nat(), async (raw, a, b) => {
        const estate = await estateIn(raw);
        const id = (n: number): string => estate.nodes[n % estate.nodes.length]!.id;
        await expectSame(estate, [id(a), id(b)]);
      }),
    );
  });

  const fixed = ['graphs/examples', 'graphs/incidents'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `${folder}/${name}`),
  );

  it.each(fixed)('is the same, with the same answers: %s', async (file) => {
    const estate = await loadEstate([file], { cwd: ROOT });
    const [first] = estate.scenarios.values();
    const app = estate.nodes.find(({ kind }) => kind === 'app')?.id ?? estate.nodes[0]!.id;
    await expectSame(estate, [first?.faults[0]?.fail[0] ?? app, app]);
  });

  it('prints lines of documents, and of packs as theirs', async () => {
    const estate = carried(await loadEstate(['graphs/incidents/2017-02-28-aws-s3.yaml'], { cwd: ROOT }));
    const places = placesIn(estate).filter((place) => place !== undefined);
    expect(places.some(({ file, isShipped }) => isShipped && file === 'graphs/providers/aws.yaml')).toBe(
      true,
    );
    expect(places.some(({ isShipped, line }) => !isShipped && line! > 1)).toBe(true);
  });

  it('knows the places of keys and of days in policies', async () => {
    const text = `faultline: 1
nodes: { shop: { kind: app, dependsOn: [db] }, db: { kind: database } }
policies:
  survive:
    db-loss: { apps: shop, fail: db, atMost: partial }
  waivers:
    - rule: survive/db-loss
      node: shop
      reason: later
      owner: us
      until: 2020-01-01
`;
    const estate = await loadEstate([{ file: 'p.yaml', text }]);
    const sought = ({ policies }: Estate) => {
      const [survive] = policies!.survive;
      const [waiver] = policies!.waivers;
      const { source } = waiver!.origin!;
      return source.locate([
        { path: survive!.origin!.path, at: 'key' },
        { path: survive!.origin!.path, at: 'value' },
        { path: waiver!.origin!.path, at: 'value' },
        { path: waiver!.origin!.at('until').path, at: 'value' },
      ]);
    };
    expect(sought(carried(estate))).toEqual(sought(estate));
    expect(sought(estate).map(({ line }) => line)).toEqual([5, 5, 7, 11]);
    expect(await answered(carried(estate), 'check', [])).toEqual(await answered(estate, 'check', []));
  });

  it('keeps what is said of ids that are not there', () => {
    const hints = new Map([['aws/x', 'use: [aws] defines it']]);
    const estate: Estate = { nodes: [], positions: new Map(), scenarios: new Map(), hints };
    expect(carried(estate)).toEqual(estate);
  });

  it('may be a chain of 100,000', async () => {
    const length = 100_000;
    const nodes = Object.fromEntries(
      Array.from({ length }, (_, i) => [
        `n${i}`,
        { kind: 'service', ...(i === 0 ? {} : { dependsOn: [`n${i - 1}`] }) },
      ]),
    );
    const estate = await loadEstate([{ file: 'chain.json', text: JSON.stringify({ faultline: 1, nodes }) }]);
    const again = carried(estate);
    expect(again.nodes).toHaveLength(length);
    expect(
      again.nodes[77]!.origins[0]!.source.locate([{ path: again.nodes[77]!.origins[0]!.path, at: 'value' }]),
    ).toEqual([placesOf([estate.nodes[77]!.origins[0]!]).get(estate.nodes[77]!.origins[0]!)]);
  });
});
