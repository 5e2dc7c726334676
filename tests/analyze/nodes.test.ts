/** What the list of nodes says of each. */
import { describe, expect, it } from 'vitest';
import { estateWith } from '../engine/estates.ts';
import { askNodes, textOf } from './ask.ts';

const ESTATE = estateWith({
  shop: {
    kind: 'app',
    name: 'Shop',
    owner: 'team-a',
    tier: 1,
    in: 'zone',
    costPerHour: 100,
    availability: 0.99,
    dependsOn: ['db', { anyOf: ['zone', 'db'] }],
  },
  db: { kind: 'database', description: 'rows', tags: ['sql'] },
  zone: { kind: 'zone' },
});

describe('nodes', () => {
  it('are rows of text, with the columns that some node has', () => {
    expect(askNodes(ESTATE).command).toBe('nodes');
    expect(textOf(askNodes(ESTATE)).trimEnd().split('\n')).toEqual([
      '3 of 3 nodes',
      '',
      'Node  Kind      Tier  Owner   In    Needs',
      'db    database                          0',
      'shop  app          1  team-a  zone      2',
      'zone  zone                              0',
    ]);
    expect(textOf(askNodes(ESTATE, 'kind:database')).trimEnd().split('\n')).toEqual([
      '1 of 3 nodes',
      '',
      'Node  Kind      Needs',
      'db    database      0',
    ]);
  });

  it('are rows of a table, with nothing where nothing is said', () => {
    expect(askNodes(ESTATE).table!()).toEqual({
      columns: ['node', 'kind', 'name', 'owner', 'tier', 'in', 'needs', 'costPerHour', 'availability'],
      rows: [
        ['db', 'database', null, null, null, null, 0, null, null],
        ['shop', 'app', 'Shop', 'team-a', 1, 'zone', 2, 100, 0.99],
        ['zone', 'zone', null, null, null, null, 0, null, null],
      ],
    });
  });

  it('are objects that have what is said, and no more', () => {
    expect(askNodes(ESTATE).data()).toEqual({
      nodes: [
        { id: 'db', kind: 'database', description: 'rows', tags: ['sql'], needs: 0 },
        {
          id: 'shop',
          kind: 'app',
          name: 'Shop',
          owner: 'team-a',
          tier: 1,
          in: 'zone',
          costPerHour: 100,
          availability: 0.99,
          needs: 2,
        },
        { id: 'zone', kind: 'zone', needs: 0 },
      ],
    });
  });
});
