/** Trying changes: the form's draft, what it offers, and how changes are said. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { show } from '../../../../src/analyze/show.ts';
import { spof } from '../../../../src/analyze/spof.ts';
import { edited } from '../../../../src/analyze/what-if/what-if.ts';
import type { Estate } from '../../../../src/model/estate.ts';
import type { Report } from '../../../../src/model/report.ts';
import { loadEstate } from '../../../../src/scan/document.ts';
import type { NodeFacts, Told } from '../../../../viewer/model/messages.ts';
import type { Edit } from '../../../../viewer/model/state.ts';
import { choicesFor, likeFirst, nodesFor } from '../../../../viewer/panels/edits/choices.ts';
import {
  type Draft,
  KINDS,
  draftFor,
  editOf,
  nextDraft,
  withFrom,
} from '../../../../viewer/panels/edits/draft.ts';
import { neededIn, plainlyNeededIn } from '../../../../viewer/panels/edits/needs.ts';
import { singlePoints } from '../../../../viewer/panels/edits/single-points.ts';
import { editText } from '../../../../viewer/panels/edits/words.ts';
import { ROOT } from '../../../cli/run.ts';
import { DAY, estateWith } from '../../../engine/estates.ts';

const node = (id: string, kind: NodeFacts['kind'] = 'service', more: Partial<NodeFacts> = {}): NodeFacts => ({
  id,
  kind,
  tags: [],
  isShipped: false,
  ...more,
});

const toldBy = ({ title, data }: Report): Told => ({ title, blocks: [], data: data() });

const shown = (estate: Estate, id: string): Told =>
  toldBy(show.run({ estate, args: [id], options: {}, today: DAY }));

describe('a draft', () => {
  const whole: Draft = {
    kind: 'soften',
    from: 'a',
    to: 'b',
    others: ['c'],
    place: 'east',
    soft: 'partial',
    hard: 'outage',
  };

  it('of each kind becomes its change once nothing is missing', () => {
    expect(KINDS.map(({ kind }) => editOf({ ...whole, kind }))).toEqual<readonly Edit[]>([
      { type: 'soften', from: 'a', to: 'b', impact: 'partial' },
      { type: 'replica', node: 'a', place: 'east' },
      { type: 'group', from: 'a', to: 'b', others: ['c'] },
      { type: 'remove', from: 'a', to: 'b' },
      { type: 'add', from: 'a', to: 'b' },
    ]);
    expect(editOf({ ...whole, kind: 'add', hard: 'partial' })).toMatchObject({ impact: 'partial' });
  });

  it.each<[string, Partial<Draft>]>([
    ['something', { from: '' }],
    ['what it needs', { to: '' }],
    ['an alternative', { kind: 'group', others: [] }],
    ['a place', { kind: 'replica', place: '' }],
  ])('without %s is no change yet', (_, missing) => {
    expect(editOf({ ...whole, ...missing })).toBeUndefined();
  });

  it('begins with what is selected, and forgets what belonged to another node', () => {
    expect(draftFor({ type: 'node', id: 'x' }, whole)).toMatchObject({
      from: 'x',
      to: '',
      others: [],
      place: '',
    });
    expect(draftFor({ type: 'edge', from: 'x', to: 'y' }, { ...whole, kind: 'replica' })).toMatchObject({
      kind: 'soften',
      from: 'x',
      to: 'y',
    });
    expect(draftFor({ type: 'box', key: 'place:x' }, whole)).toBe(whole);
    expect(draftFor(undefined, whole)).toBe(whole);
    expect(withFrom(whole, 'x')).toMatchObject({ from: 'x', to: '', others: [] });
    expect(editOf(nextDraft(whole))).toBeUndefined();
  });
});

describe('the list of choices', () => {
  const nodes = [
    node('shop', 'app', { name: 'Web shop' }),
    node('web/shop-cache'),
    node('aws/us-east-1', 'region'),
    node('aws/us-east-1/s3', 'storage', { isShipped: true }),
    node('aws', 'provider'),
    node('zone-a', 'zone'),
  ];
  const idsOf = (list: readonly NodeFacts[]): readonly string[] => list.map(({ id }) => id);

  it('has what is called exactly so first, then what begins so, then the rest', () => {
    expect(idsOf(choicesFor(nodes, 'shop', 9).shown)).toEqual(['shop', 'web/shop-cache']);
    expect(idsOf(choicesFor(nodes, 'AWS', 9).shown)).toEqual(['aws', 'aws/us-east-1', 'aws/us-east-1/s3']);
    expect(idsOf(choicesFor(nodes, 'web sho', 9).shown)).toEqual(['shop', 'web/shop-cache']);
    expect(choicesFor(nodes, 'nobody', 9).shown).toEqual([]);
  });

  it('is as long as it may be, and tells how many more there are', () => {
    expect(choicesFor(nodes, '', 2)).toEqual({ shown: nodes.slice(0, 2), more: 4 });
    expect(choicesFor(nodes, 'a', 2).more).toBe(3);
  });

  it('offers for each blank what makes sense there', () => {
    expect(idsOf(nodesFor(nodes, 'changed'))).not.toContain('aws/us-east-1/s3');
    expect(idsOf(nodesFor(nodes, 'copied'))).toEqual(['shop', 'web/shop-cache', 'aws/us-east-1/s3']);
    expect(idsOf(nodesFor(nodes, 'place'))).toEqual(['aws/us-east-1', 'zone-a']);
    expect(idsOf(nodesFor(nodes, 'asked'))[0]).toBe('shop');
    expect(idsOf(nodesFor(nodes, 'any', ['shop', 'aws']))).toHaveLength(4);
  });

  it('offers the like of a node first as what may stand in for it', () => {
    const stores = [
      node('a', 'app'),
      node('db/west', 'database'),
      node('db/x/east', 'database'),
      node('x/east'),
    ];
    expect(idsOf(likeFirst([...stores, node('db/east', 'database')], 'db/east'))).toEqual([
      'db/x/east',
      'db/east',
      'db/west',
      'x/east',
      'a',
    ]);
  });
});

describe('what a node needs', () => {
  const estate = estateWith({
    app: [
      'a',
      {
        anyOf: ['b', { atLeast: { operational: 2, degraded: 1 }, of: ['c', 'd'] }],
        failover: { time: '1m', requires: ['e', { anyOf: ['f', 'a'] }] },
      },
    ],
    a: [],
    b: [],
    c: [],
    d: [],
    e: [],
    f: [],
  });

  it('is read from what "show" tells: groups and switches, too', () => {
    expect(neededIn(shown(estate, 'app'))).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(neededIn(shown(estate, 'b'))).toEqual([]);
  });

  it('as a whole is what stands in no group', () => {
    expect(plainlyNeededIn(shown(estate, 'app'))).toEqual(['a']);
  });
});

describe('single points of failure', () => {
  it('are told apart by what the changes did to them', async () => {
    const estate = await loadEstate([path.join(ROOT, 'graphs/examples/web-shop-multi-region.yaml')]);
    const { estate: after } = edited(
      estate,
      [
        { type: 'replica', node: 'sign-in', place: 'aws/us-west-2' },
        { type: 'add', from: 'checkout', to: 'route53/answers' },
      ],
      [],
    );
    const points = (of: Estate): Promise<Told> =>
      Promise.resolve(
        spof.run({ estate: of, args: ['checkout'], options: { state: 'partial' }, today: DAY }),
      ).then(toldBy);
    expect(singlePoints(await points(estate), await points(after))).toEqual({
      before: 4,
      after: 2,
      gone: ['aws/us-east-1', 'aws/us-east-1/cognito', 'sign-in'],
      added: ['route53/answers'],
      left: ['payments'],
    });
  });
});

describe('a change in words', () => {
  it.each<[Edit, string]>([
    [{ type: 'soften', from: 'a', to: 'b', impact: 'partial' }, 'a goes on without b, at worst partial'],
    [{ type: 'soften', from: 'a', to: 'b', impact: 'operational' }, 'a goes on without b, unharmed'],
    [{ type: 'remove', from: 'a', to: 'b' }, 'a no longer needs b'],
    [{ type: 'add', from: 'a', to: 'b' }, 'a also needs b'],
    [{ type: 'add', from: 'a', to: 'b', impact: 'degraded' }, 'a also needs b, at worst degraded'],
    [{ type: 'group', from: 'a', to: 'b', others: ['c', 'd'] }, 'a makes do with b or c or d'],
    [{ type: 'replica', node: 'a', place: 'b' }, 'a copy of a in b; whoever needs a can use either'],
  ])('%j', (edit, words) => {
    expect(editText(edit)).toBe(words);
  });
});
