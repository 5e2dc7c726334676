/** Proves what stands in an estate without names: nothing of one's own, and all that a failure goes by. */
import { describe, expect, it } from 'vitest';
import { anonymised } from '../../src/assemble/anonymise.ts';
import { estateData } from '../../src/document/page-data.ts';
import type { Estate } from '../../src/model/estate.ts';
import { nodeById } from '../../src/model/estate.ts';
import { placesOf } from '../../src/model/place.ts';
import { loadEstate } from '../../src/scan/document.ts';

/** Every word of one's own begins with x, so that none is one of ours. */
const SHOP = `faultline: 1
title: Xanadu estate
description: Xplained at length
use: [aws]
placeholders: { xregion: [xeast, xwest] }
templates:
  xcluster/{xregion}: { kind: compute, dependsOn: [{ node: xorders/xdb, why: Xjoined }] }
nodes:
  xshop:
    kind: app
    name: Xylophone Shop
    description: Xtensive
    owner: xteam
    tier: 1
    tags: [xpci, "count:3"]
    costPerHour: 40000
    source: deploy/xshop.tf:12
    dependsOn:
      - { node: xorders, why: Xcalls it, source: "https://xwiki.example/xpage", confidence: documented }
      - { node: aws/us-east-1/s3, impact: partial, why: "call: XBUCKET" }
      - anyOf: [xcluster/xeast, xcluster/xwest]
        failover: { time: 5m, requires: [xswitch] }
  xorders: { kind: service, in: aws/us-east-1, owner: xteam, costPerHour: 10000 }
  xorders/xdb: { kind: database, in: aws/us-east-1, availability: 99.95%, availabilitySource: xcontract }
  xswitch: { kind: dns }
  aws/us-east-1/s3: { kind: storage, owner: xcloud }
  aws/us-east-1/xalb: { kind: network, dependsOn: [aws/us-east-1/s3] }
  xgroup/xlone: { kind: cache }
scenarios:
  xstorm:
    title: Xtreme weather
    description: Xblew
    date: 2024-06-15
    source: xnews
    faults:
      - { fail: ["owner:xteam kind:service", "xgroup/**", aws/us-east-1/s3], why: Xwind }
      - { fail: "kind:database", from: 5m }
    observed:
      xshop: { state: partial, why: Xseen, source: xlog }
policies:
  survive:
    xloss: { apps: xshop, fail: "xorders/*", atMost: partial, why: Xmust }
  rules: { single-zone: { apps: ["tier:1"] } }
  suppress: [{ rule: survive/xloss, node: xshop, reason: Xlater }]
  waivers: [{ rule: survive/xloss, node: "xsh*", reason: Xfor now, owner: xboss, until: 2030-01-01 }]
`;

const shop = (): Promise<Estate> => loadEstate([{ file: 'deploy/xestate.yaml', text: SHOP }]);

const behind = async (): Promise<Estate> => anonymised([await shop()])[0]!;

const wordsIn = (value: unknown): readonly string[] =>
  JSON.stringify(value).match(/\b[xX][A-Za-z]{2,}/g) ?? [];

describe('an estate without names', () => {
  it('has none of its own words left', async () => {
    expect(wordsIn(estateData(await shop())).length).toBeGreaterThan(40);
    expect(wordsIn(estateData(await behind()))).toEqual([]);
  });

  it('calls nodes by kind and number, below what they are below', async () => {
    const { positions } = await shop();
    const own = (await behind()).nodes.map(({ id }) => id).filter((id) => !positions.has(id));
    expect(own).toEqual([
      'app-1',
      'aws/us-east-1/network-1',
      'dns-1',
      'group-1/compute-1',
      'group-1/compute-2',
      'group-2/cache-1',
      'service-1',
      'service-1/database-1',
    ]);
  });

  it('keeps what packs say, and ids of packs that one has a word on', async () => {
    const estate = await behind();
    const before = await shop();
    const region = nodeById(estate, 'aws/us-east-1')!;
    expect(region.name).toBe(nodeById(before, 'aws/us-east-1')!.name);
    expect(region.source).toBe(nodeById(before, 'aws/us-east-1')!.source);
    expect(nodeById(estate, 'aws/us-east-1/s3')).toMatchObject({ kind: 'storage', owner: 'owner-1' });
  });

  it('keeps tiers, counts and availabilities, and costs as shares of the highest', async () => {
    const estate = await behind();
    expect(nodeById(estate, 'app-1')).toMatchObject({
      name: 'app-1',
      tier: 1,
      tags: ['count:3', 'tag-1'],
      costPerHour: 1000,
      source: 'file-2.tf:12',
    });
    expect(nodeById(estate, 'service-1')!.costPerHour).toBe(250);
    expect(nodeById(estate, 'service-1/database-1')!.availability).toBe(0.9995);
  });

  it('keeps what a requirement does, and what sort of reference a scan saw', async () => {
    const { dependsOn } = nodeById(await behind(), 'app-1')!;
    expect(dependsOn).toMatchObject([
      {
        node: 'service-1',
        why: 'reason-2',
        source: expect.stringMatching(/^source-\d+$/),
        confidence: 'documented',
      },
      { node: 'aws/us-east-1/s3', impact: [0, 1, 2, 2], why: 'call: reason-3' },
      { of: [{ node: 'group-1/compute-1' }, { node: 'group-1/compute-2' }], failover: { time: 300 } },
    ]);
  });

  it('names in scenarios and policies what they matched', async () => {
    const { scenarios, policies } = await behind();
    expect([...scenarios.keys()]).toEqual(['scenario-1']);
    const storm = scenarios.get('scenario-1')!;
    expect(storm.faults.map(({ fail }) => fail)).toEqual([
      ['service-1', 'group-2/cache-1', 'aws/us-east-1/s3'],
      ['kind:database'],
    ]);
    expect([...storm.observed.keys()]).toEqual(['app-1']);
    expect(storm.date).toBe('2024-06-15');
    expect(policies!.survive).toMatchObject([
      { name: 'policy-1', apps: ['app-1'], fail: ['service-1/database-1'] },
    ]);
    expect(policies!.suppress).toMatchObject([
      { rule: 'survive/policy-1', node: ['app-1'], reason: 'reason-7' },
    ]);
    expect(policies!.waivers).toMatchObject([{ owner: 'owner-3', node: ['app-1'], until: '2030-01-01' }]);
    expect(policies!.rules.get('single-zone')).toMatchObject({ apps: ['tier:1'] });
  });

  it('tells the same lines, of files called otherwise; packs by the name that they have everywhere', async () => {
    const before = await shop();
    const after = await behind();
    const placeOf = (estate: Estate, id: string) => {
      const [origin] = nodeById(estate, id)!.origins;
      return placesOf([origin!]).get(origin!)!;
    };
    const { line, column } = placeOf(before, 'xshop');
    expect(placeOf(after, 'app-1')).toEqual({ file: 'file-1.yaml', line, column });
    expect(placeOf(after, 'aws/us-east-1')).toEqual({
      ...placeOf(before, 'aws/us-east-1'),
      file: 'aws.yaml',
    });
    const [waiver] = after.policies!.waivers;
    const until = waiver!.origin!.at('until');
    expect(placesOf([until]).get(until)).toMatchObject({
      line: SHOP.split('\n').findIndex((text) => text.includes('waivers')) + 1,
    });
  });

  it('gives a thing of two estates the same name in both', async () => {
    const text = 'faultline: 1\nnodes: { alpha: { kind: app }, xshop: { kind: app, owner: xteam } }';
    const [head, base] = anonymised([await shop(), await loadEstate([{ file: 'old.yaml', text }])]);
    // They are numbered together, in the order of their ids.
    expect(base!.nodes.map(({ id }) => id)).toEqual(['app-1', 'app-2']);
    expect(nodeById(head!, 'app-2')!.owner).toBe(nodeById(base!, 'app-2')!.owner);
  });

  it('does not take the name of something public beside it', async () => {
    const source = { file: 'p.yaml', isShipped: true, locate: () => [], frame: () => '' };
    const { Origin } = await import('../../src/model/place.ts');
    const node = { kind: 'service', tags: [], dependsOn: [] } as const;
    const nodes = [
      { ...node, id: 'p/mine', origins: [] },
      { ...node, id: 'p/service-1', origins: [new Origin(source)] },
    ];
    const estate: Estate = {
      nodes,
      positions: new Map(nodes.map(({ id }, i) => [id, i])),
      scenarios: new Map(),
    };
    expect(anonymised([estate])[0]!.nodes.map(({ id }) => id)).toEqual(['p/service-1', 'p/service-2']);
  });

  it('bears an id of 20,000 segments', async () => {
    const id = 'x'.repeat(20_000).split('').join('/');
    const text = JSON.stringify({ faultline: 1, nodes: { [id]: { kind: 'app' } } });
    const [estate] = anonymised([await loadEstate([{ file: 'deep.json', text }])]);
    expect(estate!.nodes[0]!.id.split('/')).toHaveLength(20_000);
  });
});
