/** Proves which nodes a selection matches, and what is told of one that matches nothing. */
import { beforeAll, describe, expect, it } from 'vitest';
import { select } from '../../src/assemble/select.ts';
import type { Estate } from '../../src/model/estate.ts';
import { type Problem, UserError } from '../../src/model/user-error.ts';
import { estateOf } from './estates.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await estateOf(`
nodes:
  aws: {kind: provider}
  aws/eu: {kind: region, in: aws}
  aws/us: {kind: region, in: aws}
  aws/eu/a: {kind: zone, in: aws/eu}
  aws/us/a: {kind: zone, in: aws/us}
  aws/us/b: {kind: zone, in: aws/us}
  aws/eu/s3: {kind: storage, in: aws/eu}
  aws/us/s3: {kind: storage, in: {node: aws/us, impact: partial}}
  shop: {kind: app, owner: web team, tier: 1, tags: [pci, web], in: {anyOf: [aws/us/a, {allOf: [aws/us/b, aws/eu/a]}]}}
  blog: {kind: app, owner: blog-team, tier: 2, tags: [web], dependsOn: [aws/us/s3]}
  db-1: {kind: database, owner: web team, tier: 1, in: aws/us/a}
  db-2: {kind: database, owner: web team, tier: 1, in: aws/us/b}
  .hidden: {kind: external}
`);
});

const ids = (...selections: readonly string[]): string =>
  select(estate, selections)
    .map((position) => estate.nodes[position]!.id)
    .join(' ');

describe('select', () => {
  it.each([
    ['an id', 'shop', 'shop'],
    ['* within a segment', 'aws/*', 'aws/eu aws/us'],
    ['* for a segment', 'aws/*/s3', 'aws/eu/s3 aws/us/s3'],
    ['* for a part of a segment', 'db-*', 'db-1 db-2'],
    ['* matches no slash', '*', '.hidden aws blog db-1 db-2 shop'],
    ['** across segments, and the folder itself', 'aws/us/**', 'aws/us aws/us/a aws/us/b aws/us/s3'],
    [
      '** for all',
      '**',
      '.hidden aws aws/eu aws/eu/a aws/eu/s3 aws/us aws/us/a aws/us/b aws/us/s3 blog db-1 db-2 shop',
    ],
    ['** in the middle', 'aws/**/a', 'aws/eu/a aws/us/a'],
    ['?', 'db-?', 'db-1 db-2'],
    ['brackets', 'db-[2-9]', 'db-2'],
    ['braces', '{blog,shop,nothing}', 'blog shop'],
    ['braces with slashes', 'aws/{eu/s3,us/a}', 'aws/eu/s3 aws/us/a'],
    ['kind', 'kind:zone', 'aws/eu/a aws/us/a aws/us/b'],
    ['a glob on kinds', 'kind:*-plane', undefined],
    ['kinds in braces', 'kind:{app,zone}', 'aws/eu/a aws/us/a aws/us/b blog shop'],
    ['owner', 'owner:blog-team', 'blog'],
    ['an owner in quotes', 'owner:"web team"', 'db-1 db-2 shop'],
    ['a condition in quotes', '"owner:web team"', 'db-1 db-2 shop'],
    ['a glob on owners', 'owner:*team', 'blog db-1 db-2 shop'],
    ['tier', 'tier:1', 'db-1 db-2 shop'],
    ['a glob on tiers', 'tier:[2-9]', 'blog'],
    ['tag', 'tag:web', 'blog shop'],
    ['a glob on tags', 'tag:p*', 'shop'],
    ['in a zone', 'in:aws/us/b', 'db-2 shop'],
    ['in a region, through zones and groups', 'in:aws/us', 'aws/us/a aws/us/b aws/us/s3 db-1 db-2 shop'],
    ['in another region, through a group in a group', 'in:aws/eu', 'aws/eu/a aws/eu/s3 shop'],
    [
      'in a provider',
      'in:aws',
      'aws/eu aws/eu/a aws/eu/s3 aws/us aws/us/a aws/us/b aws/us/s3 db-1 db-2 shop',
    ],
    ['in any of several places', 'in:aws/*/a', 'db-1 shop'],
    [
      'in places one of which is in another',
      'in:{aws/us,aws/us/a}',
      'aws/us/a aws/us/b aws/us/s3 db-1 db-2 shop',
    ],
    ['and', 'kind:database in:aws/us/a', 'db-1'],
    ['and, with an id', 'db-* in:aws/us/b', 'db-2'],
    ['and, with more spaces', '  kind:app \t tier:1  ', 'shop'],
    ['not', 'kind:app !tag:pci', 'blog'],
    ['not an id', 'db-* !db-1', 'db-2'],
    ['not a glob', '!aws/** !db-*', '.hidden blog shop'],
    ['not what has no owner', 'kind:zone !owner:x', 'aws/eu/a aws/us/a aws/us/b'],
    ['not in', 'kind:app !in:aws', 'blog'],
    ['only not', '!kind:app !kind:database !aws/**', '.hidden'],
  ])('%s: %s', (_, selection, expected) => {
    if (expected === undefined) expect(() => ids(selection)).toThrow(UserError);
    else expect(ids(selection)).toBe(expected);
  });

  it('several selections are united, in the order of ids, each node once', () => {
    expect(ids('shop', 'kind:app', 'aws')).toBe('aws blog shop');
  });

  it('no selections match nothing, and that is no error', () => {
    expect(ids()).toBe('');
  });
});

describe('a selection that matches nothing', () => {
  const problemOf = (...selections: readonly string[]): Problem => {
    try {
      select(estate, selections);
    } catch (error) {
      if (error instanceof UserError) return error.problems[0]!;
      throw error;
    }
    throw new Error('it matches something');
  };
  const listed = '"faultline nodes" lists what there is';

  it.each<[selection: string, message: string, hint: string]>([
    ['shpo', 'nothing matches "shpo"', 'did you mean "shop"?'],
    ['SHOP', 'nothing matches "SHOP"', 'did you mean "shop"?'],
    ['db-3', 'nothing matches "db-3"', 'did you mean "db-1", "db-2"?'],
    ['s3', 'nothing matches "s3"', 'did you mean "aws/eu/s3", "aws/us/s3"?'],
    ['a', 'nothing matches "a"', 'did you mean "aws/eu/a", "aws/us/a"?'],
    ['elephants', 'nothing matches "elephants"', listed],
    ['shop/**/x', 'nothing matches "shop/**/x"', listed],
    ['shp*', 'nothing matches "shp*"', 'did you mean "shop"?'],
    ['!shop shpo', 'nothing matches "!shop shpo"', 'did you mean "shop"?'],
    ['kind:cache', 'nothing matches "kind:cache"', listed],
    ['kind:app tier:3', 'nothing matches "kind:app tier:3"', listed],
    ['shop kind:database', 'nothing matches "shop kind:database"', listed],
    ['in:aws/uss', 'nothing matches "in:aws/uss"', 'did you mean "aws/us", "aws/us/a", "aws/us/b"?'],
    ['in:shop', 'nothing matches "in:shop"', listed],
    ['aws/us/s3 in:zoo', 'nothing matches "in:zoo"', listed],
  ])('%s', (selection, message, hint) => {
    expect(problemOf(selection)).toEqual({ message, hint });
  });

  it('is told even beside one that matches', () => {
    expect(problemOf('shop', 'elephants').message).toBe('nothing matches "elephants"');
  });
});
