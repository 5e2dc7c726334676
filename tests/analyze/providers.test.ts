/** Proves what is counted of packs: services by where they stand, evidence as written, availabilities and their days. */
import { describe, expect, it } from 'vitest';
import { providers } from '../../src/analyze/providers.ts';
import type { Estate } from '../../src/model/estate.ts';
import { UserError } from '../../src/model/user-error.ts';
import { DAY } from '../engine/estates.ts';
import { estateOf } from '../assemble/estates.ts';
import { textOf } from './ask.ts';

const CLOUD = `placeholders:
  region:
    east: { zone: [e1, e2], label: the east }
    west: { zone: [w1], label: the west }
nodes:
  c: { kind: provider, name: Cloud, source: home }
  c/dns: { kind: dns, in: { node: c, source: home, confidence: documented } }
  c/east/iam/control-plane: { kind: control-plane, in: c/east, source: iam }
  other: { kind: service }
templates:
  c/{region}: { kind: region, name: "{label}", source: places, in: c }
  c/{region}/{zone}: { kind: zone, source: places, in: "c/{region}" }
  c/{region}/db:
    kind: database
    availability: 99.99%
    availabilitySource: sla, 2020-01-31, as of 2022-05-04
    source: db
    in: { node: "c/{region}", source: db, confidence: documented }
    dependsOn: [{ anyOf: ["c/{region}/{zone}/db"], source: zones, confidence: inferred, validFrom: 2020-01-01 }]
  c/{region}/db/control-plane: { kind: control-plane, source: db, dependsOn: [{ node: "c/{region}/db", needed: start }] }
  c/{region}/{zone}/db: { kind: database, availability: 99.5%, source: db }
`;

const ask = (estate: Estate, ...args: readonly string[]) =>
  providers.run({ estate, args, options: {}, today: DAY });

describe('providers', () => {
  it('tells packs apart by the first segment, and counts what they hold', async () => {
    const { providers: packs } = ask(await estateOf(CLOUD)).data() as { providers: readonly object[] };
    expect(packs).toEqual([
      {
        id: 'c',
        name: 'Cloud',
        nodes: 15,
        regions: [
          { id: 'c/east', name: 'the east', zones: 2 },
          { id: 'c/west', name: 'the west', zones: 1 },
        ],
        zones: 3,
        services: { global: ['dns'], singleRegion: ['iam'], regional: ['db'], zonal: ['db'] },
        controlPlanes: ['db/control-plane', 'iam/control-plane'],
        requirements: {
          written: 7,
          expanded: 13,
          byConfidence: { observed: 0, documented: 2, inferred: 1, assumed: 0, unlabelled: 4 },
          dated: 1,
          withoutSource: 4,
        },
        availabilities: [
          {
            service: 'db',
            scope: 'regional',
            availability: 0.9999,
            source: 'sla, 2020-01-31, as of 2022-05-04',
            date: '2022-05-04',
            nodes: 2,
          },
          { service: 'db', scope: 'zonal', availability: 0.995, nodes: 3 },
        ],
        sources: ['db', 'home', 'iam', 'places', 'sla, 2020-01-31, as of 2022-05-04', 'zones'],
        nodesWithoutSource: ['c/dns'],
      },
      {
        id: 'other',
        nodes: 1,
        regions: [],
        zones: 0,
        services: { global: [], singleRegion: [], regional: [], zonal: [] },
        controlPlanes: [],
        requirements: {
          written: 0,
          expanded: 0,
          byConfidence: { observed: 0, documented: 0, inferred: 0, assumed: 0, unlabelled: 0 },
          dated: 0,
          withoutSource: 0,
        },
        availabilities: [],
        sources: [],
        nodesWithoutSource: ['other'],
      },
    ]);
  });

  it('says it in a few lines a pack', async () => {
    expect(
      textOf(ask(await estateOf(CLOUD)))
        .split('\n')
        .slice(0, 9),
    ).toEqual([
      '2 packs',
      '',
      'c · Cloud',
      '2 regions, 3 zones, 15 nodes',
      '3 services: 1 global, 1 in one region, 1 regional, 1 zonal; 2 control planes',
      '7 requirements: 2 documented, 1 inferred, 4 unlabelled; 1 dated',
      '2 availabilities, of 2022-05-04',
      '6 sources; without one: 1 node, 4 requirements',
      '',
    ]);
  });

  it('tells more of a pack that is named', async () => {
    const text = textOf(ask(await estateOf(CLOUD), 'c', 'c'));
    expect(text).toContain('1 pack\n');
    expect(text).toMatch(/^c\/east +the east +2$/m);
    expect(text).toContain('Services, zonal\ndb\n');
    expect(text).toMatch(/^db +regional +99\.99% +sla, 2020-01-31, as of 2022-05-04$/m);
    expect(text).toContain('Without a source\nNode\nc/dns\n');
    expect(text).not.toContain('other');
  });

  it('knows no pack that is not there', async () => {
    const estate = await estateOf(CLOUD);
    expect(() => ask(estate, 'zoo')).toThrow(UserError);
  });

  it('shows the first of many nodes without a source', async () => {
    const nodes = Array.from({ length: 50 }, (_, i) => `p/x${i}: { kind: service }`).join(', ');
    const text = textOf(ask(await estateOf(`nodes: { ${nodes} }`), 'p'));
    expect(text).toContain('… and 30 more (--format json has all)');
  });
});
