import { describe, expect, it } from 'vitest';
import type { Span } from '../../../src/model/report.ts';
import { assemble } from '../../../src/assemble/assemble.ts';
import { readDocument } from '../../../src/document/read.ts';
import type { Estate } from '../../../src/model/estate.ts';
import { answerer, replyTo } from '../../../viewer/engine/handlers.ts';
import { ask, render } from '../../../viewer/engine/handlers/ask.ts';
import { compare } from '../../../viewer/engine/handlers/compare.ts';
import { edges } from '../../../viewer/engine/handlers/edges.ts';
import { edit } from '../../../viewer/engine/handlers/edit.ts';
import { impact } from '../../../viewer/engine/handlers/impact.ts';
import { open } from '../../../viewer/engine/handlers/open.ts';
import { select } from '../../../viewer/engine/handlers/select.ts';
import { sentOf } from '../../../viewer/engine/wire.ts';
import type { EdgeFacts } from '../../../viewer/model/messages.ts';
import type { Desk } from '../../../viewer/engine/desk.ts';
import { DAY, estateWith } from '../../engine/estates.ts';
import { estateOf } from '../../support/engine.ts';
import { deskOf, pageText, surroundingsOn } from './desks.ts';

const SHOP: Estate = estateWith({
  shop: {
    kind: 'app',
    owner: 'web',
    tier: 1,
    costPerHour: 1000,
    dependsOn: ['cache', { anyOf: ['db-a', 'db-b'] }],
  },
  cache: ['net'],
  'db-a': ['net'],
  'db-b': [],
  net: [],
});

const idsOf = ({ nodes }: Estate, positions: Iterable<number>): readonly string[] =>
  Array.from(positions, (position) => nodes[position]!.id);

/** What is down if a node is, on a side. */
const downIn = (desk: Desk, id: string, side: 'after' | 'before' = 'after'): number =>
  impact(desk, { side, faults: [{ selection: id, state: 'outage' }] }).totals.apps.outage;

describe('what is opened', () => {
  it('is told to the page, node by node in the order of positions', () => {
    const { answer } = open(pageText(SHOP), surroundingsOn(DAY));
    expect(answer.version).toBe('0.0.0');
    expect(answer.before).toBeUndefined();
    expect(answer.after).toMatchObject({ name: 'head.yaml', edges: 5 });
    expect(answer.after.nodes.map(({ id }) => id)).toEqual(SHOP.nodes.map(({ id }) => id));
    expect(answer.after.nodes.at(-1)).toEqual({
      id: 'shop',
      kind: 'app',
      owner: 'web',
      tier: 1,
      costPerHour: 1000,
      tags: [],
      place: expect.stringMatching(/:\d+$/) as string,
      isShipped: false,
    });
    expect(answer.after.nodes.find(({ id }) => id === 'net')?.dependents).toBe(2);
  });

  it('has scenarios with every selection that fails, each in its state', () => {
    const estate = estateOf({
      faultline: 1,
      nodes: { a: { kind: 'service' }, b: { kind: 'service' } },
      scenarios: {
        storm: {
          title: 'Storm',
          date: '2012-06-29',
          faults: [{ fail: ['a', 'b'], state: 'partial' }, { fail: 'a' }],
        },
      },
    });
    const { answer } = open(pageText(estate), surroundingsOn(DAY));
    expect(answer.after.scenarios).toEqual([
      {
        id: 'storm',
        title: 'Storm',
        date: '2012-06-29',
        faults: [
          { selection: 'a', state: 'partial' },
          { selection: 'b', state: 'partial' },
          { selection: 'a', state: 'outage' },
        ],
        isObserved: false,
      },
    ]);
  });

  it.each([
    ['cut off', '{"faultline":1'],
    ['of another version', '{"faultline":2}'],
    ['nothing', 'null'],
  ])('is refused in words if it is %s', async (_, text) => {
    const reply = await replyTo(answerer()('open', { text }, surroundingsOn(DAY)));
    expect(reply).toMatchObject({
      problem: { message: expect.any(String), hint: expect.stringContaining('again') },
    });
  });

  it('counts on the day that was asked for, else on that of the scenario, else today', () => {
    const estate = estateOf({
      faultline: 1,
      nodes: {
        app: { kind: 'app', dependsOn: [{ node: 'db', validFrom: '2020-01-01', validUntil: '2021-01-01' }] },
        db: { kind: 'database' },
      },
      scenarios: { past: { date: '2020-06-01', faults: [{ fail: 'db' }] } },
    });
    const ofScenario = (desk: Desk): number =>
      impact(desk, { side: 'after', faults: [], scenario: 'past' }).totals.affected;
    expect(downIn(deskOf(estate, '2020-06-01'), 'db')).toBe(1);
    expect(downIn(deskOf(estate, '2022-06-01'), 'db')).toBe(0);
    expect(ofScenario(deskOf(estate, '2022-06-01'))).toBe(2);
    expect(ofScenario(deskOf(estate, '2020-06-01', { day: '2022-06-01' }))).toBe(1);
  });
});

describe('mistakes and defects', () => {
  it('are told apart: what can be mended has a hint, the rest a stack', async () => {
    const answer = answerer();
    const surroundings = surroundingsOn(DAY);
    expect(await replyTo(answer('select', { side: 'after', selections: [] }, surroundings))).toMatchObject({
      defect: expect.stringContaining('at '),
    });
    await answer('open', { text: pageText(SHOP) }, surroundings);
    expect(await replyTo(answer('select', { side: 'after', selections: ['shp'] }, surroundings))).toEqual({
      problem: { message: 'nothing matches "shp"', hint: 'did you mean "shop"?' },
    });
    expect(
      await replyTo(answer('select', { side: 'before', selections: ['shop'] }, surroundings)),
    ).toMatchObject({
      problem: { message: 'there is no document to compare with' },
    });
    expect(
      await replyTo(
        answer('ask', { side: 'after', analysis: '__proto__', args: [], options: {} }, surroundings),
      ),
    ).toMatchObject({ problem: { message: 'there is no question "__proto__"' } });
  });
});

describe('edits', () => {
  const SOFTER = { type: 'soften', from: 'shop', to: 'cache', impact: 'degraded' } as const;

  it('make what is shown, and what they changed is what it is compared with', () => {
    const { desk, answer } = edit(deskOf(SHOP, DAY), { edits: [SOFTER] });
    expect([downIn(desk, 'cache', 'before'), downIn(desk, 'cache')]).toEqual([1, 0]);
    expect(answer.patch).toContain('impact: degraded');
    expect(answer.before?.nodes.length).toBe(5);
  });

  it('stand each time for all that there are, and none brings the other document back', () => {
    const other = estateWith({ shop: { kind: 'app', dependsOn: [] } });
    const desk = deskOf(SHOP, DAY, { base: other });
    const edited = edit(desk, { edits: [SOFTER] });
    expect(edited.answer.before?.nodes.length).toBe(5);
    const { desk: undone, answer } = edit(edited.desk, { edits: [] });
    expect(answer).toMatchObject({ patch: '', refused: [] });
    expect(answer.before?.nodes.length).toBe(1);
    expect(downIn(undone, 'cache')).toBe(1);
  });

  it('that make no sense are refused, and change nothing', () => {
    const { desk, answer } = edit(deskOf(SHOP, DAY), { edits: [{ ...SOFTER, to: 'nowhere' }] });
    expect(answer.refused).toMatchObject([{ index: 0 }]);
    expect(answer.before).toBeUndefined();
    expect(desk.edited).toBeUndefined();
  });
});

describe('selections', () => {
  it('give positions, ascending', () => {
    const desk = deskOf(SHOP, DAY);
    expect(idsOf(SHOP, select(desk, { side: 'after', selections: ['net', 'db-*'] }))).toEqual([
      'db-a',
      'db-b',
      'net',
    ]);
  });
});

describe('the evidence of an arrow', () => {
  const factsIn = (
    estate: Estate,
    ...arrows: readonly (readonly [string, string])[]
  ): readonly EdgeFacts[] => {
    const pairs = Uint32Array.from(arrows.flat(), (id) => estate.positions.get(id)!);
    return edges(deskOf(estate, DAY), { side: 'after', pairs });
  };

  it('is that of every requirement that names the node, however deep', () => {
    const estate = estateWith({
      app: {
        in: 'zone',
        dependsOn: [
          {
            node: 'db',
            impact: 'degraded',
            after: '5m',
            why: 'reads',
            source: 'app.ts:12',
            confidence: 'documented',
          },
          {
            anyOf: [{ allOf: ['db', 'net'], recovery: '1m', why: 'both' }, 'zone'],
            impact: { outage: 'partial' },
            recovery: '2m',
            needed: 'start',
            validFrom: '2020-01-01',
          },
        ],
      },
      db: [],
      net: [],
      zone: [],
    });
    expect(factsIn(estate, ['app', 'db'])).toEqual([
      {
        from: 'app',
        to: 'db',
        requirement: 'db',
        isContainment: false,
        impact: 'degraded',
        why: 'reads',
        source: 'app.ts:12',
        confidence: 'documented',
        place: 'app.ts:12',
        after: 300,
        isStart: false,
        isShipped: false,
      },
      {
        from: 'app',
        to: 'db',
        requirement: 'any of (all of db, net), zone',
        isContainment: false,
        impact: 'partial',
        why: 'both',
        place: 'law.json:1',
        recovery: 180,
        isStart: true,
        isShipped: false,
        validFrom: '2020-01-01',
      },
    ]);
    expect(factsIn(estate, ['app', 'zone']).map(({ isContainment }) => isContainment)).toEqual([true, false]);
    expect(factsIn(estate, ['db', 'app'])).toEqual([]);
  });

  it('points at the line that says it', async () => {
    const text =
      'faultline: 1\nnodes:\n  app:\n    kind: app\n    dependsOn:\n      - node: db\n        why: orders\n  db: { kind: database }\n';
    const { document } = await readDocument({ file: 'shop.yaml', text });
    const { estate } = assemble([document!]);
    expect(factsIn(estate, ['app', 'db'])).toMatchObject([{ place: 'shop.yaml:6', why: 'orders' }]);
  });
});

describe('faults in several states', () => {
  const faults = [
    { selection: 'cache', state: 'degraded' },
    { selection: 'net', state: 'partial' },
    { selection: 'db-b', state: 'partial' },
  ] as const;
  const plain = (spans: readonly Span[]): string =>
    spans.map((span) => (typeof span === 'string' ? span : 'text' in span ? span.text : span.state)).join('');

  it('are asked about as the page has them', async () => {
    const desk = deskOf(SHOP, DAY);
    const told = await ask(desk, { side: 'after', analysis: 'impact', args: [], options: { faults } });
    expect(plain(told.title)).toBe('If cache is degraded, and db-b and net are partial');
    const known = idsOf(SHOP, impact(desk, { side: 'after', faults }).faults);
    expect(known).toEqual(['cache', 'db-b', 'net']);
    expect(told.table?.rows.map(([id, , , , , state]) => [id, state])).toEqual([
      ['cache', 'partial'],
      ['db-a', 'partial'],
      ['db-b', 'partial'],
      ['net', 'partial'],
      ['shop', 'partial'],
    ]);
    const why = { side: 'after', analysis: 'why', args: ['shop'], options: { faults } } as const;
    expect(plain((await ask(desk, why)).title)).toBe('shop is partial, reached in wave 2');
    expect(await render(desk, { question: why, format: 'text' })).toContain('needs cache (partial)');
  });

  it('are refused where nothing fails, or nobody knows them', async () => {
    const desk = deskOf(SHOP, DAY);
    const asked = (analysis: string, given: readonly object[]) =>
      ask(desk, { side: 'after', analysis, args: [], options: { faults: given } });
    await expect(asked('impact', [])).rejects.toThrow('nothing is said to fail');
    await expect(asked('spof', faults)).rejects.toThrow('spof takes no faults');
  });
});

describe('what the page has not got', () => {
  const asked = (analysis: string, options: object = {}) =>
    ask(deskOf(SHOP, DAY), { side: 'after', analysis, args: [], options: { ...options } });

  it('is said: packs, files, formats', async () => {
    await expect(asked('providers')).rejects.toThrow(
      'providers is about the packs, which the page has not got',
    );
    await expect(asked('check', { baseline: 'b.json' })).rejects.toThrow('--baseline reads a file');
    await expect(asked('sweep', { date: 'soon' })).rejects.toThrow(
      '--date takes a day such as 2017-02-28, not "soon"',
    );
    const question = { side: 'after', analysis: 'sweep', args: [], options: {} } as const;
    await expect(render(deskOf(SHOP, DAY), { question, format: 'pdf' })).rejects.toThrow(
      'there is no format "pdf"',
    );
    await expect(render(deskOf(SHOP, DAY), { question, format: 'junit' })).rejects.toThrow('so no junit');
    expect(await render(deskOf(SHOP, DAY), { question, format: 'csv' })).toContain('net');
  });
});

describe('a comparison', () => {
  it('names what only one side has, and says what diff says', async () => {
    const base = estateWith({ app: { kind: 'app', dependsOn: ['db', 'old'] }, db: [], old: [] });
    const head = estateWith({
      app: { kind: 'app', dependsOn: ['db', 'new-a'] },
      db: ['new-a'],
      'new-a': ['new-b'],
      'new-b': [],
    });
    const told = await compare(deskOf(head, DAY, { base }));
    expect(told).toMatchObject({
      added: ['new-a', 'new-b'],
      removed: ['old'],
      addedArrows: [
        { from: 'app', to: 'new-a' },
        { from: 'db', to: 'new-a' },
        { from: 'new-a', to: 'new-b' },
      ],
      removedArrows: [{ from: 'app', to: 'old' }],
      renamed: [],
    });
    expect(told.report.data).toMatchObject({ base: 'base.yaml', head: 'head.yaml' });
    expect(structuredClone(told)).toEqual(told);
  });

  it('takes a node with another name for the same', async () => {
    const needs = { dependsOn: ['db', 'net'] };
    const base = estateWith({ shop: { kind: 'app', ...needs }, db: ['net'], net: [] });
    const head = estateWith({ 'web-shop': { kind: 'app', ...needs }, db: ['net'], net: [] });
    expect(await compare(deskOf(head, DAY, { base }))).toMatchObject({
      added: [],
      removed: [],
      addedArrows: [],
      removedArrows: [],
      renamed: [{ from: 'shop', to: 'web-shop' }],
    });
  });

  it('is one of the document with the changes, if there are any', async () => {
    const { desk } = edit(deskOf(SHOP, DAY), { edits: [{ type: 'remove', from: 'shop', to: 'cache' }] });
    const told = await compare(desk);
    expect(told.removedArrows).toEqual([{ from: 'shop', to: 'cache' }]);
    expect(told.report.data).toMatchObject({ base: 'head.yaml', head: 'head.yaml with the changes' });
  });
});

describe('what is sent', () => {
  it('is a copy: the same question has the same answer after its lists are gone', () => {
    const desk = deskOf(SHOP, DAY);
    const of = { side: 'after', faults: [{ selection: 'net', state: 'outage' }] } as const;
    const first = impact(desk, of);
    const known = [...first.ranks];
    const moved = structuredClone(first, { transfer: [...sentOf({ answer: first })] });
    expect([...moved.ranks]).toEqual(known);
    expect(first.ranks.length).toBe(0);
    expect([...impact(desk, of).ranks]).toEqual(known);
  });
});
