/**
 * Laws of the packs that ship with the program.
 *
 * The one that matters most: a region's loss is felt elsewhere only through a named node in it, such as a control
 * plane that has its home there. Regions that fell with one another just so would make every answer "everything".
 */
import { describe, expect, it } from 'vitest';
import { expand } from '../../src/assemble/expand.ts';
import { providers } from '../../src/analyze/providers.ts';
import { loadDocuments, shippedFile, shippedPacks } from '../../src/document/load.ts';
import { compile } from '../../src/engine/compile.ts';
import { citedBy, explainer } from '../../src/engine/explain.ts';
import { propagate } from '../../src/engine/propagate.ts';
import type { Estate } from '../../src/model/estate.ts';
import { type Node, requirementsOf } from '../../src/model/node.ts';
import { targetsOf } from '../../src/model/requirement.ts';
import { type Rank, rankOf } from '../../src/model/state.ts';
import { loadEstate, loadPacks } from '../../src/scan/document.ts';
import { DAY } from '../support/documents.ts';

const estates = new Map<string, Estate>();
for (const name of await shippedPacks()) estates.set(name, await loadEstate([shippedFile(name)]));

/** What a region has that is not a control plane, and is used from other regions all the same. */
const HOMES = new Set(['signin', 'sts/global-endpoint', 'support']);

interface Crossing {
  /** What is affected outside of the region that fell. */
  readonly node: Node;
  /** What in the region its proof rests on. */
  readonly through: Node;
}

/** Where the loss of a region and all its zones leaves the region: steps of the proofs of what is affected outside. */
const crossings = (estate: Estate, region: Node): readonly Crossing[] => {
  const isInside = (id: string): boolean => id === region.id || id.startsWith(`${region.id}/`);
  const faults = estate.nodes.flatMap(({ id, kind }, position) =>
    isInside(id) && (kind === 'region' || kind === 'zone') ? [{ position, rank: rankOf('outage') }] : [],
  );
  const outcome = propagate(compile(estate, DAY), faults);
  const explain = explainer(estate, DAY, outcome);
  return [...outcome.affected].flatMap((position) => {
    const node = estate.nodes[position]!;
    if (isInside(node.id)) return [];
    const claim = { position, rank: outcome.ranks[position] as Rank };
    return explain
      .because(claim)
      .flatMap(citedBy)
      .map((cited) => ({ node, through: estate.nodes[cited.position]! }))
      .filter(({ through }) => isInside(through.id));
  });
};

const regionsOf = (estate: Estate): readonly Node[] => estate.nodes.filter(({ kind }) => kind === 'region');

describe.each(['aws', 'gcp', 'azure'])('the pack %s', (name) => {
  const estate = estates.get(name)!;

  it('is taken whole without a complaint, and is what its name says', () => {
    expect(estate.nodes.length).toBeGreaterThan(1_000);
    for (const { id } of estate.nodes) expect(id.split('/')[0]).toBe(name);
    expect(estate.scenarios.size).toBe(0);
  });

  it('says of every node and every requirement where it is known from', () => {
    expect(estate.nodes.filter(({ source }) => source === undefined).map(({ id }) => id)).toEqual([]);
    const bare = estate.nodes.flatMap((node) =>
      requirementsOf(node)
        .filter(({ source, confidence }) => source === undefined || confidence === undefined)
        .map((requirement) => `${node.id}: ${targetsOf(requirement).join(', ')}`),
    );
    expect(bare).toEqual([]);
  });

  it('names the source and the day of every availability, as far as it has one', () => {
    const bare = estate.nodes.filter(
      ({ availability, availabilitySource }) =>
        availability !== undefined && availabilitySource === undefined,
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  it('lets no region’s loss out but through a named node', () => {
    for (const region of regionsOf(estate)) {
      for (const { node, through } of crossings(estate, region)) {
        const step = `${node.id} because of ${through.id}`;
        expect(['region', 'zone'], step).not.toContain(through.kind);
        expect(['region', 'zone', 'provider'], step).not.toContain(node.kind);
        const isHome = HOMES.has(through.id.slice(region.id.length + 1));
        expect(through.kind === 'control-plane' || isHome, step).toBe(true);
      }
    }
  });

  it('gives on demand what it gives whole', async () => {
    const { documents } = await loadDocuments([shippedFile(name)]);
    const whole = expand(documents).documents[0]!.nodes;
    // Every hundredth node and what it stands on.
    for (const id of [...whole.keys()].filter((_, i) => i % 100 === 0)) {
      const onDemand = expand([], documents, [id]).documents[0]!.nodes;
      expect(onDemand.has(id)).toBe(true);
      for (const [taken, node] of onDemand) {
        expect(node).toEqual(whole.get(taken));
        for (const target of requirementsOf(node).flatMap(targetsOf)) expect(onDemand.has(target)).toBe(true);
      }
    }
  });
});

it('the loss of us-east-1 is felt in other regions, through what has its home there', () => {
  const estate = estates.get('aws')!;
  const region = estate.nodes.find(({ id }) => id === 'aws/us-east-1')!;
  const through = new Set(crossings(estate, region).map((crossing) => crossing.through.id));
  expect([...through]).toEqual(
    expect.arrayContaining(['aws/us-east-1/iam/control-plane', 'aws/us-east-1/route53/control-plane']),
  );
});

it('the packs hold enough services to be of use', async () => {
  const report = providers.run({ estate: await loadPacks([]), args: [], options: {}, today: DAY });
  const { providers: packs } = report.data() as {
    providers: readonly { id: string; services: Record<string, readonly string[]> }[];
  };
  const counts = Object.fromEntries(
    packs.map(({ id, services }) => [id, new Set(Object.values(services).flat()).size]),
  );
  expect(Object.keys(counts)).toEqual(['aws', 'azure', 'gcp']);
  expect(counts['aws']).toBeGreaterThanOrEqual(60);
  expect(counts['gcp']).toBeGreaterThanOrEqual(20);
  expect(counts['azure']).toBeGreaterThanOrEqual(20);
});
