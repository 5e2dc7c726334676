import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/model/user-error.ts';
import type { Scene } from '../../../viewer/model/scene.ts';
import { GROUPINGS } from '../../../viewer/model/state.ts';
import { sceneMaker } from '../../../viewer/scene/scene.ts';
import { REQUEST, around, arrowsOf, boxOf, drawnIds, estateWith, loaded, synthetic } from './estates.ts';

const sizeOf = ({ boxes, nodes, edges }: Scene): number => boxes.length + nodes.length + edges.length;

describe('ten thousand nodes', async () => {
  const estate = await synthetic(10_000);
  const make = sceneMaker(estate);

  it.each(GROUPINGS)('by %s are some dozens of things that say what they are', (by) => {
    for (const budget of [300, 2000]) {
      const scene = make({ ...REQUEST, by, budget });
      expect(sizeOf(scene)).toBeLessThanOrEqual(budget);
      expect(scene.boxes.length).toBeGreaterThan(3);
      expect(scene.boxes.length).toBeLessThan(250);
      for (const { label } of scene.boxes) expect(label).not.toContain('…');
    }
  });

  it('show one node of a big box, and the others as one', () => {
    const scene = make(REQUEST);
    const position = estate.positions.get('service/team-7/service-7')!;
    expect(scene.elementOf[position]).toMatch(/^b/);
    const shown = make({ ...REQUEST, shown: [position] });
    expect(shown.elementOf[position]).toBe(`n${position}`);
    const others = shown.boxes.filter(({ key }) => key.startsWith('rest:'));
    expect(others.map(({ label }) => label)).toEqual(['other service/*']);
    expect(sizeOf(shown)).toBeLessThan(sizeOf(scene) + 60);
    const open = make({ ...REQUEST, shown: [position], opened: [others[0]!.key] });
    expect(boxOf(open, others[0]!.key)).toBeUndefined();
    expect(open.nodes.length + open.boxes.length).toBeGreaterThan(shown.nodes.length + shown.boxes.length);
  });

  it('open part by part, never all at once', () => {
    const opened: string[] = [];
    let scene = make(REQUEST);
    for (let step = 0; step < 6; step++) {
      const largest = scene.boxes
        .filter(({ isOpen }) => !isOpen)
        .toSorted((a, b) => b.members.length - a.members.length)[0]!;
      opened.push(largest.key);
      const next = make({ ...REQUEST, opened });
      expect(sizeOf(next)).toBeLessThan(sizeOf(scene) + 2500);
      expect(boxOf(next, largest.key)?.isOpen).toBe(true);
      scene = next;
    }
  });
});

describe('the outage of Amazon S3 in 2017', () => {
  it('is an overview of apps and regions where little can be drawn', async () => {
    const estate = await loaded('graphs/incidents/2017-02-28-aws-s3.yaml');
    const scene = sceneMaker(estate)({ ...REQUEST, budget: 120 });
    expect(boxOf(scene, 'place:aws')?.isOpen).toBe(true);
    expect(boxOf(scene, 'place:aws/us-east-1')?.isOpen).toBe(false);
    expect(drawnIds(estate, scene)).toEqual(
      expect.arrayContaining(['trello', 'slack', 'netflix', 'aws/us-east-1']),
    );
    // The region that most stands on is opened before the others.
    const larger = sceneMaker(estate)({ ...REQUEST, budget: 300 });
    expect(boxOf(larger, 'place:aws/us-east-1')?.isOpen).toBe(true);
    expect(boxOf(larger, 'place:aws/eu-west-1')?.isOpen).toBe(false);
  });

  it('has what stands on nothing in a box that is closed, until one of it must be seen', async () => {
    const estate = await loaded('graphs/incidents/2017-02-28-aws-s3.yaml');
    const make = sceneMaker(estate);
    const box = boxOf(make(REQUEST), 'auto:unconnected')!;
    expect(box.isOpen).toBe(false);
    const position = box.members[0]!;
    const shown = make({ ...REQUEST, shown: [position] });
    expect(shown.elementOf[position]).toBe(`n${position}`);
    expect(boxOf(shown, 'rest:auto:unconnected')?.members.length).toBe(box.members.length - 1);
    expect(boxOf(make({ ...REQUEST, opened: [box.key] }), box.key)?.isOpen).toBe(true);
  });
});

describe('what is not drawn', () => {
  const estate = estateWith({
    app: { kind: 'app', dependsOn: ['web', 'web2'] },
    web: { in: 'zone', dependsOn: ['db'] },
    web2: { in: 'zone' },
    db: { kind: 'database', in: 'zone', dependsOn: ['far'] },
    zone: { kind: 'zone', in: 'region' },
    region: { kind: 'region' },
    far: {},
  });
  const make = sceneMaker(estate);

  it('is counted where it is hidden, and what lay in a hidden box lies in the one around it', () => {
    const scene = make({ ...REQUEST, hide: ['kind:zone', 'no/such'] });
    expect(scene.hidden).toEqual({ nodes: 1, edges: 4 });
    expect(around(estate, scene, 'web')).toEqual(['place:region']);
    expect(make({ ...REQUEST, hide: ['**'] })).toMatchObject({
      boxes: [],
      nodes: [],
      hidden: { nodes: 7, edges: 8 },
    });
  });

  it('is a mistake where a selection is malformed', () => {
    expect(() => make({ ...REQUEST, hide: ['kind:nonsense:'] })).toThrow(UserError);
  });

  it('is what is too far from the focus, but for the boxes around what is near', () => {
    const scene = make({ ...REQUEST, focus: { id: 'web', steps: 1 } });
    expect(drawnIds(estate, scene)).toEqual(['app', 'db', 'region', 'web', 'zone']);
    expect(scene.hidden.nodes).toBe(2);
    expect(drawnIds(estate, make({ ...REQUEST, focus: { id: 'no/such', steps: 1 } })).length).toBe(7);
  });

  it('is all but what is asked for, but for the boxes around it', () => {
    const scene = make({ ...REQUEST, only: [estate.positions.get('db')!] });
    expect(drawnIds(estate, scene)).toEqual(['db', 'region', 'zone']);
  });

  it('is folded where it is in a closed box, and arrows to it go to the box', () => {
    const scene = make({ ...REQUEST, closed: ['place:zone'] });
    expect(scene.folded.nodes).toBe(3);
    expect(arrowsOf(estate, scene)).toEqual(['app -> place:zone', 'place:zone -> far']);
    expect(scene.edges[0]).toMatchObject({ count: 2 });
    expect([...scene.edges[0]!.pairs]).toEqual(
      ['app', 'web', 'app', 'web2'].map((id) => estate.positions.get(id)),
    );
  });
});

it('an arrow is what all of its dependencies are', () => {
  const estate = estateWith({
    a: {
      dependsOn: [
        { node: 'soft', impact: 'degraded' },
        { node: 'start', needed: 'start' },
        { anyOf: ['one', 'other'] },
        {
          allOf: ['all', { node: 'inner', impact: 'partial' }],
          impact: { outage: 'degraded', partial: 'degraded' },
        },
        { node: 'both', impact: 'degraded' },
        { anyOf: ['both', 'one'] },
        { anyOf: ['main', 'spare'], failover: { time: '1m', requires: ['switch'] } },
        { atLeast: 2, of: ['p', 'q'] },
      ],
    },
    ...Object.fromEntries(
      ['soft', 'start', 'one', 'other', 'all', 'inner', 'both', 'main', 'spare', 'switch', 'p', 'q'].map(
        (id) => [id, {}],
      ),
    ),
  });
  const scene = sceneMaker(estate)(REQUEST);
  const told = new Map(
    scene.edges.map(({ pairs, isSoft, isChoice, isStart }) => [
      estate.nodes[pairs[1]!]!.id,
      [isSoft && 'soft', isChoice && 'choice', isStart && 'start'].filter(Boolean).join(' '),
    ]),
  );
  expect(Object.fromEntries(told)).toEqual({
    soft: 'soft',
    start: 'start',
    one: 'choice',
    other: 'choice',
    all: 'soft',
    inner: 'soft',
    both: '',
    main: 'choice',
    spare: 'choice',
    switch: 'choice',
    p: '',
    q: '',
  });
});

it('what stays is about where it was, also in the scene of a changed estate', () => {
  const nodes = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`n${i}`, { dependsOn: i % 3 === 0 ? [] : [`n${i - 1}`] }]),
  );
  const before = sceneMaker(estateWith(nodes))(REQUEST);
  const changed = estateWith({ ...nodes, a: { dependsOn: ['n0'] } });
  const after = sceneMaker(changed)(REQUEST, before);
  const moved = before.nodes.filter(({ position, x }) => {
    const id = estateWith(nodes).nodes[position]!.id;
    const now = after.nodes.find((node) => changed.nodes[node.position]!.id === id)!;
    return Math.abs(now.x - x) > 300;
  });
  expect(moved.length).toBeLessThan(6);
});
